package main

// departure makes examples/karabakh-2023: the departure that began on 24 September 2023.
func departure(from *source) (folder, error) {
	people, err := populations(from.places, arrived)
	if err != nil {
		return nil, err
	}
	if err := addWounded(from, people); err != nil {
		return nil, err
	}
	f := folder{}
	f.text("scenario.yaml", departureScenario)
	f.text("README.md", departureReadme)
	f.text("study.yaml", departureStudy)
	f.text("promised.yaml", departurePromise)
	for name, rows := range departureTables {
		if err := f.filled(from, name, rows); err != nil {
			return nil, err
		}
	}
	if err := f.addPlaces(from.places, people); err != nil {
		return nil, err
	}
	if err := f.addRoads(from.roads, conditionOf); err != nil {
		return nil, err
	}
	if err := f.addGate(departureGateNote); err != nil {
		return nil, err
	}
	return f, f.addReception("; 7 registration tents on 25 September (resources.csv S60)")
}

const departureGateNote = "RETROSPECTIVE: 18 s per vehicle is 200 vehicles/h, fitted to the vehicle counts of " +
	"27 and 28 September (resources.csv S28, S32); how many booths really worked is not known"

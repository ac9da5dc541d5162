package main

// departure makes examples/karabakh-2023: the departure that began on 24 September 2023.
func departure(from *source) (folder, error) {
	people, err := populations(from.places, arrived)
	if err != nil {
		return nil, err
	}
	f := folder{}
	f.text("scenario.yaml", departureScenario)
	f.text("README.md", departureReadme)
	if err := f.addPlaces(from.places, people); err != nil {
		return nil, err
	}
	if err := f.addRoads(from.roads, conditionOf); err != nil {
		return nil, err
	}
	if err := f.addGate(departureGateNote); err != nil {
		return nil, err
	}
	return f, f.addReception()
}

const departureGateNote = "RETROSPECTIVE: 18 s per vehicle is 200 vehicles/h, fitted to the vehicle counts of " +
	"27 and 28 September (resources.csv S28, S32); how many booths really worked is not known"

const departureScenario = `# Made by go run ./examples/make from examples/source/karabakh-2023. Change that, not this.
wayout: 1
name: Nagorno-Karabakh, September 2023
about: >-
  The departure that began on 24 September 2023, planned as if everybody had left by slots.
  Retrospective, learned from the outcome: the rate of the gate (1 booth at 18 s, 200 vehicles/h),
  4.8 people per vehicle, and the population (100,632 arrived; its spread over the settlements
  draws in part on where people registered). Nothing else about the outcome enters.
time_zone: Asia/Yerevan
start: 2023-09-24T10:00+04:00
horizon: 10 days
step: 1 minute
files:
  places: places.csv
  roads: roads.csv
  receptions: receptions.csv
  gates: gates.csv
assumptions:
  people_per_vehicle:
    value: 4.8
    source: "resources.csv S22 and S23: people over vehicles counted at the bridge to 27 and 28 September 2023"
    retrospective: true
not_planned:
  - People without a car, and the buses that could carry them.
  - People who cannot walk, patients and the wounded, and the ambulances they need.
  - Fuel. Every car is taken to have enough; the litres burned are counted, not supplied.
  - A lane kept free for buses and ambulances driving in.
  - Animals.
  - Where people go after Kornidzor, and how many of them the towns beyond can take.
variants:
  - id: eight-hours
    about: The gate is open 8 hours a day.
    set:
      gate.hakari_bridge.hours: daily 08:00-16:00
      horizon: 20 days
  - id: second-booth
    about: A second booth works at the gate, as fast as the first.
    set:
      gate.hakari_bridge.booths: 2
`

const departureReadme = `# Nagorno-Karabakh, the departure of 24 September 2023

Made by ` + "`go run ./examples/make`" + ` from ` + "`examples/source/karabakh-2023`" + `; the README there says what was
measured, what was estimated and how, where sources differ, and under which licences the data stand.

- **People.** low = used = ` + "`pop_est_100632`" + `, high = ` + "`pop_est_120000`" + ` of places.csv.
- **Roads.** A status that begins with "closed" shuts the road. "held" and "uncertain" leave it open and
  flag it. Every road runs both ways, also towards Martakert (R46, R49). The note is the source's text.
- **Capacities** come from the table of road classes.
- **Gate.** One booth of 18 s per vehicle on the node hakari_bridge.
- **Retrospective.** The rate of the gate, the people per vehicle and the population come from the outcome.
  They are marked so wherever they print.
`

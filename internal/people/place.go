package people

import (
	"wayout/internal/unit"
)

// Name is a name of a place in one language, by BCP 47 code such as "hy".
type Name struct {
	Language string
	Text     string
}

// NameIn returns the first of the names in a language, and whether there is one.
func NameIn(names []Name, language string) (string, bool) {
	for _, n := range names {
		if n.Language == language {
			return n.Text, true
		}
	}
	return "", false
}

// Place is somewhere with a name. It may have people who leave (an origin), or only join roads.
type Place struct {
	ID       string
	Name     string // as shown in results
	Junction bool   // only a junction of an imported map: its name is its id, and lists leave it out
	Names    []Name // in other languages
	Aliases  []string
	Lon, Lat float64 // degrees, WGS 84; meaningful only where Located
	Located  bool
	People   Population
	Vehicles unit.Vehicle // cars that exist; 0: from people and PerVehicle
	// PerVehicle is how many people ride in a vehicle, in thousandths.
	PerVehicle Occupancy
	Ready      Readiness
	// Priority puts places in order: those with 1 leave first, those with 0, which have none, last.
	Priority int
	// Counts are the people by class, for the used population.
	Counts Counts
	// Tanks is what all cars and stores of the place hold at the start; HasTanks tells that it is
	// known.
	Tanks    unit.Millilitre
	HasTanks bool
	Note     string
}

// Occupancy is people per vehicle in thousandths; 4800 is 4.8.
type Occupancy int64

// Population is a range, because nobody knows the number: plans are made for Used, results are
// printed for all three. Low <= Used <= High.
type Population struct{ Low, Used, High unit.Person }

// Level picks one number of a Population.
type Level uint8

// The three levels of every population.
const (
	Used Level = iota
	Low
	High
)

// String returns the word used in results.
func (l Level) String() string { return [...]string{"used", "low", "high"}[l] }

// At returns the population at a level.
func (p Population) At(l Level) unit.Person {
	switch l {
	case Low:
		return p.Low
	case High:
		return p.High
	default:
		return p.Used
	}
}

// VehiclesFor returns the vehicles that leave a place for a number of people: the cars that are
// there if they were counted, else people over occupancy, rounded up.
func (p Place) VehiclesFor(people unit.Person) unit.Vehicle {
	if people == 0 {
		return 0
	}
	if p.Vehicles > 0 {
		return min(p.Vehicles, unit.Vehicle(people))
	}
	n := int64(people) * 1000
	return unit.Vehicle((n + int64(p.PerVehicle) - 1) / int64(p.PerVehicle))
}

// Riders returns how many of a place's people ride in its first n vehicles: the cumulative share
// rounded down, so that all vehicles together carry everybody.
func Riders(people unit.Person, vehicles, n unit.Vehicle) unit.Person {
	if vehicles == 0 {
		return 0
	}
	return unit.Person(int64(people) * int64(n) / int64(vehicles))
}

// Reception is a destination.
type Reception struct {
	ID       string
	Place    int
	Rate     unit.Rate   // vehicles it takes in; 0: as many as come
	Capacity unit.Person // people in all; 0: not known, no limit
	Note     string
}

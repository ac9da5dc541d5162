package scenario

import (
	"time"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Scenario is one checked question. Indices between its records refer to the slices here.
type Scenario struct {
	Name       string
	About      string
	Start      time.Time // moment 0; its location is the scenario's time zone
	Horizon    unit.Second
	Step       unit.Second
	Places     []people.Place
	Roads      []roads.Road
	Gates      []roads.Gate
	Receptions []people.Reception
	Closures   []roads.Closure
	Dangers    []roads.Danger

	// Classes are the needs of every class by its number; empty: those of the assumptions.
	Classes      []people.ClassNeeds
	Institutions []people.Institution
	Fleet        []people.Fleet
	Relief       []people.Relief
	Stocks       []people.Stock
	Sites        []people.Site
	FuelPoints   []people.FuelPoint
	Paths        []roads.Path
	Areas        []roads.Area // to be drawn; nothing is planned with them
	// SafeToStop asks that, if every gate shuts at any moment, everybody on the way gets back or
	// to a site with room within this time (N11); 0: not asked.
	SafeToStop unit.Second
	// NoticeLanguages are those in whose form of a name places stand on notices to both sides; empty:
	// all that they have names in.
	NoticeLanguages []string

	Assumptions []Assumption // every assumption in force, in the order of the table
	NotPlanned  []string     // what the authors know to be missing from this scenario, in words
	Variants    []Variant
	Edits       []Edit     // the overrides that the folder itself holds, in order
	Overrides   []Override // applied for this run, in order, after those
	SHA256      string     // of every input byte and override, in hexadecimal
}

// Override is one --set PATH=VALUE.
type Override struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

// Edit is an override that the scenario's authors wrote down for every run, with who says so.
type Edit struct {
	Override
	Source string `json:"source"`
}

// Variant is a named set of overrides that the scenario's authors prepared.
type Variant struct {
	ID    string
	About string
	Set   []Override
}

// Assumption is a number the result rests on that the scenario's records do not give.
type Assumption struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Unit   string `json:"unit,omitempty"`
	Source string `json:"source"`
	// Default tells that the value comes from Wayout's own table.
	Default bool `json:"default"`
	// Retrospective tells that the value was learned from the outcome.
	Retrospective bool `json:"retrospective,omitempty"`
	// Taken tells that a record which does not give the number itself took this one.
	Taken bool `json:"-"`
}

// Assumption returns the value of a numeric assumption in force. It panics on a name that the
// table does not have.
func (s *Scenario) Assumption(name string) float64 { return lookup(s.Assumptions, name) }

// AssumptionsUsed splits the assumptions in force into those that results rest on, because a
// record took them or every plan does, and the others, whose values change nothing here. Both
// keep the order of the table.
func (s *Scenario) AssumptionsUsed() (used, others []Assumption) {
	for _, a := range s.Assumptions {
		if a.Taken || s.takes(a.Name) {
			used = append(used, a)
			continue
		}
		others = append(others, a)
	}
	return used, others
}

// At returns the instant of a moment, in the scenario's time zone.
func (s *Scenario) At(t unit.Second) time.Time { return s.Start.Add(t.Duration()) }

// Moment returns the moment of an instant, rounded down to a second.
func (s *Scenario) Moment(at time.Time) unit.Second {
	d := at.Sub(s.Start)
	if d < 0 {
		return -unit.Second((-d + time.Second - 1) / time.Second)
	}
	return unit.Second(d / time.Second)
}

// People returns how many people live at a place at a population level.
func (s *Scenario) People(place int, level people.Level) unit.Person {
	return s.Places[place].People.At(level)
}

// Vehicles returns how many cars leave a place at a population level if all have fuel.
func (s *Scenario) Vehicles(place int, level people.Level) unit.Vehicle {
	t := s.Travel(place, level, 0)
	return t.Cars
}

// TotalPeople returns the people of all places at a population level.
func (s *Scenario) TotalPeople(level people.Level) unit.Person {
	var sum unit.Person
	for i := range s.Places {
		sum += s.People(i, level)
	}
	return sum
}

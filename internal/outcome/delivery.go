package outcome

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// Asked is the question that a plan answers: everybody of a scenario at one population level, by how
// they travel.
type Asked struct {
	Scenario *scenario.Scenario
	Network  *roads.Network
	Level    people.Level
	Travel   []scenario.Travel // by place, with the cars that have fuel
	Fuel     supply.Fuel
	Ways     []supply.Way // quickest, by place; only where fuel is planned
}

// InGroups returns everybody who needs the fleet.
func (a *Asked) InGroups() unit.Person {
	var sum unit.Person
	for p := range a.Travel {
		sum += a.Travel[p].InGroups()
	}
	return sum
}

// Delivery are people who are at a reception at a moment by a round or on foot.
type Delivery struct {
	At     unit.Second
	People unit.Person
	Kind   Kind
	Place  int // they come from
	OnFoot bool
	// Institution is theirs, -1 if they have none, and Reception where they come to.
	Institution, Reception int
}

// Deliveries returns whom rounds and columns bring to receptions, in order of time.
func (a *Asked) Deliveries(p *plan.Plan) []Delivery {
	var out []Delivery
	add := func(l plan.Load, at unit.Second, onFoot bool, reception int) {
		g := &a.Travel[l.Place].Groups[l.Group]
		out = append(out, Delivery{at, g.PeopleIn(l.First, l.Parties), KindOf(g), l.Place, onFoot, g.Institution, reception})
	}
	var aboard []plan.Load
	for i := range p.Trips {
		t := &p.Trips[i]
		aboard = append(aboard, t.Boards...)
		if t.Reception < 0 {
			continue
		}
		for _, l := range aboard {
			add(l, t.End(), false, t.Reception)
		}
		aboard = aboard[:0]
	}
	for i := range p.Columns {
		if c := &p.Columns[i]; c.Reception >= 0 {
			add(c.Load, c.End(), true, c.Reception)
		}
	}
	slices.SortStableFunc(out, func(a, b Delivery) int { return cmp.Compare(a.At, b.At) })
	return out
}

// Kind is a kind of travellers as results list them.
type Kind uint8

// The kinds of travellers: by their own car, and what makes the others need the fleet.
const (
	ByCar Kind = iota
	OnOxygen
	OnStretchers
	InWheelchairs
	OnDialysis
	ChildrenAlone
	InInstitutions
	WithoutCar
	WithoutFuel
	KindCount = int(WithoutFuel) + 1
)

// String returns the words for the kind, those who attend them included.
func (k Kind) String() string {
	return [...]string{
		"by car", "on oxygen", "on stretchers", "in wheelchairs", "on dialysis", "children without a grown-up",
		"in institutions", "households without a car", "households without fuel",
	}[k]
}

// KindOf returns the kind of a group.
func KindOf(g *people.Group) Kind {
	if g.Institution >= 0 {
		return InInstitutions
	}
	switch g.Class {
	case people.Oxygen:
		return OnOxygen
	case people.Stretcher:
		return OnStretchers
	case people.Wheelchair:
		return InWheelchairs
	case people.Dialysis:
		return OnDialysis
	case people.Unaccompanied:
		return ChildrenAlone
	}
	if g.Shifted {
		return WithoutFuel
	}
	return WithoutCar
}

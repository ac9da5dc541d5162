package people

import (
	"fmt"
	"strings"

	"wayout/internal/unit"
)

// Need is what a party takes up in a vehicle. A wheelchair may take two seats instead of its place.
type Need struct{ Seats, Wheelchairs, Stretchers int }

// Add returns both needs together.
func (n Need) Add(m Need) Need {
	return Need{n.Seats + m.Seats, n.Wheelchairs + m.Wheelchairs, n.Stretchers + m.Stretchers}
}

// FitsIn reports whether a vehicle with these places takes the need: stretchers on stretcher
// places, wheelchairs on wheelchair places and else on two seats each, all others on seats.
func (n Need) FitsIn(places Need) bool {
	if n.Stretchers > places.Stretchers {
		return false
	}
	seats := n.Seats + 2*max(0, n.Wheelchairs-places.Wheelchairs)
	return seats <= places.Seats
}

// String says what the need is in words: "1 stretcher place, 1 seat".
func (n Need) String() string {
	var parts []string
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{n.Stretchers, "stretcher place", "stretcher places"},
		{n.Wheelchairs, "wheelchair place or two seats", "wheelchair places or twice as many seats"},
		{n.Seats, "seat", "seats"},
	} {
		switch part.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+part.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.many))
		}
	}
	return strings.Join(parts, ", ")
}

// Group are people of one place who travel in parties of the same kind and need a vehicle of the
// fleet: households without a car, patients with whoever attends them, residents of an institution
// with their staff. A party is never divided; party i of a group has
// Riders(People, Parties, i+1) − Riders(People, Parties, i) people.
type Group struct {
	Place       int
	Class       Class // that makes them need the fleet; Walks or WalksLittle: a household without a car
	Institution int   // index; -1: none
	// Shifted tells of households that have a car but no fuel for it.
	Shifted bool
	People  unit.Person
	Parties int
	// Wheelchairs and Stretchers are places one party needs; all others of the party need seats.
	Wheelchairs, Stretchers int
	Ready                   unit.Second
	Loading                 unit.Second // to board one party
	Latest                  unit.Second // unit.Never: no deadline
	Longest                 unit.Second // longest drive; 0: no limit
}

// OnFoot reports whether the parties of a group may be sent on foot, where there is no other way.
func (g *Group) OnFoot() bool { return g.Class == Walks && g.Institution < 0 }

// PeopleIn returns the people of n parties from the first-th on.
func (g *Group) PeopleIn(first, n int) unit.Person {
	return Riders(g.People, unit.Vehicle(g.Parties), unit.Vehicle(first+n)) -
		Riders(g.People, unit.Vehicle(g.Parties), unit.Vehicle(first))
}

// Need returns what n parties from the first-th on take up.
func (g *Group) Need(first, n int) Need {
	return Need{
		Seats:       int(g.PeopleIn(first, n)) - n*(g.Wheelchairs+g.Stretchers),
		Wheelchairs: n * g.Wheelchairs,
		Stretchers:  n * g.Stretchers,
	}
}

// Tier is the order in which rounds serve groups: 0 those who cannot walk, patients, children alone
// and institutions; 1 households without a car; 2 households without fuel.
func (g *Group) Tier() int {
	switch {
	case g.Class.NeedsFleet() || g.Institution >= 0:
		return 0
	case g.Shifted:
		return 2
	}
	return 1
}

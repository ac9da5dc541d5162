package exchange

import (
	"maps"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// brief is a request with what several files need, computed once. It is not changed afterwards.
type brief struct {
	Request
	convoys []convoy.Convoy
	parties *convoy.Parties
	towns   []town    // by place
	all     []feature // that the level allows
}

// town is what a plan means for the people of one place. Whoever is neither moved nor stays is not
// served; a plan that holds says of all of them why.
type town struct {
	people     unit.Person
	stay       unit.Person // by choice: they are served
	moved      unit.Person // received somewhere
	notServed  unit.Person
	reasons    []string // why, each once
	cut        []string // ids of what would have to change
	departs    []span   // of cars, vehicles of the fleet and columns on foot
	receptions []int
}

// span is the time in which people set out, or arrive.
type span struct{ from, to unit.Second }

func newBrief(r Request) *brief {
	b := &brief{
		Request: r, convoys: convoy.All(r.Scenario, r.Plan), parties: convoy.PartiesOf(r.Scenario, r.Plan),
		towns: make([]town, len(r.Scenario.Places)),
	}
	for i := range b.towns {
		travel := r.Scenario.Travel(i, r.Plan.Level, r.Plan.WithoutFuel(i))
		b.towns[i].people, b.towns[i].stay = r.Scenario.People(i, r.Plan.Level), travel.Stays
	}
	for i := range b.convoys {
		b.sort(&b.convoys[i])
	}
	for i := range r.Plan.NotServed {
		n := &r.Plan.NotServed[i]
		t := &b.towns[n.Place]
		t.notServed += n.People
		t.reasons = addOnce(t.reasons, string(n.Reason))
		for _, id := range n.Cut {
			t.cut = addOnce(t.cut, id)
		}
	}
	b.all = b.features()
	return b
}

// sort gives a convoy to the towns whose people are in it.
func (b *brief) sort(c *convoy.Convoy) {
	town := &b.towns[c.Place]
	switch c.Kind {
	case convoy.Round:
		for _, i := range c.Trips {
			b.board(&b.Plan.Trips[i], c.Reception)
		}
		return
	case convoy.OnFoot:
		town = &b.towns[b.Plan.Columns[c.Column].Load.Place]
	}
	town.departs = append(town.departs, span{c.Points[0].First, c.Points[0].Last})
	if c.Reception >= 0 { // else they are counted where they board
		town.move(c.People, c.Reception)
	}
}

// board gives those who board for a trip to their towns.
func (b *brief) board(trip *plan.Trip, reception int) {
	for k := range trip.Boards {
		load := &trip.Boards[k]
		town := &b.towns[load.Place]
		town.move(b.parties.People(load), reception)
		if load.Place == trip.From {
			town.departs = append(town.departs, span{trip.Depart, trip.Depart + trip.Length})
		}
	}
}

func (t *town) move(people unit.Person, reception int) {
	t.moved += people
	t.receptions = addOnce(t.receptions, reception)
}

// extent returns when the first and the last set out, nil where nobody does.
func extent(list []span) (first, last any) {
	if len(list) == 0 {
		return nil, nil
	}
	all := list[0]
	for _, d := range list[1:] {
		all = span{min(all.from, d.from), max(all.to, d.to)}
	}
	return all.from, all.to
}

// counts returns the people of a town who stay, are served, moved or staying by choice, and are not, as
// the level allows.
func (b *brief) counts(t *town) []any {
	parts := b.parts(int64(t.moved), int64(t.stay), int64(t.notServed))
	served := b.count(int64(t.moved + t.stay))
	if isWithheld(parts[2]) {
		served = withheld{}
	}
	return []any{parts[1], served, parts[2]}
}

func addOnce[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// use is how many vehicles drive on a road: by direction, and by the hour in which they enter it.
type use struct {
	forward, backward unit.Vehicle
	hours             map[unit.Second]unit.Vehicle
}

// roadUse counts the cars and the vehicles of the fleet on every road. A stream is even.
func (b *brief) roadUse() []use {
	out := make([]use, len(b.Scenario.Roads))
	enter := func(legs []plan.Leg, passes []unit.Second, depart, length unit.Second, vehicles unit.Vehicle) {
		for k, leg := range legs {
			u := &out[leg.Road]
			if leg.Forward {
				u.forward += vehicles
			} else {
				u.backward += vehicles
			}
			b.spread(u, depart+passes[k], length, vehicles)
		}
	}
	for _, s := range b.Plan.Slots {
		r := &b.Plan.Routes[s.Route]
		enter(r.Legs, r.Passes, s.Depart, s.Length, s.Vehicles)
	}
	for _, t := range b.Plan.Trips {
		enter(t.Legs, t.Passes, t.Depart, t.Length, 1)
	}
	return out
}

// spread adds a stream of whole vehicles to the hours in which they pass.
func (b *brief) spread(u *use, from, length unit.Second, vehicles unit.Vehicle) {
	if u.hours == nil {
		u.hours = map[unit.Second]unit.Vehicle{}
	}
	var gone unit.Vehicle
	for at := from; gone < vehicles; {
		hour := b.Scenario.ClockHour(at)
		at = min(hour+unit.Hour, from+length)
		n := vehicles
		if at < from+length {
			n = vehicles * unit.Vehicle(at-from) / unit.Vehicle(length)
		}
		u.hours[hour] += n - gone
		gone = n
	}
}

// busiest returns the hour in which most vehicles enter a road, the first of several, nil for none.
func (u *use) busiest() (hour any, vehicles unit.Vehicle) {
	for _, h := range slices.Sorted(maps.Keys(u.hours)) {
		if n := u.hours[h]; n > vehicles {
			hour, vehicles = h, n
		}
	}
	return hour, vehicles
}

package export

import (
	"fmt"

	"wayout/internal/convoy"
	"wayout/internal/plan"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// The shapes of what plan.json has beside cars: trips of vehicles, people on foot, cars without
// fuel, and where people on the way turn to.
type tripJSON struct {
	Vehicle       vehicleJSON  `json:"vehicle"`
	From          string       `json:"from"`
	To            string       `json:"to"`
	Legs          []legJSON    `json:"legs"`
	PassesSeconds []int64      `json:"passes_seconds"`
	Depart        string       `json:"depart"`
	End           string       `json:"end"` // of the departure, as for slots
	Boards        []loadJSON   `json:"boards"`
	Reception     *string      `json:"reception"` // null where all stay aboard
	Refuges       []refugeJSON `json:"refuges,omitempty"`
}

// vehicleJSON has either fleet or relief.
type vehicleJSON struct {
	Fleet  *string `json:"fleet,omitempty"`
	Relief *string `json:"relief,omitempty"`
	Number int     `json:"number"`
}

// partiesJSON are parties of one group of a place; groups and parties are numbered from 1.
type partiesJSON struct {
	Group   int `json:"group"`
	First   int `json:"first"`
	Parties int `json:"parties"`
}

type loadJSON struct {
	Place string `json:"place"`
	partiesJSON
	People int64 `json:"people"` // as the scenario has it
}

type columnJSON struct {
	Parties      loadJSON `json:"parties"`
	Path         string   `json:"path"`
	Direction    string   `json:"direction"`
	Depart       string   `json:"depart"`
	End          string   `json:"end"` // when the last have left
	WalksSeconds int64    `json:"walks_seconds"`
	Reception    *string  `json:"reception"` // null where they wait for a vehicle
}

type noFuelJSON struct {
	Place string `json:"place"`
	Cars  int64  `json:"cars"`
}

type refugeJSON struct {
	Site        string `json:"site"`
	FromSeconds int64  `json:"from_seconds"`
	ToSeconds   int64  `json:"to_seconds"`
}

func tripsOut(s *scenario.Scenario, g *convoy.Parties, trips []plan.Trip) []tripJSON {
	out := []tripJSON{}
	for i := range trips {
		t := &trips[i]
		trip := tripJSON{
			Vehicle: vehicleOut(s, t.Vehicle), From: s.Places[t.From].ID, To: s.Places[t.To].ID,
			Legs: legsOut(s, t.Legs), PassesSeconds: secondsOut(t.Passes),
			Depart: s.Instant(t.Depart), End: s.Instant(t.Depart + t.Length),
			Boards: []loadJSON{}, Reception: receptionOut(s, t.Reception), Refuges: refugesOut(s, t.Refuges),
		}
		for k := range t.Boards {
			trip.Boards = append(trip.Boards, loadOut(s, g, &t.Boards[k]))
		}
		out = append(out, trip)
	}
	return out
}

func vehicleOut(s *scenario.Scenario, v plan.Vehicle) vehicleJSON {
	if v.Relief {
		return vehicleJSON{Relief: &s.Relief[v.Row].ID, Number: v.Number}
	}
	return vehicleJSON{Fleet: &s.Fleet[v.Row].ID, Number: v.Number}
}

func receptionOut(s *scenario.Scenario, reception int) *string {
	if reception < 0 {
		return nil
	}
	return &s.Receptions[reception].ID
}

func loadOut(s *scenario.Scenario, g *convoy.Parties, load *plan.Load) loadJSON {
	return loadJSON{s.Places[load.Place].ID, partiesOut(load), int64(g.People(load))}
}

func partiesOut(load *plan.Load) partiesJSON {
	return partiesJSON{load.Group + 1, load.First + 1, load.Parties}
}

func columnsOut(s *scenario.Scenario, g *convoy.Parties, columns []plan.Column) []columnJSON {
	out := []columnJSON{}
	for i := range columns {
		c := &columns[i]
		out = append(out, columnJSON{
			Parties: loadOut(s, g, &c.Load), Path: s.Paths[c.Path].ID, Direction: directions[index(c.Back)],
			Depart: s.Instant(c.Depart), End: s.Instant(c.Depart + c.Length), WalksSeconds: int64(c.Walks),
			Reception: receptionOut(s, c.Reception),
		})
	}
	return out
}

func noFuelOut(s *scenario.Scenario, list []plan.NoFuel) []noFuelJSON {
	out := []noFuelJSON{}
	for _, n := range list {
		out = append(out, noFuelJSON{s.Places[n.Place].ID, int64(n.Cars)})
	}
	return out
}

func refugesOut(s *scenario.Scenario, refuges []plan.Refuge) []refugeJSON {
	var out []refugeJSON
	for _, r := range refuges {
		out = append(out, refugeJSON{s.Sites[r.Site].ID, int64(r.From), int64(r.To)})
	}
	return out
}

func (r *planReader) trip() {
	trip := plan.Trip{Reception: -1}
	var end unit.Second
	r.object([]field{
		{name: "vehicle", read: func() { trip.Vehicle = r.vehicle() }},
		{name: "from", read: func() { trip.From = r.reference("place", r.ids.places) }},
		{name: "to", read: func() { trip.To = r.reference("place", r.ids.places) }},
		{name: "legs", read: func() { trip.Legs = r.legs() }},
		{name: "passes_seconds", read: func() { trip.Passes = r.passes() }},
		{name: "depart", read: func() { trip.Depart = r.moment(r.s) }},
		{name: "end", read: func() { end = r.moment(r.s) }},
		{name: "boards", read: func() {
			r.list(func(int) { trip.Boards = append(trip.Boards, r.load()) })
		}},
		{name: "reception", read: func() { trip.Reception = r.referenceOrNone("reception", r.ids.receptions) }},
		{name: "refuges", read: func() { trip.Refuges = r.refuges() }, optional: true},
	})
	trip.Length = end - trip.Depart
	r.plan.Trips = append(r.plan.Trips, trip)
}

func (r *planReader) vehicle() plan.Vehicle {
	var v plan.Vehicle
	var fleet, relief bool
	r.object([]field{
		{name: "fleet", read: func() { v.Row, fleet = r.reference("row of the fleet", r.ids.fleet), true }, optional: true},
		{name: "relief", read: func() { v.Row, relief = r.reference("row of relief", r.ids.relief), true }, optional: true},
		{name: "number", read: func() { v.Number = int(r.whole(1, mostParties)) }},
	})
	if fleet == relief && !r.broken {
		found := []string{"neither", "both"}[index(fleet)]
		r.add(problem.ResultOneOf, "", "fleet", "relief", found)
	}
	v.Relief = relief
	return v
}

func (r *planReader) column() {
	column := plan.Column{Reception: -1}
	var end unit.Second
	r.object([]field{
		{name: "parties", read: func() { column.Load = r.load() }},
		{name: "path", read: func() { column.Path = r.reference("path", r.ids.paths) }},
		{name: "direction", read: func() { column.Back = r.word(directions...) == 1 }},
		{name: "depart", read: func() { column.Depart = r.moment(r.s) }},
		{name: "end", read: func() { end = r.moment(r.s) }},
		{name: "walks_seconds", read: func() { column.Walks = r.seconds() }},
		{name: "reception", read: func() { column.Reception = r.referenceOrNone("reception", r.ids.receptions) }},
	})
	column.Length = end - column.Depart
	r.plan.Columns = append(r.plan.Columns, column)
}

// noFuel reads cars without fuel by place; a place may stand there once.
func (d *decoder) noFuel(places map[string]int) []plan.NoFuel {
	var list []plan.NoFuel
	seen := map[int]bool{}
	d.list(func(int) {
		var n plan.NoFuel
		d.object([]field{
			{name: "place", read: func() { n.Place = d.reference("place", places) }},
			{name: "cars", read: func() { n.Cars = unit.Vehicle(d.whole(0, mostCount)) }},
		})
		if seen[n.Place] && !d.broken {
			d.add(problem.ResultPlaceTwice, "")
			return
		}
		seen[n.Place] = true
		list = append(list, n)
	})
	return list
}

func (r *planReader) refuges() []plan.Refuge {
	var list []plan.Refuge
	r.list(func(int) {
		var refuge plan.Refuge
		r.object([]field{
			{name: "site", read: func() { refuge.Site = r.reference("site", r.ids.sites) }},
			{name: "from_seconds", read: func() { refuge.From = r.seconds() }},
			{name: "to_seconds", read: func() { refuge.To = r.seconds() }},
		})
		list = append(list, refuge)
	})
	return list
}

// loadRead is a load as it was read, to be checked when all is known that decides how the people
// of its place travel. People is -1 where the file does not say how many the load has.
type loadRead struct {
	where  problem.Where
	load   plan.Load
	people unit.Person
}

func (r *planReader) load() plan.Load {
	var load plan.Load
	var persons unit.Person
	fields := append(r.partyFields(&load),
		field{name: "place", read: func() { load.Place = r.reference("place", r.ids.places) }},
		field{name: "people", read: func() { persons = unit.Person(r.whole(0, mostCount)) }},
	)
	r.object(fields)
	r.loads = append(r.loads, loadRead{r.where(), load, persons})
	return load
}

// parties reads parties of a place that is named elsewhere.
func (r *planReader) parties() plan.Load {
	var load plan.Load
	r.object(r.partyFields(&load))
	return load
}

func (r *planReader) partyFields(load *plan.Load) []field {
	return []field{
		{name: "group", read: func() { load.Group = int(r.whole(1, mostParties)) - 1 }},
		{name: "first", read: func() { load.First = int(r.whole(1, mostParties)) - 1 }},
		{name: "parties", read: func() { load.Parties = int(r.whole(1, mostParties)) }},
	}
}

// checkLoads reports loads of groups and parties that the scenario does not have, and numbers of
// people that are not theirs.
func (r *planReader) checkLoads() {
	groups := convoy.PartiesOf(r.s, &r.plan)
	for i := range r.loads {
		read := &r.loads[i]
		found := groups.At(read.load.Place)
		if read.load.Group >= len(found) {
			name := r.s.Places[read.load.Place].Name
			r.problems.Add(problem.ResultGroup, read.where, "", name, fmt.Sprint(len(found)), fmt.Sprint(read.load.Group+1))
			continue
		}
		group := &found[read.load.Group]
		if last := read.load.First + read.load.Parties; last > group.Parties {
			r.problems.Add(problem.ResultParty, read.where, "", fmt.Sprint(group.Parties), fmt.Sprint(last))
			continue
		}
		if n := groups.People(&read.load); read.people >= 0 && read.people != n {
			where := read.where
			where.Column += ".people"
			r.problems.Add(problem.ResultPeople, where, fmt.Sprint(read.people), fmt.Sprint(n))
		}
	}
}

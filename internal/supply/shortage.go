package supply

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Shortage says how long a stock lasts by a plan.
type Shortage struct {
	Place int
	Item  people.Item
	// RunsOut is when nothing is left, unit.Never where it lasts until everybody has left or for
	// the whole horizon.
	RunsOut unit.Second
	// Leaves is when the last who leaves has left.
	Leaves unit.Second
	// Lacking are the person-days without it, of whoever is there before Leaves.
	Lacking float64
	// Brought are the person-days that relief brings.
	Brought unit.Person
}

// Shortages says of every stock how long it lasts by a plan. Everybody who is at a place uses it,
// those who stay by choice too; it is counted to the moment at which the last has left.
func Shortages(s *scenario.Scenario, level people.Level, p *plan.Plan) []Shortage {
	if len(s.Stocks) == 0 {
		return nil
	}
	leaving := Departures(s, p)
	arrived := reliefArrivals(s, p)
	var out []Shortage
	for i := range s.Stocks {
		stock := &s.Stocks[i]
		all := s.People(stock.Place, level)
		out = append(out, lasts(stock, all, leaving[stock.Place], arrived[stock.Place], p.Horizon))
	}
	return out
}

// Departure is how many people leave a place at a moment.
type Departure struct {
	At     unit.Second
	People unit.Person
}

// Departures returns by place, in order of time, who leaves when: a slot in the middle of its time.
func Departures(s *scenario.Scenario, p *plan.Plan) [][]Departure {
	out := make([][]Departure, len(s.Places))
	add := func(place int, at unit.Second, n unit.Person) { out[place] = append(out[place], Departure{at, n}) }
	for i := range p.Slots {
		slot := &p.Slots[i]
		add(p.Routes[slot.Route].Place, slot.Depart+slot.Length/2, slot.People)
	}
	travel := travels{s: s, p: p, known: map[int]scenario.Travel{}}
	for i := range p.Columns {
		c := &p.Columns[i]
		add(c.Load.Place, c.Depart, travel.people(c.Load))
	}
	for i := range p.Trips {
		for _, l := range p.Trips[i].Boards {
			if l.Place == p.Trips[i].From {
				add(l.Place, p.Trips[i].Depart, travel.people(l))
			}
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b Departure) int { return cmp.Compare(a.At, b.At) })
	}
	return out
}

// travels remembers how places travel by a plan.
type travels struct {
	s     *scenario.Scenario
	p     *plan.Plan
	known map[int]scenario.Travel
}

func (t *travels) people(l plan.Load) unit.Person {
	travel, ok := t.known[l.Place]
	if !ok {
		travel = t.s.Travel(l.Place, t.p.Level, t.p.WithoutFuel(l.Place))
		t.known[l.Place] = travel
	}
	return travel.Groups[l.Group].PeopleIn(l.First, l.Parties)
}

// reliefArrivals returns by place what relief brings when, in person-days.
func reliefArrivals(s *scenario.Scenario, p *plan.Plan) []map[people.Item][]Departure {
	out := make([]map[people.Item][]Departure, len(s.Places))
	for i := range p.Trips {
		t := &p.Trips[i]
		if !t.Vehicle.Relief {
			continue
		}
		row := &s.Relief[t.Vehicle.Row]
		if t.To != row.Place {
			continue
		}
		if out[t.To] == nil {
			out[t.To] = map[people.Item][]Departure{}
		}
		out[t.To][row.Item] = append(out[t.To][row.Item], Departure{t.End(), row.PersonDays})
	}
	return out
}

// lasts follows one stock to the last departure.
func lasts(stock *people.Stock, all unit.Person, leaving []Departure, brought map[people.Item][]Departure, horizon unit.Second) Shortage {
	out := Shortage{Place: stock.Place, Item: stock.Item, RunsOut: unit.Never}
	var gone unit.Person
	for _, d := range leaving {
		gone += d.People
		out.Leaves = d.At
	}
	if gone < all {
		out.Leaves = horizon
	}
	left := float64(all) * float64(stock.Lasts) // person-seconds
	events := slices.Clone(leaving)
	for _, d := range brought[stock.Item] {
		out.Brought += d.People
		events = append(events, Departure{d.At, -d.People})
	}
	slices.SortStableFunc(events, func(a, b Departure) int { return cmp.Compare(a.At, b.At) })
	events = append(events, Departure{At: out.Leaves})
	here, now := float64(all), unit.Second(0)
	for _, e := range events {
		at := min(e.At, out.Leaves)
		used := here * float64(at-now)
		if used > left {
			if out.RunsOut == unit.Never {
				out.RunsOut = now + unit.Second(left/here)
			}
			out.Lacking += (used - left) / float64(unit.Day)
		}
		left = max(0, left-used)
		now = at
		if e.People < 0 {
			left += float64(-e.People) * float64(unit.Day)
		} else {
			here -= float64(e.People)
		}
	}
	return out
}

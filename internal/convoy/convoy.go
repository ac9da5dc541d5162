package convoy

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Kind tells what a convoy is made of.
type Kind uint8

// The kinds of convoys: cars of one group of a slot, one vehicle of the fleet, people on foot.
const (
	Cars Kind = iota
	Round
	OnFoot
)

// Check is where people of a convoy are counted.
type Check uint8

// The checks in the order in which a convoy passes them; it may pass several gates.
const (
	Departure Check = iota
	GateIn
	GateOut
	Arrival
)

// Checks lists every check.
var Checks = []Check{Departure, GateIn, GateOut, Arrival}

// String returns the word used in files.
func (c Check) String() string {
	return [...]string{"departure", "gate_in", "gate_out", "arrival"}[c]
}

// Point is one check of a convoy, with the moments between which the plan has it there.
type Point struct {
	Check       Check
	Place       int
	Gate        int // of GateIn and GateOut, else -1
	First, Last unit.Second
}

// Convoy are people who move together and are counted together.
type Convoy struct {
	Number int // from 1, in order of departure
	Kind   Kind
	Place  int // from which all of them have left, at First of its departure
	// Group is the number of a group of cars at its place, as in slots.csv; Round of a round of its
	// vehicle, from 1.
	Group, Round int
	Slot         int          // of Cars
	Vehicle      plan.Vehicle // of Round
	Trips        []int        // of Round: from the first passenger to the reception
	Column       int          // of OnFoot
	Vehicles     unit.Vehicle // 0 on foot
	People       unit.Person
	Reception    int // -1 on foot to a vehicle
	Points       []Point
}

// Sheet is the number that is printed on a number sheet.
type Sheet struct{ Version, Number int }

// String returns the number as it is printed, such as 4-0123.
func (s Sheet) String() string { return fmt.Sprintf("%d-%04d", s.Version, s.Number) }

// End returns the last point: where the convoy arrives.
func (c *Convoy) End() Point { return c.Points[len(c.Points)-1] }

// At returns the point of a check, the first one where the convoy passes several gates.
func (c *Convoy) At(check Check) (Point, bool) {
	for _, p := range c.Points {
		if p.Check == check {
			return p, true
		}
	}
	return Point{}, false
}

// All returns the convoys of a plan in order of departure, numbered. The plan must be of the
// scenario.
func All(s *scenario.Scenario, p *plan.Plan) []Convoy {
	w := walker{s: s, p: p, parties: PartiesOf(s, p), gates: s.GatesByPlace()}
	w.cars()
	w.rounds()
	w.columns()
	slices.SortStableFunc(w.out, func(a, b Convoy) int {
		return cmp.Compare(a.Points[0].First, b.Points[0].First)
	})
	for i := range w.out {
		w.out[i].Number = i + 1
	}
	return w.out
}

type walker struct {
	s       *scenario.Scenario
	p       *plan.Plan
	parties *Parties
	gates   []int // by place, -1 where there is none
	out     []Convoy
}

// Sizes splits the vehicles of a slot into as few groups as the size allows, as equal as possible.
func Sizes(vehicles, most unit.Vehicle) []unit.Vehicle {
	n := (vehicles + most - 1) / most
	var out []unit.Vehicle
	for i := range n {
		out = append(out, vehicles*(i+1)/n-vehicles*i/n)
	}
	return out
}

// GroupSize returns how many cars a group has at most.
func GroupSize(s *scenario.Scenario) unit.Vehicle {
	return max(1, unit.Vehicle(s.Assumption("group_vehicles")))
}

// cars adds the groups of every slot. The stream is even, so a group leaves during its part of the
// slot.
func (w *walker) cars() {
	groups := make([]int, len(w.s.Places))
	for i := range w.p.Slots {
		slot := &w.p.Slots[i]
		route := &w.p.Routes[slot.Route]
		var gone unit.Vehicle
		for _, size := range Sizes(slot.Vehicles, GroupSize(w.s)) {
			groups[route.Place]++
			part := func(n unit.Vehicle) unit.Second {
				return slot.Depart + slot.Length*unit.Second(n)/unit.Second(slot.Vehicles)
			}
			first, last := part(gone), part(gone+size)
			riders := people.Riders(slot.People, slot.Vehicles, gone+size) - people.Riders(slot.People, slot.Vehicles, gone)
			w.out = append(w.out, Convoy{
				Kind: Cars, Place: route.Place, Group: groups[route.Place], Slot: i, Vehicles: size, People: riders,
				Reception: route.Reception, Points: w.points(route.Place, route.Legs, route.Passes, first, last, true),
			})
			gone += size
		}
	}
}

// points returns the checks along a way that is entered between two moments.
func (w *walker) points(from int, legs []plan.Leg, passes []unit.Second, first, last unit.Second, received bool) []Point {
	out := []Point{{Departure, from, -1, first, last}}
	return w.along(out, from, legs, passes, first, last, received)
}

// along adds the gates of a way, and its end where people are received there.
func (w *walker) along(out []Point, from int, legs []plan.Leg, passes []unit.Second, first, last unit.Second, received bool) []Point {
	at := from
	for k, leg := range legs {
		out = w.gate(out, at, first+passes[k], last+passes[k])
		at = LegEnd(w.s, leg)
	}
	if end := len(passes) - 1; received {
		out = w.gate(out, at, first+passes[end], last+passes[end])
		out = append(out, Point{Arrival, at, -1, first + passes[end], last + passes[end]})
	}
	return out
}

// gate adds the checks of the gate at a place, if there is one.
func (w *walker) gate(out []Point, at int, first, last unit.Second) []Point {
	if g := w.gates[at]; g >= 0 {
		out = append(out, Point{GateIn, at, g, first, last}, Point{GateOut, at, g, first, last})
	}
	return out
}

// rounds adds the rounds of every vehicle that carries people. They are counted from the last place
// on at which somebody boards.
func (w *walker) rounds() {
	at := 0
	for _, trips := range ByVehicle(w.p.Trips) {
		round, boarded, last := 0, -1, -1
		var aboard unit.Person
		for i := range trips {
			t := &trips[i]
			if len(t.Boards) > 0 {
				if last = i; boarded < 0 {
					boarded = i
				}
				for k := range t.Boards {
					aboard += w.parties.People(&t.Boards[k])
				}
			}
			if t.Reception < 0 || boarded < 0 {
				continue
			}
			round++
			w.out = append(w.out, w.round(trips, at, boarded, last, i, round, aboard))
			boarded, last, aboard = -1, -1, 0
		}
		at += len(trips)
	}
}

// round returns one round: trips boarded to end of a vehicle, the last to board at trip last.
func (w *walker) round(trips []plan.Trip, at, boarded, last, end, number int, aboard unit.Person) Convoy {
	c := Convoy{
		Kind: Round, Place: trips[last].From, Round: number, Vehicle: trips[end].Vehicle, Vehicles: 1,
		People: aboard, Reception: trips[end].Reception,
	}
	for i := boarded; i <= end; i++ {
		c.Trips = append(c.Trips, at+i)
	}
	for i := last; i <= end; i++ {
		t := &trips[i]
		if i == last {
			c.Points = w.points(t.From, t.Legs, t.Passes, t.Depart, t.Depart+t.Length, i == end)
		} else {
			c.Points = w.along(c.Points, t.From, t.Legs, t.Passes, t.Depart, t.Depart+t.Length, i == end)
		}
	}
	return c
}

// columns adds people on foot.
func (w *walker) columns() {
	for i := range w.p.Columns {
		column := &w.p.Columns[i]
		path := &w.s.Paths[column.Path]
		from, to := path.From, path.To
		if column.Back {
			from, to = to, from
		}
		points := []Point{{Departure, from, -1, column.Depart, column.Depart + column.Length}}
		points = w.gate(points, from, column.Depart, column.Depart+column.Length)
		arrive := column.Depart + column.Walks
		if column.Reception >= 0 {
			points = w.gate(points, to, arrive, column.End())
		}
		points = append(points, Point{Arrival, to, -1, arrive, column.End()})
		w.out = append(w.out, Convoy{
			Kind: OnFoot, Place: from, Column: i, People: w.parties.People(&column.Load), Reception: column.Reception, Points: points,
		})
	}
}

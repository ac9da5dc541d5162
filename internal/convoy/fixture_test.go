package convoy_test

import (
	"time"

	"pgregory.net/rapid"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Places of the valley.
const (
	upper = iota
	lower
	bridge
	out
)

// valley is two villages above a gate, and a reception behind it with a second gate in front.
//
//	upper ──R0── lower ──R1── bridge ▐gate 1▌ ──R2── out ▐gate 0▌ reception
func valley() *scenario.Scenario {
	road := func(id string, from, to int) roads.Road {
		return roads.Road{ID: id, From: from, To: to, Length: unit.Metre(10_000 * (from + 1)), Class: roads.PavedMain, Lanes: 1, Speed: 40_000, Capacity: 600_000, Status: roads.Open}
	}
	population := func(n unit.Person) people.Population { return people.Population{Low: n, Used: n, High: n} }
	s := &scenario.Scenario{
		Name: "Valley", Start: time.Date(2026, 3, 28, 10, 0, 0, 0, time.UTC), Horizon: 3 * unit.Day, Step: unit.Minute,
		Places: []people.Place{
			{ID: "upper", Name: "Վերին", People: population(1000), PerVehicle: 4000, Counts: people.Counts{NoCar: 30}},
			{ID: "lower", Name: "Lower", People: population(70), PerVehicle: 4000, Counts: people.Counts{NoCar: 9}},
			{ID: "bridge", Name: "Bridge"},
			{ID: "out", Name: "Out"},
		},
		Roads:      []roads.Road{road("R0", upper, lower), road("R1", lower, bridge), road("R2", out, bridge)},
		Gates:      []roads.Gate{{ID: "border", Place: out, Rate: 200_000}, {ID: "bridge", Place: bridge, Rate: 200_000}},
		Receptions: []people.Reception{{ID: "camp", Place: out}, {ID: "hall", Place: lower}},
		Fleet: []people.Fleet{
			{ID: "buses", Kind: people.Bus, Count: 120, Places: people.Need{Seats: 50}, Depot: out, To: unit.Never, Weight: 2},
			{ID: "vans", Kind: people.Minibus, Count: 3, Places: people.Need{Seats: 9}, Depot: out, To: unit.Never, Weight: 1},
		},
		Relief: []people.Relief{{ID: "bread", Item: people.Food, Lorries: 2, Depot: out, Place: lower, PersonDays: 3000, Weight: 4}},
		Paths:  []roads.Path{{ID: "P0", From: lower, To: upper, Length: 8_400, Rate: 600_000}},
	}
	s.Places[upper].Counts.Class[people.Wheelchair] = 4
	for _, d := range scenario.Defaults() {
		s.Assumptions = append(s.Assumptions, scenario.Assumption{Name: d.Name, Value: d.Value, Unit: d.Unit, Source: d.Source, Default: true})
	}
	return s
}

// way returns the legs of a way between two places, and when it passes them.
func way(from, to int) ([]plan.Leg, []unit.Second) {
	var legs []plan.Leg
	passes := []unit.Second{0}
	for at := from; at != to; {
		step := 1
		if to < at {
			step = -1
		}
		road := min(at, at+step)
		legs = append(legs, plan.Leg{Road: road, Forward: (step > 0) == (road != 2)})
		passes = append(passes, passes[len(passes)-1]+900)
		at += step
	}
	return legs, passes
}

// trip returns a drive of a minute's length to enter; everybody gets off where it has a reception.
func trip(v plan.Vehicle, from, to int, depart unit.Second, reception int, boards ...plan.Load) plan.Trip {
	legs, passes := way(from, to)
	return plan.Trip{Vehicle: v, From: from, To: to, Legs: legs, Passes: passes, Depart: depart, Length: unit.Minute, Reception: reception, Boards: boards}
}

// route returns the way of cars to a reception of the valley.
func route(s *scenario.Scenario, place, reception int) plan.Route {
	legs, passes := way(place, s.Receptions[reception].Place)
	return plan.Route{Place: place, Reception: reception, Legs: legs, Passes: passes}
}

// drawPlan draws a plan of the valley in which whoever boards is brought to a reception. Nothing in
// it has to be a good idea: parties may leave twice.
func drawPlan(t *rapid.T, s *scenario.Scenario) *plan.Plan {
	minutes := func(least, most int, name string) unit.Second {
		return unit.Second(rapid.IntRange(least, most).Draw(t, name)) * unit.Minute
	}
	p := &plan.Plan{Routes: []plan.Route{route(s, upper, 0), route(s, lower, 0), route(s, upper, 1), route(s, lower, 1)}}
	for range rapid.IntRange(0, 6).Draw(t, "slots") {
		p.Slots = append(p.Slots, plan.Slot{
			Route: rapid.IntRange(0, 3).Draw(t, "route"), Depart: minutes(0, 600, "depart"), Length: minutes(1, 120, "length"),
			Vehicles: unit.Vehicle(rapid.IntRange(1, 260).Draw(t, "vehicles")), People: unit.Person(rapid.IntRange(0, 1000).Draw(t, "people")),
		})
	}
	load := func(place int) plan.Load {
		group := 0
		if place == upper {
			group = rapid.IntRange(0, 1).Draw(t, "group")
		}
		return plan.Load{Place: place, Group: group, First: rapid.IntRange(0, 1).Draw(t, "first"), Parties: rapid.IntRange(0, 1).Draw(t, "parties")}
	}
	for number := 1; number <= rapid.IntRange(0, 3).Draw(t, "vehicles of the fleet"); number++ {
		v := plan.Vehicle{Row: rapid.IntRange(0, 1).Draw(t, "row"), Number: number}
		at, now := out, minutes(0, 60, "free")
		for range rapid.IntRange(0, 5).Draw(t, "stops") {
			stop := rapid.IntRange(0, 1).Draw(t, "stop")
			p.Trips = append(p.Trips, trip(v, at, stop, now, -1))
			p.Trips = append(p.Trips, trip(v, stop, out, now+2*unit.Hour, 0, load(stop)))
			if rapid.Bool().Draw(t, "one more stop") {
				last := &p.Trips[len(p.Trips)-1]
				boards := last.Boards
				*last = trip(v, stop, lower, now+2*unit.Hour, -1, boards...)
				p.Trips = append(p.Trips, trip(v, lower, out, now+3*unit.Hour, 0, load(lower)))
			}
			at, now = out, now+6*unit.Hour
		}
	}
	p.Trips = append(p.Trips, trip(plan.Vehicle{Relief: true, Number: 2}, out, lower, 0, -1), trip(plan.Vehicle{Relief: true, Number: 2}, lower, out, 2*unit.Hour, -1))
	for range rapid.IntRange(0, 3).Draw(t, "columns") {
		p.Columns = append(p.Columns, plan.Column{
			Load: load(upper), Back: true, Depart: minutes(0, 600, "walk from"), Length: minutes(1, 20, "column"),
			Walks: minutes(60, 200, "walks"), Reception: rapid.SampledFrom([]int{-1, 1}).Draw(t, "received"),
		})
	}
	return p
}

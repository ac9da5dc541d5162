package exchange_test

import (
	"time"

	"wayout/internal/exchange"
	"wayout/internal/orders"
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
	mill
)

// valley is a village above another, a gate and a reception, and a mill of which nobody knows the
// position.
//
//	mill ──R3──┐
//	upper ──R0── lower ──R1── bridge ▐gate▌ ──R2── out (reception)
func valley() *scenario.Scenario {
	road := func(id string, from, to int, status roads.Status) roads.Road {
		return roads.Road{ID: id, From: from, To: to, Length: 10_400, Class: roads.PavedMain, Lanes: 1, Speed: 40_000, Capacity: 600 * unit.VehiclePerHour, Status: status}
	}
	population := func(low, used, high unit.Person) people.Population {
		return people.Population{Low: low, Used: used, High: high}
	}
	s := &scenario.Scenario{
		Name: "Valley & <bridge>", Start: time.Date(2026, 3, 28, 22, 20, 0, 0, time.FixedZone("", 4*3600)), Horizon: 3 * unit.Day, Step: unit.Minute,
		Places: []people.Place{
			{ID: "upper", Name: "Վերին", Names: []people.Name{{Language: "en", Text: "Upper"}, {Language: "az", Text: "Yuxarı"}}, Lon: 46.7528, Lat: 39.8177123449, Located: true, People: population(900, 1000, 1100), PerVehicle: 4000, Counts: people.Counts{NoCar: 30, Stays: 20}},
			{ID: "lower", Name: "=HYPERLINK(1)", Lon: 46.8, Lat: 39.7, Located: true, People: population(70, 70, 90), PerVehicle: 4000, Counts: people.Counts{NoCar: 9}},
			{ID: "bridge", Name: "Bridge", Lon: -0.0000001, Lat: -39.1, Located: true},
			{ID: "out", Name: "Out", Lon: 180, Lat: 39.5, Located: true},
			{ID: "mill", Name: "Mill", People: population(8, 8, 8), PerVehicle: 4000},
		},
		Roads: []roads.Road{
			road("R0", upper, lower, roads.Open), road("R1", lower, bridge, roads.Uncertain),
			road("R2", out, bridge, roads.Open), road("R3", mill, lower, roads.Held),
		},
		Gates:      []roads.Gate{{ID: "border", Place: bridge, Name: "Long bridge", Rate: 200 * unit.VehiclePerHour}},
		Receptions: []people.Reception{{ID: "camp", Place: out, Capacity: 2000}, {ID: "hall", Place: lower}},
		Fleet: []people.Fleet{
			{ID: "buses", Kind: people.Bus, Count: 12, Places: people.Need{Seats: 50, Wheelchairs: 1}, Depot: out, To: unit.Never, PerKilometre: 300, Weight: 2},
		},
		Relief:     []people.Relief{{ID: "bread", Item: people.Food, Lorries: 2, Depot: out, Place: lower, PersonDays: 3000, Weight: 4}},
		Sites:      []people.Site{{ID: "school", Place: lower, Name: "School", Kind: people.Holding, Capacity: 100}, {ID: "square", Place: upper, Name: "Square", Kind: people.Assembly}},
		FuelPoints: []people.FuelPoint{{ID: "pump", Place: lower, Name: "@Pump", Stock: 1000 * unit.Litre, Ration: 10 * unit.Litre, Rate: 120 * unit.VehiclePerHour, To: unit.Never}},
		Paths:      []roads.Path{{ID: "P0", From: upper, To: lower, Length: 8_400, Rate: 600_000}},
		SHA256:     "00ff",
	}
	s.Places[upper].Counts.Class[people.Wheelchair] = 3
	s.Places[upper].Counts.Class[people.Elderly] = 150
	for _, d := range scenario.Defaults() {
		s.Assumptions = append(s.Assumptions, scenario.Assumption{Name: d.Name, Value: d.Value, Unit: d.Unit, Source: d.Source, Default: true})
	}
	return s
}

// way returns the legs of a way between two places of the row, and when it passes them.
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
		passes = append(passes, passes[len(passes)-1]+930)
		at += step
	}
	return legs, passes
}

// valleyPlan is a plan of the valley: three slots, two rounds of a bus, a column on foot to the
// hall and one to the bus, and some who are not served.
func valleyPlan(s *scenario.Scenario) *plan.Plan {
	route := func(place, reception int) plan.Route {
		legs, passes := way(place, s.Receptions[reception].Place)
		return plan.Route{Place: place, Reception: reception, Legs: legs, Passes: passes}
	}
	p := &plan.Plan{Scenario: s.Name, SHA256: s.SHA256, Horizon: 3 * unit.Day, Phases: []unit.Second{0}}
	p.Routes = []plan.Route{route(upper, 0), route(lower, 0), route(lower, 1), {
		Place: mill, Reception: 1, Legs: []plan.Leg{{Road: 3, Forward: true}}, Passes: []unit.Second{0, 700},
	}}
	p.Slots = []plan.Slot{
		{Route: 1, Depart: 0, Length: 6 * unit.Minute, Vehicles: 15, People: 60},
		{Route: 0, Depart: 10 * unit.Minute, Length: 30 * unit.Minute, Vehicles: 100, People: 400, Fill: 2500},
		{Route: 3, Depart: 10 * unit.Minute, Length: 60 * unit.Minute, Vehicles: 2, People: 8},
		{Route: 0, Depart: 80 * unit.Minute, Length: 50 * unit.Minute, Vehicles: 116, People: 400},
	}
	trip := func(from, to int, depart unit.Second, reception int, boards ...plan.Load) {
		legs, passes := way(from, to)
		p.Trips = append(p.Trips, plan.Trip{
			Vehicle: plan.Vehicle{Number: 1}, From: from, To: to, Legs: legs, Passes: passes, Depart: depart, Length: unit.Minute, Reception: reception, Boards: boards,
		})
	}
	travel := s.Travel(upper, people.Used, 0)
	chairs, households := &travel.Groups[0], &travel.Groups[1]
	trip(out, upper, 0, -1)
	trip(upper, lower, 2*unit.Hour, -1, plan.Load{Place: upper, Parties: chairs.Parties})
	trip(lower, out, 3*unit.Hour, 0, plan.Load{Place: lower, Parties: 1})
	trip(out, lower, 5*unit.Hour, -1)
	met := plan.Load{Place: upper, Group: 1, First: 2, Parties: 1}
	trip(lower, out, 6*unit.Hour, 0, plan.Load{Place: lower, First: 1, Parties: 1}, met)
	walk := plan.Column{Depart: unit.Hour, Length: unit.Minute, Walks: 9910}
	walk.Load, walk.Reception = plan.Load{Place: upper, Group: 1, Parties: 2}, 1
	p.Columns = append(p.Columns, walk)
	walk.Load, walk.Reception = met, -1
	p.Columns = append(p.Columns, walk)
	left := func(load plan.Load, n unit.Person) {
		p.NotServed = append(p.NotServed, plan.NotServed{Place: load.Place, Load: &load, People: n, Reason: plan.NoSeats, Cut: []string{"buses"}, Text: "Too few places."})
	}
	p.NotServed = []plan.NotServed{{Place: upper, People: travel.ByCar - 800, Vehicles: 30, Reason: plan.Unplaced, Cut: []string{"R1", "border"}, Text: "No slot “found”."}}
	left(plan.Load{Place: upper, Group: 1, First: 3, Parties: households.Parties - 3}, households.PeopleIn(3, households.Parties-3))
	travel = s.Travel(lower, people.Used, 0)
	p.Slots[0].People = travel.ByCar
	left(plan.Load{Place: lower, First: 2, Parties: travel.Groups[0].Parties - 2}, travel.Groups[0].PeopleIn(2, travel.Groups[0].Parties-2))
	return p
}

func request(level orders.Level) exchange.Request {
	s := valley()
	return exchange.Request{Scenario: s, Plan: valleyPlan(s), Level: level}
}

package export_test

import (
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// valley is the fixture with people who cannot leave by car, and what there is for them: vehicles
// at the reception, relief, sites, a fuel point and a path.
func valley() *scenario.Scenario {
	s := fixture()
	s.Places[0].Counts = people.Counts{NoCar: 30, Stays: 20, Animals: 12}
	s.Places[0].Counts.Class[people.Wheelchair] = 3
	s.Places[0].Counts.Class[people.Stretcher] = 1
	home := people.Institution{ID: "care", Place: 0, Name: "=Care home", Staff: 4}
	home.Residents[people.WalksLittle], home.Residents[people.Wheelchair] = 10, 2
	s.Institutions = []people.Institution{home}
	s.Places[1].Counts.NoCar = 9
	s.Places[1].Tanks, s.Places[1].HasTanks = 200*unit.Litre, true
	s.Fleet = []people.Fleet{
		{
			ID: "buses", Kind: people.Bus, Count: 12, Places: people.Need{Seats: 50, Wheelchairs: 1}, Depot: 3, To: unit.Never,
			Duty: 4 * unit.Hour, Rest: 8 * unit.Hour, PerKilometre: 300, Weight: 2,
		},
		{
			ID: "ambulances", Kind: people.Ambulance, Count: 100, Places: people.Need{Seats: 2, Stretchers: 1}, Depot: 3, To: unit.Never,
			PerKilometre: 140, Weight: 1,
		},
	}
	s.Relief = []people.Relief{{ID: "bread", Item: people.Food, Lorries: 2, Depot: 3, Place: 1, PersonDays: 3000, Weight: 4}}
	s.Sites = []people.Site{
		{ID: "school", Place: 1, Name: "School", Kind: people.Holding, Capacity: 100, Covered: 300, Water: 1000, Toilets: 2, Meals: 100, Heated: true},
		{ID: "hall", Place: 2, Name: "+Hall", Kind: people.Overnight, Capacity: 40},
	}
	s.FuelPoints = []people.FuelPoint{{
		ID: "pump", Place: 1, Name: "@Pump", Stock: 1000 * unit.Litre, Ration: 10 * unit.Litre,
		Rate: 120 * unit.VehiclePerHour, To: unit.Never,
		Deliveries: []people.Delivery{{At: unit.Hour, Amount: 500 * unit.Litre}},
	}}
	s.Paths = []roads.Path{
		{ID: "P1", From: 1, To: 0, Length: 8_400, Rate: 600_000, Posts: 2_500},
		{ID: "-P2", From: 1, To: 3, Length: 10_000, Rate: 600_000},
	}
	return s
}

// valleyPlan is a plan of the valley. Nothing in it has to be a good idea.
func valleyPlan() *plan.Plan {
	p := fixturePlan()
	p.NoFuel = []plan.NoFuel{{Place: 0, Cars: 4}}
	p.Routes[0].Refuges = []plan.Refuge{{Site: 0, From: 300, To: 1500}, {Site: 1, From: 1500, To: 1800}}
	p.Slots[1].Fill, p.Slots[2].Fill = 2500, 10_000
	trip := func(v plan.Vehicle, from, to int, depart unit.Second, reception int, boards ...plan.Load) {
		t := plan.Trip{Vehicle: v, From: from, To: to, Depart: depart, Length: unit.Minute, Reception: reception, Boards: boards}
		if from == 3 {
			t.Legs = []plan.Leg{{Road: 2, Forward: true}, {Road: 1}, {Road: 0}}[:3-to]
		} else {
			t.Legs = []plan.Leg{{Road: 0, Forward: true}, {Road: 1, Forward: true}, {Road: 2}}[from:to]
		}
		t.Passes = []unit.Second{0, 900, 1800, 2700}[:len(t.Legs)+1]
		p.Trips = append(p.Trips, t)
	}
	bus, ambulance, bread := plan.Vehicle{Number: 1}, plan.Vehicle{Row: 1, Number: 7}, plan.Vehicle{Relief: true, Number: 2}
	trip(bus, 3, 0, 0, -1)
	trip(bus, 0, 1, 74*unit.Minute, -1, plan.Load{Group: 0, Parties: 2}, plan.Load{Group: 1, Parties: 2}, plan.Load{Group: 3, Parties: 1})
	trip(bus, 1, 3, 93*unit.Minute, 0, plan.Load{Place: 1, Parties: 2})
	trip(bus, 3, 0, 620*unit.Minute, -1)
	trip(bus, 0, 1, 677*unit.Minute, -1, plan.Load{Group: 4, Parties: 8})
	trip(bus, 1, 3, 696*unit.Minute, 0, plan.Load{Group: 5, Parties: 2})
	trip(ambulance, 3, 0, 0, -1)
	trip(ambulance, 0, 3, 62*unit.Minute, 0, plan.Load{Group: 2, Parties: 1})
	trip(bread, 3, 1, 10*unit.Minute, -1)
	trip(bread, 1, 3, 71*unit.Minute, -1)
	p.Trips[2].Refuges = []plan.Refuge{{Site: 1, From: 600, To: 900}}
	p.Columns = []plan.Column{
		{Load: plan.Load{Group: 5, Parties: 2}, Path: 0, Back: true, Length: unit.Minute, Walks: 9910, Reception: -1},
		{Load: plan.Load{Place: 1, First: 2, Parties: 1}, Path: 1, Depart: unit.Hour, Length: unit.Minute, Walks: 12_000, Reception: 0},
	}
	p.NotServed = append(p.NotServed, plan.NotServed{
		Load: &plan.Load{Group: 3, First: 1, Parties: 2}, People: 4, Reason: plan.NoSeats, Cut: []string{"buses"}, Text: "Too few places.",
	})
	return p
}

// valleyHours are hours of the valley's sites.
func valleyHours() []supply.SiteHour {
	return []supply.SiteHour{
		{Site: 0, From: 0, People: 100, Water: 1000, Toilets: 2, Kilocalories: 210_000, Meals: 100, Covered: 300},
		{Site: 0, From: unit.Hour, People: 120, Water: 1800, Toilets: 3, Kilocalories: 252_000, Meals: 120, Covered: 420},
		{Site: 1, From: unit.Hour, People: 41, Water: 615, Toilets: 1, Kilocalories: 86_100, Covered: 144},
	}
}

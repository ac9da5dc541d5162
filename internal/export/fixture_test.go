package export_test

import (
	"time"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// fixture is a small scenario with every kind of node: two towns, a gate on a place of its own,
// and a reception with a rate behind it.
//
//	a ──R1── b ──R2── gate ──R3── out
func fixture() *scenario.Scenario {
	road := func(id string, from, to int) roads.Road {
		return roads.Road{
			ID: id, From: from, To: to, Length: 10_000, Class: roads.PavedMain, Lanes: 1,
			Speed: 40_000, Capacity: 600 * unit.VehiclePerHour, Status: roads.Open,
		}
	}
	s := &scenario.Scenario{
		Name:  "Two towns & a gate",
		Start: time.Date(2026, 3, 28, 10, 0, 0, 0, time.FixedZone("", 4*3600)), Horizon: 3 * unit.Day, Step: unit.Minute,
		Places: []people.Place{
			{ID: "a", Name: "Ստեփանակերտ", People: people.Population{Low: 900, Used: 1000, High: 1100}, PerVehicle: 4000},
			{ID: "b", Name: "=HYPERLINK(1)", People: people.Population{Low: 70, Used: 70, High: 70}, PerVehicle: 4000},
			{ID: "g", Name: "Bridge"},
			{ID: "o", Name: "Out"},
		},
		Roads:      []roads.Road{road("R1", 0, 1), road("R2", 1, 2), road("R3", 3, 2)},
		Gates:      []roads.Gate{{ID: "bridge", Place: 2, Name: "Long bridge", Rate: 200 * unit.VehiclePerHour}},
		Receptions: []people.Reception{{ID: "camp", Place: 3, Rate: 300 * unit.VehiclePerHour}},
		SHA256:     "00ff",
	}
	s.Roads[1].Status = roads.Uncertain
	for _, d := range scenario.Defaults() {
		s.Assumptions = append(s.Assumptions, scenario.Assumption{Name: d.Name, Value: d.Value, Unit: d.Unit, Source: d.Source, Default: true, Taken: d.Name == "people_per_vehicle"})
	}
	return s
}

// fixturePlan is a plan of the fixture.
func fixturePlan() *plan.Plan {
	return &plan.Plan{
		Scenario: "Two towns & a gate", SHA256: "00ff", Horizon: 3 * unit.Day,
		Phases: []unit.Second{0, unit.Hour},
		Routes: []plan.Route{
			{Place: 0, Reception: 0, Legs: []plan.Leg{{Road: 0, Forward: true}, {Road: 1, Forward: true}, {Road: 2}}, Passes: []unit.Second{0, 900, 1800, 2700}},
			{Place: 1, Reception: 0, Legs: []plan.Leg{{Road: 1, Forward: true}, {Road: 2}}, Passes: []unit.Second{0, 900, 1800}},
		},
		Slots: []plan.Slot{
			{Route: 1, Depart: 0, Length: 6 * unit.Minute, Vehicles: 18, People: 70},
			{Route: 0, Depart: 10 * unit.Minute, Length: 30 * unit.Minute, Vehicles: 100, People: 400},
			{Route: 0, Depart: 40 * unit.Minute, Length: 35 * unit.Minute, Vehicles: 116, People: 464},
		},
		NotServed: []plan.NotServed{{Place: 0, People: 136, Vehicles: 34, Reason: plan.Unplaced, Cut: []string{"R1"}, Text: "No slot “found”."}},
	}
}

// fixtureCertificates are certificates of the fixture.
func fixtureCertificates(s *scenario.Scenario) []plan.Certificate {
	net := s.Network()
	moments := make([]unit.Second, len(net.Nodes))
	for v := range moments {
		moments[v] = unit.Second(v) * 60
	}
	for _, l := range net.Links {
		if l.Kind == roads.Passage {
			moments[l.To] = unit.Hour
		}
	}
	return []plan.Certificate{
		{Quantile: "t100", Until: 2 * unit.Hour, AtMost: 190, Needed: 268, Moments: moments},
		{Quantile: "t50", Level: people.High, Until: unit.Hour, AtMost: 300, Needed: 134, Moments: moments},
	}
}

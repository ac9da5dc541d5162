package scenariotest

import (
	"time"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Places, roads and the gate of Tiny.
const (
	TinyVillage = 0
	TinyTown    = 1
	TinyBorder  = 2

	TinyValleyRoad = 0
	TinyBorderRoad = 1
)

// Tiny returns a scenario of three places in a row: a village and a town, whose people leave over
// one road to a reception behind a border gate. Everybody is ready at once; the gate passes 60
// vehicles an hour. It starts on Monday 6 May 2024 at 06:00 UTC and lasts 12 hours.
//
//	village (40 people, 10 cars) ──10 km──► town (200 people, 50 cars) ──20 km──► border ▐gate▌ reception
func Tiny() *scenario.Scenario {
	return &scenario.Scenario{
		Name:    "Tiny",
		About:   "Two places leave over one road.",
		Start:   time.Date(2024, time.May, 6, 6, 0, 0, 0, time.UTC),
		Horizon: 12 * unit.Hour,
		Step:    unit.Minute,
		Places: []people.Place{
			{ID: "village", Name: "Village", People: people.Population{Low: 40, Used: 40, High: 40}, PerVehicle: 4000},
			{ID: "town", Name: "Town", People: people.Population{Low: 200, Used: 200, High: 200}, PerVehicle: 4000},
			{ID: "border", Name: "Border"},
		},
		Roads: []roads.Road{
			{
				ID: "R1", From: TinyVillage, To: TinyTown, Length: 10_000, Class: roads.PavedSecondary,
				Lanes: 1, Speed: 30_000, Capacity: 400 * unit.VehiclePerHour, Status: roads.Open,
			},
			{
				ID: "R2", From: TinyTown, To: TinyBorder, Length: 20_000, Class: roads.PavedMain,
				Lanes: 1, Speed: 40_000, Capacity: 600 * unit.VehiclePerHour, Status: roads.Open,
			},
		},
		Gates: []roads.Gate{
			{ID: "bridge", Place: TinyBorder, Name: "Bridge", Rate: 60 * unit.VehiclePerHour},
		},
		Receptions:  []people.Reception{{ID: "camp", Place: TinyBorder}},
		Assumptions: assumptions(),
		SHA256:      "0000000000000000000000000000000000000000000000000000000000000001",
	}
}

// assumptions returns the table of defaults as a scenario holds it, but with the half hour of standing with
// which plans of tests were reckoned by hand.
func assumptions() []scenario.Assumption {
	var out []scenario.Assumption
	for _, d := range scenario.Defaults() {
		a := scenario.Assumption{Name: d.Name, Value: d.Value, Unit: d.Unit, Source: d.Source, Default: true}
		if d.Name == "standing_hours" {
			a.Value = "0.5"
		}
		out = append(out, a)
	}
	return out
}

package counttest

import (
	"time"

	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Version is that of the sheets that are counted.
const Version = 4

// Pass returns a town behind two gates; clocks are put forward in its second night.
//
//	town ── bridge ▐gate▌ ── post ▐gate▌ ── out
func Pass() *scenario.Scenario {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic("counttest: " + err.Error())
	}
	return &scenario.Scenario{
		Name: "Pass", Start: time.Date(2026, 3, 28, 10, 0, 0, 0, zone), Horizon: 3 * unit.Day, Step: unit.Minute,
		Places:     []people.Place{{ID: "town", Name: "Ստեփանակերտ"}, {ID: "river", Name: "River"}, {ID: "hill", Name: "Hill"}, {ID: "out", Name: "Out"}},
		Gates:      []roads.Gate{{ID: "bridge", Place: 1, Name: "Long bridge"}, {ID: "post", Place: 2}},
		Receptions: []people.Reception{{ID: "camp", Place: 3}},
		Fleet:      []people.Fleet{{ID: "buses", Count: 12}},
	}
}

// Through returns the checks of a way through gates, half an hour from one to the next. The convoy is
// ten minutes long.
func Through(from int, depart unit.Second, gates ...int) []convoy.Point {
	at := depart
	point := func(check convoy.Check, place, gate int) convoy.Point {
		return convoy.Point{Check: check, Place: place, Gate: gate, First: at, Last: at + 10*unit.Minute}
	}
	out := []convoy.Point{point(convoy.Departure, from, -1)}
	for _, g := range gates {
		at += 30 * unit.Minute
		out = append(out, point(convoy.GateIn, g+1, g), point(convoy.GateOut, g+1, g))
	}
	at += 30 * unit.Minute
	return append(out, point(convoy.Arrival, 3, -1))
}

// Convoys returns cars through both gates, cars through one, people on foot to a bus, and the round
// of that bus.
func Convoys() []convoy.Convoy {
	walk := []convoy.Point{
		{Check: convoy.Departure, Gate: -1, First: unit.Hour, Last: 2 * unit.Hour},
		{Check: convoy.Arrival, Place: 1, Gate: -1, First: 3 * unit.Hour, Last: 4 * unit.Hour},
	}
	return []convoy.Convoy{
		{Number: 1, Kind: convoy.Cars, Group: 1, Vehicles: 10, People: 40, Points: Through(0, 0, 0, 1)},
		{Number: 2, Kind: convoy.Cars, Group: 2, Vehicles: 10, People: 40, Points: Through(0, unit.Hour, 0)},
		{Number: 3, Kind: convoy.OnFoot, People: 30, Reception: -1, Points: walk},
		{Number: 4, Kind: convoy.Round, Place: 1, Vehicle: plan.Vehicle{Number: 7}, Round: 2, Vehicles: 1, People: 30, Points: Through(1, 5*unit.Hour, 0, 1)},
	}
}

package count_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wayout/internal/convoy"
	"wayout/internal/count"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// version is that of the plan in the tests.
const version = 4

// pass is a town behind two gates; clocks are put forward in its second night.
//
//	town ── bridge ▐gate▌ ── post ▐gate▌ ── out
func pass(t testing.TB) *scenario.Scenario {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return &scenario.Scenario{
		Name: "Pass", Start: time.Date(2026, 3, 28, 10, 0, 0, 0, zone), Horizon: 3 * unit.Day, Step: unit.Minute,
		Places:     []people.Place{{ID: "town", Name: "Ստեփանակերտ"}, {ID: "river", Name: "River"}, {ID: "hill", Name: "Hill"}, {ID: "out", Name: "Out"}},
		Gates:      []roads.Gate{{ID: "bridge", Place: 1, Name: "Long bridge"}, {ID: "post", Place: 2}},
		Receptions: []people.Reception{{ID: "camp", Place: 3}},
		Fleet:      []people.Fleet{{ID: "buses", Count: 12}},
	}
}

// points are those of a way through gates. It departs at a moment and is half an hour from check to
// check; the convoy is ten minutes long.
func points(from int, depart unit.Second, gates ...int) []convoy.Point {
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

// convoys are cars through both gates, cars through one, a round of a bus, and people on foot to
// that bus.
func convoys() []convoy.Convoy {
	return []convoy.Convoy{
		{Number: 1, Kind: convoy.Cars, Group: 1, Vehicles: 10, People: 40, Points: points(0, 0, 0, 1)},
		{Number: 2, Kind: convoy.Cars, Group: 2, Vehicles: 10, People: 40, Points: points(0, unit.Hour, 0)},
		{
			Number: 3, Kind: convoy.OnFoot, People: 30, Reception: -1,
			Points: []convoy.Point{{Check: convoy.Departure, Gate: -1, First: unit.Hour, Last: 2 * unit.Hour}, {Check: convoy.Arrival, Place: 1, Gate: -1, First: 3 * unit.Hour, Last: 4 * unit.Hour}},
		},
		{Number: 4, Kind: convoy.Round, Place: 1, Vehicle: plan.Vehicle{Number: 7}, Round: 2, Vehicles: 1, People: 30, Points: points(1, 5*unit.Hour, 0, 1)},
	}
}

// at returns the counts of a convoy, each at the last moment of its point. There may be fewer
// numbers of people than points.
func at(c convoy.Convoy, numbers ...unit.Person) []count.Count {
	var out []count.Count
	for i, n := range numbers {
		p := c.Points[i]
		out = append(out, count.Count{
			Version: version, Number: c.Number, Check: p.Check, Gate: p.Gate, At: p.Last, People: n,
			Vehicles: c.Vehicles, HasVehicles: c.Vehicles > 0, Line: c.Number*10 + i,
		})
	}
	return out
}

// drawConvoys draws convoys through any gates; some walk to a vehicle.
func drawConvoys(t *rapid.T) []convoy.Convoy {
	out := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) convoy.Convoy {
		gates := rapid.SampledFrom([][]int{nil, {0}, {1}, {0, 1}, {1, 0}}).Draw(t, "gates")
		depart := unit.Second(rapid.IntRange(0, 48*60).Draw(t, "depart")) * unit.Minute
		return convoy.Convoy{
			Kind: rapid.SampledFrom([]convoy.Kind{convoy.Cars, convoy.Round, convoy.OnFoot}).Draw(t, "kind"), Group: 1, Round: 1,
			Reception: rapid.SampledFrom([]int{0, -1}).Draw(t, "reception"), Points: points(0, depart, gates...),
			Vehicles: unit.Vehicle(rapid.IntRange(0, 50).Draw(t, "vehicles")), People: unit.Person(rapid.IntRange(0, 300).Draw(t, "planned")),
		}
	}), 1, 8).Draw(t, "convoys")
	for i := range out {
		out[i].Number = i + 1
	}
	return out
}

// complete returns equal counts of convoys at every point.
func complete(t *rapid.T, all []convoy.Convoy) []count.Count {
	var out []count.Count
	for _, c := range all {
		n := unit.Person(rapid.IntRange(1, 300).Draw(t, "people"))
		out = append(out, at(c, slices.Repeat([]unit.Person{n}, len(c.Points))...)...)
	}
	return out
}

// shuffled returns the counts in any order.
func shuffled(t *rapid.T, counts []count.Count) []count.Count {
	return rapid.Permutation(counts).Draw(t, "order")
}

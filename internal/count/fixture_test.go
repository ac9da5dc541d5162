package count_test

import (
	"slices"

	"pgregory.net/rapid"

	"wayout/internal/convoy"
	"wayout/internal/count"
	"wayout/internal/count/counttest"
	"wayout/internal/unit"
)

// at returns the counts of a convoy, each at the last moment of its point. There may be fewer
// numbers of people than points.
func at(c convoy.Convoy, numbers ...unit.Person) []count.Count {
	var out []count.Count
	for i, n := range numbers {
		p := c.Points[i]
		out = append(out, count.Count{
			Version: counttest.Version, Number: c.Number, Check: p.Check, Gate: p.Gate, At: p.Last, People: n,
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
			Reception: rapid.SampledFrom([]int{0, -1}).Draw(t, "reception"), Points: counttest.Through(0, depart, gates...),
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

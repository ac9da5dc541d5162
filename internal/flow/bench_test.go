package flow

import (
	"context"
	"math/rand/v2"
	"testing"
)

// corridor is a chain of nodes with towns on it and one gate near the end, the size of
// karabakh-2023 at one-minute steps in thousandths of a vehicle.
func corridor(gate int64) Problem {
	const nodes = 150
	p := Problem{Nodes: nodes, Steps: 14400, Sinks: []Sink{{0, Unlimited}}}
	for v := int32(1); v < nodes; v++ {
		to, transit, capacity := v-1, int32(8), int64(10_000)
		if v > 20 && v%3 != 0 {
			to = v / 3 * 3
			capacity = 6_666
		}
		if v > 20 && v%3 == 0 {
			to = v - 3
		}
		if v == 2 {
			transit, capacity = 0, gate
		}
		p.Links = append(p.Links,
			Link{From: v, To: to, Transit: transit, Capacity: []Change{{0, capacity}}},
			Link{From: to, To: v, Transit: transit, Capacity: []Change{{0, capacity}}})
		if v > 2 {
			p.Supplies = append(p.Supplies, Supply{Node: v, Units: 142_000})
		}
	}
	return p
}

func BenchmarkCorridor(b *testing.B) {
	p := corridor(3334)
	b.ReportAllocs()
	for b.Loop() {
		solution, err := Solve(context.Background(), p, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, ok := solution.Clearance(); !ok {
			b.Fatal("not everybody is out")
		}
	}
}

func BenchmarkCorridorCut(b *testing.B) {
	solution, err := Solve(context.Background(), corridor(3334), Options{})
	if err != nil {
		b.Fatal(err)
	}
	last, _ := solution.Clearance()
	for b.Loop() {
		solution.Cut(last - 1)
	}
}

func BenchmarkCorridorHomeWaiting(b *testing.B) {
	p := corridor(3333)
	p.Waiting = make([]int64, p.Nodes)
	for b.Loop() {
		if _, err := Solve(context.Background(), p, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// city is a seeded grid of side × side nodes with some streets left out, a fifth of the nodes with
// people, and exits on its rim, in thousandths of a vehicle and steps of five minutes.
func city(side int, vehicles int64, steps int32, seed uint64) Problem {
	r := rand.New(rand.NewPCG(seed, 3))
	p := Problem{Nodes: side * side, Steps: steps}
	street := func(a, b int) {
		transit := int32(r.IntN(3))
		capacity := []Change{{0, int64(50+r.IntN(3)*50) * 1000}} // 600 to 1,800 vehicles an hour
		if r.IntN(40) == 0 {                                     // a closure
			from := int32(1 + r.IntN(int(steps)-1))
			capacity = append(capacity, Change{from, 0}, Change{from + 36, capacity[0].Units})
		}
		p.Links = append(p.Links,
			Link{From: int32(a), To: int32(b), Transit: transit, Capacity: capacity},
			Link{From: int32(b), To: int32(a), Transit: transit, Capacity: capacity})
	}
	for y := range side {
		for x := range side {
			v := y*side + x
			if x+1 < side && r.IntN(10) < 7 {
				street(v, v+1)
			}
			if y+1 < side && r.IntN(10) < 7 {
				street(v, v+side)
			}
		}
	}
	zones := side * side / 5
	for range zones {
		p.Supplies = append(p.Supplies, Supply{Node: int32(r.IntN(side * side)), Units: vehicles * 1000 / int64(zones), Release: int32(r.IntN(24))})
	}
	taken := map[int32]bool{}
	for range 8 {
		v := int32(r.IntN(side))
		switch r.IntN(4) {
		case 0:
			v *= int32(side)
		case 1:
			v = v*int32(side) + int32(side) - 1
		case 2:
			v += int32(side * (side - 1))
		}
		if !taken[v] {
			taken[v] = true
			p.Sinks = append(p.Sinks, Sink{v, Unlimited})
		}
	}
	return p
}

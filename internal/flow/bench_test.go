package flow

import (
	"context"
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

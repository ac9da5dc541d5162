package flow

import (
	"context"
	"math/rand/v2"
	"testing"
)

// TestLeastTotalAgreesWithMaxOut compares the two methods where both apply: on networks without
// totals the minimum-cost flow must cost what the earliest arrival flow says.
func TestLeastTotalAgreesWithMaxOut(t *testing.T) {
	for seed := range uint64(2000) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 2)), false)
		want, ok, err := LeastTotal(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		sent, got, err := newExpanded(p).cheapest(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if ok != (sent == p.supply()) || ok && got != want {
			t.Fatalf("seed %d: minimum-cost flow %d (all out: %v), earliest arrival flow %d (%v)\n%+v",
				seed, got, sent == p.supply(), want, ok, p)
		}
	}
}

// TestLeastTotalWithTotals has a near shelter with one place: one unit must go far.
func TestLeastTotalWithTotals(t *testing.T) {
	p := Problem{
		Nodes: 3, Steps: 20,
		Links: []Link{
			{From: 0, To: 1, Transit: 1, Capacity: []Change{{0, 1}}},
			{From: 0, To: 2, Transit: 5, Capacity: []Change{{0, 1}}},
		},
		Supplies: []Supply{{Node: 0, Units: 3}},
		Sinks:    []Sink{{1, 1}, {2, Unlimited}},
	}
	sum, ok, err := LeastTotal(context.Background(), p)
	if err != nil || !ok || sum != 1+5+6 {
		t.Errorf("least total %d, %v, %v; by hand 12", sum, ok, err)
	}
	p.Sinks[1].Total = 1
	if _, ok, _ := LeastTotal(context.Background(), p); ok {
		t.Error("three units are out in two places")
	}
}

package flow

import (
	"context"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// TestLeastTotalAgreesWithMinimumCost compares the least sum read off prices of places with minimum-cost flow on
// arcs that are built, on networks with and without totals.
func TestLeastTotalAgreesWithMinimumCost(t *testing.T) {
	priced := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 2))
		p := randomProblem(r, seed%4 > 0)
		if seed%2 == 0 {
			p.Steps += 20 // so that more often all are out
		}
		want, ok, err := LeastTotal(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		sent, got, err := newExpanded(p).cheapest(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if ok != (sent == p.supply()) || ok && got != want {
			t.Fatalf("seed %d: minimum-cost flow %d (all out: %v), by prices %d (%v)\n%+v",
				seed, got, sent == p.supply(), want, ok, p)
		}
		if s, err := PricePlaces(context.Background(), p, Options{}); err == nil && s != nil {
			for _, price := range s.Prices {
				priced += int(min(price, 1))
			}
		}
	}
	if priced < 40 {
		t.Errorf("%d sinks have a price: the test tries too few", priced)
	}
}

// shelters draws a network in which everybody can be out, at sinks of which several have hardly more
// places than they need together.
func shelters(r *rand.Rand, sinks int) Problem {
	p := Problem{Nodes: sinks + 4, Steps: 120}
	for v := range int32(p.Nodes) {
		for range 2 {
			p.Links = append(p.Links, Link{From: v, To: (v + 1 + int32(r.IntN(p.Nodes-1))) % int32(p.Nodes), Transit: int32(r.IntN(4)), Capacity: []Change{{0, int64(1 + r.IntN(3))}}})
		}
		p.Links = append(p.Links, Link{From: v, To: (v + 1) % int32(p.Nodes), Transit: 1, Capacity: []Change{{0, 2}}})
	}
	var units int64
	for range 3 {
		s := Supply{int32(r.IntN(p.Nodes)), int64(5 + r.IntN(20)), int32(r.IntN(3))}
		units += s.Units
		p.Supplies = append(p.Supplies, s)
	}
	for v := range int32(sinks) {
		p.Sinks = append(p.Sinks, Sink{v, units/int64(sinks) + 1 + int64(r.IntN(3))})
	}
	return p
}

// TestManyScarceSinks prices several sinks at once, and bounds what is left to more than are priced
// exactly.
func TestManyScarceSinks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 24))
		p := shelters(r, rapid.SampledFrom([]int{2, 3, 5, 6, mostPriced + 1}).Draw(rt, "sinks"))
		s, err := PricePlaces(context.Background(), p, Options{})
		if err != nil || s == nil {
			rt.Fatalf("%v, %v\n%+v", s, err, p)
		}
		_, least, err := newExpanded(p).cheapest(context.Background())
		if err != nil {
			rt.Fatal(err)
		}
		if s.Least > least || s.Exact && s.Least < least || s.Exact != (len(p.Sinks) <= mostPriced) {
			rt.Fatalf("by prices %d (exact: %v), minimum-cost flow %d\n%+v", s.Least, s.Exact, least, p)
		}
		if all, ok, err := LeastTotal(context.Background(), p); all != least || !ok || err != nil {
			rt.Fatalf("least total %d, %v, %v; minimum-cost flow %d", all, ok, err, least)
		}
	})
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

package planner

import (
	"context"
	"math/rand/v2"
	"testing"

	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// TestNoPriorityBeatsItsBound compares plan and bound of every priority on random scenarios.
func TestNoPriorityBeatsItsBound(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
	tried := 0
	for seed := range uint64(40) {
		s := scenariotest.Random(rand.New(rand.NewPCG(seed, 7)))
		for p := range s.Places {
			s.Places[p].Priority = int(seed+uint64(p)) % 3
		}
		w := workOf(s)
		r, err := w.make(context.Background(), Options{UsedOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		all, err := w.priorities(context.Background(), r)
		if err != nil {
			t.Fatal(err)
		}
		if all == nil {
			continue
		}
		var served unit.Person
		for _, x := range all.List {
			tried++
			served += x.Served
			for _, q := range []struct {
				name        string
				plan, bound unit.Second
			}{
				{"t50", x.Together.T50, x.Bound.T50},
				{"t90", x.Together.T90, x.Bound.T90},
				{"t99", x.Together.T99, x.Bound.T99},
				{"t100", x.Together.T100, x.Bound.T100},
			} {
				if q.plan < q.bound {
					t.Errorf("seed %d, priority %d: %s of the plan is %d s, the bound says %d s", seed, x.Number, q.name, q.plan, q.bound)
				}
			}
		}
		if served != r.PeopleServed {
			t.Errorf("seed %d: %d served by priority, %d in all", seed, served, r.PeopleServed)
		}
	}
	if tried < 20 {
		t.Errorf("only %d priorities tried", tried)
	}
}

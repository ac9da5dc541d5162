package flow

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// change draws another problem that differs from one in capacities, a closure, supplies or more.
func change(r *rand.Rand, p Problem) Problem {
	p.Links, p.Supplies, p.Sinks = slices.Clone(p.Links), slices.Clone(p.Supplies), slices.Clone(p.Sinks)
	for range 1 + r.IntN(3) {
		link := &p.Links[r.IntN(len(p.Links))]
		supply := &p.Supplies[r.IntN(len(p.Supplies))]
		switch r.IntN(9) {
		case 0:
			link.Capacity = []Change{{0, int64(r.IntN(8))}}
		case 1:
			link.Capacity = []Change{{0, link.Capacity[0].Units}, {1 + int32(r.IntN(5)), 0}}
		case 2:
			link.Transit = int32(r.IntN(4))
		case 3:
			supply.Units = int64(r.IntN(15))
		case 4:
			supply.Release = int32(r.IntN(6))
		case 5:
			p.Supplies = append(p.Supplies, Supply{int32(r.IntN(p.Nodes)), int64(r.IntN(9)), int32(r.IntN(4))})
		case 6:
			p.Steps = int32(3 + r.IntN(14))
		case 7:
			p.Links = p.Links[:1+r.IntN(len(p.Links))]
		case 8:
			p.Waiting = nil
			if r.IntN(2) == 0 {
				p.Waiting = make([]int64, p.Nodes)
				for v := range p.Waiting {
					p.Waiting[v] = int64(r.IntN(4)) - 1
				}
			}
		}
	}
	return p
}

// TestResolveEqualsSolve changes problems again and again: the solution with the help of the one before
// must be that from scratch, and the one before must stay as it is.
func TestResolveEqualsSolve(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 11))
		p := randomProblem(r, rapid.IntRange(0, 4).Draw(rt, "kind") == 0)
		if rapid.Bool().Draw(rt, "rows") {
			p = rows(r)
		}
		s, err := Solve(context.Background(), p, Options{WithChains: rapid.Bool().Draw(rt, "with chains"), WithDetours: rapid.Bool().Draw(rt, "with detours")})
		if err != nil {
			rt.Fatal(err)
		}
		for range 3 {
			changed := change(r, p)
			again, err := s.Resolve(context.Background(), changed, Options{WithoutShift: rapid.Bool().Draw(rt, "without shift")})
			if err != nil {
				rt.Fatal(err)
			}
			want, err := Solve(context.Background(), changed, Options{})
			if err != nil {
				rt.Fatal(err)
			}
			if !slices.Equal(again.MaxOut, want.MaxOut) {
				rt.Fatalf("most out %d, from scratch %d\n%+v\n%+v", again.MaxOut, want.MaxOut, p, changed)
			}
			checkFlow(rt, 0, changed, again)
			checkCut(rt, 0, changed, again)
			checkFlow(rt, 0, p, s)
			p, s = changed, again
		}
	})
}

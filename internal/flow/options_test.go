package flow

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// everyWay are the options that must not change a result: all speed-ups off, each on alone, all on.
var everyWay = []struct {
	Name    string
	Options Options
}{
	{"all off", Options{WithDetours: true, WithChains: true, ByLabels: true, WithoutShift: true}},
	{"without detours alone", Options{WithChains: true, ByLabels: true, WithoutShift: true}},
	{"without chains alone", Options{WithDetours: true, ByLabels: true, WithoutShift: true}},
	{"over nodes alone", Options{WithDetours: true, WithChains: true, WithoutShift: true}},
	{"with shift alone", Options{WithDetours: true, WithChains: true, ByLabels: true}},
	{"all on", Options{}},
}

// TestNoSpeedUpChangesTheResult solves the same random problems in every way.
func TestNoSpeedUpChangesTheResult(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		checkEveryWay(rt, randomProblem(rand.New(rand.NewPCG(seed, 7)), rapid.Bool().Draw(rt, "totals")))
	})
}

// rows draws links in a row or a ring, some of them both ways and with capacities that change.
func rows(r *rand.Rand) Problem {
	p := Problem{Nodes: 3 + r.IntN(5), Steps: int32(4 + r.IntN(12)), Sinks: []Sink{{0, Unlimited}}}
	link := func(from, to int) {
		l := Link{From: int32(from), To: int32(to), Transit: int32(r.IntN(3)), Capacity: []Change{{0, int64(1 + r.IntN(4))}}}
		if r.IntN(3) == 0 {
			at := int32(1 + r.IntN(4))
			l.Capacity = append(l.Capacity, Change{at, int64(r.IntN(3))}, Change{at + 2, int64(r.IntN(5))})
		}
		p.Links = append(p.Links, l)
	}
	both := r.IntN(2) == 0
	for v := 1; v < p.Nodes; v++ {
		link(v, v-1)
		if both {
			link(v-1, v)
		}
	}
	if r.IntN(2) == 0 { // a ring: two ways out
		link(p.Nodes-1, 0)
	}
	p.Supplies = []Supply{{int32(p.Nodes - 1), int64(1 + r.IntN(12)), int32(r.IntN(3))}, {int32(r.IntN(p.Nodes)), int64(r.IntN(4)), 0}}
	return p
}

// TestChainsAreJoinedWhereNothingIsLost solves random rows of links in every way.
func TestChainsAreJoinedWhereNothingIsLost(t *testing.T) {
	joined, apart := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		p := rows(rand.New(rand.NewPCG(seed, 9)))
		_, chains := p.withoutChains()
		joined += len(chains.joints)
		apart += p.Nodes - len(chains.joints)
		checkEveryWay(rt, p)
	})
	if joined == 0 || apart == 0 {
		t.Errorf("%d nodes dropped, %d not: the test does not try both", joined, apart)
	}
}

// checkEveryWay solves a problem in every way. Each flow is replayed, each cut evaluated, and each
// MaxOut is that of maximum flows from scratch.
func checkEveryWay(rt *rapid.T, p Problem) {
	var want []int64
	for last := range p.Steps {
		want = append(want, plainMaxFlow(p, last))
	}
	for _, way := range everyWay {
		s, err := Solve(context.Background(), p, way.Options)
		if err != nil {
			rt.Fatal(err)
		}
		got := slices.Clone(s.MaxOut)
		for len(got) < int(p.Steps) {
			got = append(got, s.Limit())
		}
		if !slices.Equal(got, want) {
			rt.Fatalf("%s: most out %d, maximum flows from scratch %d\n%+v", way.Name, got, want, p)
		}
		checkFlow(rt, 0, p, s)
		checkCut(rt, 0, p, s)
	}
}

// TestExtremes has questions at the edge: a horizon that is too short, supply that can never leave,
// capacities of 0 and of 2^31 and more.
func TestExtremes(t *testing.T) {
	line := func(units int64, steps int32) Problem {
		return Problem{
			Nodes: 3, Steps: steps,
			Links:    []Link{{From: 0, To: 1, Transit: 2, Capacity: []Change{{0, units}}}},
			Supplies: []Supply{{Node: 0, Units: 1 << 33}},
			Sinks:    []Sink{{Node: 1, Total: Unlimited}},
		}
	}
	for _, c := range []struct {
		name  string
		p     Problem
		limit int64
		clear int32 // or -1
	}{
		{"no step at all", line(1<<31, 0), 0, -1},
		{"shorter than the way", line(1<<31, 2), 0, -1},
		{"too short by one step", line(1<<31, 5), 3 << 31, -1},
		{"just long enough", line(1<<31, 6), 1 << 33, 5},
		{"all at once", line(1<<34, 6), 1 << 33, 2},
		{"capacity 0", line(0, 100), 0, -1},
	} {
		for _, way := range everyWay {
			s, err := Solve(context.Background(), c.p, way.Options)
			if err != nil {
				t.Fatal(err)
			}
			step, ok := s.Clearance()
			if s.Limit() != c.limit || ok != (c.clear >= 0) || ok && step != c.clear {
				t.Errorf("%s, %s: limit %d, clearance %d (%v); want %d, %d", c.name, way.Name, s.Limit(), step, ok, c.limit, c.clear)
			}
		}
	}
	nowhere := line(1<<31, 50)
	nowhere.Supplies = append(nowhere.Supplies, Supply{Node: 2, Units: 9})
	late := line(1<<31, 50)
	late.Links[0].Capacity = append(late.Links[0].Capacity, Change{Step: 30})
	late.Supplies = append(late.Supplies, Supply{Node: 0, Units: 9, Release: 30})
	for name, p := range map[string]Problem{"no way": nowhere, "no way any more": late} {
		for _, way := range everyWay {
			s, err := Solve(context.Background(), p, way.Options)
			if err != nil {
				t.Fatal(err)
			}
			if _, ok := s.Clearance(); ok || s.Limit() != 1<<33 {
				t.Errorf("%s, %s: 9 units cannot leave, but %d are out, all: %v", name, way.Name, s.Limit(), ok)
			}
		}
	}
}

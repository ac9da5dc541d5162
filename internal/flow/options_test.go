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
	name    string
	options Options
}{
	{"all off", Options{WithDetours: true, ByLabels: true, WithoutShift: true}},
	{"without detours alone", Options{ByLabels: true, WithoutShift: true}},
	{"over nodes alone", Options{WithDetours: true, WithoutShift: true}},
	{"with shift alone", Options{WithDetours: true, ByLabels: true}},
	{"all on", Options{}},
}

// TestNoSpeedUpChangesTheResult solves the same problems in every way. Each flow is replayed, each
// cut evaluated, and each MaxOut is that of maximum flows from scratch.
func TestNoSpeedUpChangesTheResult(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		p := randomProblem(rand.New(rand.NewPCG(seed, 7)), rapid.Bool().Draw(rt, "totals"))
		var want []int64
		for last := range p.Steps {
			want = append(want, plainMaxFlow(p, last))
		}
		for _, way := range everyWay {
			s, err := Solve(context.Background(), p, way.options)
			if err != nil {
				rt.Fatal(err)
			}
			got := slices.Clone(s.MaxOut)
			for len(got) < int(p.Steps) {
				got = append(got, s.Limit())
			}
			if !slices.Equal(got, want) {
				rt.Fatalf("%s: most out %d, maximum flows from scratch %d\n%+v", way.name, got, want, p)
			}
			checkFlow(t, seed, p, s)
			checkCut(t, seed, p, s)
		}
	})
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
			s, err := Solve(context.Background(), c.p, way.options)
			if err != nil {
				t.Fatal(err)
			}
			step, ok := s.Clearance()
			if s.Limit() != c.limit || ok != (c.clear >= 0) || ok && step != c.clear {
				t.Errorf("%s, %s: limit %d, clearance %d (%v); want %d, %d", c.name, way.name, s.Limit(), step, ok, c.limit, c.clear)
			}
		}
	}
	p := line(1<<31, 50)
	p.Supplies = append(p.Supplies, Supply{Node: 2, Units: 9})
	for _, way := range everyWay {
		s, err := Solve(context.Background(), p, way.options)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := s.Clearance(); ok || s.Limit() != 1<<33 {
			t.Errorf("%s: 9 units have no way, but %d are out, all: %v", way.name, s.Limit(), ok)
		}
	}
}

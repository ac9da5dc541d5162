package planner

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// bracket returns what no plan can beat and what cars can do that flow like water, nil where there is
// no answer to compare.
func bracket(t *testing.T, w *work) []unit.Second {
	t.Helper()
	w.planRounds()
	if len(w.supplies) == 0 || w.hasQuota() || len(w.rounds.Left) > 0 {
		return nil
	}
	b, err := w.bound(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	free, err := w.fluidClearance(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if free == unit.Never || w.boundTimes(b).T100 == unit.Never {
		return nil
	}
	return []unit.Second{w.boundTimes(b).T100, free}
}

// TestLeadsNarrowTheBracket compares steps that begin earlier the farther a node is from the
// receptions with steps that begin everywhere at once. Neither's bound may be above what the other
// can do.
func TestLeadsNarrowTheBracket(t *testing.T) {
	var compared int
	var width, widthOfSame unit.Second
	for seed := range uint64(150) {
		s := scenariotest.Random(rand.New(rand.NewPCG(seed, 13)))
		w := workOf(s)
		same := workOf(s)
		same.plain = true
		a, b := bracket(t, w), bracket(t, same)
		if a == nil || b == nil {
			continue
		}
		compared++
		width, widthOfSame = width+a[1]-a[0], widthOfSame+b[1]-b[0]
		if a[0] > b[1] || b[0] > a[1] {
			t.Errorf("seed %d: from %d to %d s with leads, from %d to %d s without: they exclude each other", seed, a[0], a[1], b[0], b[1])
		}
	}
	if compared < 30 || width >= widthOfSame {
		t.Errorf("%d brackets of %d s in all with leads, %d s without", compared, width, widthOfSame)
	}
}

// TestShortLinksLoseNothing drives 60 roads of ten seconds in a row: that takes ten minutes, and
// rounding any of them to steps would make it an hour or nothing.
func TestShortLinksLoseNothing(t *testing.T) {
	const links = 60
	s := scenariotest.Tiny()
	s.Places, s.Roads, s.Gates = nil, nil, nil
	for v := range links + 1 {
		s.Places = append(s.Places, people.Place{ID: fmt.Sprint("p", v), Name: fmt.Sprint("Place ", v), PerVehicle: 1000})
		if v > 0 {
			s.Roads = append(s.Roads, roads.Road{
				ID: fmt.Sprint("R", v), From: v, To: v - 1, Length: 100, Class: roads.PavedMain,
				Lanes: 1, Speed: 36_000, Capacity: 600 * unit.VehiclePerHour, Status: roads.Open,
			})
		}
	}
	s.Places[links].People = people.Population{Low: 300, Used: 300, High: 300}
	s.Receptions = []people.Reception{{ID: "out", Place: 0}}
	got := bracket(t, workOf(s))
	if want := 40*unit.Minute - 1; len(got) != 2 || got[0] < want-unit.Second(6) || got[0] > want || got[1] > want+1+s.Step {
		t.Errorf("bound and free plan %v s, by hand %d and at most a step more", got, want)
	}
}

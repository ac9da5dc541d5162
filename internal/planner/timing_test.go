package planner

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
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
	bound := w.boundTimes(b).T100
	water := w.newFluid(nil)
	free, err := water.clearance(context.Background(), w.step)
	if err == nil {
		free, err = water.closer(context.Background(), free, bound)
	}
	if err != nil {
		t.Fatal(err)
	}
	if free == unit.Never || bound == unit.Never {
		return nil
	}
	return []unit.Second{bound, free}
}

// TestLeadsNarrowTheBracket compares steps that begin earlier the farther a node is from the
// receptions, cuts that descend, and a free plan on leads that fit it, with steps that begin
// everywhere at once. No bound may be above what either can do.
func TestLeadsNarrowTheBracket(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
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
		if max(a[0], b[0]) > min(a[1], b[1]) {
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
	got := bracket(t, workOf(row(60, 100)))
	if want := 40*unit.Minute - 1; len(got) != 2 || got[0] < want-unit.Second(6) || got[0] > want || got[1] > want+1+unit.Minute {
		t.Errorf("bound and free plan %v s, by hand %d and at most a step more", got, want)
	}
}

// TestHalfSecondsAddUp drives 60 roads of ten and a half seconds. The free plan takes ten and a half
// minutes to drive, and no second more for each road.
func TestHalfSecondsAddUp(t *testing.T) {
	got := bracket(t, workOf(row(60, 105)))
	if drive := unit.Second(630); len(got) != 2 || got[1] < 30*unit.Minute+drive || got[1] > 30*unit.Minute+drive+20 {
		t.Errorf("bound and free plan %v s, by hand %d", got, 30*unit.Minute+drive)
	}
}

// row is 300 cars at the end of so many roads in a row that pass 600 an hour at 10 metres a second.
func row(links int, length unit.Metre) *scenario.Scenario {
	s := scenariotest.Tiny()
	s.Places, s.Roads, s.Gates = nil, nil, nil
	for v := range links + 1 {
		s.Places = append(s.Places, people.Place{ID: fmt.Sprint("p", v), Name: fmt.Sprint("Place ", v), PerVehicle: 1000})
		if v > 0 {
			s.Roads = append(s.Roads, roads.Road{
				ID: fmt.Sprint("R", v), From: v, To: v - 1, Length: length, Class: roads.PavedMain,
				Lanes: 1, Speed: 36_000, Capacity: 600 * unit.VehiclePerHour, Status: roads.Open,
			})
		}
	}
	s.Places[links].People = people.Population{Low: 300, Used: 300, High: 300}
	s.Receptions = []people.Reception{{ID: "out", Place: 0}}
	return s
}

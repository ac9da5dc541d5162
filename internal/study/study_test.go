package study

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// example has an input of each kind.
func example() *Study {
	return &Study{
		Seed: 7, Set: []scenario.Override{{Path: "horizon", Value: "9 days"}},
		Inputs: []Input{
			{Name: "rate", Kind: Range, Low: 100, High: 300, Targets: []Target{{Path: "gate.a.rate"}}},
			{Name: "booths", Kind: Range, Low: 1, High: 3, Whole: true, Targets: []Target{{Path: "gate.b.booths"}}},
			{Name: "people", Kind: Triangle, Low: 0.9, Likely: 1, High: 1.3, Multiply: true, Targets: []Target{
				{Path: "place.x.people", Written: 1000, Whole: true}, {Path: "place.y.fuel_litres", Written: 10.5},
			}},
			{Name: "hours", Kind: OneOf, Choices: []Choice{{"24/7", 3}, {"never", 0}, {"daily 08:00-16:00", 1}}, Targets: []Target{{Path: "gate.a.hours"}}},
			{Name: "shut", Kind: Happens, Chance: 0.25, Set: []scenario.Override{{Path: "road.r.status", Value: "closed"}}},
			{Name: "evening", Kind: Range, Low: 16, High: 20, Whole: true, As: "daily 08:00-{}:00", Targets: []Target{{Path: "gate.c.hours"}}},
		},
	}
}

func TestDrawsStayAsTheyWere(t *testing.T) {
	s := example()
	var got []string
	for _, run := range []int{1, 2, 1000} {
		for _, o := range s.Overrides(s.Draw(run)) {
			got = append(got, o.Path+"="+o.Value)
		}
	}
	want := []string{
		"horizon=9 days", "gate.a.rate=119.098", "gate.b.booths=2", "place.x.people=952", "place.y.fuel_litres=9.99774",
		"gate.a.hours=24/7", "gate.c.hours=daily 08:00-20:00",
		"horizon=9 days", "gate.a.rate=198.508", "gate.b.booths=3", "place.x.people=1029", "place.y.fuel_litres=10.8007",
		"gate.a.hours=24/7", "gate.c.hours=daily 08:00-18:00",
		"horizon=9 days", "gate.a.rate=240.435", "gate.b.booths=3", "place.x.people=1110", "place.y.fuel_litres=11.6513",
		"gate.a.hours=daily 08:00-16:00", "gate.c.hours=daily 08:00-19:00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("draws of seed 7 (-want +got):\n%s", diff)
	}
}

// TestDrawDependsOnSeedAndRunAlone: not on the number of runs, nor on the other inputs.
func TestDrawDependsOnSeedAndRunAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := example()
		s.Seed = rapid.Uint64().Draw(t, "seed")
		run := rapid.IntRange(1, MostRuns).Draw(t, "run")
		all := s.Draw(run)
		left := rapid.IntRange(0, len(s.Inputs)-1).Draw(t, "left out")
		s.Runs, s.Inputs = 5, slices.Delete(s.Inputs, left, left+1)
		if diff := cmp.Diff(slices.Delete(all, left, left+1), s.Draw(run)); diff != "" {
			t.Errorf("another input changed what was drawn:\n%s", diff)
		}
	})
}

// TestDistributions compares shares and means of many draws with what they should be: four standard
// errors.
func TestDistributions(t *testing.T) {
	s := example()
	const n = 20_000
	mean := make([]float64, len(s.Inputs))
	square := make([]float64, len(s.Inputs))
	for run := 1; run <= n; run++ {
		for i, d := range s.Draw(run) {
			mean[i] += d.Level / n
			square[i] += d.Level * d.Level / n
			if in := &s.Inputs[i]; in.Kind <= Triangle && (d.Level < in.Low || d.Level > in.High) {
				t.Fatalf("%s: %g is outside", in.Name, d.Level)
			}
			if d.Text == "never" {
				t.Fatal("a choice of weight 0 was drawn")
			}
		}
	}
	for i, want := range []struct{ mean, variance float64 }{
		{200, 200.0 * 200 / 12},
		{2, 2.0 / 3},
		{3.2 / 3, (0.81 + 1 + 1.69 - 0.9 - 1.17 - 1.3) / 18},
		{0.5, 0.75},
		{0.25, 0.25 * 0.75},
		{18, 2},
	} {
		if got, error4 := mean[i], 4*math.Sqrt(want.variance/n); math.Abs(got-want.mean) > error4 {
			t.Errorf("%s: mean %g, want %g ± %g", s.Inputs[i].Name, got, want.mean, error4)
		}
		if got := square[i] - mean[i]*mean[i]; math.Abs(got-want.variance) > 0.05*want.variance {
			t.Errorf("%s: variance %g, want %g", s.Inputs[i].Name, got, want.variance)
		}
	}
}

func TestExtremesAreDrawable(t *testing.T) {
	s := example()
	want := [][]Drawn{
		{{100, "100"}, {300, "300"}},
		{{1, "1"}, {3, "3"}},
		{{0.9, "0.9"}, {1.3, "1.3"}},
		{{0, "24/7"}, {1, "never"}, {2, "daily 08:00-16:00"}},
		{{1, "yes"}},
		{{16, "16"}, {20, "20"}},
	}
	for i := range s.Inputs {
		if diff := cmp.Diff(want[i], s.Inputs[i].Extremes()); diff != "" {
			t.Errorf("%s:\n%s", s.Inputs[i].Name, diff)
		}
	}
	if got := s.OverridesOf(5, Drawn{16, "16"}); got[1].Value != "daily 08:00-16:00" {
		t.Errorf("the blank was not filled: %v", got)
	}
	same := Input{Low: 5, High: 5}
	if got := same.Extremes(); len(got) != 1 || same.draw(0.5).Text != "5" {
		t.Errorf("a range of one number: %v", got)
	}
	same.Kind, same.Likely = Triangle, 5
	if same.draw(0.5).Text != "5" {
		t.Error("a triangle of one number")
	}
}

func TestPlain(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 12: "12", 1e9: "1000000000", 1.0 / 3: "0.333333", 123456.789: "123457", 1e-9: "0.000000001", -0.5: "-0.5", 18.25: "18.25",
	} {
		if got := Plain(v); got != want {
			t.Errorf("%g is %s, want %s", v, got, want)
		}
	}
	if got := Plain(math.Copysign(0, -1)); got != "0" {
		t.Errorf("minus nothing is %s", got)
	}
}

func TestMoment(t *testing.T) {
	if Moment(unit.Never) != nil || *Moment(5) != 5 {
		t.Error("a moment that is never reached is none")
	}
}

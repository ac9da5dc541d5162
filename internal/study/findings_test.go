package study

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// madeUp returns records whose t100 is a known function of what was drawn, in seconds.
func madeUp(s *Study, n int, t100 func(d []Drawn) float64) []Record {
	var out []Record
	for run := 1; run <= n; run++ {
		d := s.Draw(run)
		at := unit.Second(t100(d))
		out = append(out, Record{Run: run, Outcome: Planned, Result: Result{People: 10, Served: 10, Plan: Moments{T50: &at, T90: &at, T99: &at, T100: &at}}})
	}
	return out
}

func measure(f Findings, name string) *Measure {
	for i := range f.Measures {
		if f.Measures[i].Name == name {
			return &f.Measures[i]
		}
	}
	return nil
}

func TestDriversAreFound(t *testing.T) {
	s := example()
	records := madeUp(s, 400, func(d []Drawn) float64 {
		return 1e6 - 1000*d[0].Level + 30_000*d[4].Level + 20_000*float64(int(d[3].Level)/2)
	})
	found := measure(Find(s, records), "t100")
	share := map[string]Driver{}
	for _, d := range found.Drivers {
		share[d.Input] = d
	}
	if d := share["rate"]; d.Share < 0.85 || *d.Rank > -0.9 || !d.Beyond {
		t.Errorf("rate drives it: %+v", d)
	}
	for _, name := range []string{"shut", "hours"} {
		if d := share[name]; d.Share < 0.01 || d.Share > 0.15 || !d.Beyond {
			t.Errorf("%s drives it a little: %+v", name, d)
		}
	}
	if share["hours"].Rank != nil || *share["shut"].Rank < 0 {
		t.Error("choices have no order; what happens has")
	}
	for _, name := range []string{"booths", "people", "evening"} {
		if d := share[name]; d.Share > 0.03 {
			t.Errorf("%s drives nothing: %+v", name, d)
		}
	}
}

// TestWithoutInfluence: of inputs that drive nothing, about one in twenty is beyond chance.
func TestWithoutInfluence(t *testing.T) {
	s := example()
	beyond, all := 0, 0
	for seed := range uint64(200) {
		s.Seed = seed
		records := madeUp(s, 50, func([]Drawn) float64 { return 0 })
		for i := range records {
			*records[i].Plan.T100 = unit.Second(1e9 * uniform(seed, records[i].Run, "noise"))
		}
		for _, d := range measure(Find(s, records), "t100").Drivers {
			all++
			if d.Beyond {
				beyond++
			}
		}
	}
	if share := float64(beyond) / float64(all); share < 0.03 || share > 0.07 {
		t.Errorf("%.1f %% beyond chance, want about 5", share*100)
	}
}

// TestIntervalsHold: the interval of a quantile holds the true one in at least 95 of 100 studies.
func TestIntervalsHold(t *testing.T) {
	for _, n := range []int{20, 50, 200} {
		for _, p := range []float64{0.1, 0.5, 0.9} {
			low, high := interval(n, p)
			missed := 0.0
			for k := range n + 1 {
				if low >= 0 && k <= low || k > high && high < n {
					missed += binomial(n, k, p)
				}
			}
			if missed > 0.05+1e-9 {
				t.Errorf("n %d, p %g: %d to %d misses %.3f", n, p, low, high, missed)
			}
		}
	}
	if low, high := interval(10, 0.1); low != -1 || high >= 10 {
		t.Errorf("of 10 runs none is sure to be below P10: %d to %d", low, high)
	}
	if low, high := interval(200, 0.5); low != 85 || high != 114 {
		t.Errorf("the median of 200 lies between places 85 and 114 (tables of the binomial), got %d and %d", low, high)
	}
}

// TestNeverReached: whoever is not served makes the last moment infinite, not early.
func TestNeverReached(t *testing.T) {
	s := example()
	records := madeUp(s, 20, func(d []Drawn) float64 { return 3600 * (1 + d[0].Level) })
	for i := range 5 {
		records[i].Served, records[i].Plan.T100 = 3, nil
	}
	records[5] = Record{Run: 6, Outcome: Refused, Reason: "x"}
	records[6] = Record{Run: 7, Outcome: Lost, Reason: "x"}
	f := Find(s, records)
	if f.Runs != 20 || f.AllServed != 13 || f.Outcomes[Planned] != 18 || f.Outcomes[Refused] != 1 || f.Outcomes[Lost] != 1 || f.Outcomes[Failed] != 0 {
		t.Errorf("counts: %+v", f)
	}
	m := measure(f, "t100")
	if m.Quantiles[2].Value != nil || m.Quantiles[0].Value == nil || m.Quantiles[1].Value == nil {
		t.Errorf("5 of 18 never: P90 is not reached, P50 is: %+v", m.Quantiles)
	}
	if m := measure(f, "not_served"); *m.Quantiles[2].Value != 7 {
		t.Errorf("not served: %+v", m.Quantiles)
	}
	if empty := Find(s, nil); len(empty.Measures) != 0 || empty.Measures == nil {
		t.Error("no runs say nothing")
	}
}

func TestQuantilesOccur(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 100), 1, 60).Draw(t, "values")
		records := make([]*Record, len(values))
		for i := range records {
			records[i] = &Record{Run: i + 1}
		}
		for _, percent := range Percents {
			q := quantile(records, values, percent)
			if values[q.Run-1] != *q.Value {
				t.Fatalf("run %d has %g, not %g", q.Run, values[q.Run-1], *q.Value)
			}
			atMost := 0
			for _, v := range values {
				if v <= *q.Value {
					atMost++
				}
			}
			if atMost*100 < percent*len(values) {
				t.Fatalf("only %d of %d are at most P%d", atMost, len(values), percent)
			}
			if q.Low != nil && *q.Low > *q.Value || q.High != nil && *q.High < *q.Value {
				t.Fatalf("%+v lies outside its interval", q)
			}
		}
	})
}

func TestChiSquare(t *testing.T) {
	for degrees, want := range map[int]float64{1: 3.841, 5: 11.070, 6: 12.592, 10: 18.307, 30: 43.773} {
		if got := chiSquare95(degrees); math.Abs(got-want) > 0.05 {
			t.Errorf("%d degrees: %g, want %g", degrees, got, want)
		}
	}
}

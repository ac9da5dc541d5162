package study

import (
	"math"
	"slices"

	"wayout/internal/unit"
)

// Findings are what all runs together say.
type Findings struct {
	Runs      int             `json:"runs"`
	Outcomes  map[Outcome]int `json:"outcomes"`
	AllServed int             `json:"runs_in_which_all_are_served"`
	Measures  []Measure       `json:"measures"`
}

// Measure is one number of every plan: how it spreads over the runs with a plan, and what drives it.
type Measure struct {
	Name      string     `json:"name"`
	Unit      string     `json:"unit"`
	Varies    bool       `json:"varies"` // it is not the same in all runs
	Quantiles []Quantile `json:"quantiles"`
	Drivers   []Driver   `json:"drivers"` // in the order of the inputs
}

// Quantile is the least value that a share of the runs does not exceed. It is one that occurred, in
// the run named. A value is nil where it is not reached: more people were not served than the measure
// allows.
type Quantile struct {
	Percent int      `json:"percent"`
	Value   *float64 `json:"value"`
	Run     int      `json:"run"`
	// Low and High are the ends of the interval that holds the true quantile at 95 %, whatever the
	// distribution; LowOpen and HighOpen tell that the runs are too few to give that end.
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	LowOpen  bool     `json:"low_open,omitempty"`
	HighOpen bool     `json:"high_open,omitempty"`
}

// Percents are the quantiles that are found.
var Percents = []int{10, 50, 90}

// measures are what is found of each plan.
var measures = []struct {
	name, unit string
	of         func(r *Result) float64
}{
	{"t50", "hours", func(r *Result) float64 { return hours(r.Plan.T50) }},
	{"t90", "hours", func(r *Result) float64 { return hours(r.Plan.T90) }},
	{"t100", "hours", func(r *Result) float64 { return hours(r.Plan.T100) }},
	{"not_served", "people", func(r *Result) float64 { return float64(r.People - r.Served) }},
	{"people_hours_on_road", "people-hours", func(r *Result) float64 { return r.OnRoad }},
	{"people_hours_waiting", "people-hours", func(r *Result) float64 { return r.Waiting }},
}

// hours returns a moment in hours, infinite where it is never reached.
func hours(t *unit.Second) float64 {
	if t == nil {
		return math.Inf(1)
	}
	return t.Hours()
}

// Find returns what records say, which are in order of their runs. Runs without a plan are counted and
// say nothing else.
func Find(s *Study, records []Record) Findings {
	out := Findings{Runs: len(records), Outcomes: map[Outcome]int{}, Measures: []Measure{}}
	for _, outcome := range Outcomes {
		out.Outcomes[outcome] = 0
	}
	var planned []*Record
	for i := range records {
		r := &records[i]
		out.Outcomes[r.Outcome]++
		if r.AllServed() {
			out.AllServed++
		}
		if r.Outcome == Planned {
			planned = append(planned, r)
		}
	}
	if len(planned) == 0 {
		return out
	}
	levels := levelsOf(s, planned)
	for _, m := range measures {
		values := make([]float64, len(planned))
		for i, r := range planned {
			values[i] = m.of(&r.Result)
		}
		found := Measure{Name: m.name, Unit: m.unit, Drivers: drivers(s, levels, values)}
		found.Varies = slices.Min(values) != slices.Max(values)
		for _, percent := range Percents {
			found.Quantiles = append(found.Quantiles, quantile(planned, values, percent))
		}
		out.Measures = append(out.Measures, found)
	}
	return out
}

// levelsOf returns what each input had in each run, by input.
func levelsOf(s *Study, records []*Record) [][]float64 {
	out := make([][]float64, len(s.Inputs))
	for _, r := range records {
		for i, d := range s.Draw(r.Run) {
			out[i] = append(out[i], d.Level)
		}
	}
	return out
}

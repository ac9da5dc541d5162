package report_test

import (
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/convoy"
	"wayout/internal/count"
	"wayout/internal/count/counttest"
	"wayout/internal/unit"
)

// compared reads a table of counts without its header and compares it at a moment, with an hour's
// patience. The columns are sheet, check, gate, at, people and vehicles.
func compared(t testing.TB, now unit.Second, rows string) *count.Report {
	t.Helper()
	s, all := counttest.Pass(), counttest.Convoys()
	counts, problems := count.Read("counts.csv", []byte("sheet,check,gate,at,people,vehicles\n"+rows), s, all, counttest.Version)
	if rows != "" && len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	r := count.Compare(s, all, counttest.Version, counts, count.Options{Now: now, Late: unit.Hour})
	return &r
}

// drawCounts draws convoys through any gates, some of which walk to a vehicle, and any counts of
// them, few or many, of this version or an older one.
func drawCounts(t *rapid.T) (all []convoy.Convoy, counts []count.Count) {
	whole := func(least, most int) int { return rapid.IntRange(least, most).Draw(t, "number") }
	for number := range whole(1, 8) {
		gates := rapid.SampledFrom([][]int{nil, {0}, {1}, {0, 1}, {1, 0}}).Draw(t, "gates")
		c := convoy.Convoy{
			Number: number + 1, Group: 1, Round: 1, Vehicles: unit.Vehicle(whole(0, 50)), People: unit.Person(whole(0, 300)),
			Kind:      rapid.SampledFrom([]convoy.Kind{convoy.Cars, convoy.Round, convoy.OnFoot}).Draw(t, "kind"),
			Reception: whole(-1, 0), Points: counttest.Through(0, unit.Second(whole(0, 48*60))*unit.Minute, gates...),
		}
		all = append(all, c)
		for i, p := range c.Points {
			one := count.Count{
				Version: counttest.Version - rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "older"), Number: c.Number, Check: p.Check, Gate: p.Gate,
				At: unit.Second(whole(-3600, 200_000)), People: unit.Person(whole(0, 60)), Vehicles: unit.Vehicle(whole(0, 3)),
				HasVehicles: rapid.Bool().Draw(t, "has vehicles"), Line: c.Number*10 + i,
			}
			if whole(0, 3) > 0 {
				counts = append(counts, one)
			}
		}
	}
	return all, counts
}

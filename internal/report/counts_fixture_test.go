package report_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"wayout/internal/convoy"
	"wayout/internal/count"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// printed is the version of the sheets that are counted.
const printed = 4

// gated is a town behind two gates.
//
//	town ── bridge ▐gate▌ ── post ▐gate▌ ── out
func gated(t rapid.TB) *scenario.Scenario {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return &scenario.Scenario{
		Name: "Pass", Start: time.Date(2026, 3, 28, 10, 0, 0, 0, zone), Horizon: 3 * unit.Day, Step: unit.Minute,
		Places:     []people.Place{{ID: "town", Name: "Ստեփանակերտ"}, {ID: "river", Name: "River"}, {ID: "hill", Name: "Hill"}, {ID: "out", Name: "Out"}},
		Gates:      []roads.Gate{{ID: "bridge", Place: 1, Name: "Long bridge"}, {ID: "post", Place: 2}},
		Receptions: []people.Reception{{ID: "camp", Place: 3}},
		Fleet:      []people.Fleet{{ID: "buses", Count: 12}},
	}
}

// through are the checks of a way through gates, half an hour from one to the next. The convoy is
// ten minutes long.
func through(from int, depart unit.Second, gates ...int) []convoy.Point {
	at := depart
	point := func(check convoy.Check, place, gate int) convoy.Point {
		return convoy.Point{Check: check, Place: place, Gate: gate, First: at, Last: at + 10*unit.Minute}
	}
	out := []convoy.Point{point(convoy.Departure, from, -1)}
	for _, g := range gates {
		at += 30 * unit.Minute
		out = append(out, point(convoy.GateIn, g+1, g), point(convoy.GateOut, g+1, g))
	}
	at += 30 * unit.Minute
	return append(out, point(convoy.Arrival, 3, -1))
}

// fourConvoys are cars through both gates, cars through one, people on foot to a bus, and the round
// of that bus.
func fourConvoys() []convoy.Convoy {
	walk := []convoy.Point{
		{Check: convoy.Departure, Gate: -1, First: unit.Hour, Last: 2 * unit.Hour},
		{Check: convoy.Arrival, Place: 1, Gate: -1, First: 3 * unit.Hour, Last: 4 * unit.Hour},
	}
	return []convoy.Convoy{
		{Number: 1, Kind: convoy.Cars, Group: 1, Vehicles: 10, People: 40, Points: through(0, 0, 0, 1)},
		{Number: 2, Kind: convoy.Cars, Group: 2, Vehicles: 10, People: 40, Points: through(0, unit.Hour, 0)},
		{Number: 3, Kind: convoy.OnFoot, People: 30, Reception: -1, Points: walk},
		{Number: 4, Kind: convoy.Round, Place: 1, Vehicle: plan.Vehicle{Number: 7}, Round: 2, Vehicles: 1, People: 30, Points: through(1, 5*unit.Hour, 0, 1)},
	}
}

// compared reads a table of counts without its header and compares it at a moment, with an hour's
// patience. The columns are sheet, check, gate, at, people and vehicles.
func compared(t testing.TB, now unit.Second, rows string) *count.Report {
	t.Helper()
	s, all := gated(t), fourConvoys()
	counts, problems := count.Read("counts.csv", []byte("sheet,check,gate,at,people,vehicles\n"+rows), s, all, printed)
	if rows != "" && len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	r := count.Compare(s, all, printed, counts, count.Options{Now: now, Late: unit.Hour})
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
			Reception: whole(-1, 0), Points: through(0, unit.Second(whole(0, 48*60))*unit.Minute, gates...),
		}
		all = append(all, c)
		for i, p := range c.Points {
			one := count.Count{
				Version: printed - rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "older"), Number: c.Number, Check: p.Check, Gate: p.Gate,
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

package count_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/convoy"
	"wayout/internal/count"
	"wayout/internal/count/counttest"
	"wayout/internal/unit"
)

// compare compares with an hour's patience.
func compare(t testing.TB, now unit.Second, counts ...[]count.Count) count.Report {
	return count.Compare(counttest.Pass(), counttest.Convoys(), counttest.Version, slices.Concat(counts...), count.Options{Now: now, Late: unit.Hour})
}

// brief writes alarms and notes in one line each.
func brief(r *count.Report) (alarms, notes []string) {
	for _, a := range r.Alarms {
		line := a.Kind.String() + " " + a.Sheet.String() + " " + number(a.People) + " " + step(&a.From, &a.To)
		alarms = append(alarms, line+others(a.More))
	}
	for _, n := range r.Notes {
		line := n.Kind.String() + " " + n.Sheet.String() + " " + number(n.People) + " " + step(&n.From, &n.To)
		notes = append(notes, line+others(n.Fewer))
	}
	return alarms, notes
}

func number(n unit.Person) string { return string(rune('0'+n/10)) + string(rune('0'+n%10)) }

func step(from, to *count.Seen) string {
	gate := func(s *count.Seen) string { return s.Check.String() + []string{"", "0", "1"}[s.Gate+1] }
	return gate(from) + ">" + gate(to)
}

func others(sheets []count.Sheet) string {
	out := ""
	for _, s := range sheets {
		out += " =" + s.String()
	}
	return out
}

func TestCompare(t *testing.T) {
	all := counttest.Convoys()
	without := func(counts []count.Count, out ...int) []count.Count {
		var kept []count.Count
		for i, c := range counts {
			if !slices.Contains(out, i) {
				kept = append(kept, c)
			}
		}
		return kept
	}
	with := func(counts []count.Count, i int, change func(*count.Count)) []count.Count {
		change(&counts[i])
		return counts
	}
	fewerCars := func(n unit.Vehicle) func(*count.Count) {
		return func(c *count.Count) { c.Vehicles = n }
	}
	noCars := func(c *count.Count) { c.Vehicles, c.HasVehicles = 0, false }
	tests := []struct {
		name          string
		now           unit.Second
		counts        [][]count.Count
		alarms, notes []string
	}{
		{"nothing", -1, nil, nil, nil},
		{"all there", -1, [][]count.Count{at(all[0], 40, 40, 40, 40, 40, 40)}, nil, nil},
		{"forty in, thirty-eight out", -1, [][]count.Count{at(all[1], 40, 40, 38)}, []string{"fewer_people 4-0002 02 gate_in0>gate_out0"}, nil},
		{"at the second gate", -1, [][]count.Count{at(all[0], 40, 40, 40, 40, 39)}, []string{"fewer_people 4-0001 01 gate_in1>gate_out1"}, nil},
		{"the gate was not counted", -1, [][]count.Count{without(at(all[1], 40, 40, 40, 37), 1, 2)}, []string{"fewer_people 4-0002 03 departure>arrival"}, nil},
		{
			"most first, then by number", 0,
			[][]count.Count{at(all[3], 30, 29), at(all[1], 40, 35, 34), at(all[0], 40, 38, 38, 37)},
			[]string{"fewer_people 4-0002 05 departure>gate_in0", "fewer_people 4-0001 02 departure>gate_in0", "fewer_people 4-0001 01 gate_out0>gate_in1", "fewer_people 4-0002 01 gate_in0>gate_out0", "fewer_people 4-0004 01 departure>gate_in0"},
			nil,
		},
		{"two changed convoys", 0, [][]count.Count{at(all[0], 40, 38), at(all[1], 40, 42), at(all[3], 30, 28)}, []string{
			"fewer_people 4-0001 02 departure>gate_in0 =4-0002", "fewer_people 4-0004 02 departure>gate_in0 =4-0002",
		}, []string{"more_people 4-0002 02 departure>gate_in0 =4-0001 =4-0004"}},
		{"three cannot be two", -1, [][]count.Count{at(all[0], 40, 38), at(all[1], 40, 43)}, []string{"fewer_people 4-0001 02 departure>gate_in0"}, []string{"more_people 4-0002 03 departure>gate_in0"}},
		{"found again", -1, [][]count.Count{at(all[1], 40, 38, 40)}, []string{"fewer_people 4-0002 02 departure>gate_in0"}, []string{"more_people 4-0002 02 gate_in0>gate_out0"}},
		{"some stayed", -1, [][]count.Count{at(all[1], 31, 31)}, nil, []string{"fewer_than_planned 4-0002 09 departure>departure"}},
		{"nobody came", 9 * unit.Hour, [][]count.Count{at(all[1], 0)}, nil, []string{"fewer_than_planned 4-0002 40 departure>departure"}},
		{"more came", -1, [][]count.Count{at(all[1], 42, 42)}, nil, []string{"more_than_planned 4-0002 02 departure>departure"}},
		{"departure was not counted", -1, [][]count.Count{without(at(all[1], 40, 38), 0)}, nil, []string{"fewer_than_planned 4-0002 02 gate_in0>gate_in0"}},
		{"a car broke down", -1, [][]count.Count{with(at(all[1], 40, 40), 1, fewerCars(9))}, nil, []string{"fewer_vehicles 4-0002 00 departure>gate_in0"}},
		{"seen two checks later", -1, [][]count.Count{with(with(at(all[1], 40, 40, 40), 1, noCars), 2, fewerCars(9))}, nil, []string{"fewer_vehicles 4-0002 00 departure>gate_out0"}},
		{"a car with its people", -1, [][]count.Count{with(at(all[1], 40, 36), 1, fewerCars(9))}, []string{"fewer_people 4-0002 04 departure>gate_in0"}, nil},
		{"a later check with an earlier time", -1, [][]count.Count{with(at(all[1], 40, 40), 1, func(c *count.Count) { c.At = 10 })}, nil, []string{"times_out_of_order 4-0002 00 departure>gate_in0"}},
		{"not yet late", unit.Hour + 100*unit.Minute, [][]count.Count{at(all[1], 40)}, nil, nil},
		{"late", unit.Hour + 100*unit.Minute + 1, [][]count.Count{at(all[1], 40)}, []string{"not_seen 4-0002 40 departure>gate_in0"}, nil},
		{"left late", unit.Hour + 2*unit.Hour + 100*unit.Minute, [][]count.Count{with(at(all[1], 40), 0, func(c *count.Count) { c.At += 2 * unit.Hour })}, nil, nil},
		{"left late, and is late", unit.Hour + 2*unit.Hour + 100*unit.Minute + 1, [][]count.Count{with(at(all[1], 40), 0, func(c *count.Count) { c.At += 2 * unit.Hour })}, []string{"not_seen 4-0002 40 departure>gate_in0"}, nil},
		{"left early, and is not expected early", unit.Hour + 100*unit.Minute, [][]count.Count{with(at(all[1], 40), 0, func(c *count.Count) { c.At = 0 })}, nil, nil},
		{"some lost, then all", 90 * unit.Hour, [][]count.Count{at(all[1], 40, 35)}, []string{"not_seen 4-0002 35 gate_in0>gate_out0", "fewer_people 4-0002 05 departure>gate_in0"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := compare(t, test.now, test.counts...)
			alarms, notes := brief(&r)
			if diff := cmp.Diff(test.alarms, alarms); diff != "" {
				t.Errorf("alarms (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.notes, notes); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnAlarmSaysWhatIsKnown looks at every field once.
func TestAnAlarmSaysWhatIsKnown(t *testing.T) {
	counts := at(counttest.Convoys()[1], 40, 38, 39)
	counts[1].Vehicles = 9
	r := compare(t, -1, counts)
	from := count.Seen{Check: convoy.Departure, Gate: -1, At: unit.Hour + 600, People: 40, Vehicles: 10, HasVehicles: true, Line: 20}
	to := count.Seen{Check: convoy.GateIn, Place: 1, At: unit.Hour + 2400, People: 38, Vehicles: 9, HasVehicles: true, Line: 21}
	want := []count.Alarm{{Sheet: count.Sheet{Version: counttest.Version, Number: 2}, Label: "town-2", People: 2, Vehicles: 1, From: from, To: to, Regained: 1}}
	if diff := cmp.Diff(want, r.Alarms); diff != "" {
		t.Errorf("alarms (-want +got):\n%s", diff)
	}
	if want := (count.Balance{Sheets: 1, First: 40, Lost: 2, Joined: 1, OnTheWay: 39}); r.Balance != want {
		t.Errorf("balance %+v, want %+v", r.Balance, want)
	}
}

// TestOlderSheets are compared with themselves: the plan here does not know their ways.
func TestOlderSheets(t *testing.T) {
	older := at(counttest.Convoys()[0], 40, 40, 40, 40, 38)
	for i := range older {
		older[i].Version = counttest.Version - 1
	}
	r := compare(t, 90*unit.Hour, older, at(counttest.Convoys()[0], 40, 40, 40, 40, 40, 40))
	if alarms, notes := brief(&r); len(alarms) != 1 || alarms[0] != "fewer_people 3-0001 02 gate_in1>gate_out1" || notes != nil {
		t.Errorf("alarms %v, notes %v", alarms, notes)
	}
	if len(r.Moving) != 1 || r.Moving[0].Known || r.Moving[0].Missed || r.Moving[0].Next.At != unit.Never {
		t.Errorf("on the way: %+v", r.Moving)
	}
	total := r.Totals[4]
	want := count.Total{Check: convoy.GateOut, Gate: 1, Convoys: 2, People: 78, Vehicles: 20, Planned: 40, PlannedVehicles: 10, Older: 1, OlderPeople: 38, OlderVehicles: 10}
	if diff := cmp.Diff(want, total); diff != "" {
		t.Errorf("gate out of the second gate (-want +got):\n%s", diff)
	}
}

func TestNotStarted(t *testing.T) {
	r := compare(t, 5*unit.Hour+601, at(counttest.Convoys()[1], 40))
	want := count.NotStarted{Numbers: []int{1, 3, 4}, People: 100}
	if diff := cmp.Diff(want, r.NotStarted); diff != "" {
		t.Errorf("not started (-want +got):\n%s", diff)
	}
	r = compare(t, 5*unit.Hour+600, at(counttest.Convoys()[1], 40))
	if n := len(r.NotStarted.Numbers); n != 2 {
		t.Errorf("%d not started at the moment at which the third is to have left", n)
	}
}

func TestCountsAfterTheMomentAreCompared(t *testing.T) {
	r := compare(t, unit.Minute, at(counttest.Convoys()[1], 40, 38))
	if len(r.Alarms) != 1 || r.AfterNow != 2 {
		t.Errorf("%d alarms, %d counts later than now", len(r.Alarms), r.AfterNow)
	}
}

func TestCompleteEqualCountsRaiseNoAlarm(t *testing.T) {
	s := counttest.Pass()
	rapid.Check(t, func(t *rapid.T) {
		all := drawConvoys(t)
		now := unit.Second(rapid.IntRange(-1, 1_000_000).Draw(t, "now"))
		r := count.Compare(s, all, counttest.Version, shuffled(t, complete(t, all)), count.Options{Now: now})
		if len(r.Alarms)+len(r.Moving) > 0 || r.Balance.First != r.Balance.Arrived || r.Balance.Lost+r.Balance.Joined+r.Balance.OnTheWay != 0 {
			t.Errorf("alarms %+v, balance %+v", r.Alarms, r.Balance)
		}
	})
}

// TestEveryLossIsFound takes people away between two checks of a complete count; some checks
// between them may not have been counted.
func TestEveryLossIsFound(t *testing.T) {
	s := counttest.Pass()
	rapid.Check(t, func(t *rapid.T) {
		all := drawConvoys(t)
		counts := complete(t, all)
		hit := rapid.SampledFrom(all).Draw(t, "convoy")
		from := rapid.IntRange(0, len(hit.Points)-2).Draw(t, "from")
		to := rapid.IntRange(from+1, len(hit.Points)-1).Draw(t, "to")
		var left []count.Count
		var lost unit.Person
		k := 0
		for _, c := range counts {
			if c.Number != hit.Number {
				left = append(left, c)
				continue
			}
			if k == 0 {
				lost = unit.Person(rapid.IntRange(1, int(c.People)).Draw(t, "lost"))
			}
			if k >= to {
				c.People -= lost
			}
			if k <= from || k >= to {
				left = append(left, c)
			}
			k++
		}
		r := count.Compare(s, all, counttest.Version, shuffled(t, left), count.Options{Now: -1, Late: unit.Hour})
		if len(r.Alarms) != 1 {
			t.Fatalf("%d alarms: %+v", len(r.Alarms), r.Alarms)
		}
		a := r.Alarms[0]
		before, after := hit.Points[from], hit.Points[to]
		same := a.From.Check == before.Check && a.From.Gate == before.Gate && a.To.Check == after.Check && a.To.Gate == after.Gate
		if a.Kind != count.FewerPeople || a.Sheet.Number != hit.Number || a.People != lost || !same {
			t.Errorf("alarm %+v, want %d people of %d between %+v and %+v", a, lost, hit.Number, before, after)
		}
	})
}

// TestEveryConvoyThatStopsIsMissed cuts counts off behind any check.
func TestEveryConvoyThatStopsIsMissed(t *testing.T) {
	s := counttest.Pass()
	rapid.Check(t, func(t *rapid.T) {
		all := drawConvoys(t)
		hit := rapid.SampledFrom(all).Draw(t, "convoy")
		last := rapid.IntRange(0, len(hit.Points)-2).Draw(t, "last")
		var left []count.Count
		k := 0
		for _, c := range complete(t, all) {
			if c.Number == hit.Number {
				if k++; k > last+1 {
					continue
				}
			}
			left = append(left, c)
		}
		expected := hit.Points[last+1].Last
		late := unit.Second(rapid.IntRange(0, 7200).Draw(t, "late"))
		for _, now := range []unit.Second{expected + late, expected + late + 1} {
			r := count.Compare(s, all, counttest.Version, shuffled(t, left), count.Options{Now: now, Late: late})
			missed := now > expected+late
			if len(r.Moving) != 1 || r.Moving[0].Missed != missed || r.Moving[0].Next.At != expected {
				t.Fatalf("on the way: %+v", r.Moving)
			}
			if missed != (len(r.Alarms) == 1) || missed && (r.Alarms[0].Kind != count.NotSeen || r.Alarms[0].Sheet.Number != hit.Number) {
				t.Fatalf("alarms: %+v", r.Alarms)
			}
		}
	})
}

// drawCounts draws any counts of convoys, few or many, of this version or an older one.
func drawCounts(t *rapid.T, all []convoy.Convoy) []count.Count {
	var out []count.Count
	for _, c := range all {
		for _, one := range at(c, make([]unit.Person, len(c.Points))...) {
			one.People = unit.Person(rapid.IntRange(0, 60).Draw(t, "people"))
			one.At = unit.Second(rapid.IntRange(-3600, 200_000).Draw(t, "at"))
			one.Vehicles, one.HasVehicles = unit.Vehicle(rapid.IntRange(0, 3).Draw(t, "vehicles")), rapid.Bool().Draw(t, "has vehicles")
			one.Version = counttest.Version - rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "older")
			if rapid.IntRange(0, 3).Draw(t, "counted") > 0 {
				out = append(out, one)
			}
		}
	}
	return out
}

// TestNobodyIsLostInTheReport adds everything up anew: by check, and from first to last counts.
func TestNobodyIsLostInTheReport(t *testing.T) {
	s := counttest.Pass()
	rapid.Check(t, func(t *rapid.T) {
		all := drawConvoys(t)
		counts := drawCounts(t, all)
		r := count.Compare(s, all, counttest.Version, counts, count.Options{Now: -1, Late: unit.Hour})
		byCheck := map[convoy.Check]unit.Person{}
		for _, c := range counts {
			byCheck[c.Check] += c.People
		}
		for _, total := range r.Totals {
			byCheck[total.Check] -= total.People
		}
		for check, rest := range byCheck {
			if rest != 0 {
				t.Errorf("%s: the totals miss %d people", check, rest)
			}
		}
		b := r.Balance
		if b.First+b.Joined-b.Lost != b.Arrived+b.OnTheWay {
			t.Errorf("balance %+v", b)
		}
		var lost, joined, moving unit.Person
		for _, a := range r.Alarms {
			if a.Kind == count.FewerPeople {
				lost += a.People
			}
		}
		for _, n := range r.Notes {
			if n.Kind == count.MorePeople {
				joined += n.People
			}
		}
		for _, m := range r.Moving {
			moving += m.Last.People
		}
		if lost != b.Lost || joined != b.Joined || moving != b.OnTheWay {
			t.Errorf("alarms %d, joined %d, on the way %d; balance %+v", lost, joined, moving, b)
		}
	})
}

// TestTheOrderOfCountsDoesNotMatter compares the same counts in two orders.
func TestTheOrderOfCountsDoesNotMatter(t *testing.T) {
	s := counttest.Pass()
	rapid.Check(t, func(t *rapid.T) {
		all := drawConvoys(t)
		counts := drawCounts(t, all)
		o := count.Options{Now: unit.Second(rapid.IntRange(-1, 200_000).Draw(t, "now")), Late: unit.Hour}
		one, two := count.Compare(s, all, counttest.Version, counts, o), count.Compare(s, all, counttest.Version, shuffled(t, counts), o)
		if diff := cmp.Diff(one, two); diff != "" {
			t.Error(diff)
		}
	})
}

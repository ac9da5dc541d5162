package report_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/count"
	"wayout/internal/count/counttest"
	"wayout/internal/report"
	"wayout/internal/unit"
)

// checkCounts holds a text about counts to the page and to what is never said.
func checkCounts(t rapid.TB, text string) {
	t.Helper()
	keepsToThePage(t, text)
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimRight(line, " ") != line {
			t.Errorf("a line ends in blanks: %q", line)
		}
	}
	if strings.Contains(strings.ToLower(text), "safe") {
		t.Errorf("the text says what it must not:\n%s", text)
	}
}

// everyKind has alarms and notes of every kind, and sheets of older versions.
const everyKind = `4-0001,departure,,2026-03-28T10:10,40,10
4-0001,gate_in,bridge,2026-03-28T10:40,38,10
4-0001,gate_out,bridge,2026-03-28T10:40,39,10
4-0002,departure,,2026-03-28T11:10,40,10
4-0002,gate_in,bridge,2026-03-28T11:40,42,10
4-0002,gate_out,bridge,2026-03-28T11:40,42,10
4-0002,arrival,,2026-03-28T11:00,42,9
4-0003,departure,,2026-03-28T12:00,27,
4-0003,arrival,,2026-03-28T14:00,27,
4-0004,departure,,2026-03-28T16:10,31,1
3-0001,departure,,2026-03-28T10:10,12,10
3-0001,gate_in,bridge,2026-03-28T10:40,12,10
2-0017,departure,,2026-03-28T11:10,8,10
`

// nobodyMissing are two sheets of which nobody is missing.
const nobodyMissing = `4-0001,departure,,2026-03-28T10:10,40,10
4-0001,gate_in,bridge,2026-03-28T10:40,40,10
4-0001,gate_out,bridge,2026-03-28T10:40,40,10
4-0001,gate_in,post,2026-03-28T11:10,40,10
4-0001,gate_out,post,2026-03-28T11:10,40,10
4-0001,arrival,,2026-03-28T11:40,40,10
4-0002,departure,,2026-03-28T11:10,40,10
4-0002,gate_in,bridge,2026-03-28T11:40,40,10
`

func TestCounts(t *testing.T) {
	s := counttest.Pass()
	for name, r := range map[string]*count.Report{
		"counts-everything.txt": compared(t, 6*unit.Hour, everyKind),
		"counts-quiet.txt":      compared(t, -1, nobodyMissing),
		"counts-first.txt":      compared(t, 8*unit.Hour, "4-0001,departure,,2026-03-28T10:10,40,10\n"),
		"counts-nothing.txt":    compared(t, 3*unit.Hour, ""),
	} {
		text := report.Counts(s, r)
		checkCounts(t, text)
		golden(t, name, text)
	}
}

// TestCountsSayWhatToDo: an alarm comes with its order, and no alarm with none.
func TestCountsSayWhatToDo(t *testing.T) {
	const order = "Stop convoys in front of the gate until these people are found: tell the gate liaison the number, not names."
	for _, people := range []int{38, 40} {
		r := compared(t, -1, fmt.Sprintf("4-0002,departure,,2026-03-28T11:10,40,10\n4-0002,gate_in,bridge,2026-03-28T11:40,%d,10\n", people))
		text := strings.Join(strings.Fields(report.Counts(counttest.Pass(), r)), " ")
		if alarm := people < 40; strings.Contains(text, order) != alarm || strings.Contains(text, "ALARM: 2 people") != alarm {
			t.Errorf("40 people, then %d:\n%s", people, text)
		}
	}
}

// TestLongCounts: of very many alarms and sheets it is said how many more there are.
func TestLongCounts(t *testing.T) {
	var rows strings.Builder
	for n := range 560 {
		fmt.Fprintf(&rows, "3-%d,departure,,2026-03-28T11:10,40,10\n3-%d,gate_in,bridge,2026-03-28T11:40,39,10\n", n+1, n+1)
	}
	text := report.Counts(counttest.Pass(), compared(t, -1, rows.String()))
	checkCounts(t, text)
	if n := strings.Count(text, "1 person missing since"); n != 500 || !strings.Contains(text, "and 60 more alarms, none of them larger") || !strings.Contains(text, "and 520 more") {
		t.Errorf("%d alarms are printed:\n%s", n, text)
	}
}

// TestAnyCountsKeepToThePage: names from files may be long, wide or full of signs.
func TestAnyCountsKeepToThePage(t *testing.T) {
	word := rapid.OneOf(rapid.StringN(0, 300, -1), rapid.Just("\x1b[2J\u202e"), rapid.Just("a\xffb"), rapid.Just("Out"))
	rapid.Check(t, func(t *rapid.T) {
		name := func() string { return strings.ReplaceAll(strings.ToLower(word.Draw(t, "name")), "safe", "") }
		s := counttest.Pass()
		for i := range s.Places {
			s.Places[i].ID, s.Places[i].Name = name(), name()
		}
		s.Gates[0].Name, s.Fleet[0].ID = name(), name()
		all, counts := drawCounts(t)
		o := count.Options{Now: unit.Second(rapid.IntRange(-1, 400_000).Draw(t, "now")), Late: unit.Hour}
		r := count.Compare(s, all, counttest.Version, counts, o)
		checkCounts(t, report.Counts(s, &r))
	})
}

// FuzzCounts: whatever table is accepted can be put into words.
func FuzzCounts(f *testing.F) {
	const header = "sheet,check,gate,at,people,vehicles\n"
	for _, rows := range []string{"", everyKind, nobodyMissing, "3-7,gate_out,post,2026-03-28T10:10Z,0,\n٤-٢,arrival,,2026-03-29T03:00,999999,99999\n"} {
		f.Add([]byte(header + rows))
	}
	s, all := counttest.Pass(), counttest.Convoys()
	f.Fuzz(func(t *testing.T, data []byte) {
		counts, _ := count.Read("counts.csv", data, s, all, counttest.Version)
		r := count.Compare(s, all, counttest.Version, counts, count.Options{Now: -1, Late: unit.Hour})
		checkCounts(t, report.Counts(s, &r))
	})
}

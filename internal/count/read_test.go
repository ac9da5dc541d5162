package count_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"wayout/internal/convoy"
	"wayout/internal/count"
	"wayout/internal/count/counttest"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

const header = "sheet,check,gate,at,people,vehicles\n"

// read reads a table of counts of the pass.
func read(t testing.TB, text string) ([]count.Count, problem.List) {
	return count.Read("counts.csv", []byte(text), counttest.Pass(), counttest.Convoys(), counttest.Version)
}

func TestRead(t *testing.T) {
	got, problems := read(t, header+
		"4-0001,departure,,2026-03-28T10:10,40,10\n"+
		"1,gate_in,bridge,2026-03-28 10:40,40,10\n"+ // without a version
		"04–00001,Gate Out,bridge,2026-03-28T09:40:30Z,40,9\n"+ // a dash, zeros, capitals, an offset
		"4-2,gate-in,,2026-03-28T11:40,40,10\n"+ // its only gate
		"٤-٠٠٠٣,departure,,2026-03-28T12:00,30,\n"+ // digits of another script; on foot
		"3-0999,gate_in,post,2026-03-28T12:00,7,\n"+ // an older version
		"3-0999,gate_out,,2026-03-28T12:10,7,2\n")
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	want := []count.Count{
		{Version: 4, Number: 1, Gate: -1, At: 600, People: 40, Vehicles: 10, HasVehicles: true, Line: 2},
		{Version: 4, Number: 1, Check: convoy.GateIn, Gate: 0, At: 2400, People: 40, Vehicles: 10, HasVehicles: true, Line: 3},
		{Version: 4, Number: 1, Check: convoy.GateOut, Gate: 0, At: 2430, People: 40, Vehicles: 9, HasVehicles: true, Line: 4},
		{Version: 4, Number: 2, Check: convoy.GateIn, Gate: 0, At: 6000, People: 40, Vehicles: 10, HasVehicles: true, Line: 5},
		{Version: 4, Number: 3, Gate: -1, At: 7200, People: 30, Line: 6},
		{Version: 3, Number: 999, Check: convoy.GateIn, Gate: 1, At: 7200, People: 7, Line: 7},
		{Version: 3, Number: 999, Check: convoy.GateOut, Gate: -1, At: 7800, People: 7, Vehicles: 2, HasVehicles: true, Line: 8},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestReadColumnsInAnyOrder(t *testing.T) {
	got, problems := read(t, "People;At;Sheet;Check\n#inv+ind;#date;#x_sheet;#x_check\n40;2026-03-28T10:10+01:00;2;departure\n")
	if len(problems) != 1 || problems[0].Code != problem.CountNoVehicles || problems[0].Where.Line != 3 {
		t.Errorf("problems: %v", problems)
	}
	want := []count.Count{{Version: 4, Number: 2, Gate: -1, At: 600, People: 40, Line: 3}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestReadWorkbook(t *testing.T) {
	book := excelize.NewFile()
	for i, row := range [][]any{
		{"sheet", "check", "at", "people", "vehicles"},
		{"4-0001", "departure", "2026-03-28T10:10", 40, 10},
		{2, "gate_in", "2026-03-28T11:40", 38, 10},
	} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var data bytes.Buffer
	if err := book.Write(&data); err != nil {
		t.Fatal(err)
	}
	got, problems := count.Read("counts.xlsx", data.Bytes(), counttest.Pass(), counttest.Convoys(), counttest.Version)
	if len(problems) > 0 || len(got) != 2 || got[1].Number != 2 || got[1].People != 38 {
		t.Errorf("counts %+v, problems %v", got, problems)
	}
}

// TestFaults has one row with one fault each.
func TestFaults(t *testing.T) {
	tests := []struct {
		name, row, where string
		code             problem.Code
		says             string
	}{
		{"no sheet", ",departure,,2026-03-28T10:10,40,10", "sheet", problem.ValueMissing, "4-0123"},
		{"a word for a sheet", "four,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountSheet, "4-0123"},
		{"three numbers", "4-1-1,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountSheet, "column as text"},
		{"no number", "4-,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountSheet, ""},
		{"number zero", "4-0000,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountSheet, ""},
		{"version zero", "0-0001,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountSheet, ""},
		{"a number with decimals", "1.0,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountSheet, ""},
		{"a newer version", "5-0001,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountVersion, "version 5, but the plan here is version 4"},
		{"an unknown number", "4-0005,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountConvoy, "it has 4"},
		{"a date for a number", "46113,departure,,2026-03-28T10:10,40,10", "sheet", problem.CountConvoy, "date 2026-04-01"},
		{"no check", "1,,,2026-03-28T10:10,40,10", "check", problem.ValueMissing, "gate_in"},
		{"an unknown check", "1,halt,,2026-03-28T10:10,40,10", "check", problem.ValueChoice, "departure, gate_in, gate_out or arrival"},
		{"a check that is not passed", "3,gate_in,bridge,2026-03-28T10:10,30,", "check", problem.CountCheck, "departure, arrival"},
		{"which gate", "1,gate_in,,2026-03-28T10:10,40,10", "gate", problem.CountGate, "bridge, post"},
		{"another gate", "2,gate_in,post,2026-03-28T10:10,40,10", "gate", problem.CountGate, "bridge"},
		{"an unknown gate", "1,gate_in,brige,2026-03-28T10:10,40,10", "gate", problem.ReferenceUnknown, "bridge, post"},
		{"a gate at departure", "1,departure,bridge,2026-03-28T10:10,40,10", "gate", problem.ValueUnused, "departure is at no gate"},
		{"no time", "1,departure,,,40,10", "at", problem.ValueMissing, "T10:00"},
		{"only a date", "1,departure,,2026-03-28,40,10", "at", problem.TimeInvalid, ""},
		{"only a clock", "1,departure,,10:10,40,10", "at", problem.TimeInvalid, ""},
		{"a date as a number", "1,departure,,46109.5,40,10", "at", problem.TimeSerial, "2026-03-28T12:00"},
		{"a time that clocks skip", "1,departure,,2026-03-29T02:30,40,10", "at", problem.TimeSkipped, "2026-03-29T03:30:00+02:00"},
		{"long before", "1,departure,,2026-03-27T09:59,40,10", "at", problem.CountTime, "2026-03-28T10:00"},
		{"long after", "1,departure,,2026-05-31T10:00,40,10", "at", problem.CountTime, "2026-03-31T11:00"},
		{"another century", "1,departure,,9999-05-31T10:00,40,10", "at", problem.CountTime, ""},
		{"no people", "1,departure,,2026-03-28T10:10,,10", "people", problem.ValueMissing, "0 if nobody"},
		{"people in words", "1,departure,,2026-03-28T10:10,forty,10", "people", problem.NumberNone, ""},
		{"half a person", "1,departure,,2026-03-28T10:10,39.5,10", "people", problem.NumberNotWhole, ""},
		{"fewer than nobody", "1,departure,,2026-03-28T10:10,-1,10", "people", problem.ValueRange, "0 to 1,000,000"},
		{"a city", "1,departure,,2026-03-28T10:10,1000001,10", "people", problem.ValueRange, ""},
		{"too many vehicles", "1,departure,,2026-03-28T10:10,40,100001", "vehicles", problem.ValueRange, "0 to 100,000"},
		{"vehicles not counted", "1,departure,,2026-03-28T10:10,40,", "vehicles", problem.CountNoVehicles, "1 sheet"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			counts, problems := read(t, header+"2,departure,,2026-03-28T11:10,40,10\n"+test.row+"\n")
			if len(problems) != 1 || problems[0].Code != test.code {
				t.Fatalf("problems %v, want one, %s", problems, test.code)
			}
			if p := problems[0]; p.Where.File != "counts.csv" || p.Where.Line != 3 || p.Where.Column != test.where {
				t.Errorf("it is said to be at %s", p.Where)
			}
			if text := problems[0].String(); !strings.Contains(text, test.says) || strings.Contains(text, "{") {
				t.Errorf("the message does not say %q: %s", test.says, text)
			}
			if problems.HasErrors() != (counts == nil) {
				t.Errorf("counts %v with problems %v", counts, problems)
			}
		})
	}
}

// TestTwice: a sheet is counted once at each check, in whatever way its number is written.
func TestTwice(t *testing.T) {
	_, problems := read(t, header+
		"4-0002,gate_in,,2026-03-28T11:40,40,10\n"+
		"4-0002,gate_out,,2026-03-28T11:40,40,10\n"+
		"2,gate_in,bridge,2026-03-28T11:50,39,10\n"+
		"3-0002,gate_in,bridge,2026-03-28T11:50,39,10\n"+
		"1,gate_in,bridge,2026-03-28T10:50,40,10\n"+
		"1,gate_in,post,2026-03-28T11:00,40,10\n")
	if len(problems) != 1 || problems[0].Code != problem.CountTwice || problems[0].Where.Line != 4 || !strings.Contains(problems[0].Text(), "lines 2 and 4") {
		t.Errorf("problems: %v", problems)
	}
}

func TestClocksThatComeTwice(t *testing.T) {
	s := counttest.Pass()
	s.Start = s.Start.AddDate(0, 6, 26) // 24 October
	text := header + "2,departure,,2026-10-25T02:30,40,10\n"
	_, problems := count.Read("x", []byte(text), s, counttest.Convoys(), counttest.Version)
	if len(problems) != 1 || problems[0].Code != problem.TimeTwice || !strings.Contains(problems[0].String(), "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00") {
		t.Errorf("problems: %v", problems)
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	_, problems := read(t, header+"9,halt,nowhere,noon,many,some\n,,,,,\n5-1,arrival,,,,\n")
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%d %s", p.Where.Line, p.Where.Column))
	}
	want := []string{"2 at", "2 check", "2 gate", "2 people", "2 sheet", "2 vehicles", "4 at", "4 people", "4 sheet"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s\n%v", diff, problems)
	}
}

func TestColumns(t *testing.T) {
	good := "4-0001,departure,2026-03-28T10:10,40,10"
	for _, column := range []string{"name", "Phone", "passport no", "first-name", "driver", "Men", "date of birth", "телефон", "անուն", "licence plate"} {
		counts, problems := read(t, "sheet,check,at,people,vehicles,"+column+"\n"+good+",x\n")
		if len(problems) != 1 || problems[0].Code != problem.ColumnPersonal || counts != nil || problems[0].Where.Line != 1 {
			t.Errorf("%s: %v", column, problems)
		}
	}
	for _, column := range []string{"remark", "gate name", "average", "tally"} {
		counts, problems := read(t, "sheet,check,at,people,vehicles,"+column+"\n"+good+",x\n")
		if len(problems) != 1 || problems[0].Code != problem.ColumnUnknown || len(counts) != 1 {
			t.Errorf("%s: %v", column, problems)
		}
	}
	if _, problems := read(t, "sheet,check,at,people,vehicles,x\n#a,#b,#c,#d,#e,#person+name\n"+good+",x\n"); !slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Code == problem.ColumnPersonal }) {
		t.Errorf("a tag that speaks of persons: %v", problems)
	}
	_, problems := read(t, "sheet,gate\n1,\n")
	var missing []string
	for _, p := range problems {
		missing = append(missing, p.Where.Column)
	}
	if want := []string{"at", "check", "people"}; !slices.Equal(missing, want) {
		t.Errorf("missing %v, want %v", missing, want)
	}
}

func TestManyFaults(t *testing.T) {
	_, problems := read(t, header+strings.Repeat("1,halt,,2026-03-28T10:10,x,10\n", 70))
	if n := problems.Count(problem.Error); n != 100 || len(problems) != 102 {
		t.Errorf("%d problems, %d errors", len(problems), n)
	}
	if last := problems[len(problems)-1]; last.Code != problem.TableMore || last.Args[0] != "20" {
		t.Errorf("the last is %v", last)
	}
}

func TestNoGatesNoConvoys(t *testing.T) {
	s := counttest.Pass()
	s.Gates = nil
	_, problems := count.Read("x", []byte(header+"1,gate_in,post,2026-03-28T10:10,40,10\n"), s, nil, 1)
	if len(problems) != 2 || !strings.Contains(problems[0].String(), "There are none.") || !strings.Contains(problems[1].String(), "none at all") {
		t.Errorf("problems: %v", problems)
	}
}

// FuzzRead reads any bytes; what it accepts can be compared and encoded, and is within limits.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"", header, header + "4-0001,departure,,2026-03-28T10:10,40,10\n4-0001,gate_in,bridge,2026-03-28T10:40,38,10\n",
		header + "3-7,gate_out,post,2026-03-28T10:10Z,0,\n٤-٢,arrival,,2026-03-29T03:00,999999,99999\n",
		"sheet;check;at;people\n46113;x;46109.5;1,5\n", "sheet,check,at,people,name\n", "PK\x03\x04", "\xFF\xFEs\x00",
		header + "1,gate_in,,0000-00-00T00:00,1e9,-0\n", header + "--,gate__in,a|b,2026-03-28T10:10+99:00,\"\",\x00\n",
	} {
		f.Add([]byte(text))
	}
	s, all := counttest.Pass(), counttest.Convoys()
	f.Fuzz(func(t *testing.T, data []byte) {
		counts, problems := count.Read("counts.csv", data, s, all, counttest.Version)
		if problems.HasErrors() && counts != nil {
			t.Fatalf("%d counts with errors: %v", len(counts), problems)
		}
		for _, p := range problems {
			if text := p.String(); strings.Contains(text, "{0}") || strings.Contains(text, "{1}") {
				t.Fatalf("message %q", text)
			}
		}
		line := 0
		for _, c := range counts {
			if c.Version < 1 || c.Version > counttest.Version || c.Number < 1 || c.Gate < -1 || c.Gate > 1 || c.People < 0 || c.Vehicles < 0 || c.Line <= line {
				t.Fatalf("count %+v behind line %d", c, line)
			}
			if c.At < -unit.Day || c.At > s.Horizon+30*unit.Day {
				t.Fatalf("count at %d", c.At)
			}
			line = c.Line
		}
		r := count.Compare(s, all, counttest.Version, counts, count.Options{Now: -1, Late: unit.Hour})
		checkJSON(t, r.JSON(s))
	})
}

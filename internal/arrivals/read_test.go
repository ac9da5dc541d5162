package arrivals_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"wayout/internal/arrivals"
	"wayout/internal/problem"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

func read(t *testing.T, text string) (*arrivals.Record, problem.List) {
	t.Helper()
	return arrivals.Read("arrivals.csv", []byte(text), scenariotest.Tiny())
}

func TestCountsAndRates(t *testing.T) {
	r, list := read(t, "Time;People out;Gate;Rate;note\n"+
		"2024-05-06T10:00;120;;;\n"+
		"2024-05-06T08:00+00:00;20;bridge;45,5;one booth\n"+
		"2024-05-06T09:00;;bridge;0;shut\n")
	if r == nil {
		t.Fatal(list)
	}
	if len(r.Counts) != 2 || r.Counts[0].At != 2*unit.Hour || r.Counts[0].People != 20 || r.Counts[1].People != 120 {
		t.Errorf("counts: %v", r.Counts)
	}
	changes := r.Rates[0]
	if len(changes) != 2 || changes[0].From != 2*unit.Hour || changes[0].Rate != 45*unit.VehiclePerHour+unit.VehiclePerHour/2 || changes[1].Rate != 0 {
		t.Errorf("rates: %v", changes)
	}
	if len(list) != 1 || list[0].Code != problem.ArrivalsUnused {
		t.Errorf("problems: %v", list)
	}
}

// TestWrongRecords: everything that is wrong is said, with its line, and nothing comes of the record.
func TestWrongRecords(t *testing.T) {
	for text, want := range map[string]string{
		"at,people\n2024-05-06T08:00,20\n2024-05-06T09:00,19\n":                          "3 arrivals-fewer",
		"at,people\n2024-05-06T08:00,20\n2024-05-06T08:00,20\n":                          "3 arrivals-twice",
		"at,people\n2024-05-06T05:00,20\n":                                               "2 arrivals-before",
		"at,people\n2024-05-06,20\n":                                                     "2 time-invalid",
		"at,people\n2024-05-06T08:00,\n":                                                 "2 arrivals-nothing",
		"at,people\n2024-05-06T08:00,1.5\n":                                              "2 number-not-whole",
		"at,people\n2024-05-06T08:00,-1\n":                                               "2 value-range",
		"at,people\n,20\n":                                                               "2 value-missing",
		"people\n20\n":                                                                   "1 column-missing",
		"at,people,phone\n2024-05-06T08:00,20,1\n":                                       "1 column-personal",
		"at,people,gate\n2024-05-06T08:00,20,\n":                                         "1 column-missing",
		"at,gate,rate\n2024-05-06T08:00,brigde,20\n":                                     "2 reference-unknown",
		"at,gate,rate\n2024-05-06T08:00,bridge,\n":                                       "2 value-missing",
		"at,gate,rate\n2024-05-06T08:00,,20\n":                                           "2 value-missing",
		"at,gate,rate\n2024-05-06T08:00,bridge,-1\n":                                     "2 value-range",
		"at,gate,rate\n2024-05-06T08:00,bridge,20\n2024-05-06T08:00+00:00,bridge,30\n":   "3 arrivals-rate-twice",
		"at,people\n2024-05-06T08:00,20\n2024-05-06T07:00,40\n2024-05-06T05:00,1\n":      "2 arrivals-fewer; 4 arrivals-before",
		"at,gate,rate\n2024-05-06T08:00,bridge,20\n2024-05-06T09:00,bridge,many\n":       "3 number-none",
		"at,people,gate,rate\n2024-05-06T08:00,x,bridge,y\n2024-05-06T09:00,20,,\n\n,\n": "2 number-none; 2 number-none",
	} {
		r, list := read(t, text)
		var got []string
		for _, p := range list {
			if p.Severity == problem.Error {
				got = append(got, fmt.Sprintf("%d %s", p.Where.Line, p.Code))
			}
		}
		if r != nil || strings.Join(got, "; ") != want {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
}

// TestAfterTheEnd: counts after the scenario are told of, and not used.
func TestAfterTheEnd(t *testing.T) {
	r, list := read(t, "at,people\n2024-05-06T08:00,20\n2024-05-07T08:00,240\n")
	if r == nil || len(r.Counts) != 1 || len(list) != 1 || list[0].Code != problem.ArrivalsAfter {
		t.Errorf("%v %v", r, list)
	}
}

// TestPublishedRecord reads the record of September 2023 as it was published.
func TestPublishedRecord(t *testing.T) {
	data, err := os.ReadFile("../../examples/source/karabakh-2023/arrivals.csv")
	if err != nil {
		t.Fatal(err)
	}
	s := scenariotest.Tiny()
	s.Start = s.Start.AddDate(-1, 4, 18) // 24 September 2023, 06:00 UTC
	s.Horizon = 10 * unit.Day
	r, list := arrivals.Read("arrivals.csv", data, s)
	if r == nil {
		t.Fatal(list)
	}
	if n := len(r.Counts); n != 22 || r.Counts[n-1].People != 100_514 || r.Counts[4].At != 31*unit.Hour || r.Counts[4].People != 6650 {
		t.Errorf("%d counts: %v", n, r.Counts)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("at,people,gate,rate\n2024-05-06T08:00,20,bridge,45.5\n"))
	f.Add([]byte("time;people\n06.05.2024 08:00;1.000\n"))
	s := scenariotest.Tiny()
	f.Fuzz(func(t *testing.T, data []byte) {
		r, list := arrivals.Read("x", data, s)
		if (r == nil) != list.HasErrors() {
			t.Fatal("a record and errors, or neither")
		}
		if r == nil {
			return
		}
		for i, c := range r.Counts {
			if c.At < 0 || c.At > s.Horizon || c.People < 0 || i > 0 && (c.At <= r.Counts[i-1].At || c.People < r.Counts[i-1].People) {
				t.Fatalf("count %d of %v", i, r.Counts)
			}
		}
	})
}

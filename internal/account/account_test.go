package account_test

import (
	"fmt"
	"strings"
	"testing"

	"wayout/internal/account"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

const good = `promise: 1
name: Terms
terms:
  - {path: gate.bridge.booths, promised: 2, delivered: 1, by: the office, source: its announcement}
  - path: fleet.buses.count
    promised: 30
`

func TestPromise(t *testing.T) {
	p, list := account.Read("promised.yaml", []byte(good))
	if p == nil || len(list) != 0 {
		t.Fatal(list)
	}
	if set := p.Set(); len(set) != 2 || set[0].Path != "gate.bridge.booths" || set[0].Value != "2" || set[1].Value != "30" {
		t.Errorf("promised: %v", set)
	}
	if set := p.SetDelivered(); len(set) != 1 || set[0].Value != "1" {
		t.Errorf("delivered: %v", set)
	}
}

// TestWrongPromises: everything that is wrong is said, with its line.
func TestWrongPromises(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "0 promise-empty",
		"promise: 1\n":              "1 promise-nothing",
		"promise: 2\nterms: []\n":   "1 value-choice",
		"terms:\n  - promised: 2\n": "2 promise-missing",
		"terms:\n  - path: a.b.c\n": "2 promise-missing",
		"terms:\n  - {path: a, promised: 1}\n  - {path: a, promised: 2}\n": "3 promise-twice",
		"terms:\n  - {path: a, promised: 1, who: x}\n":                     "2 key-unknown",
		"terms: 3\n": "1 yaml-kind",
	} {
		p, list := account.Read("promised.yaml", []byte(text))
		var got []string
		for _, x := range list {
			if x.Severity == problem.Error {
				got = append(got, fmt.Sprintf("%d %s", x.Where.Line, x.Code))
			}
		}
		if p != nil || strings.Join(got, "; ") != want {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
}

// TestChanges: until the first rate that was counted a gate passes what the scenario says, from then on what
// was counted; its hours are in the table.
func TestChanges(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates[0].Changes = []roads.GateChange{{From: unit.Hour, Rate: 90 * unit.VehiclePerHour}, {From: 5 * unit.Hour, Rate: 10 * unit.VehiclePerHour}}
	table, set := account.Changes(s, map[int][]roads.GateChange{0: {{From: 2 * unit.Hour, Rate: 0}, {From: 3 * unit.Hour, Rate: 45 * unit.VehiclePerHour / 2}}})
	want := "gate,from,rate\nbridge,2024-05-06T06:00:00Z,60\nbridge,2024-05-06T07:00:00Z,90\nbridge,2024-05-06T08:00:00Z,0\nbridge,2024-05-06T09:00:00Z,22.5\n"
	if string(table) != want {
		t.Errorf("%s, want\n%s", table, want)
	}
	if len(set) != 1 || set[0].Path != "gate.bridge.hours" || set[0].Value != "24/7" {
		t.Errorf("overrides: %v", set)
	}
	if table, set := account.Changes(s, nil); len(set) != 0 || strings.Count(string(table), "\n") != 3 {
		t.Errorf("nothing was counted: %s %v", table, set)
	}
}

// TestSettings: the table is named, once, and all else stays.
func TestSettings(t *testing.T) {
	for _, text := range []string{
		"wayout: 1 # format\nfiles:\n  gates: g.csv\n", "wayout: 1 # format\nfiles: {gates: g.csv, gate_changes: mine.xlsx#x}\n", "wayout: 1 # format\n",
	} {
		got, err := account.Settings([]byte(text))
		if err != nil || strings.Count(string(got), "gate_changes") != 2 || !strings.Contains(string(got), "# format") || strings.Contains(text, "g.csv") != strings.Contains(string(got), "g.csv") {
			t.Errorf("%q became %q, %v", text, got, err)
		}
	}
}

// TestShortfall divides who is missing: at least as many as the terms kept, at most the rest.
func TestShortfall(t *testing.T) {
	for _, c := range []struct{ promised, allowed, counted, all, terms, rest unit.Person }{
		{100, 60, 40, 60, 40, 20}, {100, 100, 40, 60, 0, 60}, {100, 120, 40, 60, 0, 60}, {100, 60, 100, 0, 0, 0}, {100, 30, 60, 40, 40, 0},
	} {
		st := account.Statement{Promised: c.promised, Allowed: c.allowed, Counted: c.counted}
		if all, terms, rest := st.Shortfall(); all != c.all || terms != c.terms || rest != c.rest {
			t.Errorf("%+v: %d, %d, %d", c, all, terms, rest)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(good))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, list := account.Read("x", data)
		if (p == nil) != list.HasErrors() {
			t.Fatal("a promise and errors, or neither")
		}
	})
}

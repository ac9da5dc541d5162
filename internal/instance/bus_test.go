package instance_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/fleet/fullload"
	"wayout/internal/instance"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// valley is an invented instance.
const valley = `3 30
2 2 1
2 70 40 30
2 100 60 40

1 12 20
2 9 7

1 5 11
2 8 6
`

func TestReadBuses(t *testing.T) {
	want := &fullload.Problem{
		Capacity: 30,
		Depots: []fullload.Depot{
			{Buses: 2, ToPoint: []unit.Second{12, 20}},
			{Buses: 1, ToPoint: []unit.Second{9, 7}},
		},
		Points: []fullload.Point{
			{People: 40, ToShelter: []unit.Second{5, 11}},
			{People: 30, ToShelter: []unit.Second{8, 6}},
		},
		Shelters: []fullload.Shelter{{Room: 60}, {Room: 40}},
	}
	for name, text := range map[string]string{
		"as written":         valley,
		"Windows line ends":  strings.ReplaceAll(valley, "\n", "\r\n"),
		"byte order mark":    "\uFEFF" + valley,
		"tabs, empty lines":  "\n" + strings.ReplaceAll(strings.ReplaceAll(valley, " ", "\t "), "\n", " \n\n"),
		"without a last end": strings.TrimSuffix(valley, "\n"),
	} {
		got, problems := instance.ReadBuses("valley.txt", []byte(text))
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestReadBusesSolves reads and solves: the first bus of depot 1 fetches a full load, the second
// the rest, and that of depot 2 the other point.
func TestReadBusesSolves(t *testing.T) {
	p, _ := instance.ReadBuses("valley.txt", []byte(valley))
	s, err := fullload.Solve(context.Background(), *p, fullload.Options{Moves: 10_000})
	if err != nil || s.Makespan != 17 || !s.Proved() {
		t.Errorf("%+v %v, want 17", s, err)
	}
}

// TestBusProblems spoils the instance in one way at a time.
func TestBusProblems(t *testing.T) {
	for _, c := range []struct {
		name, old, with string
		want            string
	}{
		{"a word", "3 30", "3 thirty", "bus-number 1"},
		{"a fraction", "1 12 20", "1 12.5 20", "bus-number 6"},
		{"negative", "2 9 7", "2 9 -7", "bus-range 7"},
		{"out of range", "1 5 11", "1 5 99999999999999999999", "bus-range 9"},
		{"two on one line", "1 5 11", "1 x 10000001", "bus-number 9, bus-range 9"},
		{"no people in the first line", "3 30", "3", "bus-words 1"},
		{"a time too few", "2 8 6", "2 8", "bus-words 10"},
		{"a point too many", "2 70 40 30", "3 70 40 30", "bus-words 3"},
		{"buses do not add up", "2 2 1", "2 2 2", "bus-sum 2"},
		{"people do not add up", "2 70 40 30", "2 71 40 30", "bus-sum 3"},
		{"room does not add up", "2 100 60 40", "2 99 60 40", "bus-sum 4"},
		{"rows in another order", "1 5 11\n2 8 6", "2 5 11\n1 8 6", "bus-row 9, bus-row 10"},
		{"the last row is missing", "2 8 6\n", "", "bus-missing 0"},
		{"two rows are missing", "1 5 11\n2 8 6\n", "", "bus-missing 0"},
		{"cut in the middle", valley[10:], "", "bus-missing 0"},
		{"a row more", "2 8 6\n", "2 8 6\n3 1 1\n", "bus-extra 11"},
		{"no room for all", "2 100 60 40", "2 60 30 30", "bus-invalid 0"},
		{"nobody can sit", "3 30", "3 0", "bus-invalid 0"},
		{"empty", valley, " \n", "file-empty 0"},
	} {
		p, problems := instance.ReadBuses("x.txt", []byte(strings.Replace(valley, c.old, c.with, 1)))
		var got []string
		for _, found := range problems {
			got = append(got, fmt.Sprintf("%s %d", found.Code, found.Where.Line))
			if found.Where.File != "x.txt" || strings.Contains(found.String(), "{") {
				t.Errorf("%s: %s", c.name, found)
			}
		}
		if p != nil || strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

// TestBusFlood: a thousand faults of a kind are counted, not listed.
func TestBusFlood(t *testing.T) {
	_, problems := instance.ReadBuses("x.txt", []byte(strings.Repeat("x ", 1000)+"\n1 1\n"+strings.Repeat("1 1 1\n", 1000)))
	if len(problems) > 200 {
		t.Errorf("%d problems", len(problems))
	}
}

// TestPublishedBuses reads every published instance beside the repository.
func TestPublishedBuses(t *testing.T) {
	const root = "../../../shared/data/bep"
	var names []string
	for _, pattern := range []string{"rand/*/*.txt", "valparaiso/*.txt"} {
		found, _ := filepath.Glob(filepath.Join(root, pattern))
		names = append(names, found...)
	}
	if len(names) == 0 {
		t.Skipf("the project's shared data is not beside this checkout: no %s", root)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := instance.ReadBuses(filepath.Base(name), data); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// FuzzReadBuses holds that whatever bytes come, nothing panics, what is read is a valid problem,
// and what is not read is explained.
func FuzzReadBuses(f *testing.F) {
	for _, text := range []string{
		valley, "", "1", "1 1\n1 1\n0 0\n0 0\n1\n", "1 1\n10000 1\n", "2 1\n1 2\n1 1 1\n1 1 1\n1 0\n1 0\n",
		"1 1\n1 1\n1 -1 -1\n", "\xFF\xFE1\x00", "1 1\n1 1\n1 9223372036854775807 9223372036854775807\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems := instance.ReadBuses("x", data)
		if (p == nil) != problems.HasErrors() {
			t.Fatalf("problem %v, list %v", p, problems)
		}
		if p != nil && p.Validate() != nil {
			t.Fatal(p.Validate())
		}
		if slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Text() == "" }) {
			t.Fatal(problems)
		}
	})
}

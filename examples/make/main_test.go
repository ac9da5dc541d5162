package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// examples is the folder of the examples, seen from this package.
const examples = ".."

var scenarios = []string{"karabakh-2023", "karabakh-2023-09-21"}

func TestCommittedFoldersAreWhatTheProgramMakes(t *testing.T) {
	made, err := makeAll(os.DirFS(examples))
	if err != nil {
		t.Fatal(err)
	}
	for _, scenario := range scenarios {
		committed := readFolder(t, scenario)
		for name, want := range committed {
			if got := made[name]; !bytes.Equal(got, want) {
				t.Errorf("%s differs from what go run ./examples/make writes:\n%s", name, cmp.Diff(string(want), string(got)))
			}
		}
		for name := range made {
			if _, ok := committed[name]; !ok && strings.HasPrefix(name, scenario+"/") {
				t.Errorf("%s is missing; run go run ./examples/make", name)
			}
		}
	}
}

func readFolder(t *testing.T, scenario string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := os.DirFS(examples)
	err := fs.WalkDir(root, scenario, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// rows returns a committed table as text by column.
func rows(t *testing.T, scenario, file string) []row {
	t.Helper()
	out, err := readTable(os.DirFS(examples), scenario+"/"+file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTotalsOfPeople(t *testing.T) {
	want := map[string][3]int{ // low, used, high
		"karabakh-2023":       {100632, 100632, 120000},
		"karabakh-2023-09-21": {100632, 120000, 120000},
	}
	for scenario, total := range want {
		var got [3]int
		for _, p := range rows(t, scenario, "places.csv") {
			var level [3]int
			for i, column := range []string{"people_low", "people", "people_high"} {
				n, err := p.number(column)
				if err != nil {
					t.Error(err)
				}
				level[i] = n
				got[i] += n
			}
			if level[0] < 0 || level[0] > level[1] || level[1] > level[2] {
				t.Errorf("%s, %s: people %v are not in order", scenario, p["id"], level)
			}
		}
		if got != total {
			t.Errorf("%s: people %v, want %v", scenario, got, total)
		}
	}
}

func TestFiveThousandAtTheAirport(t *testing.T) {
	for _, p := range rows(t, "karabakh-2023-09-21", "places.csv") {
		switch people := p["people_low"] + " " + p["people"] + " " + p["people_high"]; {
		case p["id"] == airport && people != "5000 5000 5000":
			t.Errorf("airport: people %s, want 5000 at every level", people)
		case strings.Contains("khramort khnapat nakhichevanik machkalashen chankatagh", p["id"]) && people != "0 0 0":
			t.Errorf("%s was evacuated, but has people %s", p["id"], people)
		}
	}
}

func TestEveryReferenceExists(t *testing.T) {
	for _, scenario := range scenarios {
		places, roads := idsOf(t, scenario, "places.csv"), idsOf(t, scenario, "roads.csv")
		gates := idsOf(t, scenario, "gates.csv")
		check := func(file, column string, known map[string]bool) {
			for _, r := range rows(t, scenario, file) {
				if id := r[column]; id != "" && !known[id] {
					t.Errorf("%s/%s: %s %q does not exist", scenario, file, column, id)
				}
			}
		}
		check("roads.csv", "from", places)
		check("roads.csv", "to", places)
		check("gates.csv", "place", places)
		check("receptions.csv", "place", places)
		check("institutions.csv", "place", places)
		check("fleet.csv", "depot", places)
		check("sites.csv", "place", places)
		if scenario == "karabakh-2023-09-21" {
			check("closures.csv", "road", roads)
			check("closures.csv", "gate", gates)
			check("dangers.csv", "road", roads)
			check("stocks.csv", "place", places)
			continue
		}
		check("fuel_points.csv", "place", places)
	}
}

func idsOf(t *testing.T, scenario, file string) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for _, r := range rows(t, scenario, file) {
		if ids[r["id"]] {
			t.Errorf("%s/%s: id %s stands twice", scenario, file, r["id"])
		}
		ids[r["id"]] = true
	}
	return ids
}

func TestStatuses(t *testing.T) {
	want := map[string]map[string]int{
		"karabakh-2023":       {"open": 72, "closed": 7, "held": 3, "uncertain": 8},
		"karabakh-2023-09-21": {"open": 67, "closed": 7, "held": 6, "uncertain": 10},
	}
	for scenario, count := range want {
		got := map[string]int{}
		for _, r := range rows(t, scenario, "roads.csv") {
			got[r["status"]]++
			if r["direction"] != "both" {
				t.Errorf("%s: road %s has direction %q", scenario, r["id"], r["direction"])
			}
			if km, err := strconv.ParseFloat(r["length_km"], 64); err != nil || km <= 0 {
				t.Errorf("%s: road %s has length %q", scenario, r["id"], r["length_km"])
			}
		}
		if diff := cmp.Diff(count, got); diff != "" {
			t.Errorf("%s: roads by status (-want +got):\n%s", scenario, diff)
		}
	}
}

// TestNothingOfLaterDays holds the eve to what was known then: the words of its tables name no
// day after the 21st but where they say that they are retrospective.
func TestNothingOfLaterDays(t *testing.T) {
	for _, file := range []string{
		"places.csv", "roads.csv", "closures.csv", "dangers.csv", "gates.csv",
		"classes.csv", "institutions.csv", "fleet.csv", "stocks.csv", "sites.csv",
	} {
		for _, r := range rows(t, "karabakh-2023-09-21", file) {
			for column, text := range r {
				if strings.Contains(text, "RETROSPECTIVE") {
					continue
				}
				for day := 22; day <= 30; day++ {
					if strings.Contains(text, strconv.Itoa(day)+" Sep") {
						t.Errorf("%s, %s, %s tells of later days: %s", file, r["id"], column, text)
					}
				}
			}
		}
	}
}

func TestAliasesHoldNoRemarks(t *testing.T) {
	good := row{"id": "x", "name_en": "Goris", "name_ru": "Горис", "aliases": "Gorus|goris|Горис|Geryusy"}
	got, err := aliases(good)
	if err != nil || got != "Gorus|Geryusy" {
		t.Errorf("aliases = %q, %v; want the two that are no names already", got, err)
	}
	for _, bad := range []string{"Marturi (misspelling)", "not Martuni in Gegharkunik"} {
		if got, err := aliases(row{"id": "x", "aliases": bad}); err == nil {
			t.Errorf("aliases accepts the remark %q as %q", bad, got)
		}
	}
}

func TestLeavingIsExactAndBounded(t *testing.T) {
	places := []row{{"id": "khnapat"}, {"id": "a"}, {"id": "b"}, {"id": "c"}}
	got, err := leaving(places, []int{1000, 3000, 3000, 1})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1000, 2000, 2000, 0}, got); diff != "" {
		t.Errorf("leaving (-want +got):\n%s", diff)
	}
	if got, err := leaving(places, []int{10, 10, 10, 10}); err == nil {
		t.Errorf("leaving found %v where there are too few people", got)
	}
	if got, err := leaving(places, []int{6000, 10, 10, 10}); err == nil {
		t.Errorf("leaving found %v where the evacuated alone are too many", got)
	}
}

func TestRunWritesTheSameTwice(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(filepath.Join(root, "source"), os.DirFS(filepath.Join(examples, "source"))); err != nil {
		t.Fatal(err)
	}
	if err := run(root); err != nil {
		t.Fatal(err)
	}
	first, err := makeAll(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	if err := run(root); err != nil {
		t.Fatal(err)
	}
	for name, want := range first {
		got, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s changed in the second run (%v)", name, err)
		}
	}
}

// TestSourceNamesNobody guards the one cell of the source that named a person (N8) against a
// later copy of the original file.
func TestSourceNamesNobody(t *testing.T) {
	from, err := readSource(os.DirFS(examples), "source/karabakh-2023")
	if err != nil {
		t.Fatal(err)
	}
	if fact := from.facts["E43"]["fact"]; fact != "a former state minister detained while leaving" {
		t.Errorf("E43 reads %q", fact)
	}
}

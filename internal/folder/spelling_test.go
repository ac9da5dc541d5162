package folder

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// TestSpelledOverride sets values of the example by names instead of ids. The scenario, its digest
// and its record of overrides are those of the ids.
func TestSpelledOverride(t *testing.T) {
	karabakh := os.DirFS("../../examples/karabakh-2023")
	for _, test := range []struct {
		spelled, byID string
		notes         int
	}{
		{"place.Krasny Bazar.people=900", "place.karmir_shuka.people=900", 1},
		{"place.Мартуни.people=900", "place.martuni.people=900", 1},
		{"place.Xocavənd.people=900", "place.martuni.people=900", 1},
		{"place.Marturi.people=900", "place.martuni.people=900", 1},
		{"place.MARTUNI.name=St. Martuni", "place.martuni.name=St. Martuni", 1},
		{"place.Gavar (Gegharkunik).note=x", "place.gavar.note=x", 1},
		{"fleet.buses_base.depot=Степанакерт", "fleet.buses_base.depot=stepanakert", 1},
		{"road.R02.from=Krasny Bazar", "road.R02.from=karmir_shuka", 1},
		{"gate.Hakari bridge.booths=2", "gate.hakari_bridge.booths=2", 1},
		{"reception.Kornidzor.capacity=9", "reception.kornidzor.capacity=9", 1},
		{"gate.hakari_bridge.place=Martouni", "gate.hakari_bridge.place=martuni", 1},
		{"place.martuni.people=900", "place.martuni.people=900", 0},
		{"place.martuni.name=Stepanakert", "place.martuni.name=Stepanakert", 0},
	} {
		want, _ := Read(karabakh, sets(test.byID))
		f, problems := Read(karabakh, sets(test.spelled))
		if want.Scenario == nil || f.Scenario == nil {
			t.Errorf("%s:\n%s", test.spelled, lines(problems))
			continue
		}
		if diff := cmp.Diff(want.Scenario, f.Scenario, compareHours); diff != "" {
			t.Errorf("%s (-by id +spelled):\n%s", test.spelled, diff)
		}
		path, _, _ := strings.Cut(test.spelled, "=")
		notes := 0
		for _, p := range problems {
			if p.Code == problem.SetSpelling {
				notes++
				if p.Severity != problem.Note || p.Where.File != setFile || p.Where.Column != path {
					t.Errorf("%s: note %v", test.spelled, p)
				}
			}
		}
		if notes != test.notes {
			t.Errorf("%s: %d notes, want %d:\n%s", test.spelled, notes, test.notes, lines(problems))
		}
	}
}

// TestSpelledGate: a gate in a value may be called by its place too.
func TestSpelledGate(t *testing.T) {
	files := example(t)
	change(t, files, "gates.csv", "\nbridge,bridge,", "\npost,bridge,")
	f, problems := Read(files, sets("closure.night-works.gate=BRIDGE"))
	if f.Scenario == nil || !f.Scenario.Closures[0].Gate || f.Scenario.Overrides[0].Value != "post" {
		t.Errorf("got:\n%s", lines(problems))
	}
}

// TestSpelledOverrideAsks: what is not certain is an error with proposals, and nothing is taken.
func TestSpelledOverrideAsks(t *testing.T) {
	second := "x,Martuni (Gegharkunik),,,,,,,,,40.13900,45.30640,,,,,,,\n"
	files := copied(t, "../../examples/karabakh-2023")
	files["places.csv"] = &fstest.MapFile{Data: append(bytes.TrimRight(files["places.csv"].Data, "\n"), "\n"+second...)}
	for set, want := range map[string]string{
		"place.Martuni.people=9":              `Did you mean the id martuni (Martuni), 100 % (its name "Martuni"), or x (Martuni (Gegharkunik)), 85 %`,
		"place.Martouni.people=9":             "martuni (Martuni), 95 %",
		"place.Krasny.people=9":               "Did you mean the id krasni (Krasni), 95 % (sounds like \"Krasni\"), or karmir_shuka (Karmir Shuka)",
		"place.Martkert.people=9":             "Did you mean the id martakert (Martakert)",
		"place.Atlantis.people=9":             "There is no place with this id. There are",
		"fleet.buses_base.depot=Martuni":      "martuni (Martuni), 100 %",
		"fuel_point.Stepanakert.litres=9":     "Several stand on stepanakert (Stepanakert): station_1, station_2",
		"gate.Goris.booths=2":                 "There are hakari_bridge.",
		"class.Goris.share=2":                 "There is no class with this id.",
		"place.Khojavend.poeple=9":            "Did you mean people",
		"place.Khojavend.id=9":                "An id cannot be set",
		"place.Martuni Gegharkunik.people=-9": "from 0 to 100,000,000 people",
		"place.Khojavend=9":                   "Write place.<id>.<column>",
		"place..people=9":                     "There is no place with this id.",
	} {
		f, problems := Read(files, sets(set))
		if f.Scenario != nil || !strings.Contains(lines(problems), want) {
			t.Errorf("%s: want %q, got:\n%s", set, want, lines(problems))
		}
	}
	if got := mustRead(t, files, sets("place.x.note=9")...); got.Places[len(got.Places)-1].Note != "9" {
		t.Errorf("the id x was not taken")
	}
}

// TestNamesInTablesAreNotTaken: tables name places by id; a name there is an error that says the id.
func TestNamesInTablesAreNotTaken(t *testing.T) {
	files := copied(t, "../../examples/karabakh-2023")
	change(t, files, "fleet.csv", "buses_base,bus,30,40,airport", "buses_base,bus,30,40,Xocavənd")
	_, problems := Read(files, nil)
	want := "There is no place with this id. Found \"Xocavənd\". Did you mean the id martuni (Martuni)?"
	if !strings.Contains(lines(problems), "error reference-unknown fleet.csv:4, column depot: "+want) {
		t.Errorf("got:\n%s", lines(problems))
	}
}

// TestSpelledVariant: variants may be written with names, and their faults stand at their lines.
func TestSpelledVariant(t *testing.T) {
	files := copied(t, "../../examples/karabakh-2023")
	change(t, files, settingsFile, "fleet.buses_base.count: 0", "place.Krasny Bazar.people: 900")
	s := mustRead(t, files)
	at := slices.IndexFunc(s.Variants, func(v scenario.Variant) bool { return v.ID == "fewer-buses" })
	varied, problems := Read(files, s.Variants[at].Set)
	if varied.Scenario == nil {
		t.Fatal(lines(problems))
	}
	if diff := cmp.Diff(sets("place.karmir_shuka.people=900"), varied.Scenario.Overrides); diff != "" {
		t.Errorf("overrides (-want +got):\n%s", diff)
	}
	change(t, files, settingsFile, "place.Krasny Bazar.people: 900", "place.Krasny Bazar.people: -900")
	_, problems = Read(files, nil)
	if got := lines(problems); !strings.HasPrefix(got, "error variant-fails scenario.yaml:") || !strings.Contains(got, "key variants[3].set.place.Krasny Bazar.people: ") {
		t.Errorf("got:\n%s", got)
	}
	change(t, files, settingsFile, "place.Krasny Bazar.people: -900", "place.Krasny.people: 900")
	_, problems = Read(files, nil)
	if got := lines(problems); !strings.Contains(got, "key variants[3].set.place.Krasny.people: ") || !strings.Contains(got, "krasni (Krasni), 95 %") {
		t.Errorf("got:\n%s", got)
	}
}

// TestSpelledByTheFiles: no override changes what the name in another one means.
func TestSpelledByTheFiles(t *testing.T) {
	for _, set := range [][]string{
		{"place.stone_ford.name=Upper Mill", "place.Stone Ford.people=5700"},
		{"place.Stone Ford.people=5700", "place.stone_ford.name=Upper Mill"},
	} {
		f, problems := Read(example(t), sets(set...))
		if f.Scenario == nil || f.Scenario.Places[1].People.Used != 5700 || f.Scenario.Places[1].Name != "Upper Mill" {
			t.Errorf("%v:\n%s", set, lines(problems))
		}
	}
}

// copied returns the files of a folder.
func copied(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			var data []byte
			data, err = os.ReadFile(filepath.Join(folder, name))
			files[name] = &fstest.MapFile{Data: data}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

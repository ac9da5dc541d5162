package count_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/count"
	"wayout/internal/count/counttest"
	"wayout/internal/unit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// checkJSON encodes a report and returns it as text.
func checkJSON(t rapid.TB, report any) string {
	t.Helper()
	data, err := json.MarshalIndent(report, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

// everything has alarms and notes of every kind.
func everything(t testing.TB) count.Report {
	all := counttest.Convoys()
	one := at(all[0], 40, 38, 39)
	two := at(all[1], 40, 42, 42, 42)
	two[3].Vehicles, two[3].At = 9, unit.Hour
	foot, bus := at(all[2], 27, 27), at(all[3], 31)
	bus[0].At += unit.Hour
	older := at(all[0], 12, 12)
	older[0].Version, older[1].Version = 3, 3
	gone := at(all[1], 8)[0]
	gone.Number, gone.Version = 17, 2
	return compare(t, 6*unit.Hour, one, two, foot, bus, older, []count.Count{gone})
}

func TestJSON(t *testing.T) {
	r := everything(t)
	golden(t, "everything.json", checkJSON(t, r.JSON(counttest.Pass())))
	empty := compare(t, -1)
	text := checkJSON(t, empty.JSON(counttest.Pass()))
	for _, list := range []string{"alarms", "notes", "on_the_way"} {
		if !strings.Contains(text, `"`+list+`": []`) {
			t.Errorf("%s is no empty list:\n%s", list, text)
		}
	}
}

// TestAnyReportIsEncoded: names from files may be long, wide or full of signs.
func TestAnyReportIsEncoded(t *testing.T) {
	s := counttest.Pass()
	name := rapid.OneOf(rapid.StringN(0, 300, -1), rapid.Just("\x1b[2J\u202e"), rapid.Just("a\xffb"))
	rapid.Check(t, func(t *rapid.T) {
		for i := range s.Places {
			s.Places[i].ID = name.Draw(t, "place")
		}
		s.Gates[0].ID = name.Draw(t, "gate")
		all := drawConvoys(t)
		o := count.Options{Now: unit.Second(rapid.IntRange(-1, 400_000).Draw(t, "now")), Late: unit.Hour}
		r := count.Compare(s, all, counttest.Version, drawCounts(t, all), o)
		checkJSON(t, r.JSON(s))
	})
}

package count_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/count"
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

// checkText holds a text to the page and to what is never said.
func checkText(t rapid.TB, text string) {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		if utf8.RuneCountInString(line) > 100 || strings.TrimRight(line, " ") != line {
			t.Errorf("a line has %d columns: %q", utf8.RuneCountInString(line), line)
		}
	}
	if lower := strings.ToLower(text); strings.Contains(lower, "safe") || strings.ContainsAny(text, "\x1b\r\t\u202e") {
		t.Errorf("the text says or does what it must not:\n%s", text)
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
	all := convoys()
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

func TestText(t *testing.T) {
	s := pass(t)
	all := convoys()
	for name, r := range map[string]count.Report{
		"everything.txt": everything(t),
		"quiet.txt":      compare(t, -1, at(all[0], 40, 40, 40, 40, 40, 40), at(all[1], 40, 40)),
		"first.txt":      compare(t, 8*unit.Hour, at(all[0], 40)),
		"nothing.txt":    compare(t, 3*unit.Hour),
	} {
		text := r.Text(s)
		checkText(t, text)
		golden(t, name, text)
	}
}

func TestJSON(t *testing.T) {
	r := everything(t)
	golden(t, "everything.json", checkJSON(t, r.JSON(pass(t))))
	empty := compare(t, -1)
	text := checkJSON(t, empty.JSON(pass(t)))
	for _, list := range []string{"alarms", "notes", "on_the_way"} {
		if !strings.Contains(text, `"`+list+`": []`) {
			t.Errorf("%s is no empty list:\n%s", list, text)
		}
	}
}

// TestTheTextSaysWhatToDo: an alarm comes with its order, and no alarm with none.
func TestTheTextSaysWhatToDo(t *testing.T) {
	const order = "Stop convoys in front of the gate until these people are found: tell the gate liaison the number, not names."
	s := pass(t)
	for _, people := range []unit.Person{38, 40} {
		r := compare(t, -1, at(convoys()[1], 40, people))
		text := strings.Join(strings.Fields(r.Text(s)), " ")
		if alarm := people < 40; strings.Contains(text, order) != alarm || strings.Contains(text, "ALARM: 2 people") != alarm {
			t.Errorf("40 people, then %d:\n%s", people, text)
		}
	}
}

func TestLongLists(t *testing.T) {
	all := convoys()[1:2]
	var counts []count.Count
	for n := 1; n <= 560; n++ {
		c := all[0]
		c.Number = n
		counts = append(counts, at(c, 40, 39)...)
	}
	r := count.Compare(pass(t), nil, version, counts, count.Options{Now: -1})
	text := r.Text(pass(t))
	checkText(t, text)
	if n := strings.Count(text, "1 person missing since"); n != 500 || !strings.Contains(text, "and 60 smaller alarms") || !strings.Contains(text, "and 520 more") {
		t.Errorf("%d alarms are printed:\n%s", n, text)
	}
}

// TestAnyTextKeepsToThePage: names from files may be long, wide or full of signs.
func TestAnyTextKeepsToThePage(t *testing.T) {
	s := pass(t)
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.OneOf(rapid.StringN(0, 300, -1), rapid.Just("\x1b[2J\u202e"), rapid.Just("Out")), 4, 4).Draw(t, "names")
		for i := range s.Places {
			s.Places[i].Name = strings.ReplaceAll(strings.ToLower(names[i]), "safe", "")
		}
		s.Gates[0].Name = strings.ToLower(rapid.StringN(0, 300, -1).Draw(t, "gate"))
		all := drawConvoys(t)
		o := count.Options{Now: unit.Second(rapid.IntRange(-1, 400_000).Draw(t, "now")), Late: unit.Hour}
		r := count.Compare(s, all, version, drawCounts(t, all), o)
		checkText(t, r.Text(s))
		checkJSON(t, r.JSON(s))
	})
}

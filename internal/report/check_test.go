package report_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/folder"
	"wayout/internal/people"
	"wayout/internal/report"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/starter"
	"wayout/internal/unit"
)

func TestCheck(t *testing.T) {
	s := tiny()
	s.Places[0].Ready = people.Readiness{From: unit.Hour, Half: 90 * unit.Minute, Slope: 800}
	s.Places[1].Names = []people.Name{{Language: "hy", Text: "Քաղաք"}}
	s.Places[1].People.High = 260
	s.Places[1].Vehicles, s.Places[1].Located = 50, true
	s.Roads = append(s.Roads,
		roads.Road{ID: "R3", From: 0, To: 2, OneWay: true, Length: 1_500_500, Class: roads.Gravel, Lanes: 2, Speed: 12_500, Capacity: 350_500, Given: true, Status: roads.Closed, Note: "Closed since the flood"},
		roads.Road{ID: "R4", From: 1, To: 2, Length: 9_000, Class: roads.Gravel, Lanes: 1, Speed: 25_000, Capacity: 200_000, Status: roads.Held},
	)
	s.Roads[3].Hours = hours(t, "daily 08:00-16:00")
	s.Gates[0].Note = "a note on the gate"
	s.Closures = append(s.Closures,
		roads.Closure{ID: "night", Gate: true, From: -unit.Hour, To: unit.Never, Source: "order"},
		roads.Closure{ID: "none", Target: 0, To: unit.Never, Factor: 1000, Source: "order"},
	)
	s.Receptions[0].Rate, s.Receptions[0].Capacity, s.Receptions[0].Note = 90_000, 1500, "ծանոթություն"
	golden(t, "check.txt", report.Check(&folder.Folder{
		Scenario: s, Warnings: 2,
		Files: []folder.File{{Role: "settings", Name: "scenario.yaml", Bytes: 1200, Detected: "YAML"}, {Role: "places", Name: "places.csv", Bytes: 99, Rows: 3, Detected: "UTF-8, comma"}},
	}).Text())
}

func hours(t *testing.T, text string) roads.Hours {
	t.Helper()
	out, err := roads.ParseHours(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestCheckOfStart holds the page that the first command of a new user prints.
func TestCheckOfStart(t *testing.T) {
	files := fstest.MapFS{}
	err := starter.Write("", func(name string, data []byte) error {
		files[name] = &fstest.MapFile{Data: data}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f, problems := folder.Read(files, nil)
	if problems.HasErrors() {
		t.Fatal(report.Problems(problems))
	}
	golden(t, "start.txt", report.Check(f).Text())
}

// TestCheckCountsInJSON: the form for programs has every record; the text says how many it left
// out.
func TestCheckCountsInJSON(t *testing.T) {
	s := tiny()
	for i := range 60 {
		road := s.Roads[0]
		road.ID, road.Status = fmt.Sprintf("C%d", i), roads.Closed
		place := s.Places[0]
		place.ID = fmt.Sprintf("place-%d", i)
		s.Roads, s.Places = append(s.Roads, road), append(s.Places, place)
	}
	got := report.Check(&folder.Folder{Scenario: s})
	if len(got.Roads.All) != 62 || len(got.Places.All) != 63 || got.Places.WithPeople != 62 {
		t.Errorf("%d roads, %d places, %d with people", len(got.Roads.All), len(got.Places.All), got.Places.WithPeople)
	}
	for _, want := range []string{"  and 20 more (--json lists all)\n", "  and 52 more with people (--json lists all)\n"} {
		if !strings.Contains(got.Text(), want) {
			t.Errorf("the text lacks %q:\n%s", want, got.Text())
		}
	}
}

func TestCheckOfFolderWithErrors(t *testing.T) {
	data, err := json.Marshal(report.Check(&folder.Folder{Files: []folder.File{{Role: "settings", Name: "scenario.yaml"}}, Warnings: 1}))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"files":[{"role":"settings","name":"scenario.yaml","bytes":0,"detected":""}],"warnings":1}`
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCheckOfExamples: what Wayout ships is printed whole, within the width of a page.
func TestCheckOfExamples(t *testing.T) {
	for _, name := range []string{"karabakh-2023", "karabakh-2023-09-21"} {
		f, problems := folder.Read(os.DirFS("../../examples/"+name), nil)
		if problems.HasErrors() {
			t.Fatal(report.Problems(problems))
		}
		text := report.Check(f).Text()
		keepsToThePage(t, text)
		joined := strings.Join(strings.Fields(text), " ")
		for _, r := range f.Scenario.Roads {
			if r.Status != roads.Open && !strings.Contains(joined, strings.Join(strings.Fields(r.Note), " ")) {
				t.Errorf("%s: the note on %s is not whole: %s", name, r.ID, r.Note)
			}
		}
		if strings.Contains(text, "…") || strings.Contains(text, "uncertain: uncertain") {
			t.Errorf("%s: cut or said twice:\n%s", name, text)
		}
	}
}

// TestAnyCheckKeepsToThePage: names and remarks may be long, wide or full of signs.
func TestAnyCheckKeepsToThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenariotest.Random(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
		word := rapid.OneOf(rapid.String(), rapid.StringN(0, 300, -1), rapid.Just("a\xffb"))
		draw := func() string { return word.Draw(t, "text") }
		s.Name, s.About, s.NotPlanned = draw(), draw(), []string{draw()}
		s.Overrides = []scenario.Override{{Path: draw(), Value: draw()}}
		s.Variants = []scenario.Variant{{ID: draw(), About: draw(), Set: s.Overrides}}
		for i := range s.Places {
			s.Places[i].ID, s.Places[i].Name, s.Places[i].Note = draw(), draw(), draw()
		}
		for i := range s.Roads {
			s.Roads[i].ID, s.Roads[i].Note = draw(), draw()
		}
		for i := range s.Gates {
			s.Gates[i].ID, s.Gates[i].Name, s.Gates[i].Note = draw(), draw(), draw()
		}
		for i := range s.Closures {
			s.Closures[i].ID, s.Closures[i].Reason, s.Closures[i].Source = draw(), draw(), draw()
		}
		for i := range s.Dangers {
			s.Dangers[i].ID, s.Dangers[i].Report, s.Dangers[i].Override = draw(), draw(), draw()
		}
		for i := range s.Receptions {
			s.Receptions[i].ID, s.Receptions[i].Note = draw(), draw()
		}
		for i := range s.Assumptions {
			s.Assumptions[i].Source, s.Assumptions[i].Taken = draw(), true
		}
		keepsToThePage(t, report.Check(&folder.Folder{
			Scenario: s, Files: []folder.File{{Role: "places", Name: draw(), Detected: draw()}},
		}).Text())
	})
}

// keepsToThePage holds a text to 100 columns without signs that steer a terminal.
func keepsToThePage(t rapid.TB, text string) {
	t.Helper()
	if strings.ContainsAny(text, "\x1b\r\t\u202e") || !utf8.ValidString(text) {
		t.Fatalf("a text can steer the terminal: %q", text)
	}
	for line := range strings.SplitSeq(text, "\n") {
		if n := utf8.RuneCountInString(line); n > 100 {
			t.Fatalf("a line has %d columns: %q", n, line)
		}
	}
}

package folder

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/starter"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// example returns the files that Init writes.
func example(t rapid.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := starter.Write("", func(name string, data []byte) error {
		files[name] = &fstest.MapFile{Data: data}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// lines writes problems for comparing.
func lines(problems problem.List) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Severity.String() + " " + string(p.Code) + " " + p.String() + "\n")
	}
	return b.String()
}

// change replaces text in a file; the text must be there.
func change(t rapid.TB, files fstest.MapFS, name, before, after string) {
	t.Helper()
	old := string(files[name].Data)
	if !strings.Contains(old, before) {
		t.Fatalf("%s does not hold %q", name, before)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(old, before, after, 1))}
}

// mustRead reads a folder that has no problem.
func mustRead(t rapid.TB, files fstest.MapFS, set ...scenario.Override) *scenario.Scenario {
	t.Helper()
	f, problems := Read(files, set)
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", lines(problems))
	}
	return f.Scenario
}

// compareHours lets opening hours be compared by their text.
var compareHours = cmp.Comparer(func(a, b roads.Hours) bool { return a.String() == b.String() })

func TestInitReadsWithoutProblems(t *testing.T) {
	s := mustRead(t, example(t))
	if s.Name != "Example valley (invented)" || len(s.Places) != 6 || len(s.Gates) != 1 ||
		len(s.Closures) != 1 || len(s.Dangers) != 1 || len(s.Variants) != 3 || len(s.Classes) != people.ClassCount ||
		len(s.Fleet) != 2 || len(s.Sites) != 1 || len(s.FuelPoints) != 1 {
		t.Errorf("got %+v", s)
	}
	if net := s.Network(); len(net.Links) != 2*len(s.Roads)+1 {
		t.Errorf("got %d links", len(net.Links))
	}
}

func TestInitKeepsAnyName(t *testing.T) {
	for _, name := range []string{
		"Упор: долина #1", `quoted "name" \ 'x'`, "- dash", "& anchor", "Ստեփանակերտ", "null", "2030-05-06",
		strings.Repeat("long words ", 40), "two\nlines",
	} {
		files := fstest.MapFS{}
		err := starter.Write(name, func(file string, data []byte) error {
			files[file] = &fstest.MapFile{Data: data}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Join(strings.Fields(name), " ")
		if s := mustRead(t, files); s.Name != want {
			t.Errorf("got name %q, want %q", s.Name, want)
		}
	}
}

// TestBad reads every folder of the corpus of wrong input; each is named after its fault.
func TestBad(t *testing.T) {
	folders, err := filepath.Glob("testdata/bad/*")
	if err != nil || len(folders) < 20 {
		t.Fatalf("found %d folders, error %v", len(folders), err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			f, problems := Read(os.DirFS(folder), nil)
			checkRead(t, f, problems)
			if !problems.HasErrors() && !strings.HasPrefix(filepath.Base(folder), "warning-") {
				t.Error("no error")
			}
			golden := filepath.Join(folder, "problems.txt")
			got := lines(problems)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// placeholder is an argument of a text that nobody gave.
var placeholder = regexp.MustCompile(`\{\d\}`)

// checkRead holds what is true of every reading: a scenario and errors exclude each other, every
// problem has a place, a text and a remedy, and a scenario is fit for engines.
func checkRead(t rapid.TB, f *Folder, problems problem.List) {
	t.Helper()
	if (f.Scenario == nil) != problems.HasErrors() {
		t.Errorf("scenario %v with problems:\n%s", f.Scenario != nil, lines(problems))
	}
	for _, p := range problems {
		unfilled := placeholder.MatchString(p.Text()+p.Remedy()) && !strings.Contains(strings.Join(p.Args, ""), "{")
		if p.Where.File == "" || p.Text() == "" || p.Remedy() == "" || unfilled {
			t.Errorf("incomplete problem: %s", p)
		}
	}
	if f.Scenario != nil {
		checkFit(t, f.Scenario)
	}
}

// checkFit holds what engines rely on without asking.
func checkFit(t rapid.TB, s *scenario.Scenario) {
	t.Helper()
	for i, p := range s.Places {
		if p.People.Low < 0 || p.People.Low > p.People.Used || p.People.Used > p.People.High || p.PerVehicle < 1000 || p.Ready.From < 0 {
			t.Errorf("place %d is not fit: %+v", i, p)
		}
		p.Ready.Batches(min(100, p.VehiclesFor(p.People.Used)))
	}
	for i, r := range s.Roads {
		if r.From == r.To || r.Speed < 1000 || r.Length < 1 || r.Capacity < 1 || r.Lanes < 1 {
			t.Errorf("road %d is not fit: %+v", i, r)
		}
	}
	if s.Horizon < s.Step || s.Step < 60 || s.Start.IsZero() || s.SHA256 == "" || len(s.Receptions) == 0 {
		t.Errorf("scenario is not fit: %+v", s)
	}
	net := s.Network()
	for _, l := range net.Links {
		l.Rate.Over(0, s.Horizon)
	}
	checkNeedsFit(t, s)
}

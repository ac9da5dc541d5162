package ledger

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/starter"
	"wayout/internal/study"
)

// valley returns the scenario that init writes.
func valley(t rapid.TB) fstest.MapFS {
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

// good uses every key.
const good = `study: 1
name: Every way to draw
runs: 12
seed: 5
set:
  horizon: 4 days
inputs:
  - path: gate.bridge.seconds_per_vehicle
    range: {from: 15, to: 30.5}
  - name: booths
    path: gate.bridge.booths
    range: {from: 1, to: 3}
  - name: people
    paths: [place.*.people]
    multiply: true
    triangular: {low: 0.8, likely: 1, high: 1.2}
  - name: opening
    path: gate.bridge.hours
    whole: true
    as: daily 0{}:00-20:00
    range: {from: 5, to: 9}
  - name: cars
    path: assumption.people_per_vehicle
    choice: {3: 1, 4.5: 2}
  - name: slots
    path: assumption.slot_minutes
    choice: [15, 30]
  - name: a road is shut
    chance: 0.25
    set:
      road.A1.status: closed
`

func TestRead(t *testing.T) {
	s, problems := Read(valley(t), "study.yaml", []byte(good))
	if s == nil {
		t.Fatal(problems)
	}
	if s.Name != "Every way to draw" || s.Runs != 12 || s.Seed != 5 || len(s.Inputs) != 7 {
		t.Errorf("read %+v", s)
	}
	var whole []string
	for _, in := range s.Inputs {
		if in.Whole {
			whole = append(whole, in.Name)
		}
	}
	if diff := cmp.Diff([]string{"booths", "opening"}, whole); diff != "" {
		t.Errorf("drawn in whole numbers:\n%s", diff)
	}
	if n := len(s.Inputs[2].Targets); n < 3 {
		t.Errorf("the star means %d places", n)
	}
	if s.Inputs[0].Name != "gate.bridge.seconds_per_vehicle" {
		t.Errorf("an input without a name is called by its path, not %q", s.Inputs[0].Name)
	}
	if diff := cmp.Diff([]scenario.Override{{Path: "road.A1.status", Value: "closed"}}, s.Inputs[6].Set); diff != "" {
		t.Error(diff)
	}
	again, problems := Again(valley(t), []byte(good))
	if diff := cmp.Diff(s, again); diff != "" || len(problems) > 0 {
		t.Errorf("read again (-first +second): %v\n%s", problems, diff)
	}
}

// TestFaults: one fault a case, found with its line.
func TestFaults(t *testing.T) {
	const head = "study: 1\nname: x\nruns: 2\nseed: 1\n"
	const input = head + "inputs:\n- name: a\n  "
	for _, test := range []struct {
		text string
		code problem.Code
		line int
	}{
		{"", problem.StudyEmpty, 0},
		{"- a\n", problem.YAMLKind, 1},
		{"study: 2\nname: x\nruns: 2\nseed: 1\ninputs:\n- path: horizon\n  choice: [3 days]\n", problem.ValueRange, 1},
		{"study: 1\nname: x\nruns: 0\nseed: 1\ninputs:\n- path: horizon\n  choice: [3 days]\n", problem.ValueRange, 3},
		{"study: 1\nname: x\nruns: many\nseed: 1\ninputs:\n- path: horizon\n  choice: [3 days]\n", problem.NumberNone, 3},
		{"study: 1\nname: x\nruns: 2\ninputs:\n- path: horizon\n  choice: [3 days]\n", problem.KeyMissing, 0},
		{head, problem.KeyMissing, 0},
		{head + "rnus: 3\ninputs:\n- path: horizon\n  choice: [3 days]\n", problem.KeyUnknown, 5},
		{head + "set: {gate.bridge.rate: x}\ninputs:\n- path: horizon\n  choice: [3 days]\n", problem.StudyFails, 5},
		{head + "inputs:\n- 7\n", problem.YAMLKind, 6},
		{input + "path: gate.bridge.booths\n", problem.StudyKinds, 6},
		{input + "path: gate.bridge.booths\n  range: {from: 1, to: 2}\n  choice: [1]\n", problem.StudyKinds, 6},
		{input + "range: {from: 1, to: 2}\n", problem.StudyTarget, 6},
		{input + "chance: 0.5\n", problem.StudyTarget, 6},
		{input + "chance: 1.5\n  set: {horizon: 3 days}\n", problem.ValueRange, 7},
		{input + "chance: 0.5\n  whole: true\n  set: {horizon: 3 days}\n", problem.StudyTogether, 8},
		{input + "path: gate.bridge.booths\n  range: {from: 3, to: 2}\n", problem.StudyOrder, 8},
		{input + "path: gate.bridge.booths\n  range: {from: 1}\n", problem.KeyMissing, 8},
		{input + "path: gate.bridge.booths\n  range: {from: 1, to: 2.5}\n", problem.StudyNotWhole, 8},
		{input + "path: gate.bridge.booths\n  range:\n", problem.ValueMissing, 8},
		{input + "path: gate.bridge.booths\n  range: {from: 1, to: }\n", problem.ValueMissing, 8},
		{input + "path: gate.bridge.booths\n  triangular: {low: 1, likely: 5, high: 3}\n", problem.StudyOrder, 8},
		{input + "path: gate.bridge.hours\n  as: daily\n  range: {from: 1, to: 2}\n", problem.StudyBlank, 8},
		{input + "path: gate.bridge.hours\n  multiply: true\n  range: {from: 1, to: 2}\n", problem.StudyMultiply, 7},
		{input + "path: gate.*.nothing\n  choice: [1]\n", problem.StudyNothing, 7},
		{input + "path: gate.bridge.nothing\n  choice: [1]\n", problem.StudyFails, 7},
		{input + "path: gate.brigde.booths\n  choice: [1]\n", problem.StudyFails, 7},
		{input + "path: gate.bridge.booths\n  range: {from: 1, to: 5000}\n", problem.StudyFails, 7},
		{input + "path: gate.bridge.booths\n  choice: {1: 0}\n", problem.ValueRange, 8},
		{input + "path: gate.bridge.booths\n  choice: [1, 1]\n", problem.StudyTwice, 8},
		{input + "path: gate.bridge.booths\n  choice: [1]\n- name: a\n  path: horizon\n  choice: [3 days]\n", problem.StudyTwice, 9},
		{input + "path: gate.bridge.booths\n  choice: [1]\n- name: b\n  path: gate.bridge.booths\n  choice: [2]\n", problem.StudyTwice, 10},
		{input + "path: gate.bridge.booths\n  multiply: perhaps\n  range: {from: 1, to: 2}\n", problem.ValueChoice, 8},
		{input + "chance: 0.5\n  set: {gate.bridge.hours: never}\n", problem.StudyFails, 8},
		{"study: 1\nname: \"a\\u202Eb\"\nruns: 2\nseed: 1\ninputs:\n- path: horizon\n  choice: [3 days]\n", problem.ValueText, 2},
	} {
		s, problems := Read(valley(t), "in/study.yaml", []byte(test.text))
		if s != nil || len(problems) == 0 {
			t.Errorf("%q: read without problems", test.text)
			continue
		}
		at := slices.IndexFunc(problems, func(p problem.Problem) bool { return p.Code == test.code })
		if at < 0 || problems[at].Where.Line != test.line || problems[at].Where.File != "in/study.yaml" {
			t.Errorf("%q: %v, want %s in line %d", test.text, problems, test.code, test.line)
		}
	}
}

// TestAllFaultsAtOnce: what is wrong in several places is found in one go.
func TestAllFaultsAtOnce(t *testing.T) {
	text := strings.NewReplacer("runs: 12", "runs: twelve", "to: 30.5", "to: 3", "chance: 0.25", "chance: 7").Replace(good)
	_, problems := Read(valley(t), "study.yaml", []byte(text))
	if len(problems) != 3 {
		t.Errorf("three faults, found %v", problems)
	}
}

func TestExampleStudies(t *testing.T) {
	found, err := filepath.Glob("../../examples/*/study.yaml")
	if err != nil || len(found) == 0 {
		t.Fatal("no example has a study", err)
	}
	for _, path := range found {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if s, problems := Read(os.DirFS(filepath.Dir(path)), path, data); s == nil || len(problems) > 0 {
			t.Errorf("%s: %v", path, problems)
		}
	}
}

// TestStudyOfTheDocument reads what docs/study.md shows, and wants every key explained there.
func TestStudyOfTheDocument(t *testing.T) {
	page, err := os.ReadFile("../../docs/study.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(page), "```yaml\n")
	text, _, _ = strings.Cut(text, "```")
	if s, problems := Read(os.DirFS("../../examples/karabakh-2023"), "study.yaml", []byte(text)); s == nil || len(problems) > 0 {
		t.Errorf("%v", problems)
	}
	for _, key := range slices.Concat(topKeys, inputKeys) {
		if !strings.Contains(string(page), "`"+key+"`") {
			t.Errorf("docs/study.md does not explain %s", key)
		}
	}
}

// FuzzStudy reads any bytes as a study of the valley: never a panic, and a study that is read can be drawn
// and is the same when it is read again.
func FuzzStudy(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("study: 1\ninputs: [{choice: {a: 1e6}, path: '*'}, {paths: [a, *x]}]\n"))
	f.Add([]byte("study: 1\nname: x\nruns: 1\nseed: 9007199254740992\ninputs:\n- {path: place.*.people, multiply: yes, range: {from: -1, to: 1e12}}\n"))
	f.Add([]byte("study: 1\nname: x\nruns: 1\nseed: 1\ninputs:\n- {name: a, chance: 0, set: {'': 1, a.b.c: 2}}\n- {path: horizon, as: '{} days', range: {from: 1, to: 1}}\n"))
	files := valley(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := Read(files, "study.yaml", data)
		for _, p := range problems {
			if p.Text() == "" || p.Remedy() == "" || p.Where.File == "" {
				t.Errorf("a problem without words: %+v", p)
			}
		}
		if s == nil {
			if !problems.HasErrors() {
				t.Fatal("no study and no error")
			}
			return
		}
		s.Overrides(s.Draw(1))
		again, _ := Again(files, data)
		if diff := cmp.Diff(s, again); diff != "" {
			t.Errorf("read again:\n%s", diff)
		}
		HeadOf(s, "", "").ID()
		Table(s, []study.Record{{Run: 1, Outcome: study.Refused, Drawn: []string{"="}}})
	})
}

package ledger

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/problem"
	"wayout/internal/study"
)

// some returns records of every outcome.
func some() []study.Record {
	at := study.Moment(5000)
	return []study.Record{
		{Run: 1, Outcome: study.Planned, Drawn: []string{"1", "=x"}, Result: study.Result{
			People: 10, Served: 10, Plan: study.Moments{T50: at, T90: at, T99: at, T100: at}, Bound: study.Moments{T50: at}, OnRoad: 1.5, Waiting: 2, Litres: 3,
		}},
		{Run: 2, Outcome: study.Planned, Drawn: []string{"2", "y"}, Result: study.Result{People: 10, Served: 6, Plan: study.Moments{T50: at}}},
		{Run: 3, Outcome: study.Refused, Reason: "no gate", Drawn: []string{"3", "y"}},
		{Run: 5, Outcome: study.Lost, Reason: "gone", Drawn: []string{"4", "y"}},
	}
}

func keep(t *testing.T, folder string, head Head, records ...study.Record) {
	t.Helper()
	j, _, problems := Open(folder, head)
	if j == nil {
		t.Fatal(problems)
	}
	defer j.Close()
	for _, r := range records {
		if err := j.Add(r); err != nil {
			t.Fatal(err)
		}
	}
}

func TestJournalKeeps(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	head := HeadOf(&study.Study{Name: "x"}, "inputs", "1")
	records := some()
	keep(t, folder, head, records[2], records[0])
	keep(t, folder, head, records[1], records[3], records[0])
	_, got, problems := Open(folder, head)
	if diff := cmp.Diff(records, got); diff != "" || len(problems) > 0 {
		t.Errorf("%v\n%s", problems, diff)
	}
}

// TestCutAnywhere: a journal that ends at any byte keeps every line that was whole, says that one is cut,
// and goes on.
func TestCutAnywhere(t *testing.T) {
	whole := t.TempDir()
	head := HeadOf(&study.Study{Name: "x"}, "inputs", "1")
	keep(t, whole, head, some()...)
	data, err := os.ReadFile(filepath.Join(whole, JournalFile))
	if err != nil {
		t.Fatal(err)
	}
	first := bytes.IndexByte(data, '\n') + 1
	for cut := first; cut <= len(data); cut += 7 {
		folder := t.TempDir()
		path := filepath.Join(folder, JournalFile)
		if err := os.WriteFile(path, data[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(data[first:cut], []byte("\n"))
		j, got, problems := Open(folder, head)
		if j == nil || len(got) < lines || len(got) > lines+1 {
			t.Fatalf("cut at %d: %d records of %d lines, %v", cut, len(got), lines, problems)
		}
		inside := data[cut-1] != '\n' && len(got) == lines
		if inside != (problems.Count(problem.Warning) == 1) {
			t.Errorf("cut at %d: %v", cut, problems)
		}
		if err := j.Add(some()[0]); err != nil {
			t.Fatal(err)
		}
		j.Close()
		if _, again, _ := Open(folder, head); len(again) != max(1, len(got)) {
			t.Errorf("cut at %d: %d records after one of run 1 was added to %d", cut, len(again), len(got))
		}
	}
}

// TestDamagedLine: a byte that changed is found, whatever it was.
func TestDamagedLine(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		folder := t.TempDir()
		head := HeadOf(&study.Study{Name: "x"}, "inputs", "1")
		keep(t, folder, head, some()...)
		path := filepath.Join(folder, JournalFile)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		first := bytes.IndexByte(data, '\n') + 1
		at := rapid.IntRange(first, len(data)-1).Draw(rt, "at")
		was := data[at]
		data[at] = rapid.Byte().Filter(func(b byte) bool { return b != was }).Draw(rt, "byte")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		j, got, problems := Open(folder, head)
		if j == nil {
			rt.Fatal(problems)
		}
		j.Close()
		for _, r := range got {
			want := some()[min(r.Run, 4)-1]
			if diff := cmp.Diff(want, r); diff != "" {
				rt.Errorf("byte %d of %q was believed:\n%s", at, data, diff)
			}
		}
	})
}

func TestOtherStudiesAreRefused(t *testing.T) {
	folder := t.TempDir()
	s := study.Study{Name: "x", Runs: 5, Seed: 1}
	head := HeadOf(&s, "inputs", "1")
	keep(t, folder, head, some()...)
	more := s
	more.Runs = 10
	if j, got, problems := Open(folder, HeadOf(&more, "inputs", "1")); j == nil || len(got) != 4 {
		t.Errorf("a study cannot go on with more runs: %v", problems)
	}
	other := s
	other.Seed = 2
	for name, head := range map[string]Head{
		"seed": HeadOf(&other, "inputs", "1"), "scenario": HeadOf(&s, "others", "1"), "program": HeadOf(&s, "inputs", "2"),
	} {
		if j, _, problems := Open(folder, head); j != nil || len(problems) != 1 || problems[0].Code != problem.StudyChanged {
			t.Errorf("another %s: %v", name, problems)
		}
	}
}

func TestForeignFilesStay(t *testing.T) {
	for name, text := range map[string]string{
		JournalFile: "my own notes\n", TableFile: "a,b\n", StudyFile: "{}",
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if j, _, problems := Open(folder, HeadOf(&study.Study{}, "", "")); j != nil || len(problems) != 1 || problems[0].Code != problem.StudyForeign {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestDecodeIsNotBelieving(t *testing.T) {
	for _, text := range []string{"", "{", "[]", `{"run":0,"outcome":"planned"}`, `{"run":1,"outcome":"fine"}`, `{"run":1e9,"outcome":"lost"}`} {
		if r, err := Decode([]byte(text)); err == nil {
			t.Errorf("%q was read as %+v", text, r)
		}
	}
}

// report returns a study of an input each of two kinds with the records of some.
func report() *Report {
	s := &study.Study{Name: "Small", Runs: 5, Seed: 3, Inputs: []study.Input{
		{Name: "rate", Kind: study.Range, Low: 1, High: 2, Targets: []study.Target{{Path: "gate.a.rate"}}},
		{Name: "-hours", Kind: study.OneOf, Choices: []study.Choice{{Text: "x", Weight: 1}, {Text: "y", Weight: 2}}, Targets: []study.Target{{Path: "gate.a.hours"}}},
	}}
	r := &Report{Head: HeadOf(s, "inputs", "1"), Scenario: "Valley", Study: s, Records: some()}
	r.Findings = study.Find(s, r.Records)
	return r
}

func TestTable(t *testing.T) {
	r := report()
	want := `run,outcome,people,served,not_served,t50_hours,t90_hours,t99_hours,t100_hours,bound_t50_hours,bound_t90_hours,bound_t99_hours,bound_t100_hours,people_hours_on_road,people_hours_waiting,litres,reason,input: rate,input: -hours
#meta+run,#status,#population,#reached,#population+not_served,#indicator+t50+num,#indicator+t90+num,#indicator+t99+num,#indicator+t100+num,#indicator+bound+t50+num,#indicator+bound+t90+num,#indicator+bound+t99+num,#indicator+bound+t100+num,#indicator+on_road+num,#indicator+waiting+num,#indicator+litres+num,#description,#meta+input,#meta+input
1,planned,10,10,0,1.3889,1.3889,1.3889,1.3889,1.3889,,,,1.5,2,3,,1,'=x
2,planned,10,6,4,1.3889,,,,,,,,0,0,0,,2,y
3,refused,,,,,,,,,,,,,,,no gate,3,y
5,lost,,,,,,,,,,,,,,,gone,4,y
`
	if diff := cmp.Diff(want, string(Table(r.Study, r.Records))); diff != "" {
		t.Errorf("results.csv (-want +got):\n%s", diff)
	}
}

func TestText(t *testing.T) {
	text := report().Text()
	for _, want := range []string{
		"Everybody who leaves is served in 1 of 2 runs with a plan (50 %).",
		"2 runs ended without a plan: in results.csv with the reason",
		"everybody is out (t100)                                 1.4 h      1.4 h      never",
		"no more than chance",
		"there are too few runs to say",
		"A study is restricted",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
	for line := range strings.Lines(text) {
		if len([]rune(line)) > 105 {
			t.Errorf("a long line: %s", line)
		}
	}
	nothing := report()
	nothing.Records = nothing.Records[2:]
	nothing.Findings = study.Find(nothing.Study, nothing.Records)
	if text := nothing.Text(); !strings.Contains(text, "0 of 0 runs with a plan.") {
		t.Errorf("without a plan:\n%s", text)
	}
	if data := nothing.JSON(); !bytes.Contains(data, []byte(`"how_sure": "No run has a plan."`)) || !bytes.Contains(data, []byte(`"level": "restricted"`)) {
		t.Errorf("study.json: %s", data)
	}
}

// TestWrite: files of an older study of the folder are replaced, whole.
func TestWrite(t *testing.T) {
	folder := t.TempDir()
	for range 2 {
		if problems := report().Write(folder); len(problems) > 0 {
			t.Fatal(problems)
		}
	}
	for _, name := range []string{TableFile, StudyFile} {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err != nil || len(data) == 0 {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
	if problems := report().Write(filepath.Join(folder, "nowhere")); !problems.HasErrors() {
		t.Error("a folder that is not there takes no files")
	}
}

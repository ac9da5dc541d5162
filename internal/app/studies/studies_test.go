package studies

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/app"
	"wayout/internal/export"
	"wayout/internal/ledger"
	"wayout/internal/problem"
	"wayout/internal/queue"
	"wayout/internal/starter"
	"wayout/internal/study"
)

// smallStudy draws what makes some runs leave people out, and some no scenario.
const smallStudy = `study: 1
name: Small
runs: 12
seed: 4
set: {step: 10 minutes}
inputs:
  - name: gate
    path: gate.bridge.seconds_per_vehicle
    range: {from: 15, to: 90}
  - name: people
    path: place.*.people
    multiply: true
    triangular: {low: 0.9, likely: 1, high: 1.2}
  - name: horizon
    path: horizon
    choice: {1 day: 1, 3 days: 3}
  - name: the only road over the pass is shut
    chance: 0.2
    set: {road.A1.status: closed}
`

// studiedValley returns a scenario that init writes, with a study of it.
func studiedValley(t testing.TB, text string) (dir, file string) {
	t.Helper()
	dir = t.TempDir()
	err := starter.Write("", func(name string, data []byte) error {
		return os.WriteFile(filepath.Join(dir, name), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(dir, "study.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir, file
}

// studyInto runs a study, which must end, and returns its files.
func studyInto(t testing.TB, dir, file, out string, q queue.Queue) map[string]string {
	t.Helper()
	done, problems, err := Run(t.Context(), Question{Folder: dir, File: file, Out: out, Queue: q})
	if done == nil || err != nil {
		t.Fatal(problems, err)
	}
	files := map[string]string{}
	for _, name := range []string{ledger.TableFile, ledger.StudyFile} {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return files
}

// shuffled has tasks made in another order than they are asked for.
type shuffled struct{ queue.Queue }

func (q shuffled) Run(ctx context.Context, work queue.Work, took func(queue.Result) error) error {
	work.Tasks = slices.Clone(work.Tasks)
	rand.Shuffle(len(work.Tasks), func(i, j int) { work.Tasks[i], work.Tasks[j] = work.Tasks[j], work.Tasks[i] })
	return q.Queue.Run(ctx, work, took)
}

// TestSameStudyInAnyOrder: neither the number of workers nor the order of the runs changes a byte.
func TestSameStudyInAnyOrder(t *testing.T) {
	dir, file := studiedValley(t, smallStudy)
	want := studyInto(t, dir, file, t.TempDir(), queue.Local{Workers: 1, Open: Open})
	for name, q := range map[string]queue.Queue{
		"three workers": queue.Local{Workers: 3, Open: Open},
		"shuffled":      shuffled{queue.Local{Workers: 2, Open: Open}},
	} {
		if testing.Short() && name != "shuffled" {
			continue // one is enough for the race detector
		}
		if diff := cmp.Diff(want, studyInto(t, dir, file, t.TempDir(), q)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestStudyGoesOn stops a study in the middle, cuts the last line of its journal as a computer that stops
// does, and lets it go on: the same files as in one go. Then it goes on with more runs.
func TestStudyGoesOn(t *testing.T) {
	dir, file := studiedValley(t, smallStudy)
	local := queue.Local{Workers: 2, Open: Open}
	want := studyInto(t, dir, file, t.TempDir(), local)
	out := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	_, _, err := Run(ctx, Question{Folder: dir, File: file, Out: out, Queue: local, Progress: func(done float64) {
		if done >= 0.4 {
			stop()
		}
	}})
	stopped, ok := errors.AsType[*Stopped](err)
	if !ok || stopped.Made < 5 || stopped.Made >= 12 || !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped: %v", err)
	}
	if _, err := os.Stat(filepath.Join(out, ledger.StudyFile)); err == nil {
		t.Error("a study that is not whole has a result")
	}
	journal := filepath.Join(out, ledger.JournalFile)
	data, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(journal, data[:len(data)-40], 0o644); err != nil {
		t.Fatal(err)
	}
	counted := &counting{Queue: local}
	if diff := cmp.Diff(want, studyInto(t, dir, file, out, counted)); diff != "" {
		t.Errorf("after it went on:\n%s", diff)
	}
	if got := 12 - (stopped.Made - 1); counted.tasks != got {
		t.Errorf("%d runs were made again, want %d", counted.tasks, got)
	}
	if studyInto(t, dir, file, out, counted); counted.tasks != 0 {
		t.Errorf("a study that is whole made %d runs", counted.tasks)
	}
	more := bytes.Replace([]byte(smallStudy), []byte("runs: 12"), []byte("runs: 14"), 1)
	if err := os.WriteFile(file, more, 0o644); err != nil {
		t.Fatal(err)
	}
	if studyInto(t, dir, file, out, counted); counted.tasks != 2 {
		t.Errorf("two runs more made %d", counted.tasks)
	}
	changed := bytes.Replace(more, []byte("seed: 4"), []byte("seed: 5"), 1)
	if err := os.WriteFile(file, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	done, problems, _ := Run(t.Context(), Question{Folder: dir, File: file, Out: out, Queue: local})
	if done != nil || problems[len(problems)-1].Code != problem.StudyChanged {
		t.Errorf("another seed: %v", problems)
	}
}

// counting counts the tasks of the last work.
type counting struct {
	queue.Queue
	tasks int
}

func (q *counting) Run(ctx context.Context, work queue.Work, took func(queue.Result) error) error {
	q.tasks = len(work.Tasks)
	return q.Queue.Run(ctx, work, took)
}

// TestRunIsThePlan: a run says what the plan of the scenario with its overrides says.
func TestRunIsThePlan(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: no goroutines that other tests do not start")
	}
	dir, file := studiedValley(t, smallStudy)
	done, problems, err := Run(t.Context(), Question{Folder: dir, File: file, Out: t.TempDir(), Queue: queue.Local{Workers: 2, Open: Open}})
	if err != nil || done == nil {
		t.Fatal(problems, err)
	}
	whole, partly := 0, 0
	for _, r := range done.Records {
		if r.Outcome != study.Planned {
			t.Errorf("run %d: %s", r.Run, r.Reason)
			continue
		}
		planned, problems, err := app.Plan(t.Context(), app.Question{Folder: dir, Set: done.Study.Overrides(done.Study.Draw(r.Run))}, nil)
		if err != nil || planned == nil {
			t.Fatal(problems, err)
		}
		p := planned.Result
		if r.People != p.People || r.Served != p.PeopleServed || r.OnRoad != planned.Summary.PeopleHours.OnRoad {
			t.Errorf("run %d: %+v", r.Run, r)
		}
		if diff := cmp.Diff(study.Moment(p.Bound.T90), r.Bound.T90); diff != "" {
			t.Errorf("run %d, bound:\n%s", r.Run, diff)
		}
		if r.Served < r.People {
			partly++
			if r.Plan.T100 != nil {
				t.Errorf("run %d leaves people out, and ends at %d", r.Run, *r.Plan.T100)
			}
			continue
		}
		whole++
		want := study.Moments{T50: &p.Clearance.T50, T90: &p.Clearance.T90, T99: &p.Clearance.T99, T100: &p.Clearance.T100}
		if diff := cmp.Diff(want, r.Plan); diff != "" {
			t.Errorf("run %d:\n%s", r.Run, diff)
		}
	}
	if whole == 0 || partly == 0 {
		t.Errorf("%d runs serve everybody, %d do not; the study should have both", whole, partly)
	}
}

// TestEveryRunIsKept: runs that are refused, lost or nonsense are records and are not hidden in numbers;
// only lost ones are made again.
func TestEveryRunIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: no goroutines that other tests do not start")
	}
	dir, file := studiedValley(t, smallStudy)
	out := t.TempDir()
	local := queue.Local{Workers: 2, Open: Open}
	q := Question{Folder: dir, File: file, Out: out, Queue: careless{local}}
	done, problems, err := Run(t.Context(), q)
	if err != nil || done == nil {
		t.Fatal(problems, err)
	}
	if n := done.Findings.Outcomes; n[study.Lost] != 2 || n[study.Refused] != 1 || n[study.Planned] != 9 || len(done.Records) != 12 {
		t.Errorf("outcomes: %v", n)
	}
	if problems.Count(problem.Warning) != 2 {
		t.Errorf("told: %v", problems)
	}
	counted := &counting{Queue: local}
	if studyInto(t, dir, file, out, counted); counted.tasks != 2 {
		t.Errorf("%d runs were made again, want the two that were lost", counted.tasks)
	}
}

// careless loses a run, makes nonsense of another and refuses a third.
type careless struct{ queue.Queue }

func (q careless) Run(ctx context.Context, work queue.Work, took func(queue.Result) error) error {
	return q.Queue.Run(ctx, work, func(r queue.Result) error {
		switch r.Task {
		case 2:
			r.Lost = true
		case 3:
			r.Data = []byte("{}")
		case 4:
			record, err := ledger.Decode(r.Data)
			if err != nil {
				return err
			}
			record.Outcome, record.Reason, record.Result = study.Refused, "no such gate", study.Result{}
			r.Data = ledger.Encode(record)
		}
		return took(r)
	})
}

// TestStudyOfNoScenario: what is wrong is told before anything is written.
func TestStudyOfNoScenario(t *testing.T) {
	dir, file := studiedValley(t, smallStudy)
	for name, q := range map[string]Question{
		"no folder": {Folder: filepath.Join(dir, "x"), File: file},
		"no study":  {Folder: dir, File: filepath.Join(dir, "x.yaml")},
		"no YAML":   {Folder: dir, File: filepath.Join(dir, export.SlotsFile)},
	} {
		q.Out = filepath.Join(t.TempDir(), "out")
		done, problems, err := Run(t.Context(), q)
		if done != nil || err != nil || !problems.HasErrors() {
			t.Errorf("%s: %v %v", name, problems, err)
		}
		if _, err := os.Stat(q.Out); err == nil {
			t.Errorf("%s: a folder was made", name)
		}
	}
}

// TestFaultOfThePlanner: a run in which the program breaks is a record.
func TestFaultOfThePlanner(t *testing.T) {
	s := &study.Study{Inputs: []study.Input{{Name: "a", Kind: study.Range}}}
	r := makeRun(t.Context(), nil, s, 1) // no files to read from: a fault that no study can have
	if r.Outcome != study.Failed || r.Reason == "" || r.Run != 1 || len(r.Drawn) != 1 {
		t.Errorf("got %+v", r)
	}
}

// BenchmarkStudyRun makes one run of the study of the example.
func BenchmarkStudyRun(b *testing.B) {
	pack, problems := packStudy("../../../examples/karabakh-2023", "../../../examples/karabakh-2023/study.yaml")
	if problems.HasErrors() {
		b.Fatal(problems)
	}
	do, err := Open(pack.bytes)
	if err != nil {
		b.Fatal(err)
	}
	for run := 1; b.Loop(); run++ {
		do(b.Context(), run)
	}
}

package studies

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"wayout/internal/app"
	"wayout/internal/disk"
	"wayout/internal/ledger"
	"wayout/internal/problem"
	"wayout/internal/queue"
	"wayout/internal/study"
)

// MostRuns is the most runs that a study has.
const MostRuns = study.MostRuns

// Question asks for a study.
type Question struct {
	Folder string      // of the scenario
	File   string      // study.yaml
	Out    string      // folder that keeps the runs
	Runs   int         // to make instead of what the study asks; 0 for that
	Queue  queue.Queue // has the runs made, as Open makes them ready
	// Progress is told how far the study is, from 0 to 1. It may be nil.
	Progress func(done float64)
}

// Studied is a study with all its runs.
type Studied struct {
	ledger.Report
	Kept int // runs that were made before
}

// Stopped tells that a study was stopped before all its runs were made. Those that were made are kept.
type Stopped struct {
	Made, Runs int
	Cause      error
}

// Error says how far the study got.
func (e *Stopped) Error() string {
	return fmt.Sprintf("stopped after %d of %d runs: %v", e.Made, e.Runs, e.Cause)
}

// Unwrap returns why it was stopped.
func (e *Stopped) Unwrap() error { return e.Cause }

// Run has all runs of a study made that its folder does not keep yet, and writes what they say. The
// result is nil where the problems have errors. The error is a Stopped.
func Run(ctx context.Context, q Question) (*Studied, problem.List, error) {
	pack, problems := packStudy(q.Folder, q.File)
	if problems.HasErrors() {
		return nil, problems, nil
	}
	s := pack.study
	s.Runs = cmp.Or(q.Runs, s.Runs)
	head := ledger.HeadOf(s, pack.scenario.SHA256, app.Version)
	journal, records, more := ledger.Open(q.Out, head)
	problems = append(problems, more...)
	if journal == nil {
		return nil, problems, nil
	}
	defer journal.Close()
	c := &course{study: s, journal: journal, records: make([]*study.Record, s.Runs), progress: q.Progress}
	if c.keep(records); c.kept > 0 {
		problems.Add(problem.StudyKept, problem.Where{File: q.Out}, "", fmt.Sprint(c.kept), fmt.Sprint(s.Runs))
	}
	if err := q.Queue.Run(ctx, queue.Work{ID: head.ID(), Shared: pack.bytes, Tasks: c.missing()}, c.took); err != nil {
		if unwritten, ok := errors.AsType[unwrittenError](err); ok {
			problems.Add(problem.ResultUnwritten, problem.Where{File: filepath.Join(q.Out, ledger.JournalFile)}, "", disk.Reason(unwritten.error))
			return nil, problems, nil
		}
		return nil, problems, &Stopped{s.Runs - len(c.missing()), s.Runs, err}
	}
	done := &Studied{Kept: c.kept}
	done.Report = ledger.Report{Head: head, Scenario: pack.scenario.Name, Study: s, Records: c.all()}
	done.Findings = study.Find(s, done.Records)
	problems = append(problems, c.withoutPlan(q.Out)...)
	problems = append(problems, done.Write(q.Out)...)
	return done, problems, nil
}

// course is how far a study is.
type course struct {
	study    *study.Study
	journal  *ledger.Journal
	records  []*study.Record // by run, from 1 at place 0
	made     int
	kept     int // of those made, from before
	progress func(done float64)
}

// keep takes the records of runs that were made before. A run that was lost is made
// again; one beyond the number of runs stays in the journal and says nothing.
func (c *course) keep(records []study.Record) {
	for i := range records {
		if r := &records[i]; r.Outcome != study.Lost && r.Run <= len(c.records) {
			c.records[r.Run-1] = r
			c.kept++
		}
	}
	c.made = c.kept
}

// missing returns the runs without a record.
func (c *course) missing() []int {
	var out []int
	for i, r := range c.records {
		if r == nil {
			out = append(out, i+1)
		}
	}
	return out
}

// all returns the records in order of their runs. There is one of each.
func (c *course) all() []study.Record {
	out := make([]study.Record, len(c.records))
	for i, r := range c.records {
		out[i] = *r
	}
	return out
}

// unwrittenError tells that the journal cannot be written, so that no further run would be kept.
type unwrittenError struct{ error }

// took puts the record of a run into the journal.
func (c *course) took(result queue.Result) error {
	if result.Task < 1 || result.Task > len(c.records) {
		return nil
	}
	r := c.read(result)
	if err := c.journal.Add(r); err != nil {
		return unwrittenError{err}
	}
	if c.records[r.Run-1] == nil {
		c.made++
	}
	c.records[r.Run-1] = &r
	if c.progress != nil {
		c.progress(float64(c.made-c.kept) / float64(len(c.records)-c.kept)) // of what is to be made, for the time left
	}
	return nil
}

// read returns the record in a result. One that is not of this study counts as lost.
func (c *course) read(result queue.Result) study.Record {
	lost := study.Record{Run: result.Task, Outcome: study.Lost, Drawn: texts(c.study.Draw(result.Task))}
	if result.Lost {
		lost.Reason = "whoever took it never came back"
		return lost
	}
	r, err := ledger.Decode(result.Data)
	if err != nil || r.Run != result.Task || !slices.Equal(r.Drawn, lost.Drawn) {
		lost.Reason = "what came back is not the record of this run"
		return lost
	}
	return r
}

// withoutPlan reports runs that ended without a plan, each kind once.
func (c *course) withoutPlan(out string) problem.List {
	var problems problem.List
	for _, outcome := range study.Outcomes[1:] {
		n, first := 0, 0
		for _, r := range c.records {
			if r.Outcome != outcome {
				continue
			}
			if n++; first == 0 {
				first = r.Run
			}
		}
		if n > 0 {
			problems.Add(problem.StudyRuns, problem.Where{File: filepath.Join(out, ledger.TableFile)}, "",
				fmt.Sprint(n), string(outcome), fmt.Sprint(first), c.records[first-1].Reason)
		}
	}
	return problems
}

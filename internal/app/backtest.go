package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"wayout/internal/arrivals"
	"wayout/internal/disk"
	"wayout/internal/hindsight"
	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/question"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
	"wayout/internal/simulation"
	"wayout/internal/unit"
)

// BacktestQuestion asks how well the simulation tells a record of arrivals.
type BacktestQuestion struct {
	Question
	Record      string // file
	Gate        string // id; empty where the scenario has one gate only
	From, Until string // the part to fit: moments; empty: from the first count
	Runs        int
	Seed        uint64
	Assume      []string
	Out         string // folder for the files; empty: none are written
}

// Backtest fits one rate to a part of a record and predicts the rest. The result is nil where the problems
// have errors. The error is of ctx, or a UsageError.
func Backtest(ctx context.Context, q BacktestQuestion, progress func(done float64)) (*simulation.Hindsight, problem.List, error) {
	s, _, problems, err := ask(q.Question)
	if s == nil {
		return nil, problems, err
	}
	if err := assume(s, q.Assume); err != nil {
		return nil, problems, err
	}
	record, _, more := readArrivals(q.Record, s)
	if problems = append(problems, more...); record == nil {
		return nil, problems, nil
	}
	asked, err := q.about(s, record)
	if err != nil {
		return nil, problems, err
	}
	if q.Out != "" {
		problems = append(problems, foreign(q.Out, simulation.BacktestNames...)...)
	}
	if problems.HasErrors() {
		return nil, problems, nil
	}
	asked.Progress = progress
	r, err := planner.Make(ctx, s, planner.Options{UsedOnly: true})
	if err != nil {
		problems, err = nobody(problems, err)
		return nil, problems, err
	}
	result, err := hindsight.Run(ctx, s, &r.Plan, *asked)
	if unusable, ok := errors.AsType[hindsight.ErrRecord](err); ok {
		problems.Add(problem.BacktestRecord, problem.Where{File: q.Record}, "", unusable.Text)
		return nil, problems, nil
	}
	if err != nil {
		return nil, problems, err
	}
	done := &simulation.Hindsight{Scenario: s, Question: asked, Result: result}
	if q.Out != "" {
		problems = append(problems, writeFolder(ctx, q.Out, done.Files())...)
	}
	if problems.HasErrors() || ctx.Err() != nil {
		return nil, problems, ctx.Err()
	}
	return done, problems, nil
}

// readArrivals reads a record of arrivals, and returns its bytes too; nil where it has errors.
func readArrivals(file string, s *scenario.Scenario) (*arrivals.Record, []byte, problem.List) {
	data, err := disk.Read(file, sheet.MostBytes)
	if err != nil {
		var problems problem.List
		problems.Add(problem.ArrivalsUnread, problem.Where{File: file}, "", disk.Reason(err))
		return nil, nil, problems
	}
	record, problems := arrivals.Read(filepath.ToSlash(file), data, s)
	return record, data, problems
}

// instant reads the moment that a flag names. The error is a UsageError.
func instant(s *scenario.Scenario, flag, text string) (unit.Second, error) {
	at, ok := question.Instant(s, text)
	if !ok {
		return 0, UsageError{Text: fmt.Sprintf("%s is a time such as 2023-09-25T14:00, not %q", flag, text)}
	}
	return at, nil
}

// about turns the words of a question into gates and moments. The error is a UsageError.
func (q *BacktestQuestion) about(s *scenario.Scenario, record *arrivals.Record) (*hindsight.Question, error) {
	if q.Runs < 1 || q.Runs > mostRuns {
		return nil, UsageError{Text: fmt.Sprintf("--runs is from 1 to %d, not %d", mostRuns, q.Runs)}
	}
	if len(record.Counts) == 0 {
		return nil, UsageError{Text: "the record has no counts of people within the time of the scenario"}
	}
	gate, err := q.gate(s)
	if err != nil {
		return nil, err
	}
	first, last := record.Counts[0].At, record.Counts[len(record.Counts)-1].At
	if q.Until == "" {
		return nil, UsageError{Text: fmt.Sprintf("--until says up to when counts are fitted; they go from %s to %s", s.Instant(first), s.Instant(last))}
	}
	out := &hindsight.Question{Gate: gate, Record: record.Counts, From: first, Runs: q.Runs, Seed: q.Seed, Cores: runtime.GOMAXPROCS(0)}
	for _, flag := range []struct {
		name, text string
		at         *unit.Second
	}{{"--from", q.From, &out.From}, {"--until", q.Until, &out.Until}} {
		if flag.text == "" {
			continue
		}
		if *flag.at, err = instant(s, flag.name, flag.text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (q *BacktestQuestion) gate(s *scenario.Scenario) (int, error) {
	var ids []string
	for g := range s.Gates {
		if s.Gates[g].ID == q.Gate || q.Gate == "" && len(s.Gates) == 1 {
			return g, nil
		}
		ids = append(ids, s.Gates[g].ID)
	}
	if len(ids) == 0 {
		return 0, UsageError{Text: "the scenario has no gate whose rate could be fitted"}
	}
	return 0, UsageError{Text: "--gate says which gate is fitted: " + strings.Join(ids, ", ")}
}

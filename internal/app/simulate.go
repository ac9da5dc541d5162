package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"wayout/internal/disk"
	"wayout/internal/handout"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/simulation"
	"wayout/internal/traffic"
)

// simulationFolder holds what a simulation wrote, beside the plan.
const simulationFolder = "simulation"

// SimulateQuestion asks what traffic would do with a plan.
type SimulateQuestion struct {
	Folder, Out string
	Runs        int
	Seed        uint64
	Unplanned   bool     // ask only what happens if all leave at once
	Trips       bool     // write the trips for other simulators too
	Assume      []string // NAME=VALUE, of the assumptions that only simulations take
}

// mostRuns is how many runs one study may have.
const mostRuns = 1000

// Simulated is a study of a plan with what was written.
type Simulated struct {
	Writer *simulation.Writer
	Folder string
	Files  []string
	Page   string // that shows it, empty where there is none of this plan
}

// Simulate says what traffic would do with the plan in a folder, and if all leave at once, and writes
// it beside the plan. The result is nil where the problems have errors. The error is of ctx, or a
// UsageError.
func Simulate(ctx context.Context, q SimulateQuestion, progress func(done float64)) (*Simulated, problem.List, error) {
	if q.Runs < 1 || q.Runs > mostRuns {
		return nil, nil, UsageError{Text: fmt.Sprintf("--runs is from 1 to %d, not %d", mostRuns, q.Runs)}
	}
	made, problems := readSound(q.Folder, q.Out)
	if made == nil {
		return nil, problems, nil
	}
	if err := assume(made.scenario, q.Assume); err != nil {
		return nil, problems, err
	}
	done := &Simulated{Folder: filepath.Join(q.Out, simulationFolder)}
	if problems = append(problems, foreign(done.Folder, append(slices.Clone(simulation.Names), handout.OutOfDate)...)...); problems.HasErrors() {
		return nil, problems, nil
	}
	study, err := traffic.Simulate(ctx, made.scenario, &made.plan, traffic.Options{
		Runs: q.Runs, Seed: q.Seed, Cores: runtime.GOMAXPROCS(0), Unplanned: q.Unplanned, Progress: progress,
	})
	if err != nil {
		return nil, problems, err
	}
	done.Writer = simulation.NewWriter(made.scenario, study, handout.HashOf(made.file))
	files := done.Writer.Files()
	if q.Trips {
		drives, err := traffic.Drives(ctx, made.scenario, &made.plan)
		if err != nil {
			return nil, problems, err
		}
		files = append(files, simulation.Trips(simulation.Exchange(made.scenario, drives))...)
	}
	for _, f := range files {
		done.Files = append(done.Files, f.Name)
	}
	problems = append(problems, writeFolder(ctx, done.Folder, files)...)
	if ctx.Err() != nil || problems.HasErrors() {
		return nil, problems, ctx.Err()
	}
	var shown problem.List
	done.Page, shown = showSimulation(made, q.Out)
	if problems = append(problems, shown...); problems.HasErrors() {
		return nil, problems, nil
	}
	return done, problems, nil
}

// foreign reports a folder that holds anything but files of these names: it is not to be replaced.
func foreign(folder string, own ...string) problem.List {
	var problems problem.List
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !slices.Contains(own, e.Name()) }) {
		problems.Add(problem.OrdersForeign, problem.Where{File: folder}, "")
	}
	return problems
}

// writeFolder puts files into the place of a folder that is not foreign, all or none.
func writeFolder(ctx context.Context, folder string, files []simulation.File) problem.List {
	beside := filepath.Dir(folder)
	err := os.MkdirAll(beside, 0o755)
	if err == nil {
		err = disk.ReplaceFolder(folder, beside, func(into string) error {
			for _, f := range files {
				if err := cmp.Or(ctx.Err(), disk.WriteBelow(into, f.Name, f.Data)); err != nil {
					return err
				}
			}
			return ctx.Err()
		})
	}
	var problems problem.List
	if err != nil && ctx.Err() == nil {
		problems.Add(problem.ResultUnwritten, problem.Where{File: folder}, "", disk.Reason(err))
	}
	return problems
}

// assume puts other values in the place of assumptions that only simulations take, so that the plan
// stays the one that was made.
func assume(s *scenario.Scenario, list []string) error {
	for _, text := range list {
		name, value, _ := strings.Cut(text, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		row, known := scenario.OnTheRoad(name)
		if !known {
			return UsageError{Text: fmt.Sprintf("--assume %q: no assumption of simulations is called so; wayout check and docs/assumptions.md list them", text)}
		}
		number, err := strconv.ParseFloat(value, 64)
		if err != nil || !(number >= row.Least && number <= row.Most) {
			return UsageError{Text: fmt.Sprintf("--assume %q: it must be a number from %g to %g %s", text, row.Least, row.Most, row.Unit)}
		}
		for i := range s.Assumptions {
			if a := &s.Assumptions[i]; a.Name == name {
				a.Value, a.Source, a.Default = value, "--assume on the command line", false
			}
		}
	}
	return nil
}

package app

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sync"

	"wayout/internal/export"
	"wayout/internal/folder"
	"wayout/internal/handout"
	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/question"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Question is a scenario folder with what is asked of it in this run.
type Question struct {
	Folder  string
	Variant string // id of one of the scenario's variants; empty for none
	Set     []scenario.Override
	// Deadline is an instant, a local time or a span from the start; empty for none.
	Deadline string
}

// UsageError tells that the question was asked wrongly.
type UsageError = question.UsageError

// Read reads the scenario of a question. Overrides of the variant come before those of the run.
// The error is a UsageError.
func Read(q Question) (*folder.Folder, problem.List, error) {
	if info, err := os.Stat(q.Folder); err != nil || !info.IsDir() {
		var problems problem.List
		problems.Add(problem.FolderMissing, problem.Where{File: q.Folder}, "")
		return &folder.Folder{}, problems, nil
	}
	files, closeFiles := Files(q.Folder)
	defer closeFiles()
	return question.Read(files, q.Variant, q.Set)
}

// Files returns the files of a folder; links that lead out of it are not followed. A folder that
// cannot be opened shows as one without files.
func Files(folder string) (files fs.FS, closeFiles func()) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return os.DirFS(folder), func() {}
	}
	return root.FS(), func() { root.Close() }
}

// Planned is a plan with what it was made from.
type Planned struct {
	Question Question
	Scenario *scenario.Scenario
	Result   *planner.Result
	// AsItStands is the plan of the scenario without the changes of this run; nil where there are
	// none.
	AsItStands *planner.Result
	Summary    export.Summary
}

// Plan plans the scenario of a question. The result is nil where the problems have errors. The
// error is of ctx, or a UsageError.
func Plan(ctx context.Context, q Question, progress func(done float64)) (*Planned, problem.List, error) {
	return planFor(ctx, q, true, progress)
}

// planFor does what Plan does, and makes the plan to compare with only if it is asked to.
func planFor(ctx context.Context, q Question, compare bool, progress func(done float64)) (*Planned, problem.List, error) {
	s, deadline, problems, err := ask(q)
	if s == nil {
		return nil, problems, err
	}
	planned := &Planned{Question: q, Scenario: s}
	var group sync.WaitGroup
	var beside error
	if compare && len(s.Overrides) > 0 {
		group.Go(func() {
			files, closeFiles := Files(q.Folder)
			defer closeFiles()
			planned.AsItStands, beside = question.AsItStands(ctx, files, q.Deadline)
		})
	}
	planned.Result, err = planner.Make(ctx, s, planner.Options{Deadline: deadline, Progress: progress})
	group.Wait()
	if err = cmp.Or(err, beside); err != nil {
		problems, err = nobody(problems, err)
		return nil, problems, err
	}
	planned.Summary = export.Summarise(s, planned.Result, q.Variant)
	planned.Summary.CompareWith(planned.AsItStands)
	return planned, problems, nil
}

// ask reads the scenario and the deadline of a question. The scenario is nil where something is
// wrong.
func ask(q Question) (*scenario.Scenario, unit.Second, problem.List, error) {
	f, problems, err := Read(q)
	if err != nil || f.Scenario == nil {
		return nil, 0, problems, err
	}
	deadline, err := question.Deadline(f.Scenario, q.Deadline)
	if err != nil {
		return nil, 0, problems, err
	}
	return f.Scenario, deadline, problems, nil
}

// nobody turns the error of a scenario in which nobody leaves into a problem.
func nobody(problems problem.List, err error) (problem.List, error) {
	if !errors.Is(err, planner.ErrNobody) {
		return problems, err
	}
	problems.Add(problem.PlanNobody, problem.Where{}, "")
	return problems, nil
}

// Write puts the plan into a folder. The error is of ctx.
func (p *Planned) Write(ctx context.Context, out string) (problem.List, error) {
	data := export.Plan(p.Scenario, &p.Result.Plan)
	problems, err := export.Write(ctx, out, append(export.Sheets(p.Scenario, p.Result),
		export.File{Name: export.PlanFile, Data: data},
		export.File{Name: export.CertificateFile, Data: export.Certificates(p.Scenario, p.Result.Certificates)},
		export.File{Name: export.SlotsFile, Data: export.Slots(p.Scenario, &p.Result.Plan)},
		export.File{Name: export.SummaryFile, Data: p.Summary.JSON()},
	))
	if err != nil || problems.HasErrors() {
		return problems, err
	}
	return slices.Concat(problems, handout.MarkOutOfDate(out, data), markOld(out, data)), nil
}

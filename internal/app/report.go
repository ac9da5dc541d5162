package app

import (
	"bytes"
	"context"
	"io/fs"
	"path/filepath"
	"time"

	"wayout/internal/disk"
	"wayout/internal/export"
	"wayout/internal/folder"
	"wayout/internal/handout"
	"wayout/internal/i18n"
	"wayout/internal/orders"
	"wayout/internal/page"
	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/view"
)

// Names of what a plan is looked at in.
const (
	PageFile     = "report.html"
	BriefingFile = "report.pdf"
)

// ReportQuestion asks for the report of a plan.
type ReportQuestion struct {
	Folder, Out string
	Language    string // of the briefing
	Now         time.Time
}

// Reported is what was written.
type Reported struct {
	Page        string `json:"page"`
	Briefing    string `json:"briefing"`
	Bytes       int    `json:"page_bytes"`
	WithPlanner bool   `json:"with_planner"` // the page answers changed questions
}

// Report writes the page and the briefing of the plan in a folder. The result is nil where the
// problems have errors. The error is of ctx, or a UsageError.
func Report(ctx context.Context, q ReportQuestion, progress func(done float64)) (*Reported, problem.List, error) {
	language, known := i18n.ByCode(q.Language)
	if !known {
		return nil, nil, UsageError{Text: "--language is one of " + languageCodes() + ", not " + q.Language}
	}
	made, problems := readMade(q.Folder, q.Out)
	if made == nil || problems.HasErrors() {
		return nil, problems, nil
	}
	s := made.scenario
	options := made.options()
	result, err := planner.Make(ctx, s, options)
	if err != nil {
		problems, err = nobody(problems, err)
		return nil, problems, err
	}
	if !bytes.Equal(export.Plan(s, &result.Plan), made.file) {
		problems.Add(problem.ReportOtherPlan, problem.Where{File: filepath.Join(q.Out, export.PlanFile)}, "")
		return nil, problems, nil
	}
	options.Progress = progress
	prices, err := planner.PricesOf(ctx, s, result, options)
	if err != nil {
		return nil, problems, err
	}
	files, err := readFiles(q.Folder, made.files)
	if err != nil {
		problems.Add(problem.ResultUnread, problem.Where{File: q.Folder}, "", disk.Reason(err))
		return nil, problems, nil
	}
	simulated, more := simulationOf(made, q.Out)
	problems = append(problems, more...)
	html, err := page.Report(page.Contents{View: view.Of(s, result, prices, ""), Files: files, Plan: handout.HashOf(made.file), Simulation: simulated})
	if err != nil {
		return nil, problems, err
	}
	briefing, more, err := briefingOf(made, result, prices, language.Code, q.Now)
	if problems = append(problems, more...); err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	for name, data := range map[string][]byte{PageFile: html, BriefingFile: briefing} {
		if err := ctx.Err(); err != nil {
			return nil, problems, err
		}
		if err := disk.Replace(filepath.Join(q.Out, name), data); err != nil {
			problems.Add(problem.ResultUnwritten, problem.Where{File: q.Out}, "", disk.Reason(err))
			return nil, problems, nil
		}
	}
	return &Reported{filepath.Join(q.Out, PageFile), filepath.Join(q.Out, BriefingFile), len(html), page.HasPlanner()}, problems, nil
}

// briefingOf draws the two pages for somebody who decides, dated like orders.
func briefingOf(made *made, result *planner.Result, prices *planner.PriceList, language string, now time.Time) ([]byte, problem.List, error) {
	set, problems := i18n.Open(nil)
	if set == nil {
		return nil, problems, nil
	}
	c, more := set.Catalogue(language)
	if problems = append(problems, more...); c == nil || problems.HasErrors() {
		return nil, problems, nil
	}
	s := made.scenario
	issued := now.In(s.Start.Location()).Truncate(time.Second)
	if past(s, issued) {
		issued = s.Start
	}
	data, err := orders.Briefing(orders.Request{
		Scenario: s, Plan: &made.plan, Certificates: made.certificates, Prices: prices, Version: 1, Issued: issued,
	}, result, c)
	if err != nil {
		problems.Add(problem.OrdersUnprintable, problem.Where{}, "", err.Error())
	}
	return data, problems, nil
}

// readFiles returns the files that were read of a scenario by their names: scenario.yaml and every table
// that it names.
func readFiles(scenarioFolder string, list []folder.File) (map[string][]byte, error) {
	files, closeFiles := Files(scenarioFolder)
	defer closeFiles()
	out := map[string][]byte{}
	for _, file := range list {
		data, err := fs.ReadFile(files, file.Name)
		if err != nil {
			return nil, err
		}
		out[file.Name] = data
	}
	return out, nil
}

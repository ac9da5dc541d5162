package app

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"wayout/internal/export"
	"wayout/internal/flow"
	"wayout/internal/folder"
	"wayout/internal/instance"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/verify"
)

// Judged is a plan with the judgement on it.
type Judged struct {
	Scenario *scenario.Scenario
	Report   verify.Report
}

// Verify judges the plan in a folder against the scenario as it is now, with the overrides that
// the plan was made with. The result is nil where the problems have errors, unless the inputs
// have changed since: then the judgement says so.
func Verify(scenarioFolder, out string) (*Judged, problem.List) {
	made, problems := readMade(scenarioFolder, out)
	if made == nil {
		return nil, problems
	}
	if problems.HasErrors() {
		return outOfDate(made.scenario, made.plan), problems
	}
	return &Judged{made.scenario, verify.Check(made.scenario, &made.plan, made.certificates)}, problems
}

// made is a plan read back with the scenario as it is now.
type made struct {
	scenario     *scenario.Scenario
	plan         plan.Plan
	certificates []plan.Certificate
	file         []byte // plan.json
	files        []folder.File
}

// readMade reads the plan in a folder and the scenario with the overrides that the plan was made
// with. It is nil where the scenario cannot be read; with errors, the plan is what could be read.
func readMade(scenarioFolder, out string) (*made, problem.List) {
	planData, problems := export.Load(out, export.PlanFile)
	certificateData, more := export.Load(out, export.CertificateFile)
	if problems = append(problems, more...); problems.HasErrors() {
		return nil, problems
	}
	planFile := filepath.Join(out, export.PlanFile)
	overrides, problems := export.ReadOverrides(planFile, planData)
	if problems.HasErrors() {
		return nil, problems
	}
	files, closeFiles := Files(scenarioFolder)
	defer closeFiles()
	f, problems := folder.Read(files, overrides)
	if f.Scenario == nil {
		return nil, problems
	}
	s := f.Scenario
	p, planProblems := export.ReadPlan(s, planFile, planData)
	certificates, certificateProblems := export.ReadCertificates(s, filepath.Join(out, export.CertificateFile), certificateData)
	return &made{s, p, certificates, planData, f.Files}, slices.Concat(problems, planProblems, certificateProblems)
}

// readSound reads what readMade does, for a plan that is to be handed out: nil where it cannot be read
// whole or does not hold.
func readSound(scenarioFolder, out string) (*made, problem.List) {
	made, problems := readMade(scenarioFolder, out)
	if made == nil || problems.HasErrors() {
		return nil, problems
	}
	if r := verify.Check(made.scenario, &made.plan, made.certificates); !r.Holds() {
		problems.Add(problem.OrdersUnsound, problem.Where{File: filepath.Join(out, export.PlanFile)}, "",
			fmt.Sprint(len(r.Violations)+r.Unlisted), r.Violations[0].Text)
		return nil, problems
	}
	return made, problems
}

// options are those by which the plan was made.
func (m *made) options() planner.Options {
	if m.plan.Horizon < m.scenario.Horizon {
		return planner.Options{Deadline: m.plan.Horizon}
	}
	return planner.Options{}
}

// past reports whether a scenario is over at an instant.
func past(s *scenario.Scenario, at time.Time) bool { return at.After(s.At(s.Horizon)) }

// outOfDate judges a plan that cannot be read against the scenario only by whether it was made
// from it. It returns nil where it was.
func outOfDate(s *scenario.Scenario, p plan.Plan) *Judged {
	if p.SHA256 == "" || p.SHA256 == s.SHA256 {
		return nil
	}
	unreadable := plan.Plan{Scenario: p.Scenario, SHA256: p.SHA256}
	return &Judged{s, verify.Check(s, &unreadable, nil)}
}

// Flow solves a raw instance. The error is of ctx.
func Flow(ctx context.Context, instanceFolder string, progress func(done float64)) (*instance.Answer, problem.List, error) {
	files, closeFiles := Files(instanceFolder)
	defer closeFiles()
	in, problems := instance.Read(files)
	if in == nil {
		return nil, problems, nil
	}
	answer, more, err := in.Solve(ctx, flow.Options{Progress: func(step, steps int32) {
		if progress != nil {
			progress(float64(step) / float64(steps))
		}
	}})
	problems = append(problems, more...)
	if err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	return &answer, problems, nil
}

package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"wayout/internal/handout"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/simulation"
)

// told returns how often a problem has a code.
func told(problems problem.List, code problem.Code) int {
	n := 0
	for _, p := range problems {
		if p.Code == code {
			n++
		}
	}
	return n
}

// TestSimulationInTheReport: report.html shows the simulation of exactly the plan beside it, whichever was
// made first; an older one is said to be old and not shown.
func TestSimulationInTheReport(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: plans, reports and simulations follow each other in the full tests")
	}
	ctx, dir, out := context.Background(), valley(t), t.TempDir()
	file, folder := filepath.Join(out, PageFile), filepath.Join(out, simulationFolder)
	page := func() []byte {
		html, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return html
	}
	has := func() bool { return bytes.Contains(page(), []byte(`"litres_standing":[`)) }
	simulate := func(seed uint64) (*Simulated, problem.List) {
		done, problems, err := Simulate(ctx, SimulateQuestion{Folder: dir, Out: out, Runs: 2, Seed: seed}, nil)
		if done == nil {
			t.Fatal(problems, err)
		}
		return done, problems
	}
	report := func() problem.List {
		reported, problems, err := Report(ctx, ReportQuestion{Folder: dir, Out: out, Language: "en", Now: time.Now()}, nil)
		if reported == nil {
			t.Fatal(problems, err)
		}
		return problems
	}
	plan := func(set ...scenario.Override) problem.List {
		planned, problems, err := Plan(ctx, Question{Folder: dir, Set: set}, nil)
		if planned == nil {
			t.Fatal(problems, err)
		}
		problems, err = planned.Write(ctx, out)
		if err != nil || problems.HasErrors() {
			t.Fatal(problems, err)
		}
		return problems
	}

	plan()
	if done, _ := simulate(1); done.Page != "" {
		t.Errorf("shown in %s, which is not there", done.Page)
	}
	if problems := report(); told(problems, problem.SimulationOld) > 0 || !has() {
		t.Errorf("a report made later does not show the simulation: %v", problems)
	}
	first := page()
	if done, _ := simulate(2); done.Page != file || bytes.Equal(page(), first) {
		t.Errorf("the report is not changed by a simulation; it is said to be shown in %q", done.Page)
	}
	second := page()
	if report(); !bytes.Equal(page(), second) {
		t.Error("a report made anew is another than the one that the simulation changed")
	}
	if problems := plan(); len(problems) > 0 {
		t.Errorf("the same plan again: %v", problems)
	}

	other := scenario.Override{Path: "gate.bridge.rate", Value: "40"}
	problems := plan(other)
	if told(problems, problem.SimulationOld) != 1 || told(problems, problem.ReportOld) != 1 || problems.HasErrors() {
		t.Errorf("another plan: %v", problems)
	}
	note := filepath.Join(folder, handout.OutOfDate)
	if _, err := os.Stat(note); err != nil {
		t.Error("the old simulation is not marked")
	}
	if problems := report(); told(problems, problem.SimulationOld) != 1 || has() {
		t.Errorf("the report shows a simulation of another plan: %v", problems)
	}
	if plan(); told(plan(), problem.SimulationOld) > 0 {
		t.Error("the simulation is of this plan again")
	}
	if _, err := os.Stat(note); err == nil {
		t.Error("the simulation is still marked as old")
	}
	plan(other)
	if done, problems := simulate(3); done.Page != file || told(problems, problem.ReportOld) > 0 || !has() {
		t.Errorf("the report of this plan was not changed: %v", problems)
	}
	if problems := plan(); told(problems, problem.ReportOld) != 1 {
		t.Errorf("the report is not said to be old: %v", problems)
	}
	if done, problems := simulate(3); done.Page != "" || told(problems, problem.ReportOld) != 1 {
		t.Errorf("a report of another plan was changed: %v", problems)
	}

	if err := os.WriteFile(filepath.Join(folder, simulation.NumbersFile), []byte(`{"format":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if problems := report(); told(problems, problem.SimulationUnread) != 1 || has() {
		t.Errorf("a simulation that is cut off: %v", problems)
	}
}

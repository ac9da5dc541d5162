package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"wayout/internal/disk"
	"wayout/internal/exchange"
	"wayout/internal/export"
	"wayout/internal/orders"
	"wayout/internal/problem"
	"wayout/internal/verify"
)

// exchangeFolder holds the files for other tools, beside the plan.
const exchangeFolder = "exchange"

// Exported is what was written for other tools.
type Exported struct {
	Level  string   `json:"level"`
	Folder string   `json:"folder"`
	Files  []string `json:"files"`
}

// Export writes the plan in a folder into the formats of other tools. The result is nil where the
// problems have errors. The error is of ctx, or a UsageError.
func Export(ctx context.Context, scenarioFolder, out, level string) (*Exported, problem.List, error) {
	l, known := orders.LevelOf(level)
	if !known || l == orders.Sealed {
		return nil, nil, UsageError{Text: fmt.Sprintf("--level is public, partners or restricted, not %q", level)}
	}
	made, problems := readMade(scenarioFolder, out)
	if made == nil || problems.HasErrors() {
		return nil, problems, nil
	}
	if r := verify.Check(made.scenario, &made.plan, made.certificates); !r.Holds() {
		problems.Add(problem.OrdersUnsound, problem.Where{File: filepath.Join(out, export.PlanFile)}, "",
			fmt.Sprint(len(r.Violations)+r.Unlisted), r.Violations[0].Text)
		return nil, problems, nil
	}
	files, err := exchange.Files(exchange.Request{Scenario: made.scenario, Plan: &made.plan, Level: l})
	if err != nil {
		return nil, problems, err
	}
	done := &Exported{Level: level, Folder: filepath.Join(out, exchangeFolder, level)}
	if _, err := os.Stat(done.Folder); err == nil {
		if _, err := os.Stat(filepath.Join(done.Folder, exchange.GeoJSONFile)); err != nil {
			problems.Add(problem.OrdersForeign, problem.Where{File: done.Folder}, "")
			return nil, problems, nil
		}
	}
	err = writeFolder(ctx, out, done.Folder, files)
	if ctx.Err() != nil {
		return nil, problems, ctx.Err()
	}
	if err != nil {
		problems.Add(problem.ResultUnwritten, problem.Where{File: out}, "", disk.Reason(err))
		return nil, problems, nil
	}
	for _, f := range files {
		done.Files = append(done.Files, f.Name)
	}
	return done, problems, nil
}

// writeFolder puts files into a folder in the place of what was there, all or none.
func writeFolder(ctx context.Context, out, folder string, files []exchange.File) error {
	temporary, err := os.MkdirTemp(out, ".wayout-exchange-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	for _, f := range files {
		path := filepath.Join(temporary, "new", filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := disk.WriteWhole(path, f.Data); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return disk.Swap(folder, filepath.Join(temporary, "new"), filepath.Join(temporary, "old"))
}

package app

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"wayout/internal/disk"
	"wayout/internal/exchange"
	"wayout/internal/orders"
	"wayout/internal/problem"
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
	made, problems := readSound(scenarioFolder, out)
	if made == nil {
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
	err = disk.ReplaceFolder(done.Folder, out, func(into string) error {
		for _, f := range files {
			if err := cmp.Or(ctx.Err(), disk.WriteBelow(into, f.Name, f.Data)); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
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

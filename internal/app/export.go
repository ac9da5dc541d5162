package app

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"wayout/internal/disk"
	"wayout/internal/exchange"
	"wayout/internal/handout"
	"wayout/internal/orders"
	"wayout/internal/problem"
)

// exchangeFolder holds the files for other tools, beside the plan.
const exchangeFolder = "exchange"

// sealedExport is the one file of the level sealed, in which all others are.
const sealedExport = "exchange.zip.age"

// ExportQuestion asks for the files for other tools.
type ExportQuestion struct {
	Folder, Out string
	Level       string
	Recipients  []string // public keys of age of who can open sealed files
	Passphrase  string   // in the place of keys
}

// Exported is what was written for other tools.
type Exported struct {
	Level  string   `json:"level"`
	Folder string   `json:"folder"`
	Files  []string `json:"files"`
}

// Export writes the plan in a folder into the formats of other tools. The result is nil where the
// problems have errors. The error is of ctx, or a UsageError.
func Export(ctx context.Context, q ExportQuestion) (*Exported, problem.List, error) {
	level, known := orders.LevelOf(q.Level)
	if !known {
		return nil, nil, UsageError{Text: fmt.Sprintf("--level is public, partners, restricted or sealed, not %q", q.Level)}
	}
	seal, err := sealFor(level, q.Recipients, q.Passphrase)
	if err != nil {
		return nil, nil, err
	}
	made, problems := readSound(q.Folder, q.Out)
	if made == nil {
		return nil, problems, nil
	}
	files, err := exchange.Files(exchange.Request{Scenario: made.scenario, Plan: &made.plan, Level: level})
	if err == nil && level == orders.Sealed {
		files, err = sealed(files, seal, made)
	}
	if err != nil {
		return nil, problems, err
	}
	done := &Exported{Level: q.Level, Folder: filepath.Join(q.Out, exchangeFolder, q.Level)}
	if _, err := os.Stat(done.Folder); err == nil && !hasAny(done.Folder, exchange.GeoJSONFile, sealedExport) {
		problems.Add(problem.OrdersForeign, problem.Where{File: done.Folder}, "")
		return nil, problems, nil
	}
	err = disk.ReplaceFolder(done.Folder, q.Out, func(into string) error {
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
		problems.Add(problem.ResultUnwritten, problem.Where{File: q.Out}, "", disk.Reason(err))
		return nil, problems, nil
	}
	for _, f := range files {
		done.Files = append(done.Files, f.Name)
	}
	return done, problems, nil
}

// sealed puts files into one that only the holders of the seal can open.
func sealed(files []exchange.File, seal handout.Seal, made *made) ([]exchange.File, error) {
	all := make([]orders.File, len(files))
	for i, f := range files {
		all[i] = orders.File{Path: f.Name, Data: f.Data}
	}
	data, err := seal.Bundle(all, made.scenario.Start)
	return []exchange.File{{Name: sealedExport, Data: data}}, err
}

// hasAny reports whether a folder has a file of one of the names.
func hasAny(folder string, names ...string) bool {
	for _, name := range names {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			return true
		}
	}
	return false
}

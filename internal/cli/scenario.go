package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/folder"
	"wayout/internal/problem"
	"wayout/internal/report"
	"wayout/internal/starter"
)

func newCheck(o *options) *cobra.Command {
	var ask asking
	c := &cobra.Command{
		Use:   "check DIR",
		Short: "Say what a scenario folder holds, and everything that is wrong with it",
		Long: `Check reads a scenario folder and prints what it understood: places, people, roads, gates, hours,
closures, dangers, receptions and every assumption with its source. If something is wrong it prints
every error at once, with file, line, column, the value found and what would be right.`,
		Example: `  wayout check valley
  wayout check valley --set gate.bridge.rate=400`,
		Args: needs("the folder of a scenario"),
		RunE: func(_ *cobra.Command, args []string) error { return o.check(ask, args[0]) },
	}
	ask.flags(c)
	return c
}

// checkJSON is what check prints for programs.
type checkJSON struct {
	Good bool `json:"good"`
	report.Summary
	Problems []problem.Record `json:"problems"`
}

func (o *options) check(ask asking, dir string) error {
	q, err := ask.question(dir)
	if err != nil {
		return err
	}
	f, list, err := app.Read(q)
	if err != nil {
		return usage(err)
	}
	if o.json {
		if err := o.printJSON(checkJSON{f.Scenario != nil, report.Check(f), list.Records()}); err != nil {
			return err
		}
	} else if err := o.checkText(f, list); err != nil {
		return err
	}
	if f.Scenario == nil {
		return exit{exitInput}
	}
	return nil
}

func (o *options) checkText(f *folder.Folder, list problem.List) error {
	if f.Scenario != nil && !o.quiet {
		if err := o.print(report.Check(f).Text()); err != nil {
			return err
		}
	}
	return o.problems(list)
}

func newInit(o *options) *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Write a small commented scenario to start from",
		Long: `Init writes a small scenario of an invented valley into a new folder, with comments that explain
every file. Change it line by line into your own; “wayout check” says at any time what is wrong.`,
		Example: `  wayout init valley --name "Upper valley, spring"`,
		Args:    needs("a new folder"),
		RunE:    func(_ *cobra.Command, args []string) error { return o.initialise(args[0], name) },
	}
	c.Flags().StringVar(&name, "name", "", "name of the scenario")
	return c
}

func (o *options) initialise(dir, name string) error {
	entries, err := os.ReadDir(dir)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return writeError{err}
	}
	if len(entries) > 0 {
		return fmt.Errorf("the folder %s is not empty; name a new one", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return writeError{err}
	}
	var files []string
	err = starter.Write(name, func(file string, data []byte) error {
		files = append(files, file)
		return os.WriteFile(filepath.Join(dir, file), data, 0o644)
	})
	if err != nil { // Nothing half-written stays: the folder was new or empty.
		for _, file := range files {
			_ = os.Remove(filepath.Join(dir, file))
		}
		if missing {
			_ = os.Remove(dir)
		}
		return writeError{err}
	}
	if o.json {
		return o.printJSON(map[string]any{"folder": dir, "files": files})
	}
	if o.quiet {
		return nil
	}
	return o.print(fmt.Sprintf("Wrote %d files into %s. Next: wayout check %s\n", len(files), dir, dir))
}

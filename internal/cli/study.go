package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/problem"
	"wayout/internal/queue"
)

// studying are the flags of a study.
type studying struct {
	out     string
	workers int
}

func newStudy(o *options) *cobra.Command {
	var g studying
	c := &cobra.Command{
		Use:   "study DIR [STUDY.yaml]",
		Short: "Plan a scenario many times with inputs that are not certain: how sure is the answer?",
		Long: `Study plans the scenario in DIR once for every run that STUDY.yaml asks for (DIR/study.yaml if none is
named), each time with other values of what is not certain, and says how clearance spreads over the
runs and which input drives it. Every run is kept in runs.jsonl in the folder --out as soon as it is
made: the same command goes on where it was stopped. results.csv there lists all runs, study.json says
what they say together.`,
		Example: `  wayout study examples/karabakh-2023 -o study
  wayout study valley gate.yaml -o study --workers 4`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return errors.New("wayout study needs the folder of a scenario and, where it is not in there, a study.yaml; see “wayout help study”")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if g.out == "" {
				return errors.New("wayout study needs --out FOLDER, where every run is kept")
			}
			file := filepath.Join(args[0], "study.yaml")
			if len(args) > 1 {
				file = args[1]
			}
			return o.study(c, g, args[0], file)
		},
	}
	c.Flags().StringVarP(&g.out, "out", "o", "", "folder that keeps the runs, and where a stopped study goes on")
	g.workersFlag(c)
	return c
}

func (g *studying) workersFlag(c *cobra.Command) {
	c.Flags().IntVar(&g.workers, "workers", runtime.GOMAXPROCS(0), "runs that this computer makes at once")
}

func (o *options) study(c *cobra.Command, g studying, dir, file string) error {
	if g.workers < 1 {
		return fmt.Errorf("--workers %d: at least one has to work", g.workers)
	}
	tell, over := o.progress("studying")
	done, list, err := app.RunStudy(c.Context(), app.StudyQuestion{
		Folder: dir, File: file, Out: g.out, Progress: tell,
		Queue: queue.Local{Workers: g.workers, Open: app.OpenStudy},
	})
	over()
	if stopped, ok := errors.AsType[*app.Stopped](err); ok {
		return o.stopped(c, g, list, stopped)
	}
	if err := o.told(done != nil, list, err); err != nil {
		return err
	}
	if list.HasErrors() {
		return exit{exitInput}
	}
	switch {
	case o.json:
		return o.print(string(done.JSON()))
	case o.quiet:
		return nil
	}
	return o.print(done.Text() + fmt.Sprintf("\nWritten to %s: results.csv has every run, study.json what they say.\n", filepath.Clean(g.out)))
}

// stopped says how far a study got that was stopped.
func (o *options) stopped(c *cobra.Command, g studying, list problem.List, stopped *app.Stopped) error {
	if err := o.problems(list); err != nil {
		return err
	}
	fmt.Fprintf(o.errOut, "wayout: stopped; %d of %d runs are kept in %s, and the same command goes on from there\n", stopped.Made, stopped.Runs, filepath.Clean(g.out))
	if c.Context().Err() != nil {
		return exit{exitInterrupted}
	}
	fmt.Fprintf(o.errOut, "wayout: %v\n", stopped.Cause)
	return exit{exitInput}
}

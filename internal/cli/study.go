package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"wayout/internal/app/studies"
	"wayout/internal/problem"
)

// studying are the flags of a study.
type studying struct {
	reaching
	out     string
	runs    int
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
what they say together. With --queue, workers in other processes or on other computers take runs too.`,
		Example: `  wayout study examples/karabakh-2023 -o study --runs 20
  wayout study examples/karabakh-2023 -o study
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
	c.Flags().IntVar(&g.runs, "runs", 0, "make so many runs instead of what the study asks; more may follow later")
	c.Flags().IntVar(&g.workers, "workers", runtime.GOMAXPROCS(0), "runs that this process makes at once; with --queue it may be 0")
	g.flags(c, "where runs are offered to other processes too")
	c.Flags().DurationVar(&g.giveUp, "give-up", 30*time.Second, "with --queue: give the run of a worker that shows no life for so long to another")
	c.AddCommand(newStudyWork(o), newStudyQueue(o))
	return c
}

func (o *options) study(c *cobra.Command, g studying, dir, file string) error {
	if g.runs < 0 || g.runs > studies.MostRuns {
		return fmt.Errorf("--runs %d is not a number from 1 to %d", g.runs, studies.MostRuns)
	}
	who, done, err := o.workersOf(g)
	if err != nil {
		return err
	}
	defer done()
	tell, over := o.progress("studying")
	studied, list, err := studies.Run(c.Context(), studies.Question{
		Folder: dir, File: file, Out: g.out, Runs: g.runs, Progress: tell,
		Queue: who,
	})
	over()
	if stopped, ok := errors.AsType[*studies.Stopped](err); ok {
		return o.stopped(c, g, list, stopped)
	}
	if err := o.told(studied != nil, list, err); err != nil {
		return err
	}
	if list.HasErrors() {
		return exit{exitInput}
	}
	switch {
	case o.json:
		return o.print(string(studied.JSON()))
	case o.quiet:
		return nil
	}
	return o.print(studied.Text() + fmt.Sprintf("\nWritten to %s: results.csv has every run, study.json what they say.\n", filepath.Clean(g.out)))
}

// stopped says how far a study got that was stopped.
func (o *options) stopped(c *cobra.Command, g studying, list problem.List, stopped *studies.Stopped) error {
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

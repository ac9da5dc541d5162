package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/problem"
)

// Exit codes, which other programs rely on.
const (
	exitGood        = 0
	exitInput       = 1 // the input is wrong, or a name is not certain
	exitUsage       = 2 // the command line is wrong
	exitNotServed   = 3 // there is a plan, but it does not serve everybody
	exitViolations  = 4 // the plan breaks rules
	exitAlarm       = 5 // people who were counted are missing
	exitInterrupted = 130
)

// exit is the error of a command that has said all it had to say.
type exit struct{ code int }

func (e exit) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// Run runs one command line, without the name of the program, and returns its exit code. When
// ctx ends, the command stops and leaves nothing half-written.
func Run(ctx context.Context, args []string, out, errOut io.Writer) int {
	cobra.MousetrapHelpText = "" // A double click on Windows shows the example too.
	o := &options{out: out, errOut: errOut}
	root := newRoot(o)
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitGood
	}
	if code, ok := errors.AsType[exit](err); ok {
		return code.code
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		fmt.Fprintln(errOut, "wayout: stopped; nothing was written")
		return exitInterrupted
	}
	if broken, ok := errors.AsType[writeError](err); ok {
		fmt.Fprintln(errOut, "wayout: "+broken.Error())
		return exitInput
	}
	fmt.Fprintf(errOut, "wayout: %v\nRun “wayout help” for what it can do.\n", err)
	return exitUsage
}

// options are the flags that every command has, and where it writes.
type options struct {
	out, errOut io.Writer
	json, quiet bool
}

// writeError tells that the result could not be printed or written.
type writeError struct{ err error }

func (e writeError) Error() string { return "the result cannot be written: " + e.err.Error() }

func newRoot(o *options) *cobra.Command {
	root := &cobra.Command{
		Use:   "wayout",
		Short: "Plan how a whole population leaves, and prove how good the plan is",
		Long: `Wayout plans how a whole population leaves through the roads, hours and gates that are left to it,
proves how close that plan is to the best any plan could do, and says what holds everyone back.

Without a command it plans the example that comes with it and opens the report in a browser.

A scenario is a folder of plain files: “wayout init” writes one to start from, “wayout check” says
what it understood, “wayout plan” plans it. All results hold under the inputs given; nothing is
called safe. Leaving is voluntary, and who stays remains protected. Nothing leaves this computer.

Exit codes: 0 good; 1 the input is wrong, or a name not certain; 2 the command line is wrong; 3 there
is a plan, but not everybody is served; 4 a plan breaks rules; 5 people who were counted are missing;
130 stopped.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(c *cobra.Command, _ []string) error { return o.show(c) },
	}
	root.PersistentFlags().BoolVar(&o.json, "json", false, "print results and problems as JSON")
	root.PersistentFlags().BoolVar(&o.quiet, "quiet", false, "print no progress and, where files are written, no summary")
	root.AddCommand(
		newCheck(o), newInit(o), newRoads(o), newEstimate(o), newPlaces(o), newPlan(o), newVerify(o), newPrices(o), newSimulate(o), newReplay(o), newBacktest(o), newAccount(o), newStudy(o), newReport(o), newExport(o), newOrders(o), newCount(o), newMessages(o), newFlow(o), newRounds(o), newDemo(o), newVersion(o),
	)
	return root
}

// told returns why a command goes no further: it was asked wrongly or stopped, or there is no answer
// because of the problems. It is nil where there is one, and the problems were shown.
func (o *options) told(answered bool, list problem.List, err error) error {
	if err != nil {
		return usage(err)
	}
	if !answered {
		return o.stop(list)
	}
	return o.problems(list)
}

// stop ends a command whose problems have errors.
func (o *options) stop(list problem.List) error {
	if err := o.problems(list); err != nil {
		return err
	}
	return exit{exitInput}
}

// usage returns the words of a usage error as they are.
func usage(err error) error {
	if wrong, ok := errors.AsType[app.UsageError](err); ok {
		return errors.New(wrong.Text)
	}
	return err
}

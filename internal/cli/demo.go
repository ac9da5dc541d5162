package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/report"
)

func newDemo(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "demo [EXAMPLES]",
		Short: "Answer a witness's questions of 21 September 2023, and plan the departure that followed",
		Long: `Demo reads the two scenarios of Nagorno-Karabakh that come with Wayout, from the folder of examples.
It answers what a witness in Stepanakert asked on 21 September 2023: how to leave, where to, how many
by when, and who not? Then it plans the departure that began on the 24th.`,
		Example: `  wayout demo examples`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			examples := "examples"
			if len(args) > 0 {
				examples = args[0]
			}
			return o.demo(c, examples)
		},
	}
}

func (o *options) demo(c *cobra.Command, examples string) error {
	tell, over := o.progress("planning the examples")
	d, list, err := app.Demonstrate(c.Context(), examples, tell)
	over()
	if err := o.told(d != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.print(string(d.Departure.Summary.JSON()))
	}
	folder := d.Departure.Question.Folder
	return o.print(report.Answers(d.Eve.Scenario, d.Eve.Result, d.Cases) + "\n" +
		report.Plan(d.Departure.Scenario, d.Departure.Result, "") +
		fmt.Sprintf("\nGo on: wayout plan %s -o out; wayout verify %s out; wayout prices %s\n", folder, folder, folder))
}

func newVersion(o *options) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program",
		Example: `  wayout version`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if o.json {
				return o.printJSON(map[string]string{"version": app.Version, "go": goVersion()})
			}
			return o.print(fmt.Sprintf("wayout %s (%s)\n", app.Version, goVersion()))
		},
	}
}

// goVersion returns the version of Go that the program was built with.
func goVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.GoVersion
	}
	return "unknown Go"
}

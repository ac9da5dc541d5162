package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

func newReport(o *options) *cobra.Command {
	q := app.ReportQuestion{}
	c := &cobra.Command{
		Use:   "report DIR OUT",
		Short: "Write the page that shows a plan and answers changed questions, and two pages to print",
		Long: `Report writes two files beside the plan that “wayout plan” wrote into OUT. report.html shows it: map,
timetable, curves, prices, who is not served, assumptions; it is one file, opens in any browser
without a network, and plans the scenario again when something in it is changed. report.pdf says
the same on two pages. Both are restricted, as the plan is.`,
		Example: `  wayout report valley result
  wayout report valley result --language fr`,
		Args: needs("the folder of a scenario", "the folder of its plan"),
		RunE: func(c *cobra.Command, args []string) error {
			q.Folder, q.Out, q.Now = args[0], args[1], time.Now()
			return o.report(c, q)
		},
	}
	c.Flags().StringVar(&q.Language, "language", "en", "of report.pdf: hy, az, ru, en, fr, ar or uk; the page has all")
	return c
}

func (o *options) report(c *cobra.Command, q app.ReportQuestion) error {
	tell, over := o.progress("reporting")
	reported, list, err := app.Report(c.Context(), q, tell)
	over()
	if err := o.told(reported != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.printJSON(reported)
	}
	if o.quiet {
		return nil
	}
	text := fmt.Sprintf("Written: %s (%.1f MB) and %s\n", reported.Page, float64(reported.Bytes)/1e6, reported.Briefing)
	if !reported.WithPlanner {
		text += "This program was built without the planner for pages, so the page shows the plan only; “make build” adds it.\n"
	}
	return o.print(text)
}

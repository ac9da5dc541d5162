package cli

import (
	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/export"
	"wayout/internal/report"
)

func newPrices(o *options) *cobra.Command {
	var ask asking
	var roads string
	c := &cobra.Command{
		Use:   "prices DIR",
		Short: "Say what each concession is worth: a booth, an hour, a lane, a road re-opened",
		Long: `Prices plans the scenario and says, for every gate, window, booth and road that holds people back,
what a little more of it saves at most, which is proved, what a plan with it saves, how many people
a day more get out, and what holds everyone back then. Of roads it lists the twenty changes that may
save most; --roads writes what a lane more saves at most on every road, and what every road that is
ever shut saves without its closures and hours.`,
		Example: `  wayout prices valley
  wayout prices valley --json
  wayout prices valley --roads roads.csv`,
		Args: needs("the folder of a scenario"),
		RunE: func(c *cobra.Command, args []string) error { return o.prices(c, ask, args[0], roads) },
	}
	ask.flags(c)
	ask.deadlineFlag(c)
	c.Flags().StringVar(&roads, "roads", "", "write what each road is worth at most into this file, as CSV")
	return c
}

func (o *options) prices(c *cobra.Command, ask asking, dir, roads string) error {
	q, err := ask.question(dir)
	if err != nil {
		return err
	}
	tell, over := o.progress("pricing")
	priced, list, err := app.Prices(c.Context(), q, roads, tell)
	over()
	if err := o.told(priced != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.print(string(export.Prices(priced.Scenario, priced.List).JSON()))
	}
	return o.print(report.Prices(priced.Scenario, priced.List))
}

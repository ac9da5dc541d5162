package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

func newSimulate(o *options) *cobra.Command {
	q := app.SimulateQuestion{}
	c := &cobra.Command{
		Use:   "simulate DIR OUT",
		Short: "Say what the road would really do: with the plan, and if all leave at once",
		Long: `Simulate drives the cars, buses and columns of the plan that “wayout plan” wrote into OUT through the
roads and gates of the scenario in DIR, queue by queue: full roads hold back those behind them, people
leave early, take wrong turns, break down, and burn fuel while they stand. Beside it the same people
leave at once without a plan. It prints both in one table, and writes simulation.json, arrivals.csv,
queues.csv and places.csv into OUT/simulation; with --trips also nodes.csv, links.csv and trips.csv,
from which “wayout replay” and other simulators can replay the plan, and the inputs of SUMO. Where OUT
holds report.html of this plan, the page shows it from then on; a report made later does too.

The numbers are the middle of many runs, with the range in which eight of ten lie. The same seed gives
the same bytes on any number of cores. What people do is assumed: every assumption is printed with its
source, and --assume puts another value in its place.`,
		Example: `  wayout simulate valley result
  wayout simulate valley result --runs 100 --seed 7
  wayout simulate valley result --assume share_early=0 --assume gate_spread=0
  wayout simulate valley result --trips`,
		Args: needs("the folder of a scenario", "the folder of its plan"),
		RunE: func(c *cobra.Command, args []string) error {
			q.Folder, q.Out = args[0], args[1]
			return o.simulate(c, q)
		},
	}
	c.Flags().IntVar(&q.Runs, "runs", 20, "how many runs, each with other chances")
	c.Flags().Uint64Var(&q.Seed, "seed", 1, "where chance begins; the same seed gives the same result")
	c.Flags().BoolVar(&q.Unplanned, "unplanned", false, "simulate only what happens if all leave at once")
	c.Flags().BoolVar(&q.Trips, "trips", false, "also write the network and the trips of the plan for other simulators")
	c.Flags().StringArrayVar(&q.Assume, "assume", nil, "another value for what people or traffic do, as NAME=VALUE; may be repeated")
	return c
}

func (o *options) simulate(c *cobra.Command, q app.SimulateQuestion) error {
	tell, over := o.progress("simulating")
	simulated, list, err := app.Simulate(c.Context(), q, tell)
	over()
	if err := o.told(simulated != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.print(string(simulated.Writer.JSON()))
	}
	if o.quiet {
		return nil
	}
	shown := fmt.Sprintf("  look at it: wayout report %s %s\n", q.Folder, q.Out)
	if simulated.Page != "" {
		shown = fmt.Sprintf("Shown in %s\n", simulated.Page)
	}
	return o.print(simulated.Writer.Text() + fmt.Sprintf("\nWritten to %s\n  %s\n%s", simulated.Folder, strings.Join(simulated.Files, "\n  "), shown))
}

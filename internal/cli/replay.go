package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/replay"
)

func newReplay(o *options) *cobra.Command {
	out := ""
	c := &cobra.Command{
		Use:   "replay FOLDER",
		Short: "Say what the road would do with the trips of any plan, of this tool or another",
		Long: `Replay reads nodes.csv, links.csv and trips.csv in FOLDER, as “wayout simulate --trips” writes them and
docs/simulation.md describes them, and drives every trip through the roads queue by queue: full roads hold
back those behind them. It says when half, nine in ten and the last have arrived, how long they are on the
road, and where most stand. With --out it writes arrivals.csv, every ten minutes.

It ends ten days after the last departure. The exit code is 3 where somebody has not arrived by then.`,
		Example: `  wayout replay result/simulation/trips
  wayout replay other-tool --json
  wayout replay other-tool -o replayed`,
		Args: needs("a folder with nodes.csv, links.csv and trips.csv"),
		RunE: func(c *cobra.Command, args []string) error { return o.replay(c, args[0], out) },
	}
	c.Flags().StringVarP(&out, "out", "o", "", "folder for arrivals.csv")
	return c
}

func (o *options) replay(c *cobra.Command, folder, out string) error {
	outcome, list, err := app.Replay(c.Context(), folder, out)
	if err := o.told(outcome != nil, list, err); err != nil {
		return err
	}
	switch {
	case o.json:
		err = o.print(string(outcome.JSON()))
	case o.quiet && out != "":
	case out != "":
		err = o.print(outcome.Text() + fmt.Sprintf("\nWritten to %s\n  %s\n", out, replay.ArrivalsFile))
	default:
		err = o.print(outcome.Text())
	}
	if err == nil && outcome.Missing() > 0 {
		return exit{exitNotServed}
	}
	return err
}

package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

func newBacktest(o *options) *cobra.Command {
	q := app.BacktestQuestion{}
	var ask asking
	c := &cobra.Command{
		Use:   "backtest DIR ARRIVALS",
		Short: "Fit the rate of one gate to a part of a record of arrivals, and predict the rest",
		Long: `Backtest holds the simulation against what was counted. ARRIVALS is a table (CSV or .xlsx) with the columns
“at” and “people”: how many people were out by then, all together. From --from to --until one rate of one
gate is fitted; what was counted after that is predicted, count by count, with the error of each. A
straight line drawn through the same counts stands beside it, so that nobody takes one rate on one road
for more than it is.`,
		Example: `  wayout backtest examples/karabakh-2023 arrivals.csv --from 2023-09-25T00:00 --until 2023-09-28T00:00
  wayout backtest valley counted.xlsx --until 2026-04-11T12:00 --gate bridge -o hindsight`,
		Args: needs("the folder of a scenario", "a record of arrivals"),
		RunE: func(c *cobra.Command, args []string) error {
			asked, err := ask.question(args[0])
			if err != nil {
				return err
			}
			q.Question, q.Record = asked, args[1]
			return o.backtest(c, q)
		},
	}
	ask.flags(c)
	c.Flags().StringVar(&q.Gate, "gate", "", "id of the gate whose rate is fitted; needed where there are several")
	c.Flags().StringVar(&q.From, "from", "", "the first moment that is fitted, such as 2023-09-25T00:00; the first count if it is left out")
	c.Flags().StringVar(&q.Until, "until", "", "the last moment that is fitted; all counts after it are predicted")
	c.Flags().IntVar(&q.Runs, "runs", 20, "how many simulations of the fitted rate, each with other chances")
	c.Flags().Uint64Var(&q.Seed, "seed", 1, "where chance begins; the same seed gives the same result")
	c.Flags().StringArrayVar(&q.Assume, "assume", nil, "another value for what people or traffic do, as NAME=VALUE; may be repeated")
	c.Flags().StringVarP(&q.Out, "out", "o", "", "folder for backtest.json, backtest.csv and the picture backtest.svg")
	return c
}

func (o *options) backtest(c *cobra.Command, q app.BacktestQuestion) error {
	tell, over := o.progress("fitting")
	tested, list, err := app.Backtest(c.Context(), q, tell)
	over()
	if err := o.told(tested != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.print(string(tested.JSON()))
	}
	if o.quiet {
		return nil
	}
	text := tested.Text()
	if q.Out != "" {
		var names []string
		for _, f := range tested.Files() {
			names = append(names, f.Name)
		}
		text += fmt.Sprintf("\nWritten to %s\n  %s\n", q.Out, strings.Join(names, "\n  "))
	}
	return o.print(text)
}

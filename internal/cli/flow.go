package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/instance"
)

func newFlow(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "flow DIR",
		Short: "Solve a raw flow-over-time instance exactly",
		Long: `Flow reads nodes.csv, links.csv, sources.csv, sinks.csv and, if there is one, capacity.csv, in whole
units and steps with waiting everywhere, and prints how many units can be out by every step.`,
		Example: `  wayout flow instance --json`,
		Args:    needs("the folder of an instance"),
		RunE:    func(c *cobra.Command, args []string) error { return o.flow(c, args[0]) },
	}
}

func (o *options) flow(c *cobra.Command, dir string) error {
	tell, over := o.progress("solving")
	answer, list, err := app.Flow(c.Context(), dir, tell)
	over()
	if err := o.told(answer != nil, list, err); err != nil {
		return err
	}
	if o.json {
		line, err := json.Marshal(answer)
		if err != nil {
			return writeError{err}
		}
		return o.print(string(line) + "\n")
	}
	return o.print(flowText(answer))
}

// flowText says the answer in a few lines.
func flowText(a *instance.Answer) string {
	text := fmt.Sprintf("%d of %d units can ever be out, the last at step %d.\n", a.MaxOutLimit, a.Supply, a.Last)
	if a.Clearance != nil {
		text = fmt.Sprintf("All %d units can be out at step %d.\n", a.Supply, *a.Clearance)
	}
	if a.TotalArrival != nil {
		text += fmt.Sprintf("The least sum of their arrival steps is %d.\n", *a.TotalArrival)
	}
	return text
}

package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

// show plans the example and opens its report: what the program does without a command, so that a
// double click is enough to see it.
func (o *options) show(c *cobra.Command) error {
	tell, over := o.progress("planning the example")
	shown, list, err := app.ShowExample(c.Context(), true, tell)
	over()
	if err := o.told(shown != nil, list, err); err != nil {
		return err
	}
	text := fmt.Sprintf("This is the departure from Nagorno-Karabakh in September 2023, planned:\n  %s\n", shown.Page)
	if !shown.Opened {
		text += "Open that file in a browser; none could be started here.\n"
	}
	return o.print(text + "\nFor your own plans see: wayout help\n")
}

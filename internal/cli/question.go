package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/scenario"
)

// asking are the flags by which a command changes the scenario for one run.
type asking struct {
	set      []string
	variant  string
	deadline string
}

func (a *asking) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&a.set, "set", nil, "override one value for this run, as PATH=VALUE; may be repeated")
	c.Flags().StringVar(&a.variant, "variant", "", "plan a variant that the scenario has prepared, by its id")
}

func (a *asking) deadlineFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.deadline, "deadline", "",
		"the most people out by then: a moment (2023-09-26T10:00, local or with offset) or a span from the start (36h, 2 days)")
}

// question returns what is asked of a folder.
func (a *asking) question(folder string) (app.Question, error) {
	q := app.Question{Folder: folder, Variant: a.variant, Deadline: a.deadline}
	for _, text := range a.set {
		path, value, ok := strings.Cut(text, "=")
		if !ok || strings.TrimSpace(path) == "" {
			return q, fmt.Errorf("--set %q is not of the form PATH=VALUE, such as gate.hakari_bridge.rate=2000", text)
		}
		q.Set = append(q.Set, scenario.Override{Path: strings.TrimSpace(path), Value: strings.TrimSpace(value)})
	}
	return q, nil
}

// needs requires one argument for each of the names.
func needs(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != len(names) {
			return fmt.Errorf("%s needs %s; see “wayout help %s”", c.CommandPath(), strings.Join(names, " and "), c.Name())
		}
		return nil
	}
}

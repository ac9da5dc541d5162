package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

func newAccount(o *options) *cobra.Command {
	q := app.AccountQuestion{}
	c := &cobra.Command{
		Use:   "account DIR --promised PROMISED --delivered COUNTS",
		Short: "Say who could be out under the terms promised, who under those delivered, and who was counted",
		Long: `Account sets three numbers side by side: how many people would be out by now under the terms promised, by a
plan that keeps every rule; how many could be out at most under the terms delivered, whatever anybody
had done, with a certificate; and how many were counted. So nobody who kept the people waiting can say
that they would not go, and nobody who failed to organise them can say that they were not let.

PROMISED is a promised.yaml with the values that were promised, and what came of them. COUNTS is a table
with the columns “at” and “people” (out by then, all together), and “gate” and “rate” where it is known how
many vehicles an hour a gate let pass from a moment on. With --out both scenarios, plans and
certificates are written, so that either side can check each number without trusting the other.`,
		Example: `  wayout account valley --promised promised.yaml --delivered counts.csv
  wayout account valley --promised promised.yaml --delivered counts.csv --at 2026-04-11T10:00 -o account`,
		Args: needs("the folder of a scenario"),
		RunE: func(c *cobra.Command, args []string) error {
			if q.Promised == "" || q.Delivered == "" {
				return errors.New("wayout account needs --promised FILE and --delivered FILE; see “wayout help account”")
			}
			q.Folder = args[0]
			return o.account(c, q)
		},
	}
	c.Flags().StringVar(&q.Promised, "promised", "", "what was promised: a promised.yaml")
	c.Flags().StringVar(&q.Delivered, "delivered", "", "what was counted: people out, and what gates let pass (CSV or .xlsx)")
	c.Flags().StringVar(&q.At, "at", "", "the moment of the account, such as 2023-09-28T10:00; the last count if it is left out")
	c.Flags().StringVarP(&q.Out, "out", "o", "", "folder for account.json, both scenarios, their plans and certificates")
	return c
}

func (o *options) account(c *cobra.Command, q app.AccountQuestion) error {
	tell, over := o.progress("accounting")
	statement, list, err := app.Account(c.Context(), q, tell)
	over()
	if err := o.told(statement != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.print(string(statement.JSON()))
	}
	if o.quiet {
		return nil
	}
	text := statement.Text()
	if q.Out != "" {
		text += fmt.Sprintf("\nWritten to %s: account.json says how to check each number.\n", q.Out)
	}
	return o.print(text)
}

package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/disk"
	"wayout/internal/report"
)

func newOrders(o *options) *cobra.Command {
	q := app.OrdersQuestion{}
	var passphraseFile string
	c := &cobra.Command{
		Use:   "orders DIR OUT",
		Short: "Print what each hand needs: pages for towns, tickets, sheets and messages",
		Long: `Orders turns the plan that “wayout plan” wrote into OUT into paper and messages, in every language: for
every town a page for the wall, a text to read aloud, tickets, a tally sheet, text messages and a CAP
message; sheets for convoy leaders, crews, gates, fuel points, receptions, the medical coordinator
and the table of negotiation; and a humanitarian notification. They go to OUT/orders/LEVEL. A plan
that does not hold is not printed.

The level decides what is printed and what may stand on it. public: pages without hours, ways, cuts
and numbers below ten. partners: receptions and the notification as well. restricted: everything.
sealed: everything, encrypted with age, one file a holder. OUT/orders-log.csv says what was made for
whom, with its hash.

Printing a new plan is a new version, which says what it replaces and what is new. --cancel calls the
departure off. Messages are drafts until two functions confirm the code that is shown with them.

A translation can be corrected: “wayout messages --out FOLDER” writes the files, --messages FOLDER uses
them. A language with a stale or missing message is not printed.`,
		Example: `  wayout orders valley result --languages en,fr
  wayout orders valley result --level public
  wayout orders valley result --level sealed --passphrase-file secret.txt
  wayout orders valley result --cancel`,
		Args: needs("the folder of a scenario", "the folder of its plan"),
		RunE: func(c *cobra.Command, args []string) error {
			q.Folder, q.Out, q.Now = args[0], args[1], time.Now()
			var err error
			if q.Passphrase, err = passphraseIn(passphraseFile); err != nil {
				return err
			}
			return o.orders(c, q)
		},
	}
	c.Flags().StringVar(&q.Level, "level", "restricted", "who may see it: public, partners, restricted or sealed")
	c.Flags().StringSliceVar(&q.Languages, "languages", nil, "codes of languages, such as hy,ru (default all: hy,az,ru,en,fr,ar,uk)")
	c.Flags().StringVar(&q.Messages, "messages", "", "folder of message files in the place of those of the program")
	c.Flags().StringVar(&q.Issued, "issued", "", "when they are issued, such as 2023-09-24T06:00 (default now; of a past scenario its start)")
	c.Flags().BoolVar(&q.Cancel, "cancel", false, "call the departure off: pages and messages that take back the last version")
	c.Flags().StringVar(&q.Status, "status", "draft", "of CAP messages: draft, exercise or actual")
	c.Flags().StringVar(&q.Sender, "sender", "", "of CAP messages: a name that is yours alone, such as a domain name")
	c.Flags().StringArrayVar(&q.Confirms, "confirm", nil, "FUNCTION=CODE of who has read the drafts; two for --status actual")
	sealFlags(c, &q.Recipients, &passphraseFile)
	return c
}

// sealFlags adds the flags that say who can open sealed files.
func sealFlags(c *cobra.Command, recipients *[]string, passphraseFile *string) {
	c.Flags().StringArrayVar(recipients, "recipient", nil, "public key of age (age1…) of who can open sealed files; may be repeated")
	c.Flags().StringVar(passphraseFile, "passphrase-file", "", "file with the passphrase that opens sealed files")
}

// passphraseIn reads a passphrase from a file; without a file there is none.
func passphraseIn(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	data, err := disk.Read(file, 4096)
	if err != nil {
		return "", fmt.Errorf("--passphrase-file: %s", disk.Reason(err))
	}
	passphrase := strings.TrimSpace(string(data))
	if passphrase == "" {
		return "", fmt.Errorf("--passphrase-file: %s is empty", file)
	}
	return passphrase, nil
}

func (o *options) orders(c *cobra.Command, q app.OrdersQuestion) error {
	tell, over := o.progress("printing")
	ordered, list, err := app.Orders(c.Context(), q, tell)
	over()
	if err := o.told(ordered != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.printJSON(ordered)
	}
	if o.quiet {
		return nil
	}
	return o.print(orderedText(ordered))
}

// orderedText says what was printed and what is to be done with it.
func orderedText(r *app.Ordered) string {
	var text strings.Builder
	what := "Orders"
	if r.Cancelled {
		what = "Cancellation"
	}
	fmt.Fprintf(&text, "%s, version %d", what, r.Version)
	if r.Replaces > 0 {
		fmt.Fprintf(&text, ", replaces version %d: take that one off every wall", r.Replaces)
	}
	fmt.Fprintf(&text, "\n%d files at the level %s in %s\n", r.Files, r.Level, r.Folder)
	for _, sheet := range slices.Sorted(maps.Keys(r.Sheets)) {
		fmt.Fprintf(&text, "  %-28s%5d\n", sheet, r.Sheets[sheet])
	}
	text.WriteString("Translations\n")
	for _, l := range r.Languages {
		state := "nobody who speaks it has checked it; every page says so"
		switch {
		case l.Code == "en":
			state = "source"
		case l.Reviewed == l.Messages:
			state = "checked"
		case l.Reviewed > 0:
			state = fmt.Sprintf("%d of %d messages checked; pages with others say so", l.Reviewed, l.Messages)
		}
		fmt.Fprintf(&text, "  %-3s%-14s%s\n", l.Code, l.Name, state)
	}
	fmt.Fprintf(&text, "Messages are of the status %s; code %s.\n", r.Status, r.Code)
	if r.Level != "public" {
		text.WriteString("Hours and ways are a list of targets: give each sheet only to whoever needs it.\n")
	}
	return text.String()
}

func newMessages(o *options) *cobra.Command {
	var folder, out string
	c := &cobra.Command{
		Use:   "messages",
		Short: "Say how far translations are, and write the message files for a translator",
		Long: `Messages says for every language how many sentences there are, how many have been checked by somebody
who speaks it, and which are missing or out of date. With --out it writes the files, one table a
language, which any spreadsheet program opens: id, source (the English sentence), text, and reviewed:
the date and function of who has checked the sentence, such as “2026-11-25 court interpreter”; no
names of persons. What stands in {braces} is filled in and must stay as it is.`,
		Example: `  wayout messages
  wayout messages --out translations
  wayout messages --messages translations`,
		Args: needsNone,
		RunE: func(*cobra.Command, []string) error { return o.messages(folder, out) },
	}
	c.Flags().StringVar(&folder, "messages", "", "folder of message files to look at in the place of those of the program")
	c.Flags().StringVarP(&out, "out", "o", "", "folder to write the message files into; files that are there stay")
	return c
}

// needsNone refuses arguments.
func needsNone(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments; see “wayout help %s”", c.CommandPath(), c.Name())
	}
	return nil
}

func (o *options) messages(folder, out string) error {
	if out != "" {
		if err := app.WriteMessages(out); err != nil {
			return fmt.Errorf("the messages cannot be written: %s", disk.Reason(err))
		}
	}
	states, list := app.Messages(folder)
	if err := o.problems(list); err != nil {
		return err
	}
	if o.json {
		if err := o.printJSON(states); err != nil {
			return err
		}
	} else if err := o.print(messagesText(states, out)); err != nil {
		return err
	}
	if list.HasErrors() {
		return exit{exitInput}
	}
	return nil
}

func messagesText(states []app.OrdersLanguage, out string) string {
	var text strings.Builder
	for _, l := range states {
		fmt.Fprintf(&text, "%-3s%-14s%4d messages, %4d checked by somebody who speaks it\n", l.Code, l.Name, l.Messages, l.Reviewed)
	}
	if out != "" {
		fmt.Fprintf(&text, "Written to %s\n", out)
	}
	return text.String()
}

func newCount(o *options) *cobra.Command {
	q := app.CountQuestion{}
	c := &cobra.Command{
		Use:   "count DIR OUT COUNTS",
		Short: "Compare the people counted on number sheets, and raise an alarm on any loss",
		Long: `Count reads a table of what was counted on the number sheets of the orders in OUT: sheet (its number,
such as 4-0123), check (departure, gate_in, gate_out or arrival), gate (where a convoy passes several),
at (when), people and vehicles. It compares the counts of each sheet, check by check, and raises an
alarm for everybody who was counted and is missing at the next check, or not seen there in time. It
knows numbers only, and refuses a table with columns for persons. Fewer people at departure than
planned are no alarm: whoever stays remains protected.

Exit code 5: there is an alarm.`,
		Example: `  wayout count valley result counts.csv`,
		Args:    needs("the folder of a scenario", "the folder of its orders", "a table of counts"),
		RunE: func(_ *cobra.Command, args []string) error {
			q.Folder, q.Out, q.Counts = args[0], args[1], args[2]
			return o.count(q)
		},
	}
	c.Flags().StringVar(&q.At, "at", "", "moment of comparison, such as 2023-09-25T14:00 (default the last count)")
	c.Flags().StringVar(&q.Late, "late", "1h", "how long a convoy may be later than expected before that is an alarm")
	return c
}

func (o *options) count(q app.CountQuestion) error {
	counted, list, err := app.Count(q)
	if err := o.told(counted != nil, list, err); err != nil {
		return err
	}
	if o.json {
		if err := o.printJSON(counted.Report.JSON(counted.Scenario)); err != nil {
			return err
		}
	} else if err := o.print(report.Counts(counted.Scenario, &counted.Report)); err != nil {
		return err
	}
	if len(counted.Report.Alarms) > 0 {
		return exit{exitAlarm}
	}
	return nil
}

package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/spelling"
)

func newPlaces(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "places DIR [NAME...]",
		Short: "Say which place somebody means, by any of its names in any spelling",
		Long: `Places says which place of the scenario in DIR is meant by what somebody wrote: by any of its names,
in any language, case, script and spelling that is known, with or without accents. Where that is
certain it says the place with its id and all its names. Where it is not, as with a typing fault or a
name that two places share, it proposes, with a confidence in per cent and how each matched, and asks:
it never decides on its own. Several names are answered one after the other; a name of several words
needs quotation marks. Without a name it lists all places.

The paths of --set take any spelling that is certain, in the place of an id.

Exit code 1: not every name is certain.`,
		Example: `  wayout places valley
  wayout places valley "Upper Mill"
  wayout places valley Lowfeild bridge --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("wayout places needs the folder of a scenario, and names if you look for some; see “wayout help places”")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return o.places(args[0], args[1:]) },
	}
}

// placesJSON is what places prints for programs: one of the two.
type placesJSON struct {
	Places  []spelling.Place  `json:"places,omitzero"`
	Answers []spelling.Answer `json:"answers,omitzero"`
}

func (o *options) places(dir string, names []string) error {
	places, list, err := app.Places(dir)
	if err := o.told(places != nil, list, err); err != nil {
		return err
	}
	if len(names) == 0 {
		all := places.All()
		if o.json {
			return o.printJSON(placesJSON{Places: all})
		}
		return o.print(spelling.ListText(all))
	}
	var answers []spelling.Answer
	text, certain := "", true
	for n, name := range names {
		a := places.Find(name)
		answers, certain = append(answers, a), certain && a.Certain()
		if n > 0 {
			text += "\n"
		}
		text += a.Text()
	}
	if o.json {
		err = o.printJSON(placesJSON{Answers: answers})
	} else {
		err = o.print(text)
	}
	if err == nil && !certain {
		err = exit{exitInput}
	}
	return err
}

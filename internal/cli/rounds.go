package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

func newRounds(o *options) *cobra.Command {
	var q app.RoundsQuestion
	objective := "makespan"
	c := &cobra.Command{
		Use:   "rounds FILE",
		Short: "Solve a raw problem of rounds known from the literature, with a proved bound",
		Long: `Rounds solves one of two problems of vehicles that carry people in several rounds, and proves what no
rounds can beat.

A text file holds a bus evacuation problem: equal buses carry full loads from points to shelters. Its
times are read as seconds. A JSON file holds a problem of homes: vehicles of different sizes carry
the people of homes to shelters, may stop at several and share the people of one; it needs the file
of the vehicles too. Times of such files are seconds; a vehicle stands three minutes and twenty
seconds a person wherever people get on or off.

The makespan is when the last person is in a shelter, in seconds. The published cost of homes is the
average waiting plus the makespan, in minutes. docs/formats.md shows both formats.`,
		Example: `  wayout rounds buses.txt
  wayout rounds homes.json --vehicles vehicles.json --first-leg first.json --objective cost --json`,
		Args: needs("the file of a problem"),
		RunE: func(c *cobra.Command, args []string) error {
			if objective != "makespan" && objective != "cost" {
				return fmt.Errorf("--objective is makespan or cost, not %q", objective)
			}
			q.Problem, q.Cost = args[0], objective == "cost"
			return o.rounds(c, q)
		},
	}
	c.Flags().StringVar(&q.Vehicles, "vehicles", "", "JSON file with the seats and start of each vehicle (homes)")
	c.Flags().StringVar(&q.FirstLeg, "first-leg", "", "JSON file with the seconds from each vehicle to each home (homes)")
	c.Flags().StringVar(&objective, "objective", objective, "what to make small: makespan, or cost (homes)")
	return c
}

func (o *options) rounds(c *cobra.Command, q app.RoundsQuestion) error {
	tell, over := o.progress("solving")
	answer, list, err := app.SolveRounds(c.Context(), q, tell)
	over()
	if err := o.told(answer != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.printJSON(answer)
	}
	return o.print(roundsText(answer))
}

// roundsText says the answer in a line for every number, and one for every trip.
func roundsText(r *app.Rounds) string {
	var text strings.Builder
	fmt.Fprintf(&text, "All %d people are in a shelter after %s.\n", r.People, span(r.Makespan))
	if r.Waiting != nil {
		fmt.Fprintf(&text, "They wait %s on average until they are fetched.\n", span(*r.Waiting))
	}
	what := "makespan"
	if r.Objective == "cost" {
		what = "published cost"
	}
	fmt.Fprintf(&text, "%s %s %s\n", what, amount(r.Value), r.Unit)
	fmt.Fprintf(&text, "bound    %s %s: no rounds have less, by %s\n", amount(r.Bound), r.Unit, r.Proof)
	switch {
	case r.Proved:
		text.WriteString("gap      none: no rounds are better\n")
	case r.GapPercent == nil:
		text.WriteString("gap      unknown\n")
	default:
		fmt.Fprintf(&text, "gap      %.2f %%\n", *r.GapPercent)
	}
	for _, tour := range r.Tours {
		text.WriteString(tourText(tour))
	}
	return text.String()
}

// tourText says what one vehicle does.
func tourText(tour app.Tour) string {
	name := fmt.Sprintf("vehicle %d", tour.Vehicle)
	if tour.Depot != nil {
		name = fmt.Sprintf("bus %d of depot %d", tour.Vehicle, *tour.Depot)
	}
	if len(tour.Trips) == 0 {
		return name + " stays\n"
	}
	text := fmt.Sprintf("%s, done after %s\n", name, span(tour.Ends))
	for _, trip := range tour.Trips {
		var stops []string
		for _, stop := range trip.Stops {
			stops = append(stops, fmt.Sprintf("%d people at %s", stop.People, placeText("place", stop.Place, stop.Name)))
		}
		text += fmt.Sprintf("  %s, to %s\n", strings.Join(stops, ", "), placeText("shelter", trip.Shelter, trip.ShelterName))
	}
	return text
}

// placeText names a place by its number, and its name where it has one.
func placeText(kind string, number int, name string) string {
	if name == "" {
		return fmt.Sprintf("%s %d", kind, number)
	}
	return fmt.Sprintf("%s %d (%s)", kind, number, name)
}

// span says seconds, and hours where they are easier to grasp.
func span(seconds float64) string {
	if seconds < 3600 {
		return amount(seconds) + " seconds"
	}
	return fmt.Sprintf("%s seconds (%.2f h)", amount(seconds), seconds/3600)
}

// amount writes a number with at most three decimals.
func amount(x float64) string {
	text := fmt.Sprintf("%.3f", x)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

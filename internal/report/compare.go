package report

import (
	"fmt"
	"math"
	"strings"

	"wayout/internal/outcome"
	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Compare says what the changes of a run make of the plan: the scenario as it stands against the
// one that was planned, line by line where they differ, and why.
func Compare(before *planner.Result, s *scenario.Scenario, after *planner.Result) string {
	w := &compareWriter{before: before, after: after}
	var changes []string
	for _, o := range s.Overrides {
		changes = append(changes, o.Path+" = "+o.Value)
	}
	w.WriteString("\n")
	w.heading("Against the scenario as it stands, for " + strings.Join(changes, "; "))
	w.rows = [][]string{{"", "as it stands", "now", ""}}
	w.number("people out", int64(before.PeopleServed), int64(after.PeopleServed))
	w.hours("everyone who can be is out after", before.Clearance.T100, after.Clearance.T100)
	w.hours("half are out after", before.Clearance.T50, after.Clearance.T50)
	w.hours("no plan can be faster than", before.Bound.T100, after.Bound.T100)
	w.number("who cannot walk and are in no vehicle", int64(before.Rounds.CannotWalk), int64(after.Rounds.CannotWalk))
	w.kinds()
	w.number("cars with fuel", int64(before.Fuel.CarsSlots), int64(after.Fuel.CarsSlots))
	w.number("litres handed out", int64(math.Round(before.Fuel.Given.Litres())), int64(math.Round(after.Fuel.Given.Litres())))
	w.number("rounds of the fleet", int64(before.Rounds.Loaded), int64(after.Rounds.Loaded))
	w.number("cars that the fleet counts as at gates", int64(before.Rounds.GatePasses), int64(after.Rounds.GatePasses))
	if len(w.rows) == 1 {
		w.text("Nothing that people notice changes.")
	} else {
		w.table(w.rows)
	}
	w.why()
	return w.String()
}

type compareWriter struct {
	page
	before, after *planner.Result
	rows          [][]string
}

// number adds a row where two numbers differ.
func (w *compareWriter) number(what string, before, after int64) {
	if before != after {
		w.rows = append(w.rows, []string{what, count(before), count(after), signedNumber(after - before)})
	}
}

// hours adds a row where two times differ by a minute or more.
func (w *compareWriter) hours(what string, before, after unit.Second) {
	if before/unit.Minute == after/unit.Minute {
		return
	}
	difference := ""
	if before < unit.Never && after < unit.Never {
		difference = signedHours(after - before)
		if after > before {
			difference = "+" + difference
		}
	}
	w.rows = append(w.rows, []string{what, hours(before), hours(after), difference})
}

// kinds adds rows for the kinds of travellers whose number or time differ.
func (w *compareWriter) kinds() {
	find := func(r *planner.Result, kind outcome.Kind) outcome.KindResult {
		for _, k := range r.Kinds {
			if k.Kind == kind {
				return k
			}
		}
		return outcome.KindResult{Kind: kind, Times: outcome.Times{T100: unit.Never}}
	}
	for k := range outcome.KindCount {
		a, b := find(w.before, outcome.Kind(k)), find(w.after, outcome.Kind(k))
		w.number(a.Kind.String()+", people", int64(a.People), int64(b.People))
		if a.Served != a.People || b.Served != b.People {
			w.number(a.Kind.String()+", out", int64(a.Served), int64(b.Served))
		}
		if outcome.Kind(k) != outcome.ByCar && a.Served > 0 && b.Served > 0 {
			w.hours(a.Kind.String()+", the last after", a.Times.T100, b.Times.T100)
		}
	}
}

// why says what holds people back, before and now: the rounds of the fleet where they are what
// ends last, and the stage that binds longest.
func (w *compareWriter) why() {
	before, after := planner.Longest(w.before.Binding), planner.Longest(w.after.Binding)
	carsBefore, fleetLastBefore := lastCar(w.before)
	carsAfter, fleetLast := lastCar(w.after)
	switch {
	case fleetLast && fleetLastBefore:
		w.text(fmt.Sprintf("The last car is out after %s, before after %s; the rest are rounds of the fleet, which end last in both.", hours(carsAfter), hours(carsBefore)))
	case fleetLast:
		w.text(fmt.Sprintf("The last car is out after %s; then the fleet still has rounds to drive, which it had not before.", hours(carsAfter)))
	case fleetLastBefore:
		w.text(fmt.Sprintf("The rounds of the fleet ended last before, after the last car at %s; now they no longer do.", hours(carsBefore)))
	}
	switch {
	case after == nil:
	case w.after.Fuel.Holds > 0 && w.before.Fuel.Holds == 0:
		w.text("Now the fuel points hold people back, beside " + stageWords(after) + ".")
	case before != nil && before.Kind() == after.Kind() && before.ID == after.ID:
		w.text("It is still the same stage that holds everyone back longest: " + stageWords(after) + ".")
	case before != nil:
		w.text(fmt.Sprintf("What holds everyone back longest was %s; now it is %s.", stageWords(before), stageWords(after)))
	default:
		w.text("What holds everyone back longest now is " + stageWords(after) + ".")
	}
}

// lastCar returns when the last car is out, and whether rounds of the fleet go on after it.
func lastCar(r *planner.Result) (unit.Second, bool) {
	n := len(r.Ladder)
	if n < 2 || r.Ladder[n-1].Name != "rounds" {
		return 0, false
	}
	return r.Ladder[n-2].T100, true
}

// signedNumber writes a difference with its sign.
func signedNumber(n int64) string {
	if n < 0 {
		return "−" + count(-n)
	}
	return "+" + count(n)
}

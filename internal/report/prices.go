package report

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Prices tells a negotiator what each concession is worth: what it can save at most, which is
// proved, what a plan with it saves, and what holds people back then.
func Prices(s *scenario.Scenario, list *pricing.PriceList) string {
	w := priceWriter{s: s}
	w.heading("What each concession is worth, under these inputs: " + s.Name)
	w.asItIs(list.Now)
	names, byStage := stagesOf(list.Prices)
	for _, name := range names {
		w.heading(sentence(name))
		for _, price := range byStage[name] {
			w.bullet(priceText(price))
		}
	}
	w.lorry(list.Lorry)
	w.limits(list.Gates)
	if list.Elsewhere < unit.Never {
		w.heading("Everything else")
		w.text(fmt.Sprintf("Nothing that is not listed here saves more than %s: so far is the plan as it is from the best possible.",
			exactHours(list.Elsewhere)))
	}
	return w.String()
}

// priceWriter writes a price list.
type priceWriter struct {
	page
	s *scenario.Scenario
}

func (w *priceWriter) asItIs(now *planner.Result) {
	out := fmt.Sprintf("%s of %s can be served", count(now.PeopleServed), people(now.People))
	if now.Clearance.T100 >= unit.Never {
		w.text(fmt.Sprintf("As it is: %s by %s.", out, clock(w.s, now.Horizon)))
		return
	}
	w.text(fmt.Sprintf("As it is: %s, and they are out by %s, after %s.", out, clock(w.s, now.Clearance.T100), hours(now.Clearance.T100)))
}

// stagesOf groups prices by the stage they are about, in order.
func stagesOf(prices []pricing.Price) (names []string, byStage map[string][]pricing.Price) {
	byStage = map[string][]pricing.Price{}
	for _, price := range prices {
		name := price.Stage + " " + price.Name
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		byStage[name] = append(byStage[name], price)
	}
	return names, byStage
}

// priceText says what one concession is worth.
func priceText(p pricing.Price) string {
	change := sentence(p.Change.String()) + ": "
	if p.Solved && p.PeopleMore != 0 {
		return change + servedText(p)
	}
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if p.HoursAtMost < unit.Never {
		add("at most %s saved (proved)", hours(max(0, p.HoursAtMost)))
	}
	if p.Solved && p.Saved < unit.Never {
		if p.Saved == 0 && p.Saved90 == 0 {
			return change + "on its own it changes nothing."
		}
		if p.Saved < 0 {
			add("the last out %s later", hours(-p.Saved))
		} else {
			add("%s achieved", hours(p.Saved))
		}
		if p.Saved90 < unit.Never {
			add("%s for 9 in 10", signedHours(p.Saved90))
		}
		if p.PeoplePerDay != 0 {
			add("%s people a day more", signed(p.PeoplePerDay))
		}
	}
	if p.Solved && p.Next != nil {
		add("%s", thenText(p))
	}
	if len(parts) == 0 {
		return change + "nobody more is served."
	}
	return change + strings.Join(parts, "; ") + "."
}

// servedText is for concessions that bring out more people, who take time as well.
func servedText(p pricing.Price) string {
	text := signed(p.PeopleMore) + " people more served"
	if p.Saved < unit.Never {
		word := "later"
		if p.Saved > 0 {
			word = "earlier"
		}
		text += fmt.Sprintf("; with them everyone who can be served is out %s %s", hours(max(p.Saved, -p.Saved)), word)
	}
	return text + "."
}

// thenText says what holds people back once the concession is made.
func thenText(p pricing.Price) string {
	if p.Next.Home {
		return fmt.Sprintf("then %s holds everyone back", p.Next.Label())
	}
	if p.Next.Name == p.Name {
		return "it still holds everyone back then, at " + rate(p.Next.Rate)
	}
	return fmt.Sprintf("then %s holds everyone back, at %s", p.Next.Label(), rate(p.Next.Rate))
}

// signedHours writes hours saved; a plan made anew may be a little slower.
func signedHours(t unit.Second) string {
	if t < 0 && hours(-t) != hours(0) {
		return "−" + hours(-t)
	}
	return hours(max(0, t))
}

// signed writes a number with a minus sign where it is negative.
func signed(n unit.Person) string {
	if n < 0 {
		return "−" + count(-n)
	}
	return count(n)
}

// wholeRate writes a rate that is known to a vehicle an hour only.
func wholeRate(r unit.Rate) string { return rounded(r.VehiclesPerHour()) + " vehicles/h" }

// lorry says what help that drives in costs those who drive out.
func (w *priceWriter) lorry(l *pricing.LorryPrice) {
	if l == nil {
		return
	}
	w.heading("What a relief lorry costs")
	w.text(fmt.Sprintf("Each lorry in and out counts as %s at %s: %s wait for it, and everybody behind them is %s minutes later.",
		plural(l.Passes, "car", "cars"), l.Gate, people(l.People), decimal(float64(l.Time)/float64(unit.Minute))))
}

// limits says where more at a gate stops helping.
func (w *priceWriter) limits(gates []pricing.GateLimit) {
	if len(gates) == 0 {
		return
	}
	w.heading("Where more at a gate stops helping")
	for _, g := range gates {
		text := fmt.Sprintf("%s, now %s: from about %s on", g.Name, rate(g.Now), wholeRate(g.Stops))
		if g.Next == "" {
			text += " it holds nobody back"
		} else {
			text += " " + g.Next + " holds everyone back instead"
		}
		if g.Clear < unit.Never {
			text += fmt.Sprintf("; everyone who can be served is then out after %s", hours(g.Clear))
		}
		w.bullet(text + ".")
	}
}

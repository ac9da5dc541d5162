package count

import (
	"cmp"
	"fmt"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Limits of what is printed; the JSON form has all of it.
const (
	mostAlarms = 500
	mostShown  = 40 // entries of any other list
)

// Instructions that stand beside what they answer.
const (
	stopConvoys = "Stop convoys in front of the gate until these people are found: tell the gate liaison the number, not names."
	byChoice    = "This is no alarm: people may stay by choice, and who stays remains protected."
)

// Text returns the report for people: alarms first. The scenario must be the one compared with.
func (r *Report) Text(s *scenario.Scenario) string {
	w := writer{s: s, r: r}
	w.heading(fmt.Sprintf("Counts on sheets of version %d, compared at %s", r.Version, s.Clock(r.Now)))
	w.alarms()
	w.balance()
	known := w.older()
	w.notStarted()
	w.notes()
	w.totals()
	w.list("On the way", known)
	return w.String()
}

// writer writes the sections of a report.
type writer struct {
	page
	s *scenario.Scenario
	r *Report
}

// alarms says what to do, then every alarm.
func (w *writer) alarms() {
	if len(w.r.Alarms) == 0 {
		w.quiet()
		return
	}
	var fewer, unseen unit.Person
	for i := range w.r.Alarms {
		if a := &w.r.Alarms[i]; a.Kind == FewerPeople {
			fewer += a.People
		} else {
			unseen += a.People
		}
	}
	var parts []string
	if fewer > 0 {
		parts = append(parts, persons(fewer)+" fewer than at the check before")
	}
	if unseen > 0 {
		parts = append(parts, persons(unseen)+" not seen since their last check")
	}
	w.heading("ALARM: " + strings.Join(parts, "; ") + ".")
	w.text(stopConvoys)
	for i := range w.r.Alarms[:min(mostAlarms, len(w.r.Alarms))] {
		w.bullet(w.alarm(&w.r.Alarms[i]))
	}
	if more := len(w.r.Alarms) - mostAlarms; more > 0 {
		w.text("and " + plural(more, "smaller alarm", "smaller alarms"))
	}
}

// quiet says that there is no alarm, and how much that means.
func (w *writer) quiet() {
	w.heading("No alarm, under these counts.")
	switch {
	case w.r.Counts == 0:
		w.text("Nothing was counted, so nobody can say whether people are missing.")
	case w.r.Compared == 0:
		w.text("No sheet was counted at two checks yet, so no loss between checks could have shown.")
	default:
		w.text(fmt.Sprintf("%s of one sheet compared: no check has fewer people than the one before.",
			plural(w.r.Compared, "pair of counts", "pairs of counts")))
	}
}

// alarm says one alarm.
func (w *writer) alarm(a *Alarm) string {
	if a.Kind == NotSeen {
		text := fmt.Sprintf("%s: %s not seen since %s, %s", name(a.Sheet, a.Label), persons(a.People), w.where(&a.From), w.s.Clock(a.From.At))
		if a.Vehicles > 0 {
			text += ", in " + vehicles(a.Vehicles)
		}
		return text + fmt.Sprintf(". They were expected at %s by %s.", w.where(&a.To), w.s.Clock(a.To.At))
	}
	text := fmt.Sprintf("%s: %s missing since %s. %s", name(a.Sheet, a.Label), persons(a.People), w.s.Clock(a.From.At), w.between(&a.From, &a.To))
	if a.Vehicles > 0 {
		text += " " + sentence(vehicles(a.Vehicles)) + " missing too."
	}
	if len(a.More) > 0 {
		text += fmt.Sprintf(" %s as many more between the same two checks: they may have changed convoys.", sheetsHave(a.More))
	}
	if a.Regained > 0 {
		text += fmt.Sprintf(" Later counts of the sheet have %s more.", persons(a.Regained))
	}
	if len(a.More) > 0 || a.Regained > 0 {
		text += " The alarm stays until somebody has seen them."
	}
	return text
}

// notes lists what is no alarm.
func (w *writer) notes() {
	if w.r.AfterNow > 0 {
		w.heading("Times")
		w.text(fmt.Sprintf("%s later than the moment of comparison. They were compared all the same; check the clocks.",
			plural(w.r.AfterNow, "count is", "counts are")))
	}
	var items []string
	for i := range w.r.Notes {
		items = append(items, w.note(&w.r.Notes[i]))
	}
	w.list(plural(len(items), "note", "notes")+", no alarms", items)
}

// list writes a section of bullets, at most mostShown; nothing where there are none.
func (w *writer) list(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	w.heading(heading)
	for _, item := range items[:min(mostShown, len(items))] {
		w.bullet(item)
	}
	if more := len(items) - mostShown; more > 0 {
		w.text("and " + grouped(more) + " more")
	}
}

// note says one note.
func (w *writer) note(n *Note) string {
	text := name(n.Sheet, n.Label) + ": "
	switch n.Kind {
	case MorePeople:
		text += fmt.Sprintf("%s more. %s People joined, or one of the counts is wrong.", persons(n.People), w.between(&n.From, &n.To))
		if len(n.Fewer) > 0 {
			text += fmt.Sprintf(" %s as many fewer between the same two checks; that alarm stays.", sheetsHave(n.Fewer))
		}
	case FewerVehicles:
		text += fmt.Sprintf("%s fewer. %s, %s: %s; %s, %s: %s. ", vehicles(n.Vehicles),
			sentence(w.where(&n.From)), w.s.Clock(n.From.At), grouped(n.From.Vehicles), w.where(&n.To), w.s.Clock(n.To.At), grouped(n.To.Vehicles))
		if n.To.People >= n.From.People {
			text += "No people are missing: it may have broken down, and they ride on in others."
		} else {
			text += "See the alarm of this sheet."
		}
	case OutOfOrder:
		text += fmt.Sprintf("%s has an earlier time (%s) than %s (%s). Check the times.",
			w.where(&n.To), w.s.Clock(n.To.At), w.where(&n.From), w.s.Clock(n.From.At))
	default:
		text += w.comparedWithPlan(n)
	}
	return text
}

// comparedWithPlan says a difference between the first count of a sheet and the plan.
func (w *writer) comparedWithPlan(n *Note) string {
	at := fmt.Sprintf("%s, %s", w.where(&n.From), w.s.Clock(n.From.At))
	planned := n.From.People - n.People
	if n.Kind == FewerThanPlanned {
		planned = n.From.People + n.People
	}
	numbers := fmt.Sprintf("(%s, planned %s)", grouped(n.From.People), grouped(planned))
	switch {
	case n.Kind == MoreThanPlanned:
		return fmt.Sprintf("%s more than planned at %s %s. Tell the reception the number.", persons(n.People), at, numbers)
	case n.From.Check == convoy.Departure:
		return fmt.Sprintf("%s fewer than planned at %s %s. %s", persons(n.People), at, numbers, byChoice)
	}
	return fmt.Sprintf("%s fewer than planned at %s %s, where the sheet was first counted. Nobody counted them at departure, "+
		"so nobody can say whether they stayed or are missing: ask where they left.", persons(n.People), at, numbers)
}

// between says two counts of one sheet.
func (w *writer) between(from, to *Seen) string {
	return fmt.Sprintf("%s, %s: %s; %s, %s: %s.",
		sentence(w.where(from)), w.s.Clock(from.At), grouped(from.People), w.where(to), w.s.Clock(to.At), grouped(to.People))
}

// where names a check and its place.
func (w *writer) where(seen *Seen) string {
	return checkName(w.s, seen.Check, seen.Gate, seen.Place)
}

// checkName names a check with its gate or place where they are known.
func checkName(s *scenario.Scenario, check convoy.Check, gate, place int) string {
	text := strings.ReplaceAll(check.String(), "_", " ")
	switch {
	case gate >= 0:
		return text + " of " + cmp.Or(s.Gates[gate].Name, s.Places[s.Gates[gate].Place].Name)
	case place >= 0:
		return text + " " + map[bool]string{true: "from ", false: "at "}[check == convoy.Departure] + s.Places[place].Name
	}
	return text
}

// name names a sheet with the label of its convoy.
func name(sheet Sheet, label string) string {
	if label == "" {
		return "Sheet " + sheet.String()
	}
	return fmt.Sprintf("Sheet %s (%s)", sheet, label)
}

// sheetsHave begins a sentence about sheets that have something.
func sheetsHave(sheets []Sheet) string {
	const most = 10
	var all []string
	for _, sheet := range sheets[:min(most, len(sheets))] {
		all = append(all, sheet.String())
	}
	text := strings.Join(all, ", ")
	if len(sheets) > most {
		text += " and others"
	}
	if len(sheets) == 1 {
		return "Sheet " + text + " has"
	}
	return "Sheets " + text + " have"
}

// sentence makes a text begin with a capital letter; the words here begin with plain ones.
func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

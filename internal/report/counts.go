package report

import (
	"cmp"
	"fmt"
	"strings"

	"wayout/internal/convoy"
	counted "wayout/internal/count"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// mostAlarms is how many alarms are printed; the JSON form has all of them.
const mostAlarms = 500

// Counts says what the counts on number sheets tell: alarms first, with what to do. The scenario
// must be the one compared with.
func Counts(s *scenario.Scenario, r *counted.Report) string {
	w := countsWriter{s: s, r: r}
	w.heading(fmt.Sprintf("Counts on sheets of version %d, compared at %s", r.Version, s.Clock(r.Now)))
	w.alarms()
	w.balance()
	w.older()
	w.notStarted()
	w.notes()
	some(&w, "Counted at each check", w.r.Totals, w.total)
	some(&w, "On the way", w.moving(true), w.onTheWay)
	return w.String()
}

// countsWriter writes what counts tell.
type countsWriter struct {
	page
	s *scenario.Scenario
	r *counted.Report
}

// some writes a section that says each of the records, at most mostListed; nothing where there are
// none.
func some[Record any](w *countsWriter, heading string, records []Record, say func(*Record) string) {
	var items []string
	for i := range records[:min(mostListed, len(records))] {
		items = append(items, say(&records[i]))
	}
	w.list(heading, items)
	w.more(len(records)-mostListed, "")
}

// alarms says what to do, then every alarm.
func (w *countsWriter) alarms() {
	if len(w.r.Alarms) == 0 {
		w.quiet()
		return
	}
	missing := map[counted.AlarmKind]unit.Person{}
	for i := range w.r.Alarms {
		missing[w.r.Alarms[i].Kind] += w.r.Alarms[i].People
	}
	var parts []string
	if n := missing[counted.FewerPeople]; n > 0 {
		parts = append(parts, people(n)+" fewer than at the check before")
	}
	if n := missing[counted.NotSeen]; n > 0 {
		parts = append(parts, people(n)+" not seen since their last check")
	}
	w.heading("ALARM: " + strings.Join(parts, "; ") + ".")
	w.text(counted.StopConvoys)
	for i := range w.r.Alarms[:min(mostAlarms, len(w.r.Alarms))] {
		w.bullet(w.alarm(&w.r.Alarms[i]))
	}
	w.more(len(w.r.Alarms)-mostAlarms, " alarms, none of them larger")
}

// quiet says that there is no alarm, and how much that means.
func (w *countsWriter) quiet() {
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
func (w *countsWriter) alarm(a *counted.Alarm) string {
	if a.Kind == counted.NotSeen {
		text := fmt.Sprintf("%s: %s not seen since %s", sheetName(a.Sheet, a.Label), people(a.People), w.when(&a.From))
		if a.Vehicles > 0 {
			text += ", in " + vehicles(a.Vehicles)
		}
		return text + fmt.Sprintf(". They were expected at %s by %s.", w.where(&a.To), w.s.Clock(a.To.At))
	}
	text := fmt.Sprintf("%s: %s missing since %s. %s", sheetName(a.Sheet, a.Label), people(a.People), w.s.Clock(a.From.At),
		w.between(&a.From, &a.To, count(a.From.People), count(a.To.People)))
	if a.Vehicles > 0 {
		text += " " + sentence(vehicles(a.Vehicles)) + " missing too."
	}
	if len(a.More) > 0 {
		text += fmt.Sprintf(" %s as many more between the same two checks: they may have changed convoys.", sheetsHave(a.More))
	}
	if a.Regained > 0 {
		text += fmt.Sprintf(" Later counts of the sheet have %s more.", people(a.Regained))
	}
	if len(a.More) > 0 || a.Regained > 0 {
		text += " The alarm stays until somebody has seen them."
	}
	return text
}

// notes lists what is no alarm.
func (w *countsWriter) notes() {
	if w.r.AfterNow > 0 {
		w.heading("Times")
		w.text(fmt.Sprintf("%s later than the moment of comparison. They were compared all the same; check the clocks.",
			plural(w.r.AfterNow, "count is", "counts are")))
	}
	some(w, plural(len(w.r.Notes), "note", "notes")+", no alarms", w.r.Notes, w.note)
}

// note says one note.
func (w *countsWriter) note(n *counted.Note) string {
	text := sheetName(n.Sheet, n.Label) + ": "
	switch n.Kind {
	case counted.MorePeople:
		text += fmt.Sprintf("%s more. %s People joined, or one of the counts is wrong.", people(n.People),
			w.between(&n.From, &n.To, count(n.From.People), count(n.To.People)))
		if len(n.Fewer) > 0 {
			text += fmt.Sprintf(" %s as many fewer between the same two checks; that alarm stays.", sheetsHave(n.Fewer))
		}
	case counted.FewerVehicles:
		text += vehicles(n.Vehicles) + " fewer. " + w.between(&n.From, &n.To, count(n.From.Vehicles), count(n.To.Vehicles))
		if n.To.People < n.From.People {
			return text + " See the alarm of this sheet."
		}
		text += " No people are missing: it may have broken down, and they ride on in others."
	case counted.OutOfOrder:
		text += fmt.Sprintf("%s has an earlier time (%s) than %s (%s). Check the times.",
			w.where(&n.To), w.s.Clock(n.To.At), w.where(&n.From), w.s.Clock(n.From.At))
	default:
		text += w.comparedWithPlan(n)
	}
	return text
}

// comparedWithPlan says a difference between the first count of a sheet and the plan.
func (w *countsWriter) comparedWithPlan(n *counted.Note) string {
	than, planned := "fewer", n.From.People+n.People
	if n.Kind == counted.MoreThanPlanned {
		than, planned = "more", n.From.People-n.People
	}
	text := fmt.Sprintf("%s %s than planned at %s (%s, planned %s)", people(n.People), than, w.when(&n.From), count(n.From.People), count(planned))
	switch {
	case n.Kind == counted.MoreThanPlanned:
		return text + ". Tell the reception the number."
	case n.From.Check == convoy.Departure:
		return text + ". This is no alarm: people may stay by choice, and who stays remains protected."
	}
	return text + ", where the sheet was first counted. Nobody counted them at departure, so nobody can say whether they stayed " +
		"or are missing: ask where they left."
}

// between says two numbers that were counted on one sheet.
func (w *countsWriter) between(from, to *counted.Seen, before, after string) string {
	return fmt.Sprintf("%s: %s; %s: %s.", sentence(w.when(from)), before, w.when(to), after)
}

// when says where and when a sheet was counted.
func (w *countsWriter) when(seen *counted.Seen) string {
	return w.where(seen) + ", " + w.s.Clock(seen.At)
}

// where names a check with its gate or place where they are known.
func (w *countsWriter) where(seen *counted.Seen) string {
	text := strings.ReplaceAll(seen.Check.String(), "_", " ")
	switch {
	case seen.Gate >= 0:
		gate := &w.s.Gates[seen.Gate]
		return text + " of " + cmp.Or(gate.Name, w.s.Places[gate.Place].Name)
	case seen.Place < 0:
		return text
	case seen.Check == convoy.Departure:
		return text + " from " + w.s.Places[seen.Place].Name
	}
	return text + " at " + w.s.Places[seen.Place].Name
}

// sheetName names a sheet with the label of its convoy.
func sheetName(sheet counted.Sheet, label string) string {
	return "Sheet " + sheet.String() + parenthesis(label)
}

// sheetsHave begins a sentence about sheets that have something.
func sheetsHave(sheets []counted.Sheet) string {
	const most = 10
	var names []string
	for _, sheet := range sheets[:min(most, len(sheets))] {
		names = append(names, sheet.String())
	}
	if len(sheets) > most {
		names = append(names, "others")
	}
	if len(sheets) == 1 {
		return "Sheet " + names[0] + " has"
	}
	return "Sheets " + andList(names) + " have"
}

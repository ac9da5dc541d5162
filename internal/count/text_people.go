package count

import (
	"fmt"
	"strings"

	"wayout/internal/unit"
)

// balance follows all people from the first count of their sheet to the last.
func (w *writer) balance() {
	b := &w.r.Balance
	if b.Sheets == 0 {
		return
	}
	w.heading("People, from the first count of their sheet to the last")
	w.text(fmt.Sprintf("%s on %s, then %s fewer and %s more: %s have arrived, %s are on the way.",
		persons(b.First), plural(b.Sheets, "sheet", "sheets"), grouped(b.Lost), grouped(b.Joined), grouped(b.Arrived), grouped(b.OnTheWay)))
	if b.NotSeen > 0 {
		w.text(fmt.Sprintf("Of those on the way %s were not seen where they were expected.", grouped(b.NotSeen)))
	}
	if b.Again > 0 {
		w.text(fmt.Sprintf("Of those who have arrived %s walked to a vehicle and are counted again on its sheet.", grouped(b.Again)))
	}
}

// older lists convoys on the way of an older version, for whom nothing raises an alarm, and returns
// the others.
func (w *writer) older() (known []string) {
	var older []string
	for i := range w.r.Moving {
		m := &w.r.Moving[i]
		text := fmt.Sprintf("%s: %s, since %s, %s", name(m.Sheet, m.Label), persons(m.Last.People), w.where(&m.Last), w.s.Clock(m.Last.At))
		switch {
		case m.Missed:
			text += ". See the alarm."
		case m.Known:
			text += fmt.Sprintf("; expected at %s by %s.", w.where(&m.Next), w.s.Clock(m.Next.At))
		}
		if m.Known {
			known = append(known, text)
		} else {
			older = append(older, text+".")
		}
	}
	if len(older) > 0 {
		w.list("On the way on sheets of an older version", older)
		w.text("This plan does not tell when they are due, so nothing raises an alarm if they do not come: ask for each.")
	}
	return known
}

// notStarted counts convoys that should have left.
func (w *writer) notStarted() {
	n := &w.r.NotStarted
	if len(n.Numbers) == 0 {
		return
	}
	w.heading("Not counted anywhere, though planned to have left")
	var sheets []Sheet
	for _, number := range n.Numbers {
		sheets = append(sheets, Sheet{w.r.Version, number})
	}
	w.text(fmt.Sprintf("%s of %s by the plan. %s no count.", plural(len(n.Numbers), "convoy", "convoys"), persons(n.People), sheetsHave(sheets)))
	w.text("They may not have left, or nobody counted them: ask where they leave. Who stays remains protected.")
}

// totals lists everybody counted at each check.
func (w *writer) totals() {
	var items []string
	for i := range w.r.Totals {
		items = append(items, w.total(&w.r.Totals[i]))
	}
	w.list("Counted at each check", items)
}

// total says one total.
func (w *writer) total(t *Total) string {
	text := sentence(checkName(w.s, t.Check, t.Gate, -1)) + ": "
	if t.Convoys == 0 {
		return text + "nobody was counted."
	}
	var parts []string
	if own := t.Convoys - t.Older; own > 0 {
		parts = append(parts, tally(own, "sheet", "sheets", fmt.Sprintf("%s of %s planned", persons(t.People-t.OlderPeople), grouped(t.Planned)),
			t.Vehicles-t.OlderVehicles, t.PlannedVehicles))
	}
	if t.Older > 0 {
		parts = append(parts, tally(t.Older, "sheet of older versions", "sheets of older versions", persons(t.OlderPeople), t.OlderVehicles, 0))
	}
	return text + strings.Join(parts, "; ") + "." + again(t.Again)
}

// tally says what was counted on sheets of one kind.
func tally(sheets int, one, many, people string, counted, planned unit.Vehicle) string {
	text := plural(sheets, one, many) + ", " + people
	if counted+planned > 0 {
		text += ", " + vehicles(counted)
	}
	if planned > 0 {
		text += " of " + grouped(planned)
	}
	return text
}

// again says who is counted on two sheets.
func again(n unit.Person) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" %s of these people walk to a vehicle and are counted again on its sheet.", grouped(n))
}

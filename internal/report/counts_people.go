package report

import (
	"fmt"
	"slices"
	"strings"

	counted "wayout/internal/count"
	"wayout/internal/unit"
)

// balance follows all people from the first count of their sheet to the last.
func (w *countsWriter) balance() {
	b := &w.r.Balance
	if b.Sheets == 0 {
		return
	}
	w.heading("People, from the first count of their sheet to the last")
	w.text(fmt.Sprintf("%s on %s, then %s fewer and %s more: %s have arrived, %s are on the way.",
		people(b.First), plural(b.Sheets, "sheet", "sheets"), count(b.Lost), count(b.Joined), count(b.Arrived), count(b.OnTheWay)))
	if b.NotSeen > 0 {
		w.text(fmt.Sprintf("Of those on the way %s were not seen where they were expected.", count(b.NotSeen)))
	}
	if b.Again > 0 {
		w.text(fmt.Sprintf("Of those who have arrived %s walked to a vehicle and are counted again on its sheet.", count(b.Again)))
	}
}

// moving returns the convoys on the way whose next check is known, or those of whom it is not.
func (w *countsWriter) moving(known bool) []counted.OnTheWay {
	return slices.DeleteFunc(slices.Clone(w.r.Moving), func(m counted.OnTheWay) bool { return m.Known != known })
}

// older lists convoys on the way of an older version, for whom nothing raises an alarm.
func (w *countsWriter) older() {
	older := w.moving(false)
	some(w, "On the way on sheets of an older version", older, w.onTheWay)
	if len(older) > 0 {
		w.text("This plan does not tell when they are due, so nothing raises an alarm if they do not come: ask for each.")
	}
}

// onTheWay says where a convoy was last, and is next.
func (w *countsWriter) onTheWay(m *counted.OnTheWay) string {
	text := fmt.Sprintf("%s: %s, since %s", sheetName(m.Sheet, m.Label), people(m.Last.People), w.when(&m.Last))
	switch {
	case m.Missed:
		return text + ". See the alarm."
	case m.Known:
		return text + fmt.Sprintf("; expected at %s by %s.", w.where(&m.Next), w.s.Clock(m.Next.At))
	}
	return text + "."
}

// notStarted counts convoys that should have left.
func (w *countsWriter) notStarted() {
	n := &w.r.NotStarted
	if len(n.Numbers) == 0 {
		return
	}
	w.heading("Not counted anywhere, though planned to have left")
	var sheets []counted.Sheet
	for _, number := range n.Numbers {
		sheets = append(sheets, counted.Sheet{Version: w.r.Version, Number: number})
	}
	w.text(fmt.Sprintf("%s of %s by the plan. %s no count.", plural(len(n.Numbers), "convoy", "convoys"), people(n.People), sheetsHave(sheets)))
	w.text("They may not have left, or nobody counted them: ask where they leave. Who stays remains protected.")
}

// total says one total.
func (w *countsWriter) total(t *counted.Total) string {
	text := sentence(w.where(&counted.Seen{Check: t.Check, Gate: t.Gate, Place: -1})) + ": "
	if t.Convoys == 0 {
		return text + "nobody was counted."
	}
	var parts []string
	if own := t.Convoys - t.Older; own > 0 {
		parts = append(parts, sheetsCounted(own, "sheet", "sheets", fmt.Sprintf("%s of %s planned", people(t.People-t.OlderPeople), count(t.Planned)),
			t.Vehicles-t.OlderVehicles, t.PlannedVehicles))
	}
	if t.Older > 0 {
		parts = append(parts, sheetsCounted(t.Older, "sheet of older versions", "sheets of older versions", people(t.OlderPeople), t.OlderVehicles, 0))
	}
	text += strings.Join(parts, "; ") + "."
	if t.Again > 0 {
		text += fmt.Sprintf(" %s of these people walk to a vehicle and are counted again on its sheet.", count(t.Again))
	}
	return text
}

// sheetsCounted says what was counted on sheets of one kind.
func sheetsCounted(sheets int, one, many, who string, seen, planned unit.Vehicle) string {
	text := plural(sheets, one, many) + ", " + who
	if seen+planned > 0 {
		text += ", " + vehicles(seen)
	}
	if planned > 0 {
		text += " of " + count(planned)
	}
	return text
}

package planner

import (
	"wayout/internal/proof"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// firstChange says in one sentence which stage of the certificate for the deadline would bring out
// the most people if it passed more, and how many at most: a tenth more of its rate, or its shut
// hours opened.
func (w *work) firstChange(b *bound) string {
	all, _ := w.servableVehicles()
	if len(b.cuts) == 0 || b.limit >= all {
		return ""
	}
	c := b.cuts[len(b.cuts)-1]
	best := -1
	for i := range w.net.Links {
		if best < 0 || c.Link(i) > c.Link(best) {
			best = i
		}
	}
	if c.Link(best) == 0 {
		return w.changeOfShut(c)
	}
	l := &w.net.Links[best]
	stage := w.bindingOf(best, c.Moments[l.From], c.Moments[l.To]-l.Floor)
	tenth := min(c.Link(best)/10, (all - b.limit).Amount())
	more := w.mostPeople(b, b.limit+tenth.Vehicles()) - w.mostPeople(b, b.limit)
	text := english().Sprintf("%s binds first: a tenth more than %.0f vehicles an hour would bring out up to %d more people by then",
		stage.Name, stage.Rate.VehiclesPerHour(), more)
	if stage.Shut > 0 {
		opened := min(l.Rate.Most().Over(stage.Shut), (all - b.limit).Amount())
		more := w.mostPeople(b, b.limit+opened.Vehicles()) - w.mostPeople(b, b.limit)
		text += english().Sprintf("; open during its %.1f shut hours, up to %d more", stage.Shut.Hours(), more)
	}
	return text + "."
}

// changeOfShut names the shut stage that a certificate of nothing crosses longest.
func (w *work) changeOfShut(c *proof.Cut) string {
	best, longest := -1, unit.Second(0)
	for i := range w.net.Links {
		l := &w.net.Links[i]
		if l.Kind == roads.Carriageway && w.s.Roads[l.Item].Status == roads.Closed {
			continue
		}
		if h := c.Moments[l.To] - l.Floor - c.Moments[l.From]; h > longest {
			best, longest = i, h
		}
	}
	if best < 0 {
		return ""
	}
	return english().Sprintf("%s is shut: nothing else changes anything before it opens.", w.stageName(best))
}

package folder

import (
	"strings"
	"time"

	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// Layouts of times without offset, and what is added for one.
var layouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02"}

// instant reads a time. Without an offset it is local time of the scenario; a date alone is the
// beginning of that day.
func (b *builder) instant(c cell) (time.Time, bool) {
	if !b.given(c) {
		return time.Time{}, false
	}
	text := c.text
	if len(text) > 10 && text[10] == ' ' {
		text = text[:10] + "T" + text[11:]
	}
	text = strings.ReplaceAll(strings.ToUpper(text), " ", "")
	for _, layout := range layouts {
		if wall, err := time.Parse(layout, text); err == nil && wall.Nanosecond() == 0 {
			return b.local(c, wall, layout)
		}
		if at, err := time.Parse(layout+"Z07:00", text); err == nil && at.Nanosecond() == 0 && len(layout) > 10 {
			return at.In(b.zone), true
		}
	}
	b.refuseTime(c)
	return time.Time{}, false
}

// refuseTime says why a text is no time.
func (b *builder) refuseTime(c cell) {
	date, serial := sheet.LooksLikeSerialDate(c.text)
	if !serial {
		b.add(problem.TimeInvalid, c.where, c.text)
		return
	}
	write := date
	if !strings.Contains(date, "T") {
		write += "T00:00"
	}
	b.add(problem.TimeSerial, c.where, c.text, date, write)
}

// local returns the instant at which the clocks of the scenario show a time. Where they show it
// never or twice, nobody can know which was meant.
func (b *builder) local(c cell, wall time.Time, layout string) (time.Time, bool) {
	var found []time.Time
	for _, near := range []time.Time{wall.Add(-48 * time.Hour), wall.Add(48 * time.Hour)} {
		_, offset := near.In(b.zone).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second).In(b.zone)
		shown := at.Format(time.DateTime) == wall.Format(time.DateTime)
		if shown && (len(found) == 0 || !found[0].Equal(at)) {
			found = append(found, at)
		}
	}
	switch len(found) {
	case 0:
		_, offset := wall.Add(-48 * time.Hour).In(b.zone).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second).In(b.zone)
		b.add(problem.TimeSkipped, c.where, c.text, at.Format(time.RFC3339))
		return time.Time{}, false
	case 2:
		b.add(problem.TimeTwice, c.where, c.text, found[0].Format(time.RFC3339), found[1].Format(time.RFC3339))
		return time.Time{}, false
	}
	if layout == layouts[2] {
		b.add(problem.TimeDateOnly, c.where, c.text, found[0].Format("2006-01-02T15:04"))
	}
	return found[0], true
}

// moment reads a time as seconds from the start.
func (b *builder) moment(c cell) (unit.Second, bool) {
	at, ok := b.instant(c)
	if !ok || !b.timed {
		return 0, false
	}
	return b.scenario.Moment(at), true
}

// window reads from and to; empty ones mean the start and for ever. It warns of windows that the
// scenario never meets.
func (b *builder) window(from, to cell) (unit.Second, unit.Second) {
	start, hasStart := b.moment(from)
	end, hasEnd := b.moment(to)
	if !hasEnd {
		end = unit.Never
	}
	switch {
	case hasStart && hasEnd && end <= start:
		b.add(problem.WindowReversed, to.where, to.text, b.show(end), b.show(start))
	case !hasStart && hasEnd && end <= 0:
		b.outside(to, "It ends before the scenario starts, so it has no effect.")
	case hasEnd && end <= 0:
		b.outside(to, "It is over before the scenario starts, so it has no effect.")
	case hasStart && b.scenario.Horizon > 0 && start >= b.scenario.Horizon:
		b.outside(from, "It begins after the horizon, so it has no effect.")
	}
	return start, end
}

// outside warns of a time that the scenario does not meet.
func (b *builder) outside(c cell, what string) {
	b.add(problem.TimeOutside, c.where, c.text, what, b.show(0), b.show(b.scenario.Horizon))
}

// show writes a moment for people.
func (b *builder) show(t unit.Second) string {
	return b.scenario.At(t).Format("2006-01-02T15:04Z07:00")
}

package folder

import (
	"time"

	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// instant reads a time. Without an offset it is local time of the scenario; a date alone is the
// beginning of that day.
func (b *builder) instant(c cell) (time.Time, bool) {
	if !b.given(c) {
		return time.Time{}, false
	}
	read := sheet.ReadTime(c.text, b.zone)
	if read.Code != "" {
		b.add(read.Code, c.where, c.text, read.Args...)
		return time.Time{}, false
	}
	if read.DateOnly {
		b.add(problem.TimeDateOnly, c.where, c.text, read.At.Format("2006-01-02T15:04"))
	}
	return read.At, true
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

package roads

import (
	"time"

	"wayout/internal/unit"
)

// Midnights returns the starts of the local calendar days within (0, horizon), in order. start is
// moment 0; its location decides what a day is. A day whose midnight clocks skip begins at the
// change, one whose midnight comes twice begins at the first.
func Midnights(start time.Time, horizon unit.Second) []unit.Second {
	var out []unit.Second
	last := unit.Second(0)
	for day := calendarDay(start); ; day = day.AddDate(0, 0, 1) {
		at := moment(day, 0, start)
		if at >= horizon {
			return out
		}
		if at > last {
			out = append(out, at)
			last = at
		}
	}
}

// calendarDay returns the date of an instant in its location. Days are midnights in UTC, where
// every date has one.
func calendarDay(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// moment returns the first moment at which clocks show minute m of a calendar day or a later
// time, counted from start, in whose location the clocks are.
func moment(day time.Time, m int, start time.Time) unit.Second {
	return unit.Second(firstShown(day.Add(time.Duration(m)*time.Minute), start.Location()).Sub(start) / time.Second)
}

// firstShown returns the first instant at which the clocks of a zone show a time or a later one.
// The time is written as in UTC. Where clocks are put forward and skip it, that is the change;
// where they are put back and it comes twice, the first.
func firstShown(clock time.Time, zone *time.Location) time.Time {
	before := withOffsetAt(clock.Add(-24*time.Hour), clock, zone)
	if shows(before, clock) {
		return before
	}
	if after := withOffsetAt(clock.Add(24*time.Hour), clock, zone); shows(after, clock) {
		return after
	}
	change, _ := before.ZoneBounds()
	return change
}

// withOffsetAt returns the instant that a clock with the offset in force near an instant has.
func withOffsetAt(near, clock time.Time, zone *time.Location) time.Time {
	_, offset := near.In(zone).Zone()
	return clock.Add(-time.Duration(offset) * time.Second).In(zone)
}

// shows reports whether the clocks in the location of an instant show a time.
func shows(at, clock time.Time) bool {
	_, offset := at.Zone()
	return at.Add(time.Duration(offset) * time.Second).Equal(clock)
}

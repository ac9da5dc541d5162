package count

import (
	"strings"
	"time"

	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// layouts are those of times without an offset.
var layouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05"}

// moment reads when people were counted. Without an offset it is local time of the scenario. What
// is far from the plan is taken for a slip.
func (r *reader) moment(c sheet.Cell) unit.Second {
	at, ok := r.instant(c)
	if !ok {
		return 0
	}
	first, last := -unit.Day, r.s.Horizon+30*unit.Day
	moment := r.s.Moment(at)
	if moment < first || moment > last {
		r.add(problem.CountTime, r.where(c), c.Text, r.s.Instant(0), r.s.Instant(r.s.Horizon))
		return 0
	}
	return moment
}

// instant reads a time.
func (r *reader) instant(c sheet.Cell) (time.Time, bool) {
	if !r.given(c, "Write when the people were counted, such as 2023-09-24T10:00.") {
		return time.Time{}, false
	}
	text := c.Text
	if len(text) > 10 && text[10] == ' ' {
		text = text[:10] + "T" + text[11:]
	}
	text = strings.ReplaceAll(strings.ToUpper(text), " ", "")
	for _, layout := range layouts {
		if wall, err := time.Parse(layout, text); err == nil && wall.Nanosecond() == 0 {
			return r.local(c, wall)
		}
		if at, err := time.Parse(layout+"Z07:00", text); err == nil && at.Nanosecond() == 0 {
			return at, true
		}
	}
	date, serial := sheet.LooksLikeSerialDate(c.Text)
	if !serial {
		r.add(problem.TimeInvalid, r.where(c), c.Text)
		return time.Time{}, false
	}
	write := date
	if !strings.Contains(date, "T") {
		write += "T00:00"
	}
	r.add(problem.TimeSerial, r.where(c), c.Text, date, write)
	return time.Time{}, false
}

// local returns the instant at which the clocks of the scenario show a time. Where they show it
// never or twice, nobody can know which was meant.
func (r *reader) local(c sheet.Cell, wall time.Time) (time.Time, bool) {
	zone := r.s.Start.Location()
	with := func(near time.Time) time.Time {
		_, offset := near.In(zone).Zone()
		return wall.Add(-time.Duration(offset) * time.Second).In(zone)
	}
	before, after := with(wall.Add(-48*time.Hour)), with(wall.Add(48*time.Hour))
	shows := func(at time.Time) bool { return at.Format(time.DateTime) == wall.Format(time.DateTime) }
	switch {
	case shows(before) && shows(after) && !before.Equal(after):
		r.add(problem.TimeTwice, r.where(c), c.Text, before.Format(time.RFC3339), after.Format(time.RFC3339))
		return time.Time{}, false
	case shows(before):
		return before, true
	case shows(after):
		return after, true
	}
	r.add(problem.TimeSkipped, r.where(c), c.Text, before.Format(time.RFC3339))
	return time.Time{}, false
}

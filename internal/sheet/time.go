package sheet

import (
	"strings"
	"time"

	"wayout/internal/problem"
)

// dateAlone is the layout of a date without a time.
const dateAlone = "2006-01-02"

// layouts are those of times without an offset.
var layouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", dateAlone}

// Time is how a text reads as a time.
type Time struct {
	At       time.Time    // in the zone
	DateOnly bool         // a date alone: At is the beginning of that day
	Code     problem.Code // why it is no time, "" where it is one; At is then not to be used
	Args     []string     // of that problem
}

// ReadTime reads a time as in ISO 8601, with a space for the T as well. Without an offset it is what
// clocks of the zone show; where they show it never or twice, nobody can know which was meant, and
// it is refused. So is a number that a spreadsheet program shows as a date.
func ReadTime(text string, zone *time.Location) Time {
	written := text
	if len(text) > 10 && text[10] == ' ' {
		text = text[:10] + "T" + text[11:]
	}
	text = strings.ReplaceAll(strings.ToUpper(text), " ", "")
	for _, layout := range layouts {
		if wall, err := time.Parse(layout, text); err == nil && wall.Nanosecond() == 0 {
			out := local(wall, zone)
			out.DateOnly = layout == dateAlone
			return out
		}
		if at, err := time.Parse(layout+"Z07:00", text); err == nil && at.Nanosecond() == 0 && layout != dateAlone {
			return Time{At: at.In(zone)}
		}
	}
	date, serial := LooksLikeSerialDate(written)
	if !serial {
		return Time{Code: problem.TimeInvalid}
	}
	write := date
	if !strings.Contains(date, "T") {
		write += "T00:00"
	}
	return Time{Code: problem.TimeSerial, Args: []string{date, write}}
}

// local returns the instant at which the clocks of a zone show a time.
func local(wall time.Time, zone *time.Location) Time {
	with := func(near time.Time) time.Time {
		_, offset := near.In(zone).Zone()
		return wall.Add(-time.Duration(offset) * time.Second).In(zone)
	}
	before, after := with(wall.Add(-48*time.Hour)), with(wall.Add(48*time.Hour))
	shows := func(at time.Time) bool { return at.Format(time.DateTime) == wall.Format(time.DateTime) }
	switch {
	case shows(before) && shows(after) && !before.Equal(after):
		return Time{Code: problem.TimeTwice, Args: []string{before.Format(time.RFC3339), after.Format(time.RFC3339)}}
	case shows(before):
		return Time{At: before}
	case shows(after):
		return Time{At: after}
	}
	return Time{Code: problem.TimeSkipped, Args: []string{before.Format(time.RFC3339)}}
}

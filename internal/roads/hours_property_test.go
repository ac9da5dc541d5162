package roads

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// written is one rule of opening hours as a test draws it, beside the text that says the same.
type written struct {
	days        [7]bool // from Sunday; unused where there are dates
	first, last string  // year-month-day, or empty
	spans       [][2]int
}

var dayNames = [7]string{"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"}

// text writes the rule in the notation of ParseHours.
func (w written) text() string {
	var days []string
	for d, on := range w.days {
		if on {
			days = append(days, dayNames[d])
		}
	}
	when := strings.Join(days, ",")
	switch {
	case w.first != "" && w.first == w.last:
		when = w.first
	case w.first != "":
		when = w.first + ".." + w.last
	case len(days) == 7:
		when = "daily"
	}
	var spans []string
	for _, s := range w.spans {
		end := s[1] % (24 * 60)
		if s[1] == 24*60 {
			end = s[1]
		}
		spans = append(spans, fmt.Sprintf("%02d:%02d-%02d:%02d", s[0]/60, s[0]%60, end/60, end%60))
	}
	if len(spans) == 0 {
		return when + " closed"
	}
	return when + " " + strings.Join(spans, ",")
}

func (w written) covers(day time.Time) bool {
	if w.first != "" {
		date := day.Format(time.DateOnly)
		return w.first <= date && date <= w.last
	}
	return w.days[day.Weekday()]
}

// drawWritten returns a rule for days around a day.
func drawWritten(t *rapid.T, around time.Time) written {
	var w written
	if rapid.IntRange(0, 2).Draw(t, "dated") == 0 {
		first := around.AddDate(0, 0, rapid.IntRange(-2, 3).Draw(t, "first day"))
		w.first = first.Format(time.DateOnly)
		w.last = first.AddDate(0, 0, rapid.IntRange(0, 2).Draw(t, "days")).Format(time.DateOnly)
	} else {
		for d := range w.days {
			w.days[d] = rapid.IntRange(0, 3).Draw(t, dayNames[d]) > 0
		}
		w.days[rapid.IntRange(0, 6).Draw(t, "at least")] = true
	}
	for range rapid.IntRange(0, 3).Draw(t, "spans") {
		from := rapid.IntRange(0, 24*60-1).Draw(t, "from")
		length := rapid.IntRange(1, 24*60-1).Draw(t, "minutes")
		if rapid.IntRange(0, 1).Draw(t, "at night") == 0 { // when clocks change
			from, length = from%(4*60), length%150+1
		}
		w.spans = append(w.spans, [2]int{from, from + length})
	}
	return w
}

// drawStart returns a whole minute near a change of the clock.
func drawStart(t *rapid.T) time.Time {
	changes := []struct{ zone, at string }{
		{"Asia/Kathmandu", "2024-03-31T00:00Z"}, // never changes; 5:45 ahead
		{"Europe/Berlin", "2024-03-31T01:00Z"},
		{"Europe/Berlin", "2024-10-27T01:00Z"},
		{"America/New_York", "2024-03-10T07:00Z"},
		{"America/New_York", "2024-11-03T06:00Z"},
		{"America/Havana", "2024-03-10T05:00Z"},
		{"America/Havana", "2024-11-03T05:00Z"},
		{"Asia/Beirut", "2024-03-30T22:00Z"},
		{"Asia/Beirut", "2024-10-26T21:00Z"},
		{"Australia/Lord_Howe", "2024-04-06T15:00Z"}, // by half an hour
	}
	c := rapid.SampledFrom(changes).Draw(t, "change of the clock")
	zone, err := time.LoadLocation(c.zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse("2006-01-02T15:04Z07:00", c.at)
	if err != nil {
		t.Fatal(err)
	}
	minutes := rapid.IntRange(-2*24*60, 24*60).Draw(t, "minutes from it")
	return at.Add(time.Duration(minutes) * time.Minute).In(zone)
}

// wall is what a clock shows at an instant, as the same date and time in UTC.
func wall(at time.Time) time.Time {
	_, offset := at.Zone()
	return at.UTC().Add(time.Duration(offset) * time.Second)
}

// openAt evaluates rules where the clock shows a time: today's, and yesterday's that go on past
// midnight.
func openAt(rules []written, clock time.Time) bool {
	midnight := clock.Truncate(24 * time.Hour)
	for yesterday := range 2 {
		day := midnight.AddDate(0, 0, -yesterday)
		var spans [][2]int
		for _, w := range rules {
			if w.covers(day) {
				spans = w.spans
			}
		}
		minute := int(clock.Sub(day) / time.Minute)
		if slices.ContainsFunc(spans, func(s [2]int) bool { return s[0] <= minute && minute < s[1] }) {
			return true
		}
	}
	return false
}

// TestOpenMinuteByMinute compares Open with the rules evaluated at every minute, for the latest
// time that the clock has shown so far: a clock that is put back opens and shuts nothing again.
func TestOpenMinuteByMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := drawStart(t)
		var rules []written
		var texts []string
		for range rapid.IntRange(1, 4).Draw(t, "rules") {
			w := drawWritten(t, start)
			rules = append(rules, w)
			texts = append(texts, w.text())
		}
		h, err := ParseHours(strings.Join(texts, "; "))
		if err != nil {
			t.Fatal(err)
		}
		horizon := unit.Second(rapid.IntRange(1, 3*24*60).Draw(t, "horizon")) * unit.Minute
		var want []Interval
		var latest time.Time
		for at := -unit.Day; at < horizon; at += unit.Minute {
			if clock := wall(start.Add(at.Duration())); clock.After(latest) {
				latest = clock
			}
			if at >= 0 && openAt(rules, latest) {
				want = append(want, Interval{at, at + unit.Minute})
			}
		}
		if diff := cmp.Diff(join(want), h.Open(start, horizon)); diff != "" {
			t.Errorf("%q from %s (-want +got):\n%s", h, start.Format(time.RFC3339), diff)
		}
	})
}

// TestLongerOnlyAdds: what was open stays open, and nothing opens earlier. No clock changes here,
// because hours that it skips altogether open when they are made longer.
func TestLongerOnlyAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := wall(drawStart(t))
		h, err := ParseHours(drawWritten(t, start).text() + ";" + drawWritten(t, start).text())
		if err != nil {
			t.Fatal(err)
		}
		by := unit.Second(rapid.IntRange(0, 30*60).Draw(t, "minutes")) * unit.Minute
		before, after := h.Open(start, 3*unit.Day), h.Longer(by).Open(start, 3*unit.Day)
		for _, in := range before {
			if !slices.ContainsFunc(after, func(a Interval) bool { return a.From <= in.From && in.To <= a.To }) {
				t.Errorf("%v was open and is no more: %v", in, after)
			}
		}
		for _, in := range after {
			from := in.From
			if from > 0 && !slices.ContainsFunc(before, func(b Interval) bool { return b.From == from }) {
				t.Errorf("%v opens when nothing did: %v", in, before)
			}
		}
	})
}

// FuzzParseHours reads any text: it never panics, and an accepted text written out again opens
// at the same times.
func FuzzParseHours(f *testing.F) {
	for _, text := range []string{
		"", "24/7", "daily 08:00-16:00", "Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-12:00; Su closed",
		"daily 06:00-22:00; 2023-09-26..2023-09-28 closed", "08:00-16:00", "Sa-Mo,We 22:00-02:00;", "2024-03-31 00:00-24:00",
		"daily 24:00-08:00", "Mo off;;Tu 9:00-9:01", ";", "daily 08:00–16:00", "0000-01-01..9999-12-31 00:00-00:01", "mo-", "\x00 :",
	} {
		f.Add(text)
	}
	start := time.Date(2024, time.March, 29, 6, 30, 0, 0, time.UTC)
	const horizon = 10 * unit.Day
	f.Fuzz(func(t *testing.T, text string) {
		h, err := ParseHours(text)
		if err != nil {
			if !h.Always() || err.Error() == "" {
				t.Errorf("%q is refused with %q, but gives %q", text, err, h)
			}
			return
		}
		open := h.Open(start, horizon)
		for i, in := range open {
			if in.From < 0 || in.To <= in.From || in.To > horizon || i > 0 && in.From <= open[i-1].To {
				t.Errorf("%q is open in %v", text, open)
			}
		}
		again, err := ParseHours(h.String())
		if err != nil {
			t.Fatalf("%q is accepted, but not %q: %v", text, h, err)
		}
		if diff := cmp.Diff(open, again.Open(start, horizon)); diff != "" {
			t.Errorf("%q and %q (-want +got):\n%s", text, h, diff)
		}
	})
}

package roads

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"wayout/internal/unit"
)

// Hours are opening hours by weekday or date, in the local time of the scenario. The zero value
// is open always. See ParseHours for the notation.
type Hours struct {
	text  string
	rules []rule
}

// rule opens the days it matches at the given minutes; a later rule replaces an earlier one on
// the days both match.
type rule struct {
	weekdays  [7]bool // by time.Weekday
	dated     bool
	first     civil
	last      civil
	intervals []minutes
}

// minutes are a span of a day; to may be above 24*60: it then ends on the next day.
type minutes struct{ from, to int }

type civil struct {
	year  int
	month time.Month
	day   int
}

func (c civil) before(d civil) bool {
	if c.year != d.year {
		return c.year < d.year
	}
	if c.month != d.month {
		return c.month < d.month
	}
	return c.day < d.day
}

// String returns the hours as they were written; empty means always open.
func (h Hours) String() string { return h.text }

// Always reports whether there is no restriction.
func (h Hours) Always() bool { return len(h.rules) == 0 }

// ParseHours reads opening hours in a subset of the notation OpenStreetMap uses for the key
// opening_hours: rules separated by semicolons, each of days and times.
//
//	daily 08:00-16:00
//	Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-12:00; Su closed
//	daily 06:00-22:00; 2023-09-26..2023-09-28 closed
//	24/7; 2023-09-26 closed
//
// Days are Mo Tu We Th Fr Sa Su, single, as a list or a range; "daily" is every day. Dates are
// year-month-day, single or as a range with two dots. A time range that ends before it begins
// goes on past midnight. A later rule replaces earlier ones on the days it names. An empty text
// and "24/7" mean always open.
func ParseHours(text string) (Hours, error) {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || trimmed == "24/7" {
		return Hours{}, nil
	}
	h := Hours{text: trimmed}
	for part := range strings.SplitSeq(trimmed, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		r, err := parseRule(part)
		if err != nil {
			return Hours{}, err
		}
		h.rules = append(h.rules, r)
	}
	if len(h.rules) == 0 {
		return Hours{}, fmt.Errorf("%q has neither days nor times", trimmed)
	}
	if len(h.rules) > maxRules {
		return Hours{}, fmt.Errorf("more than %d rules", maxRules)
	}
	return h, nil
}

const maxRules = 400

func parseRule(part string) (rule, error) {
	days, times, ok := strings.Cut(tidyRule(part), " ")
	switch {
	case ok:
	case isClosed(days), strings.Contains(days, ":"):
		days, times = "daily", days
	case days == "24/7":
		days, times = "daily", "00:00-24:00"
	default:
		return rule{}, fmt.Errorf("%q has days but no times", part)
	}
	var r rule
	if err := r.parseDays(days); err != nil {
		return rule{}, err
	}
	times = strings.ReplaceAll(times, " ", "")
	if isClosed(times) {
		return r, nil
	}
	for span := range strings.SplitSeq(times, ",") {
		m, err := parseMinutes(span)
		if err != nil {
			return rule{}, err
		}
		r.intervals = append(r.intervals, m)
	}
	return r, nil
}

// tidyRule takes out the blanks around signs and puts a hyphen for the dash that writing programs
// put for one.
func tidyRule(part string) string {
	part = strings.Join(strings.Fields(strings.ReplaceAll(part, "–", "-")), " ")
	for _, sign := range []string{"-", ",", ".."} {
		part = strings.ReplaceAll(part, " "+sign, sign)
		part = strings.ReplaceAll(part, sign+" ", sign)
	}
	return part
}

func isClosed(times string) bool {
	return strings.EqualFold(times, "closed") || strings.EqualFold(times, "off")
}

var weekdayNames = []string{"su", "mo", "tu", "we", "th", "fr", "sa"}

func (r *rule) parseDays(text string) error {
	lower := strings.ToLower(text)
	if lower == "daily" {
		r.weekdays = [7]bool{true, true, true, true, true, true, true}
		return nil
	}
	if text != "" && text[0] >= '0' && text[0] <= '9' {
		return r.parseDates(text)
	}
	for part := range strings.SplitSeq(lower, ",") {
		from, to, isRange := strings.Cut(part, "-")
		first := slices.Index(weekdayNames, from)
		last := first
		if isRange {
			last = slices.Index(weekdayNames, to)
		}
		if first < 0 || last < 0 {
			return fmt.Errorf("%q is not a day", part)
		}
		for d := first; ; d = (d + 1) % 7 {
			r.weekdays[d] = true
			if d == last {
				break
			}
		}
	}
	return nil
}

func (r *rule) parseDates(text string) error {
	from, to, isRange := strings.Cut(text, "..")
	if !isRange {
		to = from
	}
	first, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return fmt.Errorf("%q is not a date", from)
	}
	last, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return fmt.Errorf("%q is not a date", to)
	}
	if last.Before(first) {
		return fmt.Errorf("%s ends before it starts", text)
	}
	r.dated = true
	r.first, r.last = civilOf(first), civilOf(last)
	return nil
}

func civilOf(t time.Time) civil {
	year, month, day := t.Date()
	return civil{year, month, day}
}

func parseMinutes(text string) (minutes, error) {
	from, to, ok := strings.Cut(text, "-")
	if !ok {
		return minutes{}, fmt.Errorf("%q is not a time range such as 08:00-16:00", text)
	}
	start, ok1 := parseClock(from)
	end, ok2 := parseClock(to)
	if !ok1 || !ok2 || start == 24*60 {
		return minutes{}, fmt.Errorf("%q is not a time range such as 08:00-16:00", text)
	}
	if start == end {
		return minutes{}, fmt.Errorf("%q is empty; write 00:00-24:00 for the whole day or closed", text)
	}
	if end < start {
		end += 24 * 60
	}
	return minutes{start, end}, nil
}

func parseClock(text string) (int, bool) {
	hour, minute, ok := strings.Cut(text, ":")
	if !ok || len(minute) != 2 || len(hour) == 0 || len(hour) > 2 {
		return 0, false
	}
	h, err1 := strconv.ParseUint(hour, 10, 8)
	m, err2 := strconv.ParseUint(minute, 10, 8)
	if err1 != nil || err2 != nil || m > 59 || h > 24 || (h == 24 && m > 0) {
		return 0, false
	}
	return int(h)*60 + int(m), true
}

func (r rule) matches(day time.Time) bool {
	if r.dated {
		c := civilOf(day)
		return !c.before(r.first) && !r.last.before(c)
	}
	return r.weekdays[day.Weekday()]
}

// Open returns the intervals within [0, horizon) during which the hours are open, in order,
// joined where they touch. start is moment 0; its location decides what a day is. Times are those
// that clocks show: one that is skipped when clocks are put forward counts at the change, one that
// comes twice when they are put back counts the first time.
func (h Hours) Open(start time.Time, horizon unit.Second) []Interval {
	if h.Always() {
		return []Interval{{0, horizon}}
	}
	var open []Interval
	for day := calendarDay(start).AddDate(0, 0, -1); moment(day, 0, start) < horizon; day = day.AddDate(0, 0, 1) {
		open = append(open, h.day(day, start, horizon)...)
	}
	return join(open)
}

// day returns the open intervals that begin on one calendar day, clipped to [0, horizon).
func (h Hours) day(day, start time.Time, horizon unit.Second) []Interval {
	var spans []minutes
	for _, r := range h.rules {
		if r.matches(day) {
			spans = r.intervals
		}
	}
	var open []Interval
	for _, span := range spans {
		in := Interval{
			max(0, moment(day, span.from, start)),
			min(horizon, moment(day, span.to, start)),
		}
		if in.From < in.To {
			open = append(open, in)
		}
	}
	return open
}

// Longer returns the hours with every interval ending later by whole minutes, but no day open for
// more than 24 hours. Hours that are always open stay so.
func (h Hours) Longer(by unit.Second) Hours {
	longer := Hours{text: h.text + " and " + strconv.Itoa(int(by/unit.Minute)) + " minutes more"}
	if h.Always() {
		return h
	}
	for _, r := range h.rules {
		spans := slices.Clone(r.intervals)
		for i := range spans {
			spans[i].to = min(spans[i].to+int(by/unit.Minute), spans[i].from+24*60)
		}
		r.intervals = spans
		longer.rules = append(longer.rules, r)
	}
	return longer
}

// join orders intervals and unites those that overlap or touch.
func join(in []Interval) []Interval {
	slices.SortFunc(in, func(a, b Interval) int { return int(a.From - b.From) })
	var out []Interval
	for _, i := range in {
		if n := len(out); n > 0 && i.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, i.To)
			continue
		}
		out = append(out, i)
	}
	return out
}

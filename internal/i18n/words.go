package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Words speaks one language for one page, and knows whether everything it said has been reviewed.
// It must not be used by two goroutines at once.
type Words struct {
	catalogue  *Catalogue
	unreviewed bool
}

// Words returns a speaker for one page.
func (c *Catalogue) Words() *Words { return &Words{catalogue: c} }

// Language returns what it speaks.
func (w *Words) Language() Language { return w.catalogue.Language }

// Unreviewed reports whether it has said anything that nobody who speaks the language has checked.
func (w *Words) Unreviewed() bool { return w.unreviewed }

// Text returns a message. Names and values of what is filled in follow in pairs: Text("head.version",
// "version", "4"). It panics where the message does not exist or is not filled in as it asks: a
// catalogue with problems is not to be printed from.
func (w *Words) Text(id string, pairs ...string) string {
	m, there := w.catalogue.messages[id]
	if !there {
		panic("i18n: no message " + id)
	}
	w.unreviewed = w.unreviewed || m.reviewed == ""
	if len(pairs)%2 != 0 {
		panic("i18n: a name without a value for " + id)
	}
	fill := make([]string, 0, len(pairs))
	for i := 0; i < len(pairs); i += 2 {
		fill = append(fill, "{"+pairs[i]+"}", apart(pairs[i+1], w.catalogue.Language.RightToLeft))
	}
	for _, place := range Placeholders(m.text) {
		if !given(place, pairs) {
			panic(fmt.Sprintf("i18n: %s of %s is not filled in", place, id))
		}
	}
	return strings.NewReplacer(fill...).Replace(m.text)
}

func given(place string, pairs []string) bool {
	for i := 0; i < len(pairs); i += 2 {
		if place == "{"+pairs[i]+"}" {
			return true
		}
	}
	return false
}

// Apart returns a name as it may stand among words of the language: set apart where it runs against
// them. Text does this to whatever is filled in.
func (w *Words) Apart(name string) string { return apart(name, w.catalogue.Language.RightToLeft) }

// Number returns a whole number, with no-break spaces between thousands: the same in all languages,
// because a point and a comma mean different things in them.
func Number[N ~int | ~int64](n N) string {
	digits := strconv.FormatInt(int64(n), 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "\u00a0" + digits[at:]
	}
	return sign + digits
}

// Tenths returns a number with one decimal behind a point.
func Tenths(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// Clock returns an hour of 24, such as 06:30.
func Clock(t time.Time) string { return t.Format("15:04") }

// Zone returns how far a time is from UTC, such as UTC+04:00.
func Zone(t time.Time) string { return "UTC" + t.Format("-07:00") }

// Day returns a day with its weekday, without year.
func (w *Words) Day(t time.Time) string {
	return w.Text("date.day",
		"weekday", w.Text("weekday."+strconv.Itoa(int(t.Weekday()))),
		"day", strconv.Itoa(t.Day()),
		"month", w.Text("month."+strconv.Itoa(int(t.Month()))))
}

// Moment returns a day and an hour.
func (w *Words) Moment(t time.Time) string {
	return w.Text("date.moment", "date", w.Day(t), "clock", Clock(t))
}

// Table returns a day and an hour for a narrow column.
func (w *Words) Table(t time.Time) string {
	return w.Text("date.table",
		"weekday", w.Text("weekday.short."+strconv.Itoa(int(t.Weekday()))),
		"day", strconv.Itoa(t.Day()), "month", strconv.Itoa(int(t.Month())), "clock", Clock(t))
}

// Short returns a day and an hour in few letters, for text messages.
func (w *Words) Short(t time.Time) string {
	return w.Text("date.short", "day", strconv.Itoa(t.Day()), "month", strconv.Itoa(int(t.Month())), "clock", Clock(t))
}

package folder

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"wayout/internal/document"
	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// The functions below read one cell each. They report what is wrong with it and then, as for an
// empty cell, return false; only an empty cell of a required field is a problem by itself.

// given reports whether a cell has text.
func (b *builder) given(c cell) bool {
	if c.text != "" {
		return true
	}
	if c.field.Required {
		b.add(problem.ValueMissing, c.where, "", c.field.Hint())
	}
	return false
}

// number reads a number within the limits of its field, a whole one where the field asks for it.
func (b *builder) number(c cell) (float64, bool) {
	if c.field.Type == schema.Whole {
		n, ok := b.whole(c)
		return float64(n), ok
	}
	if !b.given(c) {
		return 0, false
	}
	v, reason := sheet.Number(c.text, c.decimal)
	if reason != sheet.Accepted {
		b.add(reason.Code(), c.where, c.text)
		return 0, false
	}
	return v, b.inRange(c, v)
}

// whole reads a whole number within the limits of its field.
func (b *builder) whole(c cell) (int64, bool) {
	if !b.given(c) {
		return 0, false
	}
	v, reason := sheet.Whole(c.text, c.decimal)
	if reason != sheet.Accepted {
		b.add(reason.Code(), c.where, c.text)
		return 0, false
	}
	return v, b.inRange(c, float64(v))
}

func (b *builder) inRange(c cell, v float64) bool {
	if v >= c.field.Least && v <= c.field.Most {
		return true
	}
	b.add(problem.ValueRange, c.where, c.text, rangeText(c.field), c.field.Meaning)
	return false
}

// rangeText says which numbers a field takes.
func rangeText(f *schema.Field) string {
	what := "a number"
	if f.Type == schema.Whole {
		what = "a whole number"
	}
	if f.Least == f.Most {
		return plain(f.Most)
	}
	return fmt.Sprintf("%s from %s to %s", what, grouped(f.Least), strings.TrimSpace(grouped(f.Most)+" "+f.Unit))
}

// grouped writes a number for people, with commas between thousands.
func grouped(v float64) string {
	return message.NewPrinter(language.English).Sprint(number.Decimal(v))
}

// plain writes a number without an exponent.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// thousandths turns a number within limits into thousandths, rounded to the nearest.
func thousandths(v float64) int64 { return int64(math.Round(v * 1000)) }

// rate reads vehicles per hour.
func (b *builder) rate(c cell) (unit.Rate, bool) {
	v, ok := b.number(c)
	return unit.Rate(thousandths(v)), ok
}

// amount reads a whole number, 0 where there is none.
func amount[Of ~int | ~int64](b *builder, c cell) Of {
	n, _ := b.whole(c)
	return Of(n)
}

// metres reads a length in kilometres.
func (b *builder) metres(c cell) unit.Metre {
	v, _ := b.number(c)
	return unit.Metre(thousandths(v))
}

// text reads text on one line: white space is joined, control characters are refused.
func (b *builder) text(c cell) string {
	if !b.given(c) {
		return ""
	}
	return b.clean(c.value)
}

// clean returns a text on one line, or reports why it may not be shown.
func (b *builder) clean(v value) string {
	joined := strings.Join(strings.Fields(v.text), " ")
	if bad := strings.IndexFunc(joined, document.Hidden); bad >= 0 {
		r := []rune(joined[bad:])[0]
		b.add(problem.ValueText, v.where, "", fmt.Sprintf("U+%04X", r))
		return ""
	}
	if len([]rune(joined)) > schema.MostText {
		b.add(problem.ValueLong, v.where, joined, fmt.Sprint(schema.MostText))
		return ""
	}
	return joined
}

// list reads texts separated by |.
func (b *builder) list(c cell) []string {
	var out []string
	for part := range strings.SplitSeq(b.text(c), "|") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// choice reads one of the words of the field, whatever its case.
func (b *builder) choice(c cell) (string, bool) {
	if !b.given(c) {
		return "", false
	}
	word := strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(c.text, "_", " "))), " ")
	if !slices.Contains(c.field.Choices, word) {
		b.add(problem.ValueChoice, c.where, c.text, orList(c.field.Choices))
		return "", false
	}
	return word, true
}

// orList writes "both, forward or backward".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// direction reads which way of a road is meant; empty is both.
func (b *builder) direction(c cell) roads.Direction {
	switch word, _ := b.choice(c); word {
	case "forward":
		return roads.Forward
	case "backward":
		return roads.Backward
	}
	return roads.Both
}

// hours reads opening hours; empty is always open.
func (b *builder) hours(c cell) roads.Hours {
	h, err := roads.ParseHours(c.text)
	if err != nil {
		b.add(problem.HoursInvalid, c.where, c.text, err.Error())
	}
	return h
}

// id reads the id of a record: a few plain characters, because it stands in paths and files.
func (b *builder) id(c cell) (string, bool) {
	if !b.given(c) {
		return "", false
	}
	upper := c.field != placeID
	for _, r := range c.text {
		small := r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-'
		if !small && (!upper || r < 'A' || r > 'Z') || len(c.text) > 64 {
			allowed := "small letters a-z, digits, _ and -"
			if upper {
				allowed = "letters a-z and A-Z, digits, _ and -"
			}
			b.add(problem.IDInvalid, c.where, c.text, allowed, c.field.Example)
			return "", false
		}
	}
	return c.text, true
}

// placeID is the field whose ids have small letters only.
var placeID = schema.Named("places").Field("id")

// span reads a length of time such as "10 days" in whole minutes.
func (b *builder) span(c cell) (unit.Second, bool) {
	if !b.given(c) {
		return 0, false
	}
	digits := strings.TrimRight(c.text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	v, reason := sheet.Number(digits, sheet.DecimalPoint)
	length, known := map[string]unit.Second{
		"minute": unit.Minute, "minutes": unit.Minute, "min": unit.Minute,
		"hour": unit.Hour, "hours": unit.Hour, "h": unit.Hour,
		"day": unit.Day, "days": unit.Day, "d": unit.Day,
	}[strings.ToLower(strings.TrimSpace(c.text[len(digits):]))]
	minutes := v * float64(length) / float64(unit.Minute)
	if reason != sheet.Accepted || !known || minutes != math.Trunc(minutes) {
		b.add(problem.SpanInvalid, c.where, c.text, c.field.Example)
		return 0, false
	}
	if minutes < c.field.Least || minutes > c.field.Most {
		want := fmt.Sprintf("a length of time from %s to %s minutes", grouped(c.field.Least), grouped(c.field.Most))
		b.add(problem.ValueRange, c.where, c.text, want, c.field.Meaning)
		return 0, false
	}
	return unit.Second(minutes) * unit.Minute, true
}

package report

import (
	"math"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// count writes a whole number with separators between its thousands.
func count[T ~int | ~int32 | ~int64](n T) string {
	return message.NewPrinter(language.English).Sprintf("%d", int64(n))
}

// plural writes a number with its noun.
func plural[T ~int | ~int32 | ~int64](n T, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(n) + " " + many
}

// people writes a number of people.
func people(n unit.Person) string { return plural(n, "person", "people") }

// vehicles writes a number of vehicles.
func vehicles(n unit.Vehicle) string { return plural(n, "vehicle", "vehicles") }

// rounded writes a large measured number without decimals.
func rounded(x float64) string { return count(int64(math.Round(x))) }

// decimal writes a number with one decimal, and separators between its thousands.
func decimal(x float64) string { return message.NewPrinter(language.English).Sprintf("%.1f", x) }

// rate writes vehicles per hour, with a decimal only where there is one.
func rate(r unit.Rate) string { return perHour(r.VehiclesPerHour()) }

// perHour writes a rate that is a number of vehicles an hour.
func perHour(vehicles float64) string { return number(vehicles) + " vehicles/h" }

// number writes a number, with a decimal only where there is one.
func number(x float64) string {
	if x == math.Trunc(x) {
		return count(int64(x))
	}
	return decimal(x)
}

// hours writes a span in hours.
func hours(t unit.Second) string {
	if t >= unit.Never {
		return "never"
	}
	return decimal(t.Hours()) + " h"
}

// exactHours writes a span in hours to less than a minute.
func exactHours(t unit.Second) string { return planner.InHours(t) }

// clock writes a moment in prose.
func clock(s *scenario.Scenario, t unit.Second) string {
	return s.At(t).Format("Monday 2 January 15:04")
}

// clockAndHours writes a moment for a table.
func clockAndHours(s *scenario.Scenario, t unit.Second) string {
	if t >= unit.Never {
		return "not before the end"
	}
	return s.Clock(t) + "  (" + hours(t) + ")"
}

// percent writes by how much a time is over another.
func percent(t, base unit.Second) string {
	if t >= unit.Never || base >= unit.Never || base <= 0 {
		return ""
	}
	return "+" + strconv.FormatFloat(float64(t-base)/float64(base)*100, 'f', 2, 64) + " %"
}

// sentence makes a text begin with a capital letter.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// optional writes a text with what stands before it, or nothing.
func optional(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

// noneOr counts things at the beginning of a heading.
func noneOr(n int, one, many string) string {
	if n == 0 {
		return "No " + many
	}
	return plural(n, one, many)
}

// horizonText writes a span in days where it is whole days.
func horizonText(hours float64) string {
	if days := hours / 24; hours >= 48 && days == float64(int(days)) {
		return number(days) + " days"
	}
	return number(hours) + " h"
}

// longClock writes an instant of a summary with its year and offset.
func longClock(instant string) string {
	return formatted(instant, "Monday 2 January 2006 15:04 -07:00")
}

// shortClock writes an instant of a summary as Scenario.Clock does.
func shortClock(instant string) string { return formatted(instant, "Mon 2 Jan 15:04") }

// formatted writes an instant in another layout; a text that is none stays as it is.
func formatted(instant, layout string) string {
	at, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return instant
	}
	return at.Format(layout)
}

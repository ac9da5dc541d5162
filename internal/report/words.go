package report

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

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

// decimal writes a number with one decimal.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// rate writes vehicles per hour, with a decimal only where there is one.
func rate(r unit.Rate) string {
	perHour := r.VehiclesPerHour()
	if perHour == math.Trunc(perHour) {
		return count(int64(perHour)) + " vehicles/h"
	}
	return decimal(perHour) + " vehicles/h"
}

// hours writes a span in hours.
func hours(t unit.Second) string {
	if t >= unit.Never {
		return "never"
	}
	return decimal(t.Hours()) + " h"
}

// exactHours writes a span in hours to less than a minute.
func exactHours(t unit.Second) string {
	if t >= unit.Never {
		return "never"
	}
	return strconv.FormatFloat(t.Hours(), 'f', 2, 64) + " h"
}

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
	return strings.ToUpper(text[:1]) + text[1:]
}

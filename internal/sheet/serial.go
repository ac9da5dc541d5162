package sheet

import (
	"math"
	"strconv"
	"time"
)

// Serial day numbers of spreadsheets: 1 is 1900-01-01, and a day that never was, 1900-02-29, is
// counted too, so that from March 1900 on they run one ahead (ECMA-376 part 1, 18.17.4.1).
const (
	serialOf1970 = 25569
	serialOf1990 = 32874
	serialOf2100 = 73051
)

// LooksLikeSerialDate reports whether a text is a number that a spreadsheet program shows as a
// date between 1990 and 2099, and gives that date, with the time to the minute if there is one:
// "45193" is 2023-09-24, "45193.4166" is 2023-09-24T10:00. It is for columns that must hold dates.
func LooksLikeSerialDate(text string) (date string, ok bool) {
	n, reason := dissect(text)
	if reason != Accepted || n.spaced || n.negative {
		return "", false
	}
	serial, err := strconv.ParseFloat(n.plain(), 64)
	if err != nil || serial < serialOf1990 || serial >= serialOf2100 {
		return "", false
	}
	at := time.Unix(int64(math.Round((serial-serialOf1970)*24*60))*60, 0).UTC()
	if n.mark == 0 {
		return at.Format("2006-01-02"), true
	}
	return at.Format("2006-01-02T15:04"), true
}

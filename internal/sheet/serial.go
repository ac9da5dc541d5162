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
	shiftOf1904  = 1462 // between the two calendars a workbook may use
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

// dateStyle is what a number format says about dates.
type dateStyle uint8

const (
	noDate   dateStyle = iota
	someDate           // a date, a time of day or both
	elapsed            // hours, minutes or seconds in all, such as [h]:mm
)

// dateText writes a workbook's date value as ISO 8601 text without offset: a date, a date with
// time, a time of day for less than one day, or hours and minutes in all. It reports false where
// the value is no date.
func dateText(serial float64, style dateStyle, from1904 bool) (string, bool) {
	if math.IsNaN(serial) || serial < 0 || serial >= 2958466 {
		return "", false
	}
	seconds := int64(math.Round(serial * 86400))
	if style == elapsed || seconds < 86400 {
		return clockText(seconds/3600, seconds%3600), true
	}
	day := seconds / 86400
	switch {
	case from1904:
		day += shiftOf1904
	case day == 60:
		return "", false
	case day < 60:
		day++
	}
	at := time.Unix((day-serialOf1970)*86400+seconds%86400, 0).UTC()
	text := at.Format("2006-01-02")
	if rest := seconds % 86400; rest != 0 {
		text += "T" + clockText(rest/3600, rest%3600)
	}
	return text, true
}

// clockText writes hours and the seconds beyond them as 10:00 or, if it must, 10:00:30.
func clockText(hours, seconds int64) string {
	text := []byte{}
	if hours < 10 {
		text = append(text, '0')
	}
	text = strconv.AppendInt(text, hours, 10)
	for i, part := range []int64{seconds / 60, seconds % 60} {
		if i == 1 && part == 0 {
			break
		}
		text = append(text, ':', byte('0'+part/10), byte('0'+part%10))
	}
	return string(text)
}

// styleOf classifies a number format code such as `dd.mm.yyyy;@` or `[h]:mm`.
func styleOf(code string) dateStyle {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return noDate
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '\\', '_', '*':
			i++
		case '[':
			end := i + 1
			for end < len(code) && code[end] != ']' {
				end++
			}
			if isElapsed(code[i+1 : end]) {
				return elapsed
			}
			i = end
		case 'y', 'm', 'd', 'h', 's', 'Y', 'M', 'D', 'H', 'S':
			return someDate
		}
	}
	return noDate
}

// isElapsed reports whether the text in brackets is h, hh, m, mm, s or ss.
func isElapsed(text string) bool {
	if text == "" || len(text) > 2 || text[len(text)-1] != text[0] {
		return false
	}
	switch text[0] {
	case 'h', 'm', 's', 'H', 'M', 'S':
		return true
	}
	return false
}

// builtinStyle classifies the number formats that every workbook has by their id.
func builtinStyle(id int) dateStyle {
	switch {
	case id == 46:
		return elapsed
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id == 45, id == 47, id >= 50 && id <= 58:
		return someDate
	}
	return noDate
}

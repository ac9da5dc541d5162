package sheet

import (
	"strings"

	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"
)

// dateMark begins the text of every cell that is shown as a date, so that it is told from a text
// that looks like one. The character is none by the standard, so no person writes it.
const dateMark = "\uFDD0"

// datePattern is what the library calls the short date: the format of every date after restyle.
const datePattern = `"` + dateMark + `"yyyy-mm-dd"T"hh:mm:ss`

// Numbers of number formats that every workbook has, and one that none has.
const (
	formatDate    = 14
	formatElapsed = 46 // hours in all, such as 36:00:00
	formatNone    = -1
)

// restyle makes the library write dates as ISO 8601 and every other number as it is stored, not as
// it is shown: 1234.5 and not 1,235 or 1.2E+03.
func restyle(book *excelize.File) {
	if book.Styles == nil || book.Styles.CellXfs == nil {
		return
	}
	own := map[int]int{}
	if formats := book.Styles.NumFmts; formats != nil {
		for _, format := range formats.NumFmt {
			own[format.NumFmtID] = plainFormat(format.FormatCode)
		}
	}
	book.Styles.NumFmts = nil
	for i := range book.Styles.CellXfs.Xf {
		style := &book.Styles.CellXfs.Xf[i]
		if style.NumFmtID == nil {
			continue
		}
		plain, ok := own[*style.NumFmtID]
		if !ok {
			plain = plainBuiltin(*style.NumFmtID)
		}
		style.NumFmtID = &plain
	}
}

// plainFormat says what takes the place of a format such as `dd.mm.yyyy;@` or `[h]:mm`. The
// section for positive numbers decides.
func plainFormat(code string) int {
	parser := nfp.NumberFormatParser()
	sections := parser.Parse(code)
	if len(sections) == 0 {
		return formatNone
	}
	for _, token := range sections[0].Items {
		switch token.TType {
		case nfp.TokenTypeElapsedDateTimes:
			return formatElapsed
		case nfp.TokenTypeDateTimes:
			return formatDate
		}
	}
	return formatNone
}

// plainBuiltin is plainFormat for the formats that a workbook need not define (ECMA-376 part 1,
// 18.8.30).
func plainBuiltin(id int) int {
	switch {
	case id == formatElapsed:
		return formatElapsed
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id == 45, id == 47, id >= 50 && id <= 58:
		return formatDate
	}
	return formatNone
}

// plainDate shortens a date with time to what it says: a date where the time is midnight, a time
// where there is no date, and no seconds where they are 0.
func plainDate(text string) string {
	text = strings.TrimSuffix(text, ":00")
	if clock, ok := strings.CutPrefix(text, "1900-01-00T"); ok {
		return clock
	}
	return strings.TrimSuffix(text, "T00:00")
}

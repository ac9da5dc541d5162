package sheet

import (
	"strconv"
	"strings"

	"wayout/internal/problem"
)

// Decimal says which sign stands before the decimals in a table.
type Decimal uint8

// DecimalUnknown is for tables whose numbers do not tell, DecimalMixed for tables that use both
// signs: in both, a number such as 1.234 or 1,234 is refused. Under DecimalPoint every comma in a
// number is refused; under DecimalComma 1.234 is refused, but not 1.5.
const (
	DecimalUnknown Decimal = iota
	DecimalPoint
	DecimalComma
	DecimalMixed
)

// Reason says why a text is not accepted as a number.
type Reason uint8

// Accepted means that the number is good; with every other reason it is 0 and not to be used.
const (
	Accepted   Reason = iota
	Missing           // empty text
	NotNumber         // letters, units, NaN, infinity, hexadecimal, wrong grouping
	Comma             // a comma where the table's decimal sign is the point
	Ambiguous         // 1.234 or 1,234 where it may be thousands
	Grouped           // 1,234,567 or 1.234,5
	Exponent          // 1.2E+05
	NotWhole          // decimals where a whole number is wanted
	OutOfRange        // more than 15 digits before the decimal sign
)

// Code returns the code of the problem that tells a person about the reason. It is not to be
// called for Accepted, which is no problem, and returns "" there.
func (r Reason) Code() problem.Code {
	return [...]problem.Code{
		"", problem.NumberMissing, problem.NumberNone, problem.NumberComma, problem.NumberAmbiguous,
		problem.NumberGrouped, problem.NumberExponent, problem.NumberNotWhole, problem.NumberOutOfRange,
	}[r]
}

// mostDigits before the decimal sign keep every whole number exact in a float64.
const mostDigits = 15

// Number reads a decimal number: digits of any script of ours, an optional sign, spaces between
// groups of three, one decimal sign. It never guesses: what the table's decimal sign does not
// decide is refused with a reason.
func Number(text string, decimal Decimal) (float64, Reason) {
	n, reason := dissect(text)
	if reason == Accepted {
		reason = n.judge(decimal)
	}
	if reason != Accepted {
		return 0, reason
	}
	value, err := strconv.ParseFloat(n.plain(), 64)
	if err != nil {
		return 0, NotNumber
	}
	return value, Accepted
}

// Whole reads a whole number. Decimals are accepted only if they are zeros (12.0), and never three
// of them, because 1.000 may be meant as a thousand.
func Whole(text string, decimal Decimal) (int64, Reason) {
	n, reason := dissect(text)
	if reason != Accepted {
		return 0, reason
	}
	if n.mark == ',' && decimal == DecimalPoint {
		return 0, Comma
	}
	if n.thousands() {
		return 0, Ambiguous
	}
	if strings.Trim(n.fraction, "0") != "" {
		return 0, NotWhole
	}
	if reason = n.judge(decimal); reason != Accepted {
		return 0, reason
	}
	value, err := strconv.ParseInt(n.whole, 10, 64)
	if err != nil {
		return 0, NotNumber
	}
	if n.negative {
		value = -value
	}
	return value, Accepted
}

// number is a text taken apart: ASCII digits before and after the decimal sign.
type number struct {
	negative bool
	spaced   bool // spaces between groups of three digits
	whole    string
	mark     rune // '.', ',', the Arabic decimal sign, or 0 if there is none
	fraction string
}

// thousands reports whether the sign may as well stand between thousands: 1.234, but not 0.234,
// 1234.567 or 1 234.567.
func (n number) thousands() bool {
	return (n.mark == '.' || n.mark == ',') && len(n.fraction) == 3 && len(n.whole) <= 3 &&
		n.whole[0] != '0' && !n.spaced
}

// judge decides whether the number is certain under a table's decimal sign.
func (n number) judge(decimal Decimal) Reason {
	switch {
	case len(strings.TrimLeft(n.whole, "0")) > mostDigits:
		return OutOfRange
	case n.mark == ',' && decimal == DecimalPoint:
		return Comma
	case !n.thousands(), n.mark == '.' && decimal == DecimalPoint, n.mark == ',' && decimal == DecimalComma:
		return Accepted
	}
	return Ambiguous
}

// plain writes the number for strconv.
func (n number) plain() string {
	text := n.whole
	if n.fraction != "" {
		text += "." + n.fraction
	}
	if n.negative {
		return "-" + text
	}
	return text
}

// longest is the length of the longest text looked at as a number, in bytes.
const longest = 400

// dissect takes a text apart, or says why it is no number.
func dissect(text string) (number, Reason) {
	text = trim(text)
	if text == "" {
		return number{}, Missing
	}
	if len(text) > longest {
		return number{}, NotNumber
	}
	var n number
	for _, sign := range []string{"-", "−", "+"} {
		if rest, ok := strings.CutPrefix(text, sign); ok {
			n.negative = sign != "+"
			text = rest
			break
		}
	}
	if text, ok := asciiDigits(text); ok {
		return n.cut(text)
	}
	return number{}, NotNumber
}

// asciiDigits replaces digits of Arabic and Persian and the spaces that group digits. It reports
// false at any character that numbers do not have. Plain text comes back as it is.
func asciiDigits(text string) (string, bool) {
	ascii := true
	for i := range len(text) {
		c := text[i]
		ascii = ascii && c < 0x80
		if c < 0x80 && (c < '0' || c > '9') && !strings.ContainsRune(" .,eE+-", rune(c)) {
			return "", false
		}
	}
	if ascii {
		return text, true
	}
	var b strings.Builder
	for _, c := range text {
		switch {
		case c < 0x80, c == '٫':
			b.WriteRune(c)
		case c >= '٠' && c <= '٩':
			b.WriteRune(c - '٠' + '0')
		case c >= '۰' && c <= '۹':
			b.WriteRune(c - '۰' + '0')
		case c == '\u00A0', c == '\u202F', c == '\u2009', c == '\u2007':
			b.WriteByte(' ')
		default:
			return "", false
		}
	}
	return b.String(), true
}

// cut finds the decimal sign and the groups in a text without sign.
func (n number) cut(text string) (number, Reason) {
	if i := strings.IndexAny(text, "eE"); i > 0 {
		if _, reason := n.cut(text[:i]); reason != NotNumber && allDigits(strings.TrimLeft(text[i+1:], "+-")) {
			return number{}, Exponent
		}
		return number{}, NotNumber
	}
	parts := strings.FieldsFunc(text, isMark)
	marks := strings.IndexFunc(text, isMark)
	switch {
	case len(parts) > 2:
		for i, part := range parts {
			if !allDigits(part) || i > 0 && i < len(parts)-1 && len(part) != 3 {
				return number{}, NotNumber
			}
		}
		return number{}, Grouped
	case len(parts) == 0, strings.Count(text, ".")+strings.Count(text, ",")+strings.Count(text, "٫") != len(parts)-1:
		return number{}, NotNumber
	case len(parts) == 2:
		n.mark = []rune(text[marks:])[0]
		n.fraction = parts[1]
		if !allDigits(n.fraction) {
			return number{}, NotNumber
		}
	}
	return n.ungroup(parts[0])
}

// ungroup removes the spaces between groups of three digits.
func (n number) ungroup(whole string) (number, Reason) {
	groups := strings.Split(whole, " ")
	for i, group := range groups {
		if !allDigits(group) || i > 0 && len(group) != 3 || len(groups) > 1 && len(group) > 3 {
			return number{}, NotNumber
		}
	}
	n.spaced = len(groups) > 1
	n.whole = strings.Join(groups, "")
	return n, Accepted
}

func isMark(c rune) bool { return c == '.' || c == ',' || c == '٫' }

// allDigits reports whether a text is one or more ASCII digits.
func allDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// evidence is what the numbers and the separator of a table tell about its decimal sign.
type evidence struct {
	separator rune // 0 for a single column
	workbook  bool
	commas    int // numbers that can only have a decimal comma
	points    int // numbers that can only have a decimal point
	dependent int // numbers whose value depends on the sign
	text      string
}

// decide chooses the decimal sign of a table. Commas between cells and workbooks mean the point;
// elsewhere the numbers that can be read in one way only decide; where there are none,
// semicolons between cells mean the comma, because programs use them just for that reason.
func (e *evidence) decide(rows []Row) Decimal {
	if e.workbook || e.separator == ',' {
		return DecimalPoint
	}
	for _, row := range rows {
		for _, cell := range row.cells {
			e.count(cell)
		}
	}
	switch {
	case e.commas > 0 && e.points > 0:
		e.text = "both decimal comma and decimal point"
		return DecimalMixed
	case e.commas > 0:
		e.text = "decimal comma"
		return DecimalComma
	case e.points > 0:
		e.text = "decimal point"
		return DecimalPoint
	case e.separator != ';':
		return DecimalUnknown
	}
	if e.dependent > 0 {
		e.text = "decimal comma (because of the semicolons)"
	}
	return DecimalComma
}

// count looks at one cell.
func (e *evidence) count(cell string) {
	if cell == "" || cell[0] > '9' && cell[0] < 0x80 || !strings.ContainsAny(cell, ".,") {
		return
	}
	n, reason := dissect(cell)
	switch {
	case reason != Accepted || n.mark == 0 || n.mark == '٫':
	case n.thousands():
		e.dependent++
	case n.mark == ',':
		e.commas++
	default:
		e.points++
	}
}

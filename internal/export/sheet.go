package export

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// sheet is a table in the making: CSV with a header and a row of HXL tags under it.
type sheet struct {
	bytes.Buffer
	rows *csv.Writer
}

// newSheet begins a sheet with columns, each with its HXL tag.
func newSheet(columns [][2]string) *sheet {
	out := &sheet{}
	out.rows = csv.NewWriter(&out.Buffer)
	var names, tags []string
	for _, column := range columns {
		names = append(names, column[0])
		tags = append(tags, column[1])
	}
	out.row(names)
	out.row(tags)
	return out
}

// row adds a row.
func (out *sheet) row(cells []string) {
	if err := out.rows.Write(cells); err != nil {
		panic("export: " + err.Error()) // A buffer takes everything.
	}
}

// text returns the whole sheet.
func (out *sheet) text() []byte {
	out.rows.Flush()
	return out.Bytes()
}

// header returns the first line of a sheet with columns.
func header(columns [][2]string) []byte {
	line, _, _ := bytes.Cut(newSheet(columns).text(), []byte("\n"))
	return append(line, '\n')
}

// CSV returns rows as a table.
func CSV(rows [][]string) []byte {
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		panic("export: " + err.Error()) // A buffer takes everything.
	}
	return out.Bytes()
}

// Inert keeps a spreadsheet from taking a name for a formula.
func Inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// placeCells are the id and the name of a place.
func placeCells(s *scenario.Scenario, place int) []string {
	return []string{Inert(s.Places[place].ID), Inert(s.Places[place].Name)}
}

// receptionCells are the id and the name of a reception, empty for none.
func receptionCells(s *scenario.Scenario, reception int) []string {
	if reception < 0 {
		return []string{"", ""}
	}
	r := &s.Receptions[reception]
	return []string{Inert(r.ID), Inert(s.Places[r.Place].Name)}
}

// countCell is a whole number.
func countCell[N ~int | ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }

// knownCell is a whole number of which 0 means that it is not known.
func knownCell[N ~int | ~int64](n N) string {
	if n == 0 {
		return ""
	}
	return countCell(max(0, n))
}

// kilometreCell is a length, exact.
func kilometreCell(length unit.Metre) string {
	return strconv.FormatFloat(float64(length)/1000, 'f', -1, 64)
}

// hourCell is a span to a hundredth of an hour.
func hourCell(span unit.Second) string { return strconv.FormatFloat(span.Hours(), 'f', 2, 64) }

// litreCell is an amount to a tenth of a litre.
func litreCell(amount unit.Millilitre) string {
	return strconv.FormatFloat(amount.Litres(), 'f', 1, 64)
}

package sheet

import (
	"fmt"
	"strings"

	"wayout/internal/problem"
)

// Cell is one cell of a table and the place it came from.
type Cell struct {
	Text   string // trimmed of white space, no-break spaces and invisible marks at its ends
	Column string // normalised name of its column
	Line   int    // line of its row
}

// Row is one data row.
type Row struct {
	Line  int // 1 is the first line of the file, or the row number in a workbook
	cells []string
}

// Text returns the cell of the column with the given index in Table.Columns, "" where the row is
// shorter or the index is negative.
func (r Row) Text(index int) string {
	if index < 0 || index >= len(r.cells) {
		return ""
	}
	return r.cells[index]
}

// Table is what one file holds. It is not to be changed after Read returned it.
type Table struct {
	File    string   // as given to Read
	Columns []string // lower case, trimmed, spaces and hyphens made underscores; "" for a column without name and content
	Rows    []Row    // without blank rows, header and tag row
	Tags    []string // HXL tags by column, without spaces and in lower case, "" where none; nil without a tag row

	HeaderLine int // line of the names; 0 if there are none
	Decimal    Decimal
	Detected   Detected

	index map[string]int
}

// Index returns the position of a column in Columns, -1 if there is none of that name.
func (t Table) Index(column string) int {
	if i, ok := t.index[column]; ok {
		return i
	}
	return -1
}

// Has reports whether the table has the column.
func (t Table) Has(column string) bool { return t.Index(column) >= 0 }

// Text returns the cell of Rows[row] in the column, "" if it is empty or there is no such column.
func (t Table) Text(row int, column string) string { return t.Rows[row].Text(t.Index(column)) }

// Cell returns the cell of Rows[row] in the column with its place.
func (t Table) Cell(row int, column string) Cell {
	return Cell{Text: t.Text(row, column), Column: column, Line: t.Rows[row].Line}
}

// Where returns the place of a cell for a problem; an empty column means the whole row.
func (t Table) Where(row int, column string) problem.Where {
	return problem.Where{File: t.File, Line: t.Rows[row].Line, Column: column}
}

// Number reads the cell as a decimal number under the table's decimal sign.
func (t Table) Number(row int, column string) (float64, Reason) {
	return Number(t.Text(row, column), t.Decimal)
}

// Whole reads the cell as a whole number.
func (t Table) Whole(row int, column string) (int64, Reason) {
	return Whole(t.Text(row, column), t.Decimal)
}

// Detected is what Read found out about the form of a file.
type Detected struct {
	Encoding    string   // "UTF-8", "UTF-16 little endian", …; "" for a workbook
	LineEnds    string   // "Unix line ends", "Windows line ends", …; "" where there is only one line
	Separator   string   // "comma", "semicolon", "tab"; "" for a workbook or a single column
	Decimals    string   // "decimal comma", …; "" where nothing in the table depends on it
	Sheet       string   // sheet that was read; "" for a text file
	OtherSheets []string // sheets that were not read
	HiddenRows  int      // rows that the workbook hides, which were read all the same
	TagLine     int      // line of the HXL tag row; 0 if there is none
}

// String says all of it in one line, for people.
func (d Detected) String() string {
	var parts []string
	if d.Sheet != "" {
		parts = append(parts, "xlsx sheet «"+d.Sheet+"»")
	}
	for _, part := range []string{d.Encoding, d.LineEnds, d.Separator, d.Decimals} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if d.HiddenRows > 0 {
		parts = append(parts, fmt.Sprintf("hidden rows read too (%d)", d.HiddenRows))
	}
	if d.TagLine > 0 {
		parts = append(parts, fmt.Sprintf("HXL tag row on line %d", d.TagLine))
	}
	if len(d.OtherSheets) > 0 {
		parts = append(parts, "sheets not read: "+quoteNames(d.OtherSheets))
	}
	return strings.Join(parts, ", ")
}

// quoteNames lists names in guillemets, the first ten of them.
func quoteNames(names []string) string {
	const most = 10
	var b strings.Builder
	for i, name := range names {
		if i == most {
			fmt.Fprintf(&b, " and %d more", len(names)-most)
			break
		}
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString("«" + name + "»")
	}
	return b.String()
}

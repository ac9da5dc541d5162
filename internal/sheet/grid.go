package sheet

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// record is one row that is not blank: cells[from:to] of the grid.
type record struct{ line, from, to int }

// grid holds the records of a table in one flat slice of trimmed cells.
type grid struct {
	cells   []string
	records []record
	start   int    // where the open record begins
	beyond  bool   // the open record has content beyond MostColumns
	full    string // the limit that was exceeded, "" if none
}

// put appends a cell to the open record. Cells beyond MostColumns are not kept.
func (g *grid) put(text string) {
	text = trim(text)
	if len(g.cells)-g.start >= MostColumns {
		g.beyond = g.beyond || text != ""
		return
	}
	g.cells = append(g.cells, text)
}

// close ends the open record, dropping its trailing empty cells and, if nothing is left, the
// record itself. It reports false once a limit is exceeded.
func (g *grid) close(line int) bool {
	end := len(g.cells)
	for end > g.start && g.cells[end-1] == "" {
		end--
	}
	g.cells = g.cells[:end]
	switch {
	case g.beyond:
		g.full = fmt.Sprintf("%d columns", MostColumns)
	case end > MostCells:
		g.full = fmt.Sprintf("%d cells", MostCells)
	case end > g.start && len(g.records) == MostRows:
		g.full = fmt.Sprintf("%d rows", MostRows)
	case end > g.start:
		g.records = append(g.records, record{line, g.start, end})
	}
	g.start = len(g.cells)
	return g.full == ""
}

// row returns the cells of a record.
func (g *grid) row(i int) []string {
	r := g.records[i]
	return g.cells[r.from:r.to:r.to]
}

// trim removes white space, no-break spaces, byte order marks and marks of writing direction
// from both ends.
func trim(text string) string {
	if text == "" {
		return text
	}
	first, last := text[0], text[len(text)-1]
	if first > ' ' && first < utf8.RuneSelf && last > ' ' && last < utf8.RuneSelf {
		return text
	}
	return strings.TrimFunc(text, isTrimmed)
}

// isTrimmed reports whether a character at the edge of a cell carries no meaning.
func isTrimmed(r rune) bool {
	switch r {
	case '\uFEFF', '\u200B', '\u200E', '\u200F', '\u2060':
		return true
	}
	return unicode.IsSpace(r)
}

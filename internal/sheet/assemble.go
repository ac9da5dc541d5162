package sheet

import (
	"cmp"
	"fmt"
	"strings"

	"wayout/internal/problem"
)

// assemble makes the table from the records: header, tags, rows.
func (r *reader) assemble() {
	records := r.grid.records
	if len(records) == 0 {
		if !r.problems.HasErrors() {
			r.add(problem.FileEmpty, 0, "", "")
		}
		return
	}
	if isTagRow(r.grid.row(0)) {
		r.add(problem.HeaderMissing, records[0].line, "", strings.Join(r.grid.row(0), ", "), "the file begins with HXL tags")
		return
	}
	r.table.HeaderLine = records[0].line
	first := 1
	if len(records) > 1 && isTagRow(r.grid.row(1)) {
		r.setTags(r.grid.row(1), records[1].line)
		first = 2
	}
	r.setRows(first)
	r.setColumns()
	r.checkWidths()
	r.table.Decimal = r.evidence.decide(r.table.Rows)
	r.table.Detected.Decimals = r.evidence.text
}

// isTagRow reports whether at least one half of the cells with content are HXL tags, as libhxl has
// it.
func isTagRow(cells []string) bool {
	filled, tags := 0, 0
	for _, cell := range cells {
		if cell != "" {
			filled++
		}
		if _, ok := parseTag(cell); ok {
			tags++
		}
	}
	return tags > 0 && 2*tags >= filled
}

// setTags keeps the tag row; cells of it that are no tags are errors, because a row of data may
// have been taken for it.
func (r *reader) setTags(cells []string, line int) {
	r.table.Tags = make([]string, len(cells))
	r.table.Detected.TagLine = line
	for i, cell := range cells {
		tag, ok := parseTag(cell)
		if ok {
			r.table.Tags[i] = tag
		} else if cell != "" {
			r.add(problem.TagInvalid, line, columnLetters(i), cell)
		}
	}
}

// parseTag returns an HXL tag such as "#adm1+code+v_pcode" in lower case and without spaces.
func parseTag(cell string) (string, bool) {
	if len(cell) < 2 || cell[0] != '#' {
		return "", false
	}
	var b strings.Builder
	for i, token := range strings.Split(cell[1:], "+") {
		token = strings.TrimSpace(token)
		if !isToken(token) || strings.HasPrefix(cell[1:], " ") {
			return "", false
		}
		if i == 0 {
			b.WriteByte('#')
		} else {
			b.WriteByte('+')
		}
		b.WriteString(strings.ToLower(token))
	}
	return b.String(), true
}

// isToken reports whether a text is an ASCII letter followed by letters, digits and underscores.
func isToken(text string) bool {
	for i := range len(text) {
		c := text[i] | 0x20
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || text[i] != '_' && (text[i] < '0' || text[i] > '9')) {
			return false
		}
	}
	return text != ""
}

// setRows makes the data rows from the records that begin at an index.
func (r *reader) setRows(from int) {
	r.table.Rows = make([]Row, 0, len(r.grid.records)-from)
	for i := from; i < len(r.grid.records); i++ {
		r.table.Rows = append(r.table.Rows, Row{Line: r.grid.records[i].line, cells: r.grid.row(i)})
	}
}

// setColumns names the columns. A column without a name is a problem once a row has content in
// it; columns without name and content keep an empty name.
func (r *reader) setColumns() {
	line := r.table.HeaderLine
	names := r.grid.row(0)
	for len(names) < len(r.table.Tags) {
		names = append(names, "")
	}
	for r.table.Tags != nil && len(r.table.Tags) < len(names) {
		r.table.Tags = append(r.table.Tags, "")
	}
	r.table.Columns = make([]string, len(names))
	for i, name := range names {
		name = normalise(name)
		r.table.Columns[i] = name
		if name == "" {
			continue
		}
		if earlier, twice := r.table.index[name]; twice {
			r.add(problem.HeaderTwice, line, name, names[i], columnLetters(earlier), columnLetters(i))
			continue
		}
		r.table.index[name] = i
	}
	for i, first := range r.firstContents() {
		if first > 0 && r.table.Columns[i] == "" {
			r.add(problem.HeaderUnnamed, line, columnLetters(i), "", columnLetters(i), fmt.Sprint(first))
		}
	}
}

// firstContents returns for each column the line of the first row with content in it, 0 if there
// is none.
func (r *reader) firstContents() []int {
	first := make([]int, len(r.table.Columns))
	for _, row := range r.table.Rows {
		for i, cell := range row.cells[:min(len(row.cells), len(first))] {
			if first[i] == 0 && cell != "" {
				first[i] = row.Line
			}
		}
	}
	return first
}

// checkWidths reports rows with content beyond the last named column.
func (r *reader) checkWidths() {
	remedy := "Name the column, or empty the cells below."
	if separator := r.table.Detected.Separator; separator != "" {
		remedy = "Put text that holds the separator (" + separator + ") in quotation marks, or name the column."
	}
	for _, row := range r.table.Rows {
		if len(row.cells) > len(r.table.Columns) {
			r.add(problem.RowTooWide, row.Line, "", row.cells[len(r.table.Columns)],
				fmt.Sprint(len(row.cells)), fmt.Sprint(len(r.table.Columns)), remedy)
		}
	}
}

// normalise makes a column name: lower case, spaces and hyphens become single underscores. A name of
// nothing else stays as it is.
func normalise(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
		return isTrimmed(c) || c == '-'
	})
	return cmp.Or(strings.Join(words, "_"), name)
}

// columnLetters names a column by its position, as spreadsheet programs do: A, B, …, Z, AA.
func columnLetters(index int) string {
	letters := ""
	for index++; index > 0; index = (index - 1) / 26 {
		letters = string(rune('A'+(index-1)%26)) + letters
	}
	return letters
}

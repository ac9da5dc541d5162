package exchange

import (
	"slices"
	"strconv"
	"strings"

	"wayout/internal/export"
	"wayout/internal/people"
	"wayout/internal/unit"
)

// column is a column of a table with its HXL tag.
type column struct{ name, tag string }

// moments reports whether a column holds moments.
func (c column) moments() bool { return strings.HasPrefix(c.tag, "#date") }

// columns returns columns that are written as a name, a blank and a tag.
func columns(list ...string) []column {
	var out []column
	for _, text := range list {
		name, tag, _ := strings.Cut(text, " ")
		out = append(out, column{name, tag})
	}
	return out
}

// classColumns are the columns of classes.
func classColumns(classes []people.Class) []column {
	var out []column
	for _, class := range classes {
		name := attribute(class.String())
		out = append(out, column{name, "#inneed+ind+" + name})
	}
	return out
}

// table is what CSV files and sheets of a workbook are written from. A cell is a string, an int64, a
// float64, a moment (unit.Second), withheld, or nil where nothing is known or there is nothing to
// say.
type table struct {
	columns []column
	rows    [][]any
}

// add adds a row, which has a cell for every column.
func (t *table) add(cells ...any) { t.rows = append(t.rows, cells) }

// csv writes a table as CSV: a header, a row of HXL tags under it, and in every row what the file has
// to say of itself. Whatever was withheld is named in its row.
func (b *brief) csv(t table) []byte {
	own := columns("level #meta+level", "inputs_sha256 #meta+sha256", "caution #meta+caution")
	if !b.Level.Inside() {
		own = slices.Insert(own, 0, column{"not_told", "#meta+not_told"})
	}
	var names, tags []string
	for _, c := range slices.Concat(t.columns, own) {
		names, tags = append(names, c.name), append(tags, c.tag)
	}
	records := [][]string{names, tags}
	for _, row := range t.rows {
		var cells, missing []string
		for i, value := range row {
			cells = append(cells, b.text(value))
			if isWithheld(value) {
				missing = append(missing, names[i])
			}
		}
		if !b.Level.Inside() {
			cells = append(cells, strings.Join(missing, " "))
		}
		records = append(records, append(cells, b.Level.String(), b.Plan.SHA256, caution))
	}
	return export.CSV(records)
}

// text writes a cell as CSV has it.
func (b *brief) text(value any) string {
	switch v := value.(type) {
	case string:
		return export.Inert(tidy(v))
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case unit.Second:
		return b.Scenario.Instant(v)
	}
	return "" // nil or withheld
}

// attribute writes a word as HXL attributes and names of columns allow it.
func attribute(word string) string {
	return strings.ToLower(strings.NewReplacer(" ", "_", "-", "_").Replace(word))
}

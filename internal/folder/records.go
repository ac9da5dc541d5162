package folder

import (
	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/sheet"
)

// records is one table with the overrides that replace cells of it.
type records struct {
	kind      *schema.Table
	table     sheet.Table
	index     map[string]int // first row by id; empty where rows have no id
	partial   bool           // the file has errors, so rows may be missing
	overrides map[cellKey]value
	dropped   map[cellKey]bool // cells that an override of an alternative makes void
}

type cellKey struct {
	row    int
	column string
}

// cell is one value to be read, with the field that says what it must be.
type cell struct {
	value
	field   *schema.Field
	decimal sheet.Decimal
}

// cell returns the value of a row in a column, or the override that replaces it.
func (r *records) cell(row int, column string) cell {
	field := r.kind.Field(column)
	if field == nil {
		panic("folder: " + r.kind.Name + " has no column " + column)
	}
	if r.dropped[cellKey{row, column}] {
		return cell{value{"", r.table.Where(row, column)}, field, r.table.Decimal}
	}
	if o, ok := r.overrides[cellKey{row, column}]; ok {
		return cell{o, field, sheet.DecimalPoint}
	}
	return cell{value{r.table.Text(row, column), r.table.Where(row, column)}, field, r.table.Decimal}
}

// overridden reports whether an override replaces the cell.
func (r *records) overridden(row int, column string) bool {
	_, ok := r.overrides[cellKey{row, column}]
	return ok
}

// where returns the place of a row.
func (r *records) where(row int) problem.Where { return r.table.Where(row, "") }

// line returns the line of a row.
func (r *records) line(row int) int { return r.table.Rows[row].Line }

// len returns the number of rows; nil has none.
func (r *records) len() int {
	if r == nil {
		return 0
	}
	return len(r.table.Rows)
}

// indexRows finds the first row of every id.
func (r *records) indexRows() {
	r.index = map[string]int{}
	for i := range r.table.Rows {
		id := r.table.Text(i, "id")
		if _, twice := r.index[id]; id != "" && !twice {
			r.index[id] = i
		}
	}
}

// find returns the row with an id; nil has none.
func (r *records) find(id string) (int, bool) {
	if r == nil {
		return 0, false
	}
	row, ok := r.index[id]
	return row, ok
}

// ids returns the ids of all rows.
func (r *records) ids() []string {
	out := make([]string, r.len())
	for i := range out {
		out[i] = r.table.Text(i, "id")
	}
	return out
}

// checkColumns reports columns that are missing, unknown or personal data. It reports whether
// the rows are worth reading.
func (r *records) checkColumns(problems *problem.List) bool {
	header := problem.Where{File: r.table.File, Line: r.table.HeaderLine}
	usable := true
	for _, f := range r.kind.Fields {
		if f.Required && !r.table.Has(f.Name) {
			header.Column = f.Name
			problems.Add(problem.ColumnMissing, header, "", f.Name, f.Hint())
			usable = false
		}
	}
	for i, column := range r.table.Columns {
		if column == "" || r.kind.Field(column) != nil {
			continue
		}
		header.Column = column
		if r.table.Personal(i, nil, nil) {
			problems.Add(problem.ColumnPersonal, header, "")
			usable = false
			continue
		}
		problems.Add(problem.ColumnUnknown, header, column, suggest(column, r.unused()))
	}
	return usable
}

// unused returns the columns that the table may have but has not.
func (r *records) unused() []string {
	var out []string
	for _, column := range r.kind.Columns() {
		if !r.table.Has(column) {
			out = append(out, column)
		}
	}
	return out
}

package folder

import (
	"io/fs"
	"strings"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
)

// Cell is one value that an override can replace.
type Cell struct {
	Path   string  // with the id of the record, whatever it was called
	Number float64 // as it stands; counts where Known
	Known  bool    // there is a number
	Whole  bool    // only whole numbers belong here
}

// Every stands in a path in the place of an id, and means each record of the table.
const Every = "*"

// Cells returns the cells that paths of overrides mean, as the folder has them: with Every in the place
// of the id one of each record that has a value there, else one, or one of each stretch of a road. A
// path that means nothing has none; Read says why.
func Cells(fsys fs.FS, paths []string) [][]Cell {
	in := load(fsys)
	out := make([][]Cell, len(paths))
	if in.settings == nil {
		return out
	}
	var unread problem.List
	o := override(in, nil, &unread)
	for i, path := range paths {
		first, rest, _ := strings.Cut(path, ".")
		switch table := recordTable(first); {
		case first == "assumption":
			out[i] = o.assumptionCell(path, rest)
		case table != nil:
			out[i] = o.recordCells(table, path)
		default:
			out[i] = []Cell{{Path: path}}
		}
	}
	return out
}

// assumptionCell returns the number of an assumption in force.
func (o *overlay) assumptionCell(path, name string) []Cell {
	for _, d := range scenario.Defaults() {
		if d.Name != name {
			continue
		}
		text := d.Value
		for _, row := range o.in.settings.assumptions {
			if row.name == name {
				text = row.value.text
			}
		}
		if v, changed := o.assumptions[name]; changed {
			text = v.value.text
		}
		return []Cell{numbered(path, text, sheet.DecimalPoint, d.Whole)}
	}
	return nil
}

// recordCells returns the cells of a path that begins with the word of a table.
func (o *overlay) recordCells(table *schema.Table, path string) []Cell {
	records := o.tables[table.Name]
	one := o.spelled(scenario.Override{Path: path}, problem.Where{})
	id, column, _ := cutLast(strings.TrimPrefix(one.Path, table.Record+"."))
	field := table.Field(column)
	if records == nil || field == nil {
		return nil
	}
	var rows []int
	if id == Every {
		for row := range records.len() {
			if records.cell(row, column).text != "" {
				rows = append(rows, row)
			}
		}
	} else {
		rows = records.rows(id)
	}
	var out []Cell
	for _, row := range rows {
		c := records.cell(row, column)
		cell := numbered(table.Record+"."+records.table.Text(row, "id")+"."+column, c.text, c.decimal, field.Type == schema.Whole)
		out = append(out, cell)
	}
	return out
}

// numbered returns a cell with the number that a text is, if it is one.
func numbered(path, text string, decimal sheet.Decimal, whole bool) Cell {
	v, reason := sheet.Number(text, decimal)
	return Cell{Path: path, Number: v, Known: reason == sheet.Accepted, Whole: whole}
}

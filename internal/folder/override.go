package folder

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/spelling"
)

// setFile stands for the command line in problems about an override.
const setFile = "--set"

// plainPaths are the settings that --set may replace.
var plainPaths = []string{"name", "start", "horizon", "step", "safe_to_stop"}

// overlay puts overrides over the inputs. The inputs themselves stay as they were read.
type overlay struct {
	in          *inputs
	problems    *problem.List
	settings    map[string]value
	assumptions map[string]sourced
	edits       []scenario.Edit
	written     string // the path of the edit that is applied; empty for --set, whose problems name theirs
	tables      map[string]*records
	set         []scenario.Override // as applied: records stand by id, whatever they were called
}

// override applies the overrides of the folder, then those of this run, in order; of two for the same
// path the later counts.
func override(in *inputs, set []scenario.Override, problems *problem.List) *overlay {
	o := &overlay{
		in: in, problems: problems,
		settings: map[string]value{}, assumptions: map[string]sourced{}, tables: map[string]*records{},
	}
	for name, r := range in.tables {
		o.tables[name] = &records{
			kind: r.kind, table: r.table, index: r.index, partial: r.partial,
			overrides: map[cellKey]value{}, dropped: map[cellKey]bool{},
		}
	}
	if len(set) > schema.MostOverrides {
		problems.Add(problem.SettingsMany, problem.Where{File: setFile}, "", fmt.Sprint(len(set)), fmt.Sprint(schema.MostOverrides))
		return o
	}
	o.readEdits()
	for _, one := range set {
		where := problem.Where{File: setFile, Column: one.Path}
		one = o.spelled(one, where)
		o.set = append(o.set, one)
		o.apply(one.Path, sourced{value{strings.TrimSpace(one.Value), where}, value{setFile, where}})
	}
	return o
}

// sourced is the value of an override, and who says so.
type sourced struct{ value, source value }

// readEdits applies the table of overrides.
func (o *overlay) readEdits() {
	rows := o.tables[schema.OverrideTable.Name]
	for i := range rows.len() {
		path, text, source := rows.cell(i, "path"), rows.cell(i, "value"), rows.cell(i, "source")
		for _, c := range []cell{path, source} {
			if c.text == "" {
				o.problems.Add(problem.ValueMissing, c.where, "", c.field.Hint())
			}
		}
		if path.text == "" {
			continue
		}
		one := o.spelled(scenario.Override{Path: path.text, Value: text.text}, path.where)
		o.edits = append(o.edits, scenario.Edit{Override: one, Source: source.text})
		o.written = path.text
		o.apply(one.Path, sourced{value{one.Value, path.where}, source.value})
	}
	o.written = ""
}

// apply replaces what a path means.
func (o *overlay) apply(path string, by sourced) {
	v := by.value
	first, rest, dotted := strings.Cut(path, ".")
	switch {
	case !dotted && slices.Contains(plainPaths, first):
		o.settings[first] = v
	case first == "assumption" && dotted:
		o.applyAssumption(rest, by)
	case dotted && recordTable(first) != nil:
		o.applyRecord(recordTable(first), rest, by)
	default:
		o.unknown(v, suggestPath(first))
	}
}

// unknown reports a path that leads nowhere, with what is near.
func (o *overlay) unknown(v value, remedy string) {
	o.problems.Add(problem.SetUnknown, v.where, o.written, remedy)
}

// suggestPath says how a path may begin.
func suggestPath(first string) string {
	begins := slices.Clone(plainPaths)
	begins = append(begins, "assumption")
	for _, t := range schema.Tables() {
		if t.Record != "" {
			begins = append(begins, t.Record)
		}
	}
	if near := spelling.Nearest(first, begins); len(near) > 0 {
		return "Did you mean " + near[0] + "? Paths look like gate.<id>.rate, assumption.<name> or horizon."
	}
	return "A path begins with " + strings.Join(begins, ", ") + "."
}

// recordTable returns the table whose records a path calls by that word.
func recordTable(word string) *schema.Table {
	for i := range schema.Tables() {
		if schema.Tables()[i].Record == word && word != "" {
			return &schema.Tables()[i]
		}
	}
	return nil
}

func (o *overlay) applyAssumption(name string, by sourced) {
	var names []string
	for _, d := range scenario.Defaults() {
		names = append(names, d.Name)
	}
	if !slices.Contains(names, name) {
		o.unknown(by.value, spelling.Suggest(name, names))
		return
	}
	o.assumptions[name] = by
}

// applyRecord replaces the cell of <id>.<column>, in all stretches of a way if the id is that of one.
func (o *overlay) applyRecord(table *schema.Table, rest string, by sourced) {
	v := by.value
	id, column, ok := cutLast(rest)
	if !ok {
		o.unknown(v, fmt.Sprintf("Write %s.<id>.<column>, such as %[1]s.<id>.%s.", table.Record, table.Fields[1].Name))
		return
	}
	records := o.tables[table.Name]
	if records == nil {
		if !o.named(table) {
			o.unknown(v, fmt.Sprintf("The scenario has no %s.", table.Name))
		}
		return
	}
	rows := records.rows(id)
	switch {
	case len(rows) == 0 && records.partial:
	case len(rows) == 0:
		o.unknown(v, fmt.Sprintf("There is no %s with this id. %s", table.Record, o.suggest(table.Name, id)))
	case table.Field(column) == nil:
		o.unknown(v, spelling.Suggest(column, table.Columns()))
	case column == "id":
		o.problems.Add(problem.SetFixed, v.where, v.text)
	default:
		for _, row := range rows {
			records.set(row, column, v)
			if table.Name == "roads" && column == "status" && by.source.text != setFile {
				records.set(row, "note", reason(by.source, records.cell(row, "note")))
			}
		}
	}
}

// reason puts who says that a road has another status before what is noted of it.
func reason(source value, note cell) value {
	if note.text == "" {
		return source
	}
	return value{source.text + "; " + note.text, source.where}
}

// rows returns the row with an id, or what an import has made of the road with that id: its two directions,
// or its stretches. w123_1 means w123_1f and w123_1b; w123 means w123_0, w123_1f, w123_1b and so on.
func (r *records) rows(id string) []int {
	if row, known := r.find(id); known {
		return []int{row}
	}
	if r.kind.Name != "roads" {
		return nil
	}
	forward, hasForward := r.find(id + "f")
	backward, hasBackward := r.find(id + "b")
	if hasForward && hasBackward {
		return []int{forward, backward}
	}
	var out []int
	for row, other := range r.ids() {
		if number, stretch := strings.CutPrefix(other, id+"_"); stretch && isStretch(number) {
			out = append(out, row)
		}
	}
	return out
}

// isStretch reports whether the end of an id is the number of a stretch, with or without its direction.
func isStretch(end string) bool {
	digits := strings.TrimRight(end, "fb")
	return digits != "" && len(end)-len(digits) <= 1 && strings.Trim(digits, "0123456789") == ""
}

// named reports whether the scenario names a file for the table. If it was not read, that is reported
// already.
func (o *overlay) named(table *schema.Table) bool {
	_, named := o.in.settings.values["files."+table.Name]
	return named
}

// alternatives are the columns of which a record uses only one group.
var alternatives = map[string][][]string{
	"gates":    {{"rate"}, {"booths", "seconds_per_vehicle"}},
	"closures": {{"road"}, {"gate"}},
}

// set replaces a cell. Where the column belongs to one of several alternatives, the columns of
// the others no longer apply, and its own apply again.
func (r *records) set(row int, column string, v value) {
	r.overrides[cellKey{row, column}] = v
	for _, group := range alternatives[r.kind.Name] {
		drop := !slices.Contains(group, column)
		if drop && (v.text == "" || !r.alternative(column)) {
			continue
		}
		for _, other := range group {
			r.dropped[cellKey{row, other}] = drop
		}
	}
}

// alternative reports whether a column belongs to a group of alternatives.
func (r *records) alternative(column string) bool {
	return slices.ContainsFunc(alternatives[r.kind.Name], func(group []string) bool {
		return slices.Contains(group, column)
	})
}

// cutLast cuts a text at its last dot.
func cutLast(text string) (before, after string, ok bool) {
	i := strings.LastIndex(text, ".")
	if i < 0 {
		return "", "", false
	}
	return text[:i], text[i+1:], true
}

package folder

import (
	"fmt"
	"slices"
	"strings"

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
	assumptions map[string]value
	tables      map[string]*records
	set         []scenario.Override // as applied: records stand by id, whatever they were called
}

// override applies the overrides in order; of two for the same path the later counts.
func override(in *inputs, set []scenario.Override, problems *problem.List) *overlay {
	o := &overlay{
		in: in, problems: problems,
		settings: map[string]value{}, assumptions: map[string]value{}, tables: map[string]*records{},
	}
	for name, r := range in.tables {
		o.tables[name] = &records{
			kind: r.kind, table: r.table, index: r.index, partial: r.partial,
			overrides: map[cellKey]value{}, dropped: map[cellKey]bool{},
		}
	}
	if len(set) > mostOverrides {
		problems.Add(problem.SettingsMany, problem.Where{File: setFile}, "", fmt.Sprint(len(set)), fmt.Sprint(mostOverrides))
		return o
	}
	for _, one := range set {
		one = o.spelled(one)
		o.set = append(o.set, one)
		o.apply(one)
	}
	return o
}

func (o *overlay) apply(one scenario.Override) {
	v := value{strings.TrimSpace(one.Value), problem.Where{File: setFile, Column: one.Path}}
	first, rest, dotted := strings.Cut(one.Path, ".")
	switch {
	case !dotted && slices.Contains(plainPaths, first):
		o.settings[first] = v
	case first == "assumption" && dotted:
		o.applyAssumption(rest, v)
	case dotted && recordTable(first) != nil:
		o.applyRecord(recordTable(first), rest, v)
	default:
		o.unknown(v, suggestPath(first))
	}
}

// unknown reports a path that leads nowhere, with what is near.
func (o *overlay) unknown(v value, remedy string) {
	o.problems.Add(problem.SetUnknown, v.where, "", remedy)
}

// suggestPath says how a path may begin.
func suggestPath(first string) string {
	begins := slices.Clone(plainPaths)
	begins = append(begins, "assumption")
	for _, t := range tables {
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
func recordTable(word string) *Table {
	for i := range tables {
		if tables[i].Record == word && word != "" {
			return &tables[i]
		}
	}
	return nil
}

func (o *overlay) applyAssumption(name string, v value) {
	var names []string
	for _, d := range scenario.Defaults() {
		names = append(names, d.Name)
	}
	if !slices.Contains(names, name) {
		o.unknown(v, spelling.Suggest(name, names))
		return
	}
	o.assumptions[name] = v
}

// applyRecord replaces the cell of <id>.<column>.
func (o *overlay) applyRecord(table *Table, rest string, v value) {
	id, column, ok := cutLast(rest)
	if !ok {
		o.unknown(v, fmt.Sprintf("Write %s.<id>.<column>, such as %[1]s.<id>.%s.", table.Record, table.Fields[1].Name))
		return
	}
	records := o.tables[table.Name]
	if records == nil {
		if !o.unread(table) {
			o.unknown(v, fmt.Sprintf("The scenario has no %s.", table.Name))
		}
		return
	}
	row, known := records.find(id)
	switch {
	case !known && records.partial:
	case !known:
		o.unknown(v, fmt.Sprintf("There is no %s with this id. %s", table.Record, o.suggest(table.Name, id)))
	case table.field(column) == nil:
		o.unknown(v, spelling.Suggest(column, table.columns()))
	case column == "id":
		o.problems.Add(problem.SetFixed, v.where, v.text)
	default:
		records.set(row, column, v)
	}
}

// unread reports whether the scenario names a file for the table that could not be read; that is
// reported already.
func (o *overlay) unread(table *Table) bool {
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

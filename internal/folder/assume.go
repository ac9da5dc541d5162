package folder

import (
	"slices"
	"strings"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
)

// readAssumptions puts every assumption into force: the table of defaults, replaced by the rows
// of scenario.yaml, replaced by overrides.
func (b *builder) readAssumptions() {
	for _, d := range scenario.Defaults() {
		a := scenario.Assumption{Name: d.Name, Value: d.Value, Unit: d.Unit, Source: d.Source, Default: true}
		rows := b.over.in.settings.assumptions
		at := slices.IndexFunc(rows, func(row assumption) bool { return row.name == d.Name })
		if at >= 0 {
			b.replaceAssumption(&a, d, rows[at])
		}
		if v, ok := b.over.assumptions[d.Name]; ok {
			b.replaceAssumption(&a, d, assumption{name: d.Name, value: v.value, source: v.source})
		}
		b.scenario.Assumptions = append(b.scenario.Assumptions, a)
	}
}

// replaceAssumption reads one replaced value; a value that cannot be read leaves the default.
func (b *builder) replaceAssumption(a *scenario.Assumption, d scenario.Default, row assumption) {
	field := &schema.Field{
		Name: d.Name, Type: schema.Number, Unit: d.Unit, Example: d.Value, Meaning: sentence(d.About),
		Least: d.Least, Most: d.Most,
	}
	if d.Whole {
		field.Type = schema.Whole
	}
	c := cell{row.value, field, sheet.DecimalPoint}
	if c.text == "" && c.where.File == setFile {
		b.add(problem.ValueMissing, c.where, "", field.Hint())
		return
	}
	v, ok := b.number(c)
	source, retrospective := b.clean(row.source), b.retrospective(row.retrospective)
	if ok {
		a.Value, a.Default, a.Source, a.Retrospective = plain(v), false, source, retrospective
	}
}

// sentence makes a remark a sentence.
func sentence(remark string) string { return strings.ToUpper(remark[:1]) + remark[1:] + "." }

// retrospective reads whether a value was learned from the outcome; empty is no.
func (b *builder) retrospective(v value) bool {
	word, _ := b.choice(cell{v, schema.Settings.Field("assumptions.<name>.retrospective"), sheet.DecimalPoint})
	return word == "true"
}

// assumed returns the number of an assumption in force, for a record that gives none, and marks
// the assumption as taken.
func (b *builder) assumed(name string) float64 {
	for i := range b.scenario.Assumptions {
		if a := &b.scenario.Assumptions[i]; a.Name == name {
			a.Taken = true
		}
	}
	return b.scenario.Assumption(name)
}

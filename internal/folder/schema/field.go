package schema

import (
	"strings"

	"golang.org/x/text/language"
)

// Type tells how a field is written, in the words of the reference.
type Type string

// The ways of writing a value.
const (
	ID        Type = "id"
	PlaceID   Type = "id of a place"
	RoadID    Type = "id of a road"
	GateID    Type = "id of a gate"
	NodeID    Type = "id of a junction"
	FuelID    Type = "id of a fuel point"
	Text      Type = "text"
	TextList  Type = "texts separated by |"
	Whole     Type = "whole number"
	Number    Type = "number"
	Instant   Type = "time"
	Span      Type = "length of time"
	Hours     Type = "opening hours"
	Choice    Type = "choice"
	FileName  Type = "name of a file"
	ZoneName  Type = "IANA time zone"
	Overrides Type = "paths and values"
)

// Field is one thing a person can write: a column of a table or a key of scenario.yaml.
type Field struct {
	Table    string // "places", …, or "scenario.yaml"
	Name     string
	Type     Type
	Unit     string
	Required bool
	Default  string // in words, where the field is left empty
	Example  string
	Meaning  string
	Choices  []string // of a Choice
	Least    float64  // of a number
	Most     float64
}

// Table is one kind of table: what its records are called in paths, and its columns.
type Table struct {
	Name     string // key under files:
	Record   string // first part of a --set path; empty where rows have no id
	Required bool
	About    string
	Fields   []Field
}

// NamePrefix begins the columns that hold a name in one more language.
const NamePrefix = "name_"

// Field returns the field of a column, nil if the table has none of that name.
func (t *Table) Field(column string) *Field {
	for i := range t.Fields {
		if t.Fields[i].Name == column {
			return &t.Fields[i]
		}
	}
	const named = NamePrefix + "<language>"
	if column != named && IsNameColumn(column) {
		return t.Field(named)
	}
	return nil
}

// nameField is the field of the columns that hold a name in one more language.
func nameField(example string) Field {
	return Field{
		Name: NamePrefix + "<language>", Type: Text, Example: example,
		Meaning: "Name in one more language; the column ends in its BCP 47 code, such as name_hy.",
	}
}

// IsNameColumn reports whether a column is name_ and a BCP 47 language, such as name_hy.
func IsNameColumn(column string) bool {
	code, ok := strings.CutPrefix(column, NamePrefix)
	if !ok {
		return false
	}
	_, err := language.Parse(code)
	return err == nil
}

// Columns returns the names of the table's columns.
func (t *Table) Columns() []string {
	out := make([]string, len(t.Fields))
	for i := range t.Fields {
		out[i] = t.Fields[i].Name
	}
	return out
}

// Tables returns every kind of table in the order they are read. Do not change it.
func Tables() []Table { return tables }

// Named returns a table of that name. It panics on another, which is a fault of the program.
func Named(name string) *Table {
	for i := range tables {
		if tables[i].Name == name {
			return &tables[i]
		}
	}
	panic("folder: no table called " + name)
}

// Fields returns every field a person can write, those of scenario.yaml first, then by table.
func Fields() []Field {
	var out []Field
	for _, t := range append([]Table{Settings}, tables...) {
		for _, f := range t.Fields {
			f.Table = t.Name
			out = append(out, f)
		}
	}
	return out
}

// words returns a closed list of the model as texts.
func words[Word ~string](list []Word) []string {
	out := make([]string, len(list))
	for i, word := range list {
		out[i] = string(word)
	}
	return out
}

// Hint says what a field wants, with an example.
func (f *Field) Hint() string {
	what := f.Meaning
	if f.Example != "" {
		what += " For example: " + f.Example + "."
	}
	return strings.TrimSpace(what)
}

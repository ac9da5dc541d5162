package folder

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/spelling"
)

// standing are the tables whose records may be called by the place they stand on, where they are
// the only one there.
var standing = []string{"gates", "receptions", "sites", "fuel_points"}

// spellings returns what finds the places by their names as the files have them, so that no
// override changes what another one means. What is wrong with the names is reported with the table.
func (in *inputs) spellings() *spelling.Places {
	if in.spelt == nil {
		b := &builder{scenario: &scenario.Scenario{}, zone: time.UTC, over: &overlay{in: in, tables: in.tables}}
		b.readAssumptions()
		b.readPlaces()
		in.spelt = spelling.Of(b.scenario.Places)
	}
	return in.spelt
}

// spelled returns an override with ids in the place of names, in its path and in its value, and
// says so of each.
func (o *overlay) spelled(one scenario.Override, where problem.Where) scenario.Override {
	record, rest, _ := strings.Cut(one.Path, ".")
	table := recordTable(record)
	written, column, whole := cutLast(rest)
	if table == nil || !whole {
		return one
	}
	one.Path = record + "." + o.meant(table, written, where) + "." + column
	referred := map[schema.Type]string{schema.PlaceID: "places", schema.GateID: "gates"}
	if field := table.Field(column); field != nil && referred[field.Type] != "" {
		one.Value = o.meant(schema.Named(referred[field.Type]), one.Value, where)
	}
	return one
}

// meant returns the id of the record that a text means. What is not certain stays as it is: it
// is reported, with what it may mean, where the record is looked for.
func (o *overlay) meant(table *schema.Table, written string, where problem.Where) string {
	rows, places := o.tables[table.Name], o.tables["places"]
	if _, known := rows.find(written); known || rows == nil || places == nil || places.partial {
		return written
	}
	place, certain := o.in.spellings().Certain(written)
	if !certain {
		return written
	}
	id := place.ID
	if table.Name != "places" {
		there := rows.standingOn(place.ID)
		if len(there) != 1 {
			return written
		}
		id = there[0]
	}
	o.problems.Add(problem.SetSpelling, where, written, strings.ReplaceAll(table.Record, "_", " "), id, place.Name)
	return id
}

// standingOn returns the ids of the records on a place.
func (r *records) standingOn(place string) []string {
	var out []string
	if r != nil && slices.Contains(standing, r.kind.Name) {
		for i, id := range r.ids() {
			if r.table.Text(i, "place") == place {
				out = append(out, id)
			}
		}
	}
	return out
}

// suggest says which record of a table an unknown id may mean.
func (o *overlay) suggest(table, written string) string {
	rows := o.tables[table]
	if table == "places" {
		if asked := o.in.spellings().Suggest(written); asked != "" {
			return asked
		}
	} else if place, certain := o.in.spellings().Certain(written); certain {
		if there := rows.standingOn(place.ID); len(there) > 1 {
			return fmt.Sprintf("Several stand on %s (%s): %s.", place.ID, place.Name, strings.Join(there, ", "))
		}
	}
	return spelling.Suggest(written, rows.ids())
}

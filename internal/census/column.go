package census

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wayout/internal/problem"
)

// field is what a column is about.
type field uint8

const (
	fieldNone field = iota
	fieldID
	fieldName
	fieldNameIn // in a language
	fieldAliases
	fieldLat
	fieldLon
	fieldLow
	fieldPeople
	fieldHigh
	fieldVehicles
	fieldSource
	fields
)

// String returns the column as the tables of a scenario name it.
func (f field) String() string {
	return [...]string{
		"", "id", "name", "name_hy (by language)", "aliases", "lat", "lon", "people_low", "people", "people_high", "vehicles", "source",
	}[f]
}

// known are the columns by header.
var known = map[string]field{
	"id": fieldID, "pcode": fieldID, "p_code": fieldID,
	"name": fieldName, "place": fieldName, "settlement": fieldName,
	"aliases": fieldAliases,
	"lat":     fieldLat, "latitude": fieldLat,
	"lon": fieldLon, "longitude": fieldLon,
	"people": fieldPeople, "population": fieldPeople,
	"people_low": fieldLow, "people_high": fieldHigh,
	"vehicles": fieldVehicles, "source": fieldSource,
}

// tagged are the columns by HXL tag, with attributes in the order of letters. Parts of the people, such as
// #population+f, and those in need are not the people of a place.
var tagged = map[string]field{
	"#geo+lat": fieldLat, "#geo+lon": fieldLon,
	"#population": fieldPeople, "#population+total": fieldPeople, "#population+ind": fieldPeople,
	"#population+ind+total": fieldPeople, "#population+used": fieldPeople,
	"#population+min": fieldLow, "#population+max": fieldHigh,
	"#meta+source": fieldSource,
}

// column says what a column is. Of several levels of places the deepest is the settlement.
type column struct {
	field    field
	level    int    // 1 to 5 for administrative units, 6 for what is a place in any case
	language string // of a name
}

const placeLevel = 6

var (
	unitHeader     = regexp.MustCompile(`^adm([1-5])_(pcode|name|[a-z]{2})$`)
	languageHeader = regexp.MustCompile(`^name_([a-z]{2,3})$`)
	placeTag       = regexp.MustCompile(`^#(loc|adm[1-5])((?:\+[a-z0-9_]+)*)$`)
)

// byHeader tells a column by its name.
func byHeader(name string) column {
	if f, ok := known[name]; ok {
		return column{field: f, level: placeLevel}
	}
	if found := languageHeader.FindStringSubmatch(name); found != nil {
		return column{fieldNameIn, placeLevel, found[1]}
	}
	found := unitHeader.FindStringSubmatch(name)
	if found == nil {
		return column{}
	}
	out := column{field: fieldName, level: int(found[1][0] - '0')}
	switch found[2] {
	case "pcode":
		out.field = fieldID
	case "name":
	default:
		out.field, out.language = fieldNameIn, found[2]
	}
	return out
}

// byTag tells a column by its HXL tag.
func byTag(tag string) column {
	parts := strings.Split(tag, "+")
	slices.Sort(parts[1:])
	if f, ok := tagged[strings.Join(parts, "+")]; ok {
		return column{field: f, level: placeLevel}
	}
	found := placeTag.FindStringSubmatch(tag)
	if found == nil {
		return column{}
	}
	out := column{field: fieldName, level: placeLevel}
	if found[1] != "loc" {
		out.level = int(found[1][3] - '0')
	}
	for _, attribute := range parts[1:] {
		language, named := strings.CutPrefix(attribute, "i_")
		switch {
		case attribute == "code" && out.field == fieldName:
			out.field = fieldID
		case named && out.field == fieldName:
			out.field, out.language = fieldNameIn, language
		case attribute == "name", strings.HasPrefix(attribute, "v_"): // of a vocabulary
		default:
			return column{}
		}
	}
	return out
}

// columns are the places of the fields in a table.
type columns struct {
	at    [fields]int // -1 where there is none
	names []named     // in languages
}

// named is a column of names in a language.
type named struct {
	index    int
	language string
}

// header finds the columns, and reports false where they make the rows useless.
func (r *reader) header() bool {
	t := &r.table
	where := problem.Where{File: t.File, Line: t.HeaderLine}
	usable := true
	is := make([]column, len(t.Columns))
	for i, name := range t.Columns {
		if name != "" && t.Personal(i, nil, nil) {
			where.Column = name
			r.problems.Add(problem.ColumnPersonal, where, "")
			usable = false
		}
		if is[i] = byHeader(name); t.Tags != nil && t.Tags[i] != "" {
			is[i] = byTag(t.Tags[i])
		}
	}
	where.Column = ""
	deepest := 0
	for _, c := range is {
		if c.field == fieldName || c.field == fieldNameIn {
			deepest = max(deepest, c.level)
		}
	}
	var unread []string
	for i := range r.columns.at {
		r.columns.at[i] = -1
	}
	for i, c := range is {
		if t.Columns[i] == "" && c.field == fieldNone {
			continue
		}
		if !r.take(i, c, deepest, is, where) {
			unread = append(unread, "“"+r.title(i)+"”")
		}
	}
	return r.complete(where, unread) && usable
}

// take notes what a column is for, and reports false where it is not read: it is unknown, or a level above
// that of the settlements.
func (r *reader) take(i int, c column, deepest int, is []column, where problem.Where) bool {
	at := &r.columns.at[c.field]
	switch c.field {
	case fieldNone:
		return false
	case fieldNameIn:
		if c.level == deepest {
			r.columns.names = append(r.columns.names, named{i, c.language})
		}
		return c.level == deepest
	case fieldName:
		if c.level < deepest {
			return false
		}
	case fieldID:
		if r.above(c, deepest, is) {
			return false
		}
	}
	if *at >= 0 {
		r.problems.Add(problem.CensusColumns, where, "", "“"+r.title(*at)+"” and “"+r.title(i)+"”", c.field.String())
		return true
	}
	*at = i
	return true
}

// above reports whether a column has the codes of units around the settlements: there are deeper codes, or
// deeper names while those of its own level are there as well. Tags say of what level a name is; a header
// such as “name” does not.
func (r *reader) above(code column, deepest int, is []column) bool {
	for _, other := range is {
		named := other.field == fieldName || other.field == fieldNameIn
		if other.field == fieldID && other.level > code.level || named && other.level == code.level && code.level < deepest {
			return true
		}
	}
	return r.table.Tags != nil && code.level < deepest
}

// placesOnly reports whether the table says where settlements are and not how many people they have: a
// grid or another file counts them.
func (r *reader) placesOnly() bool {
	return r.columns.at[fieldPeople] < 0 && r.columns.at[fieldLat] >= 0 && r.columns.at[fieldLon] >= 0
}

// title returns the name of a column, or its tag where it has no name.
func (r *reader) title(i int) string {
	if name := r.table.Columns[i]; name != "" {
		return name
	}
	return r.table.Tags[i]
}

// complete says what is missing and what was not read. Names in a language will do for names.
func (r *reader) complete(where problem.Where, unread []string) bool {
	usable := true
	if r.columns.at[fieldName] < 0 && len(r.columns.names) == 0 {
		r.problems.Add(problem.ColumnMissing, where, "", "name", "it holds the names of the settlements; “place”, “settlement” and the HXL tags #loc+name and #adm4+name will do too.")
		usable = false
	}
	if r.columns.at[fieldPeople] < 0 && !r.placesOnly() {
		r.problems.Add(problem.ColumnMissing, where, "", "people", "it says how many people live there; “population” and the HXL tag #population will do too. A table of places alone has lat and lon.")
		usable = false
	}
	if len(unread) > 0 {
		var all []string
		for f := fieldID; f < fields; f++ {
			all = append(all, f.String())
		}
		r.problems.Add(problem.CensusUnread, where, "", fmt.Sprint(len(unread)), strings.Join(unread, ", "), strings.Join(all, ", "))
	}
	return usable
}

package count

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
)

// Limits of what is believed of one sheet at one check. Only slips of the pen meet them, and sums
// over every row that a table can have are exact.
const (
	mostPeople   = 1_000_000
	mostVehicles = 100_000
	mostNumber   = 1_000_000 // of a version or a convoy
)

// columns are those of counts.csv.
var columns = []string{"sheet", "check", "gate", "at", "people", "vehicles"}

// needed are the columns that must be there, each with what it holds.
var needed = []struct{ name, hint string }{
	{"sheet", "the number printed on the number sheet, such as 4-0123."},
	{"check", "where people were counted: departure, gate_in, gate_out or arrival."},
	{"at", "when they were counted, such as 2023-09-24T10:00."},
	{"people", "how many people were counted."},
}

// ofPersons are words that speak of single persons here, though a scenario may use them. Men and
// women are among them: whom a gate sets apart, it sets apart by such numbers.
var ofPersons = []string{
	"name", "names", "passenger", "person", "driver", "signature", "counted_by", "signed_by", "address",
	"age", "ages", "plate", "plates", "photo", "photos", "sex", "gender", "men", "women", "male", "males",
	"female", "females", "citizenship", "имя", "имена", "անուն", "ім_я", "ad", "adı", "soyadı", "nom", "nombre",
}

// ofThings are names that have such a word and are not of persons.
var ofThings = []string{"gate_name", "place_name", "reception_name", "sheet_name", "convoy_name"}

// Read reads counts.csv or a workbook of the same columns, made on sheets of the plan of the given
// version and its convoys. It returns every problem it finds, ordered by line; when one is an error
// there are no counts. Sheets of older versions are accepted and their numbers not checked, because
// the plan they were printed for is not here.
func Read(file string, data []byte, s *scenario.Scenario, convoys []convoy.Convoy, version int) ([]Count, problem.List) {
	r := reader{
		s: s, version: version, convoys: numbered(convoys), gates: map[string]int{},
		lines: map[counted]int{},
	}
	for g := range s.Gates {
		r.gates[s.Gates[g].ID] = g
	}
	r.table, r.problems.List = sheet.Read(file, data)
	var out []Count
	if r.table.HeaderLine > 0 && r.header() {
		for i := range r.table.Rows {
			out = append(out, r.row(i))
		}
	}
	r.close()
	if r.problems.HasErrors() {
		return nil, r.problems.Sorted()
	}
	return out, r.problems.Sorted()
}

// counted is what may be counted only once.
type counted struct {
	sheet Sheet
	pass  pass
}

// reader reads one table.
type reader struct {
	s        *scenario.Scenario
	table    sheet.Table
	version  int
	convoys  map[int]*convoy.Convoy // of the version, by number
	gates    map[string]int         // by id
	lines    map[counted]int        // on which they stand
	problems problem.Limited

	noVehicles int           // rows that lack them
	firstSuch  problem.Where // the first of them
}

// add adds a problem.
func (r *reader) add(code problem.Code, where problem.Where, value string, args ...string) {
	r.problems.Add(code, where, value, args...)
}

// where returns the place of a cell.
func (r *reader) where(c sheet.Cell) problem.Where {
	return problem.Where{File: r.table.File, Line: c.Line, Column: c.Column}
}

// close adds what shows only at the end.
func (r *reader) close() {
	if r.noVehicles > 0 {
		r.add(problem.CountNoVehicles, r.firstSuch, "", fmt.Sprint(r.noVehicles))
	}
	last := 0
	if n := len(r.table.Rows); n > 0 {
		last = r.table.Rows[n-1].Line
	}
	r.problems.Close(problem.TableMore, last)
}

// header reports columns that are missing, unknown or personal data. It reports whether the rows
// are worth reading.
func (r *reader) header() bool {
	where := problem.Where{File: r.table.File, Line: r.table.HeaderLine}
	usable := true
	for _, need := range needed {
		if !r.table.Has(need.name) {
			where.Column = need.name
			r.add(problem.ColumnMissing, where, "", need.name, need.hint)
			usable = false
		}
	}
	for i, column := range r.table.Columns {
		if column == "" || slices.Contains(columns, column) {
			continue
		}
		where.Column = column
		if r.table.Personal(i, ofPersons, ofThings) {
			r.add(problem.ColumnPersonal, where, "")
			usable = false
			continue
		}
		r.add(problem.ColumnUnknown, where, column, "The columns are "+strings.Join(columns, ", ")+".")
	}
	return usable
}

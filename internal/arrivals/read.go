package arrivals

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// Record is what was counted.
type Record struct {
	Counts []people.Counted           // in order of time, within the scenario
	Rates  map[int][]roads.GateChange // by gate, in order of time; only gates that the table names
}

// names are the columns, each with the names it goes by.
var names = [][]string{
	{"at", "time", "timestamp", "timestamp_local", "date"},
	{"people", "people_cum", "people_out", "people_total"},
	{"gate"},
	{"rate", "vehicles_per_hour"},
}

// Only slips of the pen meet these limits.
const (
	mostPeople = 100_000_000
	mostRate   = 100_000 // vehicles an hour
)

// Read reads a table of counts, CSV or a workbook: “at” and “people” say how many were out by a moment, all
// together; “gate” and “rate” say how many vehicles an hour a gate let pass from a moment on, 0 while it was
// shut. A row has one of the two, or both. Other columns are for whoever reads the table, and are told of
// in a note. It returns every problem, ordered by line; when one is an error there is no record.
func Read(file string, data []byte, s *scenario.Scenario) (*Record, problem.List) {
	r := reader{s: s, gates: map[string]int{}, record: &Record{Rates: map[int][]roads.GateChange{}}, lines: map[unit.Second]int{}}
	for g := range s.Gates {
		r.gates[s.Gates[g].ID] = g
	}
	r.table, r.problems.List = sheet.Read(file, data)
	if r.table.HeaderLine > 0 && r.header() {
		for i := range r.table.Rows {
			r.row(i)
		}
		r.finish()
	}
	last := 0
	if n := len(r.table.Rows); n > 0 {
		last = r.table.Rows[n-1].Line
	}
	r.problems.Close(problem.TableMore, last)
	if r.problems.HasErrors() {
		return nil, r.problems.Sorted()
	}
	return r.record, r.problems.Sorted()
}

type reader struct {
	s        *scenario.Scenario
	table    sheet.Table
	column   map[string]string // by the first of its names: as it is called here
	gates    map[string]int
	lines    map[unit.Second]int // on which a count stands
	counted  []line
	after    []problem.Where // counts after the end of the scenario
	record   *Record
	problems problem.Limited
}

// line is a count with the line on which it stands.
type line struct {
	people.Counted
	where problem.Where
}

func (r *reader) add(code problem.Code, c sheet.Cell, args ...string) {
	r.problems.Add(code, r.where(c), c.Text, args...)
}

func (r *reader) where(c sheet.Cell) problem.Where {
	return problem.Where{File: r.table.File, Line: c.Line, Column: c.Column}
}

// header finds the columns, and reports whether the rows are worth reading.
func (r *reader) header() bool {
	r.column = map[string]string{}
	var used, unused []string
	for _, aliases := range names {
		for _, name := range aliases {
			if r.table.Has(name) && r.column[aliases[0]] == "" {
				r.column[aliases[0]] = name
				used = append(used, name)
			}
		}
	}
	where := problem.Where{File: r.table.File, Line: r.table.HeaderLine}
	usable := true
	need := func(name, hint string) {
		if r.column[name] == "" {
			r.problems.Add(problem.ColumnMissing, problem.Where{File: where.File, Line: where.Line, Column: name}, "", name, hint)
			usable = false
		}
	}
	need("at", "when it was counted, such as 2023-09-25T17:00.")
	if r.column["gate"] == "" && r.column["rate"] == "" {
		need("people", "how many people were out by then, all together.")
	} else {
		need("gate", "the id of the gate.")
		need("rate", "how many vehicles an hour the gate let pass from then on.")
	}
	for i, column := range r.table.Columns {
		switch {
		case column == "" || slices.Contains(used, column):
		case r.table.Personal(i, nil, nil):
			where.Column = column
			r.problems.Add(problem.ColumnPersonal, where, "")
			usable = false
		default:
			unused = append(unused, column)
		}
	}
	if len(unused) > 0 {
		where.Column = ""
		r.problems.Add(problem.ArrivalsUnused, where, "", strings.Join(unused, ", "))
	}
	return usable
}

// cell returns a cell by the first name of its column.
func (r *reader) cell(row int, name string) sheet.Cell {
	return r.table.Cell(row, r.column[name])
}

func (r *reader) row(i int) {
	at, timed := r.moment(r.cell(i, "at"))
	gate, rate, n := r.cell(i, "gate"), r.cell(i, "rate"), r.cell(i, "people")
	switch {
	case gate.Text != "" || rate.Text != "":
		r.gateRate(at, timed, gate, rate)
	case n.Text == "":
		n.Column = cmp.Or(n.Column, r.column["at"])
		r.add(problem.ArrivalsNothing, n)
	}
	if n.Text == "" {
		return
	}
	people, counted := r.whole(n, mostPeople)
	if timed && counted {
		r.count(at, unit.Person(people), n)
	}
}

// count notes a count, once a moment.
func (r *reader) count(at unit.Second, n unit.Person, c sheet.Cell) {
	if first, twice := r.lines[at]; twice {
		r.add(problem.ArrivalsTwice, c, fmt.Sprint(first), fmt.Sprint(c.Line))
		return
	}
	r.lines[at] = c.Line
	if at > r.s.Horizon {
		r.after = append(r.after, r.where(c))
		return
	}
	r.counted = append(r.counted, line{people.Counted{At: at, People: n}, r.where(c)})
}

func (r *reader) gateRate(at unit.Second, timed bool, gate, rate sheet.Cell) {
	g, known := r.gates[gate.Text]
	if !known {
		ids := make([]string, 0, len(r.gates))
		for i := range r.s.Gates {
			ids = append(ids, r.s.Gates[i].ID)
		}
		if gate.Text == "" {
			r.add(problem.ValueMissing, gate, "Write the id of the gate: "+strings.Join(ids, ", ")+".")
			return
		}
		r.add(problem.ReferenceUnknown, gate, "gate", "There are "+strings.Join(ids, ", ")+".")
		return
	}
	if rate.Text == "" {
		r.add(problem.ValueMissing, rate, "Write how many vehicles an hour it let pass from then on, 0 while it was shut.")
		return
	}
	n, reason := sheet.Number(rate.Text, r.table.Decimal)
	switch {
	case reason != sheet.Accepted:
		r.add(reason.Code(), rate)
	case n < 0 || n > mostRate:
		r.add(problem.ValueRange, rate, message.NewPrinter(language.English).Sprintf("a number from 0 to %d", mostRate), "Vehicles an hour.")
	case timed:
		change := roads.GateChange{From: at, Rate: unit.Rate(n*float64(unit.VehiclePerHour) + 0.5)}
		if slices.ContainsFunc(r.record.Rates[g], func(c roads.GateChange) bool { return c.From == at }) {
			r.add(problem.ArrivalsRateTwice, rate, gate.Text)
			return
		}
		r.record.Rates[g] = append(r.record.Rates[g], change)
	}
}

func (r *reader) whole(c sheet.Cell, most int64) (int64, bool) {
	n, reason := sheet.Whole(c.Text, r.table.Decimal)
	switch {
	case reason != sheet.Accepted:
		r.add(reason.Code(), c)
		return 0, false
	case n < 0 || n > most:
		r.add(problem.ValueRange, c, message.NewPrinter(language.English).Sprintf("a whole number from 0 to %d", most), "Write how many people were out by then, all together.")
		return 0, false
	}
	return n, true
}

// moment reads when something was counted. Without an offset it is local time of the scenario.
func (r *reader) moment(c sheet.Cell) (unit.Second, bool) {
	if c.Text == "" {
		r.add(problem.ValueMissing, c, "Write when it was counted, such as 2023-09-25T17:00.")
		return 0, false
	}
	read := sheet.ReadTime(c.Text, r.s.Start.Location())
	if read.DateOnly {
		read.Code, read.Args = problem.TimeInvalid, nil
	}
	if read.Code != "" {
		r.add(read.Code, c, read.Args...)
		return 0, false
	}
	at := r.s.Moment(read.At)
	if at < 0 {
		r.add(problem.ArrivalsBefore, c, r.s.Instant(0))
		return 0, false
	}
	return at, true
}

// finish puts the record in order. People who were out do not come back: a smaller number after a greater
// one is another count of something else, or a slip.
func (r *reader) finish() {
	slices.SortStableFunc(r.counted, func(a, b line) int { return cmp.Compare(a.At, b.At) })
	for i, c := range r.counted {
		if i > 0 && c.People < r.counted[i-1].People {
			before := r.counted[i-1]
			r.problems.Add(problem.ArrivalsFewer, c.where, fmt.Sprint(c.People), fmt.Sprint(before.People), r.s.Instant(before.At), fmt.Sprint(before.where.Line))
		}
		r.record.Counts = append(r.record.Counts, c.Counted)
	}
	for _, changes := range r.record.Rates {
		slices.SortFunc(changes, func(a, b roads.GateChange) int { return cmp.Compare(a.From, b.From) })
	}
	if n := len(r.after); n > 0 {
		r.problems.Add(problem.ArrivalsAfter, r.after[0], "", fmt.Sprint(n), r.s.Instant(r.s.Horizon))
	}
}

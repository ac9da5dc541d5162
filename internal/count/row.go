package count

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/convoy"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// row reads one row; where it has faults, they are problems and the count is not to be used.
func (r *reader) row(i int) Count {
	out := Count{Gate: -1, Line: r.table.Rows[i].Line}
	named, known := r.sheet(&out, r.table.Cell(i, "sheet"))
	checked := r.check(&out, r.table.Cell(i, "check"))
	out.At = r.moment(r.table.Cell(i, "at"))
	people, _ := r.whole(r.table.Cell(i, "people"), mostPeople, "Write how many people were counted, 0 if nobody was there.")
	out.People = unit.Person(people)
	r.vehicles(&out, r.table.Cell(i, "vehicles"), known)
	gate := r.table.Cell(i, "gate")
	gated := r.gate(&out, gate)
	if !checked || !gated || !r.passed(&out, r.table.Cell(i, "check"), known) || !r.atGate(&out, gate, known) {
		return out
	}
	if named {
		r.once(&out, r.table.Cell(i, "sheet"))
	}
	return out
}

// given reports whether a cell has text; an empty one is a problem.
func (r *reader) given(c sheet.Cell, remedy string) bool {
	if c.Text == "" {
		r.add(problem.ValueMissing, r.where(c), "", remedy)
	}
	return c.Text != ""
}

// sheet reads the number of a sheet. It reports whether it is one, and returns the convoy where the
// plan here has it.
func (r *reader) sheet(out *Count, c sheet.Cell) (named bool, known *convoy.Convoy) {
	example := Sheet{Version: r.version, Number: 123}.String()
	if !r.given(c, "Write the number printed on the sheet, such as "+example+".") {
		return false, nil
	}
	before, number, versioned := strings.Cut(hyphened.Replace(c.Text), "-")
	if !versioned {
		before, number = "", before
	}
	var read bool
	out.Version = r.version
	if versioned {
		if out.Version, read = digits(before); !read {
			r.add(problem.CountSheet, r.where(c), c.Text, example)
			return false, nil
		}
	}
	if out.Number, read = digits(number); !read {
		r.add(problem.CountSheet, r.where(c), c.Text, example)
		return false, nil
	}
	switch {
	case out.Version > r.version:
		r.add(problem.CountVersion, r.where(c), c.Text, fmt.Sprint(out.Version), fmt.Sprint(r.version))
		return false, nil
	case out.Version < r.version:
		return true, nil
	}
	known = r.convoys[out.Number]
	if known == nil {
		r.unknown(c, example)
	}
	return known != nil, known
}

// unknown says that the plan has no convoy of a number, and why that may be.
func (r *reader) unknown(c sheet.Cell, example string) {
	numbers := "it has none at all"
	if n := len(r.convoys); n > 0 {
		numbers = fmt.Sprintf("it has %d, and 1 is the first number", n)
	}
	remedy := "Correct it as it is printed; a sheet of an older plan begins with the number of its version."
	if date, serial := sheet.LooksLikeSerialDate(c.Text); serial {
		remedy = "A spreadsheet program may have made the date " + date + " of it: format the column as text and write such as " + example + "."
	}
	r.add(problem.CountConvoy, r.where(c), c.Text, fmt.Sprint(r.version), numbers, remedy)
}

// hyphened makes hyphens of the signs that programs put for them.
var hyphened = strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-", " ", "")

// digits reads a positive number that consists of digits only.
func digits(text string) (int, bool) {
	if strings.IndexFunc(text, func(c rune) bool { return !unicode.IsDigit(c) }) >= 0 {
		return 0, false
	}
	n, reason := sheet.Whole(text, sheet.DecimalPoint)
	if reason != sheet.Accepted || n < 1 || n > mostNumber {
		return 0, false
	}
	return int(n), true
}

// check reads one of the checks.
func (r *reader) check(out *Count, c sheet.Cell) bool {
	if !r.given(c, "Write departure, gate_in, gate_out or arrival.") {
		return false
	}
	word := strings.Join(strings.Fields(strings.NewReplacer("_", " ", "-", " ").Replace(strings.ToLower(c.Text))), "_")
	for _, check := range convoy.Checks {
		if check.String() == word {
			out.Check = check
			return true
		}
	}
	r.add(problem.ValueChoice, r.where(c), c.Text, "departure, gate_in, gate_out or arrival")
	return false
}

// whole reads a whole number from 0 to a limit.
func (r *reader) whole(c sheet.Cell, most int64, meaning string) (int64, bool) {
	if !r.given(c, meaning) {
		return 0, false
	}
	n, reason := sheet.Whole(c.Text, r.table.Decimal)
	switch {
	case reason != sheet.Accepted:
		r.add(reason.Code(), r.where(c), c.Text)
		return 0, false
	case n < 0 || n > most:
		r.add(problem.ValueRange, r.where(c), c.Text, message.NewPrinter(language.English).Sprintf("a whole number from 0 to %d", most), meaning)
		return 0, false
	}
	return n, true
}

// vehicles reads how many vehicles there were. People on foot have none.
func (r *reader) vehicles(out *Count, c sheet.Cell, known *convoy.Convoy) {
	if c.Text != "" {
		n, ok := r.whole(c, mostVehicles, "Write how many vehicles there were.")
		out.Vehicles, out.HasVehicles = unit.Vehicle(n), ok
		return
	}
	if known != nil && known.Vehicles > 0 {
		if r.noVehicles++; r.noVehicles == 1 {
			r.firstSuch = r.where(c)
		}
	}
}

// gate reads the id of a gate; there may be none.
func (r *reader) gate(out *Count, c sheet.Cell) bool {
	if c.Text == "" {
		return true
	}
	g, there := r.gates[c.Text]
	if !there {
		r.add(problem.ReferenceUnknown, r.where(c), c.Text, "gate", "There are "+r.listed(r.all())+".")
		return false
	}
	out.Gate = g
	return true
}

// passed reports whether a convoy passes a check by the plan, if the plan here has the convoy.
func (r *reader) passed(out *Count, c sheet.Cell, known *convoy.Convoy) bool {
	if known == nil {
		return true
	}
	if _, ok := known.At(out.Check); ok {
		return true
	}
	var checks []string
	for _, p := range passes(known) {
		word := p.Check.String()
		if p.Gate >= 0 {
			word += " of " + r.s.Gates[p.Gate].ID
		}
		checks = append(checks, word)
	}
	r.add(problem.CountCheck, r.where(c), c.Text, fmt.Sprint(known.Number), strings.Join(checks, ", "))
	return false
}

// atGate reports whether the gate is one of those that the convoy passes, and finds it where there
// is only one. Departure and arrival are at none.
func (r *reader) atGate(out *Count, c sheet.Cell, known *convoy.Convoy) bool {
	if out.Check != convoy.GateIn && out.Check != convoy.GateOut {
		if c.Text != "" {
			r.add(problem.ValueUnused, r.where(c), c.Text, out.Check.String()+" is at no gate")
		}
		out.Gate = -1
		return true
	}
	if known == nil {
		if out.Gate < 0 && len(r.s.Gates) == 1 {
			out.Gate = 0
		}
		return true
	}
	var ways []int
	for _, p := range passes(known) {
		if p.Check == out.Check {
			ways = append(ways, p.Gate)
		}
	}
	if out.Gate < 0 && len(ways) == 1 {
		out.Gate = ways[0]
	}
	if slices.Contains(ways, out.Gate) {
		return true
	}
	what := "does not pass this gate by the plan"
	if c.Text == "" {
		what = "passes several gates, and it is not said which this is"
	}
	r.add(problem.CountGate, r.where(c), c.Text, fmt.Sprint(known.Number), what, r.listed(ways))
	return false
}

// all returns every gate.
func (r *reader) all() []int {
	var out []int
	for g := range r.s.Gates {
		out = append(out, g)
	}
	return out
}

// listed names gates by their ids, or as many as fit into a message.
func (r *reader) listed(gates []int) string {
	const most = 8
	if len(gates) == 0 {
		return "none"
	}
	var ids []string
	for _, g := range gates[:min(most, len(gates))] {
		ids = append(ids, r.s.Gates[g].ID)
	}
	if len(gates) > most {
		ids = append(ids, "and others")
	}
	return strings.Join(ids, ", ")
}

// once reports a sheet that was counted twice at the same check.
func (r *reader) once(out *Count, c sheet.Cell) {
	key := counted{out.Sheet(), pass{out.Check, out.Gate}}
	first, twice := r.lines[key]
	if twice {
		r.add(problem.CountTwice, r.where(c), c.Text, fmt.Sprint(first), fmt.Sprint(out.Line))
		return
	}
	r.lines[key] = out.Line
}

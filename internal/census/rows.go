package census

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/problem"
	"wayout/internal/unit"
)

// totalWords begin or end the name of a row that is a total.
var totalWords = []string{
	"total", "totals", "subtotal", "sum", "totaux", "summe", "gesamt", "итого", "всего", "усього", "разом",
	"ընդամենը", "cəmi", "toplam", "المجموع", "kabuuan", "jumlah",
}

// namedTotal reports whether a row without position is named like a total.
func (r *Row) namedTotal() bool {
	words := strings.FieldsFunc(strings.ToLower(r.called()), func(c rune) bool { return strings.ContainsRune(" .:,-()", c) })
	return !r.Located && len(words) > 0 &&
		(slices.Contains(totalWords, words[0]) || slices.Contains(totalWords, words[len(words)-1]))
}

// totals leaves out rows that are the sum of others, which would count everybody twice: those named like a
// total, or without a name, that have the people of all other rows, or of those since the total before. A
// row named like a total that has other numbers is asked about. Rows without a name that are none are
// faults.
func (r *reader) totals() {
	var all unit.Person
	others := 0
	for i := range r.rows {
		if row := &r.rows[i]; row.called() != "" && !row.namedTotal() {
			all += row.People
			others++
		}
	}
	var since unit.Person
	parts := 0
	r.rows = slices.DeleteFunc(r.rows, func(row Row) bool {
		named, nameless := row.namedTotal() && row.Counted, row.called() == ""
		if !named && !nameless {
			since += row.People
			parts++
			return false
		}
		value := cell{fmt.Sprint(row.People), row.Where}
		fewest := 2 // rows that a row without a name may be the total of
		if named {
			fewest = 1
		}
		switch {
		case row.Counted && row.People == all && others >= fewest:
			r.add(problem.CensusTotal, value, fmt.Sprintf("all others (%d)", others))
		case row.Counted && row.People == since && parts >= fewest:
			r.add(problem.CensusTotal, value, fmt.Sprintf("the rows before it (%d)", parts))
		case named:
			r.add(problem.CensusSum, value, fmt.Sprint(others), fmt.Sprint(all))
		default:
			value.text = ""
			r.add(problem.ValueMissing, value, "Write the name of the settlement, or remove the row.")
		}
		since, parts = 0, 0
		return true
	})
}

// twice looks for ids that stand twice, and for names that do where neither ids nor positions tell the rows
// apart.
func (r *reader) twice() {
	rows := map[string][]int{}
	var names []string
	for i := range r.rows {
		row := &r.rows[i]
		if row.ID != "" && !row.IsNew() {
			r.once(row)
		}
		key := strings.ToLower(row.Name)
		if key != "" && rows[key] == nil {
			names = append(names, key)
		}
		rows[key] = append(rows[key], i)
	}
	for _, name := range names {
		if same := rows[name]; len(same) > 1 && !r.allHaveIDs(same) {
			r.sameName(same)
		}
	}
}

// once reports an id that a row before has.
func (r *reader) once(row *Row) {
	first, again := r.ids[row.ID]
	if !again {
		r.ids[row.ID] = row.Where.Line
		return
	}
	where := row.Where
	where.Column = r.title(r.columns.at[fieldID])
	r.problems.Add(problem.IDTwice, where, row.ID, fmt.Sprint(first), fmt.Sprint(where.Line))
}

func (r *reader) allHaveIDs(rows []int) bool {
	return !slices.ContainsFunc(rows, func(i int) bool { return r.rows[i].ID == "" || r.rows[i].IsNew() })
}

// sameName reports rows of one name but for those with a position of their own.
func (r *reader) sameName(same []int) {
	first := &r.rows[same[0]]
	at := map[orb.Point]int{first.At: first.Where.Line}
	for _, i := range same[1:] {
		row := &r.rows[i]
		line, taken := at[row.At]
		switch {
		case row.Located && first.Located && !taken:
			at[row.At] = row.Where.Line
			continue
		case !taken:
			line = first.Where.Line
		}
		r.problems.Add(problem.CensusTwice, row.Where, row.Name, fmt.Sprint(line), fmt.Sprint(row.Where.Line))
	}
}

// uncounted says how many rows have no number.
func (r *reader) uncounted() {
	count, first := 0, problem.Where{}
	for i := range r.rows {
		if row := &r.rows[i]; !row.Counted {
			if count++; count == 1 {
				first = row.Where
			}
		}
	}
	if count > 0 && !r.problems.HasErrors() && !r.placesOnly() { // cells that are not understood were said
		r.problems.Add(problem.CensusUncounted, first, "", fmt.Sprint(count))
	}
}

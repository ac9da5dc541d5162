package census

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/gazetteer"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// most is the largest number of people or vehicles of one row: more than the largest city has.
const most = 100_000_000

// Read reads a table of people by settlement: text, or a sheet of a workbook, the first one where none is
// named. Columns are found by their HXL tags, and without tags by their names. Every fault is returned with
// its line and column; where there is an error, the rows are not to be used.
func Read(file string, data []byte, sheetName string) (Table, problem.List) {
	r := reader{ids: map[string]int{}}
	var list problem.List
	r.table, list = sheet.ReadSheet(file, data, sheetName)
	r.problems.List = list
	out := Table{Form: r.table.Detected}
	if len(r.table.Columns) > 0 && r.header() {
		for i := range r.table.Rows {
			r.row(i)
		}
		r.totals()
		r.twice()
		if len(r.rows) == 0 && !r.problems.HasErrors() {
			r.problems.Add(problem.CensusNone, problem.Where{File: file}, "")
		}
		r.uncounted()
	}
	r.problems.Close(problem.TableMore, 0)
	out.Rows = r.rows
	return out, r.problems.List
}

// reader carries one call of Read.
type reader struct {
	table    sheet.Table
	columns  columns
	rows     []Row
	ids      map[string]int // the line of every id
	problems problem.Limited
}

// cell is the text of a field in a row, and where it stands.
type cell struct {
	text  string
	where problem.Where
}

func (r *reader) cell(row int, f field) cell {
	i := r.columns.at[f]
	if i < 0 {
		return cell{where: r.table.Where(row, f.String())}
	}
	return cell{r.table.Rows[row].Text(i), r.table.Where(row, r.title(i))}
}

func (r *reader) add(code problem.Code, at cell, args ...string) {
	r.problems.Add(code, at.where, at.text, args...)
}

// row reads one row.
func (r *reader) row(i int) {
	id, name := r.cell(i, fieldID), r.cell(i, fieldName)
	out := Row{Where: r.table.Where(i, ""), ID: id.text, Name: name.text, Source: r.cell(i, fieldSource).text}
	if strings.EqualFold(out.ID, unseen) {
		out.ID = unseen
	}
	for _, n := range r.columns.names {
		if text := r.table.Rows[i].Text(n.index); text != "" {
			out.Names = append(out.Names, gazetteer.Name{Language: n.language, Text: text})
		}
	}
	if out.Name == "" && len(out.Names) > 0 {
		out.Name = out.Names[0].Text
	}
	for alias := range strings.SplitSeq(r.cell(i, fieldAliases).text, "|") {
		if alias = strings.TrimSpace(alias); alias != "" {
			out.Aliases = append(out.Aliases, alias)
		}
	}
	r.locate(i, &out)
	r.count(i, &out)
	r.rows = append(r.rows, out)
}

// locate reads the position.
func (r *reader) locate(i int, out *Row) {
	lat, lon := r.cell(i, fieldLat), r.cell(i, fieldLon)
	y, hasLat := r.degrees(lat, 90, lon.text)
	x, hasLon := r.degrees(lon, 180, "")
	switch {
	case lat.text == "" && lon.text != "":
		r.add(problem.CoordinateHalf, lon, "lat")
	case lat.text != "" && lon.text == "":
		r.add(problem.CoordinateHalf, lat, "lon")
	}
	out.At, out.Located = orb.Point{x, y}, hasLat && hasLon
	if out.IsNew() && lat.text == "" && lon.text == "" {
		r.add(problem.ValueMissing, lat, "Write the position of a settlement that is on no map into lat and lon.")
	}
}

// degrees reads a latitude or a longitude. The other one shows whether the two were exchanged.
func (r *reader) degrees(c cell, limit float64, other string) (float64, bool) {
	if c.text == "" {
		return 0, false
	}
	value, reason := sheet.Number(c.text, r.table.Decimal)
	switch {
	case reason != sheet.Accepted:
		r.add(reason.Code(), c)
		return 0, false
	case math.Abs(value) > limit:
		remedy := "Write degrees (WGS 84)."
		if beside, reason := sheet.Number(other, r.table.Decimal); reason == sheet.Accepted && math.Abs(value) <= 180 && math.Abs(beside) <= 90 {
			remedy = "Exchange lat and lon, if that is it; both are degrees (WGS 84)."
		}
		r.add(problem.ValueRange, c, fmt.Sprintf("a number from -%v to %v", limit, limit), remedy)
		return 0, false
	}
	return value, true
}

// count reads people and vehicles. A single number of people stands for all three.
func (r *reader) count(i int, out *Row) {
	vehicles, hasVehicles := r.whole(r.cell(i, fieldVehicles))
	out.Vehicles, out.HasVehicles = unit.Vehicle(vehicles), hasVehicles
	lowest, used, highest := r.cell(i, fieldLow), r.cell(i, fieldPeople), r.cell(i, fieldHigh)
	low, hasLow := r.whole(lowest)
	people, counted := r.whole(used)
	high, hasHigh := r.whole(highest)
	if used.text == "" && lowest.text+highest.text != "" {
		r.add(problem.ValueMissing, used, "Write the number that is to be planned with beside the lowest and the highest.")
	}
	if !counted {
		return
	}
	if !hasLow {
		low = people
	}
	if !hasHigh {
		high = people
	}
	sound := (hasLow || lowest.text == "") && (hasHigh || highest.text == "")
	if sound && (low > people || people > high) {
		r.add(problem.PeopleOrder, used, fmt.Sprint(low), fmt.Sprint(people), fmt.Sprint(high))
	}
	out.Low, out.People, out.High, out.Counted = unit.Person(low), unit.Person(people), unit.Person(high), true
}

// whole reads a whole number that is not negative; the cell may be empty.
func (r *reader) whole(c cell) (int64, bool) {
	if c.text == "" {
		return 0, false
	}
	value, reason := sheet.Whole(c.text, r.table.Decimal)
	switch {
	case reason != sheet.Accepted:
		r.add(reason.Code(), c)
		return 0, false
	case value < 0 || value > most:
		r.add(problem.ValueRange, c, fmt.Sprintf("a whole number from 0 to %d", most), "Write how many there are, 0 if none.")
		return 0, false
	}
	return value, true
}

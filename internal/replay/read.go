package replay

import (
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"

	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// Only slips of the pen meet these limits.
const (
	mostMetres  = 1_000_000
	mostLanes   = 50
	mostSpeed   = 500       // km/h
	leastSpeed  = 1         // km/h
	mostRate    = 1_000_000 // vehicles an hour
	mostSeconds = 366 * 24 * 3600
	mostLinks   = 50_000_000 // of all different ways together
)

// Read reads the three tables in a folder. Rows may be in any order; columns that it does not know are not
// read. The Case is nil when the list has errors; all of them are listed, up to fifty of a kind and file.
func Read(folder fs.FS) (*Case, problem.List) {
	r := reader{folder: folder}
	r.nodes.what, r.nodes.file = "node", NodesFile
	r.links.what, r.links.file = "link", LinksFile
	r.trips.what, r.trips.file = "trip", TripsFile
	r.readNodes()
	r.readLinks()
	r.readTrips()
	r.problems.Close(problem.TableMore, 0)
	if r.problems.HasErrors() {
		return nil, r.problems.List
	}
	return &r.made, r.problems.List
}

type reader struct {
	folder              fs.FS
	made                Case
	nodes, links, trips ids
	ways                map[string]int32 // by the text of their links
	onWays              int              // links of all ways together
	problems            problem.Limited
}

// ids are those of one table.
type ids struct {
	what, file string
	read       bool // the table could be read
	by         map[string]id
}

type id struct {
	index int32
	line  int
}

func (r *reader) add(code problem.Code, t *sheet.Table, row int, column string, args ...string) {
	r.problems.Add(code, t.Where(row, column), t.Text(row, column), args...)
}

// table reads one file, and reports whether it has the columns.
func (r *reader) table(of *ids, columns []string) (sheet.Table, bool) {
	data, err := r.read(of.file)
	if err != nil {
		r.problems.Add(problem.ReplayMissing, problem.Where{File: of.file}, "", err.Error())
		return sheet.Table{}, false
	}
	t, list := sheet.Read(of.file, data)
	r.problems.List = append(r.problems.List, list...)
	of.read = !list.HasErrors()
	for _, column := range columns {
		if of.read && !t.Has(column) {
			r.problems.Add(problem.InstanceColumn, problem.Where{File: of.file, Line: t.HeaderLine, Column: column}, "", column, strings.Join(columns, ", "))
		}
	}
	for _, column := range columns {
		of.read = of.read && t.Has(column)
	}
	of.by = make(map[string]id, len(t.Rows))
	return t, of.read
}

// read reads a file, and a byte more than a table may have where it is larger.
func (r *reader) read(name string) ([]byte, error) {
	file, err := r.folder.Open(name)
	if err != nil {
		return nil, reason(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, sheet.MostBytes+1))
	return data, reason(err)
}

// reason is the part of an error of the file system that says what happened.
func reason(err error) error {
	if path, ok := err.(*fs.PathError); ok {
		return path.Err
	}
	return err
}

// name notes the id of a row.
func (r *reader) name(of *ids, t *sheet.Table, row int, index int) string {
	text := t.Text(row, "id")
	first, twice := of.by[text]
	switch {
	case text == "":
		r.add(problem.InstanceID, t, row, "id")
	case twice:
		r.add(problem.InstanceTwice, t, row, "id", of.what, fmt.Sprint(first.line))
	default:
		of.by[text] = id{int32(index), t.Rows[row].Line}
	}
	return text
}

// number reads a number from least to most. NaN is none.
func (r *reader) number(t *sheet.Table, row int, column string, least, most float64) float64 {
	x, why := t.Number(row, column)
	switch {
	case why != sheet.Accepted:
		r.add(why.Code(), t, row, column)
	case !(x >= least && x <= most):
		r.add(problem.ReplayRange, t, row, column, plain(least), plain(most))
	default:
		return x
	}
	return least
}

func (r *reader) readNodes() {
	t, ok := r.table(&r.nodes, nodeColumns)
	if !ok {
		return
	}
	for row := range t.Rows {
		r.made.Nodes = append(r.made.Nodes, Node{
			ID: r.name(&r.nodes, &t, row, row), Lon: r.number(&t, row, "lon", -180, 180), Lat: r.number(&t, row, "lat", -90, 90),
		})
	}
}

func (r *reader) readLinks() {
	t, ok := r.table(&r.links, linkColumns)
	if !ok {
		return
	}
	for row := range t.Rows {
		name := r.name(&r.links, &t, row, row)
		if strings.ContainsAny(name, " \t\r\n\u00a0") {
			r.add(problem.ReplayBlank, &t, row, "id")
		}
		l := Link{
			ID: name, From: r.node(&t, row, "from"), To: r.node(&t, row, "to"),
			Length: unit.Metre(max(1, math.Round(r.number(&t, row, "length_m", 0.001, mostMetres)))),
			Speed:  unit.MetrePerHour(math.Round(1000 * r.number(&t, row, "speed_kmh", leastSpeed, mostSpeed))),
			Rate:   unit.Rate(math.Round(float64(unit.VehiclePerHour) * r.number(&t, row, "capacity_vph", 0, mostRate))),
			Lanes:  1,
		}
		lanes, why := t.Whole(row, "lanes")
		switch {
		case why != sheet.Accepted:
			r.add(why.Code(), &t, row, "lanes")
		case lanes < 1 || lanes > mostLanes:
			r.add(problem.ReplayRange, &t, row, "lanes", "1", fmt.Sprint(mostLanes))
		default:
			l.Lanes = int32(lanes)
		}
		r.made.Links = append(r.made.Links, l)
	}
}

// node reads a reference to a node.
func (r *reader) node(t *sheet.Table, row int, column string) int32 {
	found, known := r.nodes.by[t.Text(row, column)]
	if !known && r.nodes.read {
		r.add(problem.InstanceUnknown, t, row, column, r.nodes.what, r.nodes.file)
	}
	return found.index
}

func (r *reader) readTrips() {
	t, ok := r.table(&r.trips, tripColumns)
	if !ok {
		return
	}
	r.ways = map[string]int32{}
	for row := range t.Rows {
		trip := Trip{
			ID:     r.name(&r.trips, &t, row, row),
			Depart: unit.Millisecond(math.Round(1000 * r.number(&t, row, "depart_s", 0, mostSeconds))),
		}
		text := t.Text(row, "links")
		way, known := r.ways[text]
		if !known {
			way = r.way(&t, row, text)
			r.ways[text] = way
		}
		trip.Way = max(0, way)
		r.made.Trips = append(r.made.Trips, trip)
	}
}

// way reads a way, which is new; -1 where it is none. What is wrong is said once for each different way.
func (r *reader) way(t *sheet.Table, row int, text string) int32 {
	names := strings.Fields(text)
	if len(names) == 0 {
		r.add(problem.ReplayNoWay, t, row, "links")
		return -1
	}
	if r.onWays += len(names); r.onWays > mostLinks {
		r.problems.Add(problem.FileTooLarge, t.Where(row, "links"), "", fmt.Sprintf("%d links on all ways", mostLinks))
		return -1
	}
	if !r.links.read {
		return -1
	}
	links := make([]int32, 0, len(names))
	for _, name := range names {
		found, known := r.links.by[name]
		if !known {
			r.problems.Add(problem.InstanceUnknown, t.Where(row, "links"), name, r.links.what, r.links.file)
			return -1
		}
		l := &r.made.Links[found.index]
		if l.Rate == 0 {
			r.problems.Add(problem.ReplayShut, t.Where(row, "links"), name, fmt.Sprint(found.line))
		}
		if n := len(links); n > 0 && r.made.Links[links[n-1]].To != l.From {
			r.problems.Add(problem.ReplayBroken, t.Where(row, "links"), name, r.made.Links[links[n-1]].ID)
		}
		links = append(links, found.index)
	}
	r.made.Ways = append(r.made.Ways, links)
	return int32(len(r.made.Ways) - 1)
}

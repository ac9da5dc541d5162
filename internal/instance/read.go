package instance

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"wayout/internal/flow"
	"wayout/internal/problem"
	"wayout/internal/sheet"
)

// The files of an instance. The last one may be absent.
const (
	nodesFile    = "nodes.csv"
	linksFile    = "links.csv"
	sourcesFile  = "sources.csv"
	sinksFile    = "sinks.csv"
	capacityFile = "capacity.csv"
)

// Limits of one number. A million sources of mostUnits stay below what the solver can sum.
const (
	mostUnits = 1_000_000_000_000
	mostSteps = 10_000_000
)

// Instance is one problem as its files give it. Steps of the problem is 0: Solve finds how many
// are needed.
type Instance struct {
	Problem flow.Problem
	Nodes   []string // ids, by node of the problem
	Links   []string // ids, by link of the problem
}

// Read reads the folder. The Instance is nil when the list has errors; all of them are listed,
// up to fifty of a kind and file.
func Read(folder fs.FS) (*Instance, problem.List) {
	r := &reader{folder: folder}
	r.readNodes()
	r.readLinks()
	r.readSources()
	r.readSinks()
	r.readCapacity()
	r.problems.Close(problem.TableMore, 0)
	if r.problems.HasErrors() {
		return nil, r.problems.List
	}
	return &Instance{
		Problem: flow.Problem{
			Nodes: len(r.nodes.ids), Links: r.links, Supplies: r.supplies, Sinks: r.sinks,
		},
		Nodes: r.nodes.ids,
		Links: r.linkIDs.ids,
	}, r.problems.List
}

// reader carries one call of Read.
type reader struct {
	folder   fs.FS
	nodes    index
	linkIDs  index
	links    []flow.Link
	supplies []flow.Supply
	sinks    []flow.Sink
	problems problem.Limited
}

func (r *reader) add(code problem.Code, where problem.Where, value string, args ...string) {
	r.problems.Add(code, where, value, args...)
}

// index numbers ids in the order of their rows.
type index struct {
	ids   []string
	lines []int
	by    map[string]int32
}

// table reads one file and checks that it has the columns. ok is false where it has no rows to
// go through.
func (r *reader) table(name string, optional bool, columns ...string) (t sheet.Table, ok bool) {
	where := problem.Where{File: name}
	file, err := r.folder.Open(name)
	if optional && errors.Is(err, fs.ErrNotExist) {
		return t, false
	}
	if err != nil {
		r.add(problem.FileMissing, where, "", reason(err))
		return t, false
	}
	defer file.Close()
	data, err := readLimited(file)
	if err != nil {
		r.add(problem.FileMissing, where, "", reason(err))
		return t, false
	}
	t, list := sheet.Read(name, data)
	r.problems.List = append(r.problems.List, list...)
	if list.HasErrors() {
		return t, false
	}
	ok = true
	for _, column := range columns {
		if !t.Has(column) {
			r.add(problem.InstanceColumn, problem.Where{File: name, Line: t.HeaderLine}, "", column, strings.Join(columns, ", "))
			ok = false
		}
	}
	return t, ok
}

// reason is the part of an error of the file system that says what happened.
func reason(err error) string {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err.Error()
	}
	return err.Error()
}

// readIDs numbers the rows of a table by their ids.
func (r *reader) readIDs(t sheet.Table, what string) index {
	x := index{by: make(map[string]int32, len(t.Rows))}
	for row := range t.Rows {
		id := t.Text(row, "id")
		first, known := x.by[id]
		switch {
		case id == "":
			r.add(problem.InstanceID, t.Where(row, "id"), "")
		case known:
			r.add(problem.InstanceTwice, t.Where(row, "id"), id, what, fmt.Sprint(x.lines[first]))
		default:
			x.by[id] = int32(len(x.ids))
		}
		x.ids = append(x.ids, id)
		x.lines = append(x.lines, t.Rows[row].Line)
	}
	return x
}

// whole reads a whole number from 0 to most.
func (r *reader) whole(t sheet.Table, row int, column string, most int64) int64 {
	n, why := t.Whole(row, column)
	if why != sheet.Accepted {
		r.add(why.Code(), t.Where(row, column), t.Text(row, column))
		return 0
	}
	if n < 0 || n > most {
		r.add(problem.InstanceRange, t.Where(row, column), t.Text(row, column), "0", fmt.Sprint(most))
		return 0
	}
	return n
}

// optional is whole for a cell that may be empty or whose column may be absent.
func (r *reader) optional(t sheet.Table, row int, column string, most, absent int64) int64 {
	if t.Text(row, column) == "" {
		return absent
	}
	return r.whole(t, row, column, most)
}

// lookUp reads a reference to a row of another file. ok is false where there is no such row.
func (r *reader) lookUp(x index, t sheet.Table, row int, column, what, file string) (number int32, ok bool) {
	number, ok = x.by[t.Text(row, column)]
	if !ok {
		r.add(problem.InstanceUnknown, t.Where(row, column), t.Text(row, column), what, file)
	}
	return number, ok
}

func (r *reader) node(t sheet.Table, row int, column string) (int32, bool) {
	return r.lookUp(r.nodes, t, row, column, "node", nodesFile)
}

func (r *reader) readNodes() {
	if t, ok := r.table(nodesFile, false, "id"); ok {
		r.nodes = r.readIDs(t, "node")
	}
}

func (r *reader) readLinks() {
	t, ok := r.table(linksFile, false, "id", "from", "to", "transit", "capacity")
	if !ok {
		return
	}
	r.linkIDs = r.readIDs(t, "link")
	for row := range t.Rows {
		from, _ := r.node(t, row, "from")
		to, _ := r.node(t, row, "to")
		r.links = append(r.links, flow.Link{
			From: from, To: to,
			Transit:  int32(r.whole(t, row, "transit", mostSteps)),
			Capacity: []flow.Change{{Units: r.whole(t, row, "capacity", mostUnits)}},
		})
	}
}

func (r *reader) readSources() {
	t, ok := r.table(sourcesFile, false, "node", "supply")
	if !ok {
		return
	}
	for row := range t.Rows {
		node, _ := r.node(t, row, "node")
		r.supplies = append(r.supplies, flow.Supply{
			Node:    node,
			Units:   r.whole(t, row, "supply", mostUnits),
			Release: int32(r.optional(t, row, "release", mostSteps, 0)),
		})
	}
}

func (r *reader) readSinks() {
	t, ok := r.table(sinksFile, false, "node")
	if !ok {
		return
	}
	lines := map[int32]int{}
	for row := range t.Rows {
		total := r.optional(t, row, "capacity", mostUnits, flow.Unlimited)
		node, known := r.node(t, row, "node")
		if !known {
			continue
		}
		if line := lines[node]; line > 0 {
			r.add(problem.InstanceTwice, t.Where(row, "node"), t.Text(row, "node"), "sink", fmt.Sprint(line))
			continue
		}
		lines[node] = t.Rows[row].Line
		r.sinks = append(r.sinks, flow.Sink{Node: node, Total: total})
	}
}

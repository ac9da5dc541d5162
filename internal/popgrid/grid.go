package popgrid

import (
	"errors"
	"fmt"
	"io"

	"wayout/internal/problem"
	"wayout/internal/projection"
)

// Options tell a reader what the file does not.
type Options struct {
	File string // its name in problems
	// CRS is the coordinate reference system, by a name that projection.Parse knows; empty: the one
	// that the file names.
	CRS string
}

// Grid is a file of people per cell. Its header is read, its cells are not. It may be used by one
// goroutine at a time, as long as the file is open.
type Grid struct {
	Columns, Rows int
	Projection    projection.Projection
	options       Options
	file          *tiff
	layout        layout
	place         transform
}

// Open reads the header of a grid. The Grid is nil when the list has errors.
func Open(r io.ReaderAt, size int64, o Options) (*Grid, problem.List) {
	g := &Grid{options: o}
	if err := g.open(r, size); err != nil {
		return nil, g.problems(err)
	}
	return g, nil
}

func (g *Grid) open(r io.ReaderAt, size int64) (err error) {
	if g.file, err = newTIFF(r, size); err != nil {
		return err
	}
	if g.layout, err = newLayout(g.file); err != nil {
		return err
	}
	keys, err := newGeoKeys(g.file)
	if err != nil {
		return err
	}
	if g.place, err = newTransform(g.file, keys); err != nil {
		return err
	}
	g.Columns, g.Rows = g.layout.width, g.layout.height
	g.Projection, err = newProjection(g.options.CRS, keys)
	return err
}

// problems says in the words for people what stopped the reading.
func (g *Grid) problems(err error) problem.List {
	var out problem.List
	where := problem.Where{File: g.options.File}
	if cut, ok := errors.AsType[cutError](err); ok {
		out.Add(problem.FileTruncated, where, "", cut.Error())
		return out
	}
	if format, ok := errors.AsType[formatError](err); ok {
		out.Add(problem.ValueRange, where, "", "a grid that can be read: "+err.Error(), format.remedy)
		return out
	}
	out.Add(problem.ValueRange, where, "", "a grid that can be read: "+err.Error(), mend)
	return out
}

// String describes the grid in a line.
func (g *Grid) String() string {
	return fmt.Sprintf("%d columns, %d rows, %v", g.Columns, g.Rows, g.Projection)
}

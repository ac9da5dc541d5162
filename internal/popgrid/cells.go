package popgrid

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/problem"
)

// Cell is one that has people.
type Cell struct {
	At     orb.Point // lon, lat of its middle
	People float64   // above 0
}

// Tally says what was read and what was not counted.
type Tally struct {
	Blocks int     // strips or tiles that were unpacked
	Cells  int     // with people, inside the area
	People float64 // of these, summed exactly before it is rounded to a float64
	// Empty are cells of the blocks read, in rows and columns around the area, that have no data;
	// Refused are those below 0, or above a billion people, that the file does not declare so.
	Empty, Refused int
	// OffEarth are people in cells that are no place on the Earth, such as beyond the ellipse of
	// Mollweide; they are in no area.
	OffEarth float64
}

// mostInCell is more people than any cell holds; a larger number is none.
const mostInCell = 1e9

// Each calls visit for each cell with people inside the area, in the order of the blocks of the file.
// Blocks outside are not read. The Tally is worthless when the list has errors; a context that has
// ended is one.
func (g *Grid) Each(ctx context.Context, in area.Area, visit func(Cell)) (Tally, problem.List) {
	w := g.window(in)
	s := &sweep{grid: g, area: in, window: w, visit: visit, unpacker: newUnpacker(g.file, &g.layout)}
	defer s.unpacker.close()
	s.row = make([]float64, min(g.layout.blockWidth, max(w.columnEnd-w.column, 0)))
	if err := s.blocks(ctx); err != nil {
		return Tally{}, g.problems(err)
	}
	s.tally.People, s.tally.OffEarth = s.people.float(), s.offEarth.float()
	return s.tally, nil
}

// sweep carries one call of Each.
type sweep struct {
	grid             *Grid
	area             area.Area
	window           window
	visit            func(Cell)
	unpacker         *unpacker
	row              []float64
	tally            Tally
	people, offEarth total
}

// blocks goes through those that the window touches.
func (s *sweep) blocks(ctx context.Context) error {
	l := &s.grid.layout
	w := s.window
	if w.column >= w.columnEnd || w.row >= w.rowEnd {
		return nil
	}
	for down := w.row / l.blockHeight; down <= (w.rowEnd-1)/l.blockHeight; down++ {
		for across := w.column / l.blockWidth; across <= (w.columnEnd-1)/l.blockWidth; across++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.block(down, across); err != nil {
				return err
			}
		}
	}
	return nil
}

// block reads the part of a block that is in the window.
func (s *sweep) block(down, across int) error {
	l := &s.grid.layout
	top, left := down*l.blockHeight, across*l.blockWidth
	first, last := max(s.window.row-top, 0), min(s.window.rowEnd-top, l.blockHeight)
	from, to := max(s.window.column-left, 0), min(s.window.columnEnd-left, l.blockWidth)
	values := s.row[:to-from]
	sparse, err := s.unpacker.rows(down*l.across+across, first, last, func(row int, data []byte) {
		l.numbers(s.grid.file.order, data[from*l.bytes:], values)
		s.cells(top+row, left+from, values)
	})
	if err != nil {
		return err
	}
	if sparse {
		s.tally.Empty += (last - first) * (to - from)
		return nil
	}
	s.tally.Blocks++
	return nil
}

// cells counts and visits a part of a row.
func (s *sweep) cells(row, column int, values []float64) {
	l := &s.grid.layout
	for i, v := range values {
		switch {
		case v == 0 && !(l.hasWithoutData && l.withoutData == 0):
		case l.hasWithoutData && v == l.withoutData, math.IsNaN(v):
			s.tally.Empty++
		case v < 0 || v > mostInCell:
			s.tally.Refused++
		default:
			s.cell(row, column+i, v)
		}
	}
}

func (s *sweep) cell(row, column int, people float64) {
	x, y := s.grid.place.at(float64(column)+0.5, float64(row)+0.5)
	at, ok := s.grid.Projection.LonLat(x, y)
	if !ok {
		s.offEarth.add(people)
		return
	}
	if s.area.Contains(at) {
		s.tally.Cells++
		s.people.add(people)
		s.visit(Cell{at, people})
	}
}

package popgrid

import (
	"math"

	"github.com/paulmach/orb"

	"wayout/internal/area"
)

// window is a rectangle of cells; the ends are not included.
type window struct{ column, columnEnd, row, rowEnd int }

// window returns cells among which all of the area are. Where the grid is in degrees these are hardly
// more than those; where it is projected, the edge of the box is followed in small steps.
func (g *Grid) window(of area.Area) window {
	bound := of.Bound()
	if bound.IsEmpty() {
		return window{}
	}
	back, _ := g.place.inverse()
	const steps = 256
	minimum, maximum := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
	longest := 0.0
	var last orb.Point
	for i := range 4*steps + 1 {
		x, y, ok := g.Projection.XY(onEdge(bound, i, steps))
		if !ok {
			// The projection does not reach there, so any cell may be inside.
			return window{0, g.Columns, 0, g.Rows}
		}
		column, row := back.at(x, y)
		at := orb.Point{column, row}
		if i > 0 {
			longest = max(longest, math.Abs(at[0]-last[0]), math.Abs(at[1]-last[1]))
		}
		last = at
		minimum = orb.Point{min(minimum[0], column), min(minimum[1], row)}
		maximum = orb.Point{max(maximum[0], column), max(maximum[1], row)}
	}
	// Between two points the edge bends by less than they are apart.
	margin := 1.0
	if !g.Projection.Geographic() {
		margin += longest
	}
	return window{
		clamp(minimum[0]-margin, g.Columns), clamp(maximum[0]+margin+1, g.Columns),
		clamp(minimum[1]-margin, g.Rows), clamp(maximum[1]+margin+1, g.Rows),
	}
}

// onEdge returns a point on the edge of the box: steps on each side, once around.
func onEdge(bound orb.Bound, i, steps int) orb.Point {
	low, high := clip(bound.Min), clip(bound.Max)
	part := float64(i%steps) / float64(steps)
	between := func(from, to float64) float64 { return from + (to-from)*part }
	switch i / steps % 4 {
	case 0:
		return orb.Point{between(low[0], high[0]), low[1]}
	case 1:
		return orb.Point{high[0], between(low[1], high[1])}
	case 2:
		return orb.Point{between(high[0], low[0]), high[1]}
	default:
		return orb.Point{low[0], between(high[1], low[1])}
	}
}

// clip moves a point to the Earth.
func clip(p orb.Point) orb.Point {
	return orb.Point{min(max(p[0], -180), 180), min(max(p[1], -90), 90)}
}

// clamp returns a number of cells as one from 0 to most.
func clamp(n float64, most int) int { return int(min(max(math.Floor(n), 0), float64(most))) }

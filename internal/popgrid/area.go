package popgrid

import (
	"math"

	"github.com/paulmach/orb"
)

// Area is where cells are wanted: a box, or polygons in degrees. A cell is inside if its middle is. An
// area does not reach over the antimeridian; make two of one that does.
type Area struct {
	bound orb.Bound
	bands []band // of the bound, from south to north; nil for a box
}

// band holds the sides of the polygons that pass a strip of latitude, those of a polygon together.
type band []side

type side struct {
	polygon int
	a, b    orb.Point
}

// mostBands is how many strips an area is divided into: a point is compared with the sides of one.
const mostBands = 4096

// Everywhere is the whole Earth.
func Everywhere() Area { return InBound(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}) }

// InBound is the area of a box, its edges included.
func InBound(b orb.Bound) Area { return Area{bound: b} }

// InPolygons is the area inside at least one of the polygons and not in one of its holes. It copies
// them. Rings are closed if they are not.
func InPolygons(polygons orb.MultiPolygon) Area {
	a := Area{bound: polygons.Bound()}
	sides := 0
	for _, p := range polygons {
		for _, ring := range p {
			sides += len(ring)
		}
	}
	a.bands = make([]band, min(sides, mostBands)+1)
	for i, p := range polygons {
		for _, ring := range p {
			for j, point := range ring {
				a.insert(side{i, point, ring[(j+1)%len(ring)]})
			}
		}
	}
	return a
}

// insert puts a side into the bands that it passes.
func (a Area) insert(s side) {
	for i := a.bandOf(min(s.a[1], s.b[1])); i <= a.bandOf(max(s.a[1], s.b[1])); i++ {
		a.bands[i] = append(a.bands[i], s)
	}
}

// bandOf returns the band of a latitude; those outside the bound belong to the first or last.
func (a Area) bandOf(lat float64) int {
	height := a.bound.Max[1] - a.bound.Min[1]
	if !(height > 0) {
		return 0
	}
	return clamp((lat-a.bound.Min[1])/height*float64(len(a.bands)), len(a.bands)-1)
}

// Contains reports whether a point is inside: whether a line from it to the east crosses the sides of
// one polygon an odd number of times. On a side itself it may be either.
func (a Area) Contains(at orb.Point) bool {
	if !a.bound.Contains(at) {
		return false
	}
	if a.bands == nil {
		return true
	}
	odd, polygon := false, -1
	for _, s := range a.bands[a.bandOf(at[1])] {
		if s.polygon != polygon {
			if odd {
				return true
			}
			polygon = s.polygon
		}
		if (s.a[1] > at[1]) != (s.b[1] > at[1]) && at[0] < s.a[0]+(at[1]-s.a[1])/(s.b[1]-s.a[1])*(s.b[0]-s.a[0]) {
			odd = !odd
		}
	}
	return odd
}

// window is a rectangle of cells; the ends are not included.
type window struct{ column, columnEnd, row, rowEnd int }

// window returns cells among which all of the area are. Where the grid is in degrees these are hardly
// more than those; where it is projected, the edge of the box is followed in small steps.
func (g *Grid) window(a Area) window {
	if a.bound.IsEmpty() {
		return window{}
	}
	back, _ := g.place.inverse()
	const steps = 256
	minimum, maximum := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
	longest := 0.0
	var last orb.Point
	for i := range 4*steps + 1 {
		x, y, ok := g.Projection.XY(a.onEdge(i, steps))
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
func (a Area) onEdge(i, steps int) orb.Point {
	low, high := clip(a.bound.Min), clip(a.bound.Max)
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

package area

import "github.com/paulmach/orb"

// Area is a region of the Earth: all of it, a box, or polygons; all in degrees, lon, lat. The zero value is
// the whole Earth. An area does not reach over the antimeridian; make two of one that does. It never
// changes and may be shared by goroutines.
type Area struct {
	kind  kind
	bound orb.Bound
	bands []band // of the bound, from south to north; nil for the whole Earth
}

type kind uint8

const (
	everywhere kind = iota
	box
	polygons
)

// band holds the sides of the polygons that pass a strip of latitude, those of a polygon together.
type band []side

type side struct {
	polygon int
	a, b    orb.Point
}

const (
	// mostBands is how many strips an area is divided into: a point is compared with the sides of one.
	mostBands = 4096
	// mostCopies is how often, on average, a side may stand in several bands: polygons of sides that are all
	// as high as the area have fewer bands.
	mostCopies = 8
)

// InBound is the area of a box, its edges included.
func InBound(b orb.Bound) Area {
	a := InPolygons(orb.MultiPolygon{b.ToPolygon()})
	a.kind = box
	return a
}

// InPolygons is the area inside at least one of the polygons and not in one of its holes. It copies
// them. Rings are closed if they are not. Of no polygons it is empty. Time and memory grow with the number
// of corners.
func InPolygons(in orb.MultiPolygon) Area {
	var sides []side
	for i, polygon := range in {
		for _, ring := range polygon {
			for j, point := range ring {
				sides = append(sides, side{i, point, ring[(j+1)%len(ring)]})
			}
		}
	}
	a := Area{kind: polygons, bound: in.Bound(), bands: make([]band, min(len(sides), mostBands)+1)}
	for len(a.bands) > 1 && a.copies(sides) > mostCopies*len(sides) {
		a.bands = a.bands[:len(a.bands)/2]
	}
	for _, s := range sides {
		first, last := a.passed(s.a, s.b)
		for i := first; i <= last; i++ {
			a.bands[i] = append(a.bands[i], s)
		}
	}
	return a
}

// copies counts how often the sides stand in all bands together.
func (a Area) copies(sides []side) int {
	sum := 0
	for _, s := range sides {
		first, last := a.passed(s.a, s.b)
		sum += last - first + 1
	}
	return sum
}

// passed returns the first and the last band that a straight line passes.
func (a Area) passed(from, to orb.Point) (first, last int) {
	return a.bandOf(min(from[1], to[1])), a.bandOf(max(from[1], to[1]))
}

// bandOf returns the band of a latitude; those outside the bound belong to the first or last.
func (a Area) bandOf(lat float64) int {
	at := (lat - a.bound.Min[1]) / (a.bound.Max[1] - a.bound.Min[1]) * float64(len(a.bands))
	if !(at > 0) { // NaN too
		return 0
	}
	return int(min(at, float64(len(a.bands)-1)))
}

// Bound returns the smallest box that holds the area. It is empty where the area is.
func (a Area) Bound() orb.Bound {
	if a.kind == everywhere {
		return orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	}
	return a.bound
}

// Contains reports whether a point is inside: in a box, edges included, or in polygons if a line from
// it to the east crosses the sides of one of them an odd number of times. On a side of a polygon it may be
// either.
func (a Area) Contains(at orb.Point) bool {
	switch {
	case a.kind == everywhere:
		return true
	case !a.bound.Contains(at):
		return false
	case a.kind == box:
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

// Touches reports whether a part of a line lies inside.
func (a Area) Touches(line orb.LineString) bool {
	for i, at := range line {
		if a.Contains(at) || i > 0 && a.crossed(line[i-1], at) {
			return true
		}
	}
	return false
}

// crossed reports whether a straight line leads over a side.
func (a Area) crossed(from, to orb.Point) bool {
	if !a.bound.Intersects(orb.MultiPoint{from, to}.Bound()) {
		return false
	}
	first, last := a.passed(from, to)
	for _, band := range a.bands[first : last+1] {
		for _, s := range band {
			if cross(from, to, s.a, s.b) {
				return true
			}
		}
	}
	return false
}

// cross reports whether the stretches ab and cd have a point in common that is no end of cd.
func cross(a, b, c, d orb.Point) bool {
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) <= 0
}

// turn is above 0 where p lies left of the line from a to b, and below where it lies right.
func turn(a, b, p orb.Point) float64 {
	return (b[0]-a[0])*(p[1]-a[1]) - (b[1]-a[1])*(p[0]-a[0])
}

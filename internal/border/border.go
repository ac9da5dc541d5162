package border

import (
	"bytes"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/problem"
)

// Limits of one border. Those of countries as they are surveyed fit.
const (
	MostBytes   = 64 << 20
	MostCorners = 1_000_000
	MostRings   = 20_000
)

// Read reads a border: several polygons are one area. What the file is, its content tells: GeoJSON begins
// with a brace, and all else is taken for a polygon filter. Every fault is returned, with its line; where
// there is an error, there are no polygons, and otherwise at least one. All rings are closed, and the first
// of a polygon is around the others, which are its holes. The file is named as in name.
func Read(name string, data []byte) (orb.MultiPolygon, problem.List) {
	r := reader{name: name, data: data}
	start := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	switch {
	case len(data) > MostBytes:
		r.add(problem.FileTooLarge, 0, "", fmt.Sprintf("%d MB", MostBytes>>20))
	case len(start) == 0:
		r.add(problem.BorderInvalid, 0, "", "the file is empty")
	case start[0] == '{' || start[0] == '[':
		r.geoJSON()
	case start[0] == '<':
		r.add(problem.BorderInvalid, 0, "", "it is KML or another kind of XML")
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		r.add(problem.BorderInvalid, 0, "", "it is an archive (KMZ, or a zipped shapefile)")
	default:
		r.filter()
	}
	if len(r.found) == 0 && !r.problems.HasErrors() {
		r.add(problem.BorderNone, 0, "")
	}
	if r.problems.HasErrors() {
		r.found = nil
	}
	r.problems.Close(problem.TableMore, 0)
	return r.found, r.problems.List
}

// reader carries one call of Read.
type reader struct {
	name     string
	data     []byte
	found    orb.MultiPolygon
	corners  int
	rings    int
	problems problem.Limited
}

func (r *reader) add(code problem.Code, line int, value string, args ...string) {
	r.problems.Add(code, problem.Where{File: r.name, Line: line}, value, args...)
}

// room counts rings and corners. It reports false beyond the limits, and says so once.
func (r *reader) room(rings, corners int) bool {
	full := func() bool { return r.corners > MostCorners || r.rings > MostRings }
	before := full()
	r.rings += rings
	r.corners += corners
	if full() && !before {
		r.add(problem.FileTooLarge, 0, "", fmt.Sprintf("%d corners or %d rings", MostCorners, MostRings))
	}
	return !full()
}

// ring reports whether a closed ring has corners on the Earth and something within, and what is wrong if
// not, at a line.
func (r *reader) ring(ring orb.Ring, line int) bool {
	different := map[orb.Point]bool{}
	for _, at := range ring {
		if !onEarth(at) {
			r.offEarth(at, line)
			return false
		}
		if len(different) < 3 {
			different[at] = true
		}
	}
	if len(different) < 3 {
		r.add(problem.BorderRing, line, "", fmt.Sprintf("has %d different corners", len(different)), "A ring needs at least three, and the first again at its end.")
	}
	return len(different) == 3
}

func onEarth(at orb.Point) bool { return math.Abs(at.Lon()) <= 180 && math.Abs(at.Lat()) <= 90 }

// offEarth says what may be meant by a corner.
func (r *reader) offEarth(at orb.Point, line int) {
	r.add(problem.BorderCorner, line, fmt.Sprintf("%v %v", at.Lon(), at.Lat()), degrees(at))
}

// degrees says how to write a point that is not on the Earth.
func degrees(at orb.Point) string {
	const order = "Write longitude, then latitude, in degrees"
	switch {
	case onEarth(orb.Point{at.Lat(), at.Lon()}):
		return order + "; here they seem to be exchanged."
	case math.Abs(at.Lon()) > 360 || math.Abs(at.Lat()) > 360:
		return order + "; if these are metres, save the file in WGS 84 (EPSG:4326)."
	}
	return order + ", from -180 to 180 and from -90 to 90."
}

// within reports whether most corners of a ring lie in an area. Some may lie on its border, where a point
// may be in or out.
func within(ring orb.Ring, outer area.Area) bool {
	inside := 0
	for _, at := range ring {
		if outer.Contains(at) {
			inside++
		}
	}
	return 2*inside > len(ring)
}

// outside says that a hole is none.
func (r *reader) outside(line int) {
	r.add(problem.BorderRing, line, "", "is a hole, but lies outside of what it is a hole of", "Leave the ring out, or make a polygon of its own of it.")
}

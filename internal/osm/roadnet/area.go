package roadnet

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// area is what Options.Area keeps; a nil one has everything.
type area struct {
	bound    orb.Bound
	polygons orb.MultiPolygon
}

func newArea(polygons orb.MultiPolygon) *area {
	if len(polygons) == 0 {
		return nil
	}
	return &area{polygons.Bound(), polygons}
}

// has reports whether a point lies in the area.
func (a *area) has(p orb.Point) bool {
	return a == nil || a.bound.Contains(p) && planar.MultiPolygonContains(a.polygons, p)
}

// touches reports whether a part of a line lies in the area.
func (a *area) touches(line orb.LineString) bool {
	if a == nil {
		return true
	}
	for _, p := range line {
		if a.has(p) {
			return true
		}
	}
	return a.crosses(line)
}

// crosses reports whether a line whose points lie outside leads over a border.
func (a *area) crosses(line orb.LineString) bool {
	for i := 1; i < len(line); i++ {
		if !a.bound.Intersects(orb.MultiPoint{line[i-1], line[i]}.Bound()) {
			continue
		}
		for _, polygon := range a.polygons {
			for _, ring := range polygon {
				for j := 1; j < len(ring); j++ {
					if cross(line[i-1], line[i], ring[j-1], ring[j]) {
						return true
					}
				}
			}
		}
	}
	return false
}

// cross reports whether the stretches ab and cd have a point in common that is no end of cd.
func cross(a, b, c, d orb.Point) bool {
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) <= 0
}

// side is above 0 where p lies left of the line from a to b, and below where it lies right.
func side(a, b, p orb.Point) float64 {
	return (b[0]-a[0])*(p[1]-a[1]) - (b[1]-a[1])*(p[0]-a[0])
}

// earth is the mean radius in metres: (2a+b)/3 of WGS 84.
const earth = 6371008.8

// metres is the length of a line on a sphere. The true length differs by 0.6 % at most, as the earth is
// no sphere.
func metres(line orb.LineString) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += distance(line[i-1], line[i])
	}
	return sum
}

// distance is the way along a great circle in metres, by the haversine formula.
func distance(a, b orb.Point) float64 {
	const degree = math.Pi / 180
	lat := math.Sin((b.Lat() - a.Lat()) * degree / 2)
	lon := math.Sin((b.Lon() - a.Lon()) * degree / 2)
	h := lat*lat + math.Cos(a.Lat()*degree)*math.Cos(b.Lat()*degree)*lon*lon
	return 2 * earth * math.Asin(math.Sqrt(min(h, 1)))
}

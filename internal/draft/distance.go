package draft

import (
	"math"

	"github.com/paulmach/orb"
)

// radius is that of the sphere on which distances are measured, in metres: the mean radius of the Earth
// (2a+b)/3 of WGS 84. Package orb/geo takes that of the equator, which is 0.11 % more.
const radius = 6_371_008.8

// Length is the length of a line in metres, on a sphere. The true length differs by 0.6 % at most, as the
// Earth is no sphere.
func Length(line orb.LineString) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += Distance(line[i-1], line[i])
	}
	return sum
}

// Distance is the way between two points along a great circle, in metres, on the same sphere as Length. It
// is a number for all points on the Earth, also for two at its opposite ends.
func Distance(a, b orb.Point) float64 {
	const degree = math.Pi / 180
	lat := math.Sin((b.Lat() - a.Lat()) * degree / 2)
	lon := math.Sin((b.Lon() - a.Lon()) * degree / 2)
	h := lat*lat + math.Cos(a.Lat()*degree)*math.Cos(b.Lat()*degree)*lon*lon
	return 2 * radius * math.Asin(math.Sqrt(min(h, 1)))
}

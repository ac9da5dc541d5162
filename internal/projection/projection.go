package projection

import (
	"math"

	"github.com/paulmach/orb"
)

// Projection is one coordinate reference system. The zero value is plain longitude and latitude. It
// is a value: copies are free, may be compared and may be used by several goroutines.
type Projection struct {
	code string // "EPSG:32754"; "" for EPSG:4326
	kind kind
	zone transverse // of a transverse Mercator
}

// kind tells the formulas apart.
type kind uint8

const (
	degrees kind = iota
	transverseMercator
	webMercator
	mollweide
)

// String returns the code, such as "EPSG:32754".
func (p Projection) String() string {
	if p.code == "" {
		return "EPSG:4326"
	}
	return p.code
}

// Geographic reports whether the coordinates are degrees, x the longitude.
func (p Projection) Geographic() bool { return p.kind == degrees }

// LonLat returns where x and y are, lon, lat in degrees on WGS 84. They are metres, or degrees where
// the projection is geographic: then x is the longitude whatever the authority says of the order of
// axes, as in the files. ok is false for what is no point of the projection, NaN too.
//
// Transverse Mercator is right to a millimetre within 3,000 km of the central meridian, the others to
// the precision of a float64. Against WGS 84 itself another datum can be 2 metres away.
func (p Projection) LonLat(x, y float64) (at orb.Point, ok bool) {
	switch p.kind {
	case transverseMercator:
		at, ok = p.zone.lonLat(x, y)
	case webMercator:
		at, ok = fromWebMercator(x, y)
	case mollweide:
		at, ok = fromMollweide(x, y)
	default:
		at, ok = orb.Point{x, y}, true
	}
	return at, ok && onEarth(at)
}

// XY returns the coordinates of a point that is given as lon, lat in degrees on WGS 84. ok is false
// where the projection does not reach, or the point is none.
func (p Projection) XY(at orb.Point) (x, y float64, ok bool) {
	if !onEarth(at) {
		return 0, 0, false
	}
	switch p.kind {
	case transverseMercator:
		return p.zone.xy(at)
	case webMercator:
		return toWebMercator(at)
	case mollweide:
		x, y = toMollweide(at)
	default:
		x, y = at[0], at[1]
	}
	return x, y, true
}

// onEarth reports whether a point is one. It is false for NaN.
func onEarth(at orb.Point) bool { return math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90 }

const radians = math.Pi / 180

// equator is the semi-major axis of WGS 84 and GRS 80, and the radius of the spheres of Web Mercator
// and of Mollweide, in metres.
const equator = 6_378_137.0

// mercatorEdge is half the width of Web Mercator. Its square ends at 85.06 degrees.
const mercatorEdge = equator * math.Pi

func fromWebMercator(x, y float64) (orb.Point, bool) {
	// A point on the edge may be written with its last digit rounded up.
	const edge = mercatorEdge + 0.01
	if !(math.Abs(x) <= edge && math.Abs(y) <= edge) {
		return orb.Point{}, false
	}
	lon := min(max(x/equator/radians, -180), 180)
	return orb.Point{lon, math.Atan(math.Sinh(y/equator)) / radians}, true
}

func toWebMercator(at orb.Point) (x, y float64, ok bool) {
	y = equator * math.Asinh(math.Tan(at[1]*radians))
	return equator * at[0] * radians, y, math.Abs(y) <= mercatorEdge+0.01
}

// fromMollweide follows J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper
// 1395, 1987), page 251. A point between the ellipse of the world and its square is no point.
func fromMollweide(x, y float64) (orb.Point, bool) {
	sine := y / (math.Sqrt2 * equator)
	if !(math.Abs(sine) <= 1) {
		return orb.Point{}, false
	}
	theta := math.Asin(sine)
	lat := math.Asin(min(max((2*theta+math.Sin(2*theta))/math.Pi, -1), 1)) / radians
	if math.Abs(sine) == 1 {
		return orb.Point{0, lat}, x == 0
	}
	lon := math.Pi * x / (2 * math.Sqrt2 * equator * math.Cos(theta)) / radians
	// Rounding may put the antimeridian a hair beyond 180 degrees.
	const hair = 1e-9
	if !(math.Abs(lon) <= 180+hair) {
		return orb.Point{}, false
	}
	return orb.Point{min(max(lon, -180), 180), lat}, true
}

// toMollweide solves 2θ + sin 2θ = π sin φ by Newton's method, which near the poles, where the slope
// vanishes, halves the error a step instead of squaring it.
func toMollweide(at orb.Point) (x, y float64) {
	lat := at[1] * radians
	want := math.Pi * math.Sin(lat)
	twice := 2 * lat
	for range 100 {
		slope := 1 + math.Cos(twice)
		if slope < 1e-15 {
			break
		}
		step := (twice + math.Sin(twice) - want) / slope
		twice = min(max(twice-step, -math.Pi), math.Pi)
		if math.Abs(step) < 1e-14 {
			break
		}
	}
	theta := twice / 2
	x = 2 * math.Sqrt2 / math.Pi * equator * at[0] * radians * math.Cos(theta)
	return x, math.Sqrt2 * equator * math.Sin(theta)
}

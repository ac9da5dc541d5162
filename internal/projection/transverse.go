package projection

import (
	"math"

	"github.com/paulmach/orb"
)

// transverse is a transverse Mercator projection with the scale and false easting of UTM.
type transverse struct {
	meridian int     // central, degrees
	northing float64 // of the equator, metres
	grs80    bool    // the ellipsoid: GRS 80 or WGS 84, a tenth of a millimetre apart
}

// What all zones of UTM share.
const (
	centralScale = 0.9996
	falseEasting = 500_000.0
	// farthest is how far from its central meridian, in metres, a zone is used. It is more than ten
	// times the width of a zone, because networks have stray nodes; the series are good there.
	farthest = 3_000_000.0
	// mostDegrees is farther from the meridian than farthest is at any latitude below 84 degrees, and
	// short of where the projection folds.
	mostDegrees = 80.0
)

// ellipsoid has what the series need, all derived from the flattening.
type ellipsoid struct {
	eccentricity  float64
	radius        float64 // of the rectifying sphere, metres
	forward, back [6]float64
}

// The ellipsoids of the datums here.
var (
	wgs84 = newEllipsoid(1 / 298.257223563)
	grs80 = newEllipsoid(1 / 298.257222101)
)

// newEllipsoid evaluates the series of L. Krüger, Konforme Abbildung des Erdellipsoids in der Ebene
// (1912), to the sixth order in the third flattening n, as C. F. F. Karney, Transverse Mercator with
// an accuracy of a few nanometers, Journal of Geodesy 85 (2011), gives them in equations 14, 35, 36.
func newEllipsoid(flattening float64) ellipsoid {
	n := flattening / (2 - flattening)
	return ellipsoid{
		eccentricity: math.Sqrt(flattening * (2 - flattening)),
		radius:       equator / (1 + n) * polynomial(n, 1, 0, 1.0/4, 0, 1.0/64, 0, 1.0/256),
		forward: [6]float64{
			polynomial(n, 0, 1.0/2, -2.0/3, 5.0/16, 41.0/180, -127.0/288, 7891.0/37800),
			polynomial(n, 0, 0, 13.0/48, -3.0/5, 557.0/1440, 281.0/630, -1983433.0/1935360),
			polynomial(n, 0, 0, 0, 61.0/240, -103.0/140, 15061.0/26880, 167603.0/181440),
			polynomial(n, 0, 0, 0, 0, 49561.0/161280, -179.0/168, 6601661.0/7257600),
			polynomial(n, 0, 0, 0, 0, 0, 34729.0/80640, -3418889.0/1995840),
			polynomial(n, 0, 0, 0, 0, 0, 0, 212378941.0/319334400),
		},
		back: [6]float64{
			polynomial(n, 0, 1.0/2, -2.0/3, 37.0/96, -1.0/360, -81.0/512, 96199.0/604800),
			polynomial(n, 0, 0, 1.0/48, 1.0/15, -437.0/1440, 46.0/105, -1118711.0/3870720),
			polynomial(n, 0, 0, 0, 17.0/480, -37.0/840, -209.0/4480, 5569.0/90720),
			polynomial(n, 0, 0, 0, 0, 4397.0/161280, -11.0/504, -830251.0/7257600),
			polynomial(n, 0, 0, 0, 0, 0, 4583.0/161280, -108847.0/3991680),
			polynomial(n, 0, 0, 0, 0, 0, 0, 20648693.0/638668800),
		},
	}
}

// polynomial returns the sum of the factors times the powers of n, from the zeroth.
func polynomial(n float64, factors ...float64) float64 {
	sum := 0.0
	for i := len(factors) - 1; i >= 0; i-- {
		sum = sum*n + factors[i]
	}
	return sum
}

func (t transverse) ellipsoid() *ellipsoid {
	if t.grs80 {
		return &grs80
	}
	return &wgs84
}

// conformal returns the tangent of the conformal latitude for that of the geographic one (Karney,
// equations 7 to 9).
func (e *ellipsoid) conformal(tangent float64) float64 {
	secant := math.Hypot(1, tangent)
	s := math.Sinh(e.eccentricity * math.Atanh(e.eccentricity*tangent/secant))
	return tangent*math.Hypot(1, s) - s*secant
}

// geographic inverts conformal by Newton's method (Karney, equations 19 to 21); two steps are enough
// on the Earth.
func (e *ellipsoid) geographic(conformal float64) float64 {
	squared := e.eccentricity * e.eccentricity
	tangent := conformal
	for range 5 {
		at := e.conformal(tangent)
		step := (conformal - at) / math.Hypot(1, at) *
			(1 + (1-squared)*tangent*tangent) / ((1 - squared) * math.Hypot(1, tangent))
		tangent += step
		if math.Abs(step) < 1e-14*max(1, math.Abs(tangent)) {
			break
		}
	}
	return tangent
}

// xy projects a point (Karney, equations 10, 11).
func (t transverse) xy(at orb.Point) (x, y float64, ok bool) {
	e := t.ellipsoid()
	lon := math.Remainder(at[0]-float64(t.meridian), 360)
	if math.Abs(lon) > mostDegrees {
		return 0, 0, false
	}
	tangent := e.conformal(math.Tan(at[1] * radians))
	sin, cos := math.Sincos(lon * radians)
	north0, east0 := math.Atan2(tangent, cos), math.Asinh(sin/math.Hypot(tangent, cos))
	north, east := north0, east0
	for i, factor := range e.forward {
		order := float64(2 * (i + 1))
		north += factor * math.Sin(order*north0) * math.Cosh(order*east0)
		east += factor * math.Cos(order*north0) * math.Sinh(order*east0)
	}
	x = falseEasting + centralScale*e.radius*east
	y = t.northing + centralScale*e.radius*north
	return x, y, math.Abs(x-falseEasting) <= farthest
}

// lonLat is the inverse of xy (Karney, equations 15 to 18).
func (t transverse) lonLat(x, y float64) (orb.Point, bool) {
	e := t.ellipsoid()
	north0 := (y - t.northing) / (centralScale * e.radius)
	east0 := (x - falseEasting) / (centralScale * e.radius)
	if !(math.Abs(x-falseEasting) <= farthest && math.Abs(north0) <= math.Pi/2) {
		return orb.Point{}, false
	}
	north, east := north0, east0
	for i, factor := range e.back {
		order := float64(2 * (i + 1))
		north -= factor * math.Sin(order*north0) * math.Cosh(order*east0)
		east -= factor * math.Cos(order*north0) * math.Sinh(order*east0)
	}
	sin, cos := math.Sincos(north)
	tangent := e.geographic(sin / math.Hypot(math.Sinh(east), cos))
	lon := float64(t.meridian) + math.Atan2(math.Sinh(east), cos)/radians
	return orb.Point{math.Remainder(lon, 360), math.Atan(tangent) / radians}, true
}

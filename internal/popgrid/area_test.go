package popgrid

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

// TestInPolygons compares with the plain way of another library, on stars with a hole.
func TestInPolygons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var polygons orb.MultiPolygon
		for range rapid.IntRange(1, 3).Draw(t, "polygons") {
			middle := orb.Point{rapid.Float64Range(-2, 2).Draw(t, "x"), rapid.Float64Range(-2, 2).Draw(t, "y")}
			var p orb.Polygon
			for _, size := range []float64{2, 0.5} {
				corners := rapid.IntRange(3, 40).Draw(t, "corners")
				var ring orb.Ring
				for i := range corners {
					sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(corners))
					far := size * rapid.Float64Range(0.3, 1).Draw(t, "far")
					ring = append(ring, orb.Point{middle[0] + far*cos, middle[1] + far*sin})
				}
				p = append(p, append(ring, ring[0]))
			}
			polygons = append(polygons, p)
		}
		area := InPolygons(polygons)
		for range 50 {
			// On a side a point may be in or out, so none is where shrinking puts corners.
			at := orb.Point{rapid.Float64Range(-5, 5).Draw(t, "lon") + 1.234e-5, rapid.Float64Range(-5, 5).Draw(t, "lat") + 2.345e-5}
			want := false
			for _, p := range polygons {
				outer, hole := planar.RingContains(p[0], at), planar.RingContains(p[1], at)
				want = want || outer != hole
			}
			if area.Contains(at) != want {
				t.Fatalf("%v inside: %v, want %v, of %v", at, !want, want, polygons)
			}
		}
	})
	for _, none := range []orb.MultiPolygon{nil, {}, {{}}, {{{}}}, {{{{1, 1}}}}, {{{{math.NaN(), math.NaN()}, {1, 1}, {2, 2}}}}} {
		if InPolygons(none).Contains(orb.Point{1.2, 1.1}) {
			t.Errorf("a point is inside %v", none)
		}
	}
}

package area

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

// stars draws polygons of stars with a hole.
func stars(t *rapid.T) orb.MultiPolygon {
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
	return polygons
}

// TestInPolygons compares with the plain way of another library.
func TestInPolygons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		polygons := stars(t)
		got := InPolygons(polygons)
		for range 50 {
			// On a side a point may be in or out, so none is where shrinking puts corners.
			at := orb.Point{rapid.Float64Range(-5, 5).Draw(t, "lon") + 1.234e-5, rapid.Float64Range(-5, 5).Draw(t, "lat") + 2.345e-5}
			want := false
			for _, p := range polygons {
				outer, hole := planar.RingContains(p[0], at), planar.RingContains(p[1], at)
				want = want || outer != hole
			}
			if got.Contains(at) != want {
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

func TestTheWholeEarthAndBoxes(t *testing.T) {
	far := orb.Point{180, -90}
	if whole := (Area{}); !whole.Contains(far) || !whole.Touches(orb.LineString{far}) || whole.Bound() != (orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}) {
		t.Error("the zero value is not the whole Earth")
	}
	box := InBound(orb.Bound{Min: orb.Point{1, 2}, Max: orb.Point{3, 4}})
	for at, want := range map[orb.Point]bool{{1, 2}: true, {3, 4}: true, {2, 3}: true, {3.1, 3}: false, {2, 1.9}: false} {
		if box.Contains(at) != want {
			t.Errorf("%v in the box: %v", at, !want)
		}
	}
	nan := math.NaN()
	for _, at := range []orb.Point{{nan, 3}, {2, nan}, {nan, nan}, {math.Inf(1), 3}, {2, math.Inf(-1)}} {
		box.Contains(at)
		InPolygons(orb.MultiPolygon{box.Bound().ToPolygon()}).Touches(orb.LineString{at, {0, 0}, at}) // must not panic
	}
}

// TestTouches has a box, and lines about it.
//
//	4 ┌─────┐
//	2 └─────┘
//	  1     3
func TestTouches(t *testing.T) {
	bound := orb.Bound{Min: orb.Point{1, 2}, Max: orb.Point{3, 4}}
	for name, a := range map[string]Area{"box": InBound(bound), "polygon": InPolygons(orb.MultiPolygon{bound.ToPolygon()})} {
		for _, test := range []struct {
			why  string
			line orb.LineString
			want bool
		}{
			{"ends inside", orb.LineString{{0, 0}, {2, 3}}, true},
			{"from west to east", orb.LineString{{0, 3}, {5, 3.5}}, true},
			{"from south to north", orb.LineString{{2, 0}, {2.5, 9}}, true},
			{"over a corner", orb.LineString{{0.5, 3.5}, {2, 4.5}}, true},
			{"past a corner", orb.LineString{{0, 4}, {2, 5}}, false},
			{"around", orb.LineString{{0, 3}, {0, 5}, {4, 5}}, false},
			{"nothing", nil, false},
		} {
			if got := a.Touches(test.line); got != test.want {
				t.Errorf("%s, a line %s: %v", name, test.why, got)
			}
		}
	}
}

// TestTouchesAsAPlainSearch compares with looking at every side.
func TestTouchesAsAPlainSearch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := stars(t)
		a := InPolygons(in)
		point := func(name string) orb.Point {
			return orb.Point{rapid.Float64Range(-5, 5).Draw(t, name), rapid.Float64Range(-5, 5).Draw(t, name)}
		}
		line := orb.LineString{point("from"), point("to")}
		want := a.Contains(line[0]) || a.Contains(line[1])
		for _, polygon := range in {
			for _, ring := range polygon {
				for i := 1; i < len(ring); i++ {
					want = want || cross(line[0], line[1], ring[i-1], ring[i])
				}
			}
		}
		if got := a.Touches(line); got != want {
			t.Fatalf("%v touches: %v, want %v", line, got, want)
		}
	})
}

// TestHighSidesTakeFewBands holds that a comb of sides as high as the area takes memory in proportion to
// them, and is still right.
func TestHighSidesTakeFewBands(t *testing.T) {
	var comb orb.Ring
	const teeth = 20_000
	for i := range teeth {
		comb = append(comb, orb.Point{float64(i), 0}, orb.Point{float64(i) + 0.5, 1})
	}
	a := InPolygons(orb.MultiPolygon{{append(comb, orb.Point{teeth, 0}, orb.Point{teeth, -1}, orb.Point{0, -1})}})
	copies := 0
	for _, b := range a.bands {
		copies += len(b)
	}
	if copies > 2*teeth*(mostCopies+1) {
		t.Errorf("%d sides stand in bands, of %d", copies, 2*teeth)
	}
	if !a.Contains(orb.Point{7.5, 0.9}) || a.Contains(orb.Point{8, 0.9}) {
		t.Error("a tooth and the gap beside it are not told apart")
	}
}

func BenchmarkContains(b *testing.B) {
	var ring orb.Ring
	const corners = 100_000
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		far := 1 + 0.01*math.Sin(float64(i))
		ring = append(ring, orb.Point{far * cos, far * sin})
	}
	a := InPolygons(orb.MultiPolygon{{ring}})
	for i := 0; b.Loop(); i++ {
		a.Contains(orb.Point{float64(i%200)/100 - 1, float64(i/200%200)/100 - 1})
	}
}

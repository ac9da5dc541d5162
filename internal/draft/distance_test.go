package draft_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
)

func TestDistance(t *testing.T) {
	const quarter = 6_371_008.8 * math.Pi / 2
	for _, test := range []struct {
		a, b orb.Point
		want float64
	}{
		{orb.Point{0, 0}, orb.Point{90, 0}, quarter},
		{orb.Point{46, 0}, orb.Point{46, 90}, quarter},
		{orb.Point{179, 0}, orb.Point{-91, 0}, quarter},
		{orb.Point{0, 0}, orb.Point{180, 0}, 2 * quarter},
		{orb.Point{12.3, 45.6}, orb.Point{-167.7, -45.6}, 2 * quarter},
		{orb.Point{46.7, 39.8}, orb.Point{46.7, 39.81}, quarter / 9000},
		{orb.Point{46.7, 39.8}, orb.Point{46.7, 39.8}, 0},
	} {
		if got := draft.Distance(test.a, test.b); math.Abs(got-test.want) > 1 {
			t.Errorf("from %v to %v are %f m, want %f", test.a, test.b, got, test.want)
		}
	}
	line := orb.LineString{{0, 0}, {90, 0}, {90, 90}}
	if got := draft.Length(line); math.Abs(got-2*quarter) > 0.1 || draft.Length(line[:1]) != 0 || draft.Length(nil) != 0 {
		t.Errorf("the length is %f, want %f", got, 2*quarter)
	}
}

package matsim

import (
	"math"

	"github.com/paulmach/orb"
)

// How coarse a population becomes. Nothing finer leaves the reader, whoever asks.
const (
	DefaultCell = 250.0 // metres
	LeastCell   = 100.0 // metres
	// LeastNamed is how many persons must share a wish for its name and place to be told; the wishes
	// of fewer are counted by square and without a name.
	LeastNamed = 5
)

// square is one of the grid: rows from the equator, columns from Greenwich.
type square struct{ row, column int32 }

// grid divides the Earth into squares of a side, in degrees of latitude. The columns of each row are
// as wide, in metres, as the row is high.
type grid float64

// metresOfDegree is a degree of latitude on the sphere.
const metresOfDegree = 111_195.0

// newGrid returns the grid of squares of so many metres, within what is allowed.
func newGrid(metres float64) grid {
	if metres == 0 {
		metres = DefaultCell
	}
	// Written so that NaN is the least too.
	if !(metres > LeastCell) {
		metres = LeastCell
	}
	return grid(min(metres/metresOfDegree, 1))
}

// width is that of the squares of a row, in degrees of longitude.
func (g grid) width(row int32) float64 {
	lat := math.Abs(float64(row)+0.5) * float64(g)
	return float64(g) / max(math.Cos(min(lat, 89)*math.Pi/180), 0.01)
}

// square returns that of a point.
func (g grid) square(at orb.Point) square {
	row := int32(math.Floor(at[1] / float64(g)))
	return square{row, int32(math.Floor(at[0] / g.width(row)))}
}

// middle returns the point that a square is told by.
func (g grid) middle(s square) orb.Point {
	lon, lat := (float64(s.column)+0.5)*g.width(s.row), (float64(s.row)+0.5)*float64(g)
	return orb.Point{min(max(lon, -180), 180), min(max(lat, -90), 90)}
}

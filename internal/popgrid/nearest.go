package popgrid

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// radius is that of the sphere on which distances are measured, in metres: the mean radius of the
// Earth (IUGG).
const radius = 6_371_008.8

// vector is a point on the unit sphere. The nearer two points are on the sphere the nearer they are in
// space, at the poles and across the antimeridian too.
type vector [3]float64

func newVector(p orb.Point) vector {
	sinLon, cosLon := math.Sincos(p[0] * math.Pi / 180)
	sinLat, cosLat := math.Sincos(p[1] * math.Pi / 180)
	return vector{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// apart returns the square of the straight distance through the sphere.
func (v vector) apart(w vector) float64 {
	x, y, z := v[0]-w[0], v[1]-w[1], v[2]-w[2]
	return x*x + y*y + z*z
}

// chord returns the square of the straight distance that belongs to metres along the sphere.
func chord(metres float64) float64 {
	half := math.Sin(min(metres/radius, math.Pi) / 2)
	return 4 * half * half
}

// tree is a k-d tree of vectors (J. L. Bentley, Communications of the ACM 18, 1975): the middle of a
// part divides it along the axis of its depth.
type tree struct {
	at    []vector
	index []int // of the place
}

func newTree(places []orb.Point) *tree {
	t := &tree{at: make([]vector, len(places)), index: make([]int, len(places))}
	all := make([]vector, len(places))
	for i, p := range places {
		all[i] = newVector(p)
		t.index[i] = i
	}
	divide(t.index, all, 0)
	for i, place := range t.index {
		t.at[i] = all[place]
	}
	return t
}

// divide orders a part of the tree; n log² n steps.
func divide(part []int, all []vector, axis int) {
	if len(part) < 2 {
		return
	}
	slices.SortFunc(part, func(a, b int) int { return cmp.Or(cmp.Compare(all[a][axis], all[b][axis]), cmp.Compare(a, b)) })
	middle := len(part) / 2
	divide(part[:middle], all, (axis+1)%3)
	divide(part[middle+1:], all, (axis+1)%3)
}

// nearest returns the place nearest to a point and no farther than the square of a straight distance;
// of equally near ones that with the lowest index. It is -1 where there is none.
func (t *tree) nearest(p vector, within float64) int {
	best, _ := t.search(0, len(t.at), 0, p, -1, within)
	return best
}

func (t *tree) search(from, to, axis int, p vector, best int, within float64) (int, float64) {
	if from >= to {
		return best, within
	}
	middle := (from + to) / 2
	if d := t.at[middle].apart(p); d < within || d == within && (best < 0 || t.index[middle] < best) {
		best, within = t.index[middle], d
	}
	next := (axis + 1) % 3
	side := p[axis] - t.at[middle][axis]
	if side < 0 {
		best, within = t.search(from, middle, next, p, best, within)
	} else {
		best, within = t.search(middle+1, to, next, p, best, within)
	}
	if side*side > within {
		return best, within
	}
	if side < 0 {
		return t.search(middle+1, to, next, p, best, within)
	}
	return t.search(from, middle, next, p, best, within)
}

package groundwork

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/quadtree"

	"wayout/internal/draft"
)

// reach is how far from its point a settlement of a kind may join the network for the sake of better
// roads, in metres. Assumption: about the radius of its built-up middle; no measurement found.
var reach = map[string]float64{"city": 1500, "town": 1000, "municipality": 1000, "borough": 1000, "village": 500, "suburb": 500}

// leastReach is that of every other kind, and farthest is the distance from which on a place is said to
// stand far from its roads.
const (
	leastReach = 300
	farthest   = 1000
)

// spot is a junction that a place may stand on.
type spot struct {
	junction int
	at       orb.Point
}

// Point returns where it is.
func (s spot) Point() orb.Point { return s.at }

// ground knows which junctions of a map places may stand on, and which are still free: those in the
// largest part with ways there and back. Every junction is taken once.
type ground struct {
	n       *draft.Network
	out     []float64 // by junction: vehicles an hour of the directions that leave it
	in      []bool    // by junction: in the largest part with ways there and back
	reached []bool    // by junction: can be reached from that part
	free    *quadtree.Quadtree
}

// newGround indexes a map. Where people leave by the exits of the map, no place may stand on one. The error
// is of a junction whose position is no number.
func newGround(n *draft.Network, leaveByExits bool) (*ground, error) {
	g := &ground{n: n, out: make([]float64, len(n.Junctions)), in: make([]bool, len(n.Junctions))}
	for i := range n.Roads {
		r := &n.Roads[i]
		if leftOut(r) != "" {
			continue
		}
		if r.Forward.Open() {
			g.out[r.From] += r.Forward.PerHour
		}
		if r.Backward.Open() {
			g.out[r.To] += r.Backward.PerHour
		}
	}
	strong := n.StrongParts()
	bound := orb.MultiPoint{}
	for j, part := range strong.Of {
		g.in[j] = part == strong.Largest()
		bound = append(bound, n.Junctions[j].At)
	}
	g.free = quadtree.New(bound.Bound().Pad(1e-9))
	for j := range n.Junctions {
		if _, exit := slices.BinarySearch(n.Exits, j); g.in[j] && !(exit && leaveByExits) {
			if err := g.free.Add(spot{j, n.Junctions[j].At}); err != nil {
				return nil, fmt.Errorf("index the junction %s: %w", n.Junctions[j].ID, err)
			}
		}
	}
	g.reached = reachedFrom(n, g.in)
	return g, nil
}

// reachedFrom returns which junctions one can drive to from some.
func reachedFrom(n *draft.Network, from []bool) []bool {
	next := make([][]int, len(n.Junctions))
	for i := range n.Roads {
		r := &n.Roads[i]
		if r.Forward.Open() {
			next[r.From] = append(next[r.From], r.To)
		}
		if r.Backward.Open() {
			next[r.To] = append(next[r.To], r.From)
		}
	}
	out := slices.Clone(from)
	var stack []int
	for j, in := range from {
		if in {
			stack = append(stack, j)
		}
	}
	for len(stack) > 0 {
		j := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, to := range next[j] {
			if !out[to] {
				out[to] = true
				stack = append(stack, to)
			}
		}
	}
	return out
}

// take finds the junction that a place stands on: of the free ones within its reach the one whose roads
// pass most, of equals the nearest; where there is none, the nearest. It returns -1 where no junction is
// free. All people of a place start there, so a street that happens to be nearest must not hold back a
// town on a main road.
func (g *ground) take(at orb.Point, within float64) (junction int, metres float64) {
	best, metres := -1, math.Inf(1)
	for _, p := range g.free.InBound(nil, around(at, within)) {
		s := p.(spot)
		away := draft.Distance(at, s.at)
		if away > within {
			continue
		}
		if best < 0 || cmp.Or(cmp.Compare(g.out[best], g.out[s.junction]), cmp.Compare(away, metres), cmp.Compare(s.junction, best)) < 0 {
			best, metres = s.junction, away
		}
	}
	if best < 0 {
		best, metres = g.nearest(at)
	}
	if best >= 0 {
		g.free.Remove(spot{best, g.n.Junctions[best].At}, func(p orb.Pointer) bool { return p.(spot).junction == best })
	}
	return best, metres
}

// nearest returns the nearest free junction, of equals the first, or -1. The index measures in degrees, so
// what it finds only says how far to look.
func (g *ground) nearest(at orb.Point) (junction int, metres float64) {
	junction, metres = -1, math.Inf(1)
	found := g.free.Find(at)
	if found == nil {
		return junction, metres
	}
	for _, p := range g.free.InBound(nil, around(at, draft.Distance(at, found.Point())+1)) {
		s := p.(spot)
		if away := draft.Distance(at, s.at); away < metres || away == metres && s.junction < junction {
			junction, metres = s.junction, away
		}
	}
	return junction, metres
}

// around returns a box that holds all points within so many metres.
func around(at orb.Point, metres float64) orb.Bound {
	const metresPerDegree = 110_000 // a little less than there are, so that the box is large enough
	lat := metres / metresPerDegree
	lon := lat / max(math.Cos(at.Lat()*math.Pi/180), 0.01)
	return orb.Bound{Min: orb.Point{at[0] - lon, at[1] - lat}, Max: orb.Point{at[0] + lon, at[1] + lat}}
}

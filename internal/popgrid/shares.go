package popgrid

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// Shares are the people of an area by the nearest of given places.
type Shares struct {
	People []float64 // by place
	// Beyond are people without a place within reach, in so many cells; Most is the cell with the most
	// of them, to look at first.
	Beyond      float64
	BeyondCells int
	Most        Cell
	Tally       Tally

	exact []total // by place, then those beyond
}

// Assign gives the people of each cell inside the area to the nearest place, by great circle, that is
// no farther than within; of equally near ones to the first. People is nil when the list has errors.
// The sums do not depend on the order of the cells.
func (g *Grid) Assign(ctx context.Context, in area.Area, places []orb.Point, within unit.Metre) (Shares, problem.List) {
	nearby, reach := newTree(places), chord(float64(max(within, 0)))
	out := Shares{exact: make([]total, len(places)+1)}
	tally, problems := g.Each(ctx, in, func(c Cell) {
		place := nearby.nearest(newVector(c.At), reach)
		if place < 0 {
			place = len(places)
			out.BeyondCells++
			if c.People > out.Most.People {
				out.Most = c
			}
		}
		out.exact[place].add(c.People)
	})
	if problems.HasErrors() {
		return Shares{}, problems
	}
	out.Tally = tally
	out.People = make([]float64, len(places))
	for i := range places {
		out.People[i] = out.exact[i].float()
	}
	out.Beyond = out.exact[len(places)].float()
	return out, problems
}

// Whole returns whole people: of each place, and of those beyond reach. Together they are the sum of
// all, rounded once; each is the sum of its place rounded up or down (the method of the largest
// remainder, A. Hamilton 1792). Of equal remainders the first is rounded up.
func (s Shares) Whole() (people []unit.Person, beyond unit.Person) {
	if len(s.exact) == 0 {
		return nil, 0
	}
	var sum total
	given := uint64(0)
	out := make([]unit.Person, len(s.exact))
	order := make([]int, len(s.exact))
	for i, t := range s.exact {
		sum.plus(t)
		given += t.whole
		out[i] = unit.Person(t.whole)
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.exact[b].part, s.exact[a].part) })
	for _, i := range order[:sum.nearest()-given] {
		out[i]++
	}
	return out[:len(out)-1], out[len(out)-1]
}

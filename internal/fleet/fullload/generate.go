package fullload

import (
	"context"
	"math"
	"slices"
)

// verdict is what the prices say about a limit.
type verdict uint8

const (
	open     verdict = iota // nothing proved
	tooTight                // proved: no plan within the limit
	covered                 // duties within the limit carry all loads in parts: prices prove nothing
)

// generator decides limits by column generation. Duties found at one limit serve at others.
//
// At first duties may take more loads of a class than there are. Where such duties keep prices
// from proving a limit, the memory of the search grows until it forbids them.
type generator struct {
	m      *model
	pool   []duty
	loads  *recall
	center prices // the best known, to start from; empty: none
	rounds int    // most rounds for one limit
	tails  int    // most tails in all searches
}

const (
	poolLimit   = 20_000
	mostTails   = 400_000 // of one search
	beamWidth   = 1
	coverMargin = 1e-6
)

// newGenerator remembers from the start the classes that could be loaded again and again in no
// time at all.
func newGenerator(m *model, rounds, tails int) *generator {
	x := &generator{m: m, loads: newRecall(len(m.classes)), rounds: rounds, tails: tails}
	for c, class := range m.classes {
		back := far
		for s := range m.room {
			back = min(back, m.back[s][c])
		}
		if slices.Min(m.out[c])+back == 0 {
			x.loads.rememberEverywhere(c, class.count)
		}
	}
	return x
}

// attempt carries one call of decide.
type attempt struct {
	*generator
	limit  int64
	master *master
	pricer *pricer
	ratio  float64 // worth of center by earnings, where that has been found
}

// decide tells whether prices prove that no plan stays within the limit. If converge is set it
// does not stop as soon as it knows that they do not: the prices are then the best there are,
// with exact values for tours.
func (x *generator) decide(ctx context.Context, limit int64, converge bool) (verdict, prices, error) {
	a := &attempt{generator: x, limit: limit, pricer: newPricer(x.m, limit, x.loads)}
	a.restart()
	var v prices
	for range x.rounds {
		if x.tails <= 0 {
			return open, v, nil
		}
		if err := ctx.Err(); err != nil {
			return open, v, err
		}
		solved := a.master.lp.solve()
		v = a.master.prices()
		if solved && !converge && a.master.lp.objective() <= 1+coverMargin {
			if !a.rememberMore() {
				return covered, v, nil
			}
			a.restart()
			continue
		}
		proof, fresh, partial := a.improve(v)
		switch {
		case proof != nil:
			return tooTight, *proof, nil
		case fresh > 0:
			continue
		case partial:
			return open, v, nil
		case !a.rememberMore():
			v.tour = a.pricer.best
			return covered, v, nil
		}
		a.restart()
	}
	return open, v, nil
}

// improve looks for duties that the master lacks: at prices between the center and those of the
// master first (Wentges 1997), which keeps them from jumping about, and in part before in full.
// It stops at the first search that finds any. Where a full search yields a proof, it returns
// the prices; partial tells that the last search left something out.
func (a *attempt) improve(v prices) (proof *prices, fresh int, partial bool) {
	candidates := []prices{v}
	if a.center.load != nil {
		candidates = []prices{between(a.center, v), v}
	}
	for _, candidate := range candidates {
		if fresh = a.take(a.search(candidate, beamWidth)); fresh > 0 && a.pricer.partial {
			return nil, fresh, true
		}
		if a.pricer.partial {
			fresh = a.take(a.search(candidate, 0))
		}
		if a.pricer.partial {
			if fresh > 0 {
				return nil, fresh, true
			}
			continue
		}
		candidate.tour = a.pricer.best
		worth, earnings := candidate.worth(a.m), candidate.earnings(a.m)
		if worth > earnings {
			a.center = candidate
			return &candidate, fresh, false
		}
		if ratio := float64(worth) / float64(max(1, earnings)); ratio > a.ratio {
			a.ratio, a.center = ratio, candidate
		}
		if fresh > 0 {
			return nil, fresh, false
		}
	}
	return nil, 0, a.pricer.partial
}

// between returns the middle of two prices, the first put to the scale of the second.
func between(center, v prices) prices {
	all := func(row []int64) (sum float64) {
		for _, x := range row {
			sum += float64(x)
		}
		return sum
	}
	factor := all(v.tour) / math.Max(1, all(center.tour))
	mix := func(a, b []int64) []int64 {
		row := make([]int64, len(a))
		for i := range row {
			row[i] = int64(math.Round((float64(factor*float64(a[i])) + float64(b[i])) / 2))
		}
		return row
	}
	return prices{load: mix(center.load, v.load), room: mix(center.room, v.room), tour: mix(center.tour, v.tour)}
}

// restart builds a master of the duties in the pool that are short enough and that the memory
// allows.
func (a *attempt) restart() {
	a.ratio = 0
	a.master = newMaster(a.m)
	for _, d := range a.pool {
		if d.length <= a.limit && a.loads.allows(d.rides) {
			a.master.add(d)
		}
	}
}

// rememberMore makes the memory forbid duties in use that take more loads of a class than there
// are. It returns false where there are none, or no room to remember.
func (a *attempt) rememberMore() bool {
	more := false
	for _, d := range a.master.used() {
		for last := range d.rides {
			class := int(d.rides[last].class)
			loads := a.m.classes[class].count
			first := last
			for taken := 0; first >= 0; first-- {
				if int(d.rides[first].class) == class {
					if taken++; taken > loads {
						break
					}
				}
			}
			if first < 0 {
				continue
			}
			for _, between := range d.rides[first:last] {
				more = a.loads.remember(class, loads, int(between.class)) || more
			}
		}
	}
	return more
}

// search spends some of the tails that are left.
func (a *attempt) search(v prices, width int) []duty {
	duties := a.pricer.search(v, width, min(a.tails, mostTails))
	a.tails -= len(a.pricer.tails)
	return duties
}

// take puts duties into the master and the pool and returns how many are new.
func (a *attempt) take(duties []duty) int {
	fresh := 0
	for _, d := range duties {
		if !a.master.add(d) {
			continue
		}
		fresh++
		if len(a.pool) < poolLimit {
			a.pool = append(a.pool, d)
		}
	}
	return fresh
}

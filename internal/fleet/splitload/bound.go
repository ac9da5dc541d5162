package splitload

import (
	"context"
	"slices"

	"wayout/internal/unit"
)

// Bounds is what no solution of a problem can beat.
type Bounds struct {
	Makespan unit.Millisecond
	Score    int64 // of Measures.Score, where no shelter is overfilled
}

// CostMinutes returns the bound on the published cost of so many people, for printing.
func (b Bounds) CostMinutes(people unit.Person) float64 {
	return float64(b.Score) / float64(max(people, 1)) / float64(minute)
}

// MakespanMinutes returns the bound on the makespan for printing.
func (b Bounds) MakespanMinutes() float64 { return float64(b.Makespan) / float64(minute) }

// Bound proves what no solution that keeps every shelter within its places can beat. When ctx ends
// it returns what is proved so far, with the error of ctx; that is valid too.
//
// It is Lagrange's: every person fetched earns the price of the facility less that of the place in
// the shelter, and each vehicle alone takes the duty that earns most. What vehicles can earn by a
// moment T falls short of what all people are worth: then nobody can be done by T. The prices
// are improved along subgradients (Held, Wolfe, Crowder 1974). Duties are relaxed: loads are not
// limited by who is left, driving times are those of shortest paths, and sums of times are rounded
// down to a grid. With shortest paths a trip with one stop earns no less than one with several, so
// only those are looked at. All arithmetic is in whole numbers.
func Bound(ctx context.Context, p Problem) (Bounds, error) {
	if err := p.Check(); err != nil {
		return Bounds{}, err
	}
	if err := p.feasible(); err != nil {
		return Bounds{}, err
	}
	m := newModel(p)
	if m.people == 0 {
		return Bounds{}, nil
	}
	if err := shortest(ctx, m); err != nil {
		return Bounds{}, err
	}
	start := newState(m, Cost, greedy(m, noLikings(m)))
	worst, wait := m.farthest()
	b := Bounds{Makespan: unit.Millisecond(worst), Score: wait + worst*m.people}
	d := newDuties(m, start.makespan(), 0)
	if d == nil {
		return b, nil
	}
	makespan, err := d.improve(ctx, d.makespan)
	b.Makespan = max(b.Makespan, unit.Millisecond(makespan))
	b.Score = max(b.Score, wait+int64(b.Makespan)*m.people)
	if err != nil {
		return b, err
	}
	d = newDuties(m, start.score()/m.people, 1)
	if d == nil {
		return b, nil
	}
	score, err := d.improve(ctx, func() (int64, int) { return d.score(int64(b.Makespan)) })
	b.Score = max(b.Score, min(score, start.score()))
	return b, err
}

// shortest replaces driving times by those of shortest paths (Floyd 1962, Warshall 1962).
// Nothing is proved where ctx ends before it is through.
func shortest(ctx context.Context, m *model) error {
	nodes := m.shelters + m.facilities
	for k := range nodes {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := range nodes {
			for j := range nodes {
				m.drive[i*nodes+j] = min(m.drive[i*nodes+j], m.drive[i*nodes+k]+m.drive[k*nodes+j])
			}
		}
	}
	for v := range m.vehicles {
		row := m.approach[v*m.facilities : (v+1)*m.facilities]
		before := slices.Clone(row)
		for f := range row {
			for via := range before {
				if via != f {
					row[f] = min(row[f], before[via]+m.between(int32(via), int32(f)))
				}
			}
		}
	}
	return nil
}

// farthest returns when the facility that is worst to serve can be done at the earliest by a
// vehicle that fetches one person there first; and the waiting of everybody if every facility were
// reached as early as any vehicle can.
func (m *model) farthest() (last, waiting int64) {
	for f, people := range m.demand {
		if people == 0 {
			continue
		}
		var arrive, out int64 = 1 << 62, 1 << 62
		for v, seats := range m.seats {
			if seats > 0 {
				arrive = min(arrive, m.approach[v*m.facilities+f])
			}
		}
		for s, places := range m.places {
			if places > 0 {
				out = min(out, m.toShelter(int32(f), int32(s)))
			}
		}
		last = max(last, arrive+m.service(1)+out)
		waiting += int64(people) * arrive
	}
	return last, waiting
}

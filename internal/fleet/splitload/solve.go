package splitload

import (
	"cmp"
	"context"
	"math/bits"
	"slices"

	"wayout/internal/unit"
)

// Objective is what a solution is to make small.
type Objective uint8

// The objectives.
const (
	// Makespan is the moment the last person reaches a shelter.
	Makespan Objective = iota
	// Cost is the published sum of average waiting and makespan. Shelters are never overfilled.
	Cost
)

// Options steer Solve. The zero value is a good answer for the makespan.
type Options struct {
	Objective Objective
	// Moves is how many changes the search tries; 0 stands for DefaultMoves. Three to four million
	// take a second.
	Moves int
	// Seed makes the search draw other changes.
	Seed uint64
}

// DefaultMoves is the effort of the zero Options.
const DefaultMoves = 20_000_000

// Solve returns the best solution found within the moves. It is never worse than that of a
// dispatcher who sends each free vehicle where a trip takes least time a person. When ctx ends,
// Solve returns the best so far together with the error of ctx.
//
// It anneals (Kirkpatrick, Gelatt, Vecchi 1983) the trips of all vehicles with moves for split
// loads (Dror, Trudeau 1989: shifting people between visits of one facility, and adding stops).
// Other than there, the makespan is searched as overtime above a target that falls with each best.
func Solve(ctx context.Context, p Problem, o Options) (Solution, error) {
	if err := p.Check(); err != nil {
		return Solution{}, err
	}
	if err := p.feasible(); err != nil {
		return Solution{}, err
	}
	m := newModel(p)
	if m.people == 0 {
		return Solution{Trips: make([][]Trip, m.vehicles)}, nil
	}
	if o.Moves <= 0 {
		o.Moves = DefaultMoves
	}
	s := &search{mover: mover{newState(m, o.Objective, greedy(m, noLikings(m))), random(o.Seed)}}
	s.aim()
	err := s.run(ctx, o.Moves)
	return solution(s.best.routes), err
}

// search is one call of Solve. best is the best of the descent under way.
type search struct {
	mover
	best candidate
}

// candidate is routes with what they are worth.
type candidate struct {
	routes [][]visit
	score  int64
}

// keepBest notes the routes of the moment as the best of the descent.
func (s *search) keepBest() {
	s.best.score = s.score()
	for v, route := range s.routes {
		s.best.routes[v] = append(s.best.routes[v][:0], route...)
	}
	s.aim()
}

// aim sets the target a little below the makespan of the moment.
func (s *search) aim() {
	last := s.makespan()
	s.slack = last/128 + 1
	s.target = last - s.slack
	s.measure()
}

// begin goes on from other routes.
func (s *search) begin(routes [][]visit) {
	for v, route := range routes {
		s.touch(v)
		s.routes[v] = append(s.routes[v][:0], route...)
	}
	s.settle()
	s.commit()
	s.aim()
	s.best = candidate{make([][]visit, len(s.routes)), s.score()}
	for v, route := range s.routes {
		s.best.routes[v] = slices.Clone(route)
	}
}

// heats are how the moves are spent: many descents from different starts, then further ones from
// the best of them, ever fewer and ever cooler.
var heats = []struct {
	descents int
	cool     int64 // the first temperature is the makespan divided by this
	share    int   // of the moves, in percent
}{{32, 64, 40}, {8, 128, 20}, {4, 256, 20}, {2, 512, 20}}

// eases are tried in turn: how sharply vehicles are to end together differs among problems.
var eases = []int64{4, 1, 64, 16}

// levels is how many temperatures a descent has; each is lower by one in drop.
const (
	levels = 64
	drop   = 10
)

// run spends the moves. s.best is the best of all when it returns.
func (s *search) run(ctx context.Context, moves int) error {
	pool := []candidate{}
	for i, heat := range heats {
		for d := range heat.descents {
			s.ease = eases[d%len(eases)]
			switch {
			case i > 0:
				s.begin(pool[d].routes)
			case d == 0:
				s.begin(greedy(s.m, noLikings(s.m)))
			default:
				s.begin(greedy(s.m, drawLikings(s.m, s.random)))
			}
			err := s.descend(ctx, s.makespan()/heat.cool, moves/100*heat.share/heat.descents)
			pool = append(pool, s.best)
			if err != nil {
				s.best = slices.MinFunc(pool, byScore)
				return err
			}
		}
		slices.SortStableFunc(pool, byScore)
	}
	s.best = pool[0]
	return nil
}

func byScore(a, b candidate) int { return cmp.Compare(a.score, b.score) }

// descend anneals from the routes of the moment.
func (s *search) descend(ctx context.Context, temperature int64, moves int) error {
	for range levels {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.level(temperature, moves/levels)
		temperature -= temperature / drop
	}
	return nil
}

// level tries moves at one temperature, in milliseconds.
func (s *search) level(temperature int64, moves int) {
	for range moves {
		before := s.energy
		if !s.change() || !s.settle() || s.energy-before > s.threshold(temperature) {
			s.undo()
			continue
		}
		s.commit()
		if s.score() < s.best.score {
			s.keepBest()
		}
	}
}

// threshold draws how much worse a move may be: temperature × an exponential variate. It needs no
// logarithm, whose last digit differs among machines: log₂ of a random number is its leading zeros
// less its other bits as a fraction, exact to a twelfth.
func (s *search) threshold(temperature int64) int64 {
	u := s.random.Uint64() | 1
	zeros := bits.LeadingZeros64(u)
	fraction := int64(u << (zeros + 1) >> 54) // of 1,024
	return temperature * (int64(zeros+1)<<10 - fraction) >> 10
}

// solution turns routes into what the caller gets.
func solution(routes [][]visit) Solution {
	out := Solution{Trips: make([][]Trip, len(routes))}
	for v, route := range routes {
		for i := 0; i < len(route); {
			_, after := tripBounds(route, i)
			trip := Trip{Shelter: int(route[after-1].shelter)}
			for _, stop := range route[i:after] {
				trip.Stops = append(trip.Stops, Stop{int(stop.facility), unit.Person(stop.people)})
			}
			out.Trips[v] = append(out.Trips[v], trip)
			i = after
		}
	}
	return out
}

package fullload

import (
	"context"
	"math"

	"wayout/internal/unit"
)

// Options limit the effort, in counts and not in time, so that the same input gives the same
// plan and bound. A field that is 0 takes the value that is said; those take seconds for a
// hundred loads, less than a minute for five thousand.
type Options struct {
	Seed    uint64 // of the random search
	Moves   int    // of one annealing run; 400,000, or 500 a load where that is more
	Runs    int    // of annealing; 24
	Rounds  int    // of column generation for one limit; 400
	Tails   int    // ends of duties looked at by column generation in all; 20,000,000
	Duties  int    // ends of duties in one exact search; 1,000,000
	Choices int    // of duties in one exact search; 100,000
}

func (o Options) withDefaults(loads int) Options {
	for _, field := range []struct {
		value    *int
		standard int
	}{
		{&o.Moves, max(400_000, 500*loads)},
		{&o.Runs, 24},
		{&o.Rounds, 400},
		{&o.Tails, 20_000_000},
		{&o.Duties, 1_000_000},
		{&o.Choices, 100_000},
	} {
		if *field.value == 0 {
			*field.value = field.standard
		}
	}
	return o
}

// Solve returns a plan and its bound. The problem must be valid. The error is ErrNoPlan, that of
// the context, or about the problem.
func Solve(ctx context.Context, p Problem, options Options) (Solution, error) {
	if err := p.Validate(); err != nil {
		return Solution{}, err
	}
	m := newModel(p)
	first, ok := startTours(m)
	if !ok {
		return Solution{}, ErrNoPlan
	}
	s := &solver{
		problem: p, m: m, options: options.withDefaults(len(m.items)),
		random: &chance{options.Seed},
	}
	if len(m.items) > 0 {
		s.floor, s.method = m.singleTrip(), SingleTrip
		if s.floor >= far {
			return Solution{}, ErrNoPlan
		}
		s.annealer = newAnnealer(first, s.random, s.floor)
		if err := s.run(ctx); err != nil {
			return Solution{}, err
		}
		first = s.annealer.best
		if first.makespan() >= far {
			return Solution{}, ErrNoPlan
		}
	}
	return s.solution(first), nil
}

// solver carries one call of Solve.
type solver struct {
	problem   Problem
	m         *model
	options   Options
	random    *chance
	annealer  *annealer
	runs      int // annealing runs made
	generator *generator
	floor     int64 // the bound
	method    Method
	proof     *prices // for the limit floor-1
	beyond    int64   // smallest limit where prices were tried and proved nothing
}

// raise takes in a proof that no plan stays within the limit.
func (s *solver) raise(limit int64, method Method, proof *prices) {
	if limit >= s.floor {
		s.floor, s.method, s.proof = limit+1, method, proof
	}
}

// closed reports whether plan and bound have met.
func (s *solver) closed() bool { return s.floor >= s.annealer.reached }

// run improves plan and bound in turn until they meet or the effort is spent.
func (s *solver) run(ctx context.Context) error {
	s.generator = newGenerator(s.m, s.options.Rounds, s.options.Tails)
	s.beyond = math.MaxInt64
	if len(s.m.classes)+len(s.m.room)+len(s.m.buses) > mostRows {
		s.generator.tails = 0 // too large for the master
	}
	if bound, v, ok := circulationPrices(s.m); ok {
		s.raise(bound-1, DutyPrices, &v)
		s.generator.center = v
	}
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return s.anneal(ctx, 1) },
		s.raiseFloor,
		s.packFew,
		func(ctx context.Context) error { return s.anneal(ctx, s.options.Runs-1) },
		s.raiseFloor,
		s.pack,
	} {
		if s.closed() {
			return nil
		}
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// anneal makes annealing runs until the bound is reached. They differ in temperature and in how
// much time beyond the goal weighs.
func (s *solver) anneal(ctx context.Context, runs int) error {
	s.annealer.floor = s.floor
	for range runs {
		if s.closed() {
			return nil
		}
		ride := s.annealer.best.meanWay()
		plan := schedule{
			moves: s.options.Moves, weight: []int64{8, 30}[s.runs%2],
			hot: []int64{3, 1}[s.runs/2%2] * ride, cold: max(1, ride/[]int64{10, 40}[s.runs%2]),
		}
		s.runs++
		if err := s.annealer.run(ctx, plan); err != nil {
			return err
		}
	}
	return nil
}

// raiseFloor finds about the largest limit that prices prove too tight, by bisection, to
// one part in 2,000. Where few are left it tries the limit just below the plan first.
func (s *solver) raiseFloor(ctx context.Context) error {
	best := s.annealer.best
	if s.annealer.reached >= far || s.generator.tails <= 0 {
		return nil
	}
	for b := range best.order {
		if rides := best.ridesOf(b); len(rides) > 0 {
			s.generator.pool = append(s.generator.pool, duty{best.depot[b], rides, best.length[b]})
		}
	}
	high := min(s.beyond, s.annealer.reached)
	limit := high - 1
	if high < s.annealer.reached || high-s.floor > 64 {
		limit = s.floor + (high-s.floor)/2
	}
	for high-s.floor > high/2000 {
		what, v, err := s.generator.decide(ctx, limit, false)
		if err != nil {
			return err
		}
		if what == tooTight {
			s.raise(limit, DutyPrices, &v)
		} else {
			high, s.beyond = limit, limit
		}
		limit = s.floor + (high-s.floor)/2
	}
	return nil
}

// packFew is pack where few limits are undecided: often it costs less than more annealing.
func (s *solver) packFew(ctx context.Context) error {
	const few = 3
	if s.annealer.reached-s.floor > few {
		return nil
	}
	return s.pack(ctx)
}

// pack decides limits exactly, from the bound up, in growing strides while there is no plan
// within them.
func (s *solver) pack(ctx context.Context) error {
	if s.annealer.reached >= far || s.generator.tails <= 0 {
		return nil
	}
	for stride := int64(0); !s.closed(); {
		limit := min(s.floor+stride, s.annealer.reached-1)
		before := s.floor
		decided, err := s.decide(ctx, limit)
		switch {
		case err != nil:
			return err
		case decided && s.floor > before:
			stride = 2*stride + 1
		case decided || stride > 0:
			stride = 0
		default:
			return nil
		}
	}
	return nil
}

// decide raises the bound above the limit or finds a plan within it; it returns false where it
// can do neither.
func (s *solver) decide(ctx context.Context, limit int64) (bool, error) {
	what, v, err := s.generator.decide(ctx, limit, true)
	if err != nil || what == open {
		return false, err
	}
	if what == tooTight {
		s.raise(limit, DutyPrices, &v)
		return true, nil
	}
	duties, ok := enumerate(s.m, v, limit, s.options.Duties)
	if !ok {
		return false, nil
	}
	x := newPacker(s.m, duties, s.options.Choices)
	plan, decided := x.pack(ctx)
	if err := ctx.Err(); err != nil || !decided {
		return false, err
	}
	if plan == nil {
		s.raise(limit, ExhaustiveSearch, nil)
		return true, nil
	}
	s.annealer.adopt(plan)
	return true, nil
}

// solution writes a plan in the words of the problem.
func (s *solver) solution(t *tours) Solution {
	out := Solution{Makespan: unit.Second(t.makespan()), Bound: unit.Second(s.floor), Method: s.method}
	for b := range t.order {
		tour := Tour{Depot: t.depot[b], Length: unit.Second(t.length[b])}
		for _, r := range t.ridesOf(b) {
			class := s.m.classes[r.class]
			tour.Trips = append(tour.Trips, Trip{Point: class.point, Shelter: int(r.shelter), People: unit.Person(class.load)})
		}
		out.Tours = append(out.Tours, tour)
	}
	if s.method == DutyPrices {
		out.Prices = s.published()
	}
	return out
}

// published writes the proof in the words of the problem.
func (s *solver) published() *Prices {
	out := &Prices{
		Limit: unit.Second(s.floor - 1),
		Load:  make([]int64, len(s.problem.Points)), Rest: make([]int64, len(s.problem.Points)),
		Room: s.proof.room, Tour: s.proof.tour,
	}
	for c, class := range s.m.classes {
		if class.load == int64(s.problem.Capacity) {
			out.Load[class.point] = s.proof.load[c]
		} else {
			out.Rest[class.point] = s.proof.load[c]
		}
	}
	return out
}

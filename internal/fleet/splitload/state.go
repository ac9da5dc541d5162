package splitload

import (
	"math/bits"
	"slices"
)

// state is the routes of the search with all that the objective needs, and what it takes to undo
// one move.
type state struct {
	m         *model
	objective Objective
	routes    [][]visit
	finish    []int64 // by vehicle
	waiting   []int64 // by vehicle
	room      []int32 // places left by shelter

	target int64 // finishing after this costs extra
	slack  int64 // from the target to the makespan it was set for
	ease   int64 // beside the cost, lateness weighs four times divided by this
	energy int64 // what the search makes small

	touched  []int // vehicles of the move under way
	kept     []keep
	keptRoom []int32
	energy0  int64
}

// keep is what one vehicle had before the move.
type keep struct {
	route           []visit
	finish, waiting int64
}

func newState(m *model, objective Objective, routes [][]visit) *state {
	s := &state{
		m: m, objective: objective, routes: routes,
		finish: make([]int64, m.vehicles), waiting: make([]int64, m.vehicles), room: slices.Clone(m.places),
		kept:  make([]keep, m.vehicles),
		slack: 1, ease: 1,
	}
	for v, route := range routes {
		s.finish[v], s.waiting[v], _ = m.follow(v, route, s.room)
	}
	return s
}

// makespan returns the moment at which the last vehicle reaches its last shelter.
func (s *state) makespan() int64 {
	if len(s.finish) == 0 {
		return 0
	}
	return slices.Max(s.finish)
}

// score returns what Solve compares: the makespan, or the cost times people.
func (s *state) score() int64 {
	if s.objective == Makespan {
		return s.makespan()
	}
	var sum int64
	for _, w := range s.waiting {
		sum += w
	}
	return sum + s.m.people*s.makespan()
}

// measure sets the energy, in milliseconds. Being late against the target counts by its square: so
// one vehicle alone that finishes earlier is progress too, and of two ways to do the same work the
// one that ends together is better.
func (s *state) measure() {
	var late, sum, waiting, makespan int64
	for v, t := range s.finish {
		late += s.lateness(t)
		sum += t
		waiting += s.waiting[v]
		makespan = max(makespan, t)
	}
	if s.objective == Makespan {
		s.energy = late + sum/256
		return
	}
	s.energy = waiting/s.m.people + makespan + 4*late/s.ease
}

// lateness returns the square of being late, in slacks; far out it grows straight, so that no sum
// overflows.
func (s *state) lateness(finish int64) int64 {
	over := max(0, finish-s.target)
	near := min(over, 64*s.slack)
	high, low := bits.Mul64(uint64(near), uint64(near))
	square, _ := bits.Div64(high, low, uint64(s.slack))
	return int64(square) + over - near
}

// touch keeps what a vehicle has before its route is changed.
func (s *state) touch(vehicle int) {
	if slices.Contains(s.touched, vehicle) {
		return
	}
	if len(s.touched) == 0 {
		s.keptRoom = append(s.keptRoom[:0], s.room...)
		s.energy0 = s.energy
	}
	s.touched = append(s.touched, vehicle)
	k := &s.kept[vehicle]
	k.route = append(k.route[:0], s.routes[vehicle]...)
	k.finish, k.waiting = s.finish[vehicle], s.waiting[vehicle]
	for i, trip := 0, int32(0); i < len(k.route); i++ {
		trip += k.route[i].people
		if shelter := k.route[i].shelter; shelter != onward {
			s.room[shelter] += trip
			trip = 0
		}
	}
}

// settle follows the touched vehicles. It reports whether seats and places suffice.
func (s *state) settle() bool {
	ok := true
	for _, v := range s.touched {
		var fits bool
		s.finish[v], s.waiting[v], fits = s.m.follow(v, s.routes[v], s.room)
		ok = ok && fits
	}
	for _, room := range s.room {
		ok = ok && room >= 0
	}
	if ok {
		s.measure()
	}
	return ok
}

// commit ends a move that stays; undo takes it back.
func (s *state) commit() { s.touched = s.touched[:0] }

func (s *state) undo() {
	if len(s.touched) == 0 {
		return
	}
	for _, v := range s.touched {
		k := &s.kept[v]
		s.routes[v] = append(s.routes[v][:0], k.route...)
		s.finish[v], s.waiting[v] = k.finish, k.waiting
	}
	s.room = append(s.room[:0], s.keptRoom...)
	s.energy = s.energy0
	s.touched = s.touched[:0]
}

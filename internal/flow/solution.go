package flow

import (
	"context"
	"iter"
)

// Solution is a flow with what it proves.
type Solution struct {
	// MaxOut is, by step, the most units that can be out at that step or before. It ends at the
	// first step from which nothing more comes out within the horizon.
	MaxOut  []int64
	problem Problem
	options Options
	engine  engine // of the problem without detours
	ways    *ways
	chains  *chains
	place   []chainPlace // by link: where it is in the engine
}

func newSolution(p Problem, o Options) *Solution {
	s := &Solution{problem: p, options: o, place: make([]chainPlace, len(p.Links))}
	kept := make([]int32, len(p.Links))
	for i := range kept {
		kept[i] = int32(i)
		s.place[i].link = none
	}
	short := p
	if !o.WithDetours {
		short, kept, s.ways = p.withoutDetours(true)
	}
	if !o.WithChains && p.freeWaiting() {
		short, s.chains = short.withoutChains()
	}
	for i, link := range kept {
		if s.chains == nil {
			s.place[link].link = int32(i)
		} else {
			s.place[link] = s.chains.place[i]
		}
	}
	s.engine = newEngine(short, o)
	return s
}

// trim drops the steps after the last arrival.
func (s *Solution) trim() {
	n := len(s.MaxOut)
	for n > 1 && s.MaxOut[n-2] == s.MaxOut[n-1] {
		n--
	}
	s.MaxOut = s.MaxOut[:n]
}

// Limit returns the most units that can be out within the horizon.
func (s *Solution) Limit() int64 {
	if len(s.MaxOut) == 0 {
		return 0
	}
	return s.MaxOut[len(s.MaxOut)-1]
}

// Clearance returns the first step by which all units can be out, and false if there is none
// within the horizon.
func (s *Solution) Clearance() (step int32, ok bool) {
	if s.Limit() < s.problem.supply() || len(s.MaxOut) == 0 {
		return 0, false
	}
	return int32(len(s.MaxOut) - 1), true
}

// LinkFlow returns the units that enter a link by step, where there are any.
func (s *Solution) LinkFlow(link int) iter.Seq2[int32, int64] {
	place := s.place[link]
	return func(yield func(int32, int64) bool) {
		if place.link == none {
			return
		}
		for step, units := range s.engine.linkFlow(int(place.link)) {
			if !yield(step+place.delay, units) {
				return
			}
		}
	}
}

// Departures returns the units that leave a supply for its node by step, where there are any.
func (s *Solution) Departures(supply int) iter.Seq2[int32, int64] {
	return s.engine.departures(supply)
}

// Arrivals returns the units that are out at a sink by step, where there are any.
func (s *Solution) Arrivals(sink int) iter.Seq2[int32, int64] { return s.engine.arrivals(sink) }

func (e entries) all() iter.Seq2[int32, int64] {
	return func(yield func(int32, int64) bool) {
		for _, at := range e {
			if at.units > 0 && !yield(at.step, at.units) {
				return
			}
		}
	}
}

// Cut returns a minimum cut for arrivals at steps up to last: by node the step before which whoever
// is there can be counted on to be out by then, up to last+1. Supply that is not out by then can be there
// only from that step on. With unlimited waiting this is the whole cut, and
//
//	MaxOut[last] = Σ capacity of the links entered at steps t ≥ cut[from] with t+transit < cut[to]
//	             + the supply with release < cut[node]
//
// The flow found is a maximum flow for every horizon at once, so its residual network tells the cut for
// every horizon. Where sinks have totals and something was brought back into reach later, the problem
// is solved again for the shorter horizon.
func (s *Solution) Cut(last int32) []int32 {
	cut, ok := s.engine.cut(last)
	if !ok {
		return s.cutAgain(last)
	}
	if s.chains != nil {
		s.chains.extendCut(cut, last)
	}
	if s.ways != nil {
		s.ways.extendCut(cut, last)
	}
	return cut
}

func (s *Solution) cutAgain(last int32) []int32 {
	shorter := s.problem
	shorter.Steps = last + 1
	again, err := Solve(context.Background(), shorter, s.options)
	if err != nil {
		panic("flow: " + err.Error())
	}
	return again.Cut(last)
}

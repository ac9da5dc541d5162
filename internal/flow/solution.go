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
	net     *network
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
	return func(yield func(int32, int64) bool) {
		for t := range s.net.steps {
			if units := s.net.flow[int(t)*s.net.links+link]; units > 0 && !yield(t, units) {
				return
			}
		}
	}
}

// Departures returns the units that leave a supply for its node by step, where there are any.
func (s *Solution) Departures(supply int) iter.Seq2[int32, int64] {
	return bySteps(s.net.departs[supply])
}

// Arrivals returns the units that are out at a sink by step, where there are any.
func (s *Solution) Arrivals(sink int) iter.Seq2[int32, int64] { return bySteps(s.net.arrives[sink]) }

func bySteps(units []int64) iter.Seq2[int32, int64] {
	return func(yield func(int32, int64) bool) {
		for t, n := range units {
			if n > 0 && !yield(int32(t), n) {
				return
			}
		}
	}
}

// Cut returns a minimum cut for arrivals at steps up to last: by node the first step at which
// supply that is not out by then can still be, or last+1. With unlimited waiting this is the
// whole cut, and
//
//	MaxOut[last] = Σ capacity of the links entered at steps t ≥ cut[from] with t+transit < cut[to]
//	             + the supply with release < cut[node]
//
// Units that arrive after last count as not out: undoing their way shows what they could have
// reached. With totals on sinks the problem is solved again for the shorter horizon.
func (s *Solution) Cut(last int32) []int32 {
	net, all := s.net, true
	if net.hubs {
		shorter := s.problem
		shorter.Steps = last + 1
		again, err := Solve(context.Background(), shorter, Options{})
		if err != nil {
			panic("flow: " + err.Error())
		}
		net, all = again.net, false
	}
	for net.steps <= last {
		net.grow()
	}
	reached := net.reach(last, all)
	cut := make([]int32, net.nodes)
	for v := range cut {
		cut[v] = last + 1
		for t := int32(0); t <= last; t++ {
			if reached[int(t)*net.nodes+v] {
				cut[v] = t
				break
			}
		}
	}
	return cut
}

// reach marks the node copies that residual arcs lead to from supply that is left and, if asked
// for, from arrivals after a step.
func (n *network) reach(last int32, laterArrivals bool) []bool {
	reached := make([]bool, n.nodes*int(n.steps))
	extra := make([]bool, len(n.p.Supplies)+len(n.p.Sinks))
	var queue []int
	visit := func(x int) {
		seen := &extra
		i := -1 - x
		if x >= 0 {
			seen, i = &reached, x
		}
		if !(*seen)[i] {
			(*seen)[i] = true
			queue = append(queue, x)
		}
	}
	for i, left := range n.left {
		if left > 0 {
			visit(n.pool(int32(i)))
		}
	}
	for i, sink := range n.p.Sinks {
		for t := last + 1; laterArrivals && t < n.steps; t++ {
			if n.arrives[i][t] > 0 {
				visit(int(t)*n.nodes + int(sink.Node))
			}
		}
	}
	for len(queue) > 0 {
		x := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		n.each(x, visit)
	}
	return reached
}

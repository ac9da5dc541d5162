package queue

import (
	"context"
	"math"
	"slices"

	"wayout/internal/unit"
)

// Signs say at every node which link leads soonest to a goal on empty roads, as roads are open at
// the time. Vehicles without a course of their own follow them.
type Signs struct {
	// From are the moments at which signs change, ascending; the first is 0.
	From  []unit.Millisecond
	next  [][][]int32 // by epoch, goal, node
	after [][][]int32 // seconds to the goal
	shut  [][]bool    // by epoch, link; nil where none is
}

// What signs say where no link leads on: noWay, or that this is the goal.
const (
	noWay int32 = -1
	here  int32 = -2
)

const tooFar = math.MaxInt32

// Patience is how long a link may be shut and still be waited for. A gate that opens in the morning
// is; a road that is lost is not.
const Patience = 24 * unit.Hour

// NewSigns computes the signs for goals, each a set of nodes. The error is of ctx.
func NewSigns(ctx context.Context, n *Network, goals [][]int32) (*Signs, error) {
	s := &Signs{From: []unit.Millisecond{0}}
	for i := range n.Links {
		rate := n.Links[i].Rate
		for k := 1; k < len(rate); k++ {
			if (rate[k].Rate == 0) != (rate[k-1].Rate == 0) {
				s.From = append(s.From, unit.Millisecond(rate[k].From)*1000)
			}
		}
	}
	slices.Sort(s.From)
	s.From = slices.Compact(s.From)
	in := n.incoming()
	// Epochs in which the same links are shut share their signs: most windows are waited for.
	for e, from := range s.From {
		shut, any := make([]bool, len(n.Links)), false
		for i := range n.Links {
			shut[i] = opening(&n.Links[i], from) > from+unit.Millisecond(Patience)*1000
			any = any || shut[i]
		}
		if !any {
			shut = nil
		}
		s.shut = append(s.shut, shut)
		if e > 0 && slices.Equal(shut, s.shut[e-1]) {
			s.next, s.after = append(s.next, s.next[e-1]), append(s.after, s.after[e-1])
			continue
		}
		var next, after [][]int32
		for _, goal := range goals {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			nx, af := n.tree(in, goal, shut)
			next, after = append(next, nx), append(after, af)
		}
		s.next, s.after = append(s.next, next), append(s.after, after)
	}
	return s, nil
}

// opening returns the first moment from at on at which a link lets somebody in.
func opening(l *Link, at unit.Millisecond) unit.Millisecond {
	for k, piece := range l.Rate {
		from, to := unit.Millisecond(piece.From)*1000, Never
		if k+1 < len(l.Rate) {
			to = unit.Millisecond(l.Rate[k+1].From) * 1000
		}
		if to > at && piece.Rate > 0 {
			return max(at, from)
		}
	}
	return Never
}

// incoming returns the links that lead to each node.
func (n *Network) incoming() [][]int32 {
	in := make([][]int32, n.Nodes)
	for i := range n.Links {
		to := n.Links[i].To
		in[to] = append(in[to], int32(i))
	}
	return in
}

// tree returns, for every node, the first link of the soonest way to any node of a goal, and the
// seconds that it takes (Dijkstra 1959).
func (n *Network) tree(in [][]int32, goal []int32, shut []bool) (next, after []int32) {
	next, after = make([]int32, n.Nodes), make([]int32, n.Nodes)
	best := make([]unit.Millisecond, n.Nodes)
	for v := range next {
		next[v], after[v], best[v] = noWay, tooFar, Never
	}
	var open agenda
	for _, v := range goal {
		next[v], best[v] = here, 0
		open.push(newEvent(0, 0, v))
	}
	for len(open) > 0 {
		e := open.pop()
		v := e.id()
		if e.at() > best[v] {
			continue
		}
		after[v] = int32(min(e.at()/1000, tooFar-1))
		for _, l := range in[v] {
			if shut != nil && shut[l] {
				continue
			}
			u := n.Links[l].From
			at := min(best[v]+n.Links[l].Free, Latest)
			if at < best[u] {
				best[u], next[u] = at, l
				open.push(newEvent(at, 0, u))
			}
		}
	}
	return next, after
}

// Way appends the links of the way from a node to a goal in the first epoch, and reports whether
// there is one.
func (s *Signs) Way(n *Network, goal int, from int32, links []int32) ([]int32, bool) {
	for v := from; ; {
		l := s.next[0][goal][v]
		if l == here {
			return links, true
		}
		if l == noWay {
			return links, false
		}
		links = append(links, l)
		v = n.Links[l].To
	}
}

// Leads reports whether any way leads from a node to a goal, in any epoch.
func (s *Signs) Leads(goal int, from int32) bool {
	for e := range s.next {
		if s.next[e][goal][from] != noWay {
			return true
		}
	}
	return false
}

package routing

import (
	"slices"

	"wayout/internal/unit"
)

// turns improves a tree by turning single nodes: all who pass one take another link from there. What a
// turn changes is little, the links up to where both ways meet and the rest of the way of those behind,
// and so it is tried in a hundredth of the time that it takes to look for a way. Nodes that nobody passes
// have a next link too, so that a turn to one of them leads out.
type turns struct {
	*Tree
	chance *chance
	forks  []int32 // nodes that are passed and have a choice
	sum    float64 // of the cost, kept up to date

	// Of the turn under way, to take it back:
	before float64
	nodes  []passage
	links  []turned

	stack []int32
}

// passage is what a node was like.
type passage struct {
	node       int32
	load       unit.Vehicle
	head, tail unit.Second
	need       unit.Second
}

// turned is what the next link of a node was.
type turned struct{ node, link int32 }

// settleEvery is after how many turns the forest is measured afresh, so that nothing that is rounded adds up.
const settleEvery = 4096

// run tries so many turns, and leaves the best tree that it finds. A turn is kept if the sum after it is
// less than before, or over the least so far by no more than a share that falls to nothing (Dueck, New
// Optimization Heuristics: The Great Deluge Algorithm and the Record-to-Record Travel, 1993).
func (s *turns) run(tries int, lenient float64) {
	s.settle()
	best, bestCost, least := slices.Clone(s.next), s.cost, s.sum
	for k := 0; k < tries && len(s.forks) > 0; k++ {
		if k%settleEvery == settleEvery-1 {
			s.settle()
		}
		v := s.forks[s.chance.upTo(len(s.forks))]
		out := s.net.Out(v)
		if !s.try(v, out[s.chance.upTo(len(out))]) {
			continue
		}
		if s.sum >= s.before && s.sum > least*(1+lenient*float64(tries-k)/float64(tries)) {
			s.takeBack()
			continue
		}
		if s.sum < least {
			least = s.sum
			if cost := (treeCost{slices.Max(s.need), s.sum}); cost.less(bestCost) {
				copy(best, s.next)
				bestCost = cost
			}
		}
	}
	copy(s.next, best)
	s.settle()
}

// settle measures the whole forest.
func (s *turns) settle() {
	clear(s.load)
	clear(s.need)
	s.measure()
	s.stack = s.stack[:0]
	for v := range s.sink {
		if s.load[v] == 0 {
			s.head[v] = unit.Never
		}
		if s.sink[v] {
			s.tail[v] = 0
			s.stack = append(s.stack, int32(v))
		}
	}
	for len(s.stack) > 0 {
		v := s.pop()
		for _, i := range s.net.In(v) {
			if l := &s.net.Links[i]; s.next[l.From] == i {
				s.tail[l.From] = s.tail[v] + l.Ceil
				s.stack = append(s.stack, l.From)
			}
		}
	}
	s.sum = s.cost.sum
	s.forks = s.forks[:0]
	for _, v := range s.order {
		if s.next[v] != noLink && len(s.net.Out(v)) > 1 {
			s.forks = append(s.forks, v)
		}
	}
}

func (s *turns) pop() int32 {
	v := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	return v
}

// try turns a node to a link. If that leads back to the node, one of those on the way there turns elsewhere
// first, so that all of them go there. It reports false if nothing is changed.
func (s *turns) try(v, link int32) bool {
	s.nodes, s.links, s.before = s.nodes[:0], s.links[:0], s.sum
	u := s.net.Links[link].To
	switch {
	case link == s.next[v] || s.load[v] == 0 || s.rates[link].Most() == 0:
		return false
	case !s.leadsBack(u, v):
		s.turn(v, link)
		return true
	}
	for range s.chance.upTo(6) {
		if p := s.parent(u); p != v && p >= 0 {
			u = p
		}
	}
	if s.next[u] == noLink {
		return false
	}
	out := s.net.Out(u)
	other := out[s.chance.upTo(len(out))]
	if s.rates[other].Most() == 0 || s.leadsBack(s.net.Links[other].To, v) {
		return false
	}
	s.turn(u, other)
	s.turn(v, link)
	return true
}

// leadsBack reports whether the way from a node passes another, or leads nowhere.
func (s *turns) leadsBack(u, v int32) bool {
	for ; u != v; u = s.net.Links[s.next[u]].To {
		if s.next[u] == noLink {
			return !s.sink[u]
		}
	}
	return true
}

// turn makes a link the next one of a node, and measures what that changes.
func (s *turns) turn(v, link int32) {
	s.links = append(s.links, turned{v, s.next[v]})
	old, now := s.parent(v), s.net.Links[link].To
	s.next[v] = link
	s.carry(old, -s.load[v])
	s.carry(now, s.load[v])
	s.lengthen(v, s.net.Links[link].Ceil+s.tail[now]-s.tail[v])
}

// takeBack undoes the turn under way.
func (s *turns) takeBack() {
	for _, p := range slices.Backward(s.nodes) {
		s.load[p.node], s.head[p.node], s.tail[p.node], s.need[p.node] = p.load, p.head, p.tail, p.need
	}
	for _, l := range s.links {
		s.next[l.node] = l.link
	}
	s.sum = s.before
}

// carry adds vehicles to all nodes from one on.
func (s *turns) carry(v int32, n unit.Vehicle) {
	for ; v >= 0; v = s.parent(v) {
		s.remember(v)
		s.load[v] += n
		s.head[v] = s.firstAt(v)
		s.again(v)
	}
}

// lengthen adds to the rest of the way of a node and of all behind it.
func (s *turns) lengthen(v int32, by unit.Second) {
	s.stack = append(s.stack[:0], v)
	for len(s.stack) > 0 {
		v := s.pop()
		s.remember(v)
		s.tail[v] += by
		s.again(v)
		if by == 0 {
			return
		}
		for _, i := range s.net.In(v) {
			if u := s.net.Links[i].From; s.next[u] == i {
				s.stack = append(s.stack, u)
			}
		}
	}
}

func (s *turns) remember(v int32) {
	s.nodes = append(s.nodes, passage{v, s.load[v], s.head[v], s.tail[v], s.need[v]})
}

// firstAt returns when the first vehicle is at a node.
func (s *turns) firstAt(v int32) unit.Second {
	head := unit.Never
	if s.own[v] > 0 {
		head = s.first[v]
	}
	for _, i := range s.net.In(v) {
		if l := &s.net.Links[i]; s.next[l.From] == i && s.load[l.From] > 0 {
			head = min(head, s.head[l.From]+l.Ceil)
		}
	}
	return head
}

// again measures when the last of those who take a node's next link is received.
func (s *turns) again(v int32) {
	s.sum -= s.weight(s.need[v])
	s.need[v] = s.needOf(v, s.next[v], s.load[v])
	s.sum += s.weight(s.need[v])
}

package flow

import (
	"math"
	"slices"
)

// searchPlainly pushes along a path from supply that is left to the target, found by breadth-first
// search. It returns 0 if there is none, and gives up undecided when it has met more vertices
// than most.
func (s *solver) searchPlainly(target int32, room int64, t int32, most int) (units int64, decided bool) {
	found, decided := s.find(target, t, most)
	if found < 0 {
		return 0, decided
	}
	s.path = s.path[:0]
	for q := found; s.parent[q] >= 0; q = s.parent[q] {
		s.path = append(s.path, s.by[q])
	}
	slices.Reverse(s.path)
	return s.pushPath(-1-s.queue[found], room, t), true
}

// find searches backwards from the target for a pool with supply that is left and returns its
// index in the queue. If there is none, it returns -1, and everything met is out of reach. Ways
// through hubs and empty pools are tried last, because these have an arc for every step.
func (s *solver) find(target, t int32, most int) (found int32, decided bool) {
	s.search++
	s.queue, s.parent, s.by, s.late = s.queue[:0], s.parent[:0], s.by[:0], s.late[:0]
	s.meet(target, -1, arc{})
	for head := int32(0); int(head) < len(s.queue) || len(s.late) > 0; {
		if int(head) == len(s.queue) {
			s.expand(s.late[0])
			s.late = s.late[1:]
			continue
		}
		x := s.queue[head]
		i := -1 - x
		switch {
		case x < 0 && int(i) < len(s.left) && s.left[i] > 0:
			return head, true
		case len(s.queue) > most:
			return -1, false
		case x < 0 && x != target:
			s.late = append(s.late, head)
		default:
			s.expand(head)
		}
		head++
	}
	for _, x := range s.queue {
		s.bury(x, t)
	}
	return -1, true
}

// expand meets every vertex in reach that has an arc with room into one of the queue.
func (s *solver) expand(head int32) {
	x := s.queue[head]
	for k := 0; ; k++ {
		a, units, more := s.arcInto(x, k)
		if !more {
			return
		}
		if units > 0 && s.labelOf(a.from) != far {
			s.meet(a.from, head, a)
		}
	}
}

// reviveFull looks at every full sink whose arrivals were out of reach until step t: if supply
// that is left has come to reach the sink, undoing its arrivals brings vertices back.
func (s *solver) reviveFull(t int32) {
	for i := range s.p.Sinks {
		hub := s.hub(int32(i))
		if !s.isFull(int32(i)) || s.inReach[i] {
			continue
		}
		s.setLabel(hub, 0)
		if found, _ := s.find(hub, t, math.MaxInt); found < 0 {
			s.settled[i] = t + 1
			continue
		}
		s.revive(hub, t)
	}
}

// revive brings back what was out of reach and now follows from a vertex in reach.
func (s *solver) revive(x, t int32) {
	s.revived = t
	clear(s.settled)
	queue := []int32{x}
	for len(queue) > 0 {
		x := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if i := int(-1-x) - len(s.left); x < 0 && i >= 0 {
			s.inReach[i] = true
		}
		s.eachFrom(x, func(y int32) {
			if s.labelOf(y) != far || y >= 0 && s.hops[y%s.nodes] == far {
				return
			}
			s.setLabel(y, 0)
			if y >= 0 {
				*s.dead.at(int(y)) = far
			}
			queue = append(queue, y)
		})
	}
}

func (s *solver) meet(x, parent int32, a arc) {
	var mark *uint32
	if x < 0 {
		mark = &s.seenOf[-1-x]
	} else {
		mark = s.seen.at(int(x))
	}
	if *mark == s.search {
		return
	}
	*mark = s.search
	s.queue = append(s.queue, x)
	s.parent = append(s.parent, parent)
	s.by = append(s.by, a)
}

// labelExactly sets every label to the distance from supply that is left; what none leads to is
// out of reach from step t on.
func (s *solver) labelExactly(t int32) {
	s.work = 0
	s.search++
	s.queue, s.parent, s.by = s.queue[:0], s.parent[:0], s.by[:0]
	for i, left := range s.left {
		if left > 0 {
			s.setLabel(s.pool(int32(i)), 0)
			s.meet(s.pool(int32(i)), -1, arc{})
		}
	}
	for head := 0; head < len(s.queue); head++ {
		x := s.queue[head]
		next := s.labelOf(x) + 1
		s.eachFrom(x, func(y int32) {
			before := len(s.queue)
			s.meet(y, int32(head), arc{})
			if len(s.queue) > before {
				s.setLabel(y, next)
			}
		})
	}
	for x := range s.label.length {
		if *s.seen.at(x) != s.search && s.labelOf(int32(x)) != far {
			s.bury(int32(x), t)
		}
	}
}

// eachFrom calls visit for every vertex that a residual arc leads to from x.
func (s *solver) eachFrom(x int32, visit func(y int32)) {
	n := s.network
	if x < 0 {
		n.eachFromExtra(int(-1-x), visit)
		return
	}
	v, t := x%n.nodes, x/n.nodes
	for _, i := range n.out[v] {
		l := &n.p.Links[i]
		if *n.room.at(int(t)*n.links + int(i)) > 0 && t+l.Transit < n.steps {
			visit((t+l.Transit)*n.nodes + l.To)
		}
	}
	for _, i := range n.in[v] {
		l := &n.p.Links[i]
		if enter := t - l.Transit; enter >= 0 && *n.flow.at(int(enter)*n.links + int(i)) > 0 {
			visit(enter*n.nodes + l.From)
		}
	}
	n.eachFromWait(x, v, t, visit)
	for _, i := range n.poolsInto(v, t) {
		if n.departs[i].at(t) > 0 {
			visit(n.pool(i))
		}
	}
	if i := n.sinkAt[v]; i >= 0 && n.isFull(i) {
		visit(n.hub(i))
	}
}

func (n *network) eachFromWait(x, v, t int32, visit func(y int32)) {
	column := n.waiter[v]
	if column < 0 {
		return
	}
	limit := n.waitingRoom(v)
	index := int(t)*n.waiters + int(column)
	for j, skip := range n.skips {
		if limit != Unlimited && skip > 1 {
			return
		}
		if t+skip < n.steps && (limit == Unlimited || limit > *n.wait[0].at(index)) {
			visit(x + skip*n.nodes)
		}
		if t >= skip && *n.wait[j].at(index - int(skip)*n.waiters) > 0 {
			visit(x - skip*n.nodes)
		}
	}
}

func (n *network) eachFromExtra(i int, visit func(y int32)) {
	if i < len(n.p.Supplies) {
		s := n.p.Supplies[i]
		for t := s.Release; t < n.steps; t++ {
			visit(t*n.nodes + s.Node)
			if n.chained[s.Node] {
				return
			}
		}
		return
	}
	i -= len(n.p.Supplies)
	for _, e := range n.arrives[i] {
		if e.units > 0 {
			visit(e.step*n.nodes + n.p.Sinks[i].Node)
		}
	}
}

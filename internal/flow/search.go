package flow

// searchPlainly decides by breadth-first search, backwards from the target, whether supply that
// is left can reach it. If so it pushes along the path, else everything met is out of reach. It
// gives up when it has met more vertices than most.
func (s *solver) searchPlainly(target int32, room int64, t int32, most int) (units int64, decided bool) {
	s.search++
	s.queue, s.parent, s.by = s.queue[:0], s.parent[:0], s.by[:0]
	s.meet(target, -1, arc{})
	for head := 0; head < len(s.queue); head++ {
		x := s.queue[head]
		if i := -1 - x; x < 0 && int(i) < len(s.left) && s.left[i] > 0 {
			return s.pushFound(i, int32(head), room, t), true
		}
		if len(s.queue) > most {
			return 0, false
		}
		for k := 0; ; k++ {
			a, units, more := s.arcInto(x, k)
			if !more {
				break
			}
			if units > 0 && !s.isDead(a.from) {
				s.meet(a.from, int32(head), a)
			}
		}
	}
	if !s.full {
		for _, x := range s.queue {
			s.bury(x, t)
		}
	}
	return 0, true
}

func (s *solver) isDead(x int32) bool {
	return !s.full && s.labelOf(x) == far
}

func (s *solver) meet(x, parent int32, a arc) {
	mark := &s.seen
	i := x
	if x < 0 {
		mark, i = &s.seenOf, -1-x
	}
	if (*mark)[i] == s.search {
		return
	}
	(*mark)[i] = s.search
	s.queue = append(s.queue, x)
	s.parent = append(s.parent, parent)
	s.by = append(s.by, a)
}

// pushFound pushes along the path a plain search found.
func (s *solver) pushFound(i, found int32, room int64, t int32) int64 {
	s.path = s.path[:0]
	for q := found; s.parent[q] >= 0; q = s.parent[q] {
		s.path = append(s.path, s.by[q])
	}
	return s.pushPath(i, room, t)
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
	for x := range s.label {
		if s.seen[x] != s.search && s.labelOf(int32(x)) != far {
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
		if n.room[int(t)*n.links+int(i)] > 0 && t+l.Transit < n.steps {
			visit((t+l.Transit)*n.nodes + l.To)
		}
	}
	for _, i := range n.in[v] {
		l := &n.p.Links[i]
		if enter := t - l.Transit; enter >= 0 && n.flow[int(enter)*n.links+int(i)] > 0 {
			visit(enter*n.nodes + l.From)
		}
	}
	n.eachFromWait(x, v, t, visit)
	for _, i := range n.pools[v] {
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
	for j, skip := range skips {
		if limit != Unlimited && skip > 1 {
			return
		}
		if t+skip < n.steps && (limit == Unlimited || limit > n.wait[0][index]) {
			visit(x + skip*n.nodes)
		}
		if t >= skip && n.wait[j][index-int(skip)*n.waiters] > 0 {
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

package flow

// countHops finds, for every node, how many links it is from the nearest supply that is left,
// whatever their direction, since residual ways also lead against links that carry units.
func (s *solver) countHops(t int32) {
	s.hops = make([]int32, s.nodes)
	for v := range s.hops {
		s.hops[v] = far
	}
	var queue []int32
	visit := func(v, hops int32) {
		if s.hops[v] == far {
			s.hops[v] = hops
			queue = append(queue, v)
		}
	}
	for i, supply := range s.p.Supplies {
		if s.left[i] > 0 {
			visit(supply.Node, 1)
		}
	}
	for head := 0; head < len(queue); head++ {
		v := queue[head]
		for _, i := range s.out[v] {
			visit(s.p.Links[i].To, s.hops[v]+1)
		}
		for _, i := range s.in[v] {
			visit(s.p.Links[i].From, s.hops[v]+1)
		}
	}
	for v := range s.hops {
		if s.hops[v] == far {
			s.farSince[v] = min(s.farSince[v], t)
		}
	}
}

// labelOf returns the label of a vertex, raised to what its node's distance makes certain.
func (s *solver) labelOf(x int32) int32 {
	if x < 0 {
		return s.labelOfExtra(-1 - x)
	}
	label := *s.label.at(int(x))
	if least := s.hops[x%s.nodes]; label < least {
		*s.label.at(int(x)), *s.current.at(int(x)) = least, 0
		return least
	}
	return label
}

// labelOfExtra returns the label of a pool or hub. An empty pool is reached only from copies of
// its node.
func (s *solver) labelOfExtra(i int32) int32 {
	e := &s.extra[i]
	if int(i) < len(s.left) && s.left[i] == 0 {
		if least := s.hops[s.p.Supplies[i].Node]; e.label <= least {
			e.current = 0
			e.label = least
			if least != far {
				e.label++
			}
		}
	}
	return e.label
}

func (s *solver) currentOf(x int32) *int32 {
	if x < 0 {
		return &s.extra[-1-x].current
	}
	return s.current.at(int(x))
}

func (s *solver) setLabel(x, label int32) {
	if x < 0 {
		s.extra[-1-x] = extraLabel{label, 0}
		return
	}
	*s.label.at(int(x)), *s.current.at(int(x)) = label, 0
}

// patience is how many labels may rise in one search before a plain one, over as many vertices,
// tries to decide. It grows while neither does.
const patience = 64

// augment pushes along one residual path from supply that is left to the target at step t. It
// returns 0 when there is none.
func (s *solver) augment(target int32, room int64, t int32) int64 {
	for effort := patience; ; effort *= 4 {
		if units, decided := s.augmentByLabels(target, room, t, effort); decided {
			return units
		}
		if units, decided := s.searchPlainly(target, room, t, effort); decided {
			return units
		}
		if s.work > s.label.length {
			s.labelExactly(t)
		}
	}
}

// augmentByLabels follows labels to supply that is left, until effort labels have risen.
func (s *solver) augmentByLabels(target int32, room int64, t int32, effort int) (units int64, decided bool) {
	s.path = s.path[:0]
	x := target
	for s.labelOf(target) != far {
		if i := -1 - x; x < 0 && s.left[i] > 0 {
			return s.pushPath(i, room, t), true
		}
		if a, found := s.admissible(x); found {
			s.path = append(s.path, a)
			x = a.from
			continue
		}
		s.relabel(x, t)
		if effort--; effort < 0 {
			return 0, false
		}
		if n := len(s.path); n > 0 {
			s.path = s.path[:n-1]
			x = target
			if n > 1 {
				x = s.path[n-2].from
			}
		}
	}
	return 0, true
}

// admissible returns an arc with room into x from a vertex whose label is one less.
func (s *solver) admissible(x int32) (arc, bool) {
	want := s.labelOf(x)
	current := s.currentOf(x)
	a, k, label := s.scan(x, int(*current), want)
	*current = int32(k)
	return a, label == want
}

// relabel raises the label of x to the least its arcs allow.
func (s *solver) relabel(x, t int32) {
	_, _, least := s.scan(x, 0, 0)
	if least == far {
		s.bury(x, t)
		return
	}
	s.setLabel(x, least)
	s.work++
}

// scan looks through the arcs with room into x from the k-th on. It stops at the first that gives
// x the label wanted, or returns the number of arcs and the least label they give.
func (s *solver) scan(x int32, k int, want int32) (a arc, at int, label int32) {
	if x >= 0 {
		return s.scanCopy(x, k, want)
	}
	least := far
	for ; ; k++ {
		a, units, more := s.arcInto(x, k)
		if !more {
			return arc{}, k, least
		}
		if units == 0 {
			continue
		}
		if label := s.labelOf(a.from); label != far {
			if least = min(least, label+1); label+1 == want {
				return a, k, want
			}
		}
	}
}

// scanCopy is scan for a copy of a node. It does what arcInto says, without the detour, because
// most of the time goes here.
func (s *solver) scanCopy(x int32, start int, want int32) (a arc, at int, label int32) {
	v, t := x%s.nodes, x/s.nodes
	least := far
	k := start
	pools := s.poolsInto(v, t)
	for ; k < len(pools); k++ {
		i := pools[k]
		if label := s.labelOfExtra(i); label != far {
			if least = min(least, label+1); label+1 == want {
				return arc{leave, 0, s.pool(i), t, int(i)}, k, want
			}
		}
	}
	in, before := s.in[v], len(pools)
	for ; k < before+len(in); k++ {
		i := in[k-before]
		l := &s.p.Links[i]
		enter := t - l.Transit
		if enter < 0 || *s.room.at(int(enter)*s.links + int(i)) == 0 {
			continue
		}
		from := enter*s.nodes + l.From
		if label := max(*s.label.at(int(from)), s.hops[l.From]); label != far {
			if least = min(least, label+1); label+1 == want {
				return arc{along, 0, from, t, int(enter)*s.links + int(i)}, k, want
			}
		}
	}
	out := s.out[v]
	before += len(in)
	for ; k < before+len(out); k++ {
		i := out[k-before]
		if *s.flow.at(int(t)*s.links + int(i)) == 0 {
			continue
		}
		l := &s.p.Links[i]
		from := (t+l.Transit)*s.nodes + l.To
		if label := max(*s.label.at(int(from)), s.hops[l.To]); label != far {
			if least = min(least, label+1); label+1 == want {
				return arc{against, 0, from, t, int(t)*s.links + int(i)}, k, want
			}
		}
	}
	before += len(out)
	if s.waiter[v] < 0 {
		return arc{}, before, least
	}
	for ; k < before+2*len(s.skips); k++ {
		a, units, _ := s.arcOfWait(x, v, t, k-before)
		if units == 0 {
			continue
		}
		if label := max(*s.label.at(int(a.from)), s.hops[v]); label != far {
			if least = min(least, label+1); label+1 == want {
				return a, k, want
			}
		}
	}
	return arc{}, k, least
}

// bury marks a vertex as out of reach from step t on.
func (s *solver) bury(x, t int32) {
	s.setLabel(x, far)
	if x >= 0 {
		*s.dead.at(int(x)) = t
	} else if i := int(-1-x) - len(s.left); i >= 0 {
		s.inReach[i] = false
	}
}

// pushPath pushes from pool i along the path found, which runs from the target backwards.
func (s *solver) pushPath(i int32, room int64, t int32) int64 {
	units := min(room, s.left[i])
	for j := range s.path {
		units = min(units, s.roomOf(&s.path[j]))
	}
	for j := range s.path {
		s.push(&s.path[j], units)
	}
	s.left[i] -= units
	if s.left[i] == 0 {
		s.countHops(t)
	}
	return units
}

// roomOf returns how much more an arc of a path can take.
func (s *solver) roomOf(a *arc) int64 {
	switch a.kind {
	case along:
		return *s.room.at(a.index)
	case against:
		return *s.flow.at(a.index)
	case waitOn:
		if limit := s.waitingRoom(a.from % s.nodes); limit != Unlimited {
			return limit - *s.wait[0].at(a.index)
		}
	case waitUndo:
		return *s.wait[a.skip].at(a.index)
	case leaveUndo:
		return s.departs[a.index].at(a.step)
	case arriveUndo:
		return s.arrives[a.index].at(a.step)
	}
	return unlimitedRoom
}

// cut reads a cut off the steps at which copies fell out of reach, unless some were brought back after
// that.
func (s *solver) cut(last int32) ([]int32, bool) {
	if s.revived > last {
		return nil, false
	}
	cut := make([]int32, s.nodes)
	for v := range cut {
		if s.farSince[v] <= last {
			cut[v] = last + 1
			continue
		}
		for cut[v] <= last && cut[v] < s.steps && *s.dead.at(int(cut[v]*s.nodes + int32(v))) <= last {
			cut[v]++
		}
	}
	return cut, true
}

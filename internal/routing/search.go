package routing

import (
	"cmp"
	"slices"

	"wayout/internal/core"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Effort of the search for a tree. It is counted and not timed, so that the same input gives the same
// tree.
const (
	rounds       = 4           // of turns and ways
	turnsEach    = 600         // turns tried for every node that is passed
	waysLeast    = 1_000_000   // nodes and links looked at for ways
	waysEach     = 100_000     // so many more for every node that nobody passes: there are the detours
	waysMost     = 120_000_000 // in all
	mostInVain   = 2000        // ways in a row that make no better tree
	mostRuined   = 24          // places that leave the tree in one try
	closeEnough  = 1.005       // times what no tree can beat
	perSecond    = 1e-7        // what a second of driving counts: of equal ways, the quickest
	lenientTurns = 0.3         // share by which the sum may be over the least in a turn, falling to nothing
	lenientWays  = 0.3         // share by which the sum may rise in a try for ways, falling to nothing
)

// search improves a tree on the core of a network: nodes turn to another link, and places leave it and join
// it again one after the other, each by the way that makes the links it takes least late (Schrimpf et al., Record Breaking
// Optimization Results Using the Ruin and Recreate Principle, 2000).
type search struct {
	*Tree
	task   *Task
	core   *core.Core
	demand []unit.Vehicle // by node of the core
	chance chance
	work   int
	tries  int

	// Of the way that a place joins by: by node, what the rest of the way costs, and how long it takes.
	label []float64
	rest  []unit.Second
	via   []int32
	done  []bool
	queue labels
	shut  []bool // by node: not to be passed

	blocked []int32
}

func newSearch(task *Task, seed chance) *search {
	keep := make([]bool, len(task.Network.Nodes))
	for v, n := range task.Vehicles {
		keep[v] = n > 0
	}
	c := core.New(task.Network, task.Rates, keep, func(l *roads.Link) unit.Second { return l.Ceil })
	n := len(c.Network.Nodes)
	s := &search{
		task: task, core: c, demand: make([]unit.Vehicle, n), chance: seed,
		label: make([]float64, n), rest: make([]unit.Second, n), via: make([]int32, n), done: make([]bool, n), shut: make([]bool, n),
	}
	on := Task{
		Network: c.Network, Rates: make([]roads.Profile, len(c.Network.Links)), Horizon: task.Horizon,
		Vehicles: make([]unit.Vehicle, n), Ready: make([]unit.Second, n), Bound: task.Bound,
	}
	for i := range c.Network.Links {
		on.Rates[i] = c.Network.Links[i].Rate
	}
	for v, node := range c.Nodes {
		on.Ready[v] = task.Ready[node]
		on.Vehicles[v] = task.Vehicles[node]
		s.demand[v] = task.Vehicles[node]
	}
	next := make([]int32, n)
	for v := range next {
		next[v] = noLink
	}
	s.Tree = NewTree(&on, next)
	clear(s.own)
	s.measure()
	return s
}

// run searches until it is good enough, or at the end of its effort: by turns, which find what a town of
// many junctions needs, and by ways, which find detours over roads that nobody takes.
func (s *search) run() {
	order := slices.Clone(s.places)
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(s.demand[b], s.demand[a]) })
	s.joinAll(order)
	if len(s.order) == 0 {
		return
	}
	s.spread()
	enough := unit.Second(closeEnough * max(s.scale, float64(s.alone())))
	t := turns{Tree: s.Tree, chance: &s.chance}
	best, bestCost := slices.Clone(s.next), s.cost
	ways := min(waysMost, waysLeast+waysEach*(len(s.next)-len(s.order)))
	for round := range rounds {
		t.run(turnsEach*len(s.order)/rounds, lenientTurns/float64(1+round))
		s.ruin(ways*(1+round)/rounds, enough)
		if s.cost.less(bestCost) {
			copy(best, s.next)
			bestCost = s.cost
		}
		if bestCost.clear <= enough {
			break
		}
	}
	copy(s.next, best)
	s.measure()
}

// ruin searches by ways, until so much work is done in all.
func (s *search) ruin(work int, enough unit.Second) {
	begun := s.work
	best, bestCost := slices.Clone(s.next), s.cost
	was := slices.Clone(s.next)
	for vain := 0; s.work < work && vain < mostInVain && bestCost.clear > enough; {
		before := s.cost
		copy(was, s.next)
		lenient := lenientWays * float64(work-s.work) / float64(work-begun)
		if s.try() && s.cost.sum < before.sum*(1+lenient) {
			if vain++; s.cost.less(bestCost) {
				copy(best, s.next)
				bestCost, vain = s.cost, 0
			}
			continue
		}
		vain++
		copy(s.next, was)
		for _, v := range s.places {
			s.own[v] = s.demand[v]
		}
		s.measure()
	}
	copy(s.next, best)
	s.measure()
}

// spread gives a next link to all nodes that nobody passes.
func (s *search) spread() {
	next, _ := reach.Cheapest(s.net, func(i int32) unit.Second {
		l := &s.net.Links[i]
		if s.rates[i].Most() == 0 || s.load[l.From] > 0 && s.next[l.From] != i {
			return unit.Never
		}
		return l.Ceil
	})
	copy(s.next, next)
}

// joinAll lets places join the tree, and leaves out for good those from which no way leads out.
func (s *search) joinAll(order []int32) {
	for _, v := range order {
		if !s.join(v) {
			s.demand[v] = 0
		}
	}
	s.places = slices.DeleteFunc(s.places, func(v int32) bool { return s.demand[v] == 0 })
}

// mend takes over the next links of another tree of the whole network, lets those join it again whose way
// is shut, and returns the next links of the nodes that are passed now.
func (s *search) mend(was []int32) []int32 {
	for v, node := range s.core.Nodes {
		for _, i := range s.net.Out(int32(v)) {
			if s.core.Chains[i][0] == was[node] {
				s.next[v] = i
			}
		}
	}
	copy(s.own, s.demand)
	s.measure()
	var shut []int32
	for _, v := range s.places {
		if s.tail[v] >= unit.Never {
			shut = append(shut, v)
		}
	}
	for _, v := range shut {
		s.own[v] = 0
	}
	s.measure()
	slices.SortStableFunc(shut, func(a, b int32) int { return cmp.Compare(s.demand[b], s.demand[a]) })
	s.joinAll(shut)
	return s.whole()
}

// try changes the tree, and reports whether everybody still has a way.
func (s *search) try() bool {
	s.tries++
	if s.chance.upTo(3) == 0 {
		return s.rehang(s.onTheWay(s.through(s.worst())))
	}
	ruined := s.choose()
	for _, v := range ruined {
		s.own[v] = 0
	}
	s.measure()
	if s.chance.upTo(2) == 0 {
		s.chance.shuffle(ruined)
	} else {
		slices.SortStableFunc(ruined, func(a, b int32) int { return cmp.Compare(s.demand[b], s.demand[a]) })
	}
	for _, v := range ruined {
		if !s.join(v) {
			return false
		}
	}
	return true
}

// rehang lets all who pass a node go on from there together by the cheapest other way. It reports false
// if there is none.
func (s *search) rehang(v int32) bool {
	if s.sink[v] {
		return false
	}
	behind := s.through(v)
	n, head := s.load[v], s.head[v]
	s.blocked = s.blocked[:0]
	s.eachBehind(v, func(u int32) { s.blocked = append(s.blocked, u) })
	for _, u := range behind {
		s.own[u] = 0
	}
	s.measure()
	for _, u := range s.blocked {
		s.shut[u] = u != v
	}
	found := s.way(v, n, head)
	for _, u := range s.blocked {
		s.shut[u] = false
	}
	for _, u := range behind {
		s.own[u] = s.demand[u]
	}
	s.measure()
	return found
}

// onTheWay picks a node that the people of one of these places pass.
func (s *search) onTheWay(places []int32) int32 {
	v := places[s.chance.upTo(len(places))]
	for range s.chance.upTo(12) {
		if p := s.parent(v); p >= 0 && !s.sink[p] {
			v = p
		}
	}
	return v
}

// worst returns the node whose link is passed last.
func (s *search) worst() int32 {
	worst := s.order[0]
	for _, v := range s.order {
		if s.need[v] > s.need[worst] {
			worst = v
		}
	}
	return worst
}

// choose picks the places of a try: some whose people pass the worst link, and often a few others or
// all who come together to a node.
func (s *search) choose() []int32 {
	worst := s.worst()
	through := s.through(worst)
	var out []int32
	switch s.chance.upTo(4) {
	case 0:
		out = s.some(through, 1+s.chance.upTo(3))
	case 1:
		out = append(s.some(through, 1+s.chance.upTo(3)), s.some(s.places, 1+s.chance.upTo(4))...)
	case 2:
		out = s.some(s.through(s.onTheWay(through)), mostRuined)
	case 3:
		out = append(s.some(s.through(s.onTheWay(s.places)), mostRuined/2), s.some(through, 1+s.chance.upTo(4))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// some picks so many of a list.
func (s *search) some(list []int32, n int) []int32 {
	out := slices.Clone(list)
	s.chance.shuffle(out)
	return out[:min(n, len(out))]
}

// through returns the places whose people pass a node, the node among them if it is one.
func (s *search) through(v int32) []int32 {
	var out []int32
	s.eachBehind(v, func(u int32) {
		if s.own[u] > 0 {
			out = append(out, u)
		}
	})
	return out
}

// eachBehind visits a node and all whose people pass it.
func (s *search) eachBehind(v int32, visit func(u int32)) {
	stack := []int32{v}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		visit(v)
		for _, i := range s.net.In(v) {
			if u := s.net.Links[i].From; s.next[u] == i && s.load[u] > 0 {
				stack = append(stack, u)
			}
		}
	}
}

// join lets the people of a place take the cheapest way to where others drive already or to a
// reception. It reports false if there is none.
func (s *search) join(v int32) bool {
	n := s.demand[v]
	if s.load[v] == 0 && !s.sink[v] && !s.way(v, n, s.first[v]) {
		return false
	}
	s.own[v] = n
	s.measure()
	return true
}

// way finds the cheapest way for so many vehicles, the first of which is at a node at a moment (Dijkstra,
// backwards from all nodes that are passed), and makes it theirs.
func (s *search) way(from int32, n unit.Vehicle, head unit.Second) bool {
	s.queue = s.queue[:0]
	s.work += 2 * len(s.order)
	for v := range s.label {
		s.label[v], s.via[v], s.done[v] = -1, noLink, false
		if s.sink[v] {
			s.label[v], s.rest[v] = 0, 0
			s.queue.add(int32(v), 0)
		}
	}
	for k := len(s.order) - 1; k >= 0; k-- {
		v := s.order[k]
		p := s.parent(v)
		if s.sink[v] || p < 0 || s.label[p] < 0 {
			continue
		}
		s.rest[v] = s.tail[v]
		was := s.head[v]
		s.head[v] = min(was, head)
		s.label[v] = s.label[p] + max(0, s.weight(s.needOf(v, s.next[v], s.load[v]+n))-s.weight(s.need[v]))
		s.head[v] = was
		if s.borders(v) {
			s.queue.add(v, s.label[v])
		}
	}
	for len(s.queue) > 0 {
		v := s.queue.first()
		if s.done[v] {
			continue
		}
		s.done[v] = true
		if v == from {
			break
		}
		in := s.net.In(v)
		s.work += 1 + len(in)
		for _, i := range in {
			l := &s.net.Links[i]
			u := l.From
			if s.done[u] || s.sink[u] || s.load[u] > 0 || s.shut[u] {
				continue
			}
			rest := l.Ceil + s.rest[v]
			need := s.whenPassed(int(i), head, n) + rest
			cost := s.label[v] + (s.weight(need)+perSecond*float64(l.Ceil))*s.noise(i)
			if s.label[u] < 0 || cost < s.label[u] {
				s.label[u], s.rest[u], s.via[u] = cost, rest, i
				s.queue.add(u, cost)
			}
		}
	}
	if s.via[from] == noLink {
		return false
	}
	for v := from; s.load[v] == 0 && !s.sink[v]; v = s.net.Links[s.via[v]].To {
		s.next[v] = s.via[v]
	}
	return true
}

// borders reports whether a link leads to a node from one that nobody passes.
func (s *search) borders(v int32) bool {
	for _, i := range s.net.In(v) {
		if s.load[s.net.Links[i].From] == 0 {
			return true
		}
	}
	return false
}

// noise returns a factor for what a link costs in this try: 1, or up to some hundred, so that ways are
// tried that look worse and are not.
func (s *search) noise(i int32) float64 {
	if s.tries%2 == 0 {
		return 1
	}
	return float64(uint64(1) << (mixed(uint64(s.tries)<<32+uint64(i)) >> 61))
}

// whole returns the next links of the whole network for the nodes that are passed.
func (s *search) whole() []int32 {
	out := make([]int32, len(s.task.Network.Nodes))
	for v := range out {
		out[v] = noLink
	}
	for v, i := range s.next {
		if s.load[v] == 0 || i == noLink {
			continue
		}
		for _, link := range s.core.Chains[i] {
			out[s.task.Network.Links[link].From] = link
		}
	}
	return out
}

// labels is a heap of nodes, the least label on top and of equals the lowest node.
type labels []labelled

type labelled struct {
	label float64
	node  int32
}

func (a labelled) before(b labelled) bool {
	return a.label < b.label || a.label == b.label && a.node < b.node
}

func (q *labels) add(node int32, label float64) {
	h := append(*q, labelled{label, node})
	i := len(h) - 1
	for i > 0 && h[i].before(h[(i-1)/2]) {
		h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
		i = (i - 1) / 2
	}
	*q = h
}

func (q *labels) first() int32 {
	h := *q
	top := h[0].node
	h[0] = h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; ; {
		least := i
		for _, child := range []int{2*i + 1, 2*i + 2} {
			if child < len(h) && h[child].before(h[least]) {
				least = child
			}
		}
		if least == i {
			break
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
	*q = h
	return top
}

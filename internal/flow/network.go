package flow

import (
	"iter"
	"slices"
)

// longSkips are the lengths of the arcs on which units wait, in steps, where links open again
// after they were shut: the longer ones keep ways through a long wait short, so that labels stay
// small. Elsewhere units wait step by step, because looking at every length costs more than it
// saves.
var longSkips = []int32{1, 8, 64, 512}

// skipsFor returns the lengths for a problem.
func skipsFor(p Problem) []int32 {
	for _, l := range p.Links {
		for i := 1; i < len(l.Capacity); i++ {
			if l.Capacity[i].Units > 0 && l.Capacity[i-1].Units == 0 {
				return longSkips
			}
		}
	}
	return longSkips[:1]
}

// network is the time-expanded residual network, never built as arcs: node copies are numbered
// step × nodes + node and grow with the steps taken in; flow stands in flat arrays.
//
// Besides the node copies there are two kinds of extra vertices, with negative numbers: one pool
// per supply, and one hub per sink, through which arrivals can be undone once its total is used.
type network struct {
	p       Problem
	nodes   int32
	links   int
	steps   int32 // taken in so far
	in, out [][]int32
	pools   [][]int32 // by node: supplies in order of release
	chained []bool    // by node: supplies enter at their release only and wait on from there
	sinkAt  []int32   // by node: sink, or -1

	room  paged[int64] // by step × links + link: capacity left
	flow  paged[int64] // by step × links + link
	piece []int        // by link: capacity change in force

	skips   []int32        // lengths of waiting arcs
	waiter  []int32        // by node: its column among those that wait, or -1
	waiters int            // columns
	wait    []paged[int64] // by skip, then step × waiters + column: units that wait from there on

	left    []int64 // by supply: units still in the pool
	departs []entries
	arrives []entries // by sink
	taken   []int64   // by sink
	settled []int32   // by sink: copies before that step are out of reach
}

// entry is an amount at a step.
type entry struct {
	step  int32
	units int64
}

// entries are amounts in order of their steps.
type entries []entry

// add changes the amount at a step.
func (e *entries) add(step int32, units int64) {
	i := len(*e)
	for i > 0 && (*e)[i-1].step >= step {
		i--
	}
	if i < len(*e) && (*e)[i].step == step {
		(*e)[i].units += units
		return
	}
	*e = slices.Insert(*e, i, entry{step, units})
}

// at returns the amount at a step.
func (e entries) at(step int32) int64 {
	for i := len(e) - 1; i >= 0 && e[i].step >= step; i-- {
		if e[i].step == step {
			return e[i].units
		}
	}
	return 0
}

// last returns the last step up to one with an amount, or none.
func (e entries) last(step int32) int32 {
	for i := len(e) - 1; i >= 0; i-- {
		if e[i].step <= step && e[i].units > 0 {
			return e[i].step
		}
	}
	return none
}

// manySupplies at one node are a curve of releases: its pools are then chained, since a copy of
// the node would otherwise lead to every one of them.
const manySupplies = 4

func newNetwork(p Problem) *network {
	n := &network{
		p: p, nodes: int32(p.Nodes), links: len(p.Links),
		in: make([][]int32, p.Nodes), out: make([][]int32, p.Nodes),
		pools:   make([][]int32, p.Nodes),
		chained: make([]bool, p.Nodes),
		sinkAt:  make([]int32, p.Nodes),
		waiter:  make([]int32, p.Nodes),
		skips:   skipsFor(p),
		piece:   make([]int, len(p.Links)),
		left:    make([]int64, len(p.Supplies)), departs: make([]entries, len(p.Supplies)),
		arrives: make([]entries, len(p.Sinks)), taken: make([]int64, len(p.Sinks)),
		settled: make([]int32, len(p.Sinks)),
	}
	for i, l := range p.Links {
		n.out[l.From] = append(n.out[l.From], int32(i))
		n.in[l.To] = append(n.in[l.To], int32(i))
	}
	for i, s := range p.Supplies {
		n.left[i] = s.Units
		n.pools[s.Node] = append(n.pools[s.Node], int32(i))
	}
	for v := range n.sinkAt {
		n.sinkAt[v], n.waiter[v] = -1, -1
		if n.waitingRoom(int32(v)) != 0 {
			n.waiter[v] = int32(n.waiters)
			n.waiters++
		}
		slices.SortStableFunc(n.pools[v], func(a, b int32) int {
			return int(p.Supplies[a].Release - p.Supplies[b].Release)
		})
		n.chained[v] = len(n.pools[v]) > manySupplies && n.waitingRoom(int32(v)) == Unlimited
	}
	for i, s := range p.Sinks {
		n.sinkAt[s.Node] = int32(i)
	}
	n.wait = make([]paged[int64], len(n.skips))
	return n
}

// waitingRoom returns how many units may wait at a node from a step to the next, or Unlimited.
func (n *network) waitingRoom(v int32) int64 {
	if n.p.Waiting == nil {
		return Unlimited
	}
	return n.p.Waiting[v]
}

// grow takes in one more step.
func (n *network) grow() {
	t := n.steps
	for i := range n.p.Links {
		capacity := n.p.Links[i].Capacity
		for n.piece[i]+1 < len(capacity) && capacity[n.piece[i]+1].Step <= t {
			n.piece[i]++
		}
		n.room.add(capacity[n.piece[i]].Units)
	}
	n.flow.extend(n.links)
	for j := range n.wait {
		n.wait[j].extend(n.waiters)
	}
	n.steps++
}

// Vertex numbers: node copies from 0, pools and hubs below.
func (n *network) pool(i int32) int32 { return -1 - i }
func (n *network) hub(i int32) int32  { return -1 - int32(len(n.p.Supplies)) - i }
func (n *network) extras() int        { return len(n.p.Supplies) + len(n.p.Sinks) }

// arcKind tells which kind of arc leads from one vertex to another.
type arcKind uint8

const (
	along      arcKind = iota // a link; index is the entry of room and flow
	against                   // the same, backwards
	waitOn                    // index is the entry of wait, skip its length
	waitUndo                  // the same, backwards
	leave                     // from pool index, to a copy at step
	leaveUndo                 //
	arrive                    // from a copy of sink index at step to its hub
	arriveUndo                //
)

// arc is one residual arc into a vertex.
type arc struct {
	kind  arcKind
	skip  uint8
	from  int32
	step  int32
	index int
}

// arcInto returns the k-th arc into a vertex with the units it can take, 0 where it has no room,
// and false past the last arc.
func (n *network) arcInto(x int32, k int) (a arc, units int64, more bool) {
	if x >= 0 {
		return n.arcIntoCopy(x, k)
	}
	if i := -1 - int(x); i < len(n.p.Supplies) {
		return n.arcIntoPool(i, k)
	}
	return n.arcIntoHub(-1-int(x)-len(n.p.Supplies), k)
}

// poolsInto returns the supplies that may enter a node at a step.
func (n *network) poolsInto(v, t int32) []int32 {
	pools := n.pools[v]
	if len(pools) == 0 {
		return nil
	}
	release := func(i, t int32) int { return int(n.p.Supplies[i].Release - t) }
	to, _ := slices.BinarySearchFunc(pools, t+1, release)
	if !n.chained[v] {
		return pools[:to]
	}
	from, _ := slices.BinarySearchFunc(pools, t, release)
	return pools[from:to]
}

func (n *network) arcIntoCopy(x int32, k int) (a arc, units int64, more bool) {
	v, t := x%n.nodes, x/n.nodes
	pools := n.poolsInto(v, t)
	if k < len(pools) {
		i := pools[k]
		return arc{leave, 0, n.pool(i), t, int(i)}, unlimitedRoom, true
	}
	k -= len(pools)
	in := n.in[v]
	if k < len(in) {
		i := in[k]
		l := &n.p.Links[i]
		enter := t - l.Transit
		if enter < 0 {
			return arc{}, 0, true
		}
		index := int(enter)*n.links + int(i)
		return arc{along, 0, enter*n.nodes + l.From, t, index}, *n.room.at(index), true
	}
	k -= len(in)
	out := n.out[v]
	if k < len(out) {
		i := out[k]
		index := int(t)*n.links + int(i)
		l := &n.p.Links[i]
		return arc{against, 0, (t+l.Transit)*n.nodes + l.To, t, index}, *n.flow.at(index), true
	}
	return n.arcOfWait(x, v, t, k-len(out))
}

// arcOfWait returns the arcs into a copy from other copies of its node: waiting, waiting undone,
// and arrivals at the node's sink undone.
func (n *network) arcOfWait(x, v, t int32, k int) (a arc, units int64, more bool) {
	column := n.waiter[v]
	if k == 2*len(n.skips) || column < 0 && k == 0 {
		return n.arcFromHub(v, t)
	}
	if column < 0 || k > 2*len(n.skips) {
		return arc{}, 0, false
	}
	skip := n.skips[k/2]
	limit := n.waitingRoom(v)
	if limit != Unlimited && skip > 1 {
		return arc{}, 0, true
	}
	index := int(t)*n.waiters + int(column)
	if k%2 == 1 {
		if t+skip >= n.steps {
			return arc{}, 0, true
		}
		return arc{waitUndo, uint8(k / 2), x + skip*n.nodes, t, index}, *n.wait[k/2].at(index), true
	}
	if t < skip {
		return arc{}, 0, true
	}
	index -= int(skip) * n.waiters
	units = unlimitedRoom
	if limit != Unlimited {
		units = limit - *n.wait[0].at(index)
	}
	return arc{waitOn, uint8(k / 2), x - skip*n.nodes, t, index}, units, true
}

// arcFromHub undoes arrivals at a sink whose total is used up. Before that nothing is gained by
// it: whatever reaches the hub is out.
func (n *network) arcFromHub(v, t int32) (a arc, units int64, more bool) {
	s := n.sinkAt[v]
	if s < 0 || !n.isFull(s) {
		return arc{}, 0, true
	}
	return arc{arriveUndo, 0, n.hub(s), t, int(s)}, n.arrives[s].at(t), true
}

// isFull reports whether a sink has taken in its total.
func (n *network) isFull(sink int32) bool {
	total := n.p.Sinks[sink].Total
	return total != Unlimited && n.taken[sink] == total
}

func (n *network) arcIntoPool(i, k int) (a arc, units int64, more bool) {
	departs := n.departs[i]
	if k >= len(departs) {
		return arc{}, 0, false
	}
	e := departs[len(departs)-1-k]
	return arc{leaveUndo, 0, e.step*n.nodes + n.p.Supplies[i].Node, e.step, i}, e.units, true
}

func (n *network) arcIntoHub(i, k int) (a arc, units int64, more bool) {
	t := n.steps - 1 - int32(k)
	if t < n.settled[i] {
		return arc{}, 0, false
	}
	return arc{arrive, 0, t*n.nodes + n.p.Sinks[i].Node, t, i}, unlimitedRoom, true
}

// push sends units along an arc.
func (n *network) push(a *arc, units int64) {
	switch a.kind {
	case along:
		*n.room.at(a.index) -= units
		*n.flow.at(a.index) += units
	case against:
		*n.room.at(a.index) += units
		*n.flow.at(a.index) -= units
	case waitOn:
		*n.wait[a.skip].at(a.index) += units
	case waitUndo:
		*n.wait[a.skip].at(a.index) -= units
	case leave:
		n.departs[a.index].add(a.step, units)
	case leaveUndo:
		n.departs[a.index].add(a.step, -units)
	case arrive:
		n.arrives[a.index].add(a.step, units)
	case arriveUndo:
		n.arrives[a.index].add(a.step, -units)
	}
}

// linkFlow returns the units that enter a link by step, where there are any.
func (n *network) linkFlow(link int) iter.Seq2[int32, int64] {
	return func(yield func(int32, int64) bool) {
		for t := range n.steps {
			if units := *n.flow.at(int(t)*n.links + link); units > 0 && !yield(t, units) {
				return
			}
		}
	}
}

func (n *network) departures(supply int) iter.Seq2[int32, int64] { return n.departs[supply].all() }
func (n *network) arrivals(sink int) iter.Seq2[int32, int64]     { return n.arrives[sink].all() }

package planner

import (
	"cmp"
	"math"
	"slices"

	"wayout/internal/unit"
)

// tree is one next link for every node, with what follows from it if nobody is in the way of
// others but on the links they share. It is improved by hanging nodes, with everybody behind them,
// onto other links (local search with restarts from the best; METHODS.md §1.9).
type tree struct {
	w     *work
	open  []bool  // by link: may be used
	next  []int32 // by node: the link people take on, or noLink
	own   []unit.Vehicle
	first []unit.Second // by node: when its own people are ready
	scale float64       // seconds by which needs are measured

	order []int32        // nodes, everybody behind a node before it
	load  []unit.Vehicle // by node: vehicles that take its next link
	head  []unit.Second  // by node: when the first of them is there
	tail  []unit.Second  // by node: from there to the reception
	need  []unit.Second  // by node: when the last of them is received; 0 without load
	cost  treeCost
	mark  []uint32 // by node: number of the last way that passed it
	ways  uint32
}

// treeCost compares trees: when the last vehicle is received, and a sum over all links in which
// the worst count most.
type treeCost struct {
	clear unit.Second
	sum   float64
}

func (c treeCost) less(d treeCost) bool {
	if c.clear != d.clear {
		return c.clear < d.clear
	}
	return c.sum < d.sum*(1-1e-9)
}

// Effort of the search for a tree. They are counts and not times, so that the same input gives
// the same tree.
const (
	mostMoves  = 4000 // hung over in one descent
	restarts   = 400
	mostWork   = 60_000_000 // nodes looked at over all descents
	kicked     = 3          // nodes hung over for a restart
	worstLinks = 12         // links whose people are tried before a descent ends
)

func (w *work) newTree(next []int32, open []bool, scale unit.Second) *tree {
	n := len(w.net.Nodes)
	t := &tree{
		w: w, open: open, next: next, own: make([]unit.Vehicle, n), first: make([]unit.Second, n),
		scale: float64(max(scale, unit.Minute)),
		order: make([]int32, 0, n), load: make([]unit.Vehicle, n),
		head: make([]unit.Second, n), tail: make([]unit.Second, n), need: make([]unit.Second, n),
		mark: make([]uint32, n),
	}
	for p, vehicles := range w.vehicles {
		if vehicles > 0 && w.servable[p] {
			v := w.net.Entry[p]
			t.own[v] = vehicles
			t.first[v] = w.s.Places[p].Ready.From
		}
	}
	t.measure()
	return t
}

// parent returns the node after v, or -1 where people stay.
func (t *tree) parent(v int32) int32 {
	if t.next[v] == noLink {
		return -1
	}
	return t.w.net.Links[t.next[v]].To
}

// measure computes everything that follows from the next links.
func (t *tree) measure() {
	t.sort()
	for v := range t.next {
		t.load[v] = t.own[v]
		t.head[v] = unit.Never
		if t.own[v] > 0 {
			t.head[v] = t.first[v]
		}
	}
	for _, v := range t.order {
		if p := t.parent(v); p >= 0 && t.load[v] > 0 {
			t.load[p] += t.load[v]
			t.head[p] = min(t.head[p], t.head[v]+t.w.net.Links[t.next[v]].Ceil)
		}
	}
	t.cost = treeCost{}
	for i := len(t.order) - 1; i >= 0; i-- {
		v := t.order[i]
		p := t.parent(v)
		switch {
		case p >= 0:
			t.tail[v] = min(unit.Never, t.w.net.Links[t.next[v]].Ceil+t.tail[p])
		case t.w.isSink(v):
			t.tail[v] = 0
		default:
			t.tail[v] = unit.Never
		}
		t.need[v] = t.needOf(v, t.next[v], t.load[v])
		t.cost.clear = max(t.cost.clear, t.need[v])
		t.cost.sum += t.weight(t.need[v])
	}
}

// sort orders the nodes so that everybody behind a node comes before it.
func (t *tree) sort() {
	behind := make([]int32, len(t.next))
	for v := range t.next {
		if p := t.parent(int32(v)); p >= 0 {
			behind[p]++
		}
	}
	t.order = t.order[:0]
	for v := range behind {
		if behind[v] == 0 {
			t.order = append(t.order, int32(v))
		}
	}
	for i := 0; i < len(t.order); i++ {
		if p := t.parent(t.order[i]); p >= 0 {
			if behind[p]--; behind[p] == 0 {
				t.order = append(t.order, p)
			}
		}
	}
}

// needOf returns when the last of some vehicles is received if they take link i from v.
func (t *tree) needOf(v, i int32, vehicles unit.Vehicle) unit.Second {
	if vehicles == 0 || i == noLink {
		return 0
	}
	l := &t.w.net.Links[i]
	if t.tail[l.To] >= unit.Never || t.head[v] >= unit.Never {
		return unit.Never / 2
	}
	return t.w.whenPassed(int(i), t.head[v], vehicles) + l.Ceil + t.tail[l.To]
}

// weight is the sixteenth power of a need over the scale: an eighth more counts nearly seven times.
func (t *tree) weight(need unit.Second) float64 {
	x := float64(need) / t.scale
	x *= x
	x *= x
	x *= x
	return x * x
}

// improve descends from the tree as it is, then again and again from the best after a few blind
// moves, and leaves the best tree found.
func (t *tree) improve() {
	budget := mostWork
	t.descend(&budget)
	best, bestCost := append([]int32(nil), t.next...), t.cost
	for n := range restarts {
		if budget <= 0 || float64(bestCost.clear) < 1.01*t.scale {
			break
		}
		t.kick(n)
		t.descend(&budget)
		if t.cost.less(bestCost) {
			copy(best, t.next)
			bestCost = t.cost
			continue
		}
		copy(t.next, best)
		t.measure()
	}
	copy(t.next, best)
	t.measure()
}

// descend moves nodes while that lowers the cost.
func (t *tree) descend(budget *int) {
	for range mostMoves {
		if *budget <= 0 || !t.step(budget) {
			return
		}
	}
}

// step makes the best move for the people behind one of the worst links, and reports false if
// none of them has any.
func (t *tree) step(budget *int) bool {
	for _, worst := range t.worst() {
		v, link, gain := int32(-1), noLink, 0.0
		for _, u := range t.behind(worst) {
			for _, i := range t.w.net.Out(u) {
				if !t.open[i] || i == t.next[u] {
					continue
				}
				if g := t.gain(u, i, budget); g > gain {
					v, link, gain = u, i, g
				}
			}
		}
		if v >= 0 && t.move(v, link, budget) {
			return true
		}
	}
	return false
}

// worst returns the nodes whose links are passed last.
func (t *tree) worst() []int32 {
	var out []int32
	for v := range t.need {
		at := len(out)
		for at > 0 && t.need[out[at-1]] < t.need[v] {
			at--
		}
		if t.need[v] == 0 || at == worstLinks {
			continue
		}
		if len(out) < worstLinks {
			out = append(out, 0)
		}
		copy(out[at+1:], out[at:len(out)-1])
		out[at] = int32(v)
	}
	return out
}

// behind returns a node and all nodes with load whose people pass it.
func (t *tree) behind(v int32) []int32 {
	out := []int32{v}
	for i := 0; i < len(out); i++ {
		for _, l := range t.w.net.In(out[i]) {
			if u := t.w.net.Links[l].From; t.next[u] == l && t.load[u] > 0 {
				out = append(out, u)
			}
		}
	}
	return out
}

// gain estimates by how much the sum falls if v goes on by link i, with heads and tails as they
// are. It is negative infinity where that leads back to v or nowhere.
func (t *tree) gain(v, i int32, budget *int) float64 {
	load := t.load[v]
	to := t.w.net.Links[i].To
	gain := t.weight(t.need[v]) - t.weight(t.needOf(v, i, load))
	t.ways++
	for u := to; u >= 0; u = t.parent(u) {
		*budget--
		if u == v || t.mark[u] == t.ways {
			return math.Inf(-1)
		}
		t.mark[u] = t.ways
	}
	if t.tail[to] >= unit.Never {
		return math.Inf(-1)
	}
	meet := int32(-1)
	for u := t.parent(v); u >= 0; u = t.parent(u) {
		*budget--
		if t.mark[u] == t.ways {
			meet = u
			break
		}
		gain += t.weight(t.need[u]) - t.weight(t.needOf(u, t.next[u], t.load[u]-load))
	}
	for u := to; u >= 0 && u != meet; u = t.parent(u) {
		gain += t.weight(t.need[u]) - t.weight(t.needWith(u, load, t.head[v]))
	}
	return gain
}

// needWith returns the need of a node's link with more vehicles, the first of which is on its way
// from a moment on.
func (t *tree) needWith(u int32, more unit.Vehicle, head unit.Second) unit.Second {
	if t.next[u] == noLink {
		return 0
	}
	was := t.head[u]
	t.head[u] = min(was, head)
	need := t.needOf(u, t.next[u], t.load[u]+more)
	t.head[u] = was
	return need
}

// move hangs v onto link i if that really lowers the cost.
func (t *tree) move(v, i int32, budget *int) bool {
	was, before := t.next[v], t.cost
	t.next[v] = i
	t.measure()
	*budget -= len(t.next)
	if t.cost.less(before) || t.cost.clear == before.clear && t.cost.sum < before.sum {
		return true
	}
	t.next[v] = was
	t.measure()
	return false
}

// kick hangs a few nodes behind the worst link onto other links, whatever that costs: others in
// every restart, scattered by a stride that shares no factor with most numbers of nodes.
func (t *tree) kick(restart int) {
	const stride = 7919
	worst := t.worst()
	if len(worst) == 0 {
		return
	}
	behind := t.behind(worst[0])
	for k := restart * kicked; k < (restart+1)*kicked; k++ {
		v := behind[k*stride%len(behind)]
		out := t.w.net.Out(v)
		if len(out) == 0 {
			continue
		}
		i := out[(k+restart)%len(out)]
		if t.open[i] && !t.w.leadsTo(t.next, t.w.net.Links[i].To, v) {
			t.next[v] = i
		}
	}
	t.measure()
}

// beats returns, for every sink, the second of the minute at which streams should arrive, so that
// they pass the busiest link on the way there at whole minutes, at which windows open and shut.
func (t *tree) beats() []unit.Second {
	w := t.w
	sinkOf := make([]int32, len(t.next)) // by node: where its people end up
	for v := range sinkOf {
		sinkOf[v] = -1
	}
	for i, sink := range w.net.Sinks {
		sinkOf[sink.Node] = int32(i)
	}
	beats := make([]unit.Second, len(w.net.Sinks))
	longest := make([]unit.Second, len(w.net.Sinks))
	for k := len(t.order) - 1; k >= 0; k-- {
		v := t.order[k]
		p := t.parent(v)
		if p < 0 || sinkOf[p] < 0 {
			continue
		}
		sinkOf[v] = sinkOf[p]
		if t.load[v] == 0 {
			continue
		}
		if busy := w.whenPassed(int(t.next[v]), 0, t.load[v]); busy > longest[sinkOf[v]] {
			longest[sinkOf[v]], beats[sinkOf[v]] = busy, t.tail[v]%unit.Minute
		}
	}
	return beats
}

// byBranch returns the places that can leave, branch by branch: where branches meet, the one with
// the link that needs longest comes first. A narrow branch has to run all the time, or the road
// after the meeting point stands half empty in the end.
func (t *tree) byBranch() []int {
	longest := make([]unit.Second, len(t.next))
	children := make([][]int32, len(t.next))
	var roots []int32
	for _, v := range t.order {
		if t.load[v] > 0 && t.next[v] != noLink {
			longest[v] = max(longest[v], t.w.whenPassed(int(t.next[v]), 0, t.load[v]))
		}
		p := t.parent(v)
		if p < 0 {
			roots = append(roots, v)
			continue
		}
		longest[p] = max(longest[p], longest[v])
		children[p] = append(children[p], v)
	}
	var out []int
	stack := roots
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if t.own[v] > 0 {
			out = append(out, t.w.net.Nodes[v].Place)
		}
		slices.SortStableFunc(children[v], func(a, b int32) int { return cmp.Compare(longest[a], longest[b]) })
		stack = append(stack, children[v]...)
	}
	return out
}

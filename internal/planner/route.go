package planner

import (
	"cmp"
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

const noLink int32 = -1

// routing is one next link per node and phase. Following it from any node by the time of passage
// gives one route.
type routing struct {
	phases []unit.Second
	next   [][]int32 // by phase, then node; noLink where people stay
}

// phase returns the phase that holds at a moment, and when it ends.
func (r *routing) phase(t unit.Second) (index int, end unit.Second) {
	index, found := slices.BinarySearch(r.phases, t)
	if !found {
		index--
	}
	index = max(index, 0)
	if index+1 < len(r.phases) {
		return index, r.phases[index+1]
	}
	return index, unit.Never
}

// phaseStarts returns the moments at which the set of open roads changes.
func (w *work) phaseStarts() []unit.Second {
	starts := []unit.Second{0}
	for i := range w.net.Links {
		if w.net.Links[i].Kind != roads.Carriageway {
			continue
		}
		for _, t := range w.rates[i].Opening() {
			if t < w.horizon {
				starts = append(starts, t)
			}
		}
	}
	slices.Sort(starts)
	return slices.Compact(starts)
}

// chooseRoutes builds the routing: for every phase a tree of quickest ways over the open links,
// then moved branch by branch while the worst link gets better.
func (w *work) chooseRoutes() *routing {
	r := &routing{phases: w.phaseStarts()}
	r.next = make([][]int32, len(r.phases))
	trees := map[string][]int32{}
	later := wayOut(w.net, w.rates, w.horizon)
	for k := len(r.phases) - 1; k >= 0; k-- {
		open := make([]bool, len(w.net.Links))
		key := make([]byte, len(w.net.Links))
		for i := range open {
			open[i] = w.net.Links[i].Kind != roads.Carriageway || w.rates[i].At(r.phases[k]) > 0
			if open[i] {
				key[i] = 1
			}
		}
		tree, known := trees[string(key)]
		if !known {
			tree = w.quickestTree(open)
			w.improveTree(tree, open)
			trees[string(key)] = tree
		}
		r.next[k] = w.completeTree(r, k, slices.Clone(tree), later)
	}
	return r
}

// quickestTree returns the next link of every node on its quickest way to a reception over open
// links, waiting nowhere. Receptions have none.
func (w *work) quickestTree(open []bool) []int32 {
	return w.cheapestTree(func(i int32) unit.Second {
		if !open[i] {
			return unit.Never
		}
		return w.net.Links[i].Ceil
	})
}

// cheapestTree returns the next link of every node on its cheapest way to a reception (Dijkstra,
// backwards). A link that costs unit.Never is not used.
func (w *work) cheapestTree(cost func(link int32) unit.Second) []int32 {
	least := make([]unit.Second, len(w.net.Nodes))
	next := make([]int32, len(w.net.Nodes))
	done := make([]bool, len(w.net.Nodes))
	var heap nodeHeap
	for v := range least {
		least[v], next[v] = unit.Never, noLink
	}
	for _, sink := range w.net.Sinks {
		least[sink.Node] = 0
		heap.push(sink.Node, 0)
	}
	for len(heap) > 0 {
		v := heap.pop()
		if done[v] {
			continue
		}
		done[v] = true
		for _, i := range w.net.In(v) {
			from := w.net.Links[i].From
			if t := least[v] + cost(i); t < least[from] {
				least[from], next[from] = t, i
				heap.push(from, t)
			}
		}
	}
	return next
}

// completeTree gives a next link to nodes that have none in a phase although their people can
// still get out over a link that opens before they reach it.
func (w *work) completeTree(r *routing, k int, next []int32, feasible []spans) []int32 {
	end := w.horizon
	if k+1 < len(r.phases) {
		end = min(end, r.phases[k+1])
	}
	during := spans{{From: r.phases[k], To: end}}
	for v := range next {
		if next[v] != noLink || w.isSink(int32(v)) {
			continue
		}
		var best unit.Second
		for _, i := range w.net.Out(int32(v)) {
			l := &w.net.Links[i]
			here := feasible[l.To].shift(-l.Ceil).and(open(w.rates[i], w.horizon)).and(during)
			if length := here.length(); length > best {
				best, next[v] = length, i
			}
		}
	}
	return next
}

func (w *work) isSink(v int32) bool {
	return slices.ContainsFunc(w.net.Sinks, func(s roads.Sink) bool { return s.Node == v })
}

// improveTree moves branches to other links while the estimate of the worst link falls.
func (w *work) improveTree(next []int32, open []bool) {
	const most = 200
	cost := w.treeCost(next)
	for range most {
		improved := false
		for _, v := range w.branch(next, cost.worst) {
			was := next[v]
			for _, i := range w.net.Out(v) {
				if !open[i] || i == was || w.leadsTo(next, w.net.Links[i].To, v) {
					continue
				}
				next[v] = i
				if c := w.treeCost(next); c.less(cost) {
					cost, was, improved = c, i, true
				}
				next[v] = was
			}
		}
		if !improved {
			return
		}
	}
}

// leadsTo reports whether following the tree from v passes target, or ends nowhere.
func (w *work) leadsTo(next []int32, v, target int32) bool {
	for range w.net.Nodes {
		if v == target {
			return true
		}
		if next[v] == noLink {
			return !w.isSink(v)
		}
		v = w.net.Links[next[v]].To
	}
	return true
}

// branch returns the nodes whose people the tree sends over a link, nearest first.
func (w *work) branch(next []int32, link int32) []int32 {
	if link == noLink {
		return nil
	}
	var out []int32
	queue := []int32{w.net.Links[link].From}
	seen := make([]bool, len(w.net.Nodes))
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		if seen[v] {
			continue
		}
		seen[v] = true
		out = append(out, v)
		for _, i := range w.net.In(v) {
			if u := w.net.Links[i].From; next[u] == i {
				queue = append(queue, u)
			}
		}
	}
	return out
}

// treeCost estimates a tree: when the worst link has passed its load and its last vehicle is
// received, and the vehicle-seconds of driving.
type treeCost struct {
	clear   unit.Second
	driving int64
	worst   int32
}

func (c treeCost) less(d treeCost) bool {
	if c.clear != d.clear {
		return c.clear < d.clear
	}
	return c.driving < d.driving
}

func (w *work) treeCost(next []int32) treeCost {
	load := make([]unit.Vehicle, len(w.net.Links))
	first := make([]unit.Second, len(w.net.Links))
	after := make([]unit.Second, len(w.net.Links))
	for i := range first {
		first[i] = unit.Never
	}
	cost := treeCost{worst: noLink}
	for p, n := range w.vehicles {
		if n == 0 || !w.servable[p] {
			continue
		}
		var passed []int32
		t := unit.Second(0)
		for v := w.net.Entry[p]; next[v] != noLink && len(passed) <= len(w.net.Nodes); {
			i := next[v]
			load[i] += n
			first[i] = min(first[i], t)
			passed = append(passed, i)
			t += w.net.Links[i].Ceil
			v = w.net.Links[i].To
		}
		cost.driving += int64(n) * int64(t)
		for j := len(passed) - 1; j >= 0; j-- {
			after[passed[j]] = t - w.driven(passed[:j])
		}
	}
	for i, n := range load {
		if n == 0 {
			continue
		}
		clear := w.whenPassed(i, first[i], n) + after[i]
		if clear > cost.clear {
			cost.clear, cost.worst = clear, int32(i)
		}
	}
	return cost
}

func (w *work) driven(links []int32) unit.Second {
	var t unit.Second
	for _, i := range links {
		t += w.net.Links[i].Ceil
	}
	return t
}

// whenPassed returns when link i has passed n vehicles that come from a moment on.
func (w *work) whenPassed(i int, from unit.Second, n unit.Vehicle) unit.Second {
	rate := w.rates[i]
	if w.net.Passes(i, from, w.horizon) < n.Amount() {
		return unit.Never / 2
	}
	low, high := from, w.horizon
	for low+1 < high {
		mid := (low + high) / 2
		if rate.Over(from, mid) < n.Amount() {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// nodeHeap is a binary heap of nodes by time.
type nodeHeap []timedNode

type timedNode struct {
	node int32
	time unit.Second
}

func (h *nodeHeap) push(v int32, t unit.Second) {
	*h = append(*h, timedNode{v, t})
	for i := len(*h) - 1; i > 0; {
		up := (i - 1) / 2
		if !(*h)[i].before((*h)[up]) {
			break
		}
		(*h)[i], (*h)[up] = (*h)[up], (*h)[i]
		i = up
	}
}

func (n timedNode) before(m timedNode) bool {
	return cmp.Or(cmp.Compare(n.time, m.time), cmp.Compare(n.node, m.node)) < 0
}

func (h *nodeHeap) pop() int32 {
	old := *h
	top := old[0].node
	last := len(old) - 1
	old[0] = old[last]
	*h = old[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			break
		}
		if down+1 < last && (*h)[down+1].before((*h)[down]) {
			down++
		}
		if !(*h)[down].before((*h)[i]) {
			break
		}
		(*h)[i], (*h)[down] = (*h)[down], (*h)[i]
		i = down
	}
	return top
}

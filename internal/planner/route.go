package planner

import (
	"slices"

	"wayout/internal/reach"
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
// improved by moving branches. The bound says by how much a link is too late.
func (w *work) chooseRoutes(bound unit.Second, flows []int64) *routing {
	scale := min(bound, w.horizon)
	r := &routing{phases: w.phaseStarts()}
	r.next = make([][]int32, len(r.phases))
	trees := map[string][]int32{}
	later := reach.WayOut(w.net, w.rates, w.horizon)
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
			tree = w.bestTree(open, flows, scale)
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

// bestTree improves two trees over open links, that of the quickest ways and that of the ways the
// free plan uses most, and returns the better.
func (w *work) bestTree(open []bool, flows []int64, scale unit.Second) []int32 {
	quickest := w.newTree(w.quickestTree(open), open, scale)
	quickest.improve()
	busiest := w.newTree(w.busiestTree(open, flows), open, scale)
	busiest.improve()
	best := quickest.next
	if busiest.cost.less(quickest.cost) {
		best = busiest.next
	}
	if !w.affordable(best) {
		return w.quickestTree(open)
	}
	return best
}

// busiestTree returns the tree of the links that carry most of what leaves their first node in a
// flow, and of quick ways where nothing flows.
func (w *work) busiestTree(open []bool, flows []int64) []int32 {
	leaving := make([]int64, len(w.net.Nodes))
	for i, units := range flows {
		leaving[w.net.Links[i].From] += units
	}
	return w.cheapestTree(func(i int32) unit.Second {
		l := &w.net.Links[i]
		if !open[i] {
			return unit.Never
		}
		against := 1.0
		if all := leaving[l.From]; all > 0 {
			against = 1 - float64(flows[i])/float64(all)
		}
		return l.Ceil + unit.Second(against*float64(unit.Day))
	})
}

// cheapestTree returns the next link of every node on its cheapest way to a reception (Dijkstra,
// backwards). A link that costs unit.Never is not used.
func (w *work) cheapestTree(cost func(link int32) unit.Second) []int32 {
	least := make([]unit.Second, len(w.net.Nodes))
	next := make([]int32, len(w.net.Nodes))
	done := make([]bool, len(w.net.Nodes))
	var queue reach.Queue
	for v := range least {
		least[v], next[v] = unit.Never, noLink
	}
	for _, sink := range w.net.Sinks {
		least[sink.Node] = 0
		queue.Add(sink.Node, 0)
	}
	for len(queue) > 0 {
		v, _ := queue.First()
		if done[v] {
			continue
		}
		done[v] = true
		for _, i := range w.net.In(v) {
			from := w.net.Links[i].From
			if t := least[v] + cost(i); t < least[from] {
				least[from], next[from] = t, i
				queue.Add(from, t)
			}
		}
	}
	return next
}

// completeTree gives a next link to nodes that have none in a phase although their people can
// still get out over a link that opens before they reach it.
func (w *work) completeTree(r *routing, k int, next []int32, feasible []reach.Spans) []int32 {
	end := w.horizon
	if k+1 < len(r.phases) {
		end = min(end, r.phases[k+1])
	}
	during := reach.Spans{{From: r.phases[k], To: end}}
	for v := range next {
		if next[v] != noLink || w.isSink(int32(v)) {
			continue
		}
		var best unit.Second
		for _, i := range w.net.Out(int32(v)) {
			l := &w.net.Links[i]
			here := feasible[l.To].Shift(-l.Ceil).And(reach.Open(w.rates[i], w.horizon)).And(during)
			if length := here.Length(); length > best {
				best, next[v] = length, i
			}
		}
	}
	return next
}

func (w *work) isSink(v int32) bool {
	return slices.ContainsFunc(w.net.Sinks, func(s roads.Sink) bool { return s.Node == v })
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

// whenPassed returns when link i has passed n vehicles that come from a moment on. Past the horizon
// it goes on at the link's highest rate, so that too much is still more than a little too much.
func (w *work) whenPassed(i int, from unit.Second, n unit.Vehicle) unit.Second {
	l := &w.net.Links[i]
	most := max(1, l.Rate.Most())
	after := func(start unit.Second, amount unit.Throughput) unit.Second {
		return start + unit.Second((int64(amount)+int64(most)-1)/int64(most))
	}
	if l.Quota == 0 && (len(l.Rate) == 1 || l.Rate[1].From >= w.horizon) {
		return after(from, n.Amount())
	}
	if passes := w.net.Passes(i, from, w.horizon); passes < n.Amount() {
		return after(max(from, w.horizon), n.Amount()-passes)
	}
	low, high := from, w.horizon
	for low+1 < high {
		mid := (low + high) / 2
		if w.net.Passes(i, from, mid) < n.Amount() {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

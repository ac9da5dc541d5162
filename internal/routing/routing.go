package routing

import (
	"slices"
	"sync"

	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

const noLink = reach.NoLink

// Routing is one next link per node and phase. Following it from any node by the time of passage
// gives one route.
type Routing struct {
	Phases []unit.Second
	Next   [][]int32 // by phase, then node; reach.NoLink where people stay
}

// Phase returns the phase that holds at a moment, and when it ends.
func (r *Routing) Phase(t unit.Second) (index int, end unit.Second) {
	index, found := slices.BinarySearch(r.Phases, t)
	if !found {
		index--
	}
	index = max(index, 0)
	if index+1 < len(r.Phases) {
		return index, r.Phases[index+1]
	}
	return index, unit.Never
}

// At returns the next link of a node at a moment, and until when it stays so: through the phases that
// change nothing there.
func (r *Routing) At(node int32, t unit.Second) (link int32, until unit.Second) {
	k, until := r.Phase(t)
	link = r.Next[k][node]
	for k++; k < len(r.Phases) && r.Next[k][node] == link; k++ {
		_, until = r.Phase(r.Phases[k])
	}
	return link, until
}

// Using returns the phases in which a link is the next one of its first node.
func (r *Routing) Using(link, node int32) []roads.Interval {
	var out []roads.Interval
	for k, start := range r.Phases {
		if r.Next[k][node] != link {
			continue
		}
		_, end := r.Phase(start)
		out = append(out, roads.Interval{From: start, To: end})
	}
	return out
}

// Task is whom routes are chosen for.
type Task struct {
	Network  *roads.Network
	Rates    []roads.Profile // by link
	Horizon  unit.Second
	Vehicles []unit.Vehicle // by node where they start
	Ready    []unit.Second  // by node: when the first of them are ready
	Bound    unit.Second    // no plan is faster: by it needs are measured
}

// phaseStarts returns the moments at which the set of open roads changes.
func (t *Task) phaseStarts() []unit.Second {
	starts := []unit.Second{0}
	for i := range t.Network.Links {
		if t.Network.Links[i].Kind != roads.Carriageway {
			continue
		}
		for _, at := range t.Rates[i].Opening() {
			if at < t.Horizon {
				starts = append(starts, at)
			}
		}
	}
	slices.Sort(starts)
	return slices.Compact(starts)
}

// Choose returns a routing: for every phase a tree over the links that are open as it begins. The first is
// searched for, with what closes when in mind; after that, routes change only for those whose way is
// shut, because whoever is on the way when routes change meets others on the old ones.
func Choose(t *Task) *Routing {
	r := &Routing{Phases: t.phaseStarts()}
	r.Next = make([][]int32, len(r.Phases))
	trees := map[string][]int32{}
	left := slices.Clone(t.Vehicles)
	var used []int32
	for k, start := range r.Phases {
		phase := *t
		phase.Rates = slices.Clone(t.Rates)
		phase.Ready = slices.Clone(t.Ready)
		key := make([]byte, len(phase.Rates))
		for i := range phase.Rates {
			if t.Network.Links[i].Kind == roads.Carriageway && phase.Rates[i].At(start) == 0 {
				phase.Rates[i] = roads.Constant(0)
				key[i] = 1
			}
		}
		for v := range phase.Ready {
			phase.Ready[v] = max(phase.Ready[v], start)
		}
		next, known := trees[string(key)]
		if !known {
			phase.Vehicles = left
			if k == 0 {
				used = phase.search()
			} else {
				used = newSearch(&phase, 1).mend(used)
			}
			next = phase.everywhere(used)
			trees[string(key)] = next
		}
		r.Next[k] = slices.Clone(next)
		if k+1 < len(r.Phases) {
			left = phase.leftAt(next, left, r.Phases[k+1])
		}
	}
	later := reach.WayOut(t.Network, t.Rates, t.Horizon)
	for k := range r.Phases {
		t.complete(r, k, later)
	}
	return r
}

// search returns the next links of the nodes that are passed in the best of some trees, each searched for
// on its own from another seed.
func (t *Task) search() []int32 {
	var searches [2]*search
	var group sync.WaitGroup
	for k := range searches {
		group.Go(func() {
			searches[k] = newSearch(t, chance(k+1))
			searches[k].run()
		})
	}
	group.Wait()
	best := searches[0]
	for _, s := range searches[1:] {
		if s.cost.less(best.cost) {
			best = s
		}
	}
	return best.whole()
}

// everywhere gives a next link to all nodes from which a way leads out in a phase, and keeps those that
// are used.
func (t *Task) everywhere(used []int32) []int32 {
	next, _ := reach.Cheapest(t.Network, func(i int32) unit.Second {
		l := &t.Network.Links[i]
		if t.Rates[i].Most() == 0 || used[l.From] != noLink && used[l.From] != i {
			return unit.Never
		}
		return l.Ceil
	})
	return next
}

// leftAt returns what is left at every node at a moment, if all leave steadily from when they are ready
// until the last link on their way has passed the last of them; at least one, who may be on the way.
func (t *Task) leftAt(next []int32, vehicles []unit.Vehicle, at unit.Second) []unit.Vehicle {
	tree := NewTree(t, next)
	out := make([]unit.Vehicle, len(vehicles))
	for v, n := range vehicles {
		if n == 0 {
			continue
		}
		out[v] = n
		first, last := t.Ready[v], t.Ready[v]
		for u, since := int32(v), unit.Second(0); tree.next[u] != noLink; {
			l := &t.Network.Links[tree.next[u]]
			last = max(last, tree.need[u]-tree.tail[u]-since)
			since += l.Ceil
			u = l.To
		}
		if at <= first || last <= first {
			continue
		}
		out[v] = max(1, unit.Vehicle(int64(n)*int64(max(0, last-at))/int64(last-first)))
	}
	return out
}

// complete gives a next link to nodes that have none in a phase although their people can still get
// out over a link that opens before they reach it. None leads back to where it begins.
func (t *Task) complete(r *Routing, k int, feasible []reach.Spans) {
	end := t.Horizon
	if k+1 < len(r.Phases) {
		end = min(end, r.Phases[k+1])
	}
	during := reach.Spans{{From: r.Phases[k], To: end}}
	next := r.Next[k]
	for v := range next {
		if next[v] != noLink || isSink(t.Network, int32(v)) {
			continue
		}
		var best unit.Second
		for _, i := range t.Network.Out(int32(v)) {
			l := &t.Network.Links[i]
			if t.passes(next, l.To, int32(v)) {
				continue
			}
			here := feasible[l.To].Shift(-l.Ceil).And(reach.Open(t.Rates[i], t.Horizon)).And(during)
			if length := here.Length(); length > best {
				best, next[v] = length, i
			}
		}
	}
}

// passes reports whether whoever follows next links, which lead nowhere in a circle, from one node passes
// another.
func (t *Task) passes(next []int32, from, node int32) bool {
	for from != node && next[from] != noLink {
		from = t.Network.Links[next[from]].To
	}
	return from == node
}

func isSink(net *roads.Network, v int32) bool {
	return slices.ContainsFunc(net.Sinks, func(s roads.Sink) bool { return s.Node == v })
}

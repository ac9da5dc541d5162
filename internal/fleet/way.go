package fleet

import (
	"slices"

	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

const noLink int32 = -1

// ways finds quickest ways over the roads that are open, and remembers them.
type ways struct {
	net    *roads.Network
	phases []unit.Second // moments at which roads open or shut, ascending; the first is 0
	known  map[wayKey]*routes
	laid   map[laidKey]drive
	floor  bool // travel times rounded down, for bounds
}

type wayKey struct {
	from  int32
	phase int
}

// routes is how every node is reached from one node.
type routes struct {
	time []unit.Second // unit.Never: not at all
	via  []int32       // last link of the way
}

func newWays(net *roads.Network, horizon unit.Second) *ways {
	w := &ways{net: net, phases: []unit.Second{0}, known: map[wayKey]*routes{}, laid: map[laidKey]drive{}}
	for i := range net.Links {
		if net.Links[i].Kind != roads.Carriageway {
			continue
		}
		for _, t := range net.Links[i].Rate.Opening() {
			if t < horizon {
				w.phases = append(w.phases, t)
			}
		}
	}
	slices.Sort(w.phases)
	w.phases = slices.Compact(w.phases)
	return w
}

// phase returns the phase that holds at a moment.
func (w *ways) phase(t unit.Second) int {
	k, found := slices.BinarySearch(w.phases, t)
	if found {
		return k
	}
	return max(0, k-1)
}

// from returns how all nodes are reached from one by the roads open in a phase (Dijkstra). Gates
// count as open: they only take turns.
func (w *ways) from(node int32, phase int) *routes {
	key := wayKey{node, phase}
	if r, ok := w.known[key]; ok {
		return r
	}
	r := &routes{time: make([]unit.Second, len(w.net.Nodes)), via: make([]int32, len(w.net.Nodes))}
	for v := range r.time {
		r.time[v], r.via[v] = unit.Never, noLink
	}
	done := make([]bool, len(r.time))
	r.time[node] = 0
	var queue reach.Queue
	queue.Add(node, 0)
	for len(queue) > 0 {
		v, _ := queue.First()
		if done[v] {
			continue
		}
		done[v] = true
		for _, i := range w.net.Out(v) {
			l := &w.net.Links[i]
			if l.Kind == roads.Carriageway && l.Rate.At(w.phases[phase]) == 0 || l.Rate.Most() == 0 {
				continue
			}
			travel := l.Ceil
			if w.floor {
				travel = l.Floor
			}
			if t := r.time[v] + travel; t < r.time[l.To] {
				r.time[l.To], r.via[l.To] = t, i
				queue.Add(l.To, t)
			}
		}
	}
	w.known[key] = r
	return r
}

// links returns the links of the way to a node, first to last; nil where there is none or it is the
// node itself.
func (w *ways) links(r *routes, to int32) []int32 {
	var out []int32
	for v := to; r.via[v] != noLink; v = w.net.Links[r.via[v]].From {
		out = append(out, r.via[v])
	}
	slices.Reverse(out)
	return out
}

package routing

import (
	"cmp"
	"math"
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Tree is one next link for every node, with what follows from it if nobody is in the way of
// others but on the links they share.
type Tree struct {
	net     *roads.Network
	rates   []roads.Profile // by link
	until   unit.Second     // horizon
	next    []int32         // by node: the link people take on, or noLink
	own     []unit.Vehicle
	first   []unit.Second // by node: when its own people are ready
	scale   float64       // seconds by which needs are measured
	inverse float64       // one over the scale
	pace    []float64     // by link: seconds for one vehicle where that never changes, or 0

	places []int32        // nodes where anybody starts
	order  []int32        // nodes that are passed, everybody behind a node before it
	active []int32        // the same nodes, as sort found them
	passed []bool         // by node: it is among them
	behind []int32        // by node: scratch of sort
	load   []unit.Vehicle // by node: vehicles that take its next link
	head   []unit.Second  // by node: when the first of them is there
	tail   []unit.Second  // by node: from there to the reception
	need   []unit.Second  // by node: when the last of them is received; 0 without load
	cost   treeCost
	sink   []bool
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

// NewTree measures the tree of these next links for the vehicles of a task.
func NewTree(task *Task, next []int32) *Tree {
	n := len(task.Network.Nodes)
	t := &Tree{
		net: task.Network, rates: task.Rates, until: task.Horizon,
		next: next, own: task.Vehicles, first: task.Ready,
		scale: float64(max(min(task.Bound, task.Horizon), unit.Minute)),
		order: make([]int32, 0, n), behind: make([]int32, n), load: make([]unit.Vehicle, n),
		head: make([]unit.Second, n), tail: make([]unit.Second, n), need: make([]unit.Second, n),
		sink: make([]bool, n), passed: make([]bool, n),
	}
	t.pace = make([]float64, len(task.Rates))
	for i, r := range task.Rates {
		if len(r) == 1 && r[0].Rate > 0 && task.Network.Links[i].Quota == 0 {
			t.pace[i] = float64(unit.OneVehicle) / float64(r[0].Rate)
		}
	}
	for _, s := range task.Network.Sinks {
		t.sink[s.Node] = true
	}
	for v, vehicles := range task.Vehicles {
		if vehicles > 0 {
			t.places = append(t.places, int32(v))
		}
	}
	t.inverse = 1 / t.scale
	t.measure()
	return t
}

// Clear returns when the last vehicle is received.
func (t *Tree) Clear() unit.Second { return t.cost.clear }

// parent returns the node after v, or -1 where people stay.
func (t *Tree) parent(v int32) int32 {
	if t.next[v] == noLink {
		return -1
	}
	return t.net.Links[t.next[v]].To
}

// measure computes everything that follows from the next links.
func (t *Tree) measure() {
	t.sort()
	for _, v := range t.order {
		t.load[v] = t.own[v]
		t.head[v] = unit.Never
		if t.own[v] > 0 {
			t.head[v] = t.first[v]
		}
	}
	for _, v := range t.order {
		if p := t.parent(v); p >= 0 {
			t.load[p] += t.load[v]
			t.head[p] = min(t.head[p], t.head[v]+t.net.Links[t.next[v]].Ceil)
		}
	}
	t.cost = treeCost{}
	for i := len(t.order) - 1; i >= 0; i-- {
		v := t.order[i]
		p := t.parent(v)
		switch {
		case p >= 0:
			t.tail[v] = min(unit.Never, t.net.Links[t.next[v]].Ceil+t.tail[p])
		case t.sink[v]:
			t.tail[v] = 0
		default:
			t.tail[v] = unit.Never
		}
		t.need[v] = t.needOf(v, t.next[v], t.load[v])
		t.cost.clear = max(t.cost.clear, t.need[v])
		t.cost.sum += t.weight(t.need[v])
	}
}

// sort orders the nodes that are passed so that everybody behind a node comes before it. Others carry
// nothing.
func (t *Tree) sort() {
	for _, v := range t.active {
		t.passed[v], t.behind[v], t.load[v], t.need[v] = false, 0, 0, 0
	}
	active := t.active[:0]
	for _, v := range t.places {
		if t.own[v] == 0 {
			continue
		}
		for v >= 0 && !t.passed[v] {
			t.passed[v] = true
			active = append(active, v)
			if v = t.parent(v); v >= 0 {
				t.behind[v]++
			}
		}
	}
	t.active, t.order = active, t.order[:0]
	for _, v := range active {
		if t.behind[v] == 0 {
			t.order = append(t.order, v)
		}
	}
	for i := 0; i < len(t.order); i++ {
		if p := t.parent(t.order[i]); p >= 0 {
			if t.behind[p]--; t.behind[p] == 0 {
				t.order = append(t.order, p)
			}
		}
	}
}

// needOf returns when the last of some vehicles is received if they take link i from v.
func (t *Tree) needOf(v, i int32, vehicles unit.Vehicle) unit.Second {
	if vehicles == 0 || i == noLink {
		return 0
	}
	l := &t.net.Links[i]
	if t.tail[l.To] >= unit.Never || t.head[v] >= unit.Never {
		return unit.Never / 2
	}
	return t.whenPassed(int(i), t.head[v], vehicles) + l.Ceil + t.tail[l.To]
}

// weight is the sixteenth power of a need over the scale: an eighth more counts nearly seven times.
func (t *Tree) weight(need unit.Second) float64 {
	x := float64(need) * t.inverse
	x *= x
	x *= x
	x *= x
	return x * x
}

// whenPassed returns when link i has passed n vehicles that come from a moment on.
func (t *Tree) whenPassed(i int, from unit.Second, n unit.Vehicle) unit.Second {
	if pace := t.pace[i]; pace > 0 {
		return from + unit.Second(math.Ceil(pace*float64(n)))
	}
	return WhenPassed(t.net, i, t.rates[i], from, n, t.until)
}

// Beats returns, for every sink, the second of the minute at which streams should arrive, so that
// they pass the busiest link on the way there at whole minutes, at which windows open and shut.
func (t *Tree) Beats() []unit.Second {
	sinkOf := make([]int32, len(t.next)) // by node: where its people end up
	for v := range sinkOf {
		sinkOf[v] = -1
	}
	for i, sink := range t.net.Sinks {
		sinkOf[sink.Node] = int32(i)
	}
	beats := make([]unit.Second, len(t.net.Sinks))
	longest := make([]unit.Second, len(t.net.Sinks))
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
		if busy := t.whenPassed(int(t.next[v]), 0, t.load[v]); busy > longest[sinkOf[v]] {
			longest[sinkOf[v]], beats[sinkOf[v]] = busy, t.tail[v]%unit.Minute
		}
	}
	return beats
}

// ByBranch returns the places that can leave, branch by branch: where branches meet, the one with
// the link that needs longest comes first. A narrow branch has to run all the time, or the road
// after the meeting point stands half empty in the end.
func (t *Tree) ByBranch() []int {
	longest := make([]unit.Second, len(t.next))
	children := make([][]int32, len(t.next))
	var roots []int32
	for _, v := range t.order {
		if t.load[v] > 0 && t.next[v] != noLink {
			longest[v] = max(longest[v], t.whenPassed(int(t.next[v]), 0, t.load[v]))
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
			out = append(out, t.net.Nodes[v].Place)
		}
		slices.SortStableFunc(children[v], func(a, b int32) int { return cmp.Compare(longest[a], longest[b]) })
		stack = append(stack, children[v]...)
	}
	return out
}

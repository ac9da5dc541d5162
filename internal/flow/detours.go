package flow

import "slices"

// WithoutDetours returns the problem without the links over which no way from a supply to a sink leads
// but one that passes a node twice: into a dead end, or back where everybody comes from. Links that are
// never open, that no supply reaches or that reach no sink go as well. kept are the links that are left.
//
// A node is passed twice where every way to the link's beginning leads over it and every way on from
// its end as well. Where waiting is limited, units may drive in a circle to wait; such links stay where
// keepLoops is set.
func (p Problem) WithoutDetours(keepLoops bool) (short Problem, kept []int32) {
	short, kept, _ = p.withoutDetours(keepLoops)
	return short, kept
}

// withoutDetours also returns what it knows of ways.
func (p Problem) withoutDetours(keepLoops bool) (short Problem, kept []int32, w *ways) {
	short = p
	short.Links = nil
	w = newWays(p)
	waits := func(v int32) bool { return !keepLoops || p.Waiting == nil || p.Waiting[v] == Unlimited }
	for i := range p.Links {
		if l := &p.Links[i]; w.useful(l, waits) {
			short.Links = append(short.Links, *l)
			kept = append(kept, int32(i))
		}
	}
	return short, kept, w
}

// ways are what all ways from supplies to a node, and from a node to sinks, have in common.
type ways struct {
	before, after *dominators
}

func newWays(p Problem) *ways {
	next := make([][]int32, p.Nodes)
	last := make([][]int32, p.Nodes)
	for _, l := range p.Links {
		if l.everOpen() {
			next[l.From] = append(next[l.From], l.To)
			last[l.To] = append(last[l.To], l.From)
		}
	}
	var sinks, supplies []int32
	for _, s := range p.Sinks {
		sinks = append(sinks, s.Node)
	}
	for _, s := range p.Supplies {
		supplies = append(supplies, s.Node)
	}
	return &ways{before: newDominators(supplies, next, last), after: newDominators(sinks, last, next)}
}

// useful reports whether a way out may lead over a link, other than one that passes a node twice on
// which units might wait instead.
func (w *ways) useful(l *Link, waits func(v int32) bool) bool {
	if !l.everOpen() || !w.before.met(l.From) || !w.after.met(l.To) {
		return false
	}
	for v := l.From; v != none; v = w.before.nearest[v] {
		if w.after.over(v, l.To) && waits(v) {
			return false
		}
	}
	return true
}

// extendCut makes a minimum cut of the problem without detours one of the problem with them, of the same
// value: a node that is reached only over another is not reached before it, and one that leads out only
// over another is out of reach no longer than it. Neither lets more through any link.
func (w *ways) extendCut(cut []int32, last int32) {
	for v := range cut {
		if !w.before.met(int32(v)) {
			cut[v] = last + 1
		}
	}
	w.before.eachBelow(func(v, nearest int32) { cut[v] = max(cut[v], cut[nearest]) })
	for v := range cut {
		if !w.after.met(int32(v)) {
			cut[v] = 0
		}
	}
	w.after.eachBelow(func(v, nearest int32) { cut[v] = min(cut[v], cut[nearest]) })
}

// none stands for no node.
const none int32 = -1

// dominators tell which nodes every way from a set of roots to a node leads over (Cooper, Harvey and
// Kennedy, A Simple, Fast Dominance Algorithm, 2001).
type dominators struct {
	order   []int32 // the nodes that a way leads to, every one after those that all ways to it lead over
	nearest []int32 // by node: the last other node that all ways to it lead over, or none
	// By node: its number in a walk down the tree of nearest, from 1, and the last number below it. Nodes
	// that no way leads to have 0.
	first, last []int32
}

// met reports whether any way leads to a node.
func (d *dominators) met(v int32) bool { return d.first[v] > 0 }

// over reports whether every way to v leads over u, or ends there.
func (d *dominators) over(u, v int32) bool {
	return d.met(u) && d.first[u] <= d.first[v] && d.first[v] <= d.last[u]
}

// eachBelow calls visit for every node that has a nearest one, after it has for that.
func (d *dominators) eachBelow(visit func(v, nearest int32)) {
	for _, v := range d.order {
		if d.nearest[v] != none {
			visit(v, d.nearest[v])
		}
	}
}

func newDominators(roots []int32, next, before [][]int32) *dominators {
	d := &dominators{order: searchOrder(roots, next), nearest: make([]int32, len(next))}
	root := int32(len(next)) // a node before all roots
	place := make([]int32, len(next)+1)
	nearest := make([]int32, len(next)+1)
	for v := range nearest {
		nearest[v] = none
	}
	for i, v := range d.order {
		place[v] = int32(i + 1)
	}
	for _, v := range roots {
		nearest[v] = root
	}
	common := func(a, b int32) int32 {
		for a != b {
			for place[a] > place[b] {
				a = nearest[a]
			}
			for place[b] > place[a] {
				b = nearest[b]
			}
		}
		return a
	}
	for changed := true; changed; {
		changed = false
		for _, v := range d.order {
			found := nearest[v]
			for _, u := range before[v] {
				switch {
				case nearest[u] == none: // not met, or not yet
				case found == none:
					found = u
				default:
					found = common(found, u)
				}
			}
			if found != nearest[v] {
				nearest[v] = found
				changed = true
			}
		}
	}
	d.number(nearest, root)
	return d
}

// number fills in what is known of the tree of nearest nodes below the root.
func (d *dominators) number(nearest []int32, root int32) {
	d.first, d.last = make([]int32, root), make([]int32, root)
	size := make([]int32, root+1) // of the tree below a node, with it
	for i := len(d.order) - 1; i >= 0; i-- {
		v := d.order[i]
		size[v]++
		size[nearest[v]] += size[v]
	}
	free := make([]int32, root+1) // the next number below a node
	free[root] = 1
	for v := range d.nearest {
		d.nearest[v] = none
	}
	for _, v := range d.order {
		above := nearest[v]
		d.first[v] = free[above]
		d.last[v] = free[above] + size[v] - 1
		free[v] = free[above] + 1
		free[above] += size[v]
		if above != root {
			d.nearest[v] = above
		}
	}
}

// searchOrder returns the nodes that a way leads to from the roots, in reverse of the order in which a
// depth-first search leaves them.
func searchOrder(roots []int32, next [][]int32) []int32 {
	seen := make([]bool, len(next))
	at := make([]int, len(next)) // by node on the way: the next step from it
	var order, way []int32
	visit := func(v int32) {
		if !seen[v] {
			seen[v] = true
			way = append(way, v)
		}
	}
	for _, v := range roots {
		visit(v)
		for len(way) > 0 {
			u := way[len(way)-1]
			if at[u] == len(next[u]) {
				order = append(order, u)
				way = way[:len(way)-1]
				continue
			}
			at[u]++
			visit(next[u][at[u]-1])
		}
	}
	slices.Reverse(order)
	return order
}

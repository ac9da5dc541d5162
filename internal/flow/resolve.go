package flow

import (
	"context"
	"slices"
)

// Resolve solves a changed problem with the help of this solution, and leaves this one as it is. The
// result is as exact as that of Solve: capacities, closures, supplies, releases, waiting, sinks and the
// horizon may all be others. Links are taken to be the same where they have the same number, ends and
// transit; the number of nodes must be the same.
//
// The flow of this solution is taken apart into paths, and at every step those that arrived then are
// pushed along first, as far as they still have room (Ford and Fulkerson 1962 for the paths). Only what
// differs has to be searched for. Where waiting is limited, nothing is reused.
func (s *Solution) Resolve(ctx context.Context, changed Problem, o Options) (*Solution, error) {
	if err := changed.Check(); err != nil {
		return nil, err
	}
	after := newSolution(changed, o)
	old, reusable := s.engine.(*forest)
	f, warm := after.engine.(*forest)
	if reusable && warm && changed.Nodes == s.problem.Nodes {
		f.known = old.paths(f, s.translation(after, old, f))
	}
	if err := after.solve(ctx, o); err != nil {
		return nil, err
	}
	return after, nil
}

// word is a link in the stead of another: how long after that it is entered, and whether it is a later
// part of a link that was entered before.
type word struct {
	link, delay int32
	later       bool
}

// translation tells, by link of the old forest, which links of the new one follow each other in its
// stead, with the delay from entering it; nil where one is missing.
func (s *Solution) translation(after *Solution, old, f *forest) [][]word {
	members := make([][]int32, old.links) // the problem's links in each
	for i, place := range s.place {
		if place.link != none {
			number := old.number[place.link]
			members[number] = append(members[number], int32(i))
		}
	}
	out := make([][]word, old.links)
	for number, links := range members {
		slices.SortFunc(links, func(a, b int32) int { return int(s.place[a].position - s.place[b].position) })
		for _, link := range links {
			if !s.same(after, link) {
				out[number] = nil
				break
			}
			place := after.place[link]
			out[number] = append(out[number], word{f.number[place.link], s.place[link].delay, place.position > 0})
		}
	}
	return out
}

// same reports whether a link is still there and searched in another solution.
func (s *Solution) same(after *Solution, link int32) bool {
	if int(link) >= len(after.problem.Links) || after.place[link].link == none {
		return false
	}
	a, b := &s.problem.Links[link], &after.problem.Links[link]
	return a.From == b.From && a.To == b.To && a.Transit == b.Transit
}

// knownPaths are the paths of another solution by the step at which they arrive.
type knownPaths []trails

// replay pushes along the known paths that arrive at a step, and returns how much comes out that way.
func (f *forest) replay(t int32) int64 {
	if int(t) >= len(f.known) {
		return 0
	}
	var sum int64
	begin := 0
	for _, trail := range f.known[t].all {
		sum += f.repeat(trail, f.known[t].hops[begin:trail.end], t)
		begin = trail.end
	}
	f.known[t] = trails{}
	return sum
}

// paths takes the flow apart into paths of another forest, where its links and sinks are still there.
func (f *forest) paths(other *forest, words [][]word) knownPaths {
	d := decomposition{forest: f, flow: f.flow.clone(), used: make([]int64, len(f.supplies))}
	for i := range f.supplies {
		d.used[i] = f.supplies[i].Units - f.left[i]
	}
	sinkAt := map[int32]int32{}
	for i, sink := range other.sinks {
		sinkAt[sink.Node] = int32(i)
	}
	known := make(knownPaths, f.steps)
	for i, sink := range f.sinks {
		number, kept := sinkAt[sink.Node]
		for _, e := range f.arrives[i] {
			for left := e.units; left > 0; {
				node, units := d.trace(sink.Node, e.step, left)
				left -= units
				if kept && d.translate(words) && other.joins(node, d.words, sink.Node) {
					known[e.step].add(node, number, d.words, units)
				}
			}
		}
	}
	return known
}

// joins reports whether a path leads from one node to another. Where the old one turned back, a new one
// may not.
func (f *forest) joins(from int32, path []hop, to int32) bool {
	for _, h := range path {
		if f.from[h.link] != from {
			return false
		}
		from = f.to[h.link]
	}
	return from == to
}

// decomposition is a flow of which paths are taken away one by one.
type decomposition struct {
	*forest
	flow ledger
	used []int64 // by supply
	path []hop
	// words are the path as another forest has it.
	words []hop
}

// trace finds a path by which units come to a node by a step, takes it away, and returns the node where
// it begins and its units.
func (d *decomposition) trace(v, step int32, most int64) (node int32, units int64) {
	d.path = d.path[:0]
	for {
		link, enter := d.lastInto(v, step)
		supply := d.lastSupply(v, step)
		if supply != none && (link == none || d.supplies[supply].Release >= enter+d.transit[link]) {
			return v, d.takeAway(supply, most)
		}
		v, step = d.from[link], enter
		d.path = append(d.path, hop{link: link, enter: enter})
		d.cancelCircle(v, step)
	}
}

// lastInto returns the link by which units come to a node last, up to a step, and when they enter it.
func (d *decomposition) lastInto(v, step int32) (link, enter int32) {
	link, latest := none, none
	for i := d.inFirst[v]; i < d.inFirst[v+1]; i++ {
		transit := d.transit[i]
		if at := d.flow.some.latest(i, max(0, latest+1-transit), step-transit); at != none {
			link, enter, latest = i, at, at+transit
		}
	}
	return link, enter
}

// lastSupply returns the supply at a node that is ready last, up to a step, of those with units on the
// way, or none.
func (d *decomposition) lastSupply(v, step int32) int32 {
	for _, i := range slices.Backward(d.at[v]) {
		if d.used[i] > 0 && d.supplies[i].Release <= step {
			return i
		}
	}
	return none
}

// takeAway takes away the path from a supply as far as it carries units, at most some.
func (d *decomposition) takeAway(supply int32, most int64) int64 {
	units := min(most, d.used[supply])
	for _, h := range d.path {
		units = min(units, d.flow.at(h.link, h.enter))
	}
	for _, h := range d.path {
		d.flow.add(h.link, h.enter, -units)
	}
	d.used[supply] -= units
	slices.Reverse(d.path)
	return units
}

// cancelCircle takes away what goes round in a circle within a step, where the path has come back to a
// node.
func (d *decomposition) cancelCircle(v, step int32) {
	units := unlimitedRoom
	for i, h := range slices.Backward(d.path) {
		if h.enter != step || d.transit[h.link] != 0 {
			return
		}
		units = min(units, d.flow.at(h.link, h.enter))
		if d.to[h.link] != v {
			continue
		}
		for _, h := range d.path[i:] {
			d.flow.add(h.link, h.enter, -units)
		}
		d.path = d.path[:i]
		return
	}
}

// translate puts the path into words of another forest, and reports whether there are some for every hop.
// What is a later part of a link there goes without a word.
func (d *decomposition) translate(words [][]word) bool {
	d.words = d.words[:0]
	for _, h := range d.path {
		if words[h.link] == nil {
			return false
		}
		for _, word := range words[h.link] {
			if word.later {
				continue
			}
			d.words = append(d.words, hop{link: word.link, enter: h.enter + word.delay})
		}
	}
	return true
}

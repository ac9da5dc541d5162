package flow

import "slices"

// forest finds the earliest arrival flow by searches over nodes instead of their copies.
//
// Where waiting is unlimited, being at a node at some step is as good as being there at any step
// before: so what a search backwards from the sinks has reached of a node is all its copies up to a
// last one, and the search is over when no node's last copy rises any more. The arcs that raise it are
// found in words of marks, 64 steps at a time. It applies where waiting is unlimited everywhere; supply
// then waits on its node. Where a sink is full, whoever comes to it may take the place of somebody who
// came before and goes on to another.
//
// One search grows a forest from all sinks and pushes along every branch that comes to supply that is
// left; branches that lose their room with that are cut off, the others go on. That is a blocking flow
// of Dinic (1970), but on a forest that is grown by best-first search, as in Dijkstra (1959) for latest
// departures and guided by the time from the nearest supply that is left (Hart, Nilsson and Raphael
// 1968), not by levels. A search that pushes nothing proves that all copies it has met are out of
// reach, for good.
type forest struct {
	nodes, links int32
	steps        int32 // taken in
	last         int32 // step up to which there are marks

	// Links in order of the node they lead to.
	from, to, transit []int32
	inFirst           []int32 // by node: its first link in; the last is the next node's first
	outFirst          []int32 // by node: its first entry of outLinks
	outLinks          []int32
	units             []int64    // by link: capacity, where it never changes
	changes           [][]Change // by link: capacity, where it does
	number            []int32    // by link of the problem
	open              marks      // by link: more may enter
	flow              ledger     // by link

	stay  ledger  // by node: units that wait from there on
	guide []int32 // by node: steps from the nearest supply that is left, or notGuided

	supplies []Supply
	at       [][]int32 // by node: supplies in order of release
	left     []int64   // by supply
	first    []int32   // by node: release of its first supply that is left, or far
	drained  bool      // some supply was used up since the guide was made

	sinks   []Sink
	arrives []entries // by sink
	sinkAt  []int32   // by node: its sink, or none
	taken   []int64   // by sink
	// full tells that a sink has taken its total. From then on arrivals may be undone, and nothing is out
	// of reach for good; what was before is open again once filled is seen.
	full, filled bool

	// Copies of a node up to floor are out of reach, up to reach are met in this search, up to grown
	// are expanded in it.
	floor, reach, grown []int32

	branches []branch
	queue    branchQueue
	chain    []int32 // branches from supply to a sink
	path     []hop
	pushes   int32 // in all
	broke    bool  // a branch lost its room, in this search
	pushed   int64 // units, in this search
	shift    bool  // try paths again a step later
	sent     trails
	spare    trails
	known    knownPaths // of another solution, to try first
}

// notGuided stands for a node that no supply that is left leads to.
const notGuided int32 = 1 << 12

func newForest(p Problem, o Options) *forest {
	f := &forest{
		shift: !o.WithoutShift, supplies: p.Supplies, sinks: p.Sinks,
		left: make([]int64, len(p.Supplies)), arrives: make([]entries, len(p.Sinks)),
		nodes: int32(p.Nodes), links: int32(len(p.Links)), last: -1, drained: true,
	}
	f.taken, f.sinkAt = make([]int64, len(p.Sinks)), slices.Repeat([]int32{none}, p.Nodes)
	for i, sink := range p.Sinks {
		f.sinkAt[sink.Node] = int32(i)
		f.filled = f.filled || f.sinkRoom(int32(i)) == 0
	}
	f.full = f.filled
	f.order(p.Links)
	f.at = make([][]int32, f.nodes)
	f.first = make([]int32, f.nodes)
	f.floor = make([]int32, f.nodes)
	f.reach = make([]int32, f.nodes)
	f.grown = make([]int32, f.nodes)
	f.guide = make([]int32, f.nodes)
	for v := range f.nodes {
		f.first[v], f.floor[v], f.reach[v], f.grown[v] = far, none, none, none
	}
	for i, s := range p.Supplies {
		f.left[i] = s.Units
		f.at[s.Node] = append(f.at[s.Node], int32(i))
	}
	for v := range f.nodes {
		slices.SortStableFunc(f.at[v], func(a, b int32) int {
			return int(p.Supplies[a].Release) - int(p.Supplies[b].Release)
		})
		f.findFirst(v)
	}
	f.flow, f.stay = newLedger(int(f.links)), newLedger(int(f.nodes))
	f.open = marks{rows: int(f.links)}
	return f
}

// order stores links in order of the node they lead to.
func (f *forest) order(links []Link) {
	f.number = make([]int32, len(links))
	f.inFirst, f.outFirst = make([]int32, f.nodes+1), make([]int32, f.nodes+1)
	for i := range links {
		f.inFirst[links[i].To+1]++
		f.outFirst[links[i].From+1]++
	}
	for v := range f.nodes {
		f.inFirst[v+1] += f.inFirst[v]
		f.outFirst[v+1] += f.outFirst[v]
	}
	f.from, f.to, f.transit = make([]int32, f.links), make([]int32, f.links), make([]int32, f.links)
	f.units, f.changes, f.outLinks = make([]int64, f.links), make([][]Change, f.links), make([]int32, f.links)
	next, nextOut := slices.Clone(f.inFirst), slices.Clone(f.outFirst)
	for i := range links {
		l := &links[i]
		link := next[l.To]
		next[l.To]++
		f.number[i] = link
		f.from[link], f.to[link], f.transit[link] = l.From, l.To, l.Transit
		if f.units[link] = l.Capacity[0].Units; len(l.Capacity) > 1 {
			f.changes[link] = l.Capacity
		}
	}
	for link := range f.links {
		f.outLinks[nextOut[f.from[link]]] = link
		nextOut[f.from[link]]++
	}
}

// takeIn makes room for step t.
func (f *forest) takeIn(t int32) {
	f.steps = t + 1
	if t <= f.last {
		return
	}
	f.open.grow(t)
	f.flow.grow(t)
	f.stay.grow(t)
	first := t / wordSteps * wordSteps
	f.last = first + wordSteps - 1
	words := f.open.words[int(first)/wordSteps*f.open.rows:]
	for link, changes := range f.changes {
		if changes == nil {
			if f.units[link] > 0 {
				words[link] = ^uint64(0)
			}
			continue
		}
		for step := first; step <= f.last; step++ {
			if f.capacity(int32(link), step) > 0 {
				words[link] |= 1 << (step - first)
			}
		}
	}
}

// capacity returns what may enter a link at a step.
func (f *forest) capacity(link, step int32) int64 {
	changes := f.changes[link]
	if changes == nil {
		return f.units[link]
	}
	i, found := slices.BinarySearchFunc(changes, step, func(c Change, step int32) int { return int(c.Step) - int(step) })
	if !found {
		i--
	}
	return changes[i].Units
}

// findFirst finds the release of a node's first supply that is left.
func (f *forest) findFirst(v int32) {
	f.first[v] = far
	for _, i := range f.at[v] {
		if f.left[i] > 0 {
			f.first[v] = f.supplies[i].Release
			return
		}
	}
}

// ready returns the last supply at a node that is left and ready by a step, or none. Earlier ones
// could serve ways that leave earlier.
func (f *forest) ready(v, step int32) int32 {
	at := f.at[v]
	for j := len(at) - 1; j >= 0; j-- {
		if f.left[at[j]] > 0 && f.supplies[at[j]].Release <= step {
			return at[j]
		}
	}
	return none
}

// arriveAt pushes what can still arrive at step t, and returns how much that was.
func (f *forest) arriveAt(t int32) int64 {
	f.takeIn(t)
	before := f.sent
	f.sent = trails{all: f.spare.all[:0], hops: f.spare.hops[:0]}
	f.spare = before
	if f.drained {
		f.makeGuide()
	}
	sum := f.replay(t) + f.shiftPaths(before, t)
	for {
		pushed := f.grow(t)
		if pushed == 0 {
			return sum
		}
		sum += pushed
	}
}

// sinkRoom returns how much more a sink takes in.
func (f *forest) sinkRoom(sink int32) int64 {
	if total := f.sinks[sink].Total; total != Unlimited {
		return total - f.taken[sink]
	}
	return unlimitedRoom
}

// arrive counts units that come out at a sink.
func (f *forest) arrive(sink, t int32, units int64) {
	f.arrives[sink].add(t, units)
	f.taken[sink] += units
	if f.sinkRoom(sink) == 0 {
		f.full, f.filled = true, true
	}
}

// makeGuide finds for every node the time from the nearest supply that is left (Dial 1969). It ignores
// what is shut or full, and only orders searches.
func (f *forest) makeGuide() {
	f.drained = false
	for v := range f.guide {
		f.guide[v] = notGuided
	}
	buckets := make([][]int32, 1)
	for v := range f.nodes {
		if f.first[v] != far {
			f.guide[v] = 0
			buckets[0] = append(buckets[0], v)
		}
	}
	for time := 0; time < len(buckets); time++ {
		for i := 0; i < len(buckets[time]); i++ {
			v := buckets[time][i]
			if f.guide[v] != int32(time) {
				continue
			}
			for _, link := range f.outLinks[f.outFirst[v]:f.outFirst[v+1]] {
				at, w := min(int32(time)+f.transit[link], notGuided-1), f.to[link]
				if at < 0 || at >= f.guide[w] {
					continue
				}
				f.guide[w] = at
				for len(buckets) <= int(at) {
					buckets = append(buckets, nil)
				}
				buckets[at] = append(buckets[at], w)
			}
		}
	}
}

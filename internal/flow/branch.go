package flow

import (
	"math/bits"
	"slices"
)

// branch is one step of a search backwards from the sinks: copies of a node from which its parent can
// be reached, and so a sink.
type branch struct {
	node        int32
	parent      int32 // index, or none for a sink
	top         int32 // the last copy; where waiting is limited the only one
	link, enter int32 // the hop to the parent; none: waiting undone
	next        int32 // in the queue's bucket, or none
	checked     int32 // number of pushes after which it was known to have room
	back        bool  // the hop undoes flow
	swap        bool  // it undoes what came out at the node's sink at step enter
	broken      bool  // it has no room left
}

// branchQueue orders branches by a small number; the last one put in comes first.
type branchQueue struct {
	buckets []int32  // by number: its last branch, or none
	filled  []uint64 // a bit by number
	from    int      // no word before it has a bit
}

func (q *branchQueue) put(number int32, index int32, branches []branch) {
	for len(q.buckets) <= int(number) {
		q.buckets = append(q.buckets, none)
		q.filled = append(q.filled, make([]uint64, len(q.buckets)/wordSteps+1-len(q.filled))...)
	}
	branches[index].next = q.buckets[number]
	q.buckets[number] = index
	word := int(number) / wordSteps
	q.filled[word] |= 1 << (uint(number) % wordSteps)
	q.from = min(q.from, word)
}

// take removes the next branch, or returns none.
func (q *branchQueue) take(branches []branch) int32 {
	for ; q.from < len(q.filled); q.from++ {
		word := q.filled[q.from]
		if word == 0 {
			continue
		}
		number := q.from*wordSteps + bits.TrailingZeros64(word)
		index := q.buckets[number]
		q.buckets[number] = branches[index].next
		if q.buckets[number] == none {
			q.filled[q.from] &^= 1 << (uint(number) % wordSteps)
		}
		return index
	}
	return none
}

// empty removes all branches.
func (q *branchQueue) empty() {
	for ; q.from < len(q.filled); q.from++ {
		for word := q.filled[q.from]; word != 0; word &= word - 1 {
			q.buckets[q.from*wordSteps+bits.TrailingZeros64(word)] = none
		}
		q.filled[q.from] = 0
	}
}

// grow searches backwards from all sinks at step t, pushes along every path that it finds, and returns
// how much that was. If it is nothing, all it has met is out of reach.
func (f *forest) grow(t int32) int64 {
	if f.filled {
		f.filled = false
		for v := range f.nodes {
			f.floor[v], f.reach[v], f.grown[v] = none, none, none
		}
	}
	before := f.pushes
	f.pushed = 0
	f.spread(t, func(index int32) { f.harvest(index, t) })
	pushed := f.pushes > before
	f.settle(!pushed && !f.full)
	return f.pushed
}

// spread meets all that the sinks can be reached from at step t, or stops once a branch has lost its room:
// what is left of the forest then often leads on long ways round only. It calls harvest for branches at
// supply that is left.
func (f *forest) spread(t int32, harvest func(index int32)) {
	f.branches = f.branches[:0]
	for i := range f.sinks {
		if f.sinkRoom(int32(i)) == 0 {
			continue
		}
		f.add(branch{node: f.sinks[i].Node, top: t, parent: none, link: none, enter: int32(i)}, t, harvest)
	}
	f.broke = false
	for {
		index := f.queue.take(f.branches)
		if index == none {
			return
		}
		b := &f.branches[index]
		if b.top < f.reach[b.node] || !f.alive(index) {
			continue
		}
		f.expand(index, t, harvest)
		if f.broke {
			f.queue.empty()
			return
		}
	}
}

// settle ends a search: what it has met is out of reach for good, or to be met again.
func (f *forest) settle(forGood bool) {
	for i := range f.branches {
		v := f.branches[i].node
		if forGood {
			f.floor[v] = f.reach[v]
		}
		f.reach[v], f.grown[v] = f.floor[v], f.floor[v]
	}
}

// guided is how much more a step nearer to supply counts in the order of a search than four steps less of
// waiting: measured; with the time of day alone searches look at all of a queue's time first, with the
// distance alone paths are a little worse.
const guided = 8

// add meets the copies of a node up to a branch's top, unless they are met.
func (f *forest) add(b branch, t int32, harvest func(index int32)) {
	v := b.node
	if b.top <= f.reach[v] {
		return
	}
	f.reach[v] = b.top
	index := int32(len(f.branches))
	b.checked = f.pushes
	f.branches = append(f.branches, b)
	if f.first[v] <= b.top && harvest != nil {
		if harvest(index); f.branches[index].broken {
			return
		}
	}
	f.queue.put(guided*f.guide[v]+max(0, t-b.top)/4, index, f.branches)
}

// expand meets everything from which a residual arc leads to copies of a branch that were not expanded
// before.
func (f *forest) expand(index, t int32, harvest func(index int32)) {
	b := f.branches[index]
	v, pushes := b.node, f.pushes
	first := f.grown[v] + 1
	f.grown[v] = b.top
	for link := f.inFirst[v]; link < f.inFirst[v+1]; link++ {
		u, transit := f.from[link], f.transit[link]
		enter := f.open.latest(link, max(first-transit, f.reach[u]+1), b.top-transit)
		if enter == none {
			continue
		}
		f.add(branch{node: u, parent: index, top: enter, link: link, enter: enter}, t, harvest)
		if f.pushes != pushes {
			if pushes = f.pushes; !f.alive(index) {
				return
			}
		}
	}
	for _, link := range f.outLinks[f.outFirst[v]:f.outFirst[v+1]] {
		w, transit := f.to[link], f.transit[link]
		enter := f.flow.some.latest(link, max(first, f.reach[w]+1-transit), b.top)
		if enter == none {
			continue
		}
		f.add(branch{node: w, parent: index, top: enter + transit, link: link, enter: enter, back: true}, t, harvest)
		if f.pushes != pushes {
			if pushes = f.pushes; !f.alive(index) {
				return
			}
		}
	}
	if end := f.stay.some.gap(v, b.top); end > b.top {
		f.add(branch{node: v, parent: index, top: end, link: none}, t, harvest)
	}
	if f.full && f.sinkAt[v] != none && b.top < t && f.alive(index) {
		if arrival := f.arrives[f.sinkAt[v]].last(b.top); arrival != none {
			f.add(branch{node: v, parent: index, top: t, link: none, enter: arrival, swap: true}, t, harvest)
		}
	}
}

// alive reports whether a branch and all below it still have room.
func (f *forest) alive(index int32) bool {
	at := index
	for at != none && !f.branches[at].broken && f.branches[at].checked != f.pushes {
		at = f.branches[at].parent
	}
	broken := at != none && f.branches[at].broken
	for i := index; i != at; i = f.branches[i].parent {
		f.branches[i].broken, f.branches[i].checked = broken, f.pushes
	}
	return !broken
}

// harvest pushes from supply that is left where a branch has come to it, until that or the branch's
// room is used up.
func (f *forest) harvest(index, t int32) {
	v, top := f.branches[index].node, f.branches[index].top
	f.path, f.chain = f.path[:0], f.chain[:0]
	sink, swaps := none, false
	for i := index; i != none; i = f.branches[i].parent {
		b := &f.branches[i]
		f.chain = append(f.chain, i)
		if b.link != none {
			f.path = append(f.path, hop{b.link, b.enter, b.back})
		} else if b.swap {
			f.path = append(f.path, hop{swapAt(f.sinkAt[b.node]), b.enter, true})
			swaps = true
		} else if b.parent == none {
			sink = b.enter
		}
	}
	var sum int64
	for f.first[v] <= top && !f.branches[index].broken {
		i := f.ready(v, top)
		release := f.supplies[i].Release
		units := f.pathRoom(f.path, v, release, t, min(f.left[i], f.sinkRoom(sink)))
		if units == 0 {
			panic("flow: a path without room")
		}
		f.pushPath(f.path, v, release, t, units)
		f.take(i, units)
		f.arrive(sink, t, units)
		sum += units
		f.pushes++
		f.breakOff()
	}
	f.pushed += sum
	if f.shift && sum > 0 && !swaps {
		f.sent.add(v, sink, f.path, unlimitedRoom)
	}
}

// breakOff marks where the last path pushed along has no room left, nearest to the sink.
func (f *forest) breakOff() {
	for _, i := range slices.Backward(f.chain) {
		if f.used(&f.branches[i]) {
			f.branches[i].broken = true
			f.broke = true
			f.alive(f.chain[0])
			return
		}
	}
}

// used reports whether nothing more can go from a branch to its parent.
func (f *forest) used(b *branch) bool {
	switch {
	case b.parent == none:
		return f.sinkRoom(b.enter) == 0
	case b.swap:
		return f.arrives[f.sinkAt[b.node]].at(b.enter) == 0
	case b.link != none && b.back:
		return !f.flow.some.has(b.link, b.enter)
	case b.link != none:
		return !f.open.has(b.link, b.enter)
	}
	return f.stay.some.gap(b.node, f.branches[b.parent].top) < b.top
}

package roadnet

import (
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
)

// shortest is the least length of a road in metres, so that none has the length 0.
const shortest = 0.1

// build makes the network of all that was read.
func (r *reader) build() {
	for _, w := range r.ways {
		r.countUses(w)
	}
	for _, f := range r.ferries {
		r.land(f)
	}
	for _, g := range r.gates {
		r.splitAt(g.node)
	}
	r.ends = make([]int32, len(r.nodes))
	for i := range r.ends {
		r.ends[i] = -1
		if r.nodes[i].stop {
			r.splitAt(i)
		}
	}
	b := &builder{reader: r, drawn: map[drawing][]int{}, exits: map[int]bool{}}
	for _, w := range r.ways {
		b.addWay(w)
	}
	r.network.Exits = slices.Sorted(maps.Keys(b.exits))
	r.placeGates()
	r.noteRestrictions()
}

// splitAt makes a node of a road one of its ends.
func (r *reader) splitAt(index int) {
	if index >= 0 && r.nodes[index].uses > 0 {
		r.nodes[index].use(mostUses)
	}
}

// runs cuts a way where a node is not in the file, and calls visit for every part of it with two nodes or
// more.
func (r *reader) runs(w way, visit func(run []int)) {
	var run []int
	for _, id := range r.refs[w.from:w.to] {
		i := r.index(id)
		if r.nodes[i].present {
			run = append(run, i)
			continue
		}
		if len(run) > 1 {
			visit(run)
		}
		run = nil
	}
	if len(run) > 1 {
		visit(run)
	}
}

// countUses counts at each node how many roads meet there, and notes what of a way is not in the file.
func (r *reader) countUses(w way) {
	parts := 0
	r.runs(w, func(run []int) {
		parts++
		for _, i := range run {
			r.nodes[i].use(1)
		}
		r.nodes[run[0]].use(mostUses)
		r.nodes[run[len(run)-1]].use(mostUses)
	})
	missing := r.markCuts(w)
	switch {
	case parts == 0 && missing:
		r.network.Note("roads of which no stretch is in the file were left out", wayID(w.id))
	case parts == 0:
		r.network.Note("ways of fewer than two nodes were left out", wayID(w.id))
	case missing:
		r.network.Note("roads cut where their next node is not in the file: the ends are exits", wayID(w.id))
	}
}

// markCuts marks the nodes beside the gaps of a way, and reports whether there are gaps.
func (r *reader) markCuts(w way) bool {
	nodes := r.refs[w.from:w.to]
	missing := false
	for k, id := range nodes {
		if r.nodes[r.index(id)].present {
			continue
		}
		missing = true
		if k > 0 {
			r.nodes[r.index(nodes[k-1])].exit = true
		}
		if k+1 < len(nodes) {
			r.nodes[r.index(nodes[k+1])].exit = true
		}
	}
	return missing
}

// builder makes roads of ways.
type builder struct {
	*reader
	drawn map[drawing][]int // roads that run through the same nodes
	exits map[int]bool
	next  int // number of the next stretch of the way
}

// drawing tells roads apart by their nodes, whatever their direction. Roads between the same ends with
// different nodes in between have different sums, but for a chance of one in 2^64.
type drawing struct {
	low, high int
	nodes     int
	sum       uint64
}

func drawingOf(run []int) drawing {
	d := drawing{low: min(run[0], run[len(run)-1]), high: max(run[0], run[len(run)-1]), nodes: len(run)}
	for _, i := range run {
		x := uint64(i) + 0x9e3779b97f4a7c15 // SplitMix64, Steele et al. 2014
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		x = (x ^ x>>27) * 0x94d049bb133111eb
		d.sum += x ^ x>>31
	}
	return d
}

// addWay makes roads of the stretches of a way between junctions.
func (b *builder) addWay(w way) {
	b.next = 0
	b.runs(w, func(run []int) {
		from := 0
		for k := 1; k < len(run); k++ {
			if b.nodes[run[k]].uses < mostUses {
				continue
			}
			b.addStretch(w, run[from:k+1])
			from = k
		}
	})
}

// addStretch makes a road of a stretch, or two where it ends where it begins.
func (b *builder) addStretch(w way, run []int) {
	if run[0] != run[len(run)-1] {
		b.addRoad(w, run)
		return
	}
	b.network.Note("roads that come back to where they begin were divided in the middle", b.nextID(w))
	middle := len(run) / 2
	b.addRoad(w, run[:middle+1])
	b.addRoad(w, run[middle:])
}

func (b *builder) nextID(w way) string { return fmt.Sprintf("w%d.%d", w.id, b.next) }

// addRoad adds a road through nodes, unless it lies outside the area or has been drawn before.
func (b *builder) addRoad(w way, run []int) {
	road := w.road
	road.ID = b.nextID(w)
	b.next++
	road.Shape = make(orb.LineString, len(run))
	for k, i := range run {
		road.Shape[k] = b.nodes[i].at
	}
	if !b.options.Area.Touches(road.Shape) {
		b.network.Note("roads outside the area were left out", road.ID)
		return
	}
	key := drawingOf(run)
	if b.twice(key, &road, run[0]) {
		b.network.Note("roads drawn twice through the same nodes: the second was left out", road.ID)
		return
	}
	if road.Metres = draft.Length(road.Shape); road.Metres < shortest {
		b.network.Note("roads of no length were taken as a decimetre long", road.ID)
		road.Metres = shortest
	}
	road.From = b.end(run[0], road.ID)
	road.To = b.end(run[len(run)-1], road.ID)
	b.drawn[key] = append(b.drawn[key], len(b.network.Roads))
	b.network.Roads = append(b.network.Roads, road)
}

// twice reports whether roads through the same nodes are open already wherever a road is open.
func (b *builder) twice(key drawing, road *draft.Road, from int) bool {
	if len(b.drawn[key]) == 0 || b.nodes[key.low].stop || b.nodes[key.high].stop {
		return false
	}
	forward, backward := !road.Forward.Open(), !road.Backward.Open()
	for _, i := range b.drawn[key] {
		other := &b.network.Roads[i]
		along, against := other.Forward.Open(), other.Backward.Open()
		if int32(other.From) != b.ends[from] {
			along, against = against, along
		}
		forward, backward = forward || along, backward || against
	}
	return forward && backward
}

// end returns the junction where a road meets a node, and makes it where there is none. At a node that
// stops cars every road has a junction of its own, so that none leads to another.
func (b *builder) end(index int, road string) int {
	n := &b.nodes[index]
	if b.ends[index] >= 0 && !n.stop {
		return int(b.ends[index])
	}
	id := nodeID(b.ids[index])
	if n.stop {
		id += ":" + road
	}
	junction := len(b.network.Junctions)
	b.network.Junctions = append(b.network.Junctions, draft.Junction{ID: id, At: n.at})
	b.ends[index] = int32(junction)
	if n.exit || !b.options.Area.Contains(n.at) {
		b.exits[junction] = true
	}
	return junction
}

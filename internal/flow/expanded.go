package flow

import (
	"container/heap"
	"context"
)

// expanded is a time-expanded network with its arcs built, for minimum-cost flow by successive shortest
// paths with potentials (Edmonds and Karp 1972): for up to some hundred thousand node copies. Every arc
// stands beside its reverse: arc i and arc i^1.
type expanded struct {
	first          []int32 // by vertex: last arc added, or -1
	arcs           []costArc
	source, target int32
}

type costArc struct {
	to, next int32
	cost     int64
	units    int64
}

func newExpanded(p Problem) *expanded {
	steps := int(p.Steps)
	vertices := p.Nodes*steps + len(p.Supplies) + len(p.Sinks) + 2
	e := &expanded{first: make([]int32, vertices), source: int32(vertices - 2), target: int32(vertices - 1)}
	for i := range e.first {
		e.first[i] = -1
	}
	at := func(v int32, t int) int32 { return int32(t*p.Nodes) + v }
	for _, l := range p.Links {
		piece := 0
		for t := 0; t+int(l.Transit) < steps; t++ {
			for piece+1 < len(l.Capacity) && int(l.Capacity[piece+1].Step) <= t {
				piece++
			}
			e.add(at(l.From, t), at(l.To, t+int(l.Transit)), 0, l.Capacity[piece].Units)
		}
	}
	for v := range int32(p.Nodes) {
		room := unlimitedRoom
		if p.Waiting != nil && p.Waiting[v] != Unlimited {
			room = p.Waiting[v]
		}
		for t := 0; t+1 < steps; t++ {
			e.add(at(v, t), at(v, t+1), 0, room)
		}
	}
	extra := int32(p.Nodes * steps)
	for i, s := range p.Supplies {
		pool := extra + int32(i)
		e.add(e.source, pool, 0, s.Units)
		for t := int(s.Release); t < steps; t++ {
			e.add(pool, at(s.Node, t), 0, unlimitedRoom)
		}
	}
	for i, s := range p.Sinks {
		hub := extra + int32(len(p.Supplies)+i)
		room := unlimitedRoom
		if s.Total != Unlimited {
			room = s.Total
		}
		e.add(hub, e.target, 0, room)
		for t := range steps {
			e.add(at(s.Node, t), hub, int64(t), unlimitedRoom)
		}
	}
	return e
}

func (e *expanded) add(from, to int32, cost, units int64) {
	if units == 0 {
		return
	}
	for _, a := range []struct {
		from int32
		costArc
	}{
		{from, costArc{to: to, cost: cost, units: units}},
		{to, costArc{to: from, cost: -cost}},
	} {
		a.next = e.first[a.from]
		e.first[a.from] = int32(len(e.arcs))
		e.arcs = append(e.arcs, a.costArc)
	}
}

// cheapest sends as much as possible at the least cost, and returns both.
func (e *expanded) cheapest(ctx context.Context) (sent, cost int64, err error) {
	potential := make([]int64, len(e.first))
	for {
		if err := ctx.Err(); err != nil {
			return 0, 0, err
		}
		by := e.shortest(potential)
		if by[e.target] < 0 {
			return sent, cost, nil
		}
		units := unlimitedRoom
		for v := e.target; v != e.source; v = e.arcs[by[v]^1].to {
			units = min(units, e.arcs[by[v]].units)
		}
		for v := e.target; v != e.source; v = e.arcs[by[v]^1].to {
			e.arcs[by[v]].units -= units
			e.arcs[by[v]^1].units += units
			cost += units * e.arcs[by[v]].cost
		}
		sent += units
	}
}

// shortest finds the cheapest way from the source to every vertex by Dijkstra's method on costs
// that the potentials keep from being negative, raises the potentials, and returns the arc by
// which each vertex is reached, or -1.
func (e *expanded) shortest(potential []int64) (by []int32) {
	distance := make([]int64, len(e.first))
	by = make([]int32, len(e.first))
	for v := range by {
		by[v], distance[v] = -1, unlimitedRoom
	}
	distance[e.source] = 0
	queue := distanceHeap{{e.source, 0}}
	for len(queue) > 0 {
		at := heap.Pop(&queue).(vertexDistance)
		if at.distance > distance[at.vertex] {
			continue
		}
		for i := e.first[at.vertex]; i >= 0; i = e.arcs[i].next {
			a := &e.arcs[i]
			if a.units == 0 {
				continue
			}
			next := at.distance + a.cost + potential[at.vertex] - potential[a.to]
			if next < distance[a.to] {
				distance[a.to], by[a.to] = next, i
				heap.Push(&queue, vertexDistance{a.to, next})
			}
		}
	}
	for v, d := range distance {
		if d < unlimitedRoom {
			potential[v] += d
		}
	}
	return by
}

type vertexDistance struct {
	vertex   int32
	distance int64
}

// distanceHeap orders vertices by distance.
type distanceHeap []vertexDistance

func (h distanceHeap) Len() int           { return len(h) }
func (h distanceHeap) Less(i, j int) bool { return h[i].distance < h[j].distance }
func (h distanceHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *distanceHeap) Push(x any)        { *h = append(*h, x.(vertexDistance)) }
func (h *distanceHeap) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

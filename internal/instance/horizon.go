package instance

import (
	"container/heap"

	"wayout/internal/flow"
)

// quietSteps returns how long nothing may come out, once nothing changes any more, before it is
// certain that nothing ever will; and the step from which nothing changes.
//
// From that step the network is what it stays. Whoever is on a link is at its end after the
// longest transit. Then the quickest ways to one sink form a tree, and units that take it with
// arrivals at different steps never meet on a link, so one unit a step comes out of those that
// can leave; sinks with a total take turns. Solutions for one horizon may use up room that others
// need later, but no more units than the totals hold.
func quietSteps(p flow.Problem) (quiet, changed int64) {
	var longest, tree int64
	for _, l := range p.Links {
		longest = max(longest, int64(l.Transit))
		changed = max(changed, int64(l.Capacity[len(l.Capacity)-1].Step))
	}
	var supply, room int64
	for _, s := range p.Supplies {
		supply += s.Units
		changed = max(changed, int64(s.Release))
	}
	var free []int32
	for _, s := range p.Sinks {
		if s.Total == flow.Unlimited {
			free = append(free, s.Node)
			continue
		}
		room += min(s.Total, supply)
		tree += farthest(p, []int32{s.Node})
	}
	tree += farthest(p, free)
	return longest + tree + min(supply, room) + 1, changed
}

// farthest returns the longest of the quickest times from a node to any of the sinks, over links
// that stay open.
func farthest(p flow.Problem, sinks []int32) int64 {
	into := make([][]int32, p.Nodes)
	for i, l := range p.Links {
		if l.Capacity[len(l.Capacity)-1].Units > 0 {
			into[l.To] = append(into[l.To], int32(i))
		}
	}
	done := make([]bool, p.Nodes)
	var queue byTime
	for _, v := range sinks {
		queue = append(queue, visit{node: v})
	}
	var far int64
	for len(queue) > 0 {
		at := heap.Pop(&queue).(visit)
		if done[at.node] {
			continue
		}
		done[at.node] = true
		far = at.time
		for _, i := range into[at.node] {
			if from := p.Links[i].From; !done[from] {
				heap.Push(&queue, visit{from, at.time + int64(p.Links[i].Transit)})
			}
		}
	}
	return far
}

// visit is a node with the time from it to a sink.
type visit struct {
	node int32
	time int64
}

// byTime is a heap of visits, the shortest time on top.
type byTime []visit

func (q byTime) Len() int           { return len(q) }
func (q byTime) Less(i, j int) bool { return q[i].time < q[j].time }
func (q byTime) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *byTime) Push(x any)        { *q = append(*q, x.(visit)) }
func (q *byTime) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}

package reach

import (
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// NoLink is the next link of nodes from which no way leads on, and of those where people are received.
const NoLink int32 = -1

// Cheapest returns the next link of every node on its cheapest way to a reception, and what that way
// costs, unit.Never where there is none (Dijkstra, backwards). A link that costs unit.Never is not used.
func Cheapest(net *roads.Network, cost func(link int32) unit.Second) (next []int32, least []unit.Second) {
	least = make([]unit.Second, len(net.Nodes))
	next = make([]int32, len(net.Nodes))
	done := make([]bool, len(net.Nodes))
	var queue Queue
	for v := range least {
		least[v], next[v] = unit.Never, NoLink
	}
	for _, sink := range net.Sinks {
		least[sink.Node] = 0
		queue.Add(sink.Node, 0)
	}
	for len(queue) > 0 {
		v, _ := queue.First()
		if done[v] {
			continue
		}
		done[v] = true
		for _, i := range net.In(v) {
			from := net.Links[i].From
			if t := least[v] + cost(i); t < least[from] {
				least[from], next[from] = t, i
				queue.Add(from, t)
			}
		}
	}
	return next, least
}

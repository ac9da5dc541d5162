package rank

import (
	"math/rand/v2"

	"wayout/internal/flow"
)

// randomProblem draws a small network in which units may wait anywhere, with closures and, if wanted, totals.
func randomProblem(r *rand.Rand, totals bool) flow.Problem {
	p := flow.Problem{Nodes: 2 + r.IntN(6), Steps: int32(3 + r.IntN(14))}
	node := func() int32 { return int32(r.IntN(p.Nodes)) }
	for range 2 + r.IntN(12) {
		l := flow.Link{From: node(), To: node(), Transit: int32(r.IntN(4)), Capacity: []flow.Change{{Step: 0, Units: int64(r.IntN(5))}}}
		for step := int32(1 + r.IntN(4)); step < p.Steps && r.IntN(2) == 0; step += int32(1 + r.IntN(5)) {
			l.Capacity = append(l.Capacity, flow.Change{Step: step, Units: int64(r.IntN(5))})
		}
		p.Links = append(p.Links, l)
	}
	for range 2 + r.IntN(3) {
		p.Supplies = append(p.Supplies, flow.Supply{Node: node(), Units: int64(r.IntN(12)), Release: int32(r.IntN(6))})
	}
	for v := range int32(p.Nodes) {
		if v == 0 || r.IntN(4) == 0 {
			sink := flow.Sink{Node: v, Total: flow.Unlimited}
			if totals && r.IntN(2) == 0 {
				sink.Total = int64(r.IntN(10))
			}
			p.Sinks = append(p.Sinks, sink)
		}
	}
	return p
}

// corridor is a chain of nodes with towns on it and beside it and one gate near its end, of the size of
// karabakh-2023 at steps of a minute, in thousandths of a vehicle.
func corridor() flow.Problem {
	p := flow.Problem{Nodes: 150, Steps: 14_400, Sinks: []flow.Sink{{Node: 0, Total: flow.Unlimited}}}
	for v := int32(1); v < int32(p.Nodes); v++ {
		l := flow.Link{From: v, To: v - 1, Transit: 8, Capacity: []flow.Change{{Step: 0, Units: 10_000}}}
		switch {
		case v == 2:
			l.Transit, l.Capacity = 0, []flow.Change{{Step: 0, Units: 3334}}
		case v > 20:
			l.To, l.Capacity = (v-1)/3*3, []flow.Change{{Step: 0, Units: 6666}}
		}
		back := l
		back.From, back.To = l.To, l.From
		p.Links = append(p.Links, l, back)
		if v > 2 {
			p.Supplies = append(p.Supplies, flow.Supply{Node: v, Units: 142_000})
		}
	}
	return p
}

func capacityAt(changes []flow.Change, step int32) int64 {
	var units int64
	for _, c := range changes {
		if c.Step <= step {
			units = c.Units
		}
	}
	return units
}

// plainMaxFlow is the referee: the most units out at steps up to last, by paths found depth first in a network
// that has a vertex for every node and step, a source, a target, and a vertex for every sink.
func plainMaxFlow(p flow.Problem, last int32) int64 {
	room := map[[2]int32]int64{}
	next := map[int32][]int32{}
	join := func(from, to int32, units int64) {
		if _, known := room[[2]int32{from, to}]; !known {
			next[from], next[to] = append(next[from], to), append(next[to], from)
		}
		room[[2]int32{from, to}] += units
		room[[2]int32{to, from}] += 0
	}
	const source, target, plenty = -1, -2, 1 << 40
	at := func(v, step int32) int32 { return step*int32(p.Nodes) + v }
	for step := range last + 1 {
		for _, l := range p.Links {
			if step+l.Transit <= last && (l.From != l.To || l.Transit > 0) {
				join(at(l.From, step), at(l.To, step+l.Transit), capacityAt(l.Capacity, step))
			}
		}
		for v := range int32(p.Nodes) {
			if step < last {
				join(at(v, step), at(v, step+1), plenty)
			}
		}
		for i, sink := range p.Sinks {
			join(at(sink.Node, step), target-1-int32(i), plenty)
		}
	}
	for i, sink := range p.Sinks {
		total := sink.Total
		if total == flow.Unlimited {
			total = plenty
		}
		join(target-1-int32(i), target, total)
	}
	for _, s := range p.Supplies {
		if s.Release <= last {
			join(source, at(s.Node, s.Release), s.Units)
		}
	}
	var sum int64
	for {
		seen := map[int32]bool{}
		var send func(x int32, units int64) int64
		send = func(x int32, units int64) int64 {
			if x == target {
				return units
			}
			seen[x] = true
			for _, y := range next[x] {
				free := room[[2]int32{x, y}]
				if free == 0 || seen[y] {
					continue
				}
				if sent := send(y, min(units, free)); sent > 0 {
					room[[2]int32{x, y}] -= sent
					room[[2]int32{y, x}] += sent
					return sent
				}
			}
			return 0
		}
		sent := send(source, plenty)
		if sent == 0 {
			return sum
		}
		sum += sent
	}
}

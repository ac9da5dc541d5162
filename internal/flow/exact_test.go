package flow

import (
	"context"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// plainMaxFlow is the referee: augmenting paths by breadth-first search on the explicitly built
// time-expanded network for one horizon, from scratch.
func plainMaxFlow(p Problem, last int32) int64 {
	type edge struct {
		to       int
		capacity int64
	}
	steps := int(last) + 1
	copies := p.Nodes * steps
	source, target := copies, copies+1
	first := copies + 2
	adjacency := make([][]int, first+len(p.Supplies)+len(p.Sinks))
	var edges []edge
	join := func(from, to int, capacity int64) {
		if capacity <= 0 {
			return
		}
		adjacency[from] = append(adjacency[from], len(edges))
		edges = append(edges, edge{to, capacity})
		adjacency[to] = append(adjacency[to], len(edges))
		edges = append(edges, edge{from, 0})
	}
	const plenty = int64(1) << 50
	for _, l := range p.Links {
		for t := 0; t+int(l.Transit) < steps; t++ {
			var units int64
			for _, c := range l.Capacity {
				if int(c.Step) <= t {
					units = c.Units
				}
			}
			join(t*p.Nodes+int(l.From), (t+int(l.Transit))*p.Nodes+int(l.To), units)
		}
	}
	for v := 0; v < p.Nodes; v++ {
		room := plenty
		if p.Waiting != nil && p.Waiting[v] != Unlimited {
			room = p.Waiting[v]
		}
		for t := 0; t+1 < steps; t++ {
			join(t*p.Nodes+v, (t+1)*p.Nodes+v, room)
		}
	}
	for i, s := range p.Supplies {
		join(source, first+i, s.Units)
		for t := int(s.Release); t < steps; t++ {
			join(first+i, t*p.Nodes+int(s.Node), plenty)
		}
	}
	for i, s := range p.Sinks {
		room := plenty
		if s.Total != Unlimited {
			room = s.Total
		}
		hub := first + len(p.Supplies) + i
		join(hub, target, room)
		for t := range steps {
			join(t*p.Nodes+int(s.Node), hub, plenty)
		}
	}
	var total int64
	for {
		by := make([]int, len(adjacency))
		for i := range by {
			by[i] = -1
		}
		queue := []int{source}
		by[source] = -2
		for len(queue) > 0 && by[target] == -1 {
			x := queue[0]
			queue = queue[1:]
			for _, e := range adjacency[x] {
				if y := edges[e].to; edges[e].capacity > 0 && by[y] == -1 {
					by[y] = e
					queue = append(queue, y)
				}
			}
		}
		if by[target] == -1 {
			return total
		}
		units := plenty
		for x := target; x != source; x = edges[by[x]^1].to {
			units = min(units, edges[by[x]].capacity)
		}
		for x := target; x != source; x = edges[by[x]^1].to {
			edges[by[x]].capacity -= units
			edges[by[x]^1].capacity += units
		}
		total += units
	}
}

// randomProblem draws a small network with every feature.
func randomProblem(r *rand.Rand, totals bool) Problem {
	p := Problem{Nodes: 2 + r.IntN(6), Steps: int32(3 + r.IntN(14))}
	node := func() int32 { return int32(r.IntN(p.Nodes)) }
	for range 1 + r.IntN(12) {
		l := Link{From: node(), To: node(), Transit: int32(r.IntN(4)), Capacity: []Change{{0, int64(r.IntN(5))}}}
		for step := int32(1 + r.IntN(4)); step < p.Steps && r.IntN(2) == 0; step += int32(1 + r.IntN(5)) {
			l.Capacity = append(l.Capacity, Change{step, int64(r.IntN(5))})
		}
		p.Links = append(p.Links, l)
	}
	for range 1 + r.IntN(4) {
		p.Supplies = append(p.Supplies, Supply{node(), int64(r.IntN(12)), int32(r.IntN(6))})
	}
	for v := range int32(p.Nodes) {
		if r.IntN(3) == 0 || (v == 0 && len(p.Sinks) == 0) {
			sink := Sink{v, Unlimited}
			if totals && r.IntN(2) == 0 {
				sink.Total = int64(r.IntN(10))
			}
			p.Sinks = append(p.Sinks, sink)
		}
	}
	switch r.IntN(3) {
	case 0:
		p.Waiting = make([]int64, p.Nodes)
	case 1:
		p.Waiting = make([]int64, p.Nodes)
		for v := range p.Waiting {
			p.Waiting[v] = int64(r.IntN(4)) - 1
		}
	}
	return p
}

func TestSolveEqualsPlainMaxFlowAtEveryHorizon(t *testing.T) {
	for seed := range uint64(6000) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 1)), seed%2 == 1)
		solution, err := Solve(context.Background(), p, Options{WithDetours: seed%5 == 0})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for last := range p.Steps {
			got := solution.Limit()
			if int(last) < len(solution.MaxOut) {
				got = solution.MaxOut[last]
			}
			if want := plainMaxFlow(p, last); got != want {
				t.Fatalf("seed %d: most out by step %d is %d, plain max-flow says %d\n%+v", seed, last, got, want, p)
			}
		}
		checkFlow(t, seed, p, solution)
		checkCut(t, seed, p, solution)
	}
}

// checkFlow replays the flow: units are conserved at every node and step, nothing exceeds a
// capacity, and without totals arrivals attain MaxOut at every step.
func checkFlow(t rapid.TB, seed uint64, p Problem, s *Solution) {
	t.Helper()
	steps := len(s.MaxOut)
	balance := make([][]int64, p.Nodes)
	for v := range balance {
		balance[v] = make([]int64, steps+1)
	}
	for i, supply := range p.Supplies {
		for step, units := range s.Departures(i) {
			if step < supply.Release {
				t.Fatalf("seed %d: supply %d leaves before it is ready", seed, i)
			}
			balance[supply.Node][step] += units
		}
	}
	for i, l := range p.Links {
		for step, units := range s.LinkFlow(i) {
			if units > capacityAt(l, step) {
				t.Fatalf("seed %d: link %d carries %d at step %d", seed, i, units, step)
			}
			balance[l.From][step] -= units
			balance[l.To][step+l.Transit] += units
		}
	}
	var arrived int64
	out := make([]int64, steps)
	for i, sink := range p.Sinks {
		for step, units := range s.Arrivals(i) {
			balance[sink.Node][step] -= units
			arrived += units
			out[step] += units
		}
	}
	for v := range balance {
		var waiting int64
		for step := range steps {
			waiting += balance[v][step]
			if waiting < 0 || (p.Waiting != nil && p.Waiting[v] != Unlimited && waiting > p.Waiting[v]) {
				t.Fatalf("seed %d: %d units wait at node %d after step %d", seed, waiting, v, step)
			}
		}
		if waiting != 0 {
			t.Fatalf("seed %d: %d units never leave node %d", seed, waiting, v)
		}
	}
	if arrived != s.Limit() {
		t.Fatalf("seed %d: %d arrive, limit is %d", seed, arrived, s.Limit())
	}
	var sum int64
	for step := range out {
		sum += out[step]
		if step < len(s.MaxOut) && !p.limited() && sum != s.MaxOut[step] {
			t.Fatalf("seed %d: %d arrive by step %d, most is %d", seed, sum, step, s.MaxOut[step])
		}
	}
}

func capacityAt(l Link, step int32) int64 {
	var units int64
	for _, c := range l.Capacity {
		if c.Step <= step {
			units = c.Units
		}
	}
	return units
}

// checkCut evaluates the cut for every step where it must be tight.
func checkCut(t rapid.TB, seed uint64, p Problem, s *Solution) {
	t.Helper()
	if p.Waiting != nil || p.limited() {
		return
	}
	for last := range int32(len(s.MaxOut)) {
		cut := s.Cut(last)
		var value int64
		for _, l := range p.Links {
			for step := cut[l.From]; step+l.Transit < cut[l.To]; step++ {
				value += capacityAt(l, step)
			}
		}
		for _, supply := range p.Supplies {
			if supply.Release < cut[supply.Node] {
				value += supply.Units
			}
		}
		for _, sink := range p.Sinks {
			if cut[sink.Node] != last+1 {
				t.Fatalf("seed %d: sink %d is reached at %d", seed, sink.Node, cut[sink.Node])
			}
		}
		if value != s.MaxOut[last] {
			t.Fatalf("seed %d: cut for step %d is %d, most out %d\n%+v", seed, last, value, s.MaxOut[last], p)
		}
	}
}

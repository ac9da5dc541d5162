package instance

import (
	"context"
	"math/rand/v2"
	"testing"

	"wayout/internal/flow"
)

// randomProblem draws a small problem with closures, releases, cut-off parts and full sinks.
func randomProblem(r *rand.Rand) flow.Problem {
	p := flow.Problem{Nodes: 3 + r.IntN(5), Steps: 200}
	node := func() int32 { return int32(r.IntN(p.Nodes)) }
	for range 2 + r.IntN(9) {
		link := flow.Link{From: node(), To: node(), Transit: int32(r.IntN(12)), Capacity: []flow.Change{{Units: int64(r.IntN(3))}}}
		for step := int32(0); r.IntN(3) == 0; {
			step += 1 + int32(r.IntN(20))
			link.Capacity = append(link.Capacity, flow.Change{Step: step, Units: int64(r.IntN(3))})
		}
		p.Links = append(p.Links, link)
	}
	for range 1 + r.IntN(3) {
		p.Supplies = append(p.Supplies, flow.Supply{Node: node(), Units: int64(r.IntN(9)), Release: int32(r.IntN(20))})
	}
	for v := range int32(1 + r.IntN(3)) {
		sink := flow.Sink{Node: v, Total: flow.Unlimited}
		if r.IntN(2) == 0 {
			sink.Total = int64(r.IntN(6))
		}
		p.Sinks = append(p.Sinks, sink)
	}
	return p
}

// TestQuietSteps holds the claim by which Solve stops: after the last change, nothing comes out
// any more once nothing has come out for so long.
func TestQuietSteps(t *testing.T) {
	for seed := range uint64(200) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 7)))
		solution, err := flow.Solve(context.Background(), p, flow.Options{})
		if err != nil {
			t.Fatal(err)
		}
		quiet, changed := quietSteps(p)
		last := changed
		for step := int64(1); step < int64(len(solution.MaxOut)); step++ {
			if solution.MaxOut[step] == solution.MaxOut[step-1] {
				continue
			}
			if step-last > quiet {
				t.Fatalf("seed %d: out at step %d, nothing from %d on, more than %d steps of quiet", seed, step, last, quiet)
			}
			last = max(last, step)
		}
	}
}

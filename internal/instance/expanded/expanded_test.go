package expanded_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"wayout/internal/flow"
	"wayout/internal/instance/expanded"
	"wayout/internal/instance/sample"
)

// mostUnits is a maximum flow by shortest augmenting paths (Edmonds and Karp 1972).
func mostUnits(n *expanded.Network) int64 {
	out := make([][]int, n.Vertices) // residual arcs: 2i along arc i, 2i+1 against it
	room := make([]int64, 2*len(n.Arcs))
	for i, a := range n.Arcs {
		out[a.From], out[a.To] = append(out[a.From], 2*i), append(out[a.To], 2*i+1)
		room[2*i] = a.Capacity
	}
	end := func(arc int) int {
		if arc%2 == 0 {
			return n.Arcs[arc/2].To
		}
		return n.Arcs[arc/2].From
	}
	for sum := int64(0); ; {
		by := make([]int, n.Vertices)
		for v := range by {
			by[v] = -1
		}
		queue := []int{expanded.Source}
		for len(queue) > 0 && by[expanded.Target] < 0 {
			v := queue[0]
			queue = queue[1:]
			for _, arc := range out[v] {
				if w := end(arc); room[arc] > 0 && by[w] < 0 && w != expanded.Source {
					by[w] = arc
					queue = append(queue, w)
				}
			}
		}
		if by[expanded.Target] < 0 {
			return sum
		}
		units := int64(1) << 62
		for v := expanded.Target; v != expanded.Source; v = end(by[v] ^ 1) {
			units = min(units, room[by[v]])
		}
		for v := expanded.Target; v != expanded.Source; v = end(by[v] ^ 1) {
			room[by[v]] -= units
			room[by[v]^1] += units
		}
		sum += units
	}
}

// TestExpansionsHaveTheAnswer: the maximum flow of the network built for a step is what the solver, which
// never builds one, says for it.
func TestExpansionsHaveTheAnswer(t *testing.T) {
	for seed := range uint64(12) {
		p := sample.City(4+rand.New(rand.NewPCG(seed, 1)).IntN(4), 900, 24, seed)
		s, err := flow.Solve(context.Background(), p, flow.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for last, want := range s.MaxOut {
			if got := mostUnits(expanded.New(p, int32(last))); got != want {
				t.Errorf("seed %d: most out by step %d is %d in the network, %d by the solver", seed, last, got, want)
			}
		}
	}
}

// line has a link that is shut at step 1 and a node that nobody reaches.
func line() flow.Problem {
	return flow.Problem{
		Nodes: 3, Steps: 9,
		Links: []flow.Link{
			{From: 0, To: 1, Transit: 1, Capacity: []flow.Change{{Units: 2}, {Step: 1}, {Step: 2, Units: 3}}},
			{From: 2, To: 1, Transit: 1, Capacity: []flow.Change{{Units: 5}}},
		},
		Supplies: []flow.Supply{{Node: 0, Units: 4}},
		Sinks:    []flow.Sink{{Node: 1, Total: flow.Unlimited}},
	}
}

func TestForms(t *testing.T) {
	n := expanded.New(line(), 3)
	for _, c := range []struct {
		name  string
		write func(*strings.Builder) error
		want  string
	}{
		{"least cost", func(w *strings.Builder) error { return n.WriteMinCost(w) }, `p min 8 10
n 1 4
n 2 -4
a 3 6 0 2 0
a 5 8 0 3 0
a 3 4 0 4 0
a 4 5 0 4 0
a 6 7 0 4 0
a 7 8 0 4 0
a 1 3 0 4 0
a 6 2 0 4 1
a 7 2 0 4 2
a 8 2 0 4 3
`},
		{"most units", func(w *strings.Builder) error { return expanded.New(line(), 1).WriteMaxFlow(w) }, `p max 4 3
n 1 s
n 2 t
a 3 4 2
a 1 3 4
a 4 2 4
`},
		{"linear program", func(w *strings.Builder) error { return expanded.New(line(), 1).WriteMPS(w) }, `NAME expanded FREE
ROWS
 N steps
 E v1
 E v2
 E v3
COLUMNS
 a0 v2 -1
 a0 v3 1
 a1 v2 1
 a2 steps 1
 a2 v3 -1
 a2 v1 1
RHS
 rhs v1 4
BOUNDS
 UP b a0 2
 UP b a1 4
 UP b a2 4
ENDATA
`},
	} {
		var got strings.Builder
		if err := c.write(&got); err != nil || got.String() != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, err, got.String(), c.want)
		}
	}
}

func TestOtherQuestionsAreRefused(t *testing.T) {
	for name, change := range map[string]func(*flow.Problem){
		"total":   func(p *flow.Problem) { p.Sinks[0].Total = 3 },
		"waiting": func(p *flow.Problem) { p.Waiting = make([]int64, p.Nodes) },
	} {
		p := line()
		change(&p)
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			expanded.New(p, 3)
		}()
	}
}

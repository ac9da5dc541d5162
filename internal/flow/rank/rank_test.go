package rank

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/flow"
)

// rankedProblem draws a problem in which units may wait anywhere, and a rank for every supply.
func rankedProblem(r *rand.Rand, totals bool) (flow.Problem, []int32) {
	p := randomProblem(r, totals)
	rank := make([]int32, len(p.Supplies))
	for i := range rank {
		rank[i] = int32(r.IntN(3))
	}
	return p, rank
}

func mustRank(t rapid.TB, p flow.Problem, rank []int32) *Solution {
	t.Helper()
	s, err := Solve(context.Background(), p, rank, flow.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// upTo returns a problem with the supplies of the ranks up to one.
func upTo(p flow.Problem, rank []int32, last int32) flow.Problem {
	var left []flow.Supply
	for i, s := range p.Supplies {
		if rank[i] <= last {
			left = append(left, s)
		}
	}
	p.Supplies = left
	return p
}

// TestRankedEqualsNestedMaxFlows compares what each rank and those before can have out with maximum
// flows from scratch for every step, and replays the flows that attain some of it.
func TestRankedEqualsNestedMaxFlows(t *testing.T) {
	attained, not := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 21))
		p, rank := rankedProblem(r, rapid.Bool().Draw(rt, "totals"))
		s := mustRank(rt, p, rank)
		for k := range s.Most {
			for step := range s.Most[k] {
				if want := plainMaxFlow(upTo(p, rank, int32(k)), int32(step)); s.Most[k][step] != want {
					rt.Fatalf("rank %d, step %d: most %d, plain max-flow %d\n%+v %d", k, step, s.Most[k][step], want, p, rank)
				}
			}
		}
		checkRanked(rt, p, rank, s)
		if s.AtOnce() {
			attained++
		} else {
			not++
		}
	})
	if attained == 0 || not == 0 {
		t.Errorf("all at once in %d problems, not in %d: the test does not try both", attained, not)
	}
}

// checkRanked replays the flows of all ranks: each brings its own units from supply to sink, together
// they keep capacities and totals, and no rank has more out than can be.
func checkRanked(t rapid.TB, p flow.Problem, rank []int32, s *Solution) {
	t.Helper()
	used := make([]map[int32]int64, len(p.Links))
	taken := make([]int64, len(p.Sinks))
	steps := p.Steps + 4
	sum := make([]int64, len(s.Most[0])) // out of the ranks so far
	for k := range s.Out {
		balance := make([][]int64, p.Nodes)
		for v := range balance {
			balance[v] = make([]int64, steps)
		}
		for i, supply := range p.Supplies {
			if rank[i] == int32(k) && supply.Release < steps {
				balance[supply.Node][supply.Release] += supply.Units
			}
		}
		for i, l := range p.Links {
			if used[i] == nil {
				used[i] = map[int32]int64{}
			}
			for step, units := range s.LinkFlow(k, i) {
				used[i][step] += units
				balance[l.From][step] -= units
				balance[l.To][step+l.Transit] += units
				if used[i][step] > capacityAt(l.Capacity, step) {
					t.Fatalf("link %d carries %d at step %d", i, used[i][step], step)
				}
			}
		}
		out := make([]int64, len(sum))
		for i, sink := range p.Sinks {
			for step, units := range s.Arrivals(k, i) {
				balance[sink.Node][step] -= units
				taken[i] += units
				out[step] += units
			}
			if sink.Total != flow.Unlimited && taken[i] > sink.Total {
				t.Fatalf("sink %d takes %d of %d", i, taken[i], sink.Total)
			}
		}
		for v := range balance {
			var waiting int64
			for step, units := range balance[v] {
				if waiting += units; waiting < 0 {
					t.Fatalf("rank %d: %d units wait at node %d after step %d\n%+v %d", k, waiting, v, step, p, rank)
				}
			}
		}
		var so int64
		for step := range out {
			if so += out[step]; so != s.Out[k][step] {
				t.Fatalf("rank %d: %d out by step %d, said %d", k, so, step, s.Out[k][step])
			}
			if sum[step] += so; sum[step] > s.Most[k][step] {
				t.Fatalf("ranks to %d: %d out by step %d, at most %d", k, sum[step], step, s.Most[k][step])
			}
		}
	}
	limited := slices.ContainsFunc(p.Sinks, func(s flow.Sink) bool { return s.Total != flow.Unlimited })
	if !limited && !slices.Equal(s.Out[0], s.Most[0]) {
		t.Fatalf("rank 0: out %d, alone %d", s.Out[0], s.Most[0])
	}
}

// TestALaterRankLowersNobody adds ranks one by one: those before have no fewer out by any step.
func TestALaterRankLowersNobody(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 22))
		p, rank := rankedProblem(r, rapid.Bool().Draw(rt, "totals"))
		all := mustRank(rt, p, rank)
		for last := range int32(len(all.Out)) - 1 {
			short := upTo(p, rank, last)
			kept := slices.DeleteFunc(slices.Clone(rank), func(k int32) bool { return k > last })
			if len(kept) == 0 {
				continue
			}
			before := mustRank(rt, short, kept)
			for k := range before.Out {
				for step := range before.Out[k] {
					now := all.Out[k][min(step, len(all.Out[k])-1)]
					if now < before.Out[k][step] {
						rt.Fatalf("rank %d has %d out by step %d, %d without ranks after %d\n%+v %d",
							k, now, step, before.Out[k][step], last, p, rank)
					}
				}
			}
		}
	})
}

// TestOnATreeEveryRankHasItsMost serves the lower rank first on every link of a random tree of which all
// links lead to one sink: so every rank has the most out that it can, at every step, with no rank's flow known
// to the others.
func TestOnATreeEveryRankHasItsMost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 23))
		p, rank := rankedProblem(r, false)
		p.Links, p.Sinks, p.Steps = nil, []flow.Sink{{Node: 0, Total: flow.Unlimited}}, 40
		for v := 1; v < p.Nodes; v++ {
			l := flow.Link{From: int32(v), To: int32(r.IntN(v)), Transit: int32(r.IntN(3)), Capacity: []flow.Change{{Step: 0, Units: int64(1 + r.IntN(4))}}}
			if r.IntN(3) == 0 {
				l.Capacity = append(l.Capacity, flow.Change{Step: 3, Units: 0}, flow.Change{Step: int32(5 + r.IntN(9)), Units: int64(1 + r.IntN(3))})
			}
			p.Links = append(p.Links, l)
		}
		s := mustRank(rt, p, rank)
		want := servedInOrder(p, rank, len(s.Most))
		for k := range s.Most {
			for step, most := range s.Most[k] {
				if want[k][step] != most {
					rt.Fatalf("ranks to %d: %d out by step %d when served in order, most %d\n%+v %d", k, want[k][step], step, most, p, rank)
				}
			}
		}
	})
}

// servedInOrder returns, by rank and step, how many units of it and those before are out if every link of
// a tree, of which link v-1 leads from node v to one with a lower number, takes the lower rank first.
func servedInOrder(p flow.Problem, rank []int32, ranks int) [][]int64 {
	arrive := make([][][]int64, p.Nodes) // by node, step and rank
	for v := range arrive {
		arrive[v] = make([][]int64, p.Steps+4)
		for step := range arrive[v] {
			arrive[v][step] = make([]int64, ranks)
		}
	}
	for i, s := range p.Supplies {
		arrive[s.Node][s.Release][rank[i]] += s.Units
	}
	for v := p.Nodes - 1; v > 0; v-- {
		l := p.Links[v-1]
		waiting := make([]int64, ranks)
		for step := range p.Steps {
			room := capacityAt(l.Capacity, step)
			for k := range waiting {
				waiting[k] += arrive[v][step][k]
				units := min(room, waiting[k])
				room, waiting[k] = room-units, waiting[k]-units
				arrive[l.To][min(step+l.Transit, p.Steps)][k] += units
			}
		}
	}
	out := make([][]int64, ranks)
	for k := range out {
		out[k] = make([]int64, p.Steps)
		for step := range p.Steps {
			if step > 0 {
				out[k][step] = out[k][step-1]
			}
			for j := range k + 1 {
				out[k][step] += arrive[0][step][j]
			}
		}
	}
	return out
}

// TestRankZeroTakesTheQuickWay has one unit of rank 0 with a quick and a slow way, and two of rank 1 with
// the quick way only. All three can be out by step 2, but not if the first is out by step 1.
func TestRankZeroTakesTheQuickWay(t *testing.T) {
	p := flow.Problem{
		Nodes: 3, Steps: 10,
		Links: []flow.Link{
			{From: 0, To: 2, Transit: 1, Capacity: []flow.Change{{Step: 0, Units: 1}}},
			{From: 1, To: 0, Transit: 0, Capacity: []flow.Change{{Step: 0, Units: 1}}},
			{From: 1, To: 2, Transit: 2, Capacity: []flow.Change{{Step: 0, Units: 1}}},
		},
		Supplies: []flow.Supply{{Node: 1, Units: 1}, {Node: 0, Units: 2}},
		Sinks:    []flow.Sink{{Node: 2, Total: flow.Unlimited}},
	}
	s := mustRank(t, p, []int32{0, 1})
	if want := []int64{0, 1, 3, 3}; !slices.Equal(s.Most[1], want) {
		t.Errorf("most of both %d, by hand %d", s.Most[1], want)
	}
	if want := []int64{0, 1, 1, 1}; !slices.Equal(s.Out[0], want) {
		t.Errorf("out of rank 0 %d, by hand %d", s.Out[0], want)
	}
	if want := []int64{0, 0, 1, 2}; !slices.Equal(s.Out[1], want) {
		t.Errorf("out of rank 1 %d, by hand %d", s.Out[1], want)
	}
	if s.AtOnce() {
		t.Error("all at once")
	}
}

// TestALaterRankChangesWays has a unit of rank 0 with two ways that are as quick, and one of rank 1 that
// has one of them only: whichever the first would take alone, both are out at step 1.
func TestALaterRankChangesWays(t *testing.T) {
	for free := range int32(2) {
		p := flow.Problem{
			Nodes: 4, Steps: 9,
			Links: []flow.Link{
				{From: 0, To: 1, Transit: 0, Capacity: []flow.Change{{Step: 0, Units: 1}}},
				{From: 0, To: 2, Transit: 0, Capacity: []flow.Change{{Step: 0, Units: 1}}},
				{From: 1, To: 3, Transit: 1, Capacity: []flow.Change{{Step: 0, Units: 1}}},
				{From: 2, To: 3, Transit: 1, Capacity: []flow.Change{{Step: 0, Units: 1}}},
			},
			Supplies: []flow.Supply{{Node: 0, Units: 1}, {Node: 1 + free, Units: 1}},
			Sinks:    []flow.Sink{{Node: 3, Total: flow.Unlimited}},
		}
		if s := mustRank(t, p, []int32{0, 1}); !s.AtOnce() {
			t.Errorf("out %d, most %d", s.Out, s.Most)
		}
	}
}

// TestRanksAreChecked refuses what is malformed.
func TestRanksAreChecked(t *testing.T) {
	p := corridor()
	for name, rank := range map[string][]int32{"none": nil, "negative": slices.Repeat([]int32{-1}, len(p.Supplies))} {
		if _, err := Solve(context.Background(), p, rank, flow.Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	p.Waiting = make([]int64, p.Nodes)
	if _, err := Solve(context.Background(), p, make([]int32, len(p.Supplies)), flow.Options{}); err == nil {
		t.Error("waiting is limited: no error")
	}
}

// BenchmarkCorridor has three ranks of towns by turns along a corridor of the size of karabakh-2023, and
// reports by how much the sum of arrival steps of every rank with those before it is over the least.
func BenchmarkCorridor(b *testing.B) {
	p := corridor()
	rank := make([]int32, len(p.Supplies))
	for i := range rank {
		rank[i] = int32(i % 3)
	}
	var s *Solution
	for b.Loop() {
		var err error
		if s, err = Solve(context.Background(), p, rank, flow.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	var least, over int64
	for step := range s.Most[0] {
		var out int64
		for k := range s.Most {
			out += s.Out[k][step]
			least += s.Most[k][len(s.Most[k])-1] - s.Most[k][step]
			over += s.Most[k][step] - out
		}
	}
	b.ReportMetric(100*float64(over)/float64(least), "%-over")
}

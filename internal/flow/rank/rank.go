package rank

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"wayout/internal/flow"
)

// Solution is what supplies in order of rank can do, and flows of them, one for each rank.
type Solution struct {
	// Most is, by rank and step, the most units of this rank and those before it that can be out at
	// that step or before. It is exact for each step alone, for all ranks at once: whoever has the most of
	// the ranks up to one out can have the most of the next out beside them (Megiddo 1974).
	Most [][]int64
	// Out is, by rank and step, how many units of the rank the flows have out at that step or before.
	Out   [][]int64
	flows []*flow.Solution
}

// AtOnce reports whether the flows attain Most for every rank at every step.
func (r *Solution) AtOnce() bool {
	for rank := range r.Most {
		if !attains(r.Out[:rank+1], r.Most[rank]) {
			return false
		}
	}
	return true
}

// attains reports whether curves sum up to another at every step. They may end before it, at their last value.
func attains(curves [][]int64, most []int64) bool {
	for step := range most {
		var out int64
		for _, curve := range curves {
			out += curve[min(step, len(curve)-1)]
		}
		if out < most[step] {
			return false
		}
	}
	return true
}

// LinkFlow returns the units of a rank that enter a link by step, where there are any.
func (r *Solution) LinkFlow(rank, link int) iter.Seq2[int32, int64] {
	return r.flows[rank].LinkFlow(link)
}

// Arrivals returns the units of a rank that are out at a sink by step, where there are any.
func (r *Solution) Arrivals(rank, sink int) iter.Seq2[int32, int64] {
	return r.flows[rank].Arrivals(sink)
}

// Solve sends supplies in order of their ranks, 0 first; rank has an entry by supply.
//
// Units of rank 0 are out as early as if they were alone. Every further rank may change the ways of those
// before it, but not lower how many of them are out by any step. How many it can have out itself is then
// a question of flows of several commodities, of which an exact answer is out of reach at this size:
// units that meet may swap places, but stay who they are. So Out is what is attained and Most what
// cannot be beaten. Where every node has one link on, so that whoever meets stays together, Most can be
// attained for all ranks and steps at once by serving the lower rank first on every link; with a choice
// of ways it may not be: a unit of rank 0 takes the quick way at once that it would leave, for a
// slower one, to two of rank 1.
//
// The flow of a rank is sought first within the flow that all ranks up to the last have together, from
// there it is extended to the earliest there is (flow.Solution.Resolve). So it takes of what the others need
// only what it needs itself.
//
// Where sinks have totals, Out of rank 0 is that of a flow that has the most out at the last step. Waiting must
// be unlimited.
func Solve(ctx context.Context, p flow.Problem, rank []int32, o flow.Options) (*Solution, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	limited := slices.ContainsFunc(p.Waiting, func(units int64) bool { return units != flow.Unlimited })
	if limited || len(rank) != len(p.Supplies) || len(rank) == 0 || slices.Min(rank) < 0 {
		return nil, fmt.Errorf("%d ranks of %d supplies, or waiting is limited", len(rank), len(p.Supplies))
	}
	r := ranking{p: p, rank: rank, o: o}
	for k := range slices.Max(rank) + 1 {
		if err := r.addRank(ctx, k); err != nil {
			return nil, err
		}
	}
	return r.result(), nil
}

// ranking is flows for the first ranks.
type ranking struct {
	p      flow.Problem
	rank   []int32
	o      flow.Options
	prefix []*flow.Solution // by rank: of it and those before together
	flows  []*flow.Solution
}

// only returns the problem with the supplies of some ranks; those of others are empty.
func (r *ranking) only(p flow.Problem, first, last int32) flow.Problem {
	p.Supplies = slices.Clone(r.p.Supplies)
	for i := range p.Supplies {
		if r.rank[i] < first || r.rank[i] > last {
			p.Supplies[i].Units = 0
		}
	}
	return p
}

// addRank adds the flow of the next rank: beside those before as they are, or with all sought anew where
// none of them is out later for that and the new one is earlier.
func (r *ranking) addRank(ctx context.Context, k int32) error {
	together := r.only(r.p, 0, k)
	if k == 0 {
		s, err := flow.Solve(ctx, together, r.o)
		if err == nil {
			r.prefix, r.flows = []*flow.Solution{s}, []*flow.Solution{s}
		}
		return err
	}
	s, err := r.prefix[k-1].Resolve(ctx, together, r.o)
	if err != nil {
		return err
	}
	r.prefix = append(r.prefix, s)
	rest, err := flow.Solve(ctx, r.only(usageOf(r.p, r.flows...).beside(r.p), k, k), r.o)
	if err != nil {
		return err
	}
	r.flows = append(r.flows, rest)
	if attains(r.curves(r.flows), s.MaxOut) {
		return nil
	}
	guided, err := r.guided(ctx)
	if err != nil {
		return err
	}
	if r.preferred(guided, r.flows) {
		r.flows = guided
	}
	return nil
}

// guided seeks the flows of all ranks within the flow of all together.
func (r *ranking) guided(ctx context.Context) ([]*flow.Solution, error) {
	last := len(r.prefix) - 1
	inner := slices.Clone(r.prefix) // of the ranks up to one, within that of the ranks up to the next
	for k := last - 1; k >= 0; k-- {
		s, err := flow.Solve(ctx, r.only(usageOf(r.p, inner[k+1]).within(r.p), 0, int32(k)), r.o)
		if err != nil {
			return nil, err
		}
		inner[k] = s
	}
	var flows []*flow.Solution
	for k := range int32(len(inner)) {
		before := usageOf(r.p, flows...)
		guide, err := flow.Solve(ctx, r.only(before.beside(usageOf(r.p, inner[k]).within(r.p)), k, k), r.o)
		if err != nil {
			return nil, err
		}
		s, err := guide.Resolve(ctx, r.only(before.beside(r.p), k, k), r.o)
		if err != nil {
			return nil, err
		}
		flows = append(flows, s)
	}
	return flows, nil
}

// preferred reports whether flows have, of every rank but the last, as many out at every step as others,
// and the last out earlier in sum.
func (r *ranking) preferred(flows, others []*flow.Solution) bool {
	a, b := r.curves(flows), r.curves(others)
	last := len(a) - 1
	for k := range last {
		if !attains(a[k:k+1], b[k]) {
			return false
		}
	}
	steps := max(len(a[last]), len(b[last]))
	return sumOf(prolonged(a[last], steps)) > sumOf(prolonged(b[last], steps))
}

// arrived returns, by step, how many units of a flow are out at that step or before.
func (r *ranking) arrived(s *flow.Solution) []int64 {
	out := make([]int64, len(r.prefix[len(r.prefix)-1].MaxOut))
	for sink := range r.p.Sinks {
		for step, units := range s.Arrivals(sink) {
			for int(step) >= len(out) {
				out = append(out, 0)
			}
			out[step] += units
		}
	}
	for step := 1; step < len(out); step++ {
		out[step] += out[step-1]
	}
	return out
}

// curves returns what of each flow is out by step.
func (r *ranking) curves(flows []*flow.Solution) [][]int64 {
	out := make([][]int64, len(flows))
	for k, s := range flows {
		out[k] = r.arrived(s)
	}
	return out
}

func sumOf(list []int64) int64 {
	var sum int64
	for _, n := range list {
		sum += n
	}
	return sum
}

// result gathers the curves, all over as many steps.
func (r *ranking) result() *Solution {
	out := &Solution{flows: r.flows, Out: r.curves(r.flows)}
	steps := 1
	for k := range r.flows {
		out.Most = append(out.Most, slices.Clone(r.prefix[k].MaxOut))
		steps = max(steps, len(out.Most[k]), len(out.Out[k]))
	}
	for k := range r.flows {
		out.Most[k], out.Out[k] = prolonged(out.Most[k], steps), prolonged(out.Out[k], steps)
	}
	return out
}

// prolonged returns a curve that stays at its last value to the end of some steps.
func prolonged(curve []int64, steps int) []int64 {
	var last int64
	if len(curve) > 0 {
		last = curve[len(curve)-1]
	}
	for len(curve) < steps {
		curve = append(curve, last)
	}
	return curve
}

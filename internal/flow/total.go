package flow

import (
	"context"
	"slices"
)

// LeastTotal returns the least possible sum of arrival steps over all units, and false where they
// cannot all be out within the horizon.
//
// Without totals on sinks the earliest arrival flow attains it, because it is ahead of every other
// flow at every step; it is then read off MaxOut. With totals it is found from prices of their places
// (PricePlaces), and where too many sinks have one for that, by minimum-cost flow on arcs that are built.
func LeastTotal(ctx context.Context, p Problem) (sum int64, ok bool, err error) {
	priced, err := PricePlaces(ctx, p, Options{})
	if err != nil || priced == nil {
		return 0, false, err
	}
	if priced.Exact {
		return priced.Least, true, nil
	}
	_, sum, err = newExpanded(p).cheapest(ctx)
	return sum, err == nil, err
}

// PlacePrices tell what a place in each sink is worth, in steps, and what that proves.
//
// If whoever comes out at a sink counts as out its price later, no sink needs a total: those that take in
// too many become less attractive. The earliest arrival flow of that question brings everybody out with
// the least sum of such steps, and every flow that keeps the totals pays for no more places than there are. So
//
//	sum of arrival steps ≥ sum over units of (step + price of their sink) − Σ price × total
//
// for any prices; the best prices attain it (Lagrange relaxation of the totals; the duality of minimum-cost
// flow).
type PlacePrices struct {
	Prices []int32 // by sink, in steps; 0 where it has no total, or room left
	// Least is what no sum of arrival steps over all units is below. Some flow attains it where Exact.
	Least int64
	Exact bool
	// MaxOut is, by step, the most units that can be out at that step or before if each counts as out
	// the price of its sink later, without totals.
	MaxOut []int64
}

// mostPriced is the most sinks with a total for which every set of them is looked at.
const mostPriced = 10

// PricePlaces finds the prices of places that prove most; nil where not all units can be out within the
// horizon.
//
// What prices prove is concave in them, and more: it is L♮-concave, as duals of minimum-cost flow are.
// So it is highest where no set of prices that rise or fall together by 1 makes it higher, and greater strides
// lead near to there (Murota, Discrete Convex Analysis, 2003, §10.3). Each value comes with a slope, places
// taken less places there are, and of the sets only those are tried that no slope known rules out (Kelley
// 1960). With more than ten totals only single sinks and all that are too full are tried: the bound holds,
// but may not be the best.
func PricePlaces(ctx context.Context, p Problem, o Options) (*PlacePrices, error) {
	s, err := Solve(ctx, p, o)
	if err != nil {
		return nil, err
	}
	last, ok := s.Clearance()
	if !ok {
		return nil, nil
	}
	pr := pricing{ctx: ctx, p: p, o: o}
	for i, sink := range p.Sinks {
		if sink.Total != Unlimited && sink.Total < p.supply() {
			pr.scarce = append(pr.scarce, i)
		}
	}
	out := &PlacePrices{Prices: make([]int32, len(p.Sinks)), Exact: len(pr.scarce) <= mostPriced}
	if len(pr.scarce) == 0 {
		out.Least, out.MaxOut = sumOfSteps(s.MaxOut, p.supply()), s.MaxOut
		return out, nil
	}
	stride := int32(1)
	for stride <= last {
		stride *= 2
	}
	if err := pr.climb(stride); err != nil {
		return nil, err
	}
	out.Least, out.MaxOut = pr.best.value, pr.best.maxOut
	for j, i := range pr.scarce {
		out.Prices[i] = pr.best.prices[j]
	}
	return out, nil
}

// sumOfSteps returns the sum of arrival steps over all units by how many are out at every step.
func sumOfSteps(out []int64, units int64) int64 {
	var sum int64
	for _, n := range out {
		sum += units - n
	}
	return sum
}

// pricing is a search for prices of the places of scarce sinks.
type pricing struct {
	ctx    context.Context
	p      Problem
	o      Options
	scarce []int
	tried  []tangent
	best   tangent
}

// tangent is what prices prove, and how fast that changes with each of them.
type tangent struct {
	prices []int32 // by scarce sink
	value  int64
	slope  []int64
	maxOut []int64
}

// at returns the most that other prices can prove.
func (g *tangent) at(prices []int32) int64 {
	value := g.value
	for j := range prices {
		value += g.slope[j] * int64(prices[j]-g.prices[j])
	}
	return value
}

// climb goes up in strides that are halved where none leads higher.
func (s *pricing) climb(stride int32) (err error) {
	if s.best, err = s.try(make([]int32, len(s.scarce))); err != nil {
		return err
	}
	for ; stride > 0; stride /= 2 {
		for {
			prices := s.promising(stride)
			if prices == nil {
				break
			}
			next, err := s.try(prices)
			if err != nil {
				return err
			}
			if next.value > s.best.value {
				s.best = next
			}
		}
	}
	return nil
}

// promising returns the prices a stride away that may prove most, or nil where none proves more than the best.
func (s *pricing) promising(stride int32) []int32 {
	var found []int32
	most := s.best.value
	consider := func(in func(j int) bool, by int32) {
		prices := slices.Clone(s.best.prices)
		for j := range prices {
			if !in(j) {
				continue
			}
			if prices[j] += by; prices[j] < 0 {
				return
			}
		}
		value := s.tried[0].at(prices)
		for i := range s.tried {
			value = min(value, s.tried[i].at(prices))
		}
		if value > most {
			most, found = value, prices
		}
	}
	for _, by := range []int32{stride, -stride} {
		if len(s.scarce) <= mostPriced {
			for set := 1; set < 1<<len(s.scarce); set++ {
				consider(func(j int) bool { return set>>j&1 != 0 }, by)
			}
			continue
		}
		consider(func(j int) bool { return s.best.slope[j]*int64(by) > 0 }, by)
		for one := range s.scarce {
			consider(func(j int) bool { return j == one }, by)
		}
	}
	return found
}

// try finds out what prices prove.
func (s *pricing) try(prices []int32) (tangent, error) {
	solution, err := Solve(s.ctx, s.priced(prices), s.o)
	if err != nil {
		return tangent{}, err
	}
	g := tangent{prices: prices, slope: make([]int64, len(prices)), maxOut: solution.MaxOut}
	g.value = sumOfSteps(solution.MaxOut, s.p.supply())
	for j, i := range s.scarce {
		g.slope[j] = -s.p.Sinks[i].Total
		for _, units := range solution.Arrivals(i) {
			g.slope[j] += units
		}
		g.value -= int64(prices[j]) * s.p.Sinks[i].Total
	}
	s.tried = append(s.tried, g)
	return g, nil
}

// priced returns the problem in which a link as long as its price leads from each sink to where whoever
// came there is out, and no sink has a total.
func (s *pricing) priced(prices []int32) Problem {
	p := s.p
	p.Links, p.Sinks, p.Waiting = slices.Clone(p.Links), slices.Clone(p.Sinks), slices.Clone(p.Waiting)
	price := make([]int32, len(p.Sinks))
	for j, i := range s.scarce {
		price[i] = prices[j]
	}
	for i := range p.Sinks {
		in := []Change{{0, max(1, p.supply())}, {s.p.Steps, 0}}
		p.Links = append(p.Links, Link{From: p.Sinks[i].Node, To: int32(p.Nodes), Transit: price[i], Capacity: in})
		p.Sinks[i] = Sink{int32(p.Nodes), Unlimited}
		p.Nodes++
		if p.Waiting != nil {
			p.Waiting = append(p.Waiting, 0)
		}
		p.Steps = max(p.Steps, s.p.Steps+price[i])
	}
	return p
}

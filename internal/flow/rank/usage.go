package rank

import (
	"math"
	"slices"

	"wayout/internal/flow"
)

// entry is an amount at a step.
type entry struct {
	step  int32
	units int64
}

// entries are amounts in order of their steps.
type entries []entry

// usage is what flows use of links and sinks.
type usage struct {
	links []entries // by link, in order of steps
	sinks []int64   // by sink: units in all
}

// usageOf sums up flows of one problem.
func usageOf(p flow.Problem, flows ...*flow.Solution) *usage {
	u := &usage{links: make([]entries, len(p.Links)), sinks: make([]int64, len(p.Sinks))}
	for _, s := range flows {
		for i := range u.links {
			var own entries
			for step, units := range s.LinkFlow(i) {
				own = append(own, entry{step, units})
			}
			u.links[i] = merged(u.links[i], own)
		}
		for i := range u.sinks {
			for _, units := range s.Arrivals(i) {
				u.sinks[i] += units
			}
		}
	}
	return u
}

// merged adds up two lists.
func merged(a, b entries) entries {
	if len(a) == 0 || len(b) == 0 {
		return append(a, b...)
	}
	out := make(entries, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].step < b[0].step:
			out, a = append(out, a[0]), a[1:]
		case b[0].step < a[0].step:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, entry{a[0].step, a[0].units + b[0].units})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// within returns the problem in which no more enters links and sinks than the flows have there.
func (u *usage) within(p flow.Problem) flow.Problem { return u.apply(p, 1) }

// beside returns the problem with what the flows leave of links and sinks.
func (u *usage) beside(p flow.Problem) flow.Problem { return u.apply(p, -1) }

func (u *usage) apply(p flow.Problem, sign int64) flow.Problem {
	p.Links, p.Sinks = slices.Clone(p.Links), slices.Clone(p.Sinks)
	for i := range p.Links {
		capacity := p.Links[i].Capacity
		if sign > 0 {
			capacity = []flow.Change{{Step: 0, Units: 0}}
		}
		p.Links[i].Capacity = changed(capacity, u.links[i], sign)
	}
	for i := range p.Sinks {
		switch {
		case p.Sinks[i].Total == flow.Unlimited:
		case sign > 0:
			p.Sinks[i].Total = u.sinks[i]
		default:
			p.Sinks[i].Total = max(0, p.Sinks[i].Total-u.sinks[i])
		}
	}
	return p
}

// changed adds amounts to a capacity, or takes them from it as far as it goes.
func changed(capacity []flow.Change, amounts entries, sign int64) []flow.Change {
	if len(amounts) == 0 {
		return capacity
	}
	var out []flow.Change
	put := func(step int32, units int64) {
		if n := len(out); n == 0 || out[n-1].Units != units {
			out = append(out, flow.Change{Step: step, Units: units})
		}
	}
	for i, c := range capacity {
		end := int32(math.MaxInt32)
		if i+1 < len(capacity) {
			end = capacity[i+1].Step
		}
		at := c.Step
		for ; len(amounts) > 0 && amounts[0].step < end; amounts = amounts[1:] {
			if at < amounts[0].step {
				put(at, c.Units)
			}
			put(amounts[0].step, max(0, c.Units+sign*amounts[0].units))
			at = amounts[0].step + 1
		}
		if at < end {
			put(at, c.Units)
		}
	}
	return out
}

package study

import (
	"math"
	"slices"
)

// Driver is how much of the spread of a measure goes with one input.
type Driver struct {
	Input string `json:"input"`
	// Share is the part, from 0 to 1, of the variance of the measure's ranks that the input alone explains.
	Share float64 `json:"share_of_spread"`
	// Rank is Spearman's rank correlation, above 0 where more of the input is more of the measure; nil for
	// choices, which have no order.
	Rank *float64 `json:"rank_correlation"`
	// Chance is the share that an input without any influence stays below in 95 of 100 studies of as many
	// runs; Beyond tells that this one does not.
	Chance float64 `json:"share_by_chance"`
	Beyond bool    `json:"beyond_chance"`
}

// drivers returns how much each input drives the values, which are of the same runs as the levels.
//
// Ranks, and not the values, because clearance has no upper end where people are not served, and a few
// runs far out would decide everything (C. Spearman, American Journal of Psychology 15, 1904; for
// choices, W. H. Kruskal and W. A. Wallis, Journal of the American Statistical Association 47, 1952).
// Inputs are drawn independently, so their shares add up to at most about 1; what is left is what they
// do together, and what ranks cannot show.
func drivers(s *Study, levels [][]float64, values []float64) []Driver {
	ranked := ranks(values)
	out := make([]Driver, len(s.Inputs))
	for i := range s.Inputs {
		d := Driver{Input: s.Inputs[i].Name}
		groups := 2
		if s.Inputs[i].Kind == OneOf {
			groups = max(2, len(s.Inputs[i].Choices))
			d.Share = between(levels[i], ranked)
		} else {
			rank := correlation(ranks(levels[i]), ranked)
			d.Rank, d.Share = &rank, rank*rank
		}
		d.Chance = min(1, chiSquare95(groups-1)/float64(max(1, len(values)-1)))
		d.Beyond = d.Share > d.Chance
		d.Share, d.Chance = tidy(d.Share), tidy(d.Chance)
		if d.Rank != nil {
			*d.Rank = tidy(*d.Rank)
		}
		out[i] = d
	}
	return out
}

// ranks returns the rank of each value from 1; equal ones share the middle of theirs.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(values[a], values[b]) })
	out := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return out
}

// correlation returns Pearson's correlation, 0 where one side does not vary.
func correlation(a, b []float64) float64 {
	middle := float64(len(a)+1) / 2 // of ranks
	var ab, aa, bb float64
	for i := range a {
		x, y := a[i]-middle, b[i]-middle
		ab += x * y
		aa += x * x
		bb += y * y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return max(-1, min(1, ab/math.Sqrt(aa*bb)))
}

// between returns the part of the variance of ranks that lies between groups of equal level, 0 where
// nothing varies.
func between(levels, ranked []float64) float64 {
	middle := float64(len(ranked)+1) / 2
	type group struct{ n, sum float64 }
	var groups []group
	var total float64
	for i, r := range ranked {
		at := int(levels[i])
		for len(groups) <= at {
			groups = append(groups, group{})
		}
		groups[at].n++
		groups[at].sum += r - middle
		total += (r - middle) * (r - middle)
	}
	if total == 0 {
		return 0
	}
	var sum float64
	for _, g := range groups {
		if g.n > 0 {
			sum += g.sum * g.sum / g.n
		}
	}
	return min(1, sum/total)
}

// chiSquare95 returns what a chi-square of so many degrees of freedom stays below at 95 %: from tables
// for few, by E. B. Wilson and M. M. Hilferty (PNAS 17, 1931) for more.
func chiSquare95(degrees int) float64 {
	table := []float64{3.8415, 5.9915, 7.8147, 9.4877, 11.0705}
	if degrees <= len(table) {
		return table[degrees-1]
	}
	k := float64(degrees)
	root := 1 - 2/(9*k) + 1.6449*math.Sqrt(2/(9*k))
	return k * root * root * root
}

// tidy rounds to a millionth, so that all machines print the same.
func tidy(x float64) float64 { return math.Round(x*1e6) / 1e6 }

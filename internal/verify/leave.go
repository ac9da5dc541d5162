package verify

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// moments is a set of moments: intervals in order that neither overlap nor touch.
type moments []roads.Interval

// insert adds an interval and returns the parts that were not in the set before.
func (m *moments) insert(in roads.Interval) []roads.Interval {
	set := *m
	// Intervals from first up to last overlap or touch the new one.
	first, _ := slices.BinarySearchFunc(set, in.From, func(have roads.Interval, from unit.Second) int {
		if have.To < from {
			return -1
		}
		return 1
	})
	var fresh []roads.Interval
	joined, at, last := in, in.From, first
	for ; last < len(set) && set[last].From <= in.To; last++ {
		have := set[last]
		if at < have.From {
			fresh = append(fresh, roads.Interval{From: at, To: have.From})
		}
		at = max(at, have.To)
		joined = roads.Interval{From: min(joined.From, have.From), To: max(joined.To, have.To)}
	}
	if at < in.To {
		fresh = append(fresh, roads.Interval{From: at, To: in.To})
	}
	if len(fresh) > 0 {
		*m = slices.Replace(set, first, last, joined)
	}
	return fresh
}

// after reports whether the set has a moment at or after t.
func (m moments) after(t unit.Second) bool { return len(m) > 0 && m[len(m)-1].To > t }

// openings returns the moments in [0, horizon) at which a profile lets anything in.
func openings(p roads.Profile, horizon unit.Second) moments {
	var out moments
	for i, piece := range p {
		end := horizon
		if i+1 < len(p) {
			end = min(end, p[i+1].From)
		}
		if piece.Rate > 0 && piece.From < end {
			out.insert(roads.Interval{From: piece.From, To: end})
		}
	}
	return out
}

// waysOut returns, for every node, the moments from which a vehicle that drives on without
// waiting, alone on the road, is received before the horizon. rate says what a link lets in.
// Every part of a set is handed on once, so the work is the size of the result times the links.
func waysOut(net *roads.Network, horizon unit.Second, rate func(link int) roads.Profile) []moments {
	type part struct {
		node int32
		in   roads.Interval
	}
	ways := make([]moments, len(net.Nodes))
	open := make([]moments, len(net.Links))
	for i := range net.Links {
		open[i] = openings(rate(i), horizon)
	}
	var queue []part
	add := func(node int32, in roads.Interval) {
		for _, fresh := range ways[node].insert(in) {
			queue = append(queue, part{node, fresh})
		}
	}
	for _, sink := range net.Sinks {
		add(sink.Node, roads.Interval{From: 0, To: horizon})
	}
	for ; len(queue) > 0; queue = queue[1:] {
		p := queue[0]
		for _, i := range net.In(p.node) {
			l := &net.Links[i]
			for _, in := range open[i] {
				both := roads.Interval{From: max(in.From, p.in.From-l.Ceil), To: min(in.To, p.in.To-l.Ceil)}
				if both.From < both.To {
					add(l.From, both)
				}
			}
		}
	}
	return ways
}

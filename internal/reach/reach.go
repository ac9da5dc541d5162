package reach

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Spans is a set of moments: intervals in order that neither overlap nor touch.
type Spans []roads.Interval

// Shift moves every moment.
func (s Spans) Shift(by unit.Second) Spans {
	out := make(Spans, 0, len(s))
	for _, in := range s {
		if in = (roads.Interval{From: max(0, in.From+by), To: in.To + by}); in.From < in.To {
			out = append(out, in)
		}
	}
	return out
}

// And returns the moments in both sets.
func (s Spans) And(t Spans) Spans {
	var out Spans
	for i, j := 0, 0; i < len(s) && j < len(t); {
		in := roads.Interval{From: max(s[i].From, t[j].From), To: min(s[i].To, t[j].To)}
		if in.From < in.To {
			out = append(out, in)
		}
		if s[i].To < t[j].To {
			i++
		} else {
			j++
		}
	}
	return out
}

// Or returns the moments in either set.
func (s Spans) Or(t Spans) Spans {
	all := slices.Concat(s, t)
	slices.SortFunc(all, func(a, b roads.Interval) int { return int(a.From - b.From) })
	out := all[:0:0]
	for _, in := range all {
		if n := len(out); n > 0 && in.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, in.To)
			continue
		}
		out = append(out, in)
	}
	return out
}

// Length returns how long the set is in all.
func (s Spans) Length() unit.Second {
	var sum unit.Second
	for _, in := range s {
		sum += in.To - in.From
	}
	return sum
}

// Open returns the moments within the horizon at which a profile lets anything in.
func Open(p roads.Profile, horizon unit.Second) Spans {
	var out Spans
	for i, piece := range p {
		end := horizon
		if i+1 < len(p) {
			end = min(end, p[i+1].From)
		}
		if piece.Rate == 0 || piece.From >= end {
			continue
		}
		if n := len(out); n > 0 && out[n-1].To == piece.From {
			out[n-1].To = end
			continue
		}
		out = append(out, roads.Interval{From: piece.From, To: end})
	}
	return out
}

// WayOut returns, for every node, the moments from which somebody who drives on without waiting
// can still be received within the horizon, if nobody else is on the road. Links count as open
// when their rate is above 0.
func WayOut(net *roads.Network, rates []roads.Profile, horizon unit.Second) []Spans {
	feasible := make([]Spans, len(net.Nodes))
	opens := make([]Spans, len(net.Links))
	for i := range net.Links {
		opens[i] = Open(rates[i], horizon)
	}
	var queue []int32
	queued := make([]bool, len(net.Nodes))
	push := func(v int32) {
		if !queued[v] {
			queued[v] = true
			queue = append(queue, v)
		}
	}
	for _, sink := range net.Sinks {
		feasible[sink.Node] = Spans{{From: 0, To: horizon}}
		push(sink.Node)
	}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		queued[v] = false
		for _, i := range net.In(v) {
			l := &net.Links[i]
			more := feasible[v].Shift(-l.Ceil).And(opens[i])
			union := feasible[l.From].Or(more)
			if union.Length() > feasible[l.From].Length() {
				feasible[l.From] = union
				push(l.From)
			}
		}
	}
	return feasible
}

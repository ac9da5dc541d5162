package flow

import (
	"iter"
	"slices"
)

// linkFlow returns the units that enter a link by step, where there are any.
func (f *forest) linkFlow(link int) iter.Seq2[int32, int64] {
	row := f.number[link]
	return func(yield func(int32, int64) bool) {
		for word := int(row); word < len(f.flow.place); word += f.flow.some.rows {
			for i, units := range f.flow.amounts(word) {
				if units > 0 && !yield(int32(word/f.flow.some.rows*wordSteps+i), units) {
					return
				}
			}
		}
	}
}

func (f *forest) arrivals(sink int) iter.Seq2[int32, int64] { return f.arrives[sink].all() }

// departures returns the units that leave a supply by step, where there are any.
func (f *forest) departures(supply int) iter.Seq2[int32, int64] {
	if f.departs == nil {
		f.departs = make([]entries, len(f.supplies))
		balance := make([]int64, f.steps)
		for v := range f.nodes {
			f.depart(v, balance)
		}
	}
	return f.departs[supply].all()
}

// depart finds when the supplies of a node leave: as late as what leaves the node on links and at sinks
// allows, the first that was ready first.
func (f *forest) depart(v int32, balance []int64) {
	if len(f.at[v]) == 0 {
		return
	}
	clear(balance)
	count := func(row int32, delay int32, sign int64) {
		for word := int(row); word < len(f.flow.place); word += f.flow.some.rows {
			first := int32(word/f.flow.some.rows)*wordSteps + delay
			for i, units := range f.flow.amounts(word) {
				if units > 0 {
					balance[first+int32(i)] += sign * units
				}
			}
		}
	}
	for link := f.inFirst[v]; link < f.inFirst[v+1]; link++ {
		count(link, f.transit[link], -1)
	}
	for _, link := range f.outLinks[f.outFirst[v]:f.outFirst[v+1]] {
		count(link, 0, 1)
	}
	for i, sink := range f.sinks {
		if f.home[sink.Node] == sink.Node && sink.Node == v {
			for _, e := range f.arrives[i] {
				balance[e.step] += e.units
			}
		}
	}
	var waiting int64 // on the node
	next := 0
	used := int64(0)
	for step := range balance {
		waiting -= balance[step]
		for waiting < 0 {
			i := f.at[v][next]
			units := min(-waiting, f.supplies[i].Units-f.left[i]-used)
			if units == 0 {
				next, used = next+1, 0
				continue
			}
			f.departs[i].add(int32(step), units)
			used += units
			waiting += units
		}
	}
}

// cut searches again from the sinks at a step: in the flow as it is, what was out of reach then is still.
func (f *forest) cut(last int32) ([]int32, bool) {
	cut := make([]int32, len(f.home))
	if last >= f.steps {
		return cut, false
	}
	again := *f
	again.reach = slices.Repeat([]int32{none}, int(f.nodes))
	again.grown = slices.Clone(again.reach)
	again.met = marks{rows: f.met.rows, words: make([]uint64, len(f.met.words))}
	again.branches, again.queue = nil, branchQueue{}
	again.spread(last, nil)
	for v := range cut {
		if f.limit[v] == Unlimited {
			cut[v] = again.reach[v] + 1
		} else {
			cut[v] = min(again.met.gap(int32(v), 0), last+1)
		}
	}
	return cut, true
}

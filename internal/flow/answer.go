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

// departures returns the units that leave a supply by step, where there are any: as late as what leaves
// its node on links and at sinks allows, the supply that was ready first before the others.
func (f *forest) departures(supply int) iter.Seq2[int32, int64] {
	v := f.supplies[supply].Node
	balance := f.balance(v)
	var departs entries
	var waiting int64 // on the node
	next, used := 0, int64(0)
	for step := range balance {
		waiting -= balance[step]
		for waiting < 0 {
			i := f.at[v][next]
			units := min(-waiting, f.supplies[i].Units-f.left[i]-used)
			if units == 0 {
				next, used = next+1, 0
				continue
			}
			if int(i) == supply {
				departs.add(int32(step), units)
			}
			used += units
			waiting += units
		}
	}
	return departs.all()
}

// balance returns, by step, how many units leave a node more than come to it.
func (f *forest) balance(v int32) []int64 {
	balance := make([]int64, f.steps)
	count := func(link, delay int32, sign int64) {
		for word := int(link); word < len(f.flow.place); word += f.flow.some.rows {
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
		if sink.Node != v {
			continue
		}
		for _, e := range f.arrives[i] {
			balance[e.step] += e.units
		}
	}
	return balance
}

// cut searches again from the sinks at a step: in the flow as it is, what was out of reach then is still.
func (f *forest) cut(last int32) ([]int32, bool) {
	if f.full && last < f.steps-1 {
		return nil, false // arrivals by then may have moved since
	}
	cut := make([]int32, f.nodes)
	again := *f
	if last >= f.steps { // everybody is out before
		again.open.words = slices.Clip(f.open.words)
		again.flow.some.words, again.flow.place = slices.Clip(f.flow.some.words), slices.Clip(f.flow.place)
		again.stay.some.words, again.stay.place = slices.Clip(f.stay.some.words), slices.Clip(f.stay.place)
		for t := f.steps; t <= last; t++ {
			again.takeIn(t)
		}
	}
	again.reach = slices.Repeat([]int32{none}, int(f.nodes))
	again.grown = slices.Clone(again.reach)
	again.branches, again.queue = nil, branchQueue{}
	again.spread(last, nil)
	for v := range cut {
		cut[v] = again.reach[v] + 1
	}
	return cut, true
}

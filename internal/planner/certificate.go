package planner

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// cut is a certificate in the making: one moment per node. Whoever is behind its moments has to
// pass the links that cross it.
type cut struct {
	w       *work
	until   unit.Second
	moments []unit.Second
	sink    []bool
	ready   [][]release // by node
}

func (w *work) newCut(until unit.Second, moments []unit.Second) *cut {
	c := &cut{
		w: w, until: until, moments: slices.Clone(moments),
		sink:  make([]bool, len(w.net.Nodes)),
		ready: make([][]release, len(w.net.Nodes)),
	}
	for _, s := range w.net.Sinks {
		c.sink[s.Node] = true
		c.moments[s.Node] = until
	}
	for _, b := range w.supplies {
		node := w.net.Entry[b.place]
		c.ready[node] = append(c.ready[node], release{b.place, b.ready, b.vehicles.Amount()})
	}
	for _, f := range w.freight {
		node := w.net.Entry[f.place]
		c.ready[node] = append(c.ready[node], release{f.place, f.ready, f.weight})
	}
	return c
}

// release is what becomes ready at a place together: cars, or what the fleet counts as.
type release struct {
	place  int
	ready  unit.Second
	amount unit.Throughput
}

// value returns the most that can have arrived by c.until: what the links that cross the cut let
// through, and the supply outside.
func (c *cut) value() unit.Throughput {
	var sum unit.Throughput
	for i := range c.w.net.Links {
		sum += c.link(i)
	}
	for v := range c.moments {
		sum += c.outside(int32(v))
	}
	return sum
}

// link returns what link i lets through while it crosses the cut.
func (c *cut) link(i int) unit.Throughput {
	l := &c.w.net.Links[i]
	return c.w.net.Passes(i, c.moments[l.From], c.moments[l.To]-l.Floor)
}

// outside returns the vehicles at a node that are ready before its moment.
func (c *cut) outside(v int32) unit.Throughput {
	var sum unit.Throughput
	for _, b := range c.ready[v] {
		if b.ready < c.moments[v] {
			sum += b.amount
		}
	}
	return sum
}

// around returns the part of the value that depends on the moment of v.
func (c *cut) around(v int32) unit.Throughput {
	sum := c.outside(v)
	for _, i := range c.w.net.Out(v) {
		sum += c.link(int(i))
	}
	for _, i := range c.w.net.In(v) {
		if c.w.net.Links[i].From != v {
			sum += c.link(int(i))
		}
	}
	return sum
}

// polish lowers the value by moving one node's moment at a time to the best of the moments where
// its share of the value can bend, until nothing improves or the effort is used up. Any moments
// are a valid certificate, so it may stop at any time.
func (c *cut) polish() {
	queue := make([]int32, 0, len(c.moments))
	queued := make([]bool, len(c.moments))
	push := func(v int32) {
		if !c.sink[v] && !queued[v] {
			queued[v] = true
			queue = append(queue, v)
		}
	}
	for v := len(c.moments) - 1; v >= 0; v-- {
		push(int32(v))
	}
	for effort := 12 * len(c.moments); len(queue) > 0 && effort > 0; effort-- {
		v := queue[0]
		queue = queue[1:]
		queued[v] = false
		if !c.improve(v) {
			continue
		}
		for _, i := range c.w.net.Out(v) {
			push(c.w.net.Links[i].To)
		}
		for _, i := range c.w.net.In(v) {
			push(c.w.net.Links[i].From)
		}
	}
}

// improve moves one node's moment to the best candidate and reports whether the value fell.
func (c *cut) improve(v int32) bool {
	was := c.moments[v]
	best, bestValue := was, c.around(v)
	if bestValue == 0 {
		return false
	}
	start := bestValue
	for _, t := range c.candidates(v) {
		c.moments[v] = t
		if value := c.around(v); value < bestValue {
			best, bestValue = t, value
		}
	}
	c.moments[v] = best
	return bestValue < start
}

// candidates returns the moments at which the share of v in the value changes its slope.
func (c *cut) candidates(v int32) []unit.Second {
	out := []unit.Second{0, c.until}
	add := func(t unit.Second) {
		if t > 0 && t < c.until {
			out = append(out, t)
		}
	}
	for _, i := range c.w.net.In(v) {
		l := &c.w.net.Links[i]
		add(c.moments[l.From] + l.Floor)
		for _, piece := range c.w.rates[i] {
			add(piece.From + l.Floor)
		}
		c.quotaCandidates(l, add, l.Floor)
	}
	for _, i := range c.w.net.Out(v) {
		l := &c.w.net.Links[i]
		add(c.moments[l.To] - l.Floor)
		for _, piece := range c.w.rates[i] {
			add(piece.From)
		}
		c.quotaCandidates(l, add, 0)
	}
	for _, b := range c.ready[v] {
		add(b.ready)
		add(b.ready + 1)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *cut) quotaCandidates(l *roads.Link, add func(unit.Second), shift unit.Second) {
	if l.Quota == 0 {
		return
	}
	for _, m := range c.w.net.Midnights {
		add(m + shift)
	}
}

// latest returns a cut of this shape for the latest end, at most the given one, by which it still
// proves that fewer than needed vehicles are out. An end at the start needs no proof.
func (c *cut) latest(needed unit.Vehicle, most unit.Second) *cut {
	proves := func(until unit.Second, from *cut) *cut {
		moved := from.moveTo(until)
		moved.polish()
		if moved.value() < needed.Amount() {
			return moved
		}
		return nil
	}
	best := proves(c.until, c)
	if best == nil {
		best = c.earlier(proves)
	}
	for stride := 8 * c.w.s.Step; stride > 0; {
		until := min(best.until+stride, most)
		if until <= best.until {
			break
		}
		if better := proves(until, best); better != nil {
			best = better
			stride *= 2
			continue
		}
		stride /= 4
	}
	return best
}

// earlier returns the cut for an earlier end at which it proves what it does not prove at its own.
func (c *cut) earlier(proves func(unit.Second, *cut) *cut) *cut {
	best := c.moveTo(0)
	low, high := unit.Second(0), c.until
	for low+1 < high {
		mid := (low + high) / 2
		if proved := proves(mid, c); proved != nil {
			best, low = proved, mid
		} else {
			high = mid
		}
	}
	return best
}

// moveTo returns the cut for a later end: the moments of nodes on the far side move along.
func (c *cut) moveTo(until unit.Second) *cut {
	moved := c.w.newCut(until, c.moments)
	for v, t := range moved.moments {
		if !moved.sink[v] && t >= c.until/2 && t > 0 {
			moved.moments[v] = min(t+until-c.until, until)
		}
	}
	return moved
}

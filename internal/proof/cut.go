package proof

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Question is what cuts are about: a network, and what becomes ready where and when.
type Question struct {
	Network *roads.Network
	Step    unit.Second // by which a search for a later end goes on
	Ready   []Release
}

// Release is what becomes ready at a place together: cars, or what the fleet counts as.
type Release struct {
	Place  int
	Ready  unit.Second
	Amount unit.Throughput
}

// Cut is a certificate in the making: one moment per node. Whoever is behind its moments has to
// pass the links that cross it.
type Cut struct {
	q       *Question
	Until   unit.Second
	Moments []unit.Second
	sink    []bool
	ready   [][]Release // by node
}

// New returns the cut with these moments, but that of sinks, which is until.
func New(q *Question, until unit.Second, moments []unit.Second) *Cut {
	c := &Cut{
		q: q, Until: until, Moments: slices.Clone(moments),
		sink:  make([]bool, len(q.Network.Nodes)),
		ready: make([][]Release, len(q.Network.Nodes)),
	}
	for _, s := range q.Network.Sinks {
		c.sink[s.Node] = true
		c.Moments[s.Node] = until
	}
	for _, r := range q.Ready {
		node := q.Network.Entry[r.Place]
		c.ready[node] = append(c.ready[node], r)
	}
	return c
}

// Value returns the most that can have arrived by c.Until: what the links that cross the cut let
// through, and the supply outside.
func (c *Cut) Value() unit.Throughput {
	var sum unit.Throughput
	for i := range c.q.Network.Links {
		sum += c.Link(i)
	}
	for v := range c.Moments {
		sum += c.Outside(int32(v))
	}
	return sum
}

// Link returns what link i lets through while it crosses the cut.
func (c *Cut) Link(i int) unit.Throughput {
	l := &c.q.Network.Links[i]
	return c.q.Network.Passes(i, c.Moments[l.From], c.Moments[l.To]-l.Floor)
}

// Outside returns the vehicles at a node that are ready before its moment.
func (c *Cut) Outside(v int32) unit.Throughput { return c.outside(v, c.Moments[v]) }

// outside returns the vehicles at a node that are ready before a moment.
func (c *Cut) outside(v int32, moment unit.Second) unit.Throughput {
	var sum unit.Throughput
	for _, b := range c.ready[v] {
		if b.Ready < moment {
			sum += b.Amount
		}
	}
	return sum
}

// around returns the part of the value that depends on the moment of v.
func (c *Cut) around(v int32) unit.Throughput {
	sum := c.Outside(v)
	for _, i := range c.q.Network.Out(v) {
		sum += c.Link(int(i))
	}
	for _, i := range c.q.Network.In(v) {
		if c.q.Network.Links[i].From != v {
			sum += c.Link(int(i))
		}
	}
	return sum
}

// Polish lowers the value by moving one node's moment at a time to the best of the moments where
// its share of the value can bend, until nothing improves or the effort is used up. Any moments
// are a valid certificate, so it may stop at any time.
func (c *Cut) Polish() {
	queue := make([]int32, 0, len(c.Moments))
	queued := make([]bool, len(c.Moments))
	push := func(v int32) {
		if !c.sink[v] && !queued[v] {
			queued[v] = true
			queue = append(queue, v)
		}
	}
	for v := len(c.Moments) - 1; v >= 0; v-- {
		push(int32(v))
	}
	for effort := 12 * len(c.Moments); len(queue) > 0 && effort > 0; effort-- {
		v := queue[0]
		queue = queue[1:]
		queued[v] = false
		if !c.improve(v) {
			continue
		}
		for _, i := range c.q.Network.Out(v) {
			push(c.q.Network.Links[i].To)
		}
		for _, i := range c.q.Network.In(v) {
			push(c.q.Network.Links[i].From)
		}
	}
}

// improve moves one node's moment to the best candidate and reports whether the value fell.
func (c *Cut) improve(v int32) bool {
	was := c.Moments[v]
	best, bestValue := was, c.around(v)
	if bestValue == 0 {
		return false
	}
	start := bestValue
	for _, t := range c.candidates(v) {
		c.Moments[v] = t
		if value := c.around(v); value < bestValue {
			best, bestValue = t, value
		}
	}
	c.Moments[v] = best
	return bestValue < start
}

// candidates returns the moments at which the share of v in the value changes its slope.
func (c *Cut) candidates(v int32) []unit.Second {
	out := []unit.Second{0, c.Until}
	add := func(t unit.Second) {
		if t > 0 && t < c.Until {
			out = append(out, t)
		}
	}
	for _, i := range c.q.Network.In(v) {
		l := &c.q.Network.Links[i]
		add(c.Moments[l.From] + l.Floor)
		for _, piece := range l.Rate {
			add(piece.From + l.Floor)
		}
		c.quotaCandidates(l, add, l.Floor)
	}
	for _, i := range c.q.Network.Out(v) {
		l := &c.q.Network.Links[i]
		add(c.Moments[l.To] - l.Floor)
		for _, piece := range l.Rate {
			add(piece.From)
		}
		c.quotaCandidates(l, add, 0)
	}
	for _, b := range c.ready[v] {
		add(b.Ready)
		add(b.Ready + 1)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *Cut) quotaCandidates(l *roads.Link, add func(unit.Second), shift unit.Second) {
	if l.Quota == 0 {
		return
	}
	for _, m := range c.q.Network.Midnights {
		add(m + shift)
	}
}

// Latest returns a cut of this shape for the latest end, at most the given one, by which it still
// proves that fewer than needed vehicles are out. An end at the start needs no proof.
func (c *Cut) Latest(needed unit.Vehicle, most unit.Second) *Cut {
	proves := func(until unit.Second, from *Cut) *Cut {
		moved := from.MoveTo(until)
		moved.Polish()
		if moved.Value() < needed.Amount() {
			return moved
		}
		return nil
	}
	best := proves(c.Until, c)
	if best == nil {
		best = c.earlier(proves)
	}
	for stride := 8 * c.q.Step; stride > 0; {
		until := min(best.Until+stride, most)
		if until <= best.Until {
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
func (c *Cut) earlier(proves func(unit.Second, *Cut) *Cut) *Cut {
	best := c.MoveTo(0)
	low, high := unit.Second(0), c.Until
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

// MoveTo returns the cut for another end: the moments of nodes on the far side move along.
func (c *Cut) MoveTo(until unit.Second) *Cut {
	moved := New(c.q, until, c.Moments)
	for v := range moved.Moments {
		moved.Moments[v] = c.moved(int32(v), until)
	}
	return moved
}

// moved returns the moment of a node in the cut for another end.
func (c *Cut) moved(v int32, until unit.Second) unit.Second {
	t := c.Moments[v]
	switch {
	case c.sink[v]:
		return until
	case t >= c.Until/2 && t > 0:
		return min(t+until-c.Until, until)
	}
	return t
}

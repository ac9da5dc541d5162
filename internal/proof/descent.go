package proof

import "wayout/internal/unit"

// Sharpest returns what Latest does, from cuts that descend as sets of nodes as well, as long as that
// proves more.
func (c *Cut) Sharpest(needed unit.Vehicle, most unit.Second) *Cut {
	best := c.Latest(needed, most)
	for stride := c.q.Step / 2; best.Until < most; {
		lower := New(c.q, best.Until, best.Moments)
		lower.descend(stride)
		later := lower.Latest(needed, most)
		gained := later.Until - best.Until
		if gained <= 0 {
			break
		}
		best, stride = later, min(stride, gained)
	}
	return best
}

// descend lowers the value by moving the moments of many nodes together, by a stride, half of it, and
// so on down to a second, as long as there are sets of nodes whose move helps. A cut that was found on steps is
// wrong by a part of a step at every link, and single nodes cannot move where their neighbours hold
// them.
//
// What a link lets through is submodular in the moments of its ends, so the best set to move by a
// stride is a minimum cut of a network of nodes alone (steepest descent with scaling of L-natural
// convex functions: Murota, Discrete Convex Analysis, 2003, chapter 10). Quotas and supplies bend the value in
// other ways; a move is only made if the value falls.
func (c *Cut) descend(stride unit.Second) {
	for stride = max(1, stride); stride > 0; stride /= 2 {
		for range mostMoves {
			if up, down := c.shift(stride), c.shift(-stride); !up && !down {
				break
			}
		}
	}
}

// mostMoves is how often sets move by one stride, up and down.
const mostMoves = 16

// shift moves the set of nodes whose move by a stride lowers the value most, and reports whether it fell.
func (c *Cut) shift(stride unit.Second) bool {
	net := c.q.Network
	target := func(v int32) unit.Second {
		if c.sink[v] {
			return c.Until
		}
		return max(0, min(c.Moments[v]+stride, c.Until))
	}
	var q separation
	for v := range c.Moments {
		now := c.Moments[v]
		if moved := target(int32(v)); moved != now && len(c.ready[v]) > 0 {
			q.alone(int32(v), int64(c.outside(int32(v), moved)-c.outside(int32(v), now)))
		}
	}
	for i := range net.Links {
		l := &net.Links[i]
		from, to := c.Moments[l.From], c.Moments[l.To]
		fromMoved, toMoved := target(l.From), target(l.To)
		if l.From == l.To || min(from, fromMoved) >= max(to, toMoved)-l.Floor || from == fromMoved && to == toMoved {
			continue
		}
		passes := func(from, to unit.Second) int64 { return int64(net.Passes(i, from, to-l.Floor)) }
		none, both := passes(from, to), passes(fromMoved, toMoved)
		first, last := passes(fromMoved, to), passes(from, toMoved)
		// The first end pays what its move costs while the last stays, the last what its move costs
		// once the first has moved; where the last moves alone, the rest is due.
		q.alone(l.From, first-none)
		q.alone(l.To, both-first)
		q.unless(l.To, l.From, max(0, last+first-none-both))
	}
	set := q.best()
	if len(set) == 0 {
		return false
	}
	before := c.Value()
	was := make([]unit.Second, len(set))
	for k, v := range set {
		was[k], c.Moments[v] = c.Moments[v], target(v)
	}
	if c.Value() < before {
		return true
	}
	for k, v := range set {
		c.Moments[v] = was[k]
	}
	return false
}

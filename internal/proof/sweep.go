package proof

import (
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Sweep is one cut at every end up to a last one, as MoveTo moves it. It knows the links that cross the
// cut at some end, so that asking what a change of a few links is worth takes no more work than there
// are of those.
type Sweep struct {
	cut     *Cut
	crosses []bool  // by link: at some end
	links   []int32 // those that do
	nodes   []int32 // where anything becomes ready
	known   map[unit.Second]unit.Throughput
}

// Sweep returns the cut at every end from the start to a last one. Do not change the cut after. It
// takes one pass over the links.
func (c *Cut) Sweep(last unit.Second) *Sweep {
	s := &Sweep{cut: c, crosses: make([]bool, len(c.q.Network.Links)), known: map[unit.Second]unit.Throughput{}}
	for i := range c.q.Network.Links {
		// The moments of both ends are linear in the end of the cut, and so is how long the link
		// crosses it: never, if not at the first or the last end.
		for _, until := range []unit.Second{0, last} {
			from, to := s.during(&c.q.Network.Links[i], until)
			s.crosses[i] = s.crosses[i] || from < to
		}
		if s.crosses[i] {
			s.links = append(s.links, int32(i))
		}
	}
	for v, ready := range c.ready {
		if len(ready) > 0 {
			s.nodes = append(s.nodes, int32(v))
		}
	}
	return s
}

// during returns when a link crosses the cut for an end.
func (s *Sweep) during(l *roads.Link, until unit.Second) (from, to unit.Second) {
	return s.cut.moved(l.From, until), s.cut.moved(l.To, until) - l.Floor
}

// Value returns the most that can have arrived by an end.
func (s *Sweep) Value(until unit.Second) unit.Throughput {
	if sum, ok := s.known[until]; ok {
		return sum
	}
	var sum unit.Throughput
	net := s.cut.q.Network
	for _, i := range s.links {
		from, to := s.during(&net.Links[i], until)
		sum += net.Passes(int(i), from, to)
	}
	for _, v := range s.nodes {
		sum += s.cut.outside(v, s.cut.moved(v, until))
	}
	s.known[until] = sum
	return sum
}

// More returns what some links let through more by an end if they are as in a granted network, which
// differs in rates and quotas only.
func (s *Sweep) More(granted *roads.Network, links []int32, until unit.Second) unit.Throughput {
	var sum unit.Throughput
	for _, i := range links {
		if !s.crosses[i] {
			continue
		}
		from, to := s.during(&granted.Links[i], until)
		sum += granted.Passes(int(i), from, to) - s.cut.q.Network.Passes(int(i), from, to)
	}
	return sum
}

// Latest returns an end up to that of the cut, as late as bisection finds one, by which fewer than needed vehicles are out
// although some links are as in a granted network: nobody clears before, with that granted (METHODS
// §1.5). The cut has to prove that for its own end and the network as it is.
func (s *Sweep) Latest(needed unit.Vehicle, granted *roads.Network, links []int32) unit.Second {
	proves := func(until unit.Second) bool {
		return s.Value(until)+s.More(granted, links, until) < needed.Amount()
	}
	if proves(s.cut.Until) {
		return s.cut.Until
	}
	low, high := unit.Second(0), s.cut.Until
	for low+1 < high {
		if mid := (low + high) / 2; proves(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

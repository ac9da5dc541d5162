package core

import "wayout/internal/unit"

// Lift makes a cut of the core one of the whole network that lets no more through: by node the moment
// after which whoever is there counts as behind the cut. A chain that crosses the cut does so on the link
// that lets least through; no other link between crosses it, and no dead end.
func (c *Core) Lift(moments []unit.Second) []unit.Second {
	const unset = unit.Second(-1)
	out := make([]unit.Second, len(c.Of))
	for v, i := range c.Of {
		out[v] = unset
		if i != None {
			out[v] = moments[i]
		}
	}
	for i, chain := range c.Chains {
		l := &c.Network.Links[i]
		if from, to := moments[l.From], moments[l.To]; len(chain) > 1 && from+c.travel(l) < to {
			c.cross(out, chain, from, to)
		}
	}
	fixed := make([]bool, len(out))
	for v := range out {
		fixed[v] = out[v] != unset
	}
	for changed := true; changed; {
		changed = false
		for i := range c.whole.Links {
			l := &c.whole.Links[i]
			if fixed[l.From] || c.rates[i].Most() == 0 {
				continue
			}
			if t := out[l.To] - c.travel(l); t > out[l.From] {
				out[l.From], changed = t, true
			}
		}
	}
	for v := range out {
		out[v] = max(0, out[v])
	}
	return out
}

// cross sets the moments of the nodes within a chain that crosses the cut.
func (c *Core) cross(out []unit.Second, chain []int32, from, to unit.Second) {
	var rest unit.Second // from the end of a link to the end of the chain
	for _, i := range chain {
		rest += c.travel(&c.whole.Links[i])
	}
	narrowest, least := 0, unit.Throughput(-1)
	var before unit.Second
	for j, i := range chain {
		took := c.travel(&c.whole.Links[i])
		rest -= took
		if n := c.whole.Passes(int(i), from+before, to-rest-took); least < 0 || n < least {
			narrowest, least = j, n
		}
		before += took
	}
	before = 0
	for j, i := range chain[:len(chain)-1] {
		l := &c.whole.Links[i]
		before += c.travel(l)
		if j < narrowest {
			out[l.To] = from + before
		}
	}
	for j := len(chain) - 1; j > narrowest; j-- {
		l := &c.whole.Links[chain[j]]
		rest += c.travel(l)
		out[l.From] = to - rest
	}
}

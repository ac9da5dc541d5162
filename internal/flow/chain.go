package flow

import "slices"

// chains are links joined to one where the node between them is only passed, so that searches meet
// fewer nodes. It applies where waiting is unlimited everywhere.
//
// A node v without supply or sink whose only links are u→v→w, or those and w→v→u, is dropped if on each
// way one link never takes more than the other: c₁(θ) ≤ c₂(θ+d₁) for all θ, or the other way round.
// The joined link has the smaller capacity and both transits. Nothing is lost by that. Where the first
// takes less, whatever it lets in can go on at once, and wait at w as well as at v. Where the second
// takes less, whatever it lets in can enter the first just in time, and wait at u as well as at v. And
// whoever turns back at v can wait instead. Where neither is less throughout, waiting at v can be of
// use, and the links stay as they are.
type chains struct {
	links  []Link
	joints []joint
	place  []chainPlace // by link of the problem
}

// chainPlace tells where a link has gone: into which link, or none, how many steps and how many links
// after its beginning.
type chainPlace struct{ link, delay, position int32 }

// joint is a node that was dropped, with its ways through, one or two.
type joint struct {
	node int32
	ways []through
}

// through is a way through a dropped node.
type through struct {
	from, to      int32
	before, after int32 // transits of its two links
	firstLimits   bool
}

// chainer joins links.
type chainer struct {
	*chains
	in, out [][]int32 // by node: its links
	into    []int32   // by link: the one it was joined to, or none
	delay   []int32   // by link: steps from the beginning of that to its own
	before  []int32   // by link: links of the problem in that before its own
	size    []int32   // by link: links of the problem in it
}

// withoutChains returns the problem with its chains joined.
func (p Problem) withoutChains() (Problem, *chains) {
	c := chainer{chains: &chains{links: slices.Clone(p.Links)}, in: make([][]int32, p.Nodes), out: make([][]int32, p.Nodes)}
	for i, l := range p.Links {
		c.in[l.To] = append(c.in[l.To], int32(i))
		c.out[l.From] = append(c.out[l.From], int32(i))
	}
	c.into, c.delay = slices.Repeat([]int32{none}, len(p.Links)), make([]int32, len(p.Links))
	c.before, c.size = make([]int32, len(p.Links)), slices.Repeat([]int32{1}, len(p.Links))
	kept := make([]bool, p.Nodes)
	for _, s := range p.Supplies {
		kept[s.Node] = true
	}
	for _, s := range p.Sinks {
		kept[s.Node] = true
	}
	for v := range int32(p.Nodes) {
		if !kept[v] {
			c.drop(v)
		}
	}
	p.Links = c.number(len(p.Links))
	return p, c.chains
}

// drop joins the links of a node if that loses nothing.
func (c *chainer) drop(v int32) {
	pairs := c.pairs(v)
	if pairs == nil {
		return
	}
	j := joint{node: v}
	var joined []Link
	for _, pair := range pairs {
		a, b := &c.links[pair[0]], &c.links[pair[1]]
		capacity, firstLimits, ok := lesser(a.Capacity, b.Capacity, a.Transit)
		if !ok || a.Transit > 1<<30 || b.Transit > 1<<30-a.Transit {
			return
		}
		j.ways = append(j.ways, through{a.From, b.To, a.Transit, b.Transit, firstLimits})
		joined = append(joined, Link{From: a.From, To: b.To, Transit: a.Transit + b.Transit, Capacity: capacity})
	}
	for i, pair := range pairs {
		link := int32(len(c.links))
		c.links = append(c.links, joined[i])
		c.into[pair[0]], c.into[pair[1]] = link, link
		c.delay[pair[1]], c.before[pair[1]] = c.links[pair[0]].Transit, c.size[pair[0]]
		c.into, c.delay = append(c.into, none), append(c.delay, 0)
		c.before, c.size = append(c.before, 0), append(c.size, c.size[pair[0]]+c.size[pair[1]])
		replaceLink(c.out[joined[i].From], pair[0], link)
		replaceLink(c.in[joined[i].To], pair[1], link)
	}
	c.in[v], c.out[v] = nil, nil
	c.joints = append(c.joints, j)
}

func replaceLink(links []int32, old, link int32) { links[slices.Index(links, old)] = link }

// pairs returns the links of the ways through a node, or nil where it is not only passed.
func (c *chainer) pairs(v int32) [][2]int32 {
	in, out := c.in[v], c.out[v]
	from := func(i int) int32 { return c.links[in[i]].From }
	to := func(i int) int32 { return c.links[out[i]].To }
	switch {
	case len(in) == 1 && len(out) == 1 && from(0) != to(0) && from(0) != v:
		return [][2]int32{{in[0], out[0]}}
	case len(in) != 2 || len(out) != 2 || from(0) == from(1) || from(0) == v || from(1) == v:
		return nil
	case to(0) == from(1) && to(1) == from(0):
		return [][2]int32{{in[0], out[0]}, {in[1], out[1]}}
	case to(1) == from(1) && to(0) == from(0):
		return [][2]int32{{in[0], out[1]}, {in[1], out[0]}}
	}
	return nil
}

// lesser returns the capacity of two links one behind the other, by the step of entering the first, and
// whether it is that of the first; false where neither is the lesser throughout.
func lesser(first, second []Change, transit int32) (capacity []Change, firstLimits, ok bool) {
	var shifted []Change
	for _, c := range second {
		if c.Step = max(0, c.Step-transit); c.Step == 0 {
			shifted = shifted[:0]
		}
		shifted = append(shifted, c)
	}
	firstLess, secondLess := true, true
	for i, j := 0, 0; ; {
		firstLess = firstLess && first[i].Units <= shifted[j].Units
		secondLess = secondLess && shifted[j].Units <= first[i].Units
		switch {
		case i+1 == len(first) && j+1 == len(shifted):
			if firstLess {
				return first, true, true
			}
			return shifted, false, secondLess
		case j+1 == len(shifted) || i+1 < len(first) && first[i+1].Step <= shifted[j+1].Step:
			if j+1 < len(shifted) && first[i+1].Step == shifted[j+1].Step {
				j++
			}
			i++
		default:
			j++
		}
	}
}

// number returns the links that are left, and finds where those of the problem have gone.
func (c *chainer) number(links int) []Link {
	var left []Link
	number := make([]int32, len(c.links))
	for i := range c.links {
		if c.into[i] == none {
			number[i] = int32(len(left))
			left = append(left, c.links[i])
		}
	}
	c.place = make([]chainPlace, links)
	for i := range c.place {
		at, place := int32(i), chainPlace{}
		for ; c.into[at] != none; at = c.into[at] {
			place.delay += c.delay[at]
			place.position += c.before[at]
		}
		place.link = number[at]
		c.place[i] = place
	}
	c.links = nil
	return left
}

// extendCut gives the dropped nodes a step in a minimum cut for arrivals up to last, of the same value.
func (c *chains) extendCut(cut []int32, last int32) {
	for _, j := range slices.Backward(c.joints) {
		step := int32(0)
		for _, w := range j.ways {
			step = max(step, cut[w.to]-w.after)
		}
		for _, w := range j.ways {
			if cut[w.from]+w.before+w.after < cut[w.to] && !w.firstLimits {
				step = min(last+1, cut[w.from]+w.before)
			} else if cut[w.from]+w.before+w.after < cut[w.to] {
				step = max(0, cut[w.to]-w.after)
			}
		}
		cut[j.node] = step
	}
}

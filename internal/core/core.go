package core

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Core is a network with what its nodes and links are in the network it was made of.
type Core struct {
	Network *roads.Network
	Nodes   []int32   // by node: the node of the whole network
	Of      []int32   // by node of the whole network: the node here, or None
	Chains  [][]int32 // by link: the links of the whole network in a row

	whole  *roads.Network
	rates  []roads.Profile // by link of the whole network
	travel Travel
}

// None stands for no node.
const None int32 = -1

// Travel is how long a link takes: its Floor for bounds, its Ceil for plans.
type Travel func(l *roads.Link) unit.Second

// New returns the core of a network whose links let in what rates say. Nodes that are kept, sinks, and
// the ends of gates and receptions stay, and so does every node at which it may help to wait because
// the roads on both sides are narrow at different times. Floor and Ceil of a link of the core are the
// sums of those of its chain.
func New(net *roads.Network, rates []roads.Profile, keep []bool, travel Travel) *Core {
	b := newBuilder(net, rates, keep, travel)
	for changed := true; changed; {
		changed = false
		for v := range net.Nodes {
			changed = b.take(int32(v)) || changed
		}
	}
	return b.core()
}

// Whole returns a network as a core of itself, to compare with.
func Whole(net *roads.Network, rates []roads.Profile, travel Travel) *Core {
	b := newBuilder(net, rates, make([]bool, len(net.Nodes)), travel)
	for v := range b.keep {
		b.keep[v] = true
	}
	return b.core()
}

// builder holds links that are joined more and more.
type builder struct {
	net     *roads.Network
	rates   []roads.Profile
	keep    []bool // never taken out
	kept    []bool // still there
	travel  Travel
	links   []roads.Link
	chains  [][]int32 // nil: gone
	out, in [][]int32 // by node: links that are there, and gone ones
}

func newBuilder(net *roads.Network, rates []roads.Profile, keep []bool, travel Travel) *builder {
	b := &builder{
		net: net, rates: rates, keep: slices.Clone(keep), kept: make([]bool, len(net.Nodes)), travel: travel,
		links: slices.Clone(net.Links), chains: make([][]int32, len(net.Links)),
		out: make([][]int32, len(net.Nodes)), in: make([][]int32, len(net.Nodes)),
	}
	for v := range b.kept {
		b.kept[v] = true
	}
	for _, s := range net.Sinks {
		b.keep[s.Node] = true
	}
	for i := range b.links {
		l := &b.links[i]
		l.Rate = rates[i]
		if l.Kind != roads.Carriageway || l.Quota > 0 {
			b.keep[l.From], b.keep[l.To] = true, true
		}
		if l.Rate.Most() > 0 {
			b.chains[i] = []int32{int32(i)}
			b.out[l.From] = append(b.out[l.From], int32(i))
			b.in[l.To] = append(b.in[l.To], int32(i))
		}
	}
	return b
}

// around returns the links that still lead to or from a node.
func (b *builder) around(list *[]int32) []int32 {
	*list = slices.DeleteFunc(*list, func(i int32) bool { return b.chains[i] == nil })
	return *list
}

// take takes a node out if it is a dead end or stands between two others, and reports whether it did.
func (b *builder) take(v int32) bool {
	if b.keep[v] || !b.kept[v] {
		return false
	}
	in, out := b.around(&b.in[v]), b.around(&b.out[v])
	var ends []int32
	for _, i := range in {
		ends = append(ends, b.links[i].From)
	}
	for _, i := range out {
		ends = append(ends, b.links[i].To)
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	if len(ends) > 2 {
		return false
	}
	var joined []chain
	if len(ends) == 2 {
		for _, end := range [][2]int32{{ends[0], ends[1]}, {ends[1], ends[0]}} {
			from, to := b.only(in, end[0], b.fromOf), b.only(out, end[1], b.toOf)
			if from == many || to == many {
				return false
			}
			if from == None || to == None {
				continue
			}
			c, ok := b.join(from, to)
			if !ok {
				return false
			}
			joined = append(joined, c)
		}
	}
	for _, i := range slices.Concat(in, out) {
		b.chains[i] = nil
	}
	for _, c := range joined {
		i := int32(len(b.links))
		b.links, b.chains = append(b.links, c.link), append(b.chains, c.links)
		b.out[c.link.From] = append(b.out[c.link.From], i)
		b.in[c.link.To] = append(b.in[c.link.To], i)
	}
	b.kept[v] = false
	return true
}

func (b *builder) fromOf(i int32) int32 { return b.links[i].From }
func (b *builder) toOf(i int32) int32   { return b.links[i].To }

// many stands for more than one link.
const many int32 = -2

// only returns the one link of a list with an end, or None, or many.
func (b *builder) only(list []int32, end int32, endOf func(i int32) int32) int32 {
	found := None
	for _, i := range list {
		if endOf(i) != end {
			continue
		}
		if found != None {
			return many
		}
		found = i
	}
	return found
}

// chain is a link of the core with what it is made of.
type chain struct {
	link  roads.Link
	links []int32
}

// join makes one link of two in a row, if one of them is never wider than the other by the time
// vehicles get there: to wait between them is then of no use.
func (b *builder) join(i, j int32) (chain, bool) {
	first, second := b.links[i], b.links[j]
	later := shifted(second.Rate, b.travel(&first))
	rate := first.Rate
	switch {
	case noMore(first.Rate, later):
	case noMore(later, first.Rate):
		rate = later
	default:
		return chain{}, false
	}
	first.To, first.Rate = second.To, rate
	first.Length += second.Length
	first.Floor += second.Floor
	first.Ceil += second.Ceil
	return chain{first, slices.Concat(b.chains[i], b.chains[j])}, true
}

// shifted returns the profile as somebody sees it who gets there some time later.
func shifted(p roads.Profile, by unit.Second) roads.Profile {
	if len(p) < 2 || by == 0 {
		return p
	}
	out := make(roads.Profile, 0, len(p))
	for _, piece := range p {
		piece.From = max(0, piece.From-by)
		if n := len(out); n > 0 && out[n-1].From == piece.From {
			out[n-1].Rate = piece.Rate
			continue
		}
		out = append(out, piece)
	}
	return out
}

// noMore reports whether a profile is at no time above another.
func noMore(p, q roads.Profile) bool {
	at := func(t unit.Second) bool { return p.At(t) <= q.At(t) }
	for _, piece := range p {
		if !at(piece.From) {
			return false
		}
	}
	for _, piece := range q {
		if !at(piece.From) {
			return false
		}
	}
	return true
}

// core numbers what is left.
func (b *builder) core() *Core {
	c := &Core{
		Network: &roads.Network{Midnights: b.net.Midnights}, Of: make([]int32, len(b.net.Nodes)),
		whole: b.net, rates: b.rates, travel: b.travel,
	}
	for v, node := range b.net.Nodes {
		c.Of[v] = None
		if b.kept[v] && (b.keep[v] || len(b.around(&b.in[v]))+len(b.around(&b.out[v])) > 0) {
			c.Of[v] = int32(len(c.Nodes))
			c.Nodes = append(c.Nodes, int32(v))
			c.Network.Nodes = append(c.Network.Nodes, node)
		}
	}
	for i, links := range b.chains {
		if links == nil {
			continue
		}
		l := b.links[i]
		l.From, l.To = c.Of[l.From], c.Of[l.To]
		c.Network.Links = append(c.Network.Links, l)
		c.Chains = append(c.Chains, links)
	}
	for _, s := range b.net.Sinks {
		s.Node = c.Of[s.Node]
		c.Network.Sinks = append(c.Network.Sinks, s)
	}
	for p := range b.net.Entry {
		c.Network.Entry = append(c.Network.Entry, c.Of[b.net.Entry[p]])
		c.Network.Exit = append(c.Network.Exit, c.Of[b.net.Exit[p]])
	}
	c.Network.Freeze()
	return c
}

package draft

import (
	"slices"

	"wayout/internal/area"
)

// Within returns the part of a network that an area holds: the roads that touch it, their junctions, and
// the settlements and gates inside. A road across the border stays whole, and its end outside is among
// the exits. The second result says by the index of a road which it is now, or -1.
func (n *Network) Within(a area.Area) (*Network, []int) {
	out := &Network{Notes: slices.Clone(n.Notes)}
	junctions := unassigned(len(n.Junctions))
	keep := func(j int) int {
		if junctions[j] < 0 {
			junctions[j] = len(out.Junctions)
			out.Junctions = append(out.Junctions, n.Junctions[j])
		}
		return junctions[j]
	}
	roads := make([]int, len(n.Roads))
	for i, r := range n.Roads {
		if roads[i] = -1; !a.Touches(r.Shape) {
			continue
		}
		roads[i] = len(out.Roads)
		r.From, r.To = keep(r.From), keep(r.To)
		out.Roads = append(out.Roads, r)
	}
	for _, s := range n.Settlements {
		if a.Contains(s.At) {
			out.Settlements = append(out.Settlements, s)
		}
	}
	for _, g := range n.Gates {
		if !a.Contains(g.At) {
			continue
		}
		if g.Junction >= 0 {
			g.Junction = junctions[g.Junction]
		}
		out.Gates = append(out.Gates, g)
	}
	exits := make([]bool, len(out.Junctions))
	for _, j := range n.Exits {
		if junctions[j] >= 0 {
			exits[junctions[j]] = true
		}
	}
	for j := range out.Junctions {
		if exits[j] || !a.Contains(out.Junctions[j].At) {
			out.Exits = append(out.Exits, j)
		}
	}
	return out, roads
}

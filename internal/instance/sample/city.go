package sample

import (
	"math/rand/v2"

	"wayout/internal/flow"
)

// Grid calls street for the streets of a grid of side × side nodes, numbered row by row, of which a share
// in tenths is kept.
func Grid(r *rand.Rand, side, kept int, street func(a, b int)) {
	for y := range side {
		for x := range side {
			v := y*side + x
			if x+1 < side && r.IntN(10) < kept {
				street(v, v+1)
			}
			if y+1 < side && r.IntN(10) < kept {
				street(v, v+side)
			}
		}
	}
}

// City is a grid of side × side nodes with some streets left out, a fifth of the nodes with people, and up to
// eight exits on its rim, in steps of five minutes. One street in forty is shut for three hours.
func City(side int, vehicles int64, steps int32, seed uint64) flow.Problem {
	r := rand.New(rand.NewPCG(seed, 3))
	p := flow.Problem{Nodes: side * side, Steps: steps}
	Grid(r, side, 7, func(a, b int) {
		transit := int32(r.IntN(3))
		capacity := []flow.Change{{Units: int64(50+r.IntN(3)*50) * 1000}} // 600 to 1,800 vehicles an hour
		if r.IntN(40) == 0 {
			capacity = shutFor(capacity[0].Units, int32(1+r.IntN(int(steps)-1)), 36)
		}
		both(&p, int32(a), int32(b), transit, capacity)
	})
	zones := side * side / 5
	for range zones {
		p.Supplies = append(p.Supplies, flow.Supply{Node: int32(r.IntN(side * side)), Units: vehicles * 1000 / int64(zones), Release: int32(r.IntN(24))})
	}
	taken := map[int32]bool{}
	for range 8 {
		v := int32(r.IntN(side))
		switch r.IntN(4) {
		case 0:
			v *= int32(side)
		case 1:
			v = v*int32(side) + int32(side) - 1
		case 2:
			v += int32(side * (side - 1))
		}
		if !taken[v] {
			taken[v] = true
			p.Sinks = append(p.Sinks, flow.Sink{Node: v, Total: flow.Unlimited})
		}
	}
	return p
}

// shutFor is a capacity that is 0 for some steps.
func shutFor(units int64, from, steps int32) []flow.Change {
	return []flow.Change{{Units: units}, {Step: from}, {Step: from + steps, Units: units}}
}

// both adds a link each way.
func both(p *flow.Problem, a, b, transit int32, capacity []flow.Change) {
	p.Links = append(p.Links,
		flow.Link{From: a, To: b, Transit: transit, Capacity: capacity},
		flow.Link{From: b, To: a, Transit: transit, Capacity: capacity})
}

// Sheltered gives every sink of a problem an equal share of all supply as its total, and one unit in part
// more.
func Sheltered(p flow.Problem, part int64) flow.Problem {
	var supply int64
	for _, s := range p.Supplies {
		supply += s.Units
	}
	for i := range p.Sinks {
		total := supply / int64(len(p.Sinks))
		p.Sinks[i].Total = total + total/part
	}
	return p
}

// Finer is the same problem with every step divided into parts: links take and releases come so many times
// as many steps, and capacities are divided, rounded down.
func Finer(p flow.Problem, parts int32) flow.Problem {
	fine := p
	fine.Steps = p.Steps * parts
	fine.Links, fine.Supplies = nil, nil
	for _, l := range p.Links {
		l.Transit *= parts
		var capacity []flow.Change
		for _, c := range l.Capacity {
			capacity = append(capacity, flow.Change{Step: c.Step * parts, Units: c.Units / int64(parts)})
		}
		l.Capacity = capacity
		fine.Links = append(fine.Links, l)
	}
	for _, s := range p.Supplies {
		s.Release *= parts
		fine.Supplies = append(fine.Supplies, s)
	}
	return fine
}

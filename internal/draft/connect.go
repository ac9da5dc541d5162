package draft

// Parts tells which junctions hang together. Of holds the number of the part of every junction; Sizes how
// many junctions each part has. Parts are numbered by their lowest junction.
type Parts struct {
	Of    []int
	Sizes []int
}

// Largest returns the part with most junctions, the first of equals, or -1 where there is none.
func (p Parts) Largest() int {
	largest := -1
	for i, size := range p.Sizes {
		if largest < 0 || size > p.Sizes[largest] {
			largest = i
		}
	}
	return largest
}

// Islands divides the junctions into parts between which no road leads, whatever the directions. It takes
// time in proportion to the network.
func (n *Network) Islands() Parts {
	next := n.neighbours(func(Direction, Direction) bool { return true })
	parts := Parts{Of: unassigned(len(n.Junctions))}
	for v := range n.Junctions {
		if parts.Of[v] < 0 {
			parts.add(v, next)
		}
	}
	return parts
}

// StrongParts divides the junctions into parts within which one can drive from everywhere to everywhere
// and back. It takes time in proportion to the network (Sharir 1981, after Kosaraju).
func (n *Network) StrongParts() Parts {
	along := n.neighbours(func(leaving, _ Direction) bool { return leaving.Open() })
	against := n.neighbours(func(_, arriving Direction) bool { return arriving.Open() })
	order := finished(along)
	parts := Parts{Of: unassigned(len(n.Junctions))}
	for i := len(order) - 1; i >= 0; i-- {
		if parts.Of[order[i]] < 0 {
			parts.add(order[i], against)
		}
	}
	return parts.renumbered()
}

// DeadEnds returns, in rising order, the junctions with a single road.
func (n *Network) DeadEnds() []int {
	roads := make([]int, len(n.Junctions))
	for i := range n.Roads {
		roads[n.Roads[i].From]++
		roads[n.Roads[i].To]++
	}
	var out []int
	for junction, count := range roads {
		if count == 1 {
			out = append(out, junction)
		}
	}
	return out
}

// neighbours lists for each junction those at the other ends of its roads, where follow agrees: it is told
// the direction that leaves the junction and the one that arrives there.
func (n *Network) neighbours(follow func(leaving, arriving Direction) bool) [][]int {
	next := make([][]int, len(n.Junctions))
	for i := range n.Roads {
		road := &n.Roads[i]
		if follow(road.Forward, road.Backward) {
			next[road.From] = append(next[road.From], road.To)
		}
		if follow(road.Backward, road.Forward) {
			next[road.To] = append(next[road.To], road.From)
		}
	}
	return next
}

func unassigned(junctions int) []int {
	of := make([]int, junctions)
	for i := range of {
		of[i] = -1
	}
	return of
}

// add makes a new part of all that can be reached from a junction and is in no part yet.
func (p *Parts) add(from int, next [][]int) {
	part := len(p.Sizes)
	p.Sizes = append(p.Sizes, 0)
	p.Of[from] = part
	stack := []int{from}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		p.Sizes[part]++
		for _, w := range next[v] {
			if p.Of[w] < 0 {
				p.Of[w] = part
				stack = append(stack, w)
			}
		}
	}
}

// finished lists the junctions in the order in which a search in depth leaves them.
func finished(next [][]int) []int {
	order := make([]int, 0, len(next))
	looked := make([]int, len(next)) // neighbours looked at so far
	seen := make([]bool, len(next))
	for root := range next {
		if seen[root] {
			continue
		}
		seen[root] = true
		stack := []int{root}
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			if looked[v] == len(next[v]) {
				order = append(order, v)
				stack = stack[:len(stack)-1]
				continue
			}
			w := next[v][looked[v]]
			looked[v]++
			if !seen[w] {
				seen[w] = true
				stack = append(stack, w)
			}
		}
	}
	return order
}

// renumbered numbers the parts by their lowest junction.
func (p Parts) renumbered() Parts {
	number := unassigned(len(p.Sizes))
	out := Parts{Of: make([]int, len(p.Of))}
	for junction, part := range p.Of {
		if number[part] < 0 {
			number[part] = len(out.Sizes)
			out.Sizes = append(out.Sizes, p.Sizes[part])
		}
		out.Of[junction] = number[part]
	}
	return out
}

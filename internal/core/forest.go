package core

import (
	"cmp"
	"slices"

	"wayout/internal/roads"
)

// Branch is a link of a forest, and the node that it joins to a reception or to a node joined before.
type Branch struct{ Link, Node int32 }

// Forest returns a forest of links of which those that carry most come first (Kruskal), from the receptions
// outwards, in whichever direction a link leads. Nodes that no link with a load joins to a reception are left out.
func Forest(net *roads.Network, carries []int64) []Branch {
	var order []int32
	for i, n := range carries {
		if n > 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(carries[b], carries[a]) })
	end := len(net.Nodes) // one node for all receptions
	tree := newUnion(end + 1)
	for _, s := range net.Sinks {
		tree.join(int(s.Node), end)
	}
	chosen := make([][]int32, len(net.Nodes))
	for _, i := range order {
		if l := &net.Links[i]; tree.join(int(l.From), int(l.To)) {
			chosen[l.From] = append(chosen[l.From], i)
			chosen[l.To] = append(chosen[l.To], i)
		}
	}
	joined := make([]bool, len(net.Nodes))
	var queue []int32
	join := func(v int32) {
		joined[v] = true
		queue = append(queue, v)
	}
	for _, s := range net.Sinks {
		join(s.Node)
	}
	var out []Branch
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, i := range chosen[v] {
			far := net.Links[i].From
			if far == v {
				far = net.Links[i].To
			}
			if !joined[far] {
				out = append(out, Branch{i, far})
				join(far)
			}
		}
	}
	return out
}

// union is sets of numbers that grow together.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) of(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join reports whether two numbers were in different sets, which are one then.
func (u union) join(i, j int) bool {
	i, j = u.of(i), u.of(j)
	u[i] = j
	return i != j
}

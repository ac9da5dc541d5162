package expanded

import (
	"bufio"
	"fmt"
	"io"
)

// WriteMinCost writes the network as a minimum-cost flow problem in the form of DIMACS: everybody has to come
// out, at the least sum of steps.
func (n *Network) WriteMinCost(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "p min %d %d\nn %d %d\nn %d %d\n", n.Vertices, len(n.Arcs), Source+1, n.Supply, Target+1, -n.Supply)
	for i := range n.Arcs {
		a := &n.Arcs[i]
		fmt.Fprintf(out, "a %d %d 0 %d %d\n", a.From+1, a.To+1, a.Capacity, a.Cost)
	}
	return out.Flush()
}

// WriteMaxFlow writes the network as a maximum flow problem in the form of DIMACS.
func (n *Network) WriteMaxFlow(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "p max %d %d\nn %d s\nn %d t\n", n.Vertices, len(n.Arcs), Source+1, Target+1)
	for i := range n.Arcs {
		a := &n.Arcs[i]
		fmt.Fprintf(out, "a %d %d %d\n", a.From+1, a.To+1, a.Capacity)
	}
	return out.Flush()
}

// WriteMPS writes the minimum-cost flow problem as a linear program in free MPS: a row for each vertex, what
// comes in less what goes out, and a column for each arc. The row of the source follows from the others and is
// left out.
func (n *Network) WriteMPS(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "NAME expanded FREE\nROWS\n N steps\n")
	for v := 1; v < n.Vertices; v++ {
		fmt.Fprintf(out, " E v%d\n", v)
	}
	fmt.Fprint(out, "COLUMNS\n")
	for i := range n.Arcs {
		a := &n.Arcs[i]
		if a.Cost > 0 {
			fmt.Fprintf(out, " a%d steps %d\n", i, a.Cost)
		}
		if a.From != Source {
			fmt.Fprintf(out, " a%d v%d -1\n", i, a.From)
		}
		fmt.Fprintf(out, " a%d v%d 1\n", i, a.To)
	}
	fmt.Fprintf(out, "RHS\n rhs v%d %d\nBOUNDS\n", Target, n.Supply)
	for i := range n.Arcs {
		fmt.Fprintf(out, " UP b a%d %d\n", i, n.Arcs[i].Capacity)
	}
	fmt.Fprint(out, "ENDATA\n")
	return out.Flush()
}

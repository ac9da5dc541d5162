package roads

import "wayout/internal/unit"

// Kind tells what stage a link of the network stands for.
type Kind uint8

// Carriageway is one direction of a road, Passage a gate, Intake a reception with a rate.
const (
	Carriageway Kind = iota
	Passage
	Intake
)

// String returns the word used in results.
func (k Kind) String() string { return [...]string{"road", "gate", "reception"}[k] }

// Node is a place as the network sees it. A place with a gate has two: in front of the gate and
// after it.
type Node struct {
	Place int  // index of the place
	After bool // after the gate, or after the intake of a reception
}

// Link is one stage between two nodes.
type Link struct {
	Kind     Kind
	Item     int  // index of the road, gate or reception
	Forward  bool // along the road; true for gates and receptions
	From, To int32
	Length   unit.Metre
	Floor    unit.Second // travel time rounded down: for bounds
	Ceil     unit.Second // travel time rounded up: for plans
	Rate     Profile     // what may enter; a danger in force counts as shut
	Quota    unit.Vehicle
}

// Sink is where people have arrived.
type Sink struct {
	Node      int32
	Reception int
	Capacity  unit.Person // most people in all; 0: no limit known
}

// Network is the frozen picture that solvers and judges share. Links are directed. Do not change
// it after it was built.
type Network struct {
	Nodes     []Node
	Links     []Link
	Sinks     []Sink
	Entry     []int32       // by place: the node where its own people start and where roads lead to
	Exit      []int32       // by place: the node from which roads lead on
	Midnights []unit.Second // starts of the calendar days in (0, horizon), for quotas
	outStart  []int32
	out       []int32
	inStart   []int32
	in        []int32
}

// Freeze builds the adjacency of a network whose nodes and links are complete.
func (n *Network) Freeze() {
	from := func(l Link) int32 { return l.From }
	to := func(l Link) int32 { return l.To }
	n.outStart, n.out = n.adjacency(from)
	n.inStart, n.in = n.adjacency(to)
}

func (n *Network) adjacency(end func(Link) int32) (start, links []int32) {
	start = make([]int32, len(n.Nodes)+1)
	for _, l := range n.Links {
		start[end(l)+1]++
	}
	for v := range n.Nodes {
		start[v+1] += start[v]
	}
	links = make([]int32, len(n.Links))
	next := append([]int32(nil), start[:len(n.Nodes)]...)
	for i, l := range n.Links {
		v := end(l)
		links[next[v]] = int32(i)
		next[v]++
	}
	return start, links
}

// Out returns the links that leave a node, in order of their index. Do not change the slice.
func (n *Network) Out(node int32) []int32 { return n.out[n.outStart[node]:n.outStart[node+1]] }

// In returns the links that lead to a node, in order of their index. Do not change the slice.
func (n *Network) In(node int32) []int32 { return n.in[n.inStart[node]:n.inStart[node+1]] }

// Passes returns the most that a link lets in during [from, to): its rate, and on each calendar
// day no more than its quota.
func (n *Network) Passes(link int, from, to unit.Second) unit.Throughput {
	l := &n.Links[link]
	if l.Quota == 0 {
		return l.Rate.Over(from, to)
	}
	var sum unit.Throughput
	for from = max(from, 0); from < to; {
		end := min(to, n.Day(from).To)
		sum += min(l.Rate.Over(from, end), l.Quota.Amount())
		from = end
	}
	return sum
}

// Day returns the bounds of the calendar day that holds a moment: from the last midnight (or 0)
// to the next (or unit.Never).
func (n *Network) Day(t unit.Second) Interval {
	day := Interval{0, unit.Never}
	for _, m := range n.Midnights {
		if m > t {
			day.To = m
			break
		}
		day.From = m
	}
	return day
}

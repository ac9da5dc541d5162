package expanded

import "wayout/internal/flow"

// Arc is one arc of the network. Cost is the step of arrival on arcs into the target, and 0 elsewhere.
type Arc struct {
	From, To       int
	Capacity, Cost int64
}

// Network is a time-expanded network. Vertices are numbered from 0: the source, the target, then copies of
// nodes. Supply is all that the source may send.
type Network struct {
	Vertices int
	Supply   int64
	Arcs     []Arc
}

// The first two vertices.
const (
	Source = 0
	Target = 1
)

// New expands a problem for arrivals at steps up to last. It panics where waiting is limited or a sink has a
// total: those are other questions.
func New(p flow.Problem, last int32) *Network {
	if p.Waiting != nil {
		panic("expanded: waiting is limited")
	}
	e := newExpansion(p, last)
	for i := range p.Links {
		e.link(&p.Links[i])
	}
	for v := range int32(p.Nodes) {
		for t := e.early[v]; e.alive(v, t+1); t++ {
			e.arc(e.copy(v, t), e.copy(v, t+1), e.n.Supply, 0)
		}
	}
	for _, s := range p.Supplies {
		if s.Units > 0 && e.alive(s.Node, s.Release) {
			e.arc(Source, e.copy(s.Node, s.Release), s.Units, 0)
		}
	}
	for _, s := range p.Sinks {
		if s.Total != flow.Unlimited {
			panic("expanded: a sink has a total")
		}
		for t := e.early[s.Node]; e.alive(s.Node, t); t++ {
			e.arc(e.copy(s.Node, t), Target, e.n.Supply, int64(t))
		}
	}
	return &e.n
}

// expansion is a network on its way. The copies of a node are numbered in a row.
type expansion struct {
	last  int32
	early []int32 // by node: the first step at which anybody can be there, whatever the capacities
	toGo  []int32 // by node: the fewest steps from there to a sink
	first []int   // by node: its first copy
	n     Network
}

// never is a step that is not reached. It may be added to another.
const never int32 = 1 << 29

func newExpansion(p flow.Problem, last int32) *expansion {
	e := &expansion{last: last, early: make([]int32, p.Nodes), toGo: make([]int32, p.Nodes), first: make([]int, p.Nodes), n: Network{Vertices: 2}}
	for v := range p.Nodes {
		e.early[v], e.toGo[v] = never, never
	}
	for _, s := range p.Supplies {
		if s.Units > 0 {
			e.early[s.Node] = min(e.early[s.Node], s.Release)
		}
	}
	for _, s := range p.Sinks {
		e.toGo[s.Node] = 0
	}
	for changed := true; changed; { // shortest ways (Bellman and Ford)
		changed = false
		for i := range p.Links {
			l := &p.Links[i]
			if t := e.early[l.From] + l.Transit; t < e.early[l.To] {
				e.early[l.To], changed = t, true
			}
			if t := e.toGo[l.To] + l.Transit; t < e.toGo[l.From] {
				e.toGo[l.From], changed = t, true
			}
		}
	}
	for v := range e.first {
		e.first[v] = e.n.Vertices
		e.n.Vertices += int(max(0, last+1-e.toGo[v]-e.early[v]))
	}
	for _, s := range p.Supplies {
		if e.alive(s.Node, s.Release) {
			e.n.Supply += s.Units
		}
	}
	return e
}

// alive reports whether anybody can be at a node at a step and from there at a sink in time.
func (e *expansion) alive(v, t int32) bool { return t >= e.early[v] && t+e.toGo[v] <= e.last }

func (e *expansion) copy(v, t int32) int { return e.first[v] + int(t-e.early[v]) }

func (e *expansion) arc(from, to int, capacity, cost int64) {
	e.n.Arcs = append(e.n.Arcs, Arc{from, to, capacity, cost})
}

// link adds the copies of a link that are open and lead somewhere.
func (e *expansion) link(l *flow.Link) {
	for i, piece := range l.Capacity {
		end := e.last + 1
		if i+1 < len(l.Capacity) {
			end = min(end, l.Capacity[i+1].Step)
		}
		for t := max(piece.Step, e.early[l.From]); piece.Units > 0 && t < end && e.alive(l.From, t); t++ {
			if e.alive(l.To, t+l.Transit) {
				e.arc(e.copy(l.From, t), e.copy(l.To, t+l.Transit), piece.Units, 0)
			}
		}
	}
}

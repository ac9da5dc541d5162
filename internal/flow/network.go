package flow

// network is the time-expanded residual network, never built as arcs: node copies are numbered
// step × nodes + node and grow with the steps taken in; flow stands in one flat array per kind.
//
// Besides the node copies there are two kinds of extra vertices, with negative numbers: one pool
// per supply, and, where a sink has a total, one hub per sink.
type network struct {
	p       Problem
	nodes   int
	links   int
	steps   int32 // taken in so far
	in, out [][]int32
	pools   [][]int32 // by node: supplies
	sinkAt  []int32   // by node: sink, or -1
	hubs    bool

	room  []int64 // by step × links + link: capacity left
	flow  []int64 // by step × links + link
	wait  []int64 // by step × nodes + node: units that wait on to the next step
	piece []int   // by link: capacity change in force

	left    []int64   // by supply: units still in the pool
	departs [][]int64 // by supply and step
	arrives [][]int64 // by sink and step
	taken   []int64   // by sink
}

func newNetwork(p Problem) *network {
	n := &network{
		p: p, nodes: p.Nodes, links: len(p.Links), hubs: p.limited(),
		in: make([][]int32, p.Nodes), out: make([][]int32, p.Nodes),
		pools:  make([][]int32, p.Nodes),
		sinkAt: make([]int32, p.Nodes),
		piece:  make([]int, len(p.Links)),
		left:   make([]int64, len(p.Supplies)), departs: make([][]int64, len(p.Supplies)),
		arrives: make([][]int64, len(p.Sinks)), taken: make([]int64, len(p.Sinks)),
	}
	for i, l := range p.Links {
		n.out[l.From] = append(n.out[l.From], int32(i))
		n.in[l.To] = append(n.in[l.To], int32(i))
	}
	for v := range n.sinkAt {
		n.sinkAt[v] = -1
	}
	for i, s := range p.Sinks {
		n.sinkAt[s.Node] = int32(i)
	}
	for i, s := range p.Supplies {
		n.left[i] = s.Units
		n.pools[s.Node] = append(n.pools[s.Node], int32(i))
	}
	return n
}

// grow takes in one more step.
func (n *network) grow() {
	t := n.steps
	for i := range n.p.Links {
		capacity := n.p.Links[i].Capacity
		for n.piece[i]+1 < len(capacity) && capacity[n.piece[i]+1].Step <= t {
			n.piece[i]++
		}
		n.room = append(n.room, capacity[n.piece[i]].Units)
		n.flow = append(n.flow, 0)
	}
	for range n.nodes {
		n.wait = append(n.wait, 0)
	}
	for i := range n.departs {
		n.departs[i] = append(n.departs[i], 0)
	}
	for i := range n.arrives {
		n.arrives[i] = append(n.arrives[i], 0)
	}
	n.steps++
}

// waitingRoom returns how many more units may wait at a node from a step to the next.
func (n *network) waitingRoom(copyIndex int, v int32) int64 {
	if n.p.Waiting == nil || n.p.Waiting[v] == Unlimited {
		return unlimitedRoom
	}
	return n.p.Waiting[v] - n.wait[copyIndex]
}

// vertex numbers: node copies from 0, pools and hubs below.
func (n *network) pool(i int32) int { return -1 - int(i) }
func (n *network) hub(i int32) int  { return -1 - len(n.p.Supplies) - int(i) }

// arcKind tells which kind of arc leads from one vertex to another.
type arcKind uint8

const (
	along      arcKind = iota // a link, index is the entry of room and flow
	against                   // the same, backwards
	waitOn                    // index is the node copy that waits
	waitUndo                  // the same, backwards
	leave                     // from a pool, index is supply, step in at
	leaveUndo                 //
	arrive                    // from a sink's copy to its hub
	arriveUndo                //
)

// arc is one residual arc into a vertex.
type arc struct {
	kind  arcKind
	from  int
	index int   // entry of the flat array, supply or sink
	step  int32 // for leave and arrive
}

// arcInto returns the k-th arc into a vertex, and false past the last one. ok is false for an
// arc that has no room now.
func (n *network) arcInto(x, k int) (a arc, ok, more bool) {
	if x >= 0 {
		return n.arcIntoCopy(x, k)
	}
	if i := -1 - x; i < len(n.p.Supplies) {
		return n.arcIntoPool(i, k)
	}
	return n.arcIntoHub(-1-x-len(n.p.Supplies), k)
}

func (n *network) arcIntoCopy(x, k int) (a arc, ok, more bool) {
	v, t := int32(x%n.nodes), int32(x/n.nodes)
	if pools := n.pools[v]; k < len(pools) {
		i := pools[k]
		return arc{leave, n.pool(i), int(i), t}, n.p.Supplies[i].Release <= t, true
	} else {
		k -= len(pools)
	}
	if in := n.in[v]; k < len(in) {
		i := in[k]
		l := &n.p.Links[i]
		enter := t - l.Transit
		if enter < 0 {
			return arc{}, false, true
		}
		entry := int(enter)*n.links + int(i)
		return arc{along, int(enter)*n.nodes + int(l.From), entry, 0}, n.room[entry] > 0, true
	} else {
		k -= len(in)
	}
	if out := n.out[v]; k < len(out) {
		i := out[k]
		entry := int(t)*n.links + int(i)
		if n.flow[entry] == 0 {
			return arc{}, false, true
		}
		l := &n.p.Links[i]
		return arc{against, int(t+l.Transit)*n.nodes + int(l.To), entry, 0}, true, true
	} else {
		k -= len(out)
	}
	switch k {
	case 0:
		before := x - n.nodes
		return arc{waitOn, before, before, 0}, t > 0 && n.waitingRoom(before, v) > 0, true
	case 1:
		return arc{waitUndo, x + n.nodes, x, 0}, n.wait[x] > 0, true
	case 2:
		s := n.sinkAt[v]
		if !n.hubs || s < 0 {
			return arc{}, false, true
		}
		return arc{arriveUndo, n.hub(s), int(s), t}, n.arrives[s][t] > 0, true
	}
	return arc{}, false, false
}

func (n *network) arcIntoPool(i, k int) (a arc, ok, more bool) {
	if k >= int(n.steps) {
		return arc{}, false, false
	}
	v := n.p.Supplies[i].Node
	return arc{leaveUndo, k*n.nodes + int(v), i, int32(k)}, n.departs[i][k] > 0, true
}

func (n *network) arcIntoHub(i, k int) (a arc, ok, more bool) {
	if k >= int(n.steps) {
		return arc{}, false, false
	}
	t := int(n.steps) - 1 - k
	return arc{arrive, t*n.nodes + int(n.p.Sinks[i].Node), i, int32(t)}, true, true
}

// capacity returns how much more an arc can take.
func (n *network) capacity(a arc) int64 {
	switch a.kind {
	case along:
		return n.room[a.index]
	case against:
		return n.flow[a.index]
	case waitOn:
		return n.waitingRoom(a.index, int32(a.index%n.nodes))
	case waitUndo:
		return n.wait[a.index]
	case leaveUndo:
		return n.departs[a.index][a.step]
	case arriveUndo:
		return n.arrives[a.index][a.step]
	default:
		return unlimitedRoom
	}
}

// push sends units along an arc.
func (n *network) push(a arc, units int64) {
	switch a.kind {
	case along:
		n.room[a.index] -= units
		n.flow[a.index] += units
	case against:
		n.room[a.index] += units
		n.flow[a.index] -= units
	case waitOn:
		n.wait[a.index] += units
	case waitUndo:
		n.wait[a.index] -= units
	case leave:
		n.departs[a.index][a.step] += units
	case leaveUndo:
		n.departs[a.index][a.step] -= units
	case arrive:
		n.arrives[a.index][a.step] += units
	case arriveUndo:
		n.arrives[a.index][a.step] -= units
	}
}

// each calls visit for every vertex that a residual arc leads to from x.
func (n *network) each(x int, visit func(y int)) {
	if x < 0 {
		n.eachFromExtra(x, visit)
		return
	}
	v, t := int32(x%n.nodes), int32(x/n.nodes)
	for _, i := range n.out[v] {
		l := &n.p.Links[i]
		if n.room[int(t)*n.links+int(i)] > 0 && t+l.Transit < n.steps {
			visit(int(t+l.Transit)*n.nodes + int(l.To))
		}
	}
	for _, i := range n.in[v] {
		l := &n.p.Links[i]
		if enter := t - l.Transit; enter >= 0 && n.flow[int(enter)*n.links+int(i)] > 0 {
			visit(int(enter)*n.nodes + int(l.From))
		}
	}
	if t+1 < n.steps && n.waitingRoom(x, v) > 0 {
		visit(x + n.nodes)
	}
	if t > 0 && n.wait[x-n.nodes] > 0 {
		visit(x - n.nodes)
	}
	for _, i := range n.pools[v] {
		if n.departs[i][t] > 0 {
			visit(n.pool(i))
		}
	}
	if s := n.sinkAt[v]; n.hubs && s >= 0 {
		visit(n.hub(s))
	}
}

func (n *network) eachFromExtra(x int, visit func(y int)) {
	if i := -1 - x; i < len(n.p.Supplies) {
		s := n.p.Supplies[i]
		for t := s.Release; t < n.steps; t++ {
			visit(int(t)*n.nodes + int(s.Node))
		}
		return
	}
	i := -1 - x - len(n.p.Supplies)
	for t, units := range n.arrives[i] {
		if units > 0 {
			visit(t*n.nodes + int(n.p.Sinks[i].Node))
		}
	}
}

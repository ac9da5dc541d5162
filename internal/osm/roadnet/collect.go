package roadnet

import (
	"fmt"
	"slices"
	"sort"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/osm"
)

// reader carries one call of Read.
type reader struct {
	options Options
	network *draft.Network
	words   map[string]string

	// What the first reading keeps.
	seen         map[int64]bool // ways that were kept, roads and ferries, so that none is kept twice
	ways         []way
	refs         []int64 // nodes of all ways, one after another
	ferries      []ferry
	restrictions []restriction
	given        map[int64]orb.Point // positions that stand with the ways; nil in most files

	// The nodes that are needed, by their index: ids in rising order.
	ids    []int64
	nodes  []node
	cursor int // where the last id was found; in most files the next one is near

	gates  []gate
	listed map[int64]bool // nodes that are among the gates or settlements
	ends   []int32        // by index of a node: its junction, or -1
}

// node is what is known of a node that a road or ferry needs.
type node struct {
	at      orb.Point
	present bool // it is in the file
	uses    uint8
	exit    bool // a road was cut here, because its next node is not in the file
	stop    bool // no car gets past
}

// mostUses is where counting stops: a node used so often is a junction.
const mostUses = 2

// use counts a road at a node.
func (n *node) use(times uint8) { n.uses = min(n.uses+times, mostUses) }

// wayID and nodeID are the ids of the network.
func wayID(id int64) string  { return fmt.Sprintf("w%d", id) }
func nodeID(id int64) string { return fmt.Sprintf("n%d", id) }

// takeWay keeps a way of the first reading where it is a road or ferry.
func (r *reader) takeWay(w *osm.Way) error {
	note := func(what string) { r.network.Note(what, wayID(w.ID)) }
	r.noteArea(w.Tags, wayID(w.ID))
	if r.seen[w.ID] {
		note("ways that stand twice in the file: the second was left out")
		return nil
	}
	if w.Tags.Get("highway") == "" {
		if w.Tags.Get("route") == "ferry" {
			r.takeFerry(w, note)
		}
		return nil
	}
	road, ok := r.road(w.Tags, note)
	if !ok {
		return nil
	}
	r.seen[w.ID] = true
	from := len(r.refs)
	r.addNodes(w, note)
	r.ways = append(r.ways, way{id: w.ID, road: road, from: from, to: len(r.refs)})
	return nil
}

// addNodes keeps the nodes of a way. A node that follows itself stands once.
func (r *reader) addNodes(w *osm.Way, note func(string)) {
	repeated := false
	for i, id := range w.Nodes {
		if i > 0 && id == w.Nodes[i-1] {
			repeated = true
			continue
		}
		r.refs = append(r.refs, id)
	}
	if repeated {
		note("ways with the same node twice in a row: it was used once")
	}
	r.keepGiven(w)
}

// keepGiven keeps positions that stand with a way: a file that has them may leave the nodes out.
func (r *reader) keepGiven(w *osm.Way) {
	for i := range w.Points {
		if r.given == nil {
			r.given = map[int64]orb.Point{}
		}
		r.given[w.Nodes[i]] = w.Points[i]
	}
}

// takeFerry keeps the two ends of a ferry that takes cars.
func (r *reader) takeFerry(w *osm.Way, note func(string)) {
	if may, _ := access(w.Tags, ""); may == forbidden || len(w.Nodes) == 0 {
		note("ferries that take no cars were left out")
		return
	}
	note("ferries are no roads: their landings on roads are gate candidates")
	r.seen[w.ID] = true
	r.ferries = append(r.ferries, ferry{w.ID, w.Tags.Get("name"), [2]int64{w.Nodes[0], w.Nodes[len(w.Nodes)-1]}})
	r.keepGiven(w)
}

// takeRelation keeps a ban on turning of the first reading.
func (r *reader) takeRelation(relation *osm.Relation) error {
	r.noteArea(relation.Tags, fmt.Sprintf("r%d", relation.ID))
	if restriction, ok := restrictionOf(relation); ok {
		r.restrictions = append(r.restrictions, restriction)
	}
	return nil
}

// number gives an index to every node that the second reading has to find.
func (r *reader) number() {
	r.ids = slices.Clone(r.refs)
	for _, f := range r.ferries {
		r.ids = append(r.ids, f.ends[:]...)
	}
	slices.Sort(r.ids)
	r.ids = slices.Clip(slices.Compact(r.ids))
	r.nodes = make([]node, len(r.ids))
	for id, at := range r.given {
		if i := r.index(id); i >= 0 {
			r.nodes[i].at, r.nodes[i].present = at, true
		}
	}
}

// index finds a node that is needed, or returns -1. It is quick where ids are asked for in rising order.
func (r *reader) index(id int64) int {
	from, to := 0, len(r.ids)
	if r.cursor < len(r.ids) && r.ids[r.cursor] <= id {
		from = r.cursor
		for step := 1; from+step < len(r.ids); step *= 2 {
			if r.ids[from+step] > id {
				to = from + step
				break
			}
		}
	}
	at := from + sort.Search(to-from, func(i int) bool { return r.ids[from+i] >= id })
	r.cursor = max(min(at, len(r.ids)-1), 0)
	if at < len(r.ids) && r.ids[at] == id {
		return at
	}
	return -1
}

// takeNode takes in a node of the second reading.
func (r *reader) takeNode(n *osm.Node) error {
	i := r.index(n.ID)
	if i >= 0 {
		_, known := r.given[n.ID]
		if r.nodes[i].present && !known {
			r.network.Note("nodes that stand twice in the file: the last position was taken", nodeID(n.ID))
		}
		r.nodes[i].at, r.nodes[i].present = n.At, true
	}
	if len(n.Tags) == 0 {
		return nil
	}
	if r.listed[n.ID] {
		r.network.Note("settlements and gates that stand twice in the file: the second was left out", nodeID(n.ID))
		return nil
	}
	before := len(r.gates) + len(r.network.Settlements)
	r.takeGate(n, i)
	r.takeSettlement(n)
	if len(r.gates)+len(r.network.Settlements) > before {
		r.listed[n.ID] = true
	}
	return nil
}

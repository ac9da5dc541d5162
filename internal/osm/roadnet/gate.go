package roadnet

import (
	"slices"

	"wayout/internal/draft"
	"wayout/internal/osm"
)

// gate is a place that may hold cars up, before it is known whether a road is there.
type gate struct {
	draft.Gate
	node int // index of the node, or -1
}

// ferry is the two ends of a ferry.
type ferry struct {
	id   int64
	name string
	ends [2]int64
}

// Kinds of barriers, as https://wiki.openstreetmap.org/wiki/Key:barrier lists them.
var (
	// posts are worth showing also where no road leads through their node.
	posts = []string{"border_control", "checkpoint", "toll_booth"}
	// holds let cars through one by one.
	holds = []string{
		"gate", "lift_gate", "swing_gate", "sliding_gate", "sliding_beam", "wicket_gate", "hampshire_gate", "bump_gate", "sally_port",
		"chain", "coupure", "double_swing_gate",
	}
	// stops let no car through, unless their tags say so.
	stops = []string{
		"bollard", "block", "jersey_barrier", "debris", "log", "planter", "cycle_barrier", "motorcycle_barrier", "stile", "kissing_gate",
		"turnstile", "full-height_turnstile", "horse_stile", "rope", "boulder", "bus_trap", "sump_buster", "wall", "fence", "ditch",
	}
	// opens are bollards that somebody can open.
	opens = []string{"removable", "rising", "foldable", "flexible"}
	// passes hold nobody up.
	passes = []string{"cattle_grid", "kerb", "height_restrictor", "width_restrictor", "entrance", "toll", "city_wall", "hedge", "spikes"}
)

// checkKeys are tags of posts that are not under barrier.
var checkKeys = []string{"military", "police"}

// barrierOf returns what stands at a node, "" for nothing.
func barrierOf(tags osm.Tags) string {
	for _, value := range tags.First(checkKeys...) {
		if value == "checkpoint" {
			return value
		}
	}
	return tags.Get("barrier")
}

// takeGate keeps a barrier or post. The index of its node is -1 where no road that was kept uses it.
func (r *reader) takeGate(n *osm.Node, index int) {
	kind := barrierOf(n.Tags)
	post := slices.Contains(posts, kind)
	if kind == "" || index < 0 && !post {
		return
	}
	note := func(what string) { r.network.Note(what, nodeID(n.ID)) }
	may, _ := access(n.Tags, "")
	switch {
	case slices.Contains(passes, kind):
		return
	case index >= 0 && stopsCars(kind, n.Tags, may):
		note("barriers that no car passes cut their road (bollards, blocks, gates with access=no and the like)")
		r.nodes[index].stop = true
		return
	case slices.Contains(stops, kind) && may == permitted:
		return
	case !post && !slices.Contains(holds, kind) && !slices.Contains(stops, kind):
		note("barriers of an unknown kind: the road is open")
		return
	case may == restricted:
		note("private gates are taken as open, and are gate candidates")
	}
	r.gates = append(r.gates, gate{draft.Gate{ID: nodeID(n.ID), Kind: kind, Name: n.Tags.Get("name"), At: n.At, Junction: -1}, index})
}

// stopsCars reports whether no car gets past a barrier.
func stopsCars(kind string, tags osm.Tags, may permission) bool {
	stop := slices.Contains(stops, kind)
	if may == forbidden {
		return stop || slices.Contains(holds, kind)
	}
	return stop && may != permitted && !slices.Contains(opens, tags.Get("bollard"))
}

// land makes gate candidates of the landings of ferries where a road leads to.
func (r *reader) land(f ferry) {
	landed := false
	for _, id := range f.ends {
		i := r.index(id)
		if i < 0 || r.nodes[i].uses == 0 {
			continue
		}
		landed = true
		r.gates = append(r.gates, gate{draft.Gate{
			ID: wayID(f.id) + ":" + nodeID(id), Kind: "ferry", Name: f.name, At: r.nodes[i].at, Junction: -1,
		}, i})
	}
	if !landed {
		r.network.Note("ferries without a road at either landing", wayID(f.id))
	}
}

// placeGates hands over the gates that stand on a road of the network, and posts beside roads.
func (r *reader) placeGates() {
	for _, g := range r.gates {
		if g.node >= 0 {
			g.Junction = int(r.ends[g.node])
		}
		if g.Junction < 0 {
			if !slices.Contains(posts, g.Kind) || !r.options.Area.Contains(g.At) {
				continue
			}
			r.network.Note("posts that stand on no road of the network (border controls, checkpoints, toll booths)", g.ID)
		}
		r.network.Gates = append(r.network.Gates, g.Gate)
	}
}

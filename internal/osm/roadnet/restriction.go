package roadnet

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/osm"
)

// restriction is a ban on turning.
type restriction struct {
	id   int64
	kind string // "no_left_turn"
	from []int64
	to   []int64
	via  int64 // a node; 0 where it is a way
}

// restrictionOf reads a relation; ok is false where it is no restriction for cars.
func restrictionOf(r *osm.Relation) (out restriction, ok bool) {
	kind := r.Tags.Get("restriction:motorcar")
	if kind == "" {
		kind = r.Tags.Get("restriction")
	}
	if r.Tags.Get("type") != "restriction" || kind == "" || slices.Contains(strings.Split(r.Tags.Get("except"), ";"), "motorcar") {
		return restriction{}, false
	}
	out = restriction{id: r.ID, kind: kind}
	for _, m := range r.Members {
		switch {
		case m.Role == "from" && m.Kind == osm.Ways:
			out.from = append(out.from, m.ID)
		case m.Role == "to" && m.Kind == osm.Ways:
			out.to = append(out.to, m.ID)
		case m.Role == "via" && m.Kind == osm.Nodes:
			out.via = m.ID
		}
	}
	return out, true
}

// noteRestrictions counts bans on turning. They are not used: in an evacuation the police lead the traffic
// at junctions, and a network of links has no place for them. Those that may matter are listed so that a
// person can look: a ban by a node where three roads or more of the network meet, between roads that were
// kept. Bans on turning round never matter to a plan.
func (r *reader) noteRestrictions() {
	degrees := map[int32]int{}
	for i := range r.network.Roads {
		degrees[int32(r.network.Roads[i].From)]++
		degrees[int32(r.network.Roads[i].To)]++
	}
	for _, ban := range r.restrictions {
		id := fmt.Sprintf("r%d", ban.id)
		r.network.Note(r.banOf(ban, degrees), id)
	}
}

// banOf says what becomes of a ban.
func (r *reader) banOf(ban restriction, degrees map[int32]int) string {
	kept := func(id int64) bool { return r.seen[id] }
	switch {
	case ban.kind == "no_u_turn":
		return "bans on turning round: no plan turns round"
	case !slices.ContainsFunc(ban.from, kept) || !slices.ContainsFunc(ban.to, kept):
		return "bans on turning between roads that were left out"
	case ban.via == 0:
		return "bans on turning by way of another road: the plan does not use them, check them"
	}
	i := r.index(ban.via)
	if i < 0 || r.ends[i] < 0 || degrees[r.ends[i]] < 3 {
		return "bans on turning where there is no other way to turn"
	}
	if strings.HasPrefix(ban.kind, "only_") {
		return "orders to turn (only_…) at junctions: the plan does not use them, check them"
	}
	return "bans on turning (no_…) at junctions: the plan does not use them, check them"
}

package matsim

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"math"
	"regexp"
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/problem"
)

var infinity = math.Inf(1)

// sameLength is how much two links may differ, in metres, and still be the two sides of one road.
// Programs that sum up the pieces of a link in either order differ in the last digits only.
const sameLength = 0.01

// mostParallel is how many links between two nodes wait for their opposite; more are hostile.
const mostParallel = 1000

// build makes the draft of what was read.
func (n *networkReader) build() {
	if n.spoilt || !n.chooseProjection() {
		return
	}
	if len(n.links) == 0 {
		n.line = 0
		n.add(problem.ValueMissing, "", "", "The network must have links; this one has none.")
	}
	at := n.project()
	used := make([]int, len(n.nodes)) // index of the junction, plus one
	waiting := map[[2]int][]int{}     // roads with one side only, by their nodes in order
	for i := range n.links {
		l := &n.links[i]
		from, to, ok := n.endsOf(l)
		if !ok || !n.keep(l, from, to) {
			continue
		}
		n.place(l, from, to, at, used, waiting)
	}
	for i, junction := range used {
		if junction == 0 {
			n.out.Draft.Note("nodes without a link that cars may use were left out", n.nodes[i].id)
		}
	}
}

// chooseProjection finds the coordinate reference system: the caller's, or the file's.
func (n *networkReader) chooseProjection() (ok bool) {
	n.out.Projection, ok = n.chosen(n.options.CRS, n.crs, n.out.Draft)
	return ok
}

// project returns where the nodes are.
func (n *networkReader) project() []orb.Point {
	at := make([]orb.Point, len(n.nodes))
	for i, node := range n.nodes {
		n.line = node.line
		x, okX := parseNumber(node.x)
		y, okY := parseNumber(node.y)
		p, ok := n.out.Projection.LonLat(x, y)
		if !okX || !okY || !ok {
			n.add(problem.ValueRange, "x, y", node.x+" "+node.y, "a position in "+n.out.Projection.String(), "Correct it, or give the coordinate reference system that the file is in.")
		}
		at[i] = p
	}
	return at
}

// endsOf looks up the nodes of a link.
func (n *networkReader) endsOf(l *link) (from, to int, ok bool) {
	n.line = l.line
	from, okFrom := n.byNode[l.from]
	to, okTo := n.byNode[l.to]
	for _, end := range []struct {
		column, id string
		known      bool
	}{{"from", l.from, okFrom}, {"to", l.to, okTo}} {
		if !end.known && end.id != "" {
			n.add(problem.ReferenceUnknown, end.column, end.id, "node", "Add the node, or correct the link.")
		}
	}
	return from, to, okFrom && okTo && l.sound
}

// keep reports whether a link belongs into the draft, and notes why not.
func (n *networkReader) keep(l *link, from, to int) bool {
	why := ""
	switch {
	case !l.cars:
		why = "links that cars may not use were left out"
	case from == to:
		why = "links that lead back to their own node were left out"
	case l.speed == 0 || l.perHour == 0 || l.lanes == 0:
		why = "links without speed, capacity or lanes were left out"
	}
	if why == "" {
		return true
	}
	n.out.LeftOut[l.id] = why
	n.out.Draft.Note(why, l.id)
	return false
}

// place puts a link into the draft: as the missing side of a road, or as a road of its own.
func (n *networkReader) place(l *link, from, to int, at []orb.Point, used []int, waiting map[[2]int][]int) {
	d := n.out.Draft
	a, b := n.junction(from, at, used), n.junction(to, at, used)
	direction := n.direction(l)
	key := [2]int{min(a, b), max(a, b)}
	if road, found := n.opposite(waiting[key], a, l.metres); found {
		waiting[key] = slices.DeleteFunc(waiting[key], func(other int) bool { return other == road })
		d.Note("opposite links of equal length became the two directions of one road", l.id)
		d.Roads[road].Backward = direction
		d.Roads[road].Name = cmp.Or(d.Roads[road].Name, l.name)
		d.Roads[road].Class = cmp.Or(d.Roads[road].Class, l.class)
		n.out.At[l.id] = Side{road, true}
		return
	}
	if len(waiting[key]) < mostParallel {
		waiting[key] = append(waiting[key], len(d.Roads))
	}
	n.out.At[l.id] = Side{Road: len(d.Roads)}
	d.Roads = append(d.Roads, draft.Road{
		ID: stableID("l", l.id), From: a, To: b, Shape: orb.LineString{at[from], at[to]}, Metres: l.metres,
		Name: l.name, Class: l.class, Forward: direction,
	})
	// A network in the wrong system, or with lengths in another unit, shows itself here.
	if straight := draft.Distance(at[from], at[to]); l.metres < straight*0.99-1 {
		d.Note("links shorter than the straight line between their nodes kept the length of the file", l.id)
	}
}

// opposite finds a road that leads to the junction a, is equally long and has no way back yet: the
// one nearest in length, and of equal ones the first of the file.
func (n *networkReader) opposite(roads []int, a int, metres float64) (road int, found bool) {
	nearest := sameLength
	for _, candidate := range roads {
		r := &n.out.Draft.Roads[candidate]
		if apart := math.Abs(r.Metres - metres); r.To == a && apart <= nearest && (!found || apart < nearest) {
			road, found, nearest = candidate, true, apart
		}
	}
	return road, found
}

// junction returns the index of a node in the draft, where it is put when the first link needs it.
func (n *networkReader) junction(node int, at []orb.Point, used []int) int {
	d := n.out.Draft
	if used[node] == 0 {
		d.Junctions = append(d.Junctions, draft.Junction{ID: stableID("n", n.nodes[node].id), At: at[node]})
		used[node] = len(d.Junctions)
	}
	return used[node] - 1
}

// direction is what a link carries. Connectors without a real speed or capacity get a large one.
func (n *networkReader) direction(l *link) draft.Direction {
	out := draft.Direction{
		Lanes: l.lanes, KMH: l.speed * 3.6, PerHour: l.perHour * 3600 / n.period,
		SpeedBy:  "freespeed=" + shortNumber(l.speed) + " m/s",
		PassesBy: fmt.Sprintf("capacity=%s in %s h", shortNumber(l.perHour), shortNumber(n.period/3600)),
	}
	for _, limit := range []struct {
		value *float64
		most  float64
		what  string
	}{
		{&out.KMH, mostKMH, "km/h"}, {&out.PerHour, mostPerHour, "vehicles an hour"}, {&out.Lanes, mostLanes, "lanes"},
	} {
		if *limit.value > limit.most {
			*limit.value = limit.most
			n.out.Draft.Note(fmt.Sprintf("links with more than %.0f %s, as connectors have, were given %.0f", limit.most, limit.what, limit.most), l.id)
		}
	}
	return out
}

// plain is an id that can stand in paths, tables and messages.
var (
	plain     = regexp.MustCompile(`^[A-Za-z0-9_-]{1,60}$`)
	shortened = regexp.MustCompile(`_[0-9a-f]{12}$`)
	odd       = regexp.MustCompile(`[^A-Za-z0-9-]+`)
)

// stableID returns the id of a node or link with a letter before it. One that is long, as of joined
// links, or has other signs is shortened to its beginning and a hash of the whole.
func stableID(letter, id string) string {
	if plain.MatchString(id) && !shortened.MatchString(id) {
		return letter + id
	}
	sum := sha256.Sum256([]byte(id))
	begin := odd.ReplaceAllString(id, "_")
	return fmt.Sprintf("%s%s_%x", letter, begin[:min(len(begin), 24)], sum[:6])
}

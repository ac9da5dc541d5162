package roadnet_test

import (
	"container/heap"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"wayout/internal/draft"
	"wayout/internal/osm"
	"wayout/internal/osm/osmtest"
	"wayout/internal/osm/roadnet"
)

// rule says how the plain model in this file counts. Each adds to the one before.
type rule int

const (
	// asListed is how the numbers beside the extracts were counted: every way of a drivable class with two
	// nodes or more, every node; one direction only for oneway=yes, true and 1; junctions are ends and nodes
	// of two ways, but not where a way crosses itself.
	asListed   rule = iota
	directed        // also oneway=-1, and roundabouts and motorways without oneway; ways that cross themselves
	permitted       // without ways that no car may use
	present         // without nodes that are not in the file: ways are cut there
	asFinished      // divided at gates and landings, at barriers that stop cars, and roads that return to their beginning
)

// plain is a second, simple model of the same map that shares no code with the package: nodes as the
// map has them, and a pair for every step along a way.
type plain struct {
	at    map[int64]orb.Point
	ways  []plainWay
	stop  map[int64]bool
	split map[int64]bool
}

type plainWay struct {
	nodes             []int64
	forward, backward bool
}

var drivable = []string{
	"motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link", "tertiary",
	"tertiary_link", "unclassified", "residential", "living_street", "service", "road",
}

// makePlain reads the map by a rule. Gates are taken from the finished network.
func makePlain(m osmtest.Map, by rule, network *draft.Network) *plain {
	p := &plain{at: map[int64]orb.Point{}, stop: map[int64]bool{}, split: map[int64]bool{}}
	for _, n := range m.Nodes {
		p.at[n.ID] = n.At
		if by >= asFinished && stopped(n.Tags) {
			p.stop[n.ID] = true
		}
	}
	if by >= asFinished {
		for _, gate := range network.Gates {
			name := gate.ID[strings.LastIndex(gate.ID, "n")+1:]
			id, err := strconv.ParseInt(name, 10, 64)
			if err == nil && gate.Junction >= 0 {
				p.split[id] = true
			}
		}
	}
	for _, w := range m.Ways {
		if !slices.Contains(drivable, w.Tags.Get("highway")) || by >= permitted && closed(w.Tags) {
			continue
		}
		forward, backward := directions(w.Tags, by)
		for _, nodes := range p.parts(w.Nodes, by) {
			if len(nodes) > 1 {
				p.ways = append(p.ways, plainWay{nodes, forward, backward})
			}
		}
	}
	return p
}

func (p *plain) parts(nodes []int64, by rule) [][]int64 {
	if by < present {
		return [][]int64{nodes}
	}
	parts := [][]int64{nil}
	for _, id := range nodes {
		last := len(parts) - 1
		if _, known := p.at[id]; known {
			parts[last] = append(parts[last], id)
		} else {
			parts = append(parts, nil)
		}
	}
	return parts
}

func closed(tags osm.Tags) bool {
	if tags.Get("area") == "yes" || tags.Get("disused") == "yes" || tags.Get("abandoned") == "yes" || tags.Get("smoothness") == "impassable" {
		return true
	}
	for _, key := range []string{"motorcar", "motor_vehicle", "vehicle", "access"} {
		if value := tags.Get(key); value != "" {
			return slices.Contains([]string{"no", "private", "permit", "agricultural", "forestry", "bus", "psv", "emergency", "agricultural;forestry"}, value)
		}
	}
	return false
}

func stopped(tags osm.Tags) bool {
	leave := ""
	for _, key := range []string{"motorcar", "motor_vehicle", "vehicle", "access"} {
		if leave == "" {
			leave = tags.Get(key)
		}
	}
	switch tags.Get("barrier") {
	case "bollard", "block", "cycle_barrier", "jersey_barrier", "wall", "fence", "stile", "kissing_gate", "turnstile", "planter", "debris", "log":
		return !slices.Contains([]string{"yes", "permissive", "destination", "designated"}, leave) && tags.Get("bollard") == ""
	case "gate", "lift_gate", "swing_gate", "chain":
		return slices.Contains([]string{"no", "forestry", "agricultural", "emergency"}, leave)
	}
	return false
}

func directions(tags osm.Tags, by rule) (forward, backward bool) {
	switch tags.Get("oneway") {
	case "yes", "true", "1":
		return true, false
	case "-1", "reverse":
		return by < directed, true
	case "no":
		return true, true
	}
	implied := strings.HasPrefix(tags.Get("highway"), "motorway") || tags.Get("junction") == "roundabout" || tags.Get("junction") == "circular"
	return true, by < directed || tags.Get("oneway") != "" || !implied
}

// count returns the junctions and directed links of the model.
func (p *plain) count(by rule) (junctions, links int) {
	uses := map[int64]int{}
	for _, w := range p.ways {
		for i, id := range w.nodes {
			if by >= directed || !slices.Contains(w.nodes[:i], id) {
				uses[id]++
			}
			if i == 0 || i == len(w.nodes)-1 || p.split[id] || p.stop[id] {
				uses[id]++
			}
		}
	}
	for id, n := range uses {
		if n > 1 && !p.stop[id] {
			junctions++
		}
	}
	for _, w := range p.ways {
		each := 0
		if w.forward {
			each++
		}
		if w.backward {
			each++
		}
		from := 0
		for i := 1; i < len(w.nodes); i++ {
			if uses[w.nodes[i]] < 2 {
				continue
			}
			links += each
			if by >= asFinished && w.nodes[from] == w.nodes[i] {
				links += each
				junctions++
			}
			if p.stop[w.nodes[from]] {
				junctions++
			}
			if p.stop[w.nodes[i]] {
				junctions++
			}
			from = i
		}
	}
	return junctions, links
}

// counted are junctions and directed links of the extracts by each rule. The first pair is what is listed
// beside the extracts, the last what the network has.
var counted = []struct {
	name string
	want [asFinished + 1][2]int
}{
	{"monaco-2012.osm.gz", [asFinished + 1][2]int{{582, 1152}, {582, 1089}, {574, 1065}, {574, 1065}, {578, 1073}}},
	{"beatty-2017.osm", [asFinished + 1][2]int{{203, 574}, {203, 574}, {203, 574}, {203, 574}, {203, 574}}},
	{"andorra-2013.osm.pbf", [asFinished + 1][2]int{{1739, 3578}, {1739, 3484}, {1721, 3440}, {1721, 3440}, {1731, 3459}}},
	{"liechtenstein-2015.osm.pbf", [asFinished + 1][2]int{{3483, 7822}, {3483, 7762}, {3425, 7613}, {3425, 7613}, {3445, 7641}}},
	{"legazpi-2025.osm.pbf", [asFinished + 1][2]int{{4015, 9456}, {4015, 9451}, {3997, 9405}, {3997, 9405}, {4065, 9537}}},
	{"harrisburg-2015.osm.pbf", [asFinished + 1][2]int{{4576, 12298}, {4577, 12297}, {4555, 12243}, {4555, 12243}, {4575, 12283}}},
	{"baltimore-2015.osm.pbf", [asFinished + 1][2]int{{5650, 14191}, {5650, 14152}, {5467, 13681}, {5467, 13681}, {5526, 13778}}},
	{"campo-grande-2013.osm.gz", [asFinished + 1][2]int{{8913, 26159}, {8913, 25990}, {8913, 25990}, {8630, 25172}, {8641, 25192}}},
}

// TestCountsOfTheExtracts explains, rule by rule, how the listed counts become those of the network.
func TestCountsOfTheExtracts(t *testing.T) {
	for _, test := range counted {
		t.Run(test.name, func(t *testing.T) {
			network := read(t, extract(t, test.name), roadnet.Options{})
			m, _, err := osmtest.All(extract(t, test.name))
			if err != nil {
				t.Fatal(err)
			}
			var got [asFinished + 1][2]int
			for by := asListed; by <= asFinished; by++ {
				got[by][0], got[by][1] = makePlain(m, by, network).count(by)
			}
			if got != test.want {
				t.Errorf("junctions and links by rule %v, want %v", got, test.want)
			}
			if built := [2]int{len(network.Junctions), network.DirectedLinks()}; built != got[asFinished] {
				t.Errorf("the network has %d junctions and links, the plain model %d", built, got[asFinished])
			}
		})
	}
}

// TestRoutesOfTheExtracts compares the shortest ways between 200 pairs of junctions with those of the
// plain model, on a globe of another size.
func TestRoutesOfTheExtracts(t *testing.T) {
	const seed, sources, targets, tolerance = 20231122, 20, 10, 0.01
	for _, test := range counted {
		t.Run(test.name, func(t *testing.T) {
			network := read(t, extract(t, test.name), roadnet.Options{})
			m, _, err := osmtest.All(extract(t, test.name))
			if err != nil {
				t.Fatal(err)
			}
			junctions, places := map[int64]int{}, makePlain(m, asFinished, network)
			for i, junction := range network.Junctions {
				if id, err := strconv.ParseInt(junction.ID[1:], 10, 64); err == nil && !places.stop[id] {
					junctions[id] = i
				}
			}
			ids := slices.Sorted(maps.Keys(junctions))
			random := rand.New(rand.NewPCG(seed, 1))
			ours, theirs := networkGraph(network), places.graph()
			reached := 0
			for range sources {
				from := ids[random.IntN(len(ids))]
				a, b := ours.shortest(int64(junctions[from])), theirs.shortest(from)
				for range targets {
					to := ids[random.IntN(len(ids))]
					got, can := a[int64(junctions[to])]
					want, could := b[to]
					if can != could || math.Abs(got-want) > tolerance*want {
						t.Errorf("seed %d: from n%d to n%d %g m (%v), want %g m (%v)", seed, from, to, got, can, want, could)
					}
					if can {
						reached++
					}
				}
			}
			t.Logf("%d of %d pairs have a way", reached, sources*targets)
		})
	}
}

// graph is a list of steps from each node.
type graph struct {
	steps map[int64][]step
	ends  map[int64]bool // no way leads through these
}

type step struct {
	to     int64
	metres float64
}

func networkGraph(n *draft.Network) graph {
	g := graph{steps: map[int64][]step{}}
	for i := range n.Roads {
		road := &n.Roads[i]
		if road.Forward.Open() {
			g.steps[int64(road.From)] = append(g.steps[int64(road.From)], step{int64(road.To), road.Metres})
		}
		if road.Backward.Open() {
			g.steps[int64(road.To)] = append(g.steps[int64(road.To)], step{int64(road.From), road.Metres})
		}
	}
	return g
}

func (p *plain) graph() graph {
	g := graph{steps: map[int64][]step{}, ends: p.stop}
	for _, w := range p.ways {
		for i := 1; i < len(w.nodes); i++ {
			a, b := w.nodes[i-1], w.nodes[i]
			metres := geo.DistanceHaversine(p.at[a], p.at[b])
			if w.forward {
				g.steps[a] = append(g.steps[a], step{b, metres})
			}
			if w.backward {
				g.steps[b] = append(g.steps[b], step{a, metres})
			}
		}
	}
	return g
}

// queue holds nodes by their distance.
type queue []step

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].metres < q[j].metres }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(step)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// shortest returns the distance to every node that can be reached (Dijkstra 1959).
func (g graph) shortest(from int64) map[int64]float64 {
	done := map[int64]float64{}
	q := &queue{{from, 0}}
	for q.Len() > 0 {
		at := heap.Pop(q).(step)
		if _, known := done[at.to]; known {
			continue
		}
		done[at.to] = at.metres
		if g.ends[at.to] {
			continue
		}
		for _, next := range g.steps[at.to] {
			heap.Push(q, step{next.to, at.metres + next.metres})
		}
	}
	return done
}

package groundwork

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
)

// streets are classes of roads that are no way out where they cross the border of the area: they may end
// behind it, and the map that was read says no more.
var streets = []string{"residential", "living_street", "service", "track", "road"}

// reception is a row of receptions.csv.
type reception struct {
	id, place string
	note      string
}

// arrive makes the receptions: those of the request, a settlement once, else every way out.
func (m *maker) arrive() {
	for _, r := range m.Receptions {
		if r.Settlement >= 0 {
			p := &m.places[m.placeOf[r.Settlement]]
			if slices.ContainsFunc(m.receptions, func(earlier reception) bool { return earlier.place == p.id }) {
				continue
			}
			m.receptions = append(m.receptions, reception{unique(m.ids.stages, p.id), p.id, "named by the user"})
			continue
		}
		p := place{id: unique(m.ids.taken, cmp.Or(latin(r.Name), "reception")), name: cmp.Or(plain(r.Name), "reception"), at: r.At}
		m.stand(&p, 0)
		m.places = append(m.places, p)
		m.receptions = append(m.receptions, reception{unique(m.ids.stages, p.id), p.id, "named by the user"})
	}
	if len(m.Receptions) > 0 {
		return
	}
	m.waysOut()
}

// waysOut makes a reception of every end of the network that lies outside, unless only streets lead
// there while larger roads lead elsewhere.
func (m *maker) waysOut() {
	arriving := m.arriving()
	reached := func(j int) bool { return m.ground.reached[j] && len(arriving[j]) > 0 }
	large := slices.ContainsFunc(m.Map.Exits, func(j int) bool { return reached(j) && !street(arriving[j]) })
	numbers := map[string]int{}
	for _, j := range m.Map.Exits {
		in := arriving[j]
		f := Finding{ID: m.ids.junctions[j], At: &m.Map.Junctions[j].At, Number: perHour(in)}
		switch {
		case !reached(j):
			f.Kind = Unreached
		case large && street(in):
			f.Kind, f.Text = Street, "name it with --reception to use it"
		default:
			f.Kind, f.Name = WayOut, m.wayOutName(j, in)
			if numbers[f.Name]++; numbers[f.Name] > 1 {
				f.Name = fmt.Sprintf("%s %d", f.Name, numbers[f.Name])
			}
			f.Text = "reception " + m.leaveAt(j, f.Name)
		}
		m.find(f)
	}
}

// leaveAt makes a place and a reception of an end of the network, and returns the id of both.
func (m *maker) leaveAt(junction int, name string) string {
	p := place{id: unique(m.ids.taken, cmp.Or(latin(name), "way_out")), name: name, at: m.Map.Junctions[junction].At, junction: junction}
	m.places = append(m.places, p)
	id := unique(m.ids.stages, p.id)
	m.receptions = append(m.receptions, reception{id, p.id, "where a road leaves the area; who is here is out, wherever the road leads"})
	return id
}

// lane is a direction that arrives at a junction.
type lane struct {
	road    *draft.Road
	perHour float64
}

// arriving lists the directions that lead to each junction.
func (m *maker) arriving() [][]lane {
	out := make([][]lane, len(m.Map.Junctions))
	for i := range m.Map.Roads {
		r := &m.Map.Roads[i]
		if leftOut(r) != "" {
			continue
		}
		if r.Forward.Open() {
			out[r.To] = append(out[r.To], lane{r, r.Forward.PerHour})
		}
		if r.Backward.Open() {
			out[r.From] = append(out[r.From], lane{r, r.Backward.PerHour})
		}
	}
	return out
}

func street(lanes []lane) bool {
	return !slices.ContainsFunc(lanes, func(l lane) bool { return !slices.Contains(streets, l.road.Class) })
}

func perHour(lanes []lane) float64 {
	sum := 0.0
	for _, l := range lanes {
		sum += l.perHour
	}
	return sum
}

// wayOutName names an end of the network by its largest road, or the nearest settlement where that has no
// name, and where it lies. A road must arrive there.
func (m *maker) wayOutName(j int, in []lane) string {
	at := m.Map.Junctions[j].At
	road := slices.MaxFunc(in, func(a, b lane) int { return cmp.Compare(a.perHour, b.perHour) }).road
	name := plain(road.Name)
	if name == "" {
		name = "road"
		if s := m.nearestSettlement(at); s != nil {
			name = "road near " + s.Name
		}
	}
	return name + " (" + bearing(m.middle, at) + ")"
}

func (m *maker) nearestSettlement(at orb.Point) *draft.Settlement {
	var nearest *draft.Settlement
	least := math.Inf(1)
	for i := range m.Map.Settlements {
		s := &m.Map.Settlements[i]
		if away := draft.Distance(s.At, at); away < least {
			nearest, least = s, away
		}
	}
	return nearest
}

// bearing says in which of eight directions a point lies, seen from another.
func bearing(from, to orb.Point) string {
	east := (to[0] - from[0]) * math.Cos(from[1]*math.Pi/180)
	eighth := int(math.Round(math.Atan2(east, to[1]-from[1])/(math.Pi/4)+8)) % 8
	return [...]string{"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"}[eighth]
}

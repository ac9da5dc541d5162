package supply

import (
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Stops knows where people on the way turn if every gate shuts at any moment: back to where they came
// from, or to a site with room, within the time that was asked (N11).
type Stops struct {
	s     *scenario.Scenario
	most  unit.Second
	gate  []bool  // by place: a gate stands there
	site  [][]int // by place: sites that take people from the road
	rooms []room  // by site
}

// room is how many people are expected at a site over time at the most: constant between moments.
type room struct {
	capacity unit.Person
	at       []unit.Second
	people   []unit.Person
}

// NewStops returns the stops of a scenario that asks for them. Holding sites are taken to hold all
// people of their place all the time.
func NewStops(s *scenario.Scenario, level people.Level) *Stops {
	st := &Stops{
		s: s, most: s.SafeToStop,
		gate: make([]bool, len(s.Places)), site: make([][]int, len(s.Places)), rooms: make([]room, len(s.Sites)),
	}
	for i := range s.Gates {
		st.gate[s.Gates[i].Place] = true
	}
	for i := range s.Sites {
		site := &s.Sites[i]
		free := site.Capacity
		if site.Kind == people.Holding {
			t := s.Travel(site.Place, level, 0)
			free -= t.People()
		}
		st.rooms[i] = room{capacity: free, at: []unit.Second{0}, people: []unit.Person{0}}
		if site.Kind != people.Assembly && free > 0 {
			st.site[site.Place] = append(st.site[site.Place], i)
		}
	}
	return st
}

// Clone returns a copy whose rooms are its own.
func (st *Stops) Clone() *Stops {
	out := *st
	out.rooms = slices.Clone(st.rooms)
	for i := range out.rooms {
		out.rooms[i].at = slices.Clone(st.rooms[i].at)
		out.rooms[i].people = slices.Clone(st.rooms[i].people)
	}
	return &out
}

// Course is a way as seen by who drives it: the nodes passed with the time since departure, whether
// a gate is passed at each, and whether each leg may be driven back.
type Course struct {
	Places []int
	Passes []unit.Second
	Gates  []bool // by node
	Back   []bool // by leg
}

// CourseOf returns the course of legs from a place. Who is received at the end passes a gate there.
func (st *Stops) CourseOf(from int, legs []plan.Leg, passes []unit.Second, received bool) Course {
	c := Course{Places: []int{from}, Passes: passes}
	for _, leg := range legs {
		road := &st.s.Roads[leg.Road]
		to := road.To
		if !leg.Forward {
			to = road.From
		}
		c.Places = append(c.Places, to)
		c.Back = append(c.Back, !road.OneWay)
	}
	for k, place := range c.Places {
		c.Gates = append(c.Gates, st.gate[place] && (received || k+1 < len(c.Places)))
	}
	return c
}

// Refuges returns the sites to turn to on one of several courses driven one after the other, for
// every time since its departure at which people have neither passed the last gate of all nor can be
// back where they boarded in time, and whether there is one always. before is how long they had been
// on the way at the departure.
func (st *Stops) Refuges(courses []Course, k int, before unit.Second) ([]plan.Refuge, bool) {
	c := courses[k]
	last := c.Passes[len(c.Passes)-1]
	end := unit.Second(-1) // when the last gate is passed
	exposed := max(0, st.most-before)
	for j, gate := range c.Gates {
		if gate {
			end = c.Passes[j]
			exposed = min(exposed, c.Passes[j])
		}
	}
	for j, back := range c.Back {
		if !back {
			exposed = min(exposed, c.Passes[j])
		}
	}
	for _, earlier := range courses[:k] {
		if slices.Contains(earlier.Gates, true) || slices.Contains(earlier.Back, false) {
			exposed = 0
		}
	}
	for _, later := range courses[k+1:] {
		if slices.Contains(later.Gates, true) {
			end = last
		}
	}
	var out []plan.Refuge
	for at := exposed; at < end; {
		best := plan.Refuge{Site: -1}
		for j := range c.Places {
			for _, site := range st.site[c.Places[j]] {
				if from, to := c.near(j, st.most); from <= at && to > best.To {
					best = plan.Refuge{Site: site, From: at, To: min(to, end)}
				}
			}
		}
		if best.Site < 0 || best.To <= at {
			return nil, false
		}
		out = append(out, best)
		at = best.To
	}
	return out, true
}

// near returns the times since departure at which node k can be reached within a time without
// passing a gate.
func (c *Course) near(k int, most unit.Second) (from, to unit.Second) {
	from, to = max(0, c.Passes[k]-most), c.Passes[k]+most
	for j := range c.Places {
		if c.Gates[j] && j < k {
			from = max(from, c.Passes[j])
		}
		if j >= k && (c.Gates[j] || j < len(c.Back) && !c.Back[j]) {
			to = min(to, c.Passes[j])
		}
	}
	return from, to
}

// Room returns how many more people may be on the refuges of a stream that leaves within a span.
func (st *Stops) Room(refuges []plan.Refuge, depart, length unit.Second) unit.Person {
	least := unit.Person(1) << 50
	for _, r := range refuges {
		room := &st.rooms[r.Site]
		for i := range room.at {
			end := unit.Never
			if i+1 < len(room.at) {
				end = room.at[i+1]
			}
			if room.at[i] < depart+length+r.To && end > depart+r.From {
				least = min(least, room.capacity-room.people[i])
			}
		}
	}
	return max(0, least)
}

// Take counts people of a stream as being at its refuges whenever they might be.
func (st *Stops) Take(refuges []plan.Refuge, depart, length unit.Second, n unit.Person) {
	for _, r := range refuges {
		st.rooms[r.Site].add(depart+r.From, depart+length+r.To, n)
	}
}

func (r *room) add(from, to unit.Second, n unit.Person) {
	for _, t := range []unit.Second{from, to} {
		if i, found := slices.BinarySearch(r.at, t); !found {
			r.at = slices.Insert(r.at, i, t)
			r.people = slices.Insert(r.people, i, r.people[i-1])
		}
	}
	for i := range r.at {
		if r.at[i] >= from && r.at[i] < to {
			r.people[i] += n
		}
	}
}

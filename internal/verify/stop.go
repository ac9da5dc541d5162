package verify

import (
	"sort"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// safeToStop judges that, if every gate shuts for ever at any moment, everybody on the way has
// passed the last gate, gets back, or gets to a site with room within the time that the scenario
// asks for (N11).
func (j *judge) safeToStop() {
	if j.s.SafeToStop <= 0 {
		return
	}
	used := make([]bool, len(j.p.Routes))
	for i := range j.p.Slots {
		used[j.p.Slots[i].Route] = true
	}
	for i := range j.p.Routes {
		if r := &j.p.Routes[i]; used[i] && j.courses[i].sound {
			road := j.roadbook(r.Place, r.Legs, r.Passes, true)
			j.retreat(&exposed{
				name: func() string { return j.routeName(r) }, road: road, refuges: r.Refuges, shut: road.lastGate(),
			})
		}
	}
	for _, journey := range j.rounds.journeys {
		j.safeJourney(journey)
	}
	j.room()
}

// safeJourney judges trips that the same people ride in, one after the other.
func (j *judge) safeJourney(r run) {
	parts := make([]exposed, 0, r.last-r.first+1)
	begin := j.p.Trips[r.first].Depart
	for i := r.first; i <= r.last; i++ {
		t := &j.p.Trips[i]
		if !j.rounds.courses[i].sound {
			return // it is told
		}
		road := j.roadbook(t.From, t.Legs, t.Passes, t.Reception >= 0)
		part := exposed{name: func() string { return j.tripName(t) }, road: road, refuges: t.Refuges, before: t.Depart - begin, shut: road.lastGate()}
		if n := len(parts); n > 0 {
			last := &parts[n-1]
			part.stuck = last.stuck || len(last.road.gates) > 0 || last.road.oneWay(0) < unit.Never
		}
		parts = append(parts, part)
	}
	for k := len(parts) - 2; k >= 0; k-- {
		if parts[k+1].shut > 0 || len(parts[k+1].road.gates) > 0 {
			parts[k].shut = unit.Never // a gate is still ahead when this trip has arrived
		}
	}
	for k := range parts {
		j.retreat(&parts[k])
	}
}

// exposed is a way that people are on, as it is when gates may shut.
type exposed struct {
	name    func() string
	road    *roadbook
	refuges []plan.Refuge
	before  unit.Second // that they have been on the way already at departure
	stuck   bool        // they have come through a gate or by a one-way road already
	shut    unit.Second // no gate is ahead from then on, counted from departure; 0: none ever was
}

// retreat judges that at every moment between departure and the last gate there is a way back, or a
// site to turn to.
func (j *judge) retreat(x *exposed) {
	end := min(x.shut, x.road.passes[len(x.road.passes)-1])
	if !x.road.ascending() {
		return // it is told
	}
	for i := range x.refuges {
		j.r.Checked.Refuges++
		j.refuge(x, &x.refuges[i])
	}
	covered := x.back(j.s.SafeToStop)
	for i := range x.refuges {
		if r := &x.refuges[i]; r.From <= covered {
			covered = max(covered, r.To)
		}
	}
	if covered < end {
		j.r.add(Unsafe, "", "", "%s: whoever has been on the way for more than %d seconds when the gates shut can neither get back nor to a site within %d seconds.",
			x.name(), covered, j.s.SafeToStop)
	}
}

// back returns until when, from departure, people can turn back and be where they started in time:
// not through a gate, and not against a one-way road.
func (x *exposed) back(within unit.Second) unit.Second {
	if x.stuck {
		return 0
	}
	return max(0, min(within-x.before, x.road.gateFrom(0), x.road.oneWay(0)))
}

// refuge judges that a site can be reached in time during the whole time that it is for.
func (j *judge) refuge(x *exposed, r *plan.Refuge) {
	site := &j.s.Sites[r.Site]
	if site.Kind == people.Assembly || site.Capacity <= 0 {
		j.r.add(BadRefuge, string(site.Kind), "", "%s turns to the site %s, which is none to stay at.", x.name(), siteName(site))
		return
	}
	visits := x.road.visits[site.Place]
	passes := x.road.passes
	// The last visit before, those during and the first one after that time are the nearest.
	from := sort.Search(len(visits), func(i int) bool { return passes[visits[i]] > r.From })
	for i := max(0, from-1); i < len(visits); i++ {
		if x.road.reaches(visits[i], r, j.s.SafeToStop) {
			return
		}
		if passes[visits[i]] >= r.To {
			break
		}
	}
	j.r.add(BadRefuge, "", "", "%s: whoever has been on the way for %d to %d seconds when the gates shut cannot get to the site %s within %d seconds.",
		x.name(), r.From, r.To, siteName(site), j.s.SafeToStop)
}

func siteName(s *people.Site) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}

// roadbook is a way with what matters when gates shut, by node.
type roadbook struct {
	passes []unit.Second
	visits map[int][]int // by place: the nodes there, in order
	gates  []int         // nodes whose gate is passed, in order
	single []int         // legs that cannot be driven back, in order
}

func (j *judge) roadbook(from int, legs []plan.Leg, passes []unit.Second, received bool) *roadbook {
	out := &roadbook{passes: passes, visits: map[int][]int{}}
	at := from
	for k := range passes {
		out.visits[at] = append(out.visits[at], k)
		if len(j.lines.gates[at]) > 0 && (k < len(legs) || received) {
			out.gates = append(out.gates, k)
		}
		if k < len(legs) {
			if j.lines.of(plan.Leg{Road: legs[k].Road, Forward: !legs[k].Forward}) < 0 {
				out.single = append(out.single, k)
			}
			_, at = j.ends(legs[k])
		}
	}
	return out
}

// ascending reports whether the times of passage are in order.
func (b *roadbook) ascending() bool {
	for k := 1; k < len(b.passes); k++ {
		if b.passes[k] < b.passes[k-1] {
			return false
		}
	}
	return true
}

// lastGate returns when the last gate has been passed; 0 where there is none.
func (b *roadbook) lastGate() unit.Second {
	if len(b.gates) == 0 {
		return 0
	}
	return b.passes[b.gates[len(b.gates)-1]]
}

// gateFrom returns when the first gate at or after a node is passed; unit.Never where there is none.
func (b *roadbook) gateFrom(node int) unit.Second { return b.first(b.gates, node) }

// oneWay returns when the first leg at or after a node begins that cannot be driven back.
func (b *roadbook) oneWay(node int) unit.Second { return b.first(b.single, node) }

func (b *roadbook) first(list []int, node int) unit.Second {
	if i := sort.SearchInts(list, node); i < len(list) {
		return b.passes[list[i]]
	}
	return unit.Never
}

// gateBefore returns when the last gate before a node is passed; -1 where there is none.
func (b *roadbook) gateBefore(node int) unit.Second {
	if i := sort.SearchInts(b.gates, node); i > 0 {
		return b.passes[b.gates[i-1]]
	}
	return -1
}

// reaches reports whether the place of a node, in front of its gate, is reached in time during the
// whole time of a refuge: ahead with no gate before it, or behind with no gate since, over roads
// that can be driven back.
func (b *roadbook) reaches(node int, r *plan.Refuge, within unit.Second) bool {
	at := b.passes[node]
	if r.From < at && (at-r.From > within || b.gateBefore(node) > r.From) {
		return false
	}
	if r.To > at && (r.To-at > within || b.gateFrom(node) < r.To || b.oneWay(node) < r.To) {
		return false
	}
	return true
}

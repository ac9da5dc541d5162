package exchange

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// feature is something on a map: a line or a point, or nothing where a position is missing.
type feature struct {
	kind, id, name string
	place          int // that it is or stands at; -1: none
	line           bool
	at             []point // empty: no geometry
	members        members
}

// member is a named value: a string, a bool, a number, a list of strings, a moment (unit.Second),
// withheld or nil.
type member struct {
	name  string
	value any
}

// members are in order.
type members []member

// add appends names and values, which take turns.
func (m *members) add(pairs ...any) {
	for i := 0; i < len(pairs); i += 2 {
		*m = append(*m, member{pairs[i].(string), pairs[i+1]})
	}
}

// point is a position in degrees, longitude first.
type point [2]float64

// degrees rounds to the six decimals that a position has at most, about ten centimetres.
func degrees(x float64) float64 { return math.Round(x*1e6)/1e6 + 0 } // no minus before a zero

// path returns the positions of places, nothing where nobody knows one of them.
func (b *brief) path(places ...int) []point {
	var out []point
	for _, place := range places {
		p := &b.Scenario.Places[place]
		if !p.Located {
			return nil
		}
		out = append(out, point{degrees(p.Lon), degrees(p.Lat)})
	}
	return out
}

// course returns where legs run: along the shapes of their roads, straight where only the places are known,
// nothing where nobody knows one of these.
func (b *brief) course(legs ...plan.Leg) []point {
	var out []point
	for _, leg := range legs {
		r := &b.Scenario.Roads[leg.Road]
		part := b.path(r.From, r.To)
		if r.Shape != nil {
			part = nil
			for _, p := range r.Shape {
				part = append(part, point{degrees(p.Lon), degrees(p.Lat)})
			}
		}
		if part == nil {
			return nil
		}
		if !leg.Forward {
			slices.Reverse(part)
		}
		if len(out) > 0 && out[len(out)-1] == part[0] {
			part = part[1:]
		}
		out = append(out, part...)
	}
	return out
}

// features lists everything that the level allows on a map: places, roads, gates, receptions, sites,
// fuel points and the ways of cars, each in the order of the scenario or the plan.
func (b *brief) features() []feature {
	s := b.Scenario
	var out []feature
	for i := range s.Places {
		if !s.Places[i].Junction {
			out = append(out, b.placeFeature(i))
		}
	}
	uses := b.roadUse()
	for i := range s.Roads {
		out = append(out, b.roadFeature(i, &uses[i]))
	}
	for i := range s.Gates {
		g := &s.Gates[i]
		f := b.standing("gate", g.ID, g.Name, s.Places[g.Place].Names, g.Place)
		if b.Level.Hours() {
			f.members.add("vehicles_per_hour_at_start", g.Rate.VehiclesPerHour(), "opening_hours", cmp.Or(g.Hours.String(), "24/7"))
		}
		out = append(out, f)
	}
	for i := range s.Receptions {
		out = append(out, b.receptionFeature(i))
	}
	for i := range s.Sites {
		if site := &s.Sites[i]; b.Level.Hours() || site.Kind == people.Assembly {
			f := b.standing("site", site.ID, site.Name, site.Names, site.Place)
			f.members.add("for", string(site.Kind), "capacity", b.known(site.Capacity))
			out = append(out, f)
		}
	}
	if !b.Level.Hours() {
		return out
	}
	for i := range s.FuelPoints {
		f := &s.FuelPoints[i]
		out = append(out, b.standing("fuel_point", f.ID, f.Name, f.Names, f.Place))
	}
	for i := range b.Plan.Routes {
		out = append(out, b.routeFeature(i))
	}
	return out
}

// begin begins a feature with its name in every language.
func begin(kind, id, name string, names []people.Name) feature {
	f := feature{kind: kind, id: id, name: name, place: -1}
	f.members.add("kind", kind, "id", id, "name", name)
	for _, n := range names {
		f.members.add("name_"+n.Language, n.Text)
	}
	return f
}

// standing begins a feature that stands at a place.
func (b *brief) standing(kind, id, name string, names []people.Name, place int) feature {
	f := begin(kind, id, name, names)
	f.place, f.at = place, b.path(place)
	f.members.add("place", b.Scenario.Places[place].ID)
	return f
}

func (b *brief) placeFeature(i int) feature {
	p, t := &b.Scenario.Places[i], &b.towns[i]
	f := begin("place", p.ID, p.Name, p.Names)
	f.place, f.at = i, b.path(i)
	counts := b.counts(t)
	f.members.add("people", b.count(int64(t.people)), "people_stay", counts[0], "people_served", counts[1],
		"people_not_served", counts[2], "not_served_because", t.reasons)
	if b.Level.Inside() {
		f.members.add("cut", t.cut)
	}
	if b.Level.Hours() {
		first, last := extent(t.departs)
		f.members.add("first_departure", first, "last_departure", last)
	}
	f.members.add("receptions", b.receptionIDs(t))
	return f
}

func (b *brief) roadFeature(i int, u *use) feature {
	s := b.Scenario
	r := &s.Roads[i]
	f := begin("road", r.ID, s.RoadTitle(i), nil)
	f.line, f.at = true, b.course(plan.Leg{Road: i, Forward: true})
	f.members.add("from", s.Places[r.From].ID, "to", s.Places[r.To].ID, "class", string(r.Class),
		"kilometres", kilometres(r.Length), "one_way", r.OneWay, "status", string(r.Status), "flagged", r.Status.Flagged())
	if b.Level.Hours() {
		hour, vehicles := u.busiest()
		f.members.add("vehicles_forward", b.count(int64(u.forward)), "vehicles_backward", b.count(int64(u.backward)),
			"busiest_hour", hour, "busiest_hour_vehicles", b.count(int64(vehicles)))
	}
	return f
}

func (b *brief) receptionFeature(i int) feature {
	r := &b.Scenario.Receptions[i]
	p := &b.Scenario.Places[r.Place]
	f := b.standing("reception", r.ID, p.Name, p.Names, r.Place)
	f.members.add("capacity", b.known(r.Capacity))
	if !b.Level.Hours() {
		return f
	}
	var sum unit.Person
	var arrive []span
	for k := range b.convoys {
		if c := &b.convoys[k]; c.Reception == i {
			end := c.End()
			sum += c.People
			arrive = append(arrive, span{end.First, end.Last})
		}
	}
	first, last := extent(arrive)
	f.members.add("people", b.count(int64(sum)), "first_arrival", first, "last_arrival", last)
	return f
}

func (b *brief) routeFeature(i int) feature {
	s, r := b.Scenario, &b.Plan.Routes[i]
	to := &s.Receptions[r.Reception]
	f := begin("route", fmt.Sprint(i+1), s.Places[r.Place].Name+" – "+s.Places[to.Place].Name, nil)
	places := b.placesOf(i)
	if len(places) > 1 {
		f.line, f.at = true, b.course(r.Legs...)
	}
	var vehicles unit.Vehicle
	var sum unit.Person
	var depart []span
	for k := range b.Plan.Slots {
		if slot := &b.Plan.Slots[k]; slot.Route == i {
			vehicles, sum = vehicles+slot.Vehicles, sum+slot.People
			depart = append(depart, span{slot.Depart, slot.End()})
		}
	}
	first, last := extent(depart)
	f.members.add("place", s.Places[r.Place].ID, "reception", to.ID, "way", b.placeIDs(places),
		"places_without_position", b.placeIDs(b.unlocated(i)), "kilometres", kilometres(convoy.Length(s, r.Legs)),
		"hours", math.Round(r.Arrive().Hours()*100)/100, "vehicles", b.count(int64(vehicles)), "people", b.count(int64(sum)),
		"first_departure", first, "last_departure", last)
	return f
}

// known is a number of people of which 0 means that it is not known.
func (b *brief) known(n unit.Person) any {
	if n <= 0 {
		return nil
	}
	return b.count(int64(n))
}

func kilometres(length unit.Metre) float64 { return float64(length) / 1000 }

// placesOf returns the places of a route in order.
func (b *brief) placesOf(route int) []int {
	r := &b.Plan.Routes[route]
	return convoy.Along(b.Scenario, r.Place, r.Legs)
}

func (b *brief) placeIDs(places []int) []string {
	var out []string
	for _, place := range places {
		out = append(out, b.Scenario.Places[place].ID)
	}
	return out
}

// placesOn returns the places on routes, each once.
func (b *brief) placesOn(routes []int) []int {
	var out []int
	for _, route := range routes {
		for _, place := range b.placesOf(route) {
			out = addOnce(out, place)
		}
	}
	return out
}

// unlocated returns the places on routes that have no position.
func (b *brief) unlocated(routes ...int) []int {
	return slices.DeleteFunc(b.placesOn(routes), func(place int) bool { return b.Scenario.Places[place].Located })
}

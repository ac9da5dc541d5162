package verify_test

import (
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// This file is the second judge for trips and parties: party by party and second by second.

func (n *naive) shapeOfRounds(p *plan.Plan) string {
	if n.badNoFuel(p.NoFuel, p.Level) {
		return "cars without fuel"
	}
	for _, r := range p.Routes {
		if n.badRefuges(r.Refuges) {
			return "shape of refuges"
		}
	}
	for _, s := range p.Slots {
		if s.Fill < 0 || s.Fill > 10_000_000 || s.Fill > 0 && (s.Fuel < 0 || s.Fuel >= len(n.s.FuelPoints)) {
			return "shape of filling"
		}
	}
	for _, t := range p.Trips {
		if n.badTrip(&t, p.Level) {
			return "shape of a trip"
		}
	}
	for _, c := range p.Columns {
		if n.badLoad(&c.Load, p.Level) || c.Path < 0 || c.Path >= len(n.s.Paths) || c.Reception < -1 || c.Reception >= len(n.s.Receptions) ||
			c.Walks < 0 || c.Walks > n.s.Horizon || n.badSpan(c.Depart, c.Length) {
			return "shape of a column"
		}
	}
	for _, x := range p.NotServed {
		if x.Load != nil && (n.badLoad(x.Load, p.Level) || x.Load.Place != x.Place) {
			return "shape of parties not served"
		}
	}
	return ""
}

func (n *naive) badNoFuel(list []plan.NoFuel, level people.Level) bool {
	last := -1
	for _, x := range list {
		if !n.s.HasFuel() || x.Place <= last || x.Place >= len(n.s.Places) || x.Cars < 1 || x.Cars > n.s.Vehicles(x.Place, level) {
			return true
		}
		last = x.Place
	}
	return false
}

func (n *naive) badTrip(t *plan.Trip, level people.Level) bool {
	var counts []int
	for _, f := range n.s.Fleet {
		counts = append(counts, f.Count)
	}
	if t.Vehicle.Relief {
		counts = nil
		for _, r := range n.s.Relief {
			counts = append(counts, r.Lorries)
		}
	}
	if v := t.Vehicle; v.Row < 0 || v.Row >= len(counts) || v.Number < 1 || v.Number > counts[v.Row] {
		return true
	}
	for i := range t.Boards {
		if n.badLoad(&t.Boards[i], level) {
			return true
		}
	}
	for _, leg := range t.Legs {
		if leg.Road < 0 || leg.Road >= len(n.s.Roads) {
			return true
		}
	}
	for _, at := range t.Passes {
		if at < 0 || at > n.s.Horizon {
			return true
		}
	}
	places := len(n.s.Places)
	return t.From < 0 || t.From >= places || t.To < 0 || t.To >= places || t.Reception < -1 || t.Reception >= len(n.s.Receptions) ||
		len(t.Passes) != len(t.Legs)+1 || n.badSpan(t.Depart, t.Length) || n.badRefuges(t.Refuges)
}

func (n *naive) badSpan(depart, length unit.Second) bool {
	return depart < 0 || depart > n.s.Horizon || length < 1 || length > n.s.Horizon
}

func (n *naive) badRefuges(refuges []plan.Refuge) bool {
	var last unit.Second
	for _, r := range refuges {
		if r.Site < 0 || r.Site >= len(n.s.Sites) || r.From < last || r.To <= r.From || r.To > n.s.Horizon {
			return true
		}
		last = r.To
	}
	return false
}

func (n *naive) badLoad(l *plan.Load, level people.Level) bool {
	if l.Place < 0 || l.Place >= len(n.s.Places) {
		return true
	}
	t := n.travel(l.Place, level)
	if l.Group < 0 || l.Group >= len(t.Groups) {
		return true
	}
	all := t.Groups[l.Group].Parties
	return l.First < 0 || l.First >= all || l.Parties < 1 || l.Parties > all || l.First+l.Parties > all
}

func (n *naive) group(p *plan.Plan, l *plan.Load) *people.Group {
	t := n.travel(l.Place, p.Level)
	return &t.Groups[l.Group]
}

func (n *naive) peopleOf(p *plan.Plan, l *plan.Load) unit.Person {
	return n.group(p, l).PeopleIn(l.First, l.Parties)
}

func (n *naive) loading(p *plan.Plan, loads []plan.Load) (sum unit.Second) {
	for i := range loads {
		sum += unit.Second(loads[i].Parties) * n.group(p, &loads[i]).Loading
	}
	return sum
}

func (n *naive) weight(v plan.Vehicle) unit.Vehicle {
	if v.Relief {
		return n.s.Relief[v.Row].Weight
	}
	return n.s.Fleet[v.Row].Weight
}

// trips judges trips alone.
func (n *naive) trips(p *plan.Plan) string {
	for _, t := range p.Trips {
		if t.Depart%60 != 0 || t.Length%60 != 0 || t.End() > n.horizon {
			return "trip at half a minute or late"
		}
		if t.Reception >= 0 && n.s.Receptions[t.Reception].Place != t.To {
			return "reception elsewhere"
		}
		route := plan.Route{Place: t.From, Legs: t.Legs, Passes: t.Passes}
		at := t.From
		for _, leg := range t.Legs {
			if road := n.s.Roads[leg.Road]; leg.Forward {
				at = road.To
			} else {
				at = road.From
			}
		}
		if at != t.To {
			return "trip ends elsewhere"
		}
		// A route must end at a reception: lend it one.
		lent := *n.s
		lent.Receptions = append(slices.Clone(n.s.Receptions), people.Reception{Place: t.To})
		route.Reception = len(n.s.Receptions)
		second := *n
		second.s = &lent
		if fault := second.routes(&plan.Plan{Routes: []plan.Route{route}}); fault != "" {
			return fault
		}
	}
	return ""
}

// has reports whether a load holds a party.
func has(l *plan.Load, place, group, party int) bool {
	return l.Place == place && l.Group == group && party >= l.First && party < l.First+l.Parties
}

// parties follows every party.
func (n *naive) parties(p *plan.Plan) string {
	for place := range n.s.Places {
		groups := n.travel(place, p.Level).Groups
		for g := range groups {
			for party := range groups[g].Parties {
				if fault := n.party(p, place, g, party, groups[g].Ready); fault != "" {
					return fault
				}
			}
		}
	}
	for _, x := range p.NotServed {
		if x.Load != nil && x.People != n.peopleOf(p, x.Load) {
			return "people of parties not served"
		}
	}
	return ""
}

func (n *naive) party(p *plan.Plan, place, group, party int, ready unit.Second) string {
	at, outcomes, walked, boarded := place, 0, 0, false
	for _, c := range p.Columns {
		if !has(&c.Load, place, group, party) {
			continue
		}
		walked++
		at, ready = n.footEnds(&c)[1], c.End()
		if c.Reception >= 0 {
			outcomes++
			at = -1
		}
	}
	for _, t := range p.Trips {
		for i := range t.Boards {
			if has(&t.Boards[i], place, group, party) {
				outcomes++
				boarded = true
				if t.From != at || t.Depart < ready+n.loading(p, t.Boards) {
					return "party not where it boards, or not yet"
				}
			}
		}
	}
	for _, x := range p.NotServed {
		if x.Load != nil && has(x.Load, place, group, party) {
			outcomes++
		}
	}
	if outcomes != 1 || walked > 1 || walked == 1 && at >= 0 && !boarded {
		return "party not exactly once delivered or not served"
	}
	return ""
}

// arrival is people who are delivered.
type arrival struct {
	at        unit.Second
	reception int
	people    unit.Person
}

// delivered lists who arrives by trips and on foot.
func (n *naive) delivered(p *plan.Plan) []arrival {
	var out []arrival
	for i := range p.Trips {
		for k := range p.Trips[i].Boards {
			if off := leaveAt(p, i); off >= 0 {
				t := &p.Trips[off]
				out = append(out, arrival{t.End(), t.Reception, n.peopleOf(p, &p.Trips[i].Boards[k])})
			}
		}
	}
	for _, c := range p.Columns {
		if c.Reception >= 0 {
			out = append(out, arrival{c.End(), c.Reception, n.peopleOf(p, &c.Load)})
		}
	}
	return out
}

// leaveAt returns the trip at which those who board a trip get off; -1: none.
func leaveAt(p *plan.Plan, i int) int {
	for k := i; k < len(p.Trips) && p.Trips[k].Vehicle == p.Trips[i].Vehicle; k++ {
		if p.Trips[k].Reception >= 0 {
			return k
		}
	}
	return -1
}

// vehiclesDrive follows every vehicle second by second.
func (n *naive) vehiclesDrive(p *plan.Plan) string {
	var vehicles []plan.Vehicle
	for i := range p.Trips {
		v := p.Trips[i].Vehicle
		if i > 0 && v == p.Trips[i-1].Vehicle {
			continue
		}
		if slices.Contains(vehicles, v) {
			return "vehicle not together"
		}
		vehicles = append(vehicles, v)
		to := i + 1
		for to < len(p.Trips) && p.Trips[to].Vehicle == v {
			to++
		}
		if fault := n.vehicle(p, i, to); fault != "" {
			return fault
		}
	}
	return ""
}

func (n *naive) vehicle(p *plan.Plan, first, end int) string {
	v := p.Trips[first].Vehicle
	row := people.Fleet{To: unit.Never}
	if v.Relief {
		r := n.s.Relief[v.Row]
		row.Depot, row.From = r.Depot, r.From
		if p.Trips[first].To != r.Place || end-first > 2 || end-first == 2 && p.Trips[first+1].To != r.Depot {
			return "lorry elsewhere"
		}
	} else {
		row = n.s.Fleet[v.Row]
	}
	busy := make([]int8, 3*n.s.Horizon+unit.Day)
	aboard := make([]people.Need, n.s.Horizon+1)
	last, at := row.From, row.Depot
	for i := first; i < end; i++ {
		t := &p.Trips[i]
		if t.From != at {
			return "vehicle jumps"
		}
		at = t.To
		begin, stop := t.Depart-n.loading(p, t.Boards), t.End()+n.standing(p, first, i)
		if begin < row.From || begin < last || stop > row.To {
			return "vehicle not to be had"
		}
		last = begin
		for s := begin; s < stop; s++ {
			if busy[s]++; busy[s] > 1 {
				return "vehicle in two places"
			}
		}
		for k := range t.Boards {
			off := leaveAt(p, i)
			if off < 0 {
				return "nobody lets them off"
			}
			g := n.group(p, &t.Boards[k])
			if g.Longest > 0 && p.Trips[off].End()-t.Depart > g.Longest {
				return "longest drive"
			}
			for s := t.Depart; s < p.Trips[off].End(); s++ {
				aboard[s] = aboard[s].Add(g.Need(t.Boards[k].First, t.Boards[k].Parties))
			}
		}
	}
	for s := range aboard {
		if aboard[s] != (people.Need{}) && !aboard[s].FitsIn(row.Places) {
			return "too full"
		}
	}
	for s := range aboard {
		if row.Rest > 0 && aboard[s] != (people.Need{}) {
			busy[s] = 1 // nobody rests with people aboard
		}
	}
	if row.Duty > 0 && tired(busy, row.Duty, row.Rest) {
		return "crew tired"
	}
	return n.tank(p, first, end, &row)
}

// standing returns how long a vehicle stands after a trip to let people off, or to unload.
func (n *naive) standing(p *plan.Plan, first, i int) unit.Second {
	if p.Trips[i].Vehicle.Relief && i == first {
		return people.ReliefUnloading
	}
	var sum unit.Second
	for k := first; k <= i; k++ {
		if leaveAt(p, k) == i {
			sum += n.loading(p, p.Trips[k].Boards)
		}
	}
	return sum/2 + sum%2
}

// tired reports whether somebody works longer than the duty without the rest, by the second.
func tired(busy []int8, duty, rest unit.Second) bool {
	began, ended := unit.Second(-1), unit.Second(-1)
	for s := range unit.Second(len(busy)) {
		if busy[s] == 0 {
			continue
		}
		if began < 0 || s-ended >= rest {
			began = s
		}
		if ended = s + 1; ended-began > duty {
			return true
		}
	}
	return false
}

func (n *naive) tank(p *plan.Plan, first, end int, row *people.Fleet) string {
	var driven unit.Metre
	for _, t := range p.Trips[first:end] {
		fills := t.From == row.Depot
		for _, r := range n.s.Receptions {
			fills = fills || r.Place == t.From
		}
		if fills {
			driven = 0
		}
		for _, leg := range t.Legs {
			driven += n.s.Roads[leg.Road].Length
		}
		if row.Range > 0 && driven > row.Range {
			return "range"
		}
	}
	return ""
}

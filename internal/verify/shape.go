package verify

import (
	"fmt"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// Limits far above any plan; beyond them a file is not judged but refused.
const (
	mostLegs     = 100_000    // of one route or trip
	mostPassages = 40_000_000 // of all slots and trips through all stages
	mostPhases   = 1_000_000
	mostRefuges  = 4_000_000  // of all slots and trips
	mostParties  = 1 << 30    // of all loads
	mostFill     = 10_000_000 // millilitres, of one car
)

// sizes adds up what a plan has of everything that the judge's work and sums depend on. The sums
// stay small: each grows by at most a limit at a time, and shape stops adding beyond it.
type sizes struct{ passages, refuges, parties int }

// wellFormed judges every index and size that the other rules rest on.
func (j *judge) wellFormed() bool {
	before := len(j.r.Violations) + j.r.Unlisted
	p := j.p
	if p.Level > people.High {
		j.malformed("The plan is for a population that does not exist: %d.", p.Level)
		return false
	}
	if fault := j.prover.noFuelFault(p.NoFuel, p.Level); fault != "" {
		j.malformed("The plan %s.", fault)
		return false
	}
	j.level = j.prover.at(p.Level, p.NoFuel)
	if len(p.Phases) == 0 || len(p.Phases) > mostPhases {
		j.malformed("The plan has %d phases.", len(p.Phases))
	}
	var n sizes
	j.shapeOfSlots(&n)
	j.shapeOfRounds(&n)
	for i := range p.NotServed {
		if fault := j.notServedFault(&p.NotServed[i], &n); fault != "" {
			j.malformed("Entry %d of those not served %s.", i, fault)
		}
	}
	j.tooMany(&n)
	return before == len(j.r.Violations)+j.r.Unlisted && j.horizon == p.Horizon
}

func (j *judge) malformed(format string, args ...any) { j.r.add(Malformed, "", "", format, args...) }

func (j *judge) shapeOfSlots(n *sizes) {
	p := j.p
	for i := range p.Routes {
		if fault := j.routeFault(&p.Routes[i]); fault != "" {
			j.malformed("Route %d %s.", i, fault)
		}
	}
	for i := range p.Slots {
		s := &p.Slots[i]
		if fault := j.slotFault(s); fault != "" {
			j.malformed("Slot %d %s.", i, fault)
			continue
		}
		r := &p.Routes[s.Route]
		n.passages = min(n.passages+len(r.Legs)+1, mostPassages+1)
		n.refuges = min(n.refuges+len(r.Refuges), mostRefuges+1)
	}
}

func (j *judge) shapeOfRounds(n *sizes) {
	p := j.p
	for i := range p.Trips {
		t := &p.Trips[i]
		if fault := j.tripFault(t, n); fault != "" {
			j.malformed("Trip %d %s.", i, fault)
		}
		n.passages = min(n.passages+len(t.Legs)+1, mostPassages+1)
		n.refuges = min(n.refuges+len(t.Refuges), mostRefuges+1)
	}
	for i := range p.Columns {
		if fault := j.columnFault(&p.Columns[i], n); fault != "" {
			j.malformed("Column %d on foot %s.", i, fault)
		}
	}
}

func (j *judge) tooMany(n *sizes) {
	slots, trips := len(j.p.Slots), len(j.p.Trips)
	if n.passages > mostPassages {
		j.malformed("The plan has %d slots and %d trips with more than %d passages in all; no plan needs so many.", slots, trips, mostPassages)
	}
	if n.refuges > mostRefuges {
		j.malformed("The plan has %d slots and %d trips with more than %d sites to turn to in all; no plan needs so many.", slots, trips, mostRefuges)
	}
	if n.parties > mostParties {
		j.malformed("The plan speaks of more than %d parties; no plan needs so many.", mostParties)
	}
}

func (j *judge) routeFault(r *plan.Route) string {
	switch {
	case r.Place < 0 || r.Place >= len(j.s.Places):
		return fmt.Sprintf("starts at place number %d, which does not exist", r.Place)
	case r.Reception < 0 || r.Reception >= len(j.s.Receptions):
		return fmt.Sprintf("ends at reception number %d, which does not exist", r.Reception)
	}
	if fault := j.legsFault(r.Legs, r.Passes); fault != "" {
		return fault
	}
	return j.refugesFault(r.Refuges)
}

// legsFault judges the roads and times of passage of a route or trip.
func (j *judge) legsFault(legs []plan.Leg, passes []unit.Second) string {
	switch {
	case len(legs) > mostLegs:
		return fmt.Sprintf("has %d roads", len(legs))
	case len(passes) != len(legs)+1:
		return fmt.Sprintf("has %d times of passage for %d nodes", len(passes), len(legs)+1)
	}
	for _, leg := range legs {
		if leg.Road < 0 || leg.Road >= len(j.s.Roads) {
			return fmt.Sprintf("uses road number %d, which does not exist", leg.Road)
		}
	}
	for _, t := range passes {
		if t < 0 || t > j.s.Horizon {
			return fmt.Sprintf("passes a node %d seconds after departure, outside the scenario", t)
		}
	}
	return ""
}

// refugesFault judges the sites of a route or trip: they exist, one after the other.
func (j *judge) refugesFault(refuges []plan.Refuge) string {
	var last unit.Second
	for _, r := range refuges {
		if r.Site < 0 || r.Site >= len(j.s.Sites) {
			return fmt.Sprintf("turns to site number %d, which does not exist", r.Site)
		}
		if r.From < last || r.To <= r.From || r.To > j.s.Horizon {
			return fmt.Sprintf("turns to a site from %d to %d seconds after departure, which is out of order", r.From, r.To)
		}
		last = r.To
	}
	return ""
}

// spanFault judges when a stream departs and how long it lasts.
func (j *judge) spanFault(depart, length unit.Second) string {
	switch {
	case depart < 0 || depart > j.s.Horizon:
		return fmt.Sprintf("departs %d seconds after the start, outside the scenario", depart)
	case length <= 0 || length > j.s.Horizon:
		return fmt.Sprintf("lasts %d seconds", length)
	}
	return ""
}

func (j *judge) slotFault(s *plan.Slot) string {
	if s.Route < 0 || s.Route >= len(j.p.Routes) {
		return fmt.Sprintf("takes route number %d, which does not exist", s.Route)
	}
	place := j.p.Routes[s.Route].Place
	if place < 0 || place >= len(j.s.Places) {
		return "starts at a place that does not exist"
	}
	if fault := j.spanFault(s.Depart, s.Length); fault != "" {
		return fault
	}
	name, cars, all := j.s.Places[place].Name, j.level.vehicles[place], j.level.people[place]
	switch {
	case s.Vehicles < 1 || s.Vehicles > cars:
		return fmt.Sprintf("has %d vehicles; %s has %d", s.Vehicles, name, cars)
	case s.People < 0 || s.People > all:
		return fmt.Sprintf("carries %d people; %s has %d", s.People, name, all)
	case s.Fill < 0 || s.Fill > mostFill:
		return fmt.Sprintf("fills %d millilitres into each car", s.Fill)
	case s.Fill > 0 && (s.Fuel < 0 || s.Fuel >= len(j.s.FuelPoints)):
		return fmt.Sprintf("fills up at fuel point number %d, which does not exist", s.Fuel)
	}
	return ""
}

func (j *judge) vehicleFault(v *plan.Vehicle) string {
	rows := len(j.s.Fleet)
	if v.Relief {
		rows = len(j.s.Relief)
	}
	if v.Row < 0 || v.Row >= rows {
		return fmt.Sprintf("is of row number %d of the fleet, which does not exist", v.Row)
	}
	if most := j.asset(*v).count; v.Number < 1 || v.Number > most {
		return fmt.Sprintf("is of vehicle %d of %d", v.Number, most)
	}
	return ""
}

func (j *judge) tripFault(t *plan.Trip, n *sizes) string {
	if fault := j.vehicleFault(&t.Vehicle); fault != "" {
		return fault
	}
	places := len(j.s.Places)
	switch {
	case t.From < 0 || t.From >= places || t.To < 0 || t.To >= places:
		return fmt.Sprintf("leads from place number %d to place number %d, which do not both exist", t.From, t.To)
	case t.Reception < -1 || t.Reception >= len(j.s.Receptions):
		return fmt.Sprintf("ends at reception number %d, which does not exist", t.Reception)
	}
	for i := range t.Boards {
		if fault := j.loadFault(&t.Boards[i], n); fault != "" {
			return fault
		}
	}
	if fault := j.spanFault(t.Depart, t.Length); fault != "" {
		return fault
	}
	if fault := j.legsFault(t.Legs, t.Passes); fault != "" {
		return fault
	}
	return j.refugesFault(t.Refuges)
}

// loadFault judges that the parties of a load exist.
func (j *judge) loadFault(l *plan.Load, n *sizes) string {
	if l.Place < 0 || l.Place >= len(j.s.Places) {
		return fmt.Sprintf("has parties of place number %d, which does not exist", l.Place)
	}
	groups := j.level.travel[l.Place].Groups
	if l.Group < 0 || l.Group >= len(groups) {
		return fmt.Sprintf("has parties of group number %d of %s, which has %d", l.Group, j.s.Places[l.Place].Name, len(groups))
	}
	all := groups[l.Group].Parties
	if l.First < 0 || l.Parties < 1 || l.Parties > all || l.First > all-l.Parties {
		return fmt.Sprintf("has %d parties from number %d on of a group of %d", l.Parties, l.First, all)
	}
	n.parties = min(n.parties+l.Parties, mostParties+1)
	return ""
}

func (j *judge) columnFault(c *plan.Column, n *sizes) string {
	if fault := j.loadFault(&c.Load, n); fault != "" {
		return fault
	}
	switch {
	case c.Path < 0 || c.Path >= len(j.s.Paths):
		return fmt.Sprintf("takes path number %d, which does not exist", c.Path)
	case c.Reception < -1 || c.Reception >= len(j.s.Receptions):
		return fmt.Sprintf("ends at reception number %d, which does not exist", c.Reception)
	case c.Walks < 0 || c.Walks > j.s.Horizon:
		return fmt.Sprintf("walks %d seconds", c.Walks)
	}
	return j.spanFault(c.Depart, c.Length)
}

func (j *judge) notServedFault(e *plan.NotServed, n *sizes) string {
	if e.Place < 0 || e.Place >= len(j.s.Places) {
		return fmt.Sprintf("is about place number %d, which does not exist", e.Place)
	}
	if e.Load != nil {
		return j.leftLoadFault(e, n)
	}
	name, cars, all := j.s.Places[e.Place].Name, j.level.vehicles[e.Place], j.level.people[e.Place]
	switch {
	case e.Vehicles < 1 || e.Vehicles > cars:
		return fmt.Sprintf("has %d vehicles; %s has %d", e.Vehicles, name, cars)
	case e.People < 0 || e.People > all:
		return fmt.Sprintf("has %d people; %s has %d", e.People, name, all)
	}
	return ""
}

// leftLoadFault judges the shape of parties that are not served.
func (j *judge) leftLoadFault(e *plan.NotServed, n *sizes) string {
	if fault := j.loadFault(e.Load, n); fault != "" {
		return fault
	}
	switch {
	case e.Load.Place != e.Place:
		return "has parties of another place"
	case e.Vehicles != 0:
		return fmt.Sprintf("has %d cars for parties that need the fleet", e.Vehicles)
	case e.People < 0 || e.People > j.group(e.Load).People:
		return fmt.Sprintf("has %d people; the group has %d", e.People, j.group(e.Load).People)
	}
	return ""
}

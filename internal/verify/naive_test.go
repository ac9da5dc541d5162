package verify_test

import (
	"fmt"
	"math/big"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// naive is the second judge: as plain as it can be, with a truth table for every second of the
// horizon, sums as big.Rat and loops over everything. It stops at the first broken rule.
type naive struct {
	s       *scenario.Scenario
	net     *roads.Network
	horizon unit.Second
	passed  [][]unit.Throughput // by link and second: what it lets in before that second
	ways    map[string][][]bool // by variant, node and second: somebody there is received in time
	needs   map[string]unit.Vehicle
	noFuel  []plan.NoFuel // of the plan or certificate that is judged
	travels map[journeyKey]scenario.Travel
}

func newNaive(s *scenario.Scenario, horizon unit.Second) *naive {
	n := &naive{
		s: s, net: s.Network(), horizon: horizon,
		ways: map[string][][]bool{}, needs: map[string]unit.Vehicle{}, travels: map[journeyKey]scenario.Travel{},
	}
	return n
}

// sums returns what a link lets in before every second.
func (n *naive) sums(link int) []unit.Throughput {
	for i := len(n.passed); i <= link; i++ {
		sums := []unit.Throughput{0}
		for t := range n.s.Horizon {
			sums = append(sums, sums[t]+unit.Throughput(n.net.Links[i].Rate.At(t)))
		}
		n.passed = append(n.passed, sums)
	}
	return n.passed[link]
}

// travel returns how a place travels with the cars without fuel.
func (n *naive) travel(place int, level people.Level) scenario.Travel {
	key := journeyKey{place: place, level: level}
	for _, x := range n.noFuel {
		if x.Place == place {
			key.noFuel = x.Cars
		}
	}
	if known, ok := n.travels[key]; ok {
		return known
	}
	n.travels[key] = n.s.Travel(place, level, key.noFuel)
	return n.travels[key]
}

type journeyKey struct {
	place  int
	level  people.Level
	noFuel unit.Vehicle
}

func (n *naive) vehicles(place int, level people.Level) unit.Vehicle {
	t := n.travel(place, level)
	return t.Cars
}

// judge returns the first broken rule, or "" for a plan that keeps all.
func (n *naive) judge(p *plan.Plan, certificates []plan.Certificate) string {
	if p.SHA256 != n.s.SHA256 || p.Scenario != n.s.Name {
		return "out of date"
	}
	if fault := n.shape(p); fault != "" {
		return fault
	}
	n.noFuel = p.NoFuel
	if fault := n.shapeOfRounds(p); fault != "" {
		return fault
	}
	if p.Horizon != n.horizon {
		return newNaive(n.s, p.Horizon).judge(p, certificates)
	}
	for _, rule := range []func(*plan.Plan) string{
		n.routes, n.slots, n.people, n.rates, n.quotas, n.ready, n.phases, n.receptions,
		n.trips, n.parties, n.vehiclesDrive, n.columns, n.fuel, n.stop,
	} {
		if fault := rule(p); fault != "" {
			return fault
		}
	}
	best := n.leaving(p.Level)
	for i := range certificates {
		c := &certificates[i]
		n.noFuel = c.NoFuel
		if fault := n.certificate(c); fault != "" {
			return fault
		}
		n.noFuel = p.NoFuel
		if c.Level == p.Level && !slices.Equal(c.NoFuel, p.NoFuel) {
			return "other cars without fuel"
		}
		if c.Level == p.Level && c.Until >= n.horizon {
			best = min(best, c.AtMost)
		}
	}
	if fault := n.notServed(p, best); fault != "" {
		return fault
	}
	for i := range certificates {
		if fault := n.contradiction(p, &certificates[i]); fault != "" {
			return fault
		}
	}
	return ""
}

func (n *naive) shape(p *plan.Plan) string {
	if p.Level > people.High || p.Horizon <= 0 || p.Horizon > n.s.Horizon {
		return "shape of the plan"
	}
	for _, r := range p.Routes {
		if r.Place < 0 || r.Place >= len(n.s.Places) || r.Reception < 0 || r.Reception >= len(n.s.Receptions) ||
			len(r.Passes) != len(r.Legs)+1 {
			return "shape of a route"
		}
		for _, leg := range r.Legs {
			if leg.Road < 0 || leg.Road >= len(n.s.Roads) {
				return "no such road"
			}
		}
		for _, t := range r.Passes {
			if t < 0 || t > n.s.Horizon {
				return "time of passage outside the scenario"
			}
		}
	}
	for _, s := range p.Slots {
		if s.Route < 0 || s.Route >= len(p.Routes) || s.Vehicles < 1 || s.Depart < 0 || s.Length < 1 ||
			s.Depart > n.s.Horizon || s.Length > n.s.Horizon {
			return "shape of a slot"
		}
	}
	for _, x := range p.NotServed {
		if x.Place < 0 || x.Place >= len(n.s.Places) || x.People < 0 || (x.Vehicles < 1) == (x.Load == nil) || x.Vehicles < 0 {
			return "shape of an entry not served"
		}
	}
	return ""
}

func (n *naive) link(kind roads.Kind, item int, forward bool) *roads.Link {
	for i := range n.net.Links {
		l := &n.net.Links[i]
		if l.Kind == kind && l.Item == item && l.Forward == forward {
			return l
		}
	}
	return nil
}

func (n *naive) routes(p *plan.Plan) string {
	for _, r := range p.Routes {
		at := r.Place
		var least unit.Second
		for k, leg := range r.Legs {
			l := n.link(roads.Carriageway, leg.Road, leg.Forward)
			if l == nil || n.net.Nodes[l.From].Place != at {
				return "route broken"
			}
			if r.Passes[k+1]-r.Passes[k] < l.Ceil {
				return "route too fast"
			}
			least += l.Ceil
			at = n.net.Nodes[l.To].Place
		}
		if at != n.s.Receptions[r.Reception].Place || r.Passes[0] != 0 {
			return "route ends elsewhere or starts late"
		}
		if r.Passes[len(r.Legs)] >= least+60 {
			return "route waits"
		}
	}
	return ""
}

func (n *naive) slots(p *plan.Plan) string {
	for _, s := range p.Slots {
		r := p.Routes[s.Route]
		if s.Depart%60 != 0 || s.Length%60 != 0 {
			return "not whole minutes"
		}
		if s.Depart+s.Length+r.Passes[len(r.Passes)-1] > n.horizon {
			return "too late"
		}
	}
	return ""
}

func (n *naive) people(p *plan.Plan) string {
	for place := range n.s.Places {
		t := n.travel(place, p.Level)
		all, cars := t.ByCar, t.Cars
		var slots []plan.Slot
		for _, s := range p.Slots {
			if p.Routes[s.Route].Place == place {
				slots = append(slots, s)
			}
		}
		slices.SortStableFunc(slots, func(a, b plan.Slot) int { return int(a.Depart - b.Depart) })
		var done unit.Vehicle
		var carried unit.Person
		for _, s := range slots {
			done += s.Vehicles
			carried += s.People
			if carried != people.Riders(all, cars, done) {
				return "people of a slot"
			}
		}
		for _, x := range p.NotServed {
			if x.Place == place && x.Load == nil {
				done += x.Vehicles
				carried += x.People
			}
		}
		if done != cars || carried != all {
			return "sums of a place"
		}
	}
	return ""
}

// stream is a slot on one link.
type stream struct {
	from, to unit.Second
	vehicles unit.Vehicle
}

// at returns the vehicles per second as a fraction, 0 outside.
func (s stream) at(t unit.Second) *big.Rat {
	if t < s.from || t >= s.to {
		return new(big.Rat)
	}
	return big.NewRat(int64(s.vehicles), int64(s.to-s.from))
}

// before returns the vehicles that passed before t.
func (s stream) before(t unit.Second) *big.Rat {
	t = max(s.from, min(t, s.to))
	return big.NewRat(int64(s.vehicles)*int64(t-s.from), int64(s.to-s.from))
}

// streams returns the slots on a link.
func (n *naive) streams(p *plan.Plan, l *roads.Link) []stream {
	var out []stream
	pass := func(at, reception int, legs []plan.Leg, passes []unit.Second, depart, length unit.Second, weight unit.Vehicle) {
		for k, passes := range passes {
			end := k == len(legs)
			here := l.Kind == roads.Passage && n.s.Gates[l.Item].Place == at && (!end || reception >= 0)
			if !end {
				leg := legs[k]
				here = here || l.Kind == roads.Carriageway && leg.Road == l.Item && leg.Forward == l.Forward
				road := n.s.Roads[leg.Road]
				if at = road.To; !leg.Forward {
					at = road.From
				}
			}
			if end && l.Kind == roads.Intake && reception == l.Item {
				here = true
			}
			if here {
				from := depart + passes
				out = append(out, stream{from, from + length, weight})
			}
		}
	}
	for _, s := range p.Slots {
		r := p.Routes[s.Route]
		pass(r.Place, r.Reception, r.Legs, r.Passes, s.Depart, s.Length, s.Vehicles)
	}
	for _, t := range p.Trips {
		pass(t.From, t.Reception, t.Legs, t.Passes, t.Depart, t.Length, n.weight(t.Vehicle))
	}
	return out
}

func (n *naive) rates(p *plan.Plan) string {
	for i := range n.net.Links {
		if overflow(n.streams(p, &n.net.Links[i]), n.net.Links[i].Rate) {
			return fmt.Sprintf("rate of link %d", i)
		}
	}
	return ""
}

// overflow reports whether the streams ever exceed a rate.
func overflow(streams []stream, rate roads.Profile) bool {
	var moments []unit.Second
	for _, s := range streams {
		moments = append(moments, s.from)
		for _, piece := range rate {
			if piece.From > s.from && piece.From < s.to {
				moments = append(moments, piece.From)
			}
		}
	}
	slices.Sort(moments)
	for _, t := range slices.Compact(moments) {
		sum := new(big.Rat)
		for _, s := range streams {
			if t >= s.from && t < s.to {
				sum.Add(sum, s.at(t))
			}
		}
		if sum.Cmp(big.NewRat(int64(rate.At(t)), int64(unit.OneVehicle))) > 0 {
			return true
		}
	}
	return false
}

func (n *naive) quotas(p *plan.Plan) string {
	for i := range n.net.Links {
		l := &n.net.Links[i]
		if l.Quota > 0 && n.overDay(n.streams(p, l), int64(l.Quota)) {
			return "quota"
		}
	}
	return ""
}

// overDay reports whether on any calendar day more passes than a quota.
func (n *naive) overDay(streams []stream, quota int64) bool {
	edges := append(append([]unit.Second{0}, n.net.Midnights...), unit.Never)
	for d := range edges[1:] {
		sum := new(big.Rat)
		for _, s := range streams {
			sum.Add(sum, s.before(edges[d+1]))
			sum.Sub(sum, s.before(edges[d]))
		}
		if sum.Cmp(new(big.Rat).SetInt64(quota)) > 0 {
			return true
		}
	}
	return false
}

func (n *naive) ready(p *plan.Plan) string {
	for place := range n.s.Places {
		batches := n.s.Places[place].Ready.Batches(n.vehicles(place, p.Level))
		var slots []stream
		for _, s := range p.Slots {
			if p.Routes[s.Route].Place == place {
				slots = append(slots, stream{s.Depart, s.Depart + s.Length, s.Vehicles})
			}
		}
		for _, b := range batches {
			var ready unit.Vehicle
			for _, other := range batches {
				if other.Ready < b.Ready {
					ready += other.Vehicles
				}
			}
			left := new(big.Rat)
			for _, s := range slots {
				left.Add(left, s.before(b.Ready))
			}
			if left.Cmp(new(big.Rat).SetInt64(int64(ready))) > 0 {
				return "left before ready"
			}
		}
	}
	return ""
}

func (n *naive) phases(p *plan.Plan) string {
	if len(p.Phases) == 0 || p.Phases[0] != 0 {
		return "first phase"
	}
	for k, t := range p.Phases[1:] {
		turns := false
		for i := range n.net.Links {
			l := &n.net.Links[i]
			if l.Kind == roads.Carriageway && t > 0 && (l.Rate.At(t-1) == 0) != (l.Rate.At(t) == 0) {
				turns = true
			}
		}
		if !turns || t <= p.Phases[k] || t >= n.horizon {
			return "phase"
		}
	}
	for k, from := range p.Phases {
		to := n.horizon
		if k+1 < len(p.Phases) {
			to = p.Phases[k+1]
		}
		next := map[int]plan.Leg{}
		for _, s := range p.Slots {
			r := p.Routes[s.Route]
			at := r.Place
			for m, leg := range r.Legs {
				enters := s.Depart + r.Passes[m]
				if enters < to && enters+s.Length > from {
					if other, taken := next[at]; taken && other != leg {
						return "fork"
					}
					next[at] = leg
				}
				road := n.s.Roads[leg.Road]
				if at = road.To; !leg.Forward {
					at = road.From
				}
			}
		}
	}
	return ""
}

func (n *naive) receptions(p *plan.Plan) string {
	for i, r := range n.s.Receptions {
		var sum unit.Person
		for _, s := range p.Slots {
			if p.Routes[s.Route].Reception == i {
				sum += s.People
			}
		}
		for _, d := range n.delivered(p) {
			if d.reception == i {
				sum += d.people
			}
		}
		if r.Capacity > 0 && sum > r.Capacity {
			return "reception full"
		}
	}
	return ""
}

package verify_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// way returns the truth table of who is received in time when links have these rates.
func (n *naive) way(key string, rate func(l *roads.Link) roads.Profile) [][]bool {
	if known, ok := n.ways[key]; ok {
		return known
	}
	open := make([][]bool, len(n.net.Links))
	for i := range open {
		open[i] = make([]bool, n.horizon)
		profile := rate(&n.net.Links[i])
		for t := range n.horizon {
			open[i][t] = profile.At(t) > 0
		}
	}
	table := make([][]bool, len(n.net.Nodes))
	for v := range table {
		table[v] = make([]bool, n.horizon)
	}
	for t := n.horizon - 1; t >= 0; t-- {
		for _, sink := range n.net.Sinks {
			table[sink.Node][t] = true
		}
		for range n.net.Nodes { // again and again, for stages that take no time
			for i := range n.net.Links {
				l := &n.net.Links[i]
				if open[i][t] && t+l.Ceil < n.horizon && table[l.To][t+l.Ceil] {
					table[l.From][t] = true
				}
			}
			if len(n.s.Gates)+len(n.s.Receptions) == 0 {
				break
			}
		}
	}
	n.ways[key] = table
	return table
}

func (n *naive) leaves(place int, table [][]bool) bool {
	for t := max(0, n.s.Places[place].Ready.From); t < n.horizon; t++ {
		if table[n.net.Entry[place]][t] {
			return true
		}
	}
	return false
}

func (n *naive) asItIs(l *roads.Link) roads.Profile { return l.Rate }

func (n *naive) allOpen(*roads.Link) roads.Profile { return roads.Constant(1) }

func (n *naive) noDanger(l *roads.Link) roads.Profile {
	if l.Kind == roads.Carriageway {
		return n.s.WithoutDangers(l)
	}
	return l.Rate
}

func (n *naive) can(place int, level people.Level) bool {
	return n.vehicles(place, level) > 0 && n.finds(place)
}

// finds reports whether any vehicle finds a way out of a place.
func (n *naive) finds(place int) bool {
	return n.leaves(place, n.way("now", n.asItIs))
}

func (n *naive) leaving(level people.Level) (sum unit.Vehicle) {
	for place := range n.s.Places {
		if n.can(place, level) {
			sum += n.vehicles(place, level)
		}
	}
	return sum
}

func (n *naive) peopleLeaving(level people.Level) (sum unit.Person) {
	for place := range n.s.Places {
		if n.can(place, level) {
			t := n.travel(place, level)
			sum += t.ByCar
		}
	}
	return sum
}

// inGroups returns who needs the fleet.
func (n *naive) inGroups(level people.Level) (sum unit.Person) {
	for place := range n.s.Places {
		t := n.travel(place, level)
		sum += t.InGroups()
	}
	return sum
}

func (n *naive) notServed(p *plan.Plan, best unit.Vehicle) string {
	for _, x := range p.NotServed {
		why := plan.Shut
		switch {
		case n.finds(x.Place):
			why = "none"
		case !n.leaves(x.Place, n.way("open", n.allOpen)):
			why = plan.NoRoute
		case n.leaves(x.Place, n.way("calm", n.noDanger)):
			why = plan.Danger
		}
		switch x.Reason {
		case plan.NoRoute, plan.Shut, plan.Danger:
			if why != x.Reason || !n.cut(p, &x) {
				return "reason"
			}
		case plan.Time, plan.Full, plan.Unplaced:
			if why != "none" || x.Reason == plan.Time && best >= n.leaving(p.Level) {
				return "reason of those left over"
			}
			var room unit.Person
			unlimited := false
			for _, r := range n.s.Receptions {
				room += r.Capacity
				unlimited = unlimited || r.Capacity == 0
			}
			if x.Reason == plan.Full && (unlimited || room >= n.peopleLeaving(p.Level)+n.inGroups(p.Level)) {
				return "not full"
			}
		case plan.NoSeats, plan.Caution, plan.NoVehicle:
			if !n.reasonOfParties(p, &x, why == "none") {
				return "reason of parties"
			}
		default:
			return "no reason"
		}
	}
	return ""
}

func (n *naive) cut(p *plan.Plan, x *plan.NotServed) bool {
	if len(x.Cut) == 0 || x.Reason == plan.NoRoute {
		return true
	}
	table := n.way(string(x.Reason)+strings.Join(x.Cut, "|"), func(l *roads.Link) roads.Profile {
		id := ""
		switch l.Kind {
		case roads.Carriageway:
			id = n.s.Roads[l.Item].ID
		case roads.Passage:
			id = n.s.Gates[l.Item].ID
		case roads.Intake:
			id = n.s.Receptions[l.Item].ID
		}
		switch {
		case !slices.Contains(x.Cut, id):
			return l.Rate
		case x.Reason == plan.Danger:
			return n.noDanger(l)
		}
		return n.allOpen(l)
	})
	return n.leaves(x.Place, table)
}

var shares = map[string]int64{"t50": 500, "t90": 900, "t99": 990, "t100": 1000}

func (n *naive) certificate(c *plan.Certificate) string {
	if shares[c.Quantile] == 0 || c.Level > people.High || len(c.Moments) != len(n.net.Nodes) || c.Until < 0 || c.Until > n.s.Horizon {
		return "shape of a certificate"
	}
	if n.badNoFuel(c.NoFuel, c.Level) {
		return "cars without fuel of a certificate"
	}
	for _, t := range c.Moments {
		if t < -1000*unit.Day || t > 1000*unit.Day {
			return "moment of a certificate"
		}
	}
	for _, sink := range n.net.Sinks {
		if c.Moments[sink.Node] != c.Until {
			return "moment of a sink"
		}
	}
	if n.value(c).Vehicles() != c.AtMost {
		return "value of a certificate"
	}
	if need := n.needed(c); c.Needed != need || c.AtMost >= need {
		return "need of a certificate"
	}
	return ""
}

func (n *naive) value(c *plan.Certificate) unit.Throughput {
	edges := append(append([]unit.Second{0}, n.net.Midnights...), n.s.Horizon)
	var sum unit.Throughput
	for i := range n.net.Links {
		l := &n.net.Links[i]
		from, to := c.Moments[l.From], c.Moments[l.To]-l.Floor
		for d := range edges[1:] {
			lo, hi := max(from, edges[d]), min(to, edges[d+1])
			if hi <= lo {
				continue
			}
			day := n.sums(i)[hi] - n.sums(i)[lo]
			if l.Quota > 0 {
				day = min(day, l.Quota.Amount())
			}
			sum += day
		}
	}
	for place := range n.s.Places {
		if !n.can(place, c.Level) {
			continue
		}
		for _, b := range n.s.Places[place].Ready.Batches(n.vehicles(place, c.Level)) {
			if b.Ready < c.Moments[n.net.Entry[place]] {
				sum += b.Vehicles.Amount()
			}
		}
	}
	return sum
}

// needed fills vehicles one by one, the fullest first, until they carry the share.
func (n *naive) needed(c *plan.Certificate) unit.Vehicle {
	key := fmt.Sprint(c.Quantile, c.Level, c.NoFuel)
	if known, ok := n.needs[key]; ok {
		return known
	}
	var vehicles []*big.Rat
	for place := range n.s.Places {
		if n.can(place, c.Level) {
			t := n.travel(place, c.Level)
			for range t.Cars {
				vehicles = append(vehicles, big.NewRat(int64(t.ByCar), int64(t.Cars)))
			}
		}
	}
	slices.SortFunc(vehicles, func(a, b *big.Rat) int { return b.Cmp(a) })
	inGroups := int64(n.inGroups(c.Level))
	target := new(big.Rat).SetInt64((int64(n.peopleLeaving(c.Level))+inGroups)*shares[c.Quantile]/1000 - inGroups)
	if (int64(n.peopleLeaving(c.Level))+inGroups)*shares[c.Quantile]%1000 > 0 {
		target.Add(target, big.NewRat(1, 1))
	}
	carried := new(big.Rat)
	var need unit.Vehicle
	for carried.Cmp(target) < 0 {
		carried.Add(carried, vehicles[need])
		need++
	}
	n.needs[key] = need
	return need
}

func (n *naive) contradiction(p *plan.Plan, c *plan.Certificate) string {
	if c.Level != p.Level {
		return ""
	}
	out := new(big.Rat)
	var persons unit.Person
	for _, s := range p.Slots {
		from := s.Depart + p.Routes[s.Route].Arrive()
		part := stream{from, from + s.Length, s.Vehicles}.before(c.Until)
		out.Add(out, part)
		whole := new(big.Int).Quo(part.Num(), part.Denom()).Int64()
		persons += people.Riders(s.People, s.Vehicles, unit.Vehicle(whole))
	}
	all := n.peopleLeaving(p.Level)
	for _, d := range n.delivered(p) {
		all += d.people
		if d.at <= c.Until {
			persons += d.people
		}
	}
	out.Mul(out, new(big.Rat).SetInt64(int64(unit.OneVehicle)))
	if out.Cmp(new(big.Rat).SetInt64(int64(n.value(c)))) > 0 || int64(persons)*1000 >= int64(all)*shares[c.Quantile] {
		return "better than the bound"
	}
	return ""
}

package verify

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// prover judges certificates from the scenario and its network alone.
type prover struct {
	s       *scenario.Scenario
	net     *roads.Network
	ways    []moments // out of every node within the horizon of the plan
	fuel    bool      // fuel is planned
	leaving map[string]*leaving
}

// leaving is one population level with some cars without fuel: who leaves from every place, and who
// has a way to leave.
type leaving struct {
	travel   []scenario.Travel
	people   []unit.Person // by car
	vehicles []unit.Vehicle
	batches  [][]people.Batch // in order; a vehicle ready before the start is ready at 0
	can      []bool
	// canPeople and canVehicles are sums over the cars of places that can leave; inGroups is the
	// sum of the groups of all places.
	canPeople   unit.Person
	canVehicles unit.Vehicle
	inGroups    unit.Person
	fleet       []burden // groups of places with a road out
}

// burden is what the vehicles that carry one group count as at the least.
type burden struct {
	place  int
	ready  unit.Second
	people unit.Person
	weight unit.Throughput
}

// noFuelFault judges a list of cars without fuel: places in order, with cars that they have.
func (p *prover) noFuelFault(list []plan.NoFuel, level people.Level) string {
	if len(list) > 0 && !p.fuel {
		return "has cars without fuel, though nothing is known of fuel"
	}
	last := -1
	for _, n := range list {
		if n.Place <= last || n.Place >= len(p.s.Places) {
			return fmt.Sprintf("has cars without fuel at place number %d after number %d", n.Place, last)
		}
		if most := p.s.Vehicles(n.Place, level); n.Cars < 1 || n.Cars > most {
			return fmt.Sprintf("has %d cars without fuel at %s, which has %d cars", n.Cars, p.s.Places[n.Place].Name, most)
		}
		last = n.Place
	}
	return ""
}

// at returns a population level with so many cars without fuel, computed once.
func (p *prover) at(level people.Level, noFuel []plan.NoFuel) *leaving {
	key := fmt.Sprint(level, noFuel)
	if known := p.leaving[key]; known != nil {
		return known
	}
	n := len(p.s.Places)
	without := make([]unit.Vehicle, n)
	for _, c := range noFuel {
		without[c.Place] = c.Cars
	}
	l := &leaving{
		travel: make([]scenario.Travel, n), people: make([]unit.Person, n), vehicles: make([]unit.Vehicle, n),
		batches: make([][]people.Batch, n), can: make([]bool, n),
	}
	for i := range p.s.Places {
		p.leave(l, i, p.s.Travel(i, level, without[i]))
	}
	if p.leaving == nil {
		p.leaving = map[string]*leaving{}
	}
	p.leaving[key] = l
	return l
}

// leave adds a place to those who leave.
func (p *prover) leave(l *leaving, place int, t scenario.Travel) {
	l.travel[place], l.people[place], l.vehicles[place] = t, t.ByCar, t.Cars
	l.inGroups += t.InGroups()
	l.batches[place] = p.s.Places[place].Ready.Batches(t.Cars)
	for b := range l.batches[place] {
		l.batches[place][b].Ready = max(0, l.batches[place][b].Ready)
	}
	l.can[place] = t.Cars > 0 && p.finds(place, p.s.Places[place].Ready.From, p.ways)
	if l.can[place] {
		l.canPeople += t.ByCar
		l.canVehicles += t.Cars
	}
	if len(p.ways[p.net.Entry[place]]) == 0 {
		return
	}
	for i := range t.Groups {
		g := &t.Groups[i]
		l.fleet = append(l.fleet, burden{place, g.Ready, g.People, p.s.LeastWeight(g)})
	}
}

// finds reports whether a vehicle that is ready at a place finds a moment to drive off and be
// received.
func (p *prover) finds(place int, ready unit.Second, ways []moments) bool {
	return ways[p.net.Entry[place]].after(max(0, ready))
}

// quantiles are the shares of the people who can be served that certificates speak of, in
// thousandths. A deadline is about everybody.
var quantiles = map[string]int64{"t50": 500, "t90": 900, "t99": 990, "t100": 1000}

// certificate judges one certificate and reports whether it proves what it says.
func (p *prover) certificate(r *Report, c *plan.Certificate) bool {
	if !p.wellFormed(r, c) {
		return false
	}
	before := len(r.Violations) + r.Unlisted
	atMost := p.value(c).Vehicles()
	if atMost != c.AtMost {
		r.add(FalseBound, vehicles(c.AtMost), vehicles(atMost),
			"The certificate %s (%s population) says that at most %d vehicles can be out by %s; its moments prove %d.",
			c.Quantile, c.Level, c.AtMost, p.s.Clock(c.Until), atMost)
	}
	needed := p.needed(p.at(c.Level, c.NoFuel), quantiles[c.Quantile], c.Fleet)
	if needed != c.Needed {
		r.add(FalseNeed, vehicles(c.Needed), vehicles(needed),
			"The certificate %s (%s population) says that %d vehicles have to be out; it takes %d.",
			c.Quantile, c.Level, c.Needed, needed)
	}
	if atMost >= needed {
		r.add(NoProof, vehicles(atMost), vehicles(needed),
			"The certificate %s (%s population) proves nothing: its moments let %d vehicles out by %s, and %d are enough.",
			c.Quantile, c.Level, atMost, p.s.Clock(c.Until), needed)
	}
	return len(r.Violations)+r.Unlisted == before
}

// farthest is how far from the start a moment may lie: any is a proof, sums stay exact within it.
const farthest = 1000 * unit.Day

// wellFormed judges the parts of a certificate that the others rest on.
func (p *prover) wellFormed(r *Report, c *plan.Certificate) bool {
	if _, known := quantiles[c.Quantile]; !known || c.Level > people.High {
		r.add(BadCertificate, c.Quantile, "", "A certificate is for a quantile or a population that Wayout does not know: %.40q, population %d.",
			c.Quantile, c.Level)
		return false
	}
	if len(c.Moments) != len(p.net.Nodes) {
		r.add(BadCertificate, count(len(c.Moments)), count(len(p.net.Nodes)),
			"The certificate %s has %d moments; the network has %d nodes.", c.Quantile, len(c.Moments), len(p.net.Nodes))
		return false
	}
	if c.Until < 0 || c.Until > p.s.Horizon {
		r.add(BadCertificate, count(int(c.Until)), count(int(p.s.Horizon)),
			"The certificate %s speaks of a time outside the scenario: %d seconds from the start.", c.Quantile, c.Until)
		return false
	}
	if fault := p.noFuelFault(c.NoFuel, c.Level); fault != "" {
		r.add(BadCertificate, "", "", "The certificate %s %s.", c.Quantile, fault)
		return false
	}
	for v, t := range c.Moments {
		if t < -farthest || t > farthest {
			r.add(BadCertificate, count(int(t)), count(int(farthest)),
				"The certificate %s gives node %d (%s) a moment out of all range: %d seconds from the start.",
				c.Quantile, v, p.s.Places[p.net.Nodes[v].Place].Name, t)
			return false
		}
	}
	for _, sink := range p.net.Sinks {
		if t := c.Moments[sink.Node]; t != c.Until {
			r.add(BadCertificate, count(int(t)), count(int(c.Until)),
				"The certificate %s does not end at the reception %s: its moment there must be %s.",
				c.Quantile, p.s.Receptions[sink.Reception].ID, p.s.Clock(c.Until))
			return false
		}
	}
	return true
}

// value returns the most that can be out by c.Until: whoever is behind the moments has to cross
// them on a link, between the moment of its first node and that of its last less the quickest
// travel; who is ready before the moment of their node is not behind it. It is exact; a sum too
// large for its type counts as unlimited.
func (p *prover) value(c *plan.Certificate) unit.Throughput {
	var sum unit.Throughput
	add := func(more unit.Throughput) {
		if sum += more; sum < 0 || more < 0 {
			sum = math.MaxInt64 / 2
		}
	}
	for i := range p.net.Links {
		l := &p.net.Links[i]
		add(p.passes(l, c.Moments[l.From], c.Moments[l.To]-l.Floor))
	}
	level := p.at(c.Level, c.NoFuel)
	for place, can := range level.can {
		if !can {
			continue
		}
		for _, b := range level.batches[place] {
			if b.Ready < c.Moments[p.net.Entry[place]] {
				add(b.Vehicles.Amount())
			}
		}
	}
	if c.Fleet {
		for _, b := range level.fleet {
			if b.ready < c.Moments[p.net.Entry[b.place]] {
				add(b.weight)
			}
		}
	}
	return sum
}

// passes returns the most a link lets in during [from, to); a day counts at most the quota.
func (p *prover) passes(l *roads.Link, from, to unit.Second) unit.Throughput {
	if l.Quota == 0 {
		return l.Rate.Over(from, to)
	}
	var sum unit.Throughput
	for from < to {
		end := min(to, p.net.Day(from).To)
		sum += min(l.Rate.Over(from, end), l.Quota.Amount())
		from = end
	}
	return sum
}

// needed returns the least number of cars that have to be out for a share, in thousandths, of the
// people who can leave. Those who need the fleet may all be out before them, unless their vehicles
// count as well: then the fullest come first, cars or not, and the sum is rounded down.
func (p *prover) needed(l *leaving, perMille int64, fleet bool) unit.Vehicle {
	share := unit.Person((int64(l.canPeople+l.inGroups)*perMille + 999) / 1000)
	if !fleet {
		return l.carry(max(0, share-l.inGroups))
	}
	type part struct {
		people unit.Person
		weight unit.Throughput
	}
	var parts []part
	rest := share - l.inGroups
	for _, b := range l.fleet {
		rest += b.people
		parts = append(parts, part{b.people, b.weight})
	}
	for place, can := range l.can {
		if can {
			parts = append(parts, part{l.people[place], l.vehicles[place].Amount()})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { // people over weight, most first
		return new(big.Int).Mul(big.NewInt(int64(b.people)), big.NewInt(int64(a.weight))).Cmp(
			new(big.Int).Mul(big.NewInt(int64(a.people)), big.NewInt(int64(b.weight))))
	})
	var sum unit.Throughput
	for _, x := range parts {
		n := max(0, min(rest, x.people))
		if n > 0 {
			whole := new(big.Int).Mul(big.NewInt(int64(x.weight)), big.NewInt(int64(n)))
			up, left := new(big.Int).DivMod(whole, big.NewInt(int64(x.people)), new(big.Int))
			if sum += unit.Throughput(up.Int64()); left.Sign() > 0 {
				sum++
			}
		}
		rest -= n
	}
	return sum.Vehicles()
}

// carry returns the least number of vehicles that can carry so many of those who can leave: the
// fullest first.
func (l *leaving) carry(rest unit.Person) unit.Vehicle {
	var places []int
	for place, can := range l.can {
		if can {
			places = append(places, place)
		}
	}
	slices.SortStableFunc(places, func(a, b int) int { // people over vehicles, most first
		return cmp.Compare(int64(l.people[b])*int64(l.vehicles[a]), int64(l.people[a])*int64(l.vehicles[b]))
	})
	var sum unit.Vehicle
	for _, place := range places {
		all, cars := l.people[place], l.vehicles[place]
		if rest <= all {
			return sum + unit.Vehicle((int64(rest)*int64(cars)+int64(all)-1)/int64(all))
		}
		sum += cars
		rest -= all
	}
	return sum
}

package verify_test

import (
	"math"
	"math/big"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// This file is the second judge for columns on foot, fuel, and stopping (N11).

// footEnds returns the places where a column starts and ends.
func (n *naive) footEnds(c *plan.Column) [2]int {
	path := n.s.Paths[c.Path]
	if c.Back {
		return [2]int{path.To, path.From}
	}
	return [2]int{path.From, path.To}
}

func (n *naive) columns(p *plan.Plan) string {
	for _, c := range p.Columns {
		ends, g, length := n.footEnds(&c), n.group(p, &c.Load), n.s.Paths[c.Path].Length
		hours := float64(length) / 1000 / n.s.Assumption("foot_speed_kmh")
		takes := hours*3600 + math.Floor(hours+1e-9)*n.s.Assumption("foot_halt_minutes")*60
		switch {
		case ends[0] != c.Load.Place || c.Reception >= 0 && n.s.Receptions[c.Reception].Place != ends[1]:
			return "path leads elsewhere"
		case g.Class != people.Walks || g.Institution >= 0:
			return "not on foot"
		case float64(c.Walks) < takes-1e-6 || float64(length) > 1000*n.s.Assumption("foot_day_km")+1e-6:
			return "too fast or too far"
		case c.Depart < g.Ready || c.End() > n.horizon || float64(n.peopleOf(p, &c.Load)) > n.s.Assumption("foot_column_people"):
			return "column too early, late or large"
		}
	}
	for i, path := range n.s.Paths {
		var streams []stream
		for _, c := range p.Columns {
			if c.Path == i {
				streams = append(streams, stream{c.Depart, c.Depart + c.Length, unit.Vehicle(n.peopleOf(p, &c.Load))})
			}
		}
		if overflow(streams, roads.Constant(path.Rate).Only(path.Hours.Open(n.s.Start, n.s.Horizon))) {
			return "path"
		}
	}
	for i := range n.net.Links {
		if l := &n.net.Links[i]; l.Kind == roads.Passage && n.gateOnFoot(p, l) {
			return "gate on foot"
		}
	}
	return ""
}

// gateOnFoot reports whether a gate gets too many people on foot, or any while it is shut.
func (n *naive) gateOnFoot(p *plan.Plan, l *roads.Link) bool {
	var streams []stream
	gate := n.s.Gates[l.Item]
	for _, c := range p.Columns {
		ends, size := n.footEnds(&c), unit.Vehicle(n.peopleOf(p, &c.Load))
		if gate.Place == ends[0] {
			streams = append(streams, stream{c.Depart, c.Depart + c.Length, size})
		}
		if gate.Place == ends[1] && c.Reception >= 0 {
			streams = append(streams, stream{c.Depart + c.Walks, c.End(), size})
		}
	}
	for _, s := range streams {
		for t := s.from; t < s.to; t++ {
			if l.Rate.At(t) == 0 {
				return true
			}
		}
	}
	return overflow(streams, roads.Constant(gate.OnFoot))
}

// fuel follows tanks and points, minute by minute.
func (n *naive) fuel(p *plan.Plan) string {
	if !n.s.HasFuel() {
		return ""
	}
	used := make([]*big.Int, len(n.s.Places))
	points := make([][]plan.Slot, len(n.s.FuelPoints))
	for _, s := range p.Slots {
		r := p.Routes[s.Route]
		var length, climb unit.Metre
		node, passes := r.Place, unit.Second(-1)
		for k, leg := range r.Legs {
			road := n.s.Roads[leg.Road]
			if s.Fill > 0 && passes < 0 && node == n.s.FuelPoints[s.Fuel].Place {
				passes = r.Passes[k]
			}
			length += road.Length
			if node = road.To; leg.Forward {
				climb += road.Climb
			} else {
				node, climb = road.From, climb+road.Descent
			}
		}
		if len(r.Legs) == 0 && s.Fill > 0 && node == n.s.FuelPoints[s.Fuel].Place {
			passes = 0
		}
		takes := max(0, n.s.Burn().Trip(length, climb)-s.Fill)
		if used[r.Place] == nil {
			used[r.Place] = new(big.Int)
		}
		used[r.Place].Add(used[r.Place], new(big.Int).Mul(big.NewInt(int64(takes)), big.NewInt(int64(s.Vehicles))))
		if s.Fill == 0 {
			continue
		}
		if ration := n.s.FuelPoints[s.Fuel].Ration; passes < 0 || ration > 0 && s.Fill > ration {
			return "does not pass the point, or takes more than the ration"
		}
		s.Depart += passes
		points[s.Fuel] = append(points[s.Fuel], s)
	}
	for place, sum := range used {
		if sum != nil && sum.Cmp(big.NewInt(int64(n.s.Tanks(place)))) > 0 {
			return "tanks"
		}
	}
	for i := range points {
		if fault := n.point(&n.s.FuelPoints[i], points[i]); fault != "" {
			return fault
		}
	}
	return ""
}

// point follows one fuel point; slots depart when they come to it.
func (n *naive) point(point *people.FuelPoint, slots []plan.Slot) string {
	var streams []stream
	for _, s := range slots {
		if s.Depart < point.From || s.End() > point.To {
			return "point shut"
		}
		streams = append(streams, stream{s.Depart, s.End(), s.Vehicles})
	}
	if point.Rate > 0 && overflow(streams, roads.Constant(point.Rate)) {
		return "point slow"
	}
	if n.overDay(streams, int64(n.s.Assumption("fuel_point_cars_a_day"))) {
		return "crowd"
	}
	for t := unit.Second(0); len(slots) > 0 && t <= 2*n.s.Horizon+unit.Minute; t += unit.Minute {
		has := point.Stock
		for _, d := range point.Deliveries {
			if d.At < t {
				has += d.Amount
			}
		}
		taken := new(big.Rat)
		for k, s := range slots {
			part := streams[k].before(t)
			taken.Add(taken, part.Mul(part, new(big.Rat).SetInt64(int64(s.Fill))))
		}
		if taken.Cmp(new(big.Rat).SetInt64(int64(has))) > 0 {
			return "point empty"
		}
	}
	return ""
}

// traveller is somebody on the way, with everything behind and ahead of them.
type traveller struct {
	n       *naive
	places  []int // by node of the trip they are on
	passes  []unit.Second
	oneWay  []bool // by leg
	gates   []bool // by node: passed there
	before  unit.Second
	stuck   bool // a gate or one-way road in an earlier trip
	further bool // a gate in a later trip
}

func (n *naive) traveller(from, reception int, legs []plan.Leg, passes []unit.Second) traveller {
	t := traveller{n: n, places: []int{from}, passes: passes}
	for _, leg := range legs {
		road := n.s.Roads[leg.Road]
		to := road.To
		if !leg.Forward {
			to = road.From
		}
		t.places = append(t.places, to)
		t.oneWay = append(t.oneWay, road.OneWay)
	}
	for k, place := range t.places {
		gate := false
		for _, g := range n.s.Gates {
			gate = gate || g.Place == place && (k < len(legs) || reception >= 0)
		}
		t.gates = append(t.gates, gate)
	}
	return t
}

func (t *traveller) passesGate() bool {
	for _, gate := range t.gates {
		if gate {
			return true
		}
	}
	return false
}

// Times below are in half seconds: odd ones lie between the seconds at which anything changes.

// through reports whether no gate is ahead.
func (t *traveller) through(half unit.Second) bool {
	for k, gate := range t.gates {
		if gate && 2*t.passes[k] > half {
			return false
		}
	}
	return !t.further
}

// canTurn reports whether the way back is open and short.
func (t *traveller) canTurn(half unit.Second) bool {
	if t.stuck || half+2*t.before > 2*t.n.s.SafeToStop {
		return false
	}
	for k := range t.places {
		if 2*t.passes[k] < half && (t.gates[k] || k < len(t.oneWay) && t.oneWay[k]) {
			return false
		}
	}
	return true
}

// canReach reports whether a site can be reached in time.
func (t *traveller) canReach(site int, half unit.Second) bool {
	s := t.n.s.Sites[site]
	if s.Kind == people.Assembly || s.Capacity == 0 {
		return false
	}
	for k, place := range t.places {
		away := 2*t.passes[k] - half
		if place != s.Place || max(away, -away) > 2*t.n.s.SafeToStop {
			continue
		}
		free := true
		for i := range t.places {
			at := 2 * t.passes[i]
			switch {
			case away > 0 && i < k && at > half && t.gates[i]:
				free = false
			case away < 0 && i >= k && at < half && (t.gates[i] || i < len(t.oneWay) && t.oneWay[i]):
				free = false
			}
		}
		if free {
			return true
		}
	}
	return false
}

func (t *traveller) safe(refuges []plan.Refuge) bool {
	for _, r := range refuges {
		for half := 2*r.From + 1; half < 2*r.To; half += 2 {
			if !t.canReach(r.Site, half) {
				return false
			}
		}
	}
	for half := unit.Second(1); half < 2*t.passes[len(t.passes)-1]; half += 2 {
		held := false
		for _, r := range refuges {
			held = held || half > 2*r.From && half < 2*r.To
		}
		if !held && !t.through(half) && !t.canTurn(half) {
			return false
		}
	}
	return true
}

func (n *naive) stop(p *plan.Plan) string {
	if n.s.SafeToStop == 0 {
		return ""
	}
	for _, s := range p.Slots {
		r := p.Routes[s.Route]
		if t := n.traveller(r.Place, r.Reception, r.Legs, r.Passes); !t.safe(r.Refuges) {
			return "route not safe"
		}
	}
	for i := range p.Trips {
		first := n.boardedFirst(p, i)
		if first < 0 {
			continue
		}
		t := n.tripTraveller(p, i)
		t.before = p.Trips[i].Depart - p.Trips[first].Depart
		for k := first; k < i; k++ {
			earlier := n.tripTraveller(p, k)
			t.stuck = t.stuck || earlier.passesGate()
			for _, oneWay := range earlier.oneWay {
				t.stuck = t.stuck || oneWay
			}
		}
		for k := i + 1; k <= leaveAt(p, i); k++ {
			later := n.tripTraveller(p, k)
			t.further = t.further || later.passesGate()
		}
		if !t.safe(p.Trips[i].Refuges) {
			return "trip not safe"
		}
	}
	for site := range n.s.Sites {
		if n.tooFull(p, site) {
			return "site full"
		}
	}
	return ""
}

func (n *naive) tripTraveller(p *plan.Plan, i int) traveller {
	t := p.Trips[i]
	return n.traveller(t.From, t.Reception, t.Legs, t.Passes)
}

// boardedFirst returns the trip at which the first of those aboard a trip boarded; -1: nobody is
// aboard.
func (n *naive) boardedFirst(p *plan.Plan, i int) int {
	first := -1
	for k := i; k >= 0 && p.Trips[k].Vehicle == p.Trips[i].Vehicle; k-- {
		if k < i && p.Trips[k].Reception >= 0 {
			break
		}
		if len(p.Trips[k].Boards) > 0 {
			first = k
		}
	}
	return first
}

// crowd are people who turn to a site: those who left between two moments ago.
type crowd struct {
	stream
	refuge plan.Refuge
}

// tooFull looks at a site at every moment at which anything begins or ends.
func (n *naive) tooFull(p *plan.Plan, site int) bool {
	var crowds []crowd
	add := func(refuges []plan.Refuge, depart, length unit.Second, persons unit.Person) {
		for _, r := range refuges {
			if r.Site == site {
				crowds = append(crowds, crowd{stream{depart, depart + length, unit.Vehicle(persons)}, r})
			}
		}
	}
	for _, s := range p.Slots {
		add(p.Routes[s.Route].Refuges, s.Depart, s.Length, s.People)
	}
	for i, t := range p.Trips {
		if first := n.boardedFirst(p, i); first >= 0 {
			var aboard unit.Person
			for k := first; k <= i; k++ {
				for b := range p.Trips[k].Boards {
					aboard += n.peopleOf(p, &p.Trips[k].Boards[b])
				}
			}
			add(t.Refuges, t.Depart, t.Length, aboard)
		}
	}
	leaving := n.leavingHome(p, n.s.Sites[site].Place)
	var moments []unit.Second
	for _, s := range leaving {
		moments = append(moments, s.from, s.to)
	}
	for _, c := range crowds {
		moments = append(moments, c.from+c.refuge.From, c.to+c.refuge.From, c.from+c.refuge.To, c.to+c.refuge.To)
	}
	for _, t := range moments {
		if n.fullAt(p, site, t, crowds, leaving) {
			return true
		}
	}
	return false
}

func (n *naive) fullAt(p *plan.Plan, site int, t unit.Second, crowds []crowd, leaving []stream) bool {
	s := n.s.Sites[site]
	there, anybody := new(big.Rat), false
	for _, c := range crowds {
		there.Add(there, c.before(t-c.refuge.From))
		there.Sub(there, c.before(t-c.refuge.To))
		anybody = anybody || t >= c.from+c.refuge.From && t <= c.to+c.refuge.To
	}
	if s.Kind == people.Holding {
		travel := n.travel(s.Place, p.Level)
		there.Add(there, new(big.Rat).SetInt64(int64(travel.People())))
		for _, out := range leaving {
			there.Sub(there, out.before(t))
		}
	}
	return anybody && there.Cmp(new(big.Rat).SetInt64(int64(s.Capacity))) > 0
}

// leavingHome returns the streams of people who leave a place.
func (n *naive) leavingHome(p *plan.Plan, place int) []stream {
	var out []stream
	for _, s := range p.Slots {
		if p.Routes[s.Route].Place == place {
			out = append(out, stream{s.Depart, s.End(), unit.Vehicle(s.People)})
		}
	}
	for _, t := range p.Trips {
		for i := range t.Boards {
			if l := &t.Boards[i]; l.Place == place && t.From == place {
				out = append(out, stream{t.Depart, t.Depart + t.Length, unit.Vehicle(n.peopleOf(p, l))})
			}
		}
	}
	for _, c := range p.Columns {
		if c.Load.Place == place {
			out = append(out, stream{c.Depart, c.Depart + c.Length, unit.Vehicle(n.peopleOf(p, &c.Load))})
		}
	}
	return out
}

// reasonOfParties reports whether the reason for parties who are not served may be true; out tells
// that there is a way out of their place.
func (n *naive) reasonOfParties(p *plan.Plan, x *plan.NotServed, out bool) bool {
	if x.Reason == plan.Caution {
		return out && n.s.SafeToStop > 0
	}
	if x.Load == nil {
		return false
	}
	g := n.group(p, x.Load)
	if x.Reason == plan.NoSeats {
		return out || g.Class == people.Walks && g.Institution < 0 && len(n.s.Paths) > 0
	}
	for i := range x.Load.Parties {
		for _, f := range n.s.Fleet {
			if f.Count > 0 && g.Need(x.Load.First+i, 1).FitsIn(f.Places) {
				return false
			}
		}
	}
	return true
}

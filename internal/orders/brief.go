package orders

import (
	"cmp"
	"slices"
	"time"

	"wayout/internal/alert"
	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/pricing"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Request is what orders are made from.
type Request struct {
	Scenario *scenario.Scenario
	Plan     *plan.Plan // of the scenario
	// Certificates are those of the plan; the negotiator's page has the sentence of one.
	Certificates []plan.Certificate
	// Prices are for the negotiator's page; nil where the level has none.
	Prices *pricing.PriceList

	Level    Level
	Version  int
	Replaces int // version, 0 where this is the first
	Issued   time.Time
	// Cancel calls the departure off: only pages and messages that say so are made.
	Cancel bool
	// Before has by id of the place what the replaced version said.
	Before map[string]Hours

	Status alert.Status
	Sender string // of messages, as CAP 1.2 wants it
	// Earlier has by id of the place the message that an update or a cancellation refers to.
	Earlier map[string]alert.Reference
}

// brief is a request with everything that several sheets need, computed once. It is not changed
// afterwards.
type brief struct {
	Request
	convoys []convoy.Convoy
	towns   []town // by place
	gates   []int  // by place: the gate there, -1 if there is none
	parties *convoy.Parties
}

// town is what a plan means for one place.
type town struct {
	place    int
	people   unit.Person // who leave, in the plan or not
	stays    unit.Person
	cars     []int // convoys
	foot     []int
	buses    []ride // of households without a car or fuel
	fetched  []ride // of everybody else
	unserved []*plan.NotServed
}

// ride is where people of a place board a vehicle.
type ride struct {
	convoy        int
	trip          int
	board, depart unit.Second
	people        unit.Person
	parties       int
}

func newBrief(r Request) *brief {
	s := r.Scenario
	b := &brief{
		Request: r, convoys: convoy.All(s, r.Plan), towns: make([]town, len(s.Places)),
		gates: s.GatesByPlace(), parties: convoy.PartiesOf(s, r.Plan),
	}
	for i := range b.towns {
		travel := s.Travel(i, r.Plan.Level, r.Plan.WithoutFuel(i))
		b.towns[i] = town{place: i, people: travel.People(), stays: travel.Stays}
		b.parties.At(i)
	}
	for i := range b.convoys {
		b.sort(i)
	}
	for i := range b.towns {
		for _, rides := range [][]ride{b.towns[i].buses, b.towns[i].fetched} {
			slices.SortStableFunc(rides, func(a, b ride) int { return cmp.Compare(a.board, b.board) })
		}
	}
	for i := range r.Plan.NotServed {
		n := &r.Plan.NotServed[i]
		b.towns[n.Place].unserved = append(b.towns[n.Place].unserved, n)
	}
	return b
}

// sort gives a convoy to the towns whose people are in it.
func (b *brief) sort(i int) {
	c := &b.convoys[i]
	switch c.Kind {
	case convoy.Cars:
		b.towns[c.Place].cars = append(b.towns[c.Place].cars, i)
	case convoy.OnFoot:
		place := b.Plan.Columns[c.Column].Load.Place
		b.towns[place].foot = append(b.towns[place].foot, i)
	case convoy.Round:
		for _, t := range c.Trips {
			b.board(i, t)
		}
	}
}

// board adds a ride to every place whose people get on before a trip.
func (b *brief) board(i, trip int) {
	t := &b.Plan.Trips[trip]
	begin := t.Depart - b.parties.Loading(t.Boards)
	for k := range t.Boards {
		load := &t.Boards[k]
		town := &b.towns[load.Place]
		rides := &town.fetched
		if households(b.parties.Group(load)) {
			rides = &town.buses
		}
		r := ride{i, trip, begin, t.Depart, b.parties.People(load), load.Parties}
		if last := len(*rides) - 1; last >= 0 && (*rides)[last].trip == trip {
			(*rides)[last].people += r.people
			(*rides)[last].parties += r.parties
			continue
		}
		*rides = append(*rides, r)
	}
}

// households reports whether a group are people who come to the meeting point by themselves: those
// without a car or without fuel.
func households(g *people.Group) bool { return g.Institution < 0 && !g.Class.NeedsFleet() }

// served reports whether the plan has an hour for anybody of a town.
func (t *town) served() bool {
	return len(t.cars)+len(t.foot)+len(t.buses)+len(t.fetched) > 0
}

// lives reports whether a town has people for whom a page is made.
func (t *town) lives() bool { return t.people+t.stays > 0 }

// hours returns the first and the last departure from a town by cars, buses and on foot.
func (b *brief) hours(t *town) (first, last unit.Second) {
	first, last = unit.Never, -1
	note := func(from, to unit.Second) { first, last = min(first, from), max(last, to) }
	for _, list := range [][]int{t.cars, t.foot} {
		for _, i := range list {
			p := b.convoys[i].Points[0]
			note(p.First, p.Last)
		}
	}
	for _, rides := range [][]ride{t.buses, t.fetched} {
		for _, r := range rides {
			note(r.board, r.depart)
		}
	}
	return first, last
}

// receptions returns where people of a town are received, in order of the scenario.
func (b *brief) receptions(t *town) []int {
	var out []int
	add := func(i int) {
		if r := b.convoys[i].Reception; r >= 0 && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	for _, i := range slices.Concat(t.cars, t.foot) {
		add(i)
	}
	for _, r := range slices.Concat(t.buses, t.fetched) {
		add(r.convoy)
	}
	slices.Sort(out)
	return out
}

// routes returns the ways of a town's cars, in the order in which they are used.
func (b *brief) routes(t *town) []int {
	var out []int
	for _, i := range t.cars {
		if r := b.Plan.Slots[b.convoys[i].Slot].Route; !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// end returns the last arrival of the plan, or its end where nobody arrives.
func (b *brief) end() unit.Second {
	last := unit.Second(-1)
	for i := range b.convoys {
		last = max(last, b.convoys[i].End().Last)
	}
	if last < 0 {
		return b.Plan.Horizon
	}
	return last
}

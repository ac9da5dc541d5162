package planner

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"

	"wayout/internal/calendar"
	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/routing"
	"wayout/internal/scenario"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// Options change what is planned. The zero value plans the scenario to its horizon.
type Options struct {
	// Deadline, if above 0, asks for the most people out by then instead of everybody.
	Deadline unit.Second
	// UsedOnly leaves out the plans for the low and high population and without dangers.
	UsedOnly bool
	// Progress is told how far the work is, from 0 to 1. It may be nil.
	Progress func(done float64)
}

// Times are the clearance times of one population.
type Times = outcome.Times

// Rung is one step of the ladder from the bound to the plan.
type Rung struct {
	Name string
	T100 unit.Second
}

// DangerCost is what the dangers in force, or the caution that the gates may shut, cost: how many
// more people a plan without them serves, and when its last one is out.
type DangerCost struct {
	People    unit.Person
	Clearance unit.Second
}

// Result is a plan with all that is known about it. All clearance times are over the people who
// can be served.
type Result struct {
	Plan         plan.Plan
	Certificates []plan.Certificate
	Network      *roads.Network
	Horizon      unit.Second
	Deadline     unit.Second

	People, PeopleServed     unit.Person          // who leave; those who stay by choice are in Stays
	Stays                    unit.Person          // by choice: served, not failed
	Vehicles, VehiclesServed unit.Vehicle         // cars
	Kinds                    []outcome.KindResult // every kind of travellers that there is
	Delivered                []outcome.Delivery   // by rounds and on foot, in order of time
	Rounds                   outcome.RoundsResult
	Fuel                     outcome.FuelResult
	Shortages                []supply.Shortage
	SiteHours                []supply.SiteHour
	Clearance                Times
	Low, High                Times // of plans for the low and high population
	Bound                    Times
	BoundLow, BoundHigh      Times
	MostOut                  unit.Vehicle // by the horizon, by certificate
	MostPeopleOut            unit.Person  // by the horizon, by certificate
	Ladder                   []Rung
	WaitingHours             float64 // people-hours from ready to departure
	RoadHours                float64 // people-hours from departure to arrival
	BoundHours               float64 // least people-hours from ready to arrival
	Litres                   float64 // burned driving
	QueueLitres              float64 // that standing in the queue for the waiting hours would burn
	Binding                  []Binding
	Change                   string      // at a deadline: the first thing that would change it
	DangerCost               *DangerCost // nil where no danger is in force
	CautionCost              *DangerCost // of being able to stop (N11); nil where nobody asks
	Priorities               *Priorities // nil where no place leaves before others
}

// ErrNobody is returned for a scenario in which nobody leaves.
var ErrNobody = errors.New("the scenario has no people who leave")

// Make plans a scenario. It returns an error only when ctx ends or there are no people; people
// who cannot be served are in the plan's list, not an error.
func Make(ctx context.Context, s *scenario.Scenario, o Options) (*Result, error) {
	if s.TotalPeople(people.Used) == 0 {
		return nil, ErrNobody
	}
	net := s.Network()
	horizon := s.Horizon
	if o.Deadline > 0 {
		horizon = min(horizon, o.Deadline)
	}
	used := newWork(s, net, people.Used, horizon)
	if o.Progress != nil {
		used.progress = func(done float64) { o.Progress(0.4 * done) }
	}
	beside := besides{}
	if !o.UsedOnly {
		beside.start(ctx, s, net, horizon, o)
	}
	r, err := used.make(ctx, o)
	if err = errors.Join(err, beside.wait()); err != nil {
		return nil, err
	}
	if !o.UsedOnly {
		used.missing(r)
		if r.Priorities, err = used.priorities(ctx, r); err != nil {
			return nil, err
		}
	}
	r.Deadline = o.Deadline
	r.take(&beside)
	return r, nil
}

// besides are the plans made beside the one for the used population, on the other cores: for the
// low and the high population where they differ, without the dangers in force, and without the
// caution that the gates may shut.
type besides struct {
	low, high, calm, bold *Result
	errs                  [4]error
	group                 sync.WaitGroup
}

func (b *besides) start(ctx context.Context, s *scenario.Scenario, net *roads.Network, horizon unit.Second, o Options) {
	plan := func(result **Result, err *error, s *scenario.Scenario, net *roads.Network, level people.Level) {
		b.group.Go(func() { *result, *err = newWork(s, net, level, horizon).make(ctx, o) })
	}
	differs := func(level people.Level) bool {
		total := s.TotalPeople(level)
		return total > 0 && total != s.TotalPeople(people.Used)
	}
	if differs(people.Low) {
		plan(&b.low, &b.errs[0], s, net, people.Low)
	}
	if differs(people.High) {
		plan(&b.high, &b.errs[1], s, net, people.High)
	}
	if slices.ContainsFunc(s.Dangers, func(d roads.Danger) bool { return d.Override == "" }) {
		calm := *s
		calm.Dangers = nil
		plan(&b.calm, &b.errs[2], &calm, calm.Network(), people.Used)
	}
	if s.SafeToStop > 0 {
		bold := *s
		bold.SafeToStop = 0
		plan(&b.bold, &b.errs[3], &bold, net, people.Used)
	}
}

func (b *besides) wait() error {
	b.group.Wait()
	return errors.Join(b.errs[:]...)
}

// take copies what the plans made beside say.
func (r *Result) take(b *besides) {
	r.Low, r.BoundLow = r.Clearance, r.Bound
	r.High, r.BoundHigh = r.Clearance, r.Bound
	if b.low != nil {
		r.Low, r.BoundLow = b.low.Clearance, b.low.Bound
		r.Certificates = append(r.Certificates, b.low.Certificates...)
	}
	if b.high != nil {
		r.High, r.BoundHigh = b.high.Clearance, b.high.Bound
		r.Certificates = append(r.Certificates, b.high.Certificates...)
	}
	if b.bold != nil {
		r.CautionCost = &DangerCost{People: b.bold.PeopleServed - r.PeopleServed, Clearance: b.bold.Clearance.T100}
	}
	if b.calm != nil {
		r.DangerCost = &DangerCost{People: b.calm.PeopleServed - r.PeopleServed, Clearance: b.calm.Clearance.T100}
	}
}

// make plans one population level.
func (w *work) make(ctx context.Context, o Options) (*Result, error) {
	w.planRounds()
	if len(w.rounds.Left) > 0 {
		w.dropFreight()
	}
	b, err := w.bound(ctx)
	if err != nil {
		return nil, err
	}
	r := &Result{Network: w.net, Horizon: w.horizon, Certificates: b.certificates, BoundHours: b.peopleHours, MostOut: b.limit}
	for p := range w.people {
		r.People += w.asked.Travel[p].People()
		r.Stays += w.asked.Travel[p].Stays
		r.Vehicles += w.vehicles[p]
	}
	r.MostPeopleOut = w.mostPeople(b, b.limit)
	r.Bound = w.boundTimes(b)
	r.Binding = w.binding(b)
	if o.Deadline > 0 {
		r.Change = w.firstChange(b)
	}
	return r, w.plan(ctx, r, b, o)
}

// plan fills in what the plan side of the bracket says.
func (w *work) plan(ctx context.Context, r *Result, b *bound, o Options) error {
	r.Plan = plan.Plan{
		Scenario: w.s.Name, SHA256: w.s.SHA256, Level: w.level, Horizon: w.horizon,
		Phases: []unit.Second{0},
	}
	r.Plan.Trips, r.Plan.Columns, r.Plan.NoFuel = w.rounds.Trips, w.walkers.Columns, w.asked.Fuel.NoFuel
	if len(w.supplies) == 0 {
		r.Plan.NotServed = w.unserved(make([]unit.Vehicle, len(w.s.Places)), r.Plan, b)
		w.measure(r, &timetable{w: w})
		r.Ladder = w.ladder(r, unit.Never, unit.Never)
		return nil
	}
	water := w.newFluid(nil)
	free, err := water.clearance(ctx, w.step)
	if err != nil {
		return err
	}
	w.progress(1.5)
	routes := w.chooseRoutes(r.Bound.T100)
	oneRoute := unit.Never
	best := free
	if !o.UsedOnly && w.level == people.Used { // only its ladder is shown
		if best, err = water.closer(ctx, free, r.Bound.T100); err != nil {
			return err
		}
		if oneRoute, err = w.newFluid(routes).clearance(ctx, w.step); err != nil {
			return err
		}
	}
	w.progress(2)
	t := w.schedule(routes, r.Bound.T100, free)
	w.equally = func() *timetable { return w.unranked().schedule(routes, r.Bound.T100, free) }
	if w.level == people.Used {
		r.Fuel.Holds = w.fuelHolds(routes, r.Bound.T100, t)
	}
	w.progress(2.5)
	r.Plan.Phases, r.Plan.Routes, r.Plan.Slots = routes.Phases, t.routes, t.slots
	r.Plan.NotServed = w.unserved(t.placed, r.Plan, b)
	w.measure(r, t)
	r.Ladder = w.ladder(r, best, oneRoute)
	return nil
}

// ladder lists the price of every simplification. A slot plan is also a plan with one route per
// place, and that is also a free plan, so a rung is never worse than the one after it. Slots are
// about cars; where the last round comes after the last car, that is a rung of its own.
func (w *work) ladder(r *Result, free, oneRoute unit.Second) []Rung {
	slots := r.Clearance.T100
	for _, k := range r.Kinds {
		if k.Kind == outcome.ByCar && k.Served == k.People {
			slots = min(slots, k.Times.T100)
		}
	}
	oneRoute = min(oneRoute, slots)
	free = min(free, oneRoute)
	out := []Rung{{"bound", r.Bound.T100}, {"free plan", free}, {"one route per place", oneRoute}, {"slots", slots}}
	if slots < r.Clearance.T100 {
		out = append(out, Rung{"rounds", r.Clearance.T100})
	}
	return out
}

// schedule makes the timetable: places in several orders, the best result kept, and window by window where
// that is well over what cars can do that flow like water.
func (w *work) schedule(r *routing.Routing, clearance, fluid unit.Second) *timetable {
	length := w.slotLength(clearance)
	first := routing.NewTree(w.routeTask(clearance), r.Next[0])
	beat := first.Beats()
	var best *timetable
	orders := w.orders(r, first)
	if w.crowds {
		orders = orders[:1] // it is only asked about how much earlier
	}
	for _, order := range orders {
		t := w.newTimetable(r, length, beat)
		for _, p := range order {
			t.place(p)
		}
		if best == nil || t.betterThan(best) {
			best = t
		}
	}
	if all, _ := w.servableVehicles(); !w.ranks.several() && best.vehicles() == all && best.end() < fluid+fluid/200 {
		return best
	}
	for _, length := range w.windowLengths(length) {
		t := w.newTimetable(r, length, beat)
		for _, places := range w.ranks.divide(orders[0]) {
			t.placeByWindow(places)
		}
		if t.betterThan(best) {
			best = t
		}
	}
	return best
}

// windowLengths returns lengths of windows to try: up to that of slots, and of some minutes where slots
// are shorter, in which the usual rates pass whole vehicles.
func (w *work) windowLengths(slot unit.Second) []unit.Second {
	if w.crowds {
		return nil
	}
	longest := max(slot, 3*unit.Minute)
	var out []unit.Second
	for _, length := range []unit.Second{longest, longest / (3 * unit.Minute) * 3 * unit.Minute} {
		if !slices.Contains(out, length) {
			out = append(out, length)
		}
	}
	return out
}

// slotLength is the assumed length, or 1 % of the clearance where that is shorter, in whole
// minutes.
func (w *work) slotLength(clearance unit.Second) unit.Second {
	longest := min(unit.Second(w.s.Assumption("slot_minutes"))*unit.Minute, calendar.LongestExact)
	onePercent := clearance / 100 / unit.Minute * unit.Minute
	return max(unit.Minute, min(longest, onePercent))
}

// orders returns the orders of places to try: branch by branch of the first phase's tree, those that
// need longest on their own first, the farthest first, the nearest first.
func (w *work) orders(r *routing.Routing, first *routing.Tree) [][]int {
	var places []int
	alone := make([]unit.Second, len(w.s.Places))
	far := make([]unit.Second, len(w.s.Places))
	probe := w.newTimetable(r, unit.Minute, make([]unit.Second, len(w.net.Sinks)))
	for p := range w.s.Places {
		if !w.servable[p] {
			continue
		}
		places = append(places, p)
		ready := w.s.Places[p].Ready
		alone[p] = ready.From + 2*ready.Half
		if way, ok := probe.follow(p, wholeMinute(ready.From)); ok {
			far[p] = way.arrive
			alone[p] += way.arrive + w.slowest(&way, w.vehicles[p])
		}
	}
	by := func(key []unit.Second, sign int) []int {
		order := slices.Clone(places)
		slices.SortStableFunc(order, func(a, b int) int { return sign * int(key[a]-key[b]) })
		return order
	}
	orders := [][]int{first.ByBranch(), by(alone, -1), by(far, -1), by(far, 1)}
	// Places go by priority. Among equals those whose stocks do not last to the end move before all
	// others, those that run out first to the front.
	lasts := w.s.StocksLast(w.horizon)
	for i := range orders {
		slices.SortStableFunc(orders[i], func(a, b int) int {
			return cmp.Or(cmp.Compare(w.ranks.of[a], w.ranks.of[b]), cmp.Compare(lasts[a], lasts[b]))
		})
	}
	return orders
}

// slowest returns how long the slowest road of a way needs for n vehicles, gates left out: those
// are shared.
func (w *work) slowest(way *way, n unit.Vehicle) unit.Second {
	var longest unit.Second
	for _, i := range way.links {
		if w.net.Links[i].Kind != roads.Carriageway {
			continue
		}
		if rate := w.rates[i].Most(); rate > 0 {
			longest = max(longest, unit.Second(int64(n)*1000*int64(unit.Hour)/int64(rate)))
		}
	}
	return longest
}

// betterThan prefers, rank by rank where places have priorities and then in all, more vehicles placed,
// then an earlier end; then fewer people-hours.
func (t *timetable) betterThan(u *timetable) bool {
	if c := t.byRank(u); c != 0 {
		return c > 0
	}
	if a, b := t.vehicles(), u.vehicles(); a != b {
		return a > b
	}
	if a, b := t.end(), u.end(); a != b {
		return a < b
	}
	return t.arrivalHours() < u.arrivalHours()
}

func (t *timetable) vehicles() unit.Vehicle {
	var sum unit.Vehicle
	for _, n := range t.placed {
		sum += n
	}
	return sum
}

// end returns when the last vehicle has arrived.
func (t *timetable) end() unit.Second {
	var end unit.Second
	for _, slot := range t.slots {
		end = max(end, slot.End()+t.routes[slot.Route].Arrive())
	}
	return end
}

func (t *timetable) arrivalHours() float64 {
	var sum float64
	for _, slot := range t.slots {
		sum += float64(slot.People) * (slot.Depart + slot.Length/2 + t.routes[slot.Route].Arrive()).Hours()
	}
	return sum
}

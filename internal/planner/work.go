package planner

import (
	"context"
	"slices"

	"wayout/internal/core"
	"wayout/internal/fleet"
	"wayout/internal/flow"
	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/proof"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// work is one scenario at one population level on its way to a plan.
type work struct {
	s         *scenario.Scenario
	net       *roads.Network
	rates     []roads.Profile // by link, as the scenario has them
	level     people.Level
	horizon   unit.Second
	people    []unit.Person  // by place, by car
	vehicles  []unit.Vehicle // by place, with fuel
	servable  []bool         // by place: has a way at some time
	feasible  []reach.Spans  // by node: when a way out begins
	supplies  []batch        // of servable places, by place and time
	freight   []freight      // of the groups of places that a road leads from
	uncounted []freight      // left out of bounds, because the fleet does not serve everybody
	asked     outcome.Asked  // who travels how
	rounds    *fleet.Rounds  // nil before they are planned
	walkers   *supply.Walkers
	question  proof.Question    // of cuts
	ranks     ranks             // of places by priority
	equally   func() *timetable // on the same routes with nobody before others; nil before there are routes
	crowds    bool              // fuel points serve any number of cars a day, to see what they hold back
	step      unit.Second       // of the sides of the bracket
	plain     bool              // steps begin everywhere at the same moment, on the whole network, for comparison
	progress  func(done float64)

	quickest     []int32 // of mainStreams, nil before anybody asked
	quickestLoad []unit.Vehicle
}

func newWork(s *scenario.Scenario, net *roads.Network, level people.Level, horizon unit.Second) *work {
	w := &work{
		s: s, net: net, level: level, horizon: horizon, step: s.Step,
		rates:    make([]roads.Profile, len(net.Links)),
		people:   make([]unit.Person, len(s.Places)),
		vehicles: make([]unit.Vehicle, len(s.Places)),
		servable: make([]bool, len(s.Places)),
		asked:    outcome.Asked{Scenario: s, Network: net, Level: level, Travel: make([]scenario.Travel, len(s.Places))},
		progress: func(float64) {},
	}
	for i := range net.Links {
		w.rates[i] = net.Links[i].Rate
	}
	w.feasible = reach.WayOut(net, w.rates, horizon)
	w.shareFuel()
	for p := range s.Places {
		w.people[p] = w.asked.Travel[p].ByCar
		w.vehicles[p] = w.asked.Travel[p].Cars
		w.addFreight(p)
		w.servable[p] = w.vehicles[p] > 0 && w.canLeave(p, w.feasible[net.Entry[p]])
		if !w.servable[p] {
			continue
		}
		for _, b := range s.Places[p].Ready.Batches(w.vehicles[p]) {
			w.supplies = append(w.supplies, batch{p, b.Ready, b.Vehicles})
		}
	}
	w.ranks = newRanks(s, w.servable)
	return w
}

// canLeave reports whether a stream of at least a minute can leave a place once it is ready.
func (w *work) canLeave(p int, feasible reach.Spans) bool {
	ready := w.s.Places[p].Ready.From
	return len(feasible.And(reach.Spans{{From: ready, To: w.horizon}})) > 0
}

// releases returns the batches of a place for the timetable. On a curve they are gathered to
// whole slots: nobody is asked to leave before they are ready, and slots stay few.
func (w *work) releases(p int, slot unit.Second) []people.Batch {
	batches := w.s.Places[p].Ready.Batches(w.vehicles[p])
	if !w.s.Places[p].Ready.Curved() {
		return batches
	}
	var out []people.Batch
	for _, b := range batches {
		ready := (b.Ready + slot - 1) / slot * slot
		if n := len(out); n > 0 && out[n-1].Ready == ready {
			out[n-1].Vehicles += b.Vehicles
			continue
		}
		out = append(out, people.Batch{Ready: ready, Vehicles: b.Vehicles})
	}
	return out
}

// servableVehicles returns the vehicles and people that have a way at some time.
func (w *work) servableVehicles() (vehicles unit.Vehicle, persons unit.Person) {
	for p := range w.vehicles {
		if w.servable[p] {
			vehicles += w.vehicles[p]
			persons += w.people[p]
		}
	}
	return vehicles, persons
}

// needed returns the least number of cars that have to be out for a share of the people who can
// leave, with what the vehicles of the fleet count as at the least: the fullest first. Whoever needs
// the fleet but is not counted may be out before them.
func (w *work) needed(perMille int64) unit.Vehicle {
	_, byCar := w.servableVehicles()
	_, counted := w.fleetWeight()
	groups := w.asked.InGroups()
	rest := unit.Person((int64(byCar+groups)*perMille+999)/1000) - (groups - counted)
	var weight unit.Throughput
	for _, l := range w.loads() {
		n := max(0, min(rest, l.People))
		weight += l.Part(n)
		rest -= n
	}
	if len(w.freight) == 0 {
		return weight.Up() // cars are whole
	}
	return weight.Vehicles()
}

// Quantiles of the people who can be served, in thousandths, by the name results use.
var quantiles = []struct {
	Name     string
	PerMille int64
}{{"t50", 500}, {"t90", 900}, {"t99", 990}, {"t100", 1000}}

// bound is what no plan can beat.
type bound struct {
	certificates []plan.Certificate
	limit        unit.Vehicle    // most vehicles that can be out within the horizon, by certificate
	outside      unit.Throughput // of parties not counted, by the horizon
	peopleHours  float64         // least sum over people of the hours from ready to arrival
	curve        []int64         // most thousandths of a vehicle out by step
	cuts         []*proof.Cut    // by certificate
}

// bound solves the side of the bracket that is too good to be true, and proves the clearance
// times from its cuts. With daily quotas it solves twice: without them, which is a bound, and with
// links shut when the quota is used, which gives better cuts.
func (w *work) bound(ctx context.Context) (*bound, error) {
	b := &bound{outside: w.outside(nil)}
	if b.limit, _ = w.servableVehicles(); b.limit == 0 {
		return b, nil
	}
	solution, err := w.solveBound(ctx, w.rates)
	if err != nil {
		return nil, err
	}
	if w.refine(solution) {
		if solution, err = w.solveBound(ctx, w.rates); err != nil {
			return nil, err
		}
	}
	b.curve = solution.MaxOut
	solutions := []*boundFlow{solution}
	if w.hasQuota() {
		shut, err := w.solveBound(ctx, w.shutWhenUsed())
		if err != nil {
			return nil, err
		}
		solutions = append(solutions, shut)
	}
	w.certify(b, solutions)
	if w.hasQuota() {
		w.lowerCurve(b)
	}
	b.peopleHours = w.leastPeopleHours(b.curve)
	return b, w.countPlaces(ctx, b, solution.timing)
}

// boundFlow is the flow of the side of the bracket that is too good to be true.
type boundFlow struct {
	*flow.Solution
	timing *timing
}

func (w *work) solveBound(ctx context.Context, profiles []roads.Profile) (*boundFlow, error) {
	timing := w.newTiming(forBound, profiles)
	solution, err := flow.Solve(ctx, w.flowProblem(timing), flow.Options{
		Progress: func(step, steps int32) { w.progress(float64(step) / float64(steps)) },
	})
	return &boundFlow{solution, timing}, err
}

// lowerCurve lowers the curve, which knows no quotas, to what the certificates let through at
// every step.
func (w *work) lowerCurve(b *bound) {
	all := b.limit
	for len(b.curve) < int(w.steps()) {
		b.curve = append(b.curve, b.curve[len(b.curve)-1])
	}
	sweeps := make([]*proof.Sweep, len(b.cuts))
	for k, c := range b.cuts {
		sweeps[k] = c.Sweep(w.horizon)
	}
	for t := range b.curve {
		most := all.Amount()
		for _, s := range sweeps {
			most = min(most, s.Value(min(unit.Second(t+1)*w.step, w.horizon)))
		}
		b.curve[t] = min(b.curve[t], (int64(most)+throughputPerMilli-1)/throughputPerMilli)
	}
	for t := len(b.curve) - 2; t >= 0; t-- {
		b.curve[t] = min(b.curve[t], b.curve[t+1])
	}
}

// steps returns how many steps the horizon has.
func (w *work) steps() int32 { return int32((w.horizon + w.step - 1) / w.step) }

// certify makes a certificate for every quantile: the latest moment by which any of the solutions'
// cuts proves that it is not reached. One that proves it for the horizon also bounds how many can
// be served.
func (w *work) certify(b *bound, solutions []*boundFlow) {
	for _, q := range quantiles {
		needed := w.needed(q.PerMille)
		if needed == 0 {
			continue // that share may be out at once
		}
		var best *proof.Cut
		for _, solution := range solutions {
			first, _ := slices.BinarySearch(solution.MaxOut, int64(needed)*milliVehicle)
			last := int32(first) - 1
			if first == len(solution.MaxOut) {
				last = w.steps() - 1
			}
			c := w.cutAt(solution, last).Latest(needed, w.horizon)
			if best == nil || c.Until > best.Until || c.Until == best.Until && c.Value() < best.Value() {
				best = c
			}
		}
		best = w.sharpen(best, needed, solutions[0].timing.core)
		if best.Until == w.horizon {
			weight, _ := w.fleetWeight()
			b.limit = max(0, min(b.limit, (best.Value()-weight).Vehicles()))
			b.outside = w.outside(best)
		}
		b.add(w, q.Name, best, needed)
	}
}

// sharpen returns a cut that proves the same of a later end. It descends on the core of the network with its
// rates as they are, where there is less to move.
func (w *work) sharpen(c *proof.Cut, needed unit.Vehicle, small *core.Core) *proof.Cut {
	if w.plain || c.Until == w.horizon {
		return c
	}
	moments := make([]unit.Second, len(small.Nodes))
	for v, of := range small.Nodes {
		moments[v] = c.Moments[of]
	}
	question := proof.Question{Network: small.Network, Step: w.s.Step, Ready: w.ask().Ready}
	sharp := proof.New(&question, c.Until, moments).Sharpest(needed, w.horizon)
	if lifted := proof.New(w.ask(), sharp.Until, small.Lift(sharp.Moments)).Latest(needed, w.horizon); lifted.Until > c.Until {
		return lifted
	}
	return c
}

// cutAt returns the solver's minimum cut for arrivals up to a step, polished.
func (w *work) cutAt(solution *boundFlow, step int32) *proof.Cut {
	moments := make([]unit.Second, len(solution.timing.core.Nodes))
	until := min(unit.Second(step+1)*w.step, w.horizon)
	if step >= 0 {
		for v, first := range solution.Cut(step) {
			moments[v] = min(solution.timing.begins(int32(v), first), until)
		}
	}
	c := proof.New(w.ask(), until, solution.timing.core.Lift(moments))
	c.Polish()
	return c
}

func (b *bound) add(w *work, name string, c *proof.Cut, needed unit.Vehicle) {
	b.cuts = append(b.cuts, c)
	b.certificates = append(b.certificates, plan.Certificate{
		Quantile: name, Level: w.level, Until: c.Until, NoFuel: w.asked.Fuel.NoFuel, Fleet: len(w.freight) > 0,
		AtMost: c.Value().Vehicles(), Needed: needed, Moments: c.Moments,
	})
}

// leastPeopleHours returns the area between everybody being ready and the most people who can be
// out, over the steps of the curve. Arrivals of a step count as its beginning.
func (w *work) leastPeopleHours(curve []int64) float64 {
	var ready, out float64
	for _, b := range w.supplies {
		share := float64(w.people[b.place]) / float64(w.vehicles[b.place])
		ready += float64(b.vehicles) * share * b.ready.Hours()
	}
	for i := range w.freight {
		ready += float64(w.freight[i].people) * w.freight[i].ready.Hours()
	}
	loads := w.loads()
	before := proof.MostIn(loads, 0) // those who may pass without weight count as out at once
	for t, units := range curve {
		now := proof.MostIn(loads, unit.Throughput(units)*unit.Throughput(throughputPerMilli))
		out += (now - before) * (unit.Second(t) * w.step).Hours()
		before = now
	}
	return max(0, out-ready)
}

package pricing

import (
	"context"
	"slices"

	"wayout/internal/outcome"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/proof"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Price says what one concession is worth.
type Price struct {
	Stage  string // road, gate, fleet, fuel or caution
	ID     string // of the gate, road, danger, row of the fleet or fuel point
	Name   string // of the stage
	Change outcome.Concession
	// HoursAtMost is proved: no plan with the concession clears earlier than that before the plan
	// as it is. It is unit.Never where the plan as it is does not clear.
	HoursAtMost unit.Second
	// Solved tells that the scenario was planned again with the concession; the fields below hold
	// only then.
	Solved       bool
	Saved        unit.Second      // clearance before less clearance after; unit.Never as above
	Saved90      unit.Second      // the same for nine in ten of the people
	PeopleMore   unit.Person      // served in addition
	PeoplePerDay unit.Person      // out per day on average until clearance, in addition
	Next         *planner.Binding // the stage that binds longest then, nil where none does
}

// GateLimit says how much faster a gate may become before something else binds.
type GateLimit struct {
	ID, Name string
	Now      unit.Rate // highest rate while it binds
	Stops    unit.Rate // from here on it no longer binds
	Next     string    // what binds then
	Clear    unit.Second
}

// PriceList is what to ask for.
type PriceList struct {
	Now    *planner.Result
	Prices []Price
	Gates  []GateLimit
	Lorry  *LorryPrice // nil where no gate binds
	// Roads has a lane more on every road, and every road that is ever shut without its closures and
	// hours, those that may save most first. None of them was planned again.
	Roads []RoadPrice
	// Elsewhere is the most that anything not listed can save: the gap between plan and bound.
	Elsewhere unit.Second
}

// concession is a price in the making, with the scenario in which it is granted.
type concession struct {
	Price
	granted *scenario.Scenario
	grant   *roadGrant // nil if it is not about roads
	solve   bool
}

// pricer prices the concessions of one scenario against one plan and its certificate.
type pricer struct {
	s       *scenario.Scenario
	options planner.Options
	now     *planner.Result
	b       *planner.Bounding
	cut     *proof.Cut
	sweep   *proof.Sweep // of the cut
	needed  unit.Vehicle // that have to be out
}

// Options say what is priced.
type Options struct {
	// Deadline is that of the plan, as in planner.Options.
	Deadline unit.Second
	// SolvedRoads is how many changes of roads are planned again, those that may save most.
	SolvedRoads int
	// Progress is told how far the work is, from 0 to 1. It may be nil.
	Progress func(done float64)
}

// Prices plans the scenario for the used population, and prices concessions against that plan.
func Prices(ctx context.Context, s *scenario.Scenario, o Options) (*PriceList, error) {
	now, err := planner.Make(ctx, s, planner.Options{Deadline: o.Deadline, UsedOnly: true})
	if err != nil {
		return nil, err
	}
	return PricesOf(ctx, s, now, o)
}

// PricesOf prices concessions against a result, which planner.Make has of the scenario with the same deadline:
// it reads off the certificate what each gate, window, booth and road can save at most, and plans
// again for gates, booths, windows, closed roads and dangers. The method is DESIGN.md §5: the cut of
// today, re-evaluated with the concession, still proves a time before which nobody can be done.
func PricesOf(ctx context.Context, s *scenario.Scenario, now *planner.Result, o Options) (*PriceList, error) {
	p := newPricer(s, now, o.Deadline)
	list := &PriceList{Now: now, Elsewhere: unit.Never}
	if now.Clearance.T100 < unit.Never {
		list.Elsewhere = now.Clearance.T100 - now.Bound.T100
	}
	grants := p.roadGrants()
	for _, g := range grants {
		list.Roads = append(list.Roads, g.RoadPrice)
	}
	concessions := slices.Concat(p.gates(), p.improvements(grants, o.SolvedRoads), p.reopenings(), p.overrides(), p.resources())
	for i := range concessions {
		if o.Progress != nil {
			o.Progress(float64(i+1) / float64(len(concessions)+2))
		}
		price, err := p.price(ctx, &concessions[i])
		if err != nil {
			return nil, err
		}
		list.Prices = append(list.Prices, price)
	}
	list.Lorry = p.lorry()
	gates, err := p.gateLimits(ctx)
	list.Gates = gates
	return list, err
}

// newPricer reads the cut for everybody off the certificates of a result.
func newPricer(s *scenario.Scenario, now *planner.Result, deadline unit.Second) *pricer {
	p := &pricer{s: s, options: planner.Options{Deadline: deadline, UsedOnly: true}, now: now, b: planner.NewBounding(s, now.Network, now.Horizon)}
	if now.Rounds.People > now.Rounds.Carried+now.Rounds.OnFoot {
		p.b.WithoutFleet()
	}
	p.cut = proof.New(p.b.Question(), 0, make([]unit.Second, len(now.Network.Nodes)))
	if i := slices.IndexFunc(now.Certificates, func(c plan.Certificate) bool { return c.Quantile == "t100" }); i >= 0 {
		p.cut = proof.New(p.b.Question(), now.Certificates[i].Until, now.Certificates[i].Moments)
	}
	p.sweep, p.needed = p.cut.Sweep(p.cut.Until), p.b.Needed()
	return p
}

// price fills in what a concession is worth.
func (p *pricer) price(ctx context.Context, c *concession) (Price, error) {
	price := c.Price
	price.HoursAtMost = unit.Never
	if p.now.Clearance.T100 < unit.Never {
		price.HoursAtMost = p.hoursAtMost(c)
	}
	if !c.solve {
		return price, nil
	}
	r, err := planner.Make(ctx, c.granted, p.options)
	if err != nil {
		return price, err
	}
	price.Solved = true
	price.Saved = saved(p.now.Clearance.T100, r.Clearance.T100)
	price.Saved90 = saved(p.now.Clearance.T90, r.Clearance.T90)
	price.PeopleMore = r.PeopleServed - p.now.PeopleServed
	price.PeoplePerDay = perDay(r) - perDay(p.now)
	price.Next = planner.Longest(r.Binding)
	return price, nil
}

// hoursAtMost returns what a concession saves at most, where the plan as it is clears.
func (p *pricer) hoursAtMost(c *concession) unit.Second {
	if c.grant != nil {
		return c.grant.HoursAtMost
	}
	return p.now.Clearance.T100 - p.earliest(c.granted)
}

// saved returns the difference of two clearance times, unit.Never where there is none.
func saved(before, after unit.Second) unit.Second {
	if before == unit.Never || after == unit.Never {
		return unit.Never
	}
	return before - after
}

// earliest returns the time that today's cut, re-evaluated and polished with a concession, proves
// nobody can beat. Places that only the concession lets out do not count: they make nobody faster.
func (p *pricer) earliest(granted *scenario.Scenario) unit.Second {
	b := planner.NewBounding(granted, granted.Network(), p.now.Horizon)
	b.CountAs(p.b)
	return proof.New(b.Question(), p.cut.Until, p.cut.Moments).Latest(b.Needed(), p.now.Horizon).Until
}

// perDay returns the people out per day on average until everybody who is served is out.
func perDay(r *planner.Result) unit.Person {
	end := r.Clearance.T100
	if end == unit.Never {
		end = r.Horizon
	}
	return unit.Person(int64(r.PeopleServed) * int64(unit.Day) / max(1, int64(end)))
}

// gates lists what can be asked of every gate.
func (p *pricer) gates() []concession {
	var out []concession
	for g := range p.s.Gates {
		out = append(out, p.gate(g)...)
	}
	return out
}

// gate lists what can be asked of one gate: a booth or twice the rate, an hour more, all hours, no
// closure, no quota.
func (p *pricer) gate(g int) []concession {
	var out []concession
	gate := &p.s.Gates[g]
	add := func(change outcome.Concession, grant func(*scenario.Scenario)) {
		granted := p.copyOf()
		grant(granted)
		out = append(out, concession{
			Price:   Price{Stage: roads.Passage.String(), ID: gate.ID, Name: gate.Name, Change: change},
			granted: granted, solve: true,
		})
	}
	faster := func(numerator, denominator int64) func(*scenario.Scenario) {
		return func(s *scenario.Scenario) { scaleGate(&s.Gates[g], numerator, denominator) }
	}
	if booths := int64(gate.Booths); booths > 0 {
		more := gate.Rate + gate.Rate/unit.Rate(booths)
		add(outcome.Concession{Kind: outcome.MoreBooths, From: gate.Rate, To: more}, faster(booths+1, booths))
	} else {
		add(outcome.Concession{Kind: outcome.TwiceTheRate, From: gate.Rate, To: 2 * gate.Rate}, faster(2, 1))
	}
	if !gate.Hours.Always() {
		add(outcome.Concession{Kind: outcome.HourMore}, func(s *scenario.Scenario) { s.Gates[g].Hours = s.Gates[g].Hours.Longer(unit.Hour) })
		add(outcome.Concession{Kind: outcome.DayAndNight}, func(s *scenario.Scenario) { s.Gates[g].Hours = roads.Hours{} })
	}
	if slices.ContainsFunc(p.s.Closures, func(c roads.Closure) bool { return c.Gate && c.Target == g }) {
		add(outcome.Concession{Kind: outcome.NeverClosed}, func(s *scenario.Scenario) { liftClosures(s, true, g) })
	}
	if gate.Quota > 0 {
		add(outcome.Concession{Kind: outcome.NoQuota, Amount: float64(gate.Quota)}, func(s *scenario.Scenario) { s.Gates[g].Quota = 0 })
	}
	return out
}

// scaleGate changes the rate of a gate, now and later, by a ratio.
func scaleGate(g *roads.Gate, numerator, denominator int64) {
	scale := func(r unit.Rate) unit.Rate { return unit.Rate(int64(r) * numerator / denominator) }
	g.Rate = scale(g.Rate)
	g.Changes = slices.Clone(g.Changes)
	for i := range g.Changes {
		g.Changes[i].Rate = scale(g.Changes[i].Rate)
	}
}

// copyOf returns a scenario whose gates, roads, closures, dangers, fleet and fuel points may be
// changed.
func (p *pricer) copyOf() *scenario.Scenario {
	s := *p.s
	s.Gates = slices.Clone(s.Gates)
	s.Roads = slices.Clone(s.Roads)
	s.Closures = slices.Clone(s.Closures)
	s.Dangers = slices.Clone(s.Dangers)
	s.Fleet = slices.Clone(s.Fleet)
	s.FuelPoints = slices.Clone(s.FuelPoints)
	return &s
}

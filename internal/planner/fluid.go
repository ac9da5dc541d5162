package planner

import (
	"context"
	"slices"

	"wayout/internal/flow"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/routing"
	"wayout/internal/unit"
)

// fluid is cars that flow like water on the steps of the plan side, beside the rounds: over all roads, or only over
// those of a routing. Nobody drives in a circle to wait.
type fluid struct {
	w        work // of the network by its own clocks
	profiles []roads.Profile
	carries  []int64 // by link of the core: thousandths of vehicles, nil before there is a flow
}

func (w *work) newFluid(r *routing.Routing) *fluid {
	f := &fluid{w: *w, profiles: w.shutWhenUsed()}
	for i := range f.profiles {
		if w.net.Links[i].Quota == 0 {
			f.profiles[i] = w.rounds.Stages[i].Left()
		}
		if r != nil && w.net.Links[i].Kind == roads.Carriageway {
			f.profiles[i] = f.profiles[i].Only(r.Using(int32(i), w.net.Links[i].From))
		}
	}
	f.w.net = w.clocked(f.profiles)
	return f
}

// clearance returns when everybody who can be served is out, on some steps. Where there is a flow already,
// on other steps, the leads fit it.
func (f *fluid) clearance(ctx context.Context, step unit.Second) (unit.Second, error) {
	f.w.step = step
	timing := f.w.newTiming(forPlan, f.profiles)
	if f.carries != nil {
		timing = timing.fit(f.carries)
	}
	short, kept := f.w.flowProblem(timing).WithoutDetours(false)
	solution, err := flow.Solve(ctx, short, flow.Options{})
	if err != nil {
		return 0, err
	}
	f.carries = make([]int64, len(timing.core.Network.Links))
	for k, i := range kept {
		if int(i) >= len(f.carries) {
			continue // from home to a node
		}
		for _, units := range solution.LinkFlow(k) {
			f.carries[i] += units
		}
	}
	last, ok := solution.Clearance()
	if !ok {
		return unit.Never, nil
	}
	return unit.Second(last+1) * step, nil
}

// How far the free plan is worked out: until it is so close to the bound, in so many attempts on
// steps of half the length, of no more links times steps.
const (
	closeEnough  = 100 // one part in
	mostHalvings = 2
	mostFlows    = 8_000_000
)

// closer returns a clearance nearer to the bound than the one found on the steps of the bracket, where
// that is not near enough.
func (f *fluid) closer(ctx context.Context, best, bound unit.Second) (unit.Second, error) {
	for range mostHalvings {
		step := f.w.step / 2
		if f.w.plain || best == unit.Never || bound == unit.Never || closeEnough*(best-bound) <= bound || step == 0 ||
			best/step*unit.Second(len(f.carries)) > mostFlows {
			break
		}
		next, err := f.clearance(ctx, step)
		if err != nil {
			return 0, err
		}
		best = min(best, next)
	}
	return best, nil
}

// clocked returns the network with travel times for water that flows on the plan side, in whole
// seconds that do not add up link by link: on two hundred links they come to more than a minute over
// what the way takes.
//
// Clocks at every node are slow by less than a second, so that the way from there to a reception takes
// whole seconds by them. A link then takes by the clocks at its ends what it does, and the part of a
// second that is missing where it is on no quickest way. Whoever keeps to these times by the clocks is nowhere
// faster than the roads allow. Where a link begins whose rate changes, the clock is right.
func (w *work) clocked(profiles []roads.Profile) *roads.Network {
	const second = 1000 // in milliseconds, which Cheapest counts here
	travel := func(l *roads.Link) unit.Second {
		if l.Kind != roads.Carriageway {
			return second * l.Ceil
		}
		_, ceil := unit.Travel(second*l.Length, w.s.Roads[l.Item].Speed)
		return ceil
	}
	_, rest := reach.Cheapest(w.net, func(i int32) unit.Second {
		if profiles[i].Most() == 0 {
			return unit.Never
		}
		return travel(&w.net.Links[i])
	})
	up := func(t unit.Second) unit.Second { return (t + second - 1) / second }
	net := *w.net
	net.Links = slices.Clone(net.Links)
	for i := range net.Links {
		changes := len(profiles[i]) > 1 && profiles[i][1].From < w.horizon
		if from := net.Links[i].From; changes && rest[from] < unit.Never {
			rest[from] = second * up(rest[from])
		}
	}
	for i := range net.Links {
		l := &net.Links[i]
		from, to := rest[l.From], rest[l.To]
		if profiles[i].Most() > 0 && to < unit.Never {
			l.Ceil = up(from) - up(to) + up(travel(l)+to-from)
		}
	}
	return &net
}

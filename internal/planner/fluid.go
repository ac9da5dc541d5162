package planner

import (
	"context"

	"wayout/internal/core"
	"wayout/internal/flow"
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
	f.w.net = core.Clocked(w.net, f.profiles, w.horizon, func(l *roads.Link) unit.Second {
		_, ceil := unit.Travel(core.Milliseconds*l.Length, w.s.Roads[l.Item].Speed)
		return ceil
	})
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

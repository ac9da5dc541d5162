package pricing

import (
	"context"
	"slices"
	"strings"

	"wayout/internal/outcome"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/proof"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// reopenings lists, for every set of stages that cuts places off, what lifting it is worth.
func (p *pricer) reopenings() []concession {
	var out []concession
	seen := map[string]bool{}
	for _, n := range p.now.Plan.NotServed {
		key := strings.Join(n.Cut, " ")
		if n.Reason != plan.Shut || len(n.Cut) == 0 || seen[key] {
			continue
		}
		seen[key] = true
		granted := p.copyOf()
		stage := roads.Carriageway.String()
		for _, id := range n.Cut {
			if reopen(granted, id) {
				stage = roads.Passage.String()
			}
		}
		out = append(out, concession{
			Price:   Price{Stage: stage, ID: key, Name: p.names(n.Cut), Change: outcome.Concession{Kind: outcome.ReOpened}},
			granted: granted, solve: true,
		})
	}
	return out
}

// reopen lifts the closures and hours of a road or gate, and reports whether it is a gate.
func reopen(s *scenario.Scenario, id string) bool {
	for g := range s.Gates {
		if s.Gates[g].ID == id {
			s.Gates[g].Hours = roads.Hours{}
			liftClosures(s, true, g)
			return true
		}
	}
	for r := range s.Roads {
		if s.Roads[r].ID == id {
			s.Roads[r].Status = roads.Open
			s.Roads[r].Hours = roads.Hours{}
			liftClosures(s, false, r)
		}
	}
	return false
}

// liftClosures removes the closures of one gate or road.
func liftClosures(s *scenario.Scenario, gate bool, target int) {
	s.Closures = slices.DeleteFunc(s.Closures, func(c roads.Closure) bool { return c.Gate == gate && c.Target == target })
}

// names lists stages by the names people know.
func (p *pricer) names(ids []string) string {
	var names []string
	for _, id := range ids {
		for g := range p.s.Gates {
			if p.s.Gates[g].ID == id {
				names = append(names, p.s.Gates[g].Name)
			}
		}
		for r := range p.s.Roads {
			if p.s.Roads[r].ID == id {
				names = append(names, p.s.RoadName(r))
			}
		}
	}
	return strings.Join(names, ", ")
}

// overrides lists what every danger in force costs: the plan without it. It says nothing about
// whether the road may be used.
func (p *pricer) overrides() []concession {
	var out []concession
	for d := range p.s.Dangers {
		danger := &p.s.Dangers[d]
		if danger.Override != "" {
			continue
		}
		granted := p.copyOf()
		granted.Dangers[d].Override = "what the danger costs"
		out = append(out, concession{
			Price: Price{
				Stage: roads.Carriageway.String(), ID: p.s.Roads[danger.Road].ID, Name: p.s.RoadName(danger.Road),
				Change: outcome.Concession{Kind: outcome.DangerLifted, Report: danger.Report},
			},
			granted: granted, solve: true,
		})
	}
	return out
}

// gateLimits finds, for every gate that the cut for everybody crosses, the rate from which it no
// longer binds.
func (p *pricer) gateLimits(ctx context.Context) ([]GateLimit, error) {
	var out []GateLimit
	for _, b := range p.now.Binding {
		if b.Home || b.Stage != roads.Passage || p.cut.Link(b.Link) == 0 {
			continue
		}
		g := p.b.Network().Links[b.Link].Item
		gate := &p.s.Gates[g]
		if gate.Rate == 0 || slices.ContainsFunc(out, func(l GateLimit) bool { return l.ID == gate.ID }) {
			continue
		}
		free, err := planner.Make(ctx, p.withRate(g, mostRate), p.options)
		if err != nil {
			return nil, err
		}
		limit := GateLimit{ID: gate.ID, Name: gate.Name, Now: b.Rate, Clear: free.Clearance.T100}
		if next := planner.Longest(free.Binding); next != nil {
			limit.Next = next.Label()
		}
		limit.Stops = p.stops(g, gate.Rate, free.Bound.T100)
		out = append(out, limit)
	}
	return out, nil
}

// mostRate is faster than any road: at it no gate binds.
const mostRate = 100_000 * unit.VehiclePerHour

// withRate returns the scenario with another rate at a gate.
func (p *pricer) withRate(g int, rate unit.Rate) *scenario.Scenario {
	s := p.copyOf()
	scaleGate(&s.Gates[g], int64(rate), int64(max(1, s.Gates[g].Rate)))
	return s
}

// stops returns the least rate of a gate, to a vehicle an hour, at which today's cut no longer
// proves a later time than the other stages do.
func (p *pricer) stops(g int, low unit.Rate, others unit.Second) unit.Rate {
	if others == unit.Never {
		return mostRate
	}
	high := mostRate
	for low+unit.VehiclePerHour < high {
		mid := (low + high) / 2
		s := p.withRate(g, mid)
		b := planner.NewBounding(s, s.Network(), p.now.Horizon)
		b.CountAs(p.b)
		if proof.New(b.Question(), others, p.cut.MoveTo(others).Moments).Value() < b.Needed().Amount() {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

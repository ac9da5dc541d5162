package convoy

import (
	"cmp"
	"slices"

	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Filling is a slot at a fuel point.
type Filling struct {
	Slot     *plan.Slot
	Place    int         // that the slot leaves
	From, To unit.Second // when its cars pass the point
}

// Fillings returns the slots that fill at each fuel point, in order of time.
func Fillings(s *scenario.Scenario, p *plan.Plan) [][]Filling {
	out := make([][]Filling, len(s.FuelPoints))
	for i := range p.Slots {
		slot := &p.Slots[i]
		if slot.Fill == 0 {
			continue
		}
		route := &p.Routes[slot.Route]
		from := slot.Depart + passOf(s, route, s.FuelPoints[slot.Fuel].Place)
		out[slot.Fuel] = append(out[slot.Fuel], Filling{slot, route.Place, from, from + slot.Length})
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b Filling) int { return cmp.Compare(a.From, b.From) })
	}
	return out
}

// passOf returns when a route first passes a place, counted from departure; 0 where it never does.
func passOf(s *scenario.Scenario, r *plan.Route, place int) unit.Second {
	if r.Place == place {
		return r.Passes[0]
	}
	for k, leg := range r.Legs {
		if LegEnd(s, leg) == place && k+1 < len(r.Passes) {
			return r.Passes[k+1]
		}
	}
	return 0
}

// LeftAt returns what a fuel point has left at a moment.
func LeftAt(s *scenario.Scenario, point int, list []Filling, at unit.Second) unit.Millilitre {
	left := s.FuelPoints[point].Stock
	for _, d := range s.FuelPoints[point].Deliveries {
		if d.At <= at {
			left += d.Amount
		}
	}
	for i := range list {
		x := &list[i]
		if x.From >= at {
			break
		}
		taken := x.Slot.Fill * unit.Millilitre(x.Slot.Vehicles)
		if x.To > at { // A steady stream has taken its share.
			taken = unit.Millilitre(float64(taken) * float64(at-x.From) / float64(x.To-x.From))
		}
		left -= taken
	}
	return left
}

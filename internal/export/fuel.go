package export

import (
	"cmp"
	"slices"
	"strconv"

	"wayout/internal/convoy"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// fuelColumns are the columns of fuel.csv with their HXL tags.
var fuelColumns = [][2]string{
	{"point_id", "#loc+code"},
	{"point", "#loc+name"},
	{"place_id", "#loc+code+origin"},
	{"place", "#loc+name+origin"},
	{"from", "#date+start"},
	{"to", "#date+end"},
	{"cars", "#x_vehicles"},
	{"litres_each", "#x_litres+each"},
	{"litres", "#x_litres+total"},
	{"litres_left", "#x_litres+left"},
}

// filling is a slot at a fuel point.
type filling struct {
	slot     *plan.Slot
	place    int         // that the slot leaves
	from, to unit.Second // when its cars pass the point
}

// Fuel returns fuel.csv: a row per slot that fills, point by point in order of time, with a row of
// HXL tags under the header. Litres left are those at the point when the last car of the slot has
// filled, deliveries until then counted. The plan must be of the scenario.
func Fuel(s *scenario.Scenario, p *plan.Plan) []byte {
	out := newSheet(fuelColumns)
	for point, list := range fillings(s, p) {
		f := &s.FuelPoints[point]
		for i := range list {
			x := &list[i]
			cells := []string{inert(f.ID), inert(f.Name)}
			cells = append(cells, placeCells(s, x.place)...)
			out.row(append(cells,
				s.Instant(x.from), s.Instant(x.to), countCell(x.slot.Vehicles),
				strconv.FormatFloat(x.slot.Fill.Litres(), 'f', 2, 64),
				litreCell(x.slot.Fill*unit.Millilitre(x.slot.Vehicles)), litreCell(leftAt(s, point, list, x.to)),
			))
		}
	}
	return out.text()
}

// fillings returns the slots that fill at each fuel point, in order of time.
func fillings(s *scenario.Scenario, p *plan.Plan) [][]filling {
	out := make([][]filling, len(s.FuelPoints))
	for i := range p.Slots {
		slot := &p.Slots[i]
		if slot.Fill == 0 {
			continue
		}
		route := &p.Routes[slot.Route]
		from := slot.Depart + passOf(s, route, s.FuelPoints[slot.Fuel].Place)
		out[slot.Fuel] = append(out[slot.Fuel], filling{slot, route.Place, from, from + slot.Length})
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b filling) int { return cmp.Compare(a.from, b.from) })
	}
	return out
}

// passOf returns when a route first passes a place, counted from departure; 0 where it never does.
func passOf(s *scenario.Scenario, r *plan.Route, place int) unit.Second {
	if r.Place == place {
		return r.Passes[0]
	}
	for k, leg := range r.Legs {
		if convoy.LegEnd(s, leg) == place && k+1 < len(r.Passes) {
			return r.Passes[k+1]
		}
	}
	return 0
}

// leftAt returns what a fuel point has left at a moment.
func leftAt(s *scenario.Scenario, point int, list []filling, at unit.Second) unit.Millilitre {
	left := s.FuelPoints[point].Stock
	for _, d := range s.FuelPoints[point].Deliveries {
		if d.At <= at {
			left += d.Amount
		}
	}
	for i := range list {
		x := &list[i]
		if x.from >= at {
			break
		}
		taken := x.slot.Fill * unit.Millilitre(x.slot.Vehicles)
		if x.to > at { // A steady stream has taken its share.
			taken = unit.Millilitre(float64(taken) * float64(at-x.from) / float64(x.to-x.from))
		}
		left -= taken
	}
	return left
}

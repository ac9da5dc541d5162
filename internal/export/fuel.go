package export

import (
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

// Fuel returns fuel.csv: a row per slot that fills, point by point in order of time, with a row of
// HXL tags under the header. Litres left are those at the point when the last car of the slot has
// filled, deliveries until then counted. The plan must be of the scenario.
func Fuel(s *scenario.Scenario, p *plan.Plan) []byte {
	out := newSheet(fuelColumns)
	for point, list := range convoy.Fillings(s, p) {
		f := &s.FuelPoints[point]
		for i := range list {
			x := &list[i]
			cells := []string{Inert(f.ID), Inert(f.Name)}
			cells = append(cells, placeCells(s, x.Place)...)
			out.row(append(cells,
				s.Instant(x.From), s.Instant(x.To), countCell(x.Slot.Vehicles),
				strconv.FormatFloat(x.Slot.Fill.Litres(), 'f', 2, 64),
				litreCell(x.Slot.Fill*unit.Millilitre(x.Slot.Vehicles)), litreCell(convoy.LeftAt(s, point, list, x.To)),
			))
		}
	}
	return out.text()
}

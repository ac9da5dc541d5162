package export

import (
	"slices"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/plan"
	"wayout/internal/scenario"
)

// footColumns are the columns of columns.csv with their HXL tags.
var footColumns = [][2]string{
	{"place_id", "#loc+code+home"},
	{"place", "#loc+name+home"},
	{"from_id", "#loc+code+origin"},
	{"from", "#loc+name+origin"},
	{"to_id", "#loc+code+dest"},
	{"to", "#loc+name+dest"},
	{"path", "#x_path"},
	{"depart", "#date+start"},
	{"end", "#date+end"},
	{"arrive", "#date+arrival"},
	{"parties", "#x_parties"},
	{"people", "#targeted+ind"},
	{"kilometres", "#x_kilometres"},
	{"hours_walking", "#x_hours"},
	{"kilometres_between_posts", "#x_kilometres+posts"},
	{"met_by", "#x_vehicle+code"},
	{"reception_id", "#loc+reception+code"},
	{"reception", "#loc+reception+name"},
}

// Columns returns columns.csv: a row per column on foot in the order of departure, with a row of HXL
// tags under the header. Arrival is that of the last; met_by are the vehicles that its parties board
// afterwards. The plan must be of the scenario.
func Columns(s *scenario.Scenario, p *plan.Plan) []byte {
	out := newSheet(footColumns)
	groups := convoy.PartiesOf(s, p)
	boards := boardsOf(p)
	for i := range p.Columns {
		c := &p.Columns[i]
		path := &s.Paths[c.Path]
		from, to := path.From, path.To
		if c.Back {
			from, to = to, from
		}
		cells := slices.Concat(placeCells(s, c.Load.Place), placeCells(s, from), placeCells(s, to))
		posts := ""
		if path.Posts > 0 {
			posts = kilometreCell(path.Posts)
		}
		cells = append(cells,
			Inert(path.ID), s.Instant(c.Depart), s.Instant(c.Depart+c.Length), s.Instant(c.End()),
			countCell(c.Load.Parties), countCell(groups.People(&c.Load)),
			kilometreCell(path.Length), hourCell(c.Walks), posts, Inert(metBy(s, p, boards, &c.Load)),
		)
		out.row(append(cells, receptionCells(s, c.Reception)...))
	}
	return out.text()
}

// boarding is where parties of a group board: the load of a trip.
type boarding struct {
	trip int
	load plan.Load
}

// groupOf names a group of a place.
type groupOf struct{ place, group int }

// boardsOf returns the loads of all trips by group, in the order of the plan.
func boardsOf(p *plan.Plan) map[groupOf][]boarding {
	out := map[groupOf][]boarding{}
	for i := range p.Trips {
		for _, load := range p.Trips[i].Boards {
			of := groupOf{load.Place, load.Group}
			out[of] = append(out[of], boarding{i, load})
		}
	}
	return out
}

// metBy names the vehicles that parties board, each with when it departs.
func metBy(s *scenario.Scenario, p *plan.Plan, boards map[groupOf][]boarding, load *plan.Load) string {
	var labels []string
	for _, b := range boards[groupOf{load.Place, load.Group}] {
		if b.load.First < load.First+load.Parties && load.First < b.load.First+b.load.Parties {
			t := &p.Trips[b.trip]
			labels = append(labels, convoy.VehicleLabel(s, t.Vehicle)+" ("+s.Instant(t.Depart)+")")
		}
	}
	return strings.Join(labels, " | ")
}

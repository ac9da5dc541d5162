package export

import (
	"fmt"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// roundColumns are the columns of rounds.csv with their HXL tags.
var roundColumns = [][2]string{
	{"vehicle", "#x_vehicle+code"},
	{"kind", "#x_vehicle+type"},
	{"from_id", "#loc+code+origin"},
	{"from", "#loc+name+origin"},
	{"to_id", "#loc+code+dest"},
	{"to", "#loc+name+dest"},
	{"boarding", "#date+boarding"},
	{"depart", "#date+start"},
	{"arrive", "#date+arrival"},
	{"boards", "#x_boards"},
	{"people_board", "#targeted+ind"},
	{"walks", "#targeted+ind+walks"},
	{"walks_little", "#targeted+ind+walks_little"},
	{"unaccompanied_children", "#targeted+ind+unaccompanied_children"},
	{"dialysis", "#targeted+ind+dialysis"},
	{"wheelchair", "#targeted+ind+wheelchair"},
	{"stretcher", "#targeted+ind+stretcher"},
	{"oxygen", "#targeted+ind+oxygen"},
	{"people_aboard", "#x_aboard+ind"},
	{"seats_used", "#x_seats+used"},
	{"seats", "#capacity+seats"},
	{"wheelchair_places_used", "#x_wheelchairs+used"},
	{"wheelchair_places", "#capacity+wheelchairs"},
	{"stretcher_places_used", "#x_stretchers+used"},
	{"stretcher_places", "#capacity+stretchers"},
	{"reception_id", "#loc+reception+code"},
	{"reception", "#loc+reception+name"},
	{"kilometres", "#x_kilometres"},
}

// Rounds returns rounds.csv: a row per trip, vehicle by vehicle in order of time, with a row of HXL
// tags under the header. People who board are counted by the class of their party, with those who
// ride along; places used are those of everybody aboard. The plan must be of the scenario.
func Rounds(s *scenario.Scenario, p *plan.Plan) []byte {
	out := newSheet(roundColumns)
	groups := convoy.PartiesOf(s, p)
	for _, trips := range convoy.ByVehicle(p.Trips) {
		var aboard []plan.Load
		for i := range trips {
			aboard = append(aboard, trips[i].Boards...)
			out.row(roundRow(s, groups, &trips[i], aboard))
			if trips[i].Reception >= 0 {
				aboard = nil
			}
		}
	}
	return out.text()
}

// roundRow returns the cells of one trip with everybody who is aboard on it.
func roundRow(s *scenario.Scenario, g *convoy.Parties, t *plan.Trip, aboard []plan.Load) []string {
	cells := []string{Inert(convoy.VehicleLabel(s, t.Vehicle)), vehicleKind(s, t.Vehicle)}
	cells = append(cells, placeCells(s, t.From)...)
	cells = append(cells, placeCells(s, t.To)...)
	boarding := ""
	if len(t.Boards) > 0 {
		boarding = s.Instant(t.Depart - g.Loading(t.Boards))
	}
	cells = append(cells, boarding, s.Instant(t.Depart), s.Instant(t.End()), Inert(cargo(s, g, t)))
	cells = append(cells, boardCells(g, t.Boards)...)
	cells = append(cells, placesUsed(s, g, t.Vehicle, aboard)...)
	cells = append(cells, receptionCells(s, t.Reception)...)
	return append(cells, kilometreCell(convoy.Length(s, t.Legs)))
}

func vehicleKind(s *scenario.Scenario, v plan.Vehicle) string {
	if v.Relief {
		return "relief lorry"
	}
	return string(s.Fleet[v.Row].Kind)
}

// cargo says in words what a vehicle takes up for a trip.
func cargo(s *scenario.Scenario, g *convoy.Parties, t *plan.Trip) string {
	if t.Vehicle.Relief {
		row := &s.Relief[t.Vehicle.Row]
		if t.To != row.Place {
			return ""
		}
		return fmt.Sprintf("%s for %d person-days", row.Item, row.PersonDays)
	}
	var words []string
	for i := range t.Boards {
		words = append(words, loadWords(s, g, &t.Boards[i], t.From))
	}
	return strings.Join(words, " | ")
}

// loadWords says in words who a load is, and where they are from if that is not where they board.
func loadWords(s *scenario.Scenario, g *convoy.Parties, load *plan.Load, at int) string {
	group := g.Group(load)
	words := fmt.Sprintf("%d in %d ", g.People(load), load.Parties) + partyWords(s, group, load.Parties)
	if load.Place != at {
		words += " from " + s.Places[load.Place].Name
	}
	return words
}

// classWords say what a party is that needs the fleet for one who is in it.
var classWords = [people.ClassCount]string{
	people.WalksLittle: "with somebody frail", people.Unaccompanied: "of unaccompanied children",
	people.Dialysis: "on dialysis", people.Wheelchair: "with a wheelchair",
	people.Stretcher: "with a stretcher", people.Oxygen: "on oxygen",
}

// partyWords says what n parties of a group are.
func partyWords(s *scenario.Scenario, group *people.Group, n int) string {
	several := index(n != 1)
	words := []string{"party", "parties"}[several]
	kind := classWords[group.Class]
	switch {
	case group.Institution >= 0:
		words += " of " + s.Institutions[group.Institution].Name
		if group.Class == people.WalksLittle {
			kind = "" // Everybody there who needs a seat only, and the staff.
		}
	case !group.Class.NeedsFleet():
		words = []string{"household", "households"}[several] + " without " + []string{"a car", "fuel"}[index(group.Shifted)]
	}
	if kind != "" {
		words += " " + kind
	}
	return words
}

// boardCells count the people of loads, in all and by class.
func boardCells(g *convoy.Parties, loads []plan.Load) []string {
	var all unit.Person
	var byClass [people.ClassCount]unit.Person
	for i := range loads {
		n := g.People(&loads[i])
		all += n
		byClass[g.Group(&loads[i]).Class] += n
	}
	cells := []string{countCell(all)}
	for _, class := range people.GroupClasses {
		cells = append(cells, countCell(byClass[class]))
	}
	return cells
}

// placesUsed counts the people aboard a vehicle, and the places they use of each kind beside those
// there are. A wheelchair without a place of its own uses two seats.
func placesUsed(s *scenario.Scenario, g *convoy.Parties, v plan.Vehicle, aboard []plan.Load) []string {
	var places people.Need
	if !v.Relief {
		places = s.Fleet[v.Row].Places
	}
	var all unit.Person
	var need people.Need
	for i := range aboard {
		all += g.People(&aboard[i])
		need = need.Add(g.Group(&aboard[i]).Need(aboard[i].First, aboard[i].Parties))
	}
	chairs := min(need.Wheelchairs, places.Wheelchairs)
	return []string{
		countCell(all),
		countCell(need.Seats + 2*(need.Wheelchairs-chairs)), countCell(places.Seats),
		countCell(chairs), countCell(places.Wheelchairs),
		countCell(need.Stretchers), countCell(places.Stretchers),
	}
}

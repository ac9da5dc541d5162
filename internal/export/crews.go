package export

import (
	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// crewColumns are the columns of crews.csv with their HXL tags.
var crewColumns = [][2]string{
	{"vehicle", "#x_vehicle+code"},
	{"kind", "#x_vehicle+type"},
	{"duty", "#x_duty"},
	{"begin", "#date+start"},
	{"end", "#date+end"},
	{"hours", "#x_hours"},
	{"hours_allowed", "#x_hours+max"},
	{"trips", "#x_trips"},
	{"people", "#targeted+ind"},
	{"kilometres", "#x_kilometres"},
	{"litres", "#x_litres"},
	{"rests_at_id", "#loc+code"},
	{"rests_at", "#loc+name"},
	{"rests_until", "#date+next"},
}

// Crews returns crews.csv: a row per duty of every vehicle, with a row of HXL tags under the header.
// A duty begins when its first parties board, or when the vehicle drives off empty, and ends when
// the last have got off. People are those who board during it. Where crews take turns, and for relief
// lorries, all trips of a vehicle are one duty, and hours_allowed is empty. Litres are driving only,
// and empty where nothing is known of what the vehicle burns. The plan must be of the scenario.
func Crews(s *scenario.Scenario, p *plan.Plan) []byte {
	out := newSheet(crewColumns)
	groups := convoy.PartiesOf(s, p)
	for _, trips := range convoy.ByVehicle(p.Trips) {
		duties := dutiesOf(s, groups, trips)
		for i := range duties {
			until := ""
			if i+1 < len(duties) {
				until = s.Instant(duties[i+1].begin)
			}
			out.row(append(crewRow(s, groups, i+1, &duties[i]), until))
		}
	}
	return out.text()
}

// duty are the trips that one crew drives.
type duty struct {
	begin, end unit.Second
	trips      []plan.Trip
}

// dutiesOf splits the trips of one vehicle where it stands empty for as long as a crew rests.
func dutiesOf(s *scenario.Scenario, g *convoy.Parties, trips []plan.Trip) []duty {
	var out []duty
	var aboard unit.Second // time that boarding took for those who are aboard
	first, empty := 0, true
	for i := range trips {
		t := &trips[i]
		stands := empty
		loading := g.Loading(t.Boards)
		aboard += loading
		begin, end := t.Depart-loading, t.End()
		if t.Reception >= 0 {
			end += (aboard + 1) / 2
			aboard = 0
		}
		empty = t.Reception >= 0 || empty && len(t.Boards) == 0
		if t.Vehicle.Relief && t.To == s.Relief[t.Vehicle.Row].Place {
			end += people.ReliefUnloading
		}
		if len(out) == 0 || rested(s, t.Vehicle, stands, begin-out[len(out)-1].end) {
			first = i
			out = append(out, duty{begin: begin})
		}
		last := &out[len(out)-1]
		last.end, last.trips = end, trips[first:i+1]
	}
	return out
}

// rested reports whether a crew that stands for a span has rested, or another has taken over.
func rested(s *scenario.Scenario, v plan.Vehicle, empty bool, span unit.Second) bool {
	if v.Relief {
		return false
	}
	row := &s.Fleet[v.Row]
	return row.Duty > 0 && span >= row.Rest && (empty || row.Rest == 0)
}

// crewRow returns the cells of one duty but the last, which is about the next duty.
func crewRow(s *scenario.Scenario, g *convoy.Parties, number int, d *duty) []string {
	vehicle := d.trips[0].Vehicle
	var length unit.Metre
	var carried unit.Person
	for i := range d.trips {
		length += convoy.Length(s, d.trips[i].Legs)
		for k := range d.trips[i].Boards {
			carried += g.People(&d.trips[i].Boards[k])
		}
	}
	allowed, litres := "", ""
	if !vehicle.Relief {
		row := &s.Fleet[vehicle.Row]
		if row.Duty > 0 {
			allowed = hourCell(row.Duty)
		}
		litres = litreCell(unit.Millilitre(row.PerKilometre*int64(length)) / 1000)
	}
	cells := []string{
		Inert(convoy.VehicleLabel(s, vehicle)), vehicleKind(s, vehicle), countCell(number),
		s.Instant(d.begin), s.Instant(d.end), hourCell(d.end - d.begin), allowed,
		countCell(len(d.trips)), countCell(carried), kilometreCell(length), litres,
	}
	return append(cells, placeCells(s, d.trips[len(d.trips)-1].To)...)
}

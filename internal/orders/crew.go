package orders

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// tally are people by the class of their party, with those who ride along.
type tally [people.ClassCount]unit.Person

func (b *brief) count(sum *tally, loads []plan.Load) {
	for i := range loads {
		sum[b.parties.Group(&loads[i]).Class] += b.parties.People(&loads[i])
	}
}

// aboard counts who is in a round.
func (b *brief) aboard(c *convoy.Convoy) tally {
	var sum tally
	for _, t := range c.Trips {
		b.count(&sum, b.Plan.Trips[t].Boards)
	}
	return sum
}

// needs says how many people of each class there are, such as “Stretcher: 2, Seats: 1”.
func (p *page) needs(sum tally) string {
	var parts []string
	for _, class := range slices.Backward(people.GroupClasses) {
		if sum[class] > 0 {
			parts = append(parts, p.className(class)+": "+p.people(sum[class]))
		}
	}
	return strings.Join(parts, ", ")
}

// crewSheets returns a page for the crew of every vehicle that carries anybody.
func (b *brief) crewSheets(c *i18n.Catalogue) ([]byte, error) {
	p := b.page(c)
	rounds := b.rounds()
	for _, s := range stretches(len(rounds), func(i int) plan.Vehicle { return b.convoys[rounds[i]].Vehicle }) {
		p.crew(rounds[s.first:s.end])
	}
	return p.pdf(p.w.Text("crew.title", "vehicle", ""), b.end())
}

// rounds returns the convoys that are rounds, vehicle by vehicle in order of time.
func (b *brief) rounds() []int {
	var out []int
	at := map[int]int{} // convoy by its first trip
	for i := range b.convoys {
		if c := &b.convoys[i]; c.Kind == convoy.Round {
			at[c.Trips[0]] = i
		}
	}
	for t := range b.Plan.Trips {
		if i, begins := at[t]; begins {
			out = append(out, i)
		}
	}
	return out
}

// crew are the pages of one vehicle: its rounds, and a number sheet for each.
func (p *page) crew(rounds []int) {
	vehicle := p.vehicle(&p.convoys[rounds[0]])
	p.add(paper.Break{}, paper.Title{Text: p.w.Text("crew.title", "vehicle", vehicle)}, paper.Text{Text: p.w.Text("crew.text")})
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.sheet"), 1.3), words(p.w.Text("column.boarding"), 2.4), words(p.w.Text("crew.board"), 2.6),
		numbers(p.w.Text("column.people"), 1.2), words(p.w.Text("column.arrival"), 2.4), words(p.w.Text("column.to"), 2.6),
	}}
	var slips []paper.Slip
	for _, i := range rounds {
		c := &p.convoys[i]
		table.Rows = append(table.Rows, p.crewRows(c)...)
		slips = append(slips, p.slip(c))
	}
	p.heading("crew.rounds")
	p.add(table, paper.Slips{Slips: slips})
}

// crewRows are a round: a row for each place at which somebody boards.
func (p *page) crewRows(c *convoy.Convoy) []paper.Row {
	var out []paper.Row
	for _, i := range c.Trips {
		if t := &p.Plan.Trips[i]; len(t.Boards) > 0 {
			out = append(out, paper.Row{Cells: []string{p.sheetNumber(c), p.tabled(p.boarding(t)), p.place(t.From), "", "", ""}})
		}
	}
	last := &out[len(out)-1]
	end := c.End()
	last.Cells[3], last.Cells[4], last.Cells[5] = p.people(c.People), p.tabled(late(end.Last)), p.place(end.Place)
	return out
}

// boarding returns when the first parties get on before a trip.
func (b *brief) boarding(t *plan.Trip) unit.Second {
	return early(t.Depart - b.parties.Loading(t.Boards))
}

// boards says where and when people get on for a round, and who they are by class.
func (p *page) boards(c *convoy.Convoy) []string {
	var out []string
	for _, i := range c.Trips {
		t := &p.Plan.Trips[i]
		if len(t.Boards) == 0 {
			continue
		}
		var sum tally
		p.count(&sum, t.Boards)
		out = append(out, p.w.Text("number.board", "place", p.place(t.From), "time", p.tabled(p.boarding(t)))+" ("+p.needs(sum)+")")
	}
	return out
}

// vehicleKinds says how many vehicles of each kind carry anybody in the convoys.
func (p *page) vehicleKinds(convoys []int) string {
	kinds := map[people.VehicleKind]map[plan.Vehicle]bool{}
	var cars unit.Vehicle
	for _, i := range convoys {
		c := &p.convoys[i]
		switch c.Kind {
		case convoy.Cars:
			cars += c.Vehicles
		case convoy.Round:
			kind := p.Scenario.Fleet[c.Vehicle.Row].Kind
			if kinds[kind] == nil {
				kinds[kind] = map[plan.Vehicle]bool{}
			}
			kinds[kind][c.Vehicle] = true
		}
	}
	var parts []string
	if cars > 0 {
		parts = append(parts, p.w.Text("vehicle.car")+": "+p.number(int64(cars)))
	}
	for _, kind := range people.VehicleKinds {
		if n := len(kinds[kind]); n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s", p.w.Text("vehicle."+string(kind)), p.number(int64(n))))
		}
	}
	return strings.Join(parts, ", ")
}

// className names a class of people.
func (p *page) className(class people.Class) string {
	return p.w.Text("class." + strings.ReplaceAll(class.String(), " ", "_"))
}

package orders

import (
	"slices"

	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/people"
	"wayout/internal/unit"
)

// medicalSheet returns the sheet of whoever looks after those who need a vehicle: by place and
// class, and round by round. Codes and counts only.
func (b *brief) medicalSheet(c *i18n.Catalogue) ([]byte, error) {
	p := b.page(c)
	title := p.w.Text("medical.title")
	p.add(paper.Title{Text: title}, paper.Boxed{Text: p.complete(), Size: paper.Large}, paper.Text{Text: p.w.Text("medical.handover")})
	p.heading("medical.places")
	p.add(paper.Text{Text: p.w.Text("medical.people"), Size: paper.Small}, p.patientPlaces())
	p.add(paper.Break{})
	p.heading("medical.rounds")
	p.add(p.patientRounds())
	return p.pdf(title, b.end())
}

// complete says whether everybody who cannot walk is in a vehicle (N4).
func (p *page) complete() string {
	left := p.leftLying()
	if left > 0 {
		return p.w.Text("medical.incomplete", "people", p.people(left))
	}
	return p.w.Text("medical.complete")
}

// leftLying counts people in parties of those who cannot walk that are in no vehicle.
func (b *brief) leftLying() unit.Person {
	var left unit.Person
	for i := range b.Plan.NotServed {
		n := &b.Plan.NotServed[i]
		if n.Load == nil {
			continue
		}
		if g := b.parties.Group(n.Load); g.Class.CannotWalk() {
			left += n.People
		}
	}
	return left
}

// patientClasses are the classes of people who are fetched, as far as there are any.
func (p *page) patientClasses() []people.Class {
	var all tally
	for i := range p.towns {
		for class, n := range p.patients(i) {
			all[class] += n
		}
	}
	var out []people.Class
	for _, class := range slices.Backward(people.GroupClasses) {
		if all[class] > 0 {
			out = append(out, class)
		}
	}
	return out
}

// patients counts the people of a place who are fetched.
func (b *brief) patients(place int) tally {
	var sum tally
	for _, g := range b.parties.At(place) {
		if !households(&g) {
			sum[g.Class] += g.People
		}
	}
	return sum
}

// patientPlaces is a row for each place with people who are fetched.
func (p *page) patientPlaces() paper.Table {
	classes := p.patientClasses()
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{words(p.w.Text("column.place"), 2.4)}}
	for _, class := range classes {
		table.Columns = append(table.Columns, numbers(p.className(class), 1.6))
	}
	table.Columns = append(table.Columns, words(p.w.Text("medical.first"), 2.4), words(p.w.Text("medical.last"), 2.4), numbers(p.w.Text("medical.unserved"), 1.4))
	for i := range p.towns {
		if sum := p.patients(i); sum != (tally{}) {
			table.Rows = append(table.Rows, p.patientRow(&p.towns[i], sum, classes))
		}
	}
	return table
}

func (p *page) patientRow(t *town, sum tally, classes []people.Class) paper.Row {
	row := paper.Row{Cells: []string{p.place(t.place)}}
	for _, class := range classes {
		row.Cells = append(row.Cells, p.people(sum[class]))
	}
	first, last := "", ""
	if len(t.fetched) > 0 {
		arrivals := make([]unit.Second, 0, len(t.fetched))
		for _, r := range t.fetched {
			arrivals = append(arrivals, p.convoys[r.convoy].End().Last)
		}
		first, last = p.tabled(late(slices.Min(arrivals))), p.tabled(late(slices.Max(arrivals)))
	}
	var left unit.Person
	for _, n := range t.unserved {
		if n.Load != nil && !households(p.parties.Group(n.Load)) {
			left += n.People
		}
	}
	row.Cells = append(row.Cells, first, last, p.people(left))
	return row
}

// patientRounds is a row for each place at which a round takes in people who are fetched.
func (p *page) patientRounds() paper.Table {
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.boarding"), 2.2), words(p.w.Text("column.place"), 2), words(p.w.Text("column.needs"), 3),
		words(p.w.Text("column.vehicle"), 2.4), words(p.w.Text("column.sheet"), 1.2), words(p.w.Text("column.arrival"), 2.2),
	}}
	type boarding struct {
		ride  ride
		place int
	}
	var all []boarding
	for i := range p.towns {
		for _, r := range p.towns[i].fetched {
			all = append(all, boarding{r, i})
		}
	}
	slices.SortStableFunc(all, func(x, y boarding) int { return int(x.ride.board - y.ride.board) })
	for _, x := range all {
		c := &p.convoys[x.ride.convoy]
		var sum tally
		loads := p.Plan.Trips[x.ride.trip].Boards
		for k := range loads {
			if g := p.parties.Group(&loads[k]); loads[k].Place == x.place && !households(g) {
				sum[g.Class] += p.parties.People(&loads[k])
			}
		}
		end := c.End()
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.tabled(early(x.ride.board)), p.place(x.place), p.needs(sum), p.vehicle(c), p.sheetNumber(c), p.tabled(late(end.Last)),
		}})
	}
	return table
}

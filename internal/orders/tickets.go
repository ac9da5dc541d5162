package orders

import (
	"fmt"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/unit"
)

// tickets returns tickets to tear off: one for each car of a group, one for each household that
// goes by bus.
func (b *brief) tickets(c *i18n.Catalogue, t *town) ([]byte, error) {
	p := b.page(c)
	var cards []paper.Card
	for _, i := range t.cars {
		at := b.convoys[i].Points[0]
		cards = append(cards, p.card(t, p.w.Text("ticket.group", "group", fmt.Sprint(b.convoys[i].Group)),
			p.day(at.First), p.span(at), int(b.convoys[i].Vehicles)))
	}
	for k := range t.buses {
		r := &t.buses[k]
		name := p.w.Text("number.round", "vehicle", p.vehicle(&b.convoys[r.convoy]), "round", fmt.Sprint(b.convoys[r.convoy].Round))
		cards = append(cards, p.card(t, name, p.day(r.board), p.w.Text("date.span", "from", p.clock(early(r.board)), "until", p.clock(late(r.depart))), r.parties))
	}
	p.add(paper.Cards{Across: 3, Height: 40, Cards: cards})
	return p.pdf(p.w.Text("ticket.title", "place", p.place(t.place)), b.valid(t))
}

func (p *page) card(t *town, name, day, hours string, copies int) paper.Card {
	meet := p.w.Text("ticket.meet.blank") + " ______________"
	if landmark := p.landmark(t.place); landmark != "" {
		meet = p.w.Text("ticket.meet", "landmark", landmark)
	}
	return paper.Card{Copies: copies, Lines: []paper.CardLine{
		{Text: name, Size: paper.Large, Bold: true},
		{Text: day},
		{Text: hours, Size: paper.Large, Bold: true},
		{Text: meet, Size: paper.Small},
		{Text: p.w.Text("head.protected"), Size: paper.Small},
		{Text: p.w.Text("ticket.place", "place", p.place(t.place), "version", fmt.Sprint(p.Version)), Size: paper.Small},
	}}
}

// span says the hours of a point.
func (p *page) span(at convoy.Point) string {
	return p.w.Text("date.span", "from", p.clock(early(at.First)), "until", p.clock(late(at.Last)))
}

// vehicle names the vehicle of a round.
func (b *brief) vehicle(c *convoy.Convoy) string { return convoy.VehicleLabel(b.Scenario, c.Vehicle) }

// tally is the sheet on which whoever sees cars off ticks them.
func (p *page) tally(t *town) {
	if len(t.cars) == 0 {
		return
	}
	p.add(paper.Break{}, paper.Title{Text: p.w.Text("tally.title", "place", p.place(t.place))})
	p.add(paper.Text{Text: p.w.Text("tally.how")})
	p.byDay(len(t.cars), func(i int) unit.Second { return p.convoys[t.cars[i]].Points[0].First }, func(first, end int) paper.Table {
		return p.tallyOf(t.cars[first:end])
	})
}

// tallyOf is a row for each of some groups of cars.
func (p *page) tallyOf(cars []int) paper.Table {
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.sheet"), 1.2), numbers(p.w.Text("column.group"), 1.1), words(p.w.Text("column.hour"), 2.4),
		{Head: p.w.Text("column.cars"), Width: 6.5, Kind: paper.Strokes},
		numbers(p.w.Text("column.people"), 1.2), blank(p.w.Text("column.counted"), 1.6),
	}}
	for _, i := range cars {
		c := &p.convoys[i]
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.sheetNumber(c), fmt.Sprint(c.Group), p.span(c.Points[0]), fmt.Sprint(c.Vehicles), p.people(c.People), "",
		}})
	}
	return table
}

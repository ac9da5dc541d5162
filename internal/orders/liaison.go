package orders

import (
	"fmt"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/unit"
)

// passing is a convoy at a gate.
type passing struct {
	convoy int
	at     convoy.Point
}

// passings returns who passes a gate, in order of time.
func (b *brief) passings(gate int) []passing {
	var out []passing
	for i := range b.convoys {
		for _, at := range b.convoys[i].Points {
			if at.Check == convoy.GateIn && at.Gate == gate {
				out = append(out, passing{i, at})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y passing) int { return int(x.at.First - y.at.First) })
	return out
}

// liaisonSheet returns the sheet of a gate: convoys by the hour and one by one, numbers only.
func (b *brief) liaisonSheet(c *i18n.Catalogue, gate int) ([]byte, error) {
	p := b.page(c)
	title := p.w.Text("liaison.title", "gate", p.gate(gate))
	p.add(paper.Title{Text: title}, paper.Boxed{Text: p.w.Text("liaison.alarm")})
	g := &b.Scenario.Gates[gate]
	p.add(paper.Fields{Rows: []paper.Field{{Label: p.w.Text("liaison.rate"), Value: i18n.Number(int64(g.Rate.VehiclesPerHour()))}}})
	list := b.passings(gate)
	p.heading("liaison.hours")
	p.byDay(len(list), func(i int) unit.Second { return list[i].at.First }, func(first, end int) paper.Table { return p.gateHours(list[first:end]) })
	p.add(paper.Break{})
	p.heading("liaison.list")
	p.byDay(len(list), func(i int) unit.Second { return list[i].at.First }, func(first, end int) paper.Table { return p.gateList(list[first:end]) })
	return p.pdf(title, b.end())
}

// byDay adds a table for each day of n things that are in order of time.
func (p *page) byDay(n int, at func(i int) unit.Second, table func(first, end int) paper.Table) {
	for day, s := range stretches(n, func(i int) string { return p.day(at(i)) }) {
		p.add(paper.Heading{Text: day}, table(s.first, s.end))
	}
}

// counting are the columns in which a gate writes down what it counts.
func (p *page) counting() []paper.Column {
	return []paper.Column{
		blank(p.w.Text("column.counted_in"), 1.5), blank(p.w.Text("column.counted_out"), 1.5), blank(p.w.Text("column.difference"), 1.5),
	}
}

// gateList is a row for each convoy that comes to the gate.
func (p *page) gateList(list []passing) paper.Table {
	table := paper.Table{Size: paper.Small, Columns: append([]paper.Column{
		words(p.w.Text("column.hour"), 2), words(p.w.Text("column.sheet"), 1.3), numbers(p.w.Text("column.vehicles"), 1.3), numbers(p.w.Text("column.people"), 1.2),
	}, p.counting()...)}
	for _, x := range list {
		c := &p.convoys[x.convoy]
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.span(x.at), p.sheetNumber(c), p.number(int64(c.Vehicles)), p.people(c.People), "", "", "",
		}})
	}
	return table
}

// gateHours is a row for each hour in which somebody comes to the gate.
func (p *page) gateHours(list []passing) paper.Table {
	table := paper.Table{Size: paper.Small, Columns: append([]paper.Column{
		words(p.w.Text("column.hour"), 1.2), numbers(p.w.Text("column.groups"), 1.3), numbers(p.w.Text("column.vehicles"), 1.3), numbers(p.w.Text("column.people"), 1.2),
	}, p.counting()...)}
	for hour, s := range stretches(len(list), func(i int) unit.Second { return p.Scenario.ClockHour(list[i].at.First) }) {
		var vehicles, people int64
		for _, x := range list[s.first:s.end] {
			vehicles += int64(p.convoys[x.convoy].Vehicles)
			people += int64(p.convoys[x.convoy].People)
		}
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.clock(hour), fmt.Sprint(s.end - s.first), p.number(vehicles), p.number(people), "", "", "",
		}})
	}
	return table
}

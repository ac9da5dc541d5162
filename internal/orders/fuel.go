package orders

import (
	"strconv"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/unit"
)

// fuelSheet returns the sheet of a fuel point: who comes when and is given how much.
func (b *brief) fuelSheet(c *i18n.Catalogue, point int) ([]byte, error) {
	p := b.page(c)
	f := &b.Scenario.FuelPoints[point]
	title := p.w.Text("fuel.title", "point", p.fuelPoint(point))
	list := convoy.Fillings(b.Scenario, b.Plan)[point]
	var cars unit.Vehicle
	var given unit.Millilitre
	for i := range list {
		cars += list[i].Slot.Vehicles
		given += list[i].Slot.Fill * unit.Millilitre(list[i].Slot.Vehicles)
	}
	p.add(paper.Title{Text: title}, paper.Fields{Rows: []paper.Field{
		{Label: p.w.Text("column.place"), Value: p.place(f.Place)},
		{Label: p.w.Text("fuel.there"), Value: p.litres(f.Stock)},
		{Label: p.w.Text("fuel.given"), Value: p.litres(given)},
		{Label: p.w.Text("fuel.served"), Value: p.number(int64(cars))},
	}})
	p.heading("fuel.rules")
	p.add(paper.Numbered{Items: p.texts("fuel", 4)})
	p.byDay(len(list), func(i int) unit.Second { return list[i].From }, func(first, end int) paper.Table { return p.filling(point, list, first, end) })
	return p.pdf(title, b.end())
}

// filling is a row for each slot that fills at a point, from the first to before the end.
func (p *page) filling(point int, list []convoy.Filling, first, end int) paper.Table {
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.hour"), 2), words(p.w.Text("column.place"), 2.4), numbers(p.w.Text("column.cars"), 1.1),
		numbers(p.w.Text("column.litres_each"), 1.4), numbers(p.w.Text("column.litres"), 1.3), numbers(p.w.Text("column.litres_left"), 1.4),
		blank(p.w.Text("column.counted"), 1.4),
	}}
	for i := first; i < end; i++ {
		x := &list[i]
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.span(convoy.Point{First: x.From, Last: x.To}), p.place(x.Place), p.number(int64(x.Slot.Vehicles)),
			strconv.FormatFloat(x.Slot.Fill.Litres(), 'f', 2, 64), i18n.Tenths((x.Slot.Fill * unit.Millilitre(x.Slot.Vehicles)).Litres()),
			i18n.Tenths(convoy.LeftAt(p.Scenario, point, list, x.To).Litres()), "",
		}})
	}
	return table
}

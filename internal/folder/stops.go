package folder

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/unit"
)

// at reads the place that something stands on, and its name, which is that of the place where none
// is given.
func (b *builder) at(rows *records, row int) (place int, name string) {
	name = b.text(rows.cell(row, "name"))
	place, known := b.reference(rows.cell(row, "place"), "places")
	if known {
		name = cmp.Or(name, b.scenario.Places[place].Name)
	}
	return place, name
}

// readSites reads every row of the table of sites.
func (b *builder) readSites() {
	rows := b.table("sites")
	for i := range rows.len() {
		kind, _ := b.choice(rows.cell(i, "kind"))
		heated, _ := b.choice(rows.cell(i, "heated"))
		s := people.Site{
			ID: rows.table.Text(i, "id"), Kind: people.SiteKind(kind), Capacity: amount[unit.Person](b, rows.cell(i, "capacity")),
			Covered: amount[int64](b, rows.cell(i, "covered_m2")), Water: amount[int64](b, rows.cell(i, "water_litres_day")),
			Toilets: amount[int64](b, rows.cell(i, "toilets")), Meals: b.meals(rows.cell(i, "meals_day")),
			Heated: heated == "yes", Note: b.text(rows.cell(i, "note")),
		}
		s.Place, s.Name = b.at(rows, i)
		s.Names = b.names(rows, i)
		b.scenario.Sites = append(b.scenario.Sites, s)
	}
}

// readFuelPoints reads every row of the table of fuel points, and their deliveries; point i is row
// i. Where fuel is planned, places that say nothing take the assumption.
func (b *builder) readFuelPoints() {
	rows := b.table("fuel_points")
	for i := range rows.len() {
		p := people.FuelPoint{
			ID: rows.table.Text(i, "id"), Stock: b.litres(rows.cell(i, "litres")), Ration: b.litres(rows.cell(i, "ration_litres")),
			Note: b.text(rows.cell(i, "note")),
		}
		p.Place, p.Name = b.at(rows, i)
		p.Names = b.names(rows, i)
		p.Rate, _ = b.rate(rows.cell(i, "rate"))
		p.From, p.To = b.available(rows, i)
		b.scenario.FuelPoints = append(b.scenario.FuelPoints, p)
	}
	b.readDeliveries()
	if !b.scenario.HasFuel() {
		return
	}
	for i := range b.scenario.Places {
		if p := &b.scenario.Places[i]; p.People.High > 0 && !p.HasTanks {
			b.assumed("litres_in_tank")
			return
		}
	}
}

// litres reads an amount of fuel; empty is none.
func (b *builder) litres(c cell) unit.Millilitre {
	v, _ := b.number(c)
	return unit.Millilitre(thousandths(v))
}

// readDeliveries reads what comes to fuel points, and puts each point's deliveries in order.
func (b *builder) readDeliveries() {
	rows := b.table("fuel_deliveries")
	for i := range rows.len() {
		cell := rows.cell(i, "at")
		point, known := b.reference(rows.cell(i, "point"), "fuel_points")
		at := b.since(cell, "It is after the horizon, so it has no effect.")
		amount := b.litres(rows.cell(i, "litres"))
		if !known {
			continue
		}
		p := &b.scenario.FuelPoints[point]
		if at >= p.To && at < b.scenario.Horizon {
			b.outside(cell, "The fuel point is shut for good by then, so it has no effect.")
		}
		p.Deliveries = append(p.Deliveries, people.Delivery{At: at, Amount: amount})
	}
	for i := range b.scenario.FuelPoints {
		slices.SortStableFunc(b.scenario.FuelPoints[i].Deliveries, func(x, y people.Delivery) int { return cmp.Compare(x.At, y.At) })
	}
}

// meals reads hot meals a day: a written 0 means that it is known that there are none.
func (b *builder) meals(c cell) int64 {
	n, given := b.whole(c)
	if given && n == 0 {
		return -1
	}
	return n
}

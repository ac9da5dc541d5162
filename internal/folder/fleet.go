package folder

import (
	"fmt"

	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// readFleet reads every row of the table of the fleet.
func (b *builder) readFleet() {
	rows := b.table("fleet")
	for i := range rows.len() {
		kind, known := b.choice(rows.cell(i, "kind"))
		f := people.Fleet{
			ID: rows.table.Text(i, "id"), Kind: people.VehicleKind(kind), Count: amount[int](b, rows.cell(i, "count")),
			Range: b.metres(rows.cell(i, "range_km")), Note: b.text(rows.cell(i, "note")),
		}
		f.Depot, _ = b.reference(rows.cell(i, "depot"), "places")
		f.From, f.To = b.available(rows, i)
		b.duty(rows, i, &f)
		before := len(b.problems.List)
		b.fillFleet(rows, i, &f)
		if known && len(b.problems.List) == before && f.Places == (people.Need{}) {
			b.add(problem.FleetNoPlaces, rows.where(i), f.ID)
		}
		b.scenario.Fleet = append(b.scenario.Fleet, f)
	}
}

// available reads from and to of what is not there before the start.
func (b *builder) available(rows *records, row int) (from, to unit.Second) {
	from, to = b.window(rows.cell(row, "from"), rows.cell(row, "to"))
	return max(0, from), max(0, to)
}

// duty reads how long crews work and rest.
func (b *builder) duty(rows *records, row int, f *people.Fleet) {
	rest := rows.cell(row, "rest_hours")
	f.Duty = seconds(b.orAssumed(rows.cell(row, "crew_hours"), "crew_hours", 0))
	if f.Duty > 0 {
		f.Rest = seconds(b.orAssumed(rest, "rest_hours", 0))
		return
	}
	if _, given := b.number(rest); given {
		b.add(problem.ValueUnused, rest.where, rest.text, "crews take turns where crew_hours is 0")
	}
}

// fillFleet reads what follows from the kind where nothing else is given.
func (b *builder) fillFleet(rows *records, row int, f *people.Fleet) {
	type assumptions struct{ seats, stretchers, cars, litres string }
	of := map[people.VehicleKind]assumptions{
		people.Bus:       {"bus_seats", "", "bus_cars", "bus_litres_per_100_km"},
		people.Minibus:   {"minibus_seats", "", "", "minibus_litres_per_100_km"},
		people.Truck:     {"truck_seats", "", "truck_cars", "truck_litres_per_100_km"},
		people.Ambulance: {"ambulance_seats", "ambulance_stretchers", "", "minibus_litres_per_100_km"},
	}[f.Kind]
	f.Places = people.Need{
		Seats:       int(b.orAssumed(rows.cell(row, "seats"), of.seats, 0)),
		Wheelchairs: amount[int](b, rows.cell(row, "wheelchairs")),
		Stretchers:  int(b.orAssumed(rows.cell(row, "stretchers"), of.stretchers, 0)),
	}
	f.Places.Seats -= f.Places.Seats * int(b.assumed("luggage_seats")) / 100
	f.Weight = unit.Vehicle(b.orAssumed(rows.cell(row, "cars"), of.cars, 1))
	f.PerKilometre = thousandths(b.orAssumed(rows.cell(row, "litres_per_100_km"), of.litres, 0) / 100)
}

// orAssumed reads a number, or takes the assumption for an empty cell, or otherwise where no
// assumption is named.
func (b *builder) orAssumed(c cell, assumption string, otherwise float64) float64 {
	v, given := b.number(c)
	switch {
	case given:
		return v
	case c.text == "" && assumption != "":
		return b.assumed(assumption)
	}
	return otherwise
}

// readRelief reads every row of the table of relief lorries.
func (b *builder) readRelief() {
	rows := b.table("relief")
	for i := range rows.len() {
		item, _ := b.choice(rows.cell(i, "item"))
		r := people.Relief{
			ID: rows.table.Text(i, "id"), Item: people.Item(item), Lorries: amount[int](b, rows.cell(i, "lorries")),
			PersonDays: amount[unit.Person](b, rows.cell(i, "person_days")), Note: b.text(rows.cell(i, "note")),
		}
		r.Depot, _ = b.reference(rows.cell(i, "depot"), "places")
		r.Place, _ = b.reference(rows.cell(i, "place"), "places")
		r.From = b.since(rows.cell(i, "from"), "It is after the horizon, so they bring nothing.")
		r.Weight = unit.Vehicle(b.orAssumed(rows.cell(i, "cars"), "truck_cars", 1))
		b.scenario.Relief = append(b.scenario.Relief, r)
	}
}

// readStocks reads every row of the table of stocks.
func (b *builder) readStocks() {
	rows := b.table("stocks")
	lines := map[people.Stock]int{} // by place and item
	for i := range rows.len() {
		cell := rows.cell(i, "item")
		item, known := b.choice(cell)
		place, found := b.reference(rows.cell(i, "place"), "places")
		s := people.Stock{Place: place, Item: people.Item(item)}
		if first, twice := lines[s]; twice {
			b.add(problem.StockTwice, cell.where, cell.text, fmt.Sprint(first), fmt.Sprint(rows.line(i)))
		} else if known && found {
			lines[s] = rows.line(i)
		}
		days, _ := b.number(rows.cell(i, "days"))
		s.Lasts, s.Note = seconds(24*days), b.text(rows.cell(i, "note"))
		b.scenario.Stocks = append(b.scenario.Stocks, s)
	}
}

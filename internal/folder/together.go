package folder

import (
	"fmt"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// checkTogether reports what no single row shows. It looks only at tables that were read.
func (b *builder) checkTogether() {
	b.checkShared()
	b.checkPeople()
	b.checkReceptions()
	b.checkConnected()
	b.checkRates()
	b.checkCounts()
	b.checkFleet()
	b.checkSupplies()
	b.checkPaths()
}

// checkShared reports ids that roads, gates, receptions, fuel points and paths have in common:
// results name all of them by id alone.
func (b *builder) checkShared() {
	type owner struct {
		record string
		line   int
	}
	owners := map[string]owner{}
	for _, name := range []string{"roads", "gates", "receptions", "fuel_points", "paths"} {
		rows := b.table(name)
		for i := range rows.len() {
			id := rows.table.Text(i, "id")
			first, shared := owners[id]
			if id == "" || shared && first.record == rows.kind.Record {
				continue
			}
			if shared {
				b.add(problem.IDShared, rows.table.Where(i, "id"), id, first.record, fmt.Sprint(first.line))
				continue
			}
			owners[id] = owner{rows.kind.Record, rows.line(i)}
		}
	}
}

func (b *builder) checkPeople() {
	rows := b.table("places")
	if rows == nil {
		return
	}
	var most unit.Person
	written := false
	for i := range b.written() {
		most += b.scenario.Places[i].People.High
		people := rows.cell(i, "people")
		n, reason := sheet.Whole(people.text, people.decimal)
		written = written || people.text != "" && (reason != sheet.Accepted || n != 0)
	}
	where := problem.Where{File: rows.table.File, Column: "people"}
	if !written {
		b.add(problem.PeopleNone, where, "")
	}
	if most > schema.MostPeople {
		b.add(problem.PeopleTooMany, where, "", grouped(float64(most)), grouped(schema.MostPeople))
	}
}

func (b *builder) checkReceptions() {
	if rows := b.table("receptions"); rows != nil && rows.len() == 0 {
		b.add(problem.ReceptionNone, problem.Where{File: rows.table.File}, "")
	}
}

// checkConnected warns of places with people, and of depots, that nothing leads from.
func (b *builder) checkConnected() {
	rows := b.table("places")
	if rows == nil || b.table("roads") == nil {
		return
	}
	joined := make([]bool, len(b.scenario.Places))
	for i := range b.scenario.Roads {
		r := &b.scenario.Roads[i]
		if r.From != r.To {
			joined[r.From] = true
			joined[r.To] = joined[r.To] || !r.OneWay
		}
	}
	for _, name := range []string{"fleet", "relief"} {
		rows := b.table(name)
		for i := range rows.len() {
			depot := rows.cell(i, "depot")
			if at, known := b.placeOf(depot.text); known && !joined[at] {
				b.add(problem.DepotNoRoad, depot.where, depot.text, b.scenario.Places[at].Name)
			}
		}
	}
	if b.table("receptions") == nil {
		return
	}
	for i := range b.scenario.Receptions {
		if len(joined) > 0 {
			joined[b.scenario.Receptions[i].Place] = true
		}
	}
	for i, p := range b.written() {
		if p.People.High > 0 && !joined[i] {
			b.add(problem.PlaceNoRoad, rows.where(i), p.ID, p.Name)
		}
	}
}

// checkRates keeps the sum of all stages over the horizon exact, those of people on foot and of fuel
// points too; see schema.MostThroughput.
func (b *builder) checkRates() {
	sum := float64(0)
	add := func(rate unit.Rate) { sum += float64(rate) * float64(b.scenario.Horizon) }
	for i := range b.scenario.Roads {
		add(2 * b.scenario.Roads[i].Capacity)
	}
	for i := range b.scenario.Gates {
		most := b.scenario.Gates[i].Rate
		for _, change := range b.scenario.Gates[i].Changes {
			most = max(most, change.Rate)
		}
		add(most)
		add(b.scenario.Gates[i].OnFoot)
	}
	for i := range b.scenario.FuelPoints {
		add(b.scenario.FuelPoints[i].Rate)
	}
	for i := range b.scenario.Paths {
		add(b.scenario.Paths[i].Rate)
	}
	for i := range b.scenario.Receptions {
		add(b.scenario.Receptions[i].Rate)
	}
	if sum >= schema.MostThroughput {
		b.add(problem.RatesTooMany, problem.Where{File: settingsFile, Column: "horizon"}, b.setting("horizon").text)
	}
}

package folder

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/folder/schema"
	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// readPlaces reads every row of the table of places; place i is row i.
func (b *builder) readPlaces() {
	rows := b.table("places")
	for i := range rows.len() {
		p := people.Place{
			ID:      rows.table.Text(i, "id"),
			Name:    b.text(rows.cell(i, "name")),
			Names:   b.names(rows, i),
			Aliases: b.list(rows.cell(i, "aliases")),
			People:  b.population(rows, i),
			Note:    b.text(rows.cell(i, "note")),
		}
		b.locate(rows, i, &p)
		b.fillVehicles(rows, i, &p)
		p.Ready = b.readiness(rows, i)
		priority, _ := b.whole(rows.cell(i, "priority"))
		p.Priority = int(priority)
		litres, known := b.number(rows.cell(i, "fuel_litres"))
		p.Tanks, p.HasTanks = unit.Millilitre(thousandths(litres)), known
		b.scenario.Places = append(b.scenario.Places, p)
	}
}

// names reads the columns name_<language>.
func (b *builder) names(rows *records, row int) []people.Name {
	var out []people.Name
	for _, column := range rows.table.Columns {
		if !strings.HasPrefix(column, schema.NamePrefix) || !schema.IsNameColumn(column) {
			continue
		}
		if text := b.text(rows.cell(row, column)); text != "" {
			out = append(out, people.Name{Language: strings.TrimPrefix(column, schema.NamePrefix), Text: text})
		}
	}
	return out
}

// readNoticeLanguages reads in which languages notices name places. There must be names in them.
func (b *builder) readNoticeLanguages() {
	c := b.setting("notice_languages")
	var known []string
	for i := range b.scenario.Places {
		for _, name := range b.scenario.Places[i].Names {
			if !slices.Contains(known, name.Language) {
				known = append(known, name.Language)
			}
		}
	}
	for _, code := range b.list(c) {
		if !slices.Contains(known, code) && b.sound("places") {
			b.add(problem.ValueChoice, c.where, code, orList(known)+", the languages that places have names in")
			continue
		}
		b.scenario.NoticeLanguages = append(b.scenario.NoticeLanguages, code)
	}
}

func (b *builder) locate(rows *records, row int, p *people.Place) {
	latitude, longitude := rows.cell(row, "lat"), rows.cell(row, "lon")
	switch {
	case latitude.text == "" && longitude.text != "":
		b.add(problem.CoordinateHalf, longitude.where, longitude.text, "lat")
	case latitude.text != "" && longitude.text == "":
		b.add(problem.CoordinateHalf, latitude.where, latitude.text, "lon")
	}
	lat, hasLat := b.number(latitude)
	lon, hasLon := b.number(longitude)
	if hasLat && hasLon {
		p.Lat, p.Lon, p.Located = lat, lon, true
	}
}

// population reads the three numbers of people. A single one stands for all three; an override
// of the one in the middle widens the range where it leaves it.
func (b *builder) population(rows *records, row int) people.Population {
	cells := [3]cell{rows.cell(row, "people_low"), rows.cell(row, "people"), rows.cell(row, "people_high")}
	if cells[1].text == "" && (cells[0].text != "" || cells[2].text != "") {
		b.add(problem.ValueMissing, cells[1].where, "", cells[1].field.Hint())
	}
	var numbers [3]int64
	var given [3]bool
	good := true
	for i, c := range cells {
		numbers[i], given[i] = b.whole(c)
		good = good && (given[i] || c.text == "")
	}
	if !good || !given[1] {
		return people.Population{}
	}
	low, used, high := numbers[0], numbers[1], numbers[2]
	widen := rows.overridden(row, "people")
	if !given[0] || widen && low > used && !rows.overridden(row, "people_low") {
		low = used
	}
	if !given[2] || widen && high < used && !rows.overridden(row, "people_high") {
		high = used
	}
	if low > used || used > high {
		wrong := cells[2]
		if low > used {
			wrong = cells[0]
		}
		b.add(problem.PeopleOrder, wrong.where, wrong.text, fmt.Sprint(low), fmt.Sprint(used), fmt.Sprint(high))
		return people.Population{}
	}
	return people.Population{Low: unit.Person(low), Used: unit.Person(used), High: unit.Person(high)}
}

// fillVehicles reads how many vehicles there are, or how many people ride in one.
func (b *builder) fillVehicles(rows *records, row int, p *people.Place) {
	vehicles, perVehicle := rows.cell(row, "vehicles"), rows.cell(row, "people_per_vehicle")
	n, counted := b.whole(vehicles)
	p.Vehicles = unit.Vehicle(n)
	each, given := b.number(perVehicle)
	switch {
	case given:
	case counted || p.People.High == 0: // the number decides nothing
		each = b.scenario.Assumption("people_per_vehicle")
	default:
		each = b.assumed("people_per_vehicle")
	}
	p.PerVehicle = people.Occupancy(thousandths(each))
	if !counted {
		p.Vehicles = 0
		return
	}
	if perVehicle.text != "" {
		b.add(problem.ValueUnused, perVehicle.where, perVehicle.text, "the vehicles were counted")
	}
	if int64(p.People.Used) > n*schema.Crowded {
		b.add(problem.VehiclesCrowded, vehicles.where, vehicles.text,
			fmt.Sprint(p.People.Used), fmt.Sprint(n), fmt.Sprint(schema.Crowded))
	}
}

// readiness reads when people are ready to leave. An S-curve that began before the start is
// read on from there; where half are ready by then, the others count as if half were ready just
// after the start.
func (b *builder) readiness(rows *records, row int) people.Readiness {
	var out people.Readiness
	from, half, slope := rows.cell(row, "ready_from"), rows.cell(row, "ready_half_hours"), rows.cell(row, "ready_slope")
	at, _ := b.moment(from)
	out.From = max(0, at)
	switch {
	case at < 0:
		b.outside(from, "It is before the start; who is ready by then leaves from the start on.")
	case b.scenario.Horizon > 0 && at >= b.scenario.Horizon:
		b.outside(from, "It is after the horizon, so nobody from here can leave.")
	}
	hours, curved := b.number(half)
	steepness, steep := b.number(slope)
	if !curved || hours == 0 {
		if steep {
			b.add(problem.ValueUnused, slope.where, slope.text, "there is no ready_half_hours")
		}
		return out
	}
	if !steep {
		steepness = b.assumed("ready_slope")
	}
	out.Half = max(1, unit.Second(thousandths(hours)*int64(unit.Hour)/1000)+min(0, at))
	out.Slope = thousandths(steepness)
	return out
}

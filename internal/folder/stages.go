package folder

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/folder/schema"
	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// readRoads reads every row of the table of roads; road i is row i.
func (b *builder) readRoads() {
	rows := b.table("roads")
	for i := range rows.len() {
		r := roads.Road{
			ID:         rows.table.Text(i, "id"),
			Name:       b.text(rows.cell(i, "name")),
			Hours:      b.hours(rows.cell(i, "hours")),
			Status:     roads.Open,
			OneWay:     b.direction(rows.cell(i, "direction")) == roads.Forward,
			Note:       b.text(rows.cell(i, "note")),
			Confidence: b.text(rows.cell(i, "confidence")),
		}
		r.From, r.To = b.ends(rows, i)
		b.roadMeasures(rows, i, &r)
		if status, ok := b.choice(rows.cell(i, "status")); ok {
			r.Status = roads.Status(status)
		}
		b.scenario.Roads = append(b.scenario.Roads, r)
	}
}

// ends reads the two places of a road or path.
func (b *builder) ends(rows *records, row int) (from, to int) {
	end := rows.cell(row, "to")
	from, knownFrom := b.reference(rows.cell(row, "from"), "places")
	to, knownTo := b.reference(end, "places")
	if knownFrom && knownTo && from == to {
		b.add(problem.RoadLoop, end.where, end.text)
	}
	return from, to
}

// roadMeasures reads length, class and what follows from the class where nothing else is given.
func (b *builder) roadMeasures(rows *records, row int, r *roads.Road) {
	r.Length = b.metres(rows.cell(row, "length_km"))
	r.Climb = amount[unit.Metre](b, rows.cell(row, "climb_m"))
	r.Descent = amount[unit.Metre](b, rows.cell(row, "descent_m"))
	r.Lanes = 1
	if lanes, ok := b.whole(rows.cell(row, "lanes")); ok {
		r.Lanes = int(lanes)
	}
	speed, hasSpeed := b.number(rows.cell(row, "speed_kmh"))
	r.Capacity, r.Given = b.rate(rows.cell(row, "capacity"))
	class, ok := b.choice(rows.cell(row, "class"))
	if !ok {
		return
	}
	r.Class = roads.Class(class)
	if !hasSpeed {
		speed = b.assumed("speed_" + assumptionOf(r.Class))
	}
	r.Speed = unit.MetrePerHour(thousandths(speed))
	if !r.Given {
		r.Capacity = unit.Rate(thousandths(b.assumed("capacity_"+assumptionOf(r.Class)) * float64(r.Lanes)))
	}
}

// assumptionOf returns the part of an assumption's name that stands for a class.
func assumptionOf(class roads.Class) string {
	return map[roads.Class]string{
		roads.PavedMain: "paved_main", roads.PavedSecondary: "paved_secondary", roads.Gravel: "gravel",
	}[class]
}

// readGates reads every row of the table of gates, and their changes; gate i is row i.
func (b *builder) readGates() {
	rows := b.table("gates")
	at := map[int]int{}
	for i := range rows.len() {
		g := roads.Gate{
			ID:    rows.table.Text(i, "id"),
			Name:  b.text(rows.cell(i, "name")),
			Hours: b.hours(rows.cell(i, "hours")),
			Note:  b.text(rows.cell(i, "note")),
		}
		place := rows.cell(i, "place")
		if p, ok := b.reference(place, "places"); ok {
			if first, twice := at[p]; twice {
				b.add(problem.GateTwice, place.where, place.text, b.scenario.Gates[first].ID, fmt.Sprint(rows.line(first)))
			} else {
				at[p] = i
			}
			g.Place = p
			g.Name = cmp.Or(g.Name, b.scenario.Places[p].Name)
		}
		b.gateRate(rows, i, &g)
		g.Quota = amount[unit.Vehicle](b, rows.cell(i, "quota_per_day"))
		g.OnFoot, _ = b.rate(rows.cell(i, "people_per_hour"))
		b.scenario.Gates = append(b.scenario.Gates, g)
	}
	b.readChanges()
}

// gateRate reads the rate of a gate: given, or booths over the seconds each vehicle takes.
func (b *builder) gateRate(rows *records, row int, g *roads.Gate) {
	given, booths, seconds := rows.cell(row, "rate"), rows.cell(row, "booths"), rows.cell(row, "seconds_per_vehicle")
	if given.where.File == setFile && given.text != "" && b.changesOf(g.ID) > 0 {
		b.add(problem.SetKept, given.where, given.text, fmt.Sprint(b.changesOf(g.ID)))
	}
	where := rows.where(row)
	refuse := func(what string) { b.add(problem.GateRate, where, g.ID, what, grouped(schema.MostRate)) }
	switch {
	case given.text != "" && (booths.text != "" || seconds.text != ""):
		refuse("The gate has both a rate and booths.")
	case given.text != "":
		g.Rate, _ = b.rate(given)
	case booths.text == "" && seconds.text == "":
		refuse("The gate has no rate.")
	case booths.text == "":
		refuse("The gate has seconds_per_vehicle, but no booths.")
	case seconds.text == "":
		refuse("The gate has booths, but no seconds_per_vehicle.")
	default:
		n, hasBooths := b.whole(booths)
		each, hasSeconds := b.number(seconds)
		if !hasBooths || !hasSeconds {
			return
		}
		g.Booths, g.Service = int(n), unit.Millisecond(thousandths(each))
		g.Rate = unit.Rate(n * int64(unit.VehiclePerHour) * int64(unit.Hour) * 1000 / int64(g.Service))
		if g.Rate > schema.MostRate*unit.VehiclePerHour {
			refuse("The booths pass more than is believed.")
		}
	}
}

// changesOf counts the rows that change a gate.
func (b *builder) changesOf(id string) int {
	n, rows := 0, b.table("gate_changes")
	for i := range rows.len() {
		if rows.table.Text(i, "gate") == id {
			n++
		}
	}
	return n
}

// readChanges reads what gates pass from a moment on, and puts each gate's changes in order.
func (b *builder) readChanges() {
	rows := b.table("gate_changes")
	type key struct {
		gate int
		from unit.Second
	}
	lines := map[key]int{}
	for i := range rows.len() {
		from := rows.cell(i, "from")
		gate, known := b.reference(rows.cell(i, "gate"), "gates")
		at, timed := b.moment(from)
		rate, rated := b.rate(rows.cell(i, "rate"))
		if !known || !timed || !rated {
			continue
		}
		if first, twice := lines[key{gate, at}]; twice {
			b.add(problem.ChangeTwice, from.where, from.text, fmt.Sprint(first), fmt.Sprint(rows.line(i)))
			continue
		}
		lines[key{gate, at}] = rows.line(i)
		switch {
		case at < 0:
			b.outside(from, "It is before the start; the rate holds from the start, unless a later change replaces it.")
		case b.scenario.Horizon > 0 && at >= b.scenario.Horizon:
			b.outside(from, "It is after the horizon, so it has no effect.")
		}
		changes := &b.scenario.Gates[gate].Changes
		*changes = append(*changes, roads.GateChange{From: at, Rate: rate})
	}
	for g := range b.scenario.Gates {
		slices.SortFunc(b.scenario.Gates[g].Changes, func(x, y roads.GateChange) int { return cmp.Compare(x.From, y.From) })
	}
}

// readReceptions reads every row of the table of receptions.
func (b *builder) readReceptions() {
	rows := b.table("receptions")
	for i := range rows.len() {
		r := people.Reception{
			ID: rows.table.Text(i, "id"), Capacity: amount[unit.Person](b, rows.cell(i, "capacity")), Note: b.text(rows.cell(i, "note")),
		}
		r.Place, _ = b.reference(rows.cell(i, "place"), "places")
		r.Rate, _ = b.rate(rows.cell(i, "rate"))
		b.scenario.Receptions = append(b.scenario.Receptions, r)
	}
}

// readPaths reads every row of the table of ways on foot.
func (b *builder) readPaths() {
	rows := b.table("paths")
	for i := range rows.len() {
		p := roads.Path{
			ID: rows.table.Text(i, "id"), Length: b.metres(rows.cell(i, "length_km")), Posts: b.metres(rows.cell(i, "posts_km")),
			Hours: b.hours(rows.cell(i, "hours")), Note: b.text(rows.cell(i, "note")),
		}
		p.From, p.To = b.ends(rows, i)
		p.Rate, _ = b.rate(rows.cell(i, "people_per_hour"))
		b.scenario.Paths = append(b.scenario.Paths, p)
	}
}

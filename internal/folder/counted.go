package folder

import (
	"maps"
	"math"
	"slices"
	"strings"

	"wayout/internal/folder/schema"
	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// checkCounts reports places with more people in classes and institutions than they have, or more
// who cannot go by car than there are. What only the rounding of shares adds does not count.
func (b *builder) checkCounts() {
	rows := b.table("places")
	if rows == nil {
		return
	}
	inside := make([]int64, len(b.scenario.Places)) // institutions
	for i := range b.scenario.Institutions {
		if in := &b.scenario.Institutions[i]; len(inside) > 0 {
			inside[in.Place] = min(inside[in.Place]+int64(in.People()), 2*schema.MostPeople)
		}
	}
	for i := range b.written() {
		counts := &b.scenario.Places[i].Counts
		var all, fleet unit.Person
		for c, n := range counts.Class {
			all += n
			if people.Class(c).NeedsFleet() {
				fleet += n
			}
		}
		if b.checkFits(rows, i, inside[i], int64(all), "in classes and institutions") {
			b.checkFits(rows, i, inside[i], int64(fleet+counts.NoCar+counts.Stays),
				"without a car, staying, or in institutions and classes that need the fleet")
		}
	}
}

// checkFits reports, and then returns false, where counts leave the people of a place: the used
// ones, for which they are given, or the fewest. Institutions stay as they are at every population,
// all other counts are shares of it.
func (b *builder) checkFits(rows *records, place int, inside, counted int64, what string) bool {
	p, written := &b.scenario.Places[place], rows.cell(place, "people").text
	used := int64(p.People.Used)
	if used == 0 && strings.Trim(written, "0") != "" {
		return true // the people could not be read, which is reported
	}
	for _, level := range []struct {
		column, words string
		n             int64
	}{{"people", "", used}, {"people_low", " at people_low", int64(p.People.Low)}} {
		exact := max(0, counted-int64(b.rounded[place]))
		if inside*used+exact*level.n <= level.n*used && (used > 0 || inside+counted == 0) {
			continue
		}
		sum := inside + counted
		if used > 0 {
			sum = inside + counted*level.n/used
		}
		c := rows.cell(place, level.column)
		b.add(problem.PeopleCounted, c.where, c.text, p.Name,
			grouped(float64(level.n))+" people"+level.words, grouped(float64(sum)), what)
		return false
	}
	return true
}

// sound reports whether tables that a check compares were all read without a fault, if the
// scenario names them at all.
func (b *builder) sound(names ...string) bool {
	for _, name := range names {
		if b.unread(name) {
			return false
		}
	}
	return !b.problems.HasErrors()
}

// checkFleet warns of people who need a vehicle of the fleet when there is none that takes them.
func (b *builder) checkFleet() {
	if !b.sound("places", "classes", "institutions", "fleet") {
		return
	}
	waiting := map[string]unit.Person{}
	var sum unit.Person
	for i := range b.scenario.Places {
		groups := b.scenario.Travel(i, people.Used, 0).Groups
		for g := range groups {
			sum += groups[g].People
			if !b.taken(groups[g].Need(0, 1)) {
				waiting[partyName(&groups[g])] += groups[g].People
			}
		}
	}
	where := problem.Where{File: settingsFile, Column: "files.fleet"}
	if rows := b.table("fleet"); rows != nil {
		where = problem.Where{File: rows.table.File}
	}
	if none := !b.taken(people.Need{}); none && sum > 0 {
		b.add(problem.FleetNone, where, "", grouped(float64(sum)))
		return
	}
	for _, who := range slices.Sorted(maps.Keys(waiting)) {
		b.add(problem.ClassNoVehicle, where, "", who, grouped(float64(waiting[who])))
	}
}

// partyName says who a party is.
func partyName(g *people.Group) string {
	switch {
	case g.Class.NeedsFleet():
		return "somebody of the class " + g.Class.String()
	case g.Institution >= 0:
		return "residents of an institution"
	}
	return "a household without a car"
}

// taken reports whether a vehicle of the fleet takes a party.
func (b *builder) taken(need people.Need) bool {
	for i := range b.scenario.Fleet {
		if f := &b.scenario.Fleet[i]; f.Count > 0 && need.FitsIn(f.Places) {
			return true
		}
	}
	return false
}

// checkSupplies warns of what supplies nobody: fuel points without fuel, relief for a place without
// stocks, sites without room.
func (b *builder) checkSupplies() {
	s := b.scenario
	for i, p := range s.FuelPoints {
		if p.Stock == 0 && len(p.Deliveries) == 0 && b.sound("fuel_deliveries") {
			b.add(problem.FuelNone, b.table("fuel_points").where(i), p.ID)
		}
	}
	stocked := map[int]bool{}
	for _, stock := range s.Stocks {
		stocked[stock.Place] = true
	}
	for i, r := range s.Relief {
		if place := b.table("relief").cell(i, "place"); !stocked[r.Place] && b.sound("stocks", "places") {
			b.add(problem.ReliefNoStock, place.where, place.text, s.Places[r.Place].Name)
		}
	}
	room := false
	for i, site := range s.Sites {
		serves := site.Kind == people.Holding || site.Kind == people.Overnight
		if serves && site.Capacity == 0 {
			b.add(problem.SiteNoCapacity, b.table("sites").cell(i, "capacity").where, "")
		}
		room = room || serves && site.Capacity > 0
	}
	if c := b.setting("safe_to_stop"); s.SafeToStop > 0 && !room && b.sound("sites") {
		b.add(problem.SafeNoSite, c.where, c.text)
	}
}

// checkPaths warns of paths that are shorter than they can be, or too long for anybody.
func (b *builder) checkPaths() {
	rows := b.table("paths")
	most := b.scenario.Assumption("foot_day_km")
	for i := range b.scenario.Paths {
		p := &b.scenario.Paths[i]
		if p.Length == 0 || p.From == p.To {
			continue
		}
		length, c := float64(p.Length)/1000, rows.cell(i, "length_km")
		from, to := &b.scenario.Places[p.From], &b.scenario.Places[p.To]
		if apart := straight(from, to); from.Located && to.Located && apart > slack*length {
			b.add(problem.PathShort, c.where, c.text, plain(length), plain(math.Round(apart*10)/10))
		}
		if length > most {
			b.add(problem.PathLong, c.where, c.text, plain(length), plain(most))
		}
	}
}

// slack allows for positions and lengths that are rounded.
const slack = 1.05

// straight returns the kilometres between two places on a sphere.
func straight(a, b *people.Place) float64 {
	const radius, degree = 6371, math.Pi / 180
	up := math.Sin((b.Lat - a.Lat) * degree / 2)
	along := math.Sin((b.Lon - a.Lon) * degree / 2)
	return 2 * radius * math.Asin(min(1, math.Sqrt(up*up+math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*along*along)))
}

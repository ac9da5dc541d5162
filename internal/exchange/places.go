package exchange

import (
	"slices"
	"strings"

	"wayout/internal/people"
	"wayout/internal/scenario"
)

// PlacesCSV returns places.csv: a row for every place with its names, its position, its people by
// class where they were counted, and how many of them the plan serves.
func PlacesCSV(r Request) []byte {
	b := newBrief(r)
	return b.csv(b.places())
}

// places is a row for every place.
func (b *brief) places() table {
	s := b.Scenario
	languages, classes := languagesOf(s), countedClasses(s)
	t := table{columns: columns("place_id #loc+code", "name #loc+name")}
	for _, code := range languages {
		t.columns = append(t.columns, column{"name_" + code, "#loc+name+i_" + attribute(code)})
	}
	t.columns = slices.Concat(t.columns, columns("lat #geo+lat", "lon #geo+lon", "people_low #population+min",
		"people #population+used", "people_high #population+max"), classColumns(classes),
		columns("no_car #inneed+ind+no_car", "planned_for #meta+population",
			"stay #population+ind+stay", "served #targeted+ind", "not_served #inneed+ind+not_served", "reason #x_reason",
			"reception_ids #loc+code+dest"))
	if b.Level.Hours() {
		t.columns = append(t.columns, columns("first_departure #date+start", "last_departure #date+end")...)
	}
	for i := range s.Places {
		if !s.Places[i].Junction {
			t.add(b.placeRow(i, languages, classes)...)
		}
	}
	return t
}

// placeRow returns the cells of one place.
func (b *brief) placeRow(i int, languages []string, classes []people.Class) []any {
	p, town := &b.Scenario.Places[i], &b.towns[i]
	row := []any{p.ID, p.Name}
	for _, code := range languages {
		var cell any
		if name, known := people.NameIn(p.Names, code); known {
			cell = name
		}
		row = append(row, cell)
	}
	var lat, lon any
	if p.Located {
		lat, lon = degrees(p.Lat), degrees(p.Lon)
	}
	row = append(row, lat, lon, b.count(int64(p.People.Low)), b.count(int64(p.People.Used)), b.count(int64(p.People.High)))
	counts := p.At(b.Plan.Level)
	for _, class := range classes {
		row = append(row, b.count(int64(counts.Class[class])))
	}
	row = append(row, b.count(int64(counts.NoCar)), b.Plan.Level.String())
	row = append(row, b.counts(town)...)
	row = append(row, strings.Join(town.reasons, "; "), strings.Join(b.receptionIDs(town), " "))
	if b.Level.Hours() {
		first, last := extent(town.departs)
		row = append(row, first, last)
	}
	return row
}

// receptionIDs returns where people of a town are received, in the order of the scenario.
func (b *brief) receptionIDs(t *town) []string {
	var out []string
	for _, r := range slices.Sorted(slices.Values(t.receptions)) {
		out = append(out, b.Scenario.Receptions[r].ID)
	}
	return out
}

// countedClasses returns the classes that anybody is counted in.
func countedClasses(s *scenario.Scenario) []people.Class {
	var out []people.Class
	for _, class := range people.Classes {
		counted := func(p people.Place) bool { return p.Counts.Class[class] > 0 }
		if class != people.Walks && slices.ContainsFunc(s.Places, counted) {
			out = append(out, class)
		}
	}
	return out
}

// languagesOf returns the languages in which places have names.
func languagesOf(s *scenario.Scenario) []string {
	var out []string
	for i := range s.Places {
		for _, name := range s.Places[i].Names {
			out = addOnce(out, name.Language)
		}
	}
	slices.Sort(out)
	return out
}

package folder

import (
	"fmt"

	"wayout/internal/people"
	"wayout/internal/problem"
)

// readJunctions puts places on the junctions they stand on, and makes a place without a name of every
// other junction; those stand after the places of the table of places.
func (b *builder) readJunctions() {
	rows := b.table("junctions")
	b.junctions = make([]int, rows.len())
	for j := range b.junctions {
		b.junctions[j] = -1
	}
	b.standOnJunctions()
	for j, place := range b.junctions {
		lat, hasLat := b.number(rows.cell(j, "lat"))
		lon, hasLon := b.number(rows.cell(j, "lon"))
		id := rows.cell(j, "id")
		if first, shared := b.table("places").find(id.text); shared {
			b.add(problem.IDShared, id.where, id.text, "place", fmt.Sprint(b.table("places").line(first)))
		}
		if place >= 0 {
			if p := &b.scenario.Places[place]; !p.Located && hasLat && hasLon {
				p.Lat, p.Lon, p.Located = lat, lon, true
			}
			continue
		}
		b.junctions[j] = len(b.scenario.Places)
		b.scenario.Places = append(b.scenario.Places, people.Place{
			ID: id.text, Name: id.text, Junction: true, Lat: lat, Lon: lon, Located: hasLat && hasLon,
		})
	}
}

// standOnJunctions finds the junction of every place that names one. No two places share one, because
// results could not tell their roads apart.
func (b *builder) standOnJunctions() {
	rows := b.table("places")
	for i := range rows.len() {
		c := rows.cell(i, "junction")
		j, known := b.reference(c, "junctions")
		if !known {
			continue
		}
		if first := b.junctions[j]; first >= 0 {
			b.add(problem.JunctionTwice, c.where, c.text, b.scenario.Places[first].ID, fmt.Sprint(rows.line(first)))
			continue
		}
		b.junctions[j] = i
	}
}

// inhabited finds the place where people are, which may not be a mere junction: results list places, and
// nobody may be missing from them.
func (b *builder) inhabited(c cell) int {
	place, known := b.reference(c, "places")
	if known && b.scenario.Places[place].Junction {
		b.add(problem.JunctionPeople, c.where, c.text)
	}
	return place
}

// written returns the places of the table of places, which have its rows.
func (b *builder) written() []people.Place { return b.scenario.Places[:b.table("places").len()] }

// placeOf returns the place with an id, which may be that of a junction.
func (b *builder) placeOf(id string) (int, bool) {
	if row, known := b.table("places").find(id); known {
		return row, true
	}
	if j, known := b.table("junctions").find(id); known {
		return b.junctions[j], true
	}
	return 0, false
}

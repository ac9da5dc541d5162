package folder

import (
	"fmt"
	"io/fs"
	"slices"

	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/shape"
)

// mapRole is the name of the file of shapes under files:.
const mapRole = "map"

// loadMap reads the file of shapes if scenario.yaml names one.
func (in *inputs) loadMap(fsys fs.FS) {
	name, ok := in.settings.values["files."+mapRole]
	if !ok || name.text == "" {
		return
	}
	data, ok := in.readNamed(fsys, name.text, name)
	if !ok {
		return
	}
	in.mix(mapRole, data)
	found, problems := shape.Read(name.text, data)
	in.problems = append(in.problems, problems...)
	in.files = append(in.files, File{
		Role: mapRole, Name: name.text, Bytes: len(data), Rows: len(found.Lines) + len(found.Areas), Detected: "GeoJSON",
	})
	in.shapes = found
}

// farEnd is how far the end of a shape may lie from its place before that is said.
const farEnd = 2.0 // km

// readShapes gives roads their shapes, and takes over the areas.
func (b *builder) readShapes() {
	s := b.scenario
	s.Areas = b.over.in.shapes.Areas
	for _, line := range b.over.in.shapes.Lines {
		row, known := b.lookUp(line.Road, line.Where, "roads")
		switch {
		case known && s.Roads[row].Shape != nil:
			b.add(problem.MapRoadTwice, line.Where, line.Road)
		case known:
			b.placeShape(&s.Roads[row], line)
		}
	}
}

// placeShape turns a shape so that it runs from the beginning of its road to the end.
func (b *builder) placeShape(r *roads.Road, line shape.Line) {
	r.Shape = line.Points
	if !b.sound("places") {
		return
	}
	from, to := &b.scenario.Places[r.From], &b.scenario.Places[r.To]
	if !from.Located || !to.Located {
		return
	}
	first, last := located(line.Points[0]), located(line.Points[len(line.Points)-1])
	if straight(from, &last)+straight(to, &first) < straight(from, &first)+straight(to, &last) {
		r.Shape = slices.Clone(line.Points)
		slices.Reverse(r.Shape)
		first, last = last, first
	}
	for _, end := range []struct {
		place *people.Place
		at    *people.Place
	}{{from, &first}, {to, &last}} {
		if away := straight(end.place, end.at); away > farEnd {
			b.add(problem.MapRoadAway, line.Where, line.Road, fmt.Sprintf("%.1f", away), end.place.ID)
		}
	}
}

// located returns a point as a place, to measure from it.
func located(p roads.Point) people.Place { return people.Place{Lon: p.Lon, Lat: p.Lat, Located: true} }

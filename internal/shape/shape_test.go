package shape_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/roads"
	"wayout/internal/shape"
)

// TestRead: lines of roads and areas with holes and several parts are read, whatever else a feature holds.
func TestRead(t *testing.T) {
	const file = "\ufeff" + `{"name": "map", "features": [
	{"type": "Feature", "id": 7, "properties": {"road": "A1", "seen": [1, {"by": null}]}, "geometry": {"type": "LineString", "coordinates": [[44.5, 40.1, 980], [44.6, 40.2]]}},
	{"type": "Feature", "properties": {"name": "Լիճ"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]], [[1.2, 1.1], [1.3, 1.1], [1.3, 1.2], [1.2, 1.1]]]}},
	{"type": "Feature", "properties": null, "geometry": {"type": "MultiPolygon", "coordinates": [[[[1, 1], [2, 1], [2, 2], [1, 1]]], [[[5, 5], [6, 5], [6, 6], [5, 5]]]]}}
	], "type": "FeatureCollection"}`
	got, problems := shape.Read("map.geojson", []byte(file))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(got.Lines) != 1 || got.Lines[0].Road != "A1" || got.Lines[0].Where.Line != 2 {
		t.Errorf("lines are %+v", got.Lines)
	}
	if diff := cmp.Diff([]roads.Point{{Lon: 44.5, Lat: 40.1}, {Lon: 44.6, Lat: 40.2}}, got.Lines[0].Points); diff != "" {
		t.Error(diff)
	}
	var areas []string
	for _, a := range got.Areas {
		areas = append(areas, fmt.Sprintf("%s %d", a.Name, len(a.Rings)))
	}
	if diff := cmp.Diff([]string{"Լիճ 2", " 2"}, areas); diff != "" {
		t.Error(diff)
	}
}

// TestFaults: what cannot be read is said at its line, and the rest is read all the same.
func TestFaults(t *testing.T) {
	for file, want := range map[string]string{
		``:                                     "map.geojson:1: This is not GeoJSON",
		`[]`:                                   "map.geojson:1: This is not GeoJSON",
		`{"type": "FeatureCollection"}`:        "not a FeatureCollection",
		`{"type": "Topology", "features": []}`: "not a FeatureCollection",
		"{\"type\": \"FeatureCollection\",\n\n\"features\": [\n{\"type\"":      "map.geojson:4: This is not GeoJSON: it ends too early",
		"{\"type\": \"FeatureCollection\", \"features\": [{\"geometry\": 5}]}": "map.geojson:1: This is not GeoJSON",
		"{\"type\": \"FeatureCollection\", \"features\": {}}":                  "features is not a list",
		one(`"LineString", "coordinates": [[44.5, 1e999], [1, 1]]`):            "not those of a LineString",
		one(`"LineString", "coordinates": [[44.5, 91], [1, 1]]`):               "[44.5 91] is no position",
		one(`"LineString", "coordinates": [[44.5], [1, 1]]`):                   "is no position",
		one(`"LineString", "coordinates": []`):                                 "it has 0 points and needs 2",
		one(`"Polygon", "coordinates": [[[1, 1], [2, 2], [1, 1]]]`):            "it has 3 points and needs 4",
		one(`"LineString", "coordinates": null`):                               "it has 0 points and needs 2",
		one(`"Polygon", "coordinates": []`):                                    "it has no ring",
		one(`"MultiPolygon", "coordinates": null`):                             "it has no ring",
		one(`"GeometryCollection"`):                                            "none of LineString",
	} {
		_, problems := shape.Read("map.geojson", []byte(file))
		if !problems.HasErrors() || !strings.Contains(problems[0].String(), want) {
			t.Errorf("%s:\n%v\nwant %q", file, problems, want)
		}
	}
}

// one returns a collection of one feature.
func one(geometry string) string {
	return `{"type": "FeatureCollection", "features": [{"properties": {"road": "A1"}, "geometry": {"type": ` + geometry + `}}]}`
}

// FuzzRead: no bytes make it panic, and what it reads has its points.
func FuzzRead(f *testing.F) {
	f.Add([]byte(one(`"LineString", "coordinates": [[44.5, 9], [1, 1]]`)))
	f.Add([]byte(one(`"MultiPolygon", "coordinates": [[[[1, 1], [2, 1], [2, 2], [1, 1]]]]`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		found, problems := shape.Read("map.geojson", data)
		for _, line := range found.Lines {
			if len(line.Points) < 2 || line.Road == "" {
				t.Errorf("a line of %d points for %q; %v", len(line.Points), line.Road, problems)
			}
		}
	})
}

package folder

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/roads"
)

// TestShapes: a shape runs from the beginning of its road, whichever way round the file has it; one that
// ends far away from its place is told of; areas are taken over; a changed map is a changed input.
func TestShapes(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		settingsFile: "wayout: 1\nname: Shapes\ntime_zone: Europe/Kyiv\nstart: 2030-05-06T08:00\nhorizon: 2 days\n" +
			"files:\n  places: places.csv\n  roads: roads.csv\n  receptions: receptions.csv\n  map: map.geojson\n",
		"places.csv":     "id,name,people,lat,lon\nmill,Mill,1000,50,30\nford,Ford,,50.1,30\nbridge,Bridge,,50.2,30\ntown,Town,,50.3,30\n",
		"roads.csv":      "id,from,to,length_km,class\nA1,mill,ford,12,gravel\nA2,ford,bridge,12,gravel\nA3,bridge,town,12,gravel\n",
		"receptions.csv": "id,place\nschool,town\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	files["map.geojson"] = &fstest.MapFile{Data: []byte(`{"type": "FeatureCollection", "features": [
{"properties": {"road": "A1"}, "geometry": {"type": "LineString", "coordinates": [[30, 50.1], [30.02, 50.05], [30, 50]]}},
{"properties": {"road": "A3"}, "geometry": {"type": "LineString", "coordinates": [[30, 50.2], [30.1, 50.3]]}},
{"properties": {"name": "Lake"}, "geometry": {"type": "Polygon", "coordinates": [[[30, 50], [31, 50], [31, 51], [30, 50]]]}}
]}`)}
	f, problems := Read(files, nil)
	if f.Scenario == nil {
		t.Fatal(lines(problems))
	}
	s := f.Scenario
	if diff := cmp.Diff([]roads.Point{{Lon: 30, Lat: 50}, {Lon: 30.02, Lat: 50.05}, {Lon: 30, Lat: 50.1}}, s.Roads[0].Shape); diff != "" {
		t.Error(diff)
	}
	if s.Roads[1].Shape != nil || len(s.Areas) != 1 || s.Areas[0].Name != "Lake" {
		t.Errorf("shapes %v, areas %v", s.Roads[1].Shape, s.Areas)
	}
	if got := lines(problems); !strings.Contains(got, "warning map-road-away map.geojson:3: The shape ends 7.1 km away from the place town.") {
		t.Errorf("problems:\n%s", got)
	}
	change(t, files, "map.geojson", "Lake", "Sea")
	if again, _ := Read(files, nil); again.Scenario.SHA256 == s.SHA256 {
		t.Error("another map has the same hash")
	}
}

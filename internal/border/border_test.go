package border_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"wayout/internal/area"
	"wayout/internal/border"
	"wayout/internal/problem"
)

const square = `[[[1, 1], [2, 1], [2, 2], [1, 1]]]`

func geometry(kind, coordinates string) string {
	return `{"type": "` + kind + `", "coordinates": ` + coordinates + `}`
}

// TestGeoJSON reads a square wherever GeoJSON may have one.
func TestGeoJSON(t *testing.T) {
	polygon := geometry("Polygon", square)
	feature := func(inner string) string {
		return `{"properties": {"type": "x"}, "type": "Feature", "geometry": ` + inner + `}`
	}
	for _, test := range []struct {
		text  string
		want  int
		notes string
	}{
		{polygon, 1, ""},
		{"\ufeff\n " + polygon + "\n", 1, ""},
		{geometry("MultiPolygon", `[`+square+`, [[[5, 5, 80], [6, 5, 80], [6, 6, 80], [5, 5, 80]]], []]`), 2, ""},
		{feature(polygon), 1, ""},
		{`{"type": "GeometryCollection", "geometries": [` + polygon + `, ` + polygon + `]}`, 2, ""},
		{`{"type": "FeatureCollection", "features": [` + feature(polygon) + `, ` + feature(polygon) + `]}`, 2, ""},
		{
			"{\"type\": \"FeatureCollection\", \"features\": [\n" + feature(polygon) + ",\n" + feature(geometry("Point", "[1, 1]")) + ",\n" + feature("null") + "]}", 1,
			"map.geojson:3: 2 part(s) of the file are no polygons and were left out, here first: Point, features without a geometry.",
		},
	} {
		got, problems := border.Read("map.geojson", []byte(test.text))
		if len(got) != test.want || problems.HasErrors() {
			t.Errorf("%s: %d polygons, want %d; %v", test.text, len(got), test.want, problems)
		}
		if test.notes == "" && len(problems) > 0 || test.notes != "" && (len(problems) != 1 || !strings.HasPrefix(problems[0].String(), test.notes)) {
			t.Errorf("%s: %v", test.text, problems)
		}
	}
}

// TestPolygonFilter reads sections that are open, closed, holes, or written with exponents.
func TestPolygonFilter(t *testing.T) {
	data, err := os.ReadFile("testdata/island.poly")
	if err != nil {
		t.Fatal(err)
	}
	for _, ends := range []string{"\n", "\r\n"} {
		got, problems := border.Read("island.poly", []byte(strings.ReplaceAll(string(data), "\n", ends)))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		want := orb.MultiPolygon{
			{
				{{123.70, 13.10}, {123.80, 13.10}, {123.80, 13.20}, {123.70, 13.20}, {123.70, 13.10}},
				{{123.74, 13.14}, {123.76, 13.14}, {123.76, 13.16}, {123.74, 13.16}, {123.74, 13.14}},
			},
			{{{123.90, 13.10}, {123.95, 13.10}, {123.95, 13.15}, {123.90, 13.10}}},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if a := area.InPolygons(got); a.Contains(orb.Point{123.75, 13.15}) || !a.Contains(orb.Point{123.71, 13.15}) {
			t.Error("the lake is not a hole of the island")
		}
	}
}

// TestPublishedBorder reads the border that an extract of OpenStreetMap was cut with.
func TestPublishedBorder(t *testing.T) {
	data, err := os.ReadFile("../../../shared/data/osm/legazpi.poly")
	if err != nil {
		t.Skip("skipped: no ../shared/data/osm/legazpi.poly beside the project")
	}
	got, problems := border.Read("legazpi.poly", data)
	if len(problems) > 0 || len(got) != 1 || len(got[0]) != 1 || len(got[0][0]) != 240 {
		t.Fatalf("%d polygons; %v", len(got), problems)
	}
	a := area.InPolygons(got)
	if !a.Contains(orb.Point{123.7353, 13.1391}) || a.Contains(orb.Point{123.6860, 13.0}) {
		t.Error("the city is not in its border, or what lies south of it is")
	}
}

// TestFaults: every fault is said, with its line and what to do.
func TestFaults(t *testing.T) {
	const good = "a\n1\n 1 1\n 2 1\n 2 2\nEND\n"
	for text, want := range map[string][]string{
		"":                                {"b  the file is empty"},
		" \n":                             {"b  the file is empty"},
		"<kml/>":                          {"b  it is KML"},
		"PK\x03\x04":                      {"b  it is an archive"},
		"[1]":                             {"b:1  has no type"},
		"{}":                              {"b:1  has no type"},
		"{\n\n]":                          {"b:3  it is not JSON"},
		"{\n\"type\": ":                   {"b:2  ends in the middle: its braces"},
		`{"type": "Topology"}`:            {"b:1  none of GeoJSON"},
		`{"type": "FeatureCollection"}`:   {"b  no polygon in the file"},
		geometry("LineString", "[[1,1]]"): {"b:1  1 part(s)", "b  no polygon in the file"},
		geometry("Polygon", "[]"):         {"b  no polygon in the file"},
		geometry("Polygon", "7"):          {"b:1  is not understood"},
		`{"type": "Polygon"}`:             {"b:1  is not understood"},
		"\n" + geometry("Polygon", `[[[1, 1], [2, 1], [1, 1]]]`):                                                                 {"b:2  has 3 positions and needs 4"},
		geometry("Polygon", `[[[1, 1], [2, 1], [1, 1], [1, 1]]]`):                                                                {"b:1  has 2 different corners"},
		geometry("Polygon", `[[[1, 1], [2, 1], [2, 2], [1, 2]]]`):                                                                {"b:1  is not closed"},
		geometry("Polygon", `[[[1, 1], [2], [2, 2], [1, 1]]]`):                                                                   {"b:1  not on the Earth"},
		geometry("Polygon", `[[[13, 123], [14, 123], [14, 124], [13, 123]]]`):                                                    {"b:1  exchanged"},
		geometry("Polygon", `[[[500000, 4400000], [500100, 4400000], [5, 5], [500000, 4400000]]]`):                               {"b:1  EPSG:4326"},
		geometry("MultiPolygon", `[[[[1,1],[2,1],[2,2],[1,2]]],`+"\n"+`[[[1,1],[2,1],[1,1]]]]`):                                  {"b:1  is not closed", "b:1  has 3 positions"},
		geometry("Polygon", `[[[1, 1], [2, 1], [2, 2], [1, 1]], [[5, 5], [6, 5], [6, 6], [5, 5]]]`):                              {"b:1  is a hole"},
		strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 9) + geometry("Polygon", square) + strings.Repeat("]}", 9): {"b:1  too deep"},
		good:                              {"b:6  the END of the last line is missing"},
		strings.TrimSuffix(good, "END\n"): {"b:5  the section of line 2 has no END"},
		good + "END\nmore":                {"b:8  something follows"},
		good + "!lake\n 5 5\n 6 5\n 6 6\nEND\nEND":               {"b:7  is a hole"},
		"a\n1 1\n2 1\n2 2\n1 1\nEND\nEND":                        {"b:2  name of a section"},
		"a\nb\n1 1\n2 1\nEND\nEND":                               {"b:2  has 2 different corners"},
		"a\nb\n1 1\n2;1\n2 95\n2 2 2\nNaN 1\n2 1\n2 2\nEND\nEND": {"b:4  here belong", "b:5  exchanged", "b:6  here belong", "b:7  not on the Earth"},
		"a\nb\n1 1\n2 1\n2 2\nEND\nc\n13 123\n14 123\nEND\nEND":  {"b:8  exchanged", "b:9  exchanged"},
		"a\nEND": {"b  no polygon in the file"},
		"a\n" + strings.Repeat("b\nEND\n", border.MostRings+1):   {"b  larger than"},
		"a\nb\n" + strings.Repeat("1 1\n", border.MostCorners+1): {"b  larger than"},
		strings.Repeat(" ", border.MostBytes+1):                  {"b  larger than 64 MB"},
	} {
		got, problems := border.Read("b", []byte(text))
		if got != nil || !problems.HasErrors() || len(problems) != len(want) {
			t.Errorf("%.200q: %d polygons, %v\nwant %q", text, len(got), problems, want)
			continue
		}
		for i, p := range problems {
			where, says, _ := strings.Cut(want[i], "  ")
			if !strings.HasPrefix(p.String(), where+": ") || !strings.Contains(p.String(), says) {
				t.Errorf("%.200q: %v\nwant %q", text, p, want[i])
			}
		}
	}
}

func TestBox(t *testing.T) {
	got, problems := border.Box(" 123.6, 13.0,123.9,13.3")
	if want := (orb.Bound{Min: orb.Point{123.6, 13}, Max: orb.Point{123.9, 13.3}}); got != want || len(problems) > 0 {
		t.Errorf("%v; %v", got, problems)
	}
	for text, want := range map[string][]string{
		"":                    {"it has 1 numbers"},
		"1,2,3":               {"it has 3 numbers"},
		"a,2,b,4":             {"“a” is not a number", "“b” is not a number"},
		"13,123.6,13.3,123.9": {"13 123.6 is not on the Earth", "13.3 123.9 is not on the Earth"},
		"NaN,2,3,4":           {"NaN 2 is not on the Earth"},
		"179,1,-179,2":        {"antimeridian"},
		"3,4,1,2":             {"west", "south"},
		"1,1,1,1":             {"west", "south"},
	} {
		_, problems := border.Box(text)
		if len(problems) != len(want) {
			t.Errorf("%q: %v", text, problems)
			continue
		}
		for i, p := range problems {
			if p.Code != problem.BoxInvalid || !strings.Contains(p.Text(), want[i]) {
				t.Errorf("%q: %v, want %q", text, p, want[i])
			}
		}
	}
}

// stars draws polygons side by side, some with a hole.
func stars(t *rapid.T) orb.MultiPolygon {
	var out orb.MultiPolygon
	for i := range rapid.IntRange(1, 4).Draw(t, "polygons") {
		middle := orb.Point{float64(10 * i), rapid.Float64Range(-80, 80).Draw(t, "lat")}
		var polygon orb.Polygon
		for _, size := range []float64{4, 1}[:rapid.IntRange(1, 2).Draw(t, "rings")] {
			corners := rapid.IntRange(3, 12).Draw(t, "corners")
			var ring orb.Ring
			for c := range corners {
				sin, cos := math.Sincos(2 * math.Pi * float64(c) / float64(corners))
				ring = append(ring, orb.Point{middle[0] + size*cos, middle[1] + size*sin})
			}
			polygon = append(polygon, append(ring, ring[0]))
		}
		out = append(out, polygon)
	}
	return out
}

// TestHolesOfManyAreLimited: holes in many sections that lie over each other take no more room than other
// rings.
func TestHolesOfManyAreLimited(t *testing.T) {
	const many = 500
	section := "b\n0 0\n1 0\n1 1\nEND\n"
	text := "a\n" + strings.Repeat(section, many) + strings.Repeat("!c\n0.2 0.1\n0.5 0.2\n0.5 0.3\nEND\n", many) + "END\n"
	got, problems := border.Read("b", []byte(text))
	if got != nil || len(problems) != 1 || problems[0].Code != problem.FileTooLarge {
		t.Errorf("%d polygons; %v", len(got), problems)
	}
	few := strings.Replace(text, strings.Repeat(section, many-2), "", 1)
	if got, problems := border.Read("b", []byte(few)); len(got) != 2 || len(got[0]) != many+1 || len(got[1]) != many+1 {
		t.Errorf("%d polygons; %v", len(got), problems)
	}
}

// TestBothFormatsSayTheSame writes polygons in both formats and reads them back.
func TestBothFormatsSayTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := stars(t)
		coordinates, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		filter := strings.Builder{}
		filter.WriteString("stars\n")
		for i, polygon := range want {
			for n, ring := range polygon {
				fmt.Fprintf(&filter, "%s%d\n", []string{"", "!"}[n], i)
				for _, at := range ring[rapid.IntRange(0, 1).Draw(t, "left open"):] {
					fmt.Fprintf(&filter, "\t%v\t%v\n", at[0], at[1])
				}
				filter.WriteString("END\n")
			}
		}
		filter.WriteString("END\n")
		fromJSON, problems := border.Read("a.geojson", []byte(geometry("MultiPolygon", string(coordinates))))
		if diff := cmp.Diff(want, fromJSON); diff != "" || len(problems) > 0 {
			t.Fatalf("%v %s", problems, diff)
		}
		fromFilter, problems := border.Read("a.poly", []byte(filter.String()))
		if len(problems) > 0 || len(fromFilter) != len(want) {
			t.Fatalf("%d of %d polygons: %v\n%s", len(fromFilter), len(want), problems, filter.String())
		}
		a, b := area.InPolygons(want), area.InPolygons(fromFilter)
		for range 20 {
			at := orb.Point{rapid.Float64Range(-5, 35).Draw(t, "lon") + 1.2e-5, rapid.Float64Range(-85, 85).Draw(t, "lat") + 2.3e-5}
			if a.Contains(at) != b.Contains(at) {
				t.Fatalf("%v is in one of them only", at)
			}
		}
	})
}

// FuzzRead: no bytes make it panic, and what it gives is closed, on the Earth, and nothing beside errors.
func FuzzRead(f *testing.F) {
	island, err := os.ReadFile("testdata/island.poly")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(island)
	f.Add([]byte(geometry("Polygon", square)))
	f.Add([]byte(`{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}, ` + geometry("MultiPolygon", "["+square+"]") + `]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, problems := border.Read("b", data)
		if problems.HasErrors() == (got != nil) {
			t.Fatalf("%d polygons beside %v", len(got), problems)
		}
		for _, polygon := range got {
			for _, ring := range polygon {
				if len(ring) < 4 || !ring.Closed() {
					t.Errorf("the ring %v is none", ring)
				}
				for _, at := range ring {
					if !(math.Abs(at[0]) <= 180) || !(math.Abs(at[1]) <= 90) {
						t.Errorf("%v is not on the Earth", at)
					}
				}
			}
		}
	})
}

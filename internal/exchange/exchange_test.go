package exchange_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"wayout/internal/exchange"
	"wayout/internal/orders"
	"wayout/internal/plan"
)

// names returns the names of files.
func names(files []exchange.File) []string {
	var out []string
	for _, f := range files {
		out = append(out, f.Name)
	}
	return out
}

func made(t checker, r exchange.Request) []exchange.File {
	t.Helper()
	files, err := exchange.Files(r)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return files
}

// find returns a file by its name.
func find(t checker, files []exchange.File, name string) []byte {
	t.Helper()
	i := slices.IndexFunc(files, func(f exchange.File) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return files[i].Data
}

// readAll reads every file back with the reader of its format.
func readAll(t checker, r exchange.Request, files []exchange.File) {
	t.Helper()
	for _, f := range files {
		if !bytes.Contains(f.Data, []byte(r.Plan.SHA256)) && !strings.HasSuffix(f.Name, ".xlsx") {
			t.Errorf("%s does not say from which inputs it is", f.Name)
		}
		switch {
		case strings.HasSuffix(f.Name, ".geojson"):
			readGeoJSON(t, f.Data)
		case strings.HasSuffix(f.Name, ".csv"):
			readCSV(t, f.Data)
		case strings.HasSuffix(f.Name, ".kml"):
			readKML(t, f.Data)
		case strings.HasSuffix(f.Name, ".xlsx"):
			if about := readBook(t, f.Data)["About"]; about[1][1] != r.Level.String() || about[3][1] != r.Plan.SHA256 {
				t.Errorf("the workbook says of itself %v", about)
			}
		case strings.HasSuffix(f.Name, ".gpx"):
			if found := gpxFaults(f.Data); len(found) > 0 {
				t.Errorf("%s: %v", f.Name, found)
			}
		default:
			t.Errorf("nobody reads %s", f.Name)
		}
	}
}

func TestFilesOfEachLevel(t *testing.T) {
	all := []string{
		"plan.geojson", "places.csv", "plan.kml", "timetable.xlsx", "arrivals-camp.csv", "arrivals-hall.csv",
		"gpx/upper.gpx", "gpx/lower.gpx",
	}
	for level, want := range map[orders.Level][]string{
		orders.Public: {"plan.geojson", "places.csv"}, orders.Partners: all, orders.Restricted: all, orders.Sealed: all,
	} {
		r := request(level)
		files := made(t, r)
		if diff := cmp.Diff(want, names(files)); diff != "" {
			t.Errorf("files of %s (-want +got):\n%s", level, diff)
		}
		readAll(t, r, files)
		for _, f := range files {
			if level == orders.Sealed {
				break // it is the same but for the word
			}
			if !bytes.Contains(f.Data, []byte(level.String())) && !strings.HasSuffix(f.Name, ".xlsx") {
				t.Errorf("%s does not say that it is %s", f.Name, level)
			}
		}
		for i, again := range made(t, request(level)) {
			if !bytes.Equal(files[i].Data, again.Data) {
				t.Errorf("%s: %s is another one when made again", level, again.Name)
			}
		}
	}
}

// TestOneAtATime: each function makes the file that Files has.
func TestOneAtATime(t *testing.T) {
	r := request(orders.Restricted)
	files := made(t, r)
	same := func(name string, data []byte, err error) {
		if err != nil || !bytes.Equal(data, find(t, files, name)) {
			t.Errorf("%s is another one: %v", name, err)
		}
	}
	data, err := exchange.GeoJSON(r)
	same("plan.geojson", data, err)
	data, err = exchange.KML(r)
	same("plan.kml", data, err)
	data, err = exchange.Timetable(r)
	same("timetable.xlsx", data, err)
	data, err = exchange.GPX(r, lower)
	same("gpx/lower.gpx", data, err)
	same("places.csv", exchange.PlacesCSV(r), nil)
	same("arrivals-hall.csv", exchange.ArrivalsCSV(r, 1), nil)
}

func TestGeoJSON(t *testing.T) {
	data, err := exchange.GeoJSON(request(orders.Restricted))
	if err != nil {
		t.Fatal(err)
	}
	properties := map[string]map[string]any{}
	geometry := map[string]orb.Geometry{}
	for _, f := range readGeoJSON(t, data).Features {
		properties[f.ID.(string)], geometry[f.ID.(string)] = f.Properties, f.Geometry
	}
	for _, want := range []struct {
		id, name string
		value    any
	}{
		{"place/upper", "people", 1000.0},
		{"place/upper", "people_served", 837.0},
		{"place/upper", "people_not_served", 163.0},
		{"place/upper", "name_az", "Yuxarı"},
		{"place/upper", "first_departure", "2026-03-28T22:30:00+04:00"},
		{"place/upper", "last_departure", "2026-03-29T00:30:00+04:00"},
		{"place/bridge", "first_departure", nil},
		{"road/R0", "vehicles_forward", 217.0}, // 216 cars and a bus
		{"road/R0", "vehicles_backward", 1.0},
		{"road/R0", "busiest_hour", "2026-03-28T22:00:00+04:00"},
		{"road/R0", "busiest_hour_vehicles", 101.0}, // the slot of 100, the bus that comes at 22:51
		{"road/R1", "flagged", true},
		{"road/R3", "status", "held"},
		{"road/R3", "busiest_hour", "2026-03-28T22:00:00+04:00"}, // as many as in the next hour
		{"gate/border", "opening_hours", "24/7"},
		{"reception/camp", "people", 877.0},
		{"reception/camp", "last_arrival", "2026-03-29T04:52:00+04:00"},
		{"fuel_point/pump", "place", "lower"},
		{"route/1", "kilometres", 31.2},
		{"route/1", "hours", 0.78},
		{"route/1", "vehicles", 216.0},
	} {
		if got := properties[want.id][want.name]; got != want.value {
			t.Errorf("%s: %s is %v, want %v", want.id, want.name, got, want.value)
		}
	}
	line := orb.LineString{{46.7528, 39.817712}, {46.8, 39.7}, {0, -39.1}, {180, 39.5}}
	for id, want := range map[string]orb.Geometry{
		"place/upper": line[0], "place/mill": nil, "road/R2": orb.LineString{line[3], line[2]}, "road/R3": nil,
		"route/1": line, "route/4": nil, "gate/border": line[2],
	} {
		if diff := cmp.Diff(want, geometry[id]); diff != "" {
			t.Errorf("geometry of %s (-want +got):\n%s", id, diff)
		}
	}
	if bytes.Contains(data, []byte("-0")) && bytes.Contains(data, []byte("[-0,")) {
		t.Error("a zero with a minus")
	}
}

// TestWalkersBelongWhereTheyLive: a column counts for the place of its people, not for where it sets out.
func TestWalkersBelongWhereTheyLive(t *testing.T) {
	r := request(orders.Restricted)
	r.Plan.Columns[0].Load = plan.Load{Place: lower, First: 2, Parties: 1}
	rows, _ := readCSV(t, exchange.PlacesCSV(r))
	if got := rows[upper]["reception_ids"] + ", " + rows[lower]["reception_ids"]; got != "camp, camp hall" {
		t.Errorf("receptions of the upper and the lower village: %s", got)
	}
}

func TestArrivals(t *testing.T) {
	rows, _ := readCSV(t, exchange.ArrivalsCSV(request(orders.Restricted), 0))
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join([]string{
			row["from"][11:16], row["to"][11:16], row["people"], row["by_car"], row["by_fleet"], row["on_foot"], row["vehicles"],
			row["people_so_far"], row["walks"], row["wheelchair"],
		}, " "))
	}
	want := []string{
		"22:00 23:00 61 61 0 0 15 61 0 0",
		"23:00 00:00 400 400 0 0 100 461 0 0",
		"00:00 01:00 265 265 0 0 77 726 0 0",
		"01:00 02:00 144 135 9 0 40 870 3 6",
		"04:00 05:00 7 0 7 0 1 877 7 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("arrivals (-want +got):\n%s", diff)
	}
	partners, _ := readCSV(t, exchange.ArrivalsCSV(request(orders.Partners), 0))
	last := partners[len(partners)-1]
	if len(partners) != 4 || last["from"][11:16] != "01:00" || last["to"][11:16] != "05:00" || last["people"] != "151" || last["by_fleet"] != "16" || last["not_told"] != "walks wheelchair" {
		t.Errorf("to partners %v", last)
	}
}

func TestGPX(t *testing.T) {
	data, err := exchange.GPX(request(orders.Restricted), upper)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="Wayout">`,
		"<desc>kilometres 31.2, hours 0.78, vehicles 216, people 800, first departure 2026-03-28T22:30:00+04:00, last departure 2026-03-29T00:30:00+04:00</desc>",
		"<desc>0 h 16 min after departure, 10.4 km</desc>", "<desc>0 h 31 min after departure, 20.8 km</desc>",
		`<rtept lat="39.5" lon="-180">`, "<name>Long bridge</name>", "<type>fuel point</type>", "<desc>reception camp</desc>",
	} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	if n := bytes.Count(data, []byte("<rtept")); n != 4 {
		t.Errorf("%d points for four places", n)
	}
	if bytes.Contains(data, []byte("<time>")) {
		t.Error("a point has a time, though cars leave over hours")
	}
	for _, refused := range []struct {
		place int
		level orders.Level
		want  string
	}{
		{mill, orders.Restricted, "no position is known of mill"},
		{bridge, orders.Restricted, "no car leaves bridge by this plan"},
		{upper, orders.Public, "a public file has no way and no hour"},
	} {
		if _, err := exchange.GPX(request(refused.level), refused.place); err == nil || err.Error() != refused.want {
			t.Errorf("got the error %v, want %s", err, refused.want)
		}
	}
}

// TestGPXCheckerFindsFaults: a checker that finds nothing wrong anywhere would prove nothing.
func TestGPXCheckerFindsFaults(t *testing.T) {
	data, err := exchange.GPX(request(orders.Restricted), upper)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"GPX/1/1", "GPX/1/0"},
		{`version="1.1"`, `version="1.0"`},
		{` creator="Wayout"`, ""},
		{"<name>Square</name>\n  <desc>", "<desc>x</desc>\n  <name>Square</name>\n  <desc>"},
		{`lat="39.7"`, `lat="93.7"`},
		{`lon="-180"`, `lon="180"`},
		{`lon="46.8"`, `lon="46.81234567"`},
		{"<rte>", "<wpt lat=\"1\" lon=\"1\"/><rte>"}, // allowed: waypoints come before routes
		{"</rte>", "</rte><wpt lat=\"1\" lon=\"1\"/>"},
		{"<number>1</number>", "<number>1</number><number>2</number>"},
		{"<metadata>", "text<metadata>"},
	} {
		bad := bytes.ReplaceAll(data, []byte(change[0]), []byte(change[1]))
		allowed := change[0] == "<rte>"
		if found := gpxFaults(bad); bytes.Equal(bad, data) || allowed != (len(found) == 0) {
			t.Errorf("%s instead of %s: %v", change[1], change[0], found)
		}
	}
}

func TestKML(t *testing.T) {
	r := request(orders.Restricted)
	data, err := exchange.KML(r)
	if err != nil {
		t.Fatal(err)
	}
	d := readKML(t, data)
	var folders []string
	for _, f := range d.Folders {
		folders = append(folders, f.Name+" "+strconv.Itoa(len(f.Marks)))
	}
	if diff := cmp.Diff([]string{"Places 5", "Gates 1", "Receptions 2", "Routes 4"}, folders); diff != "" {
		t.Errorf("folders (-want +got):\n%s", diff)
	}
	for i, m := range d.Folders[0].Marks {
		p := &r.Scenario.Places[i]
		at := kmlLine(t, m.Point)
		if m.Name != p.Name || p.Located != (len(at) == 1) {
			t.Errorf("%s has %d positions", m.Name, len(at))
		}
		if p.Located && (abs(at[0][0]-p.Lon) > 5e-7 || abs(at[0][1]-p.Lat) > 5e-7) {
			t.Errorf("%s is at %v, want longitude %v, latitude %v", m.Name, at[0], p.Lon, p.Lat)
		}
	}
	if line := kmlLine(t, d.Folders[3].Marks[0].Line); len(line) != 4 || line[3] != (orb.Point{180, 39.5}) {
		t.Errorf("the first way is %v", line)
	}
	r.Level = orders.Public
	if data, err = exchange.KML(r); err != nil || bytes.Contains(data, []byte("LineString")) || clock.Match(data) {
		t.Errorf("a public map has a way or an hour: %v", err)
	}
}

func abs(x float64) float64 { return max(x, -x) }

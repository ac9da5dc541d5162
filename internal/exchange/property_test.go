package exchange_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"wayout/internal/exchange"
	"wayout/internal/orders"
	"wayout/internal/people"
	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// hostile are names that break formats, spreadsheets or the eyes of readers.
var hostile = []string{
	"=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "<script>alert(1)</script>", "]]>", "&amp;&lt;", "a\r\nb,\"c\";d",
	"\x00\x1b[31m\x07", "\xff\xfe\xc3", "\u202Egnp.exe", "\u2066x", "\u200Fשָׁלוֹם\u200E", "\u2028\u2029", "\uFFFE\uFFFF", "_x0041__x000D_", "_x0041_x0042_", "👩‍👩‍👧",
	"'=1", "#loc", "NaN", "  ", "", "1e5", "مدينة 123", strings.Repeat("long ", 2000),
}

// drawName draws a name that nobody should have.
func drawName(t *rapid.T, label string) string {
	if rapid.Bool().Draw(t, label+" is hostile") {
		return rapid.SampledFrom(hostile).Draw(t, label)
	}
	return rapid.String().Draw(t, label)
}

// drawScenario draws a scenario with positions for most places and, now and then, hostile names.
func drawScenario(t *rapid.T) *scenario.Scenario {
	s := scenariotest.RandomFleet(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)))
	mean := rapid.Bool().Draw(t, "hostile names")
	for i := range s.Places {
		p := &s.Places[i]
		if p.Located = rapid.IntRange(0, 5).Draw(t, "located") > 0; p.Located {
			p.Lon, p.Lat = rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")
		}
		if mean {
			p.Name = drawName(t, "name")
			p.Names = []people.Name{{Language: "hy", Text: drawName(t, "name in hy")}, {Language: "ar-SY", Text: drawName(t, "name in ar")}}
		}
	}
	if mean {
		s.Name = drawName(t, "scenario")
		for i := range s.Gates {
			s.Gates[i].Name = drawName(t, "gate")
		}
		for i := range s.Sites {
			s.Sites[i].Name = drawName(t, "site")
		}
		for i := range s.FuelPoints {
			s.FuelPoints[i].Name = drawName(t, "fuel point")
		}
	}
	return s
}

// TestEveryFileOfAnyPlan plans random scenarios and reads back every file at every level.
func TestEveryFileOfAnyPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScenario(t)
		result, err := planner.Make(context.Background(), s, planner.Options{UsedOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		r := exchange.Request{Scenario: s, Plan: &result.Plan, Level: rapid.SampledFrom(orders.Levels).Draw(t, "level")}
		files := made(t, r)
		readAll(t, r, files)
		namesKept(t, r, files)
		switch r.Level {
		case orders.Restricted, orders.Sealed:
			sums(t, r, files, result)
		case orders.Partners:
			noSmallNumbers(t, r, files)
		case orders.Public:
			noSmallNumbers(t, r, files)
			nothingForThePublic(t, files)
		}
	})
}

// harmless is a name as files may have it.
func harmless(name string) bool {
	bad := func(r rune) bool {
		return unicode.IsControl(r) || strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufffe\uffff", r)
	}
	return utf8.ValidString(name) && !strings.ContainsFunc(name, bad)
}

// namesKept checks that the name of every place reaches its readers unharmed, or without what harms.
func namesKept(t checker, r exchange.Request, files []exchange.File) {
	t.Helper()
	rows, _ := readCSV(t, find(t, files, "places.csv"))
	features := readGeoJSON(t, find(t, files, "plan.geojson")).Features
	for i := range r.Scenario.Places {
		want := r.Scenario.Places[i].Name
		got, table := features[i].Properties["name"].(string), rows[i]["name"]
		if harmless(want) && got != want || !harmless(got) {
			t.Errorf("%q became %q", want, got)
		}
		if strings.TrimPrefix(table, "'") != strings.TrimPrefix(got, "'") {
			t.Errorf("%q is %q in the table", got, table)
		}
		if got := features[i].Properties["name_ar-SY"]; len(r.Scenario.Places[i].Names) > 1 && r.Scenario.Places[i].Names[1].Language == "ar-SY" && strings.TrimPrefix(rows[i]["name_ar-SY"], "'") != strings.TrimPrefix(got.(string), "'") {
			t.Errorf("the Arabic name %q is %q in the table", got, rows[i]["name_ar-SY"])
		}
	}
	if r.Level == orders.Public {
		return
	}
	book := readBook(t, find(t, files, "timetable.xlsx"))
	marks := readKML(t, find(t, files, "plan.kml")).Folders[0].Marks
	for i := range r.Scenario.Places {
		name := features[i].Properties["name"].(string)
		if got := book.cell("Places", i, "name"); got != name {
			t.Errorf("%q is %q in the workbook", name, got)
		}
		if marks[i].Name != name {
			t.Errorf("%q is %q in KML", name, marks[i].Name)
		}
	}
}

// number reads a count that is told.
func number(t checker, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Errorf("%q is no count", text)
	}
	return n
}

// sums compares what files say with the result of the plan.
func sums(t checker, r exchange.Request, files []exchange.File, result *planner.Result) {
	t.Helper()
	rows, _ := readCSV(t, find(t, files, "places.csv"))
	var served, notServed, stay int64
	for i, row := range rows {
		served, notServed, stay = served+number(t, row["served"]), notServed+number(t, row["not_served"]), stay+number(t, row["stay"])
		if number(t, row["served"])+number(t, row["not_served"]) != int64(r.Scenario.People(i, r.Plan.Level)) {
			t.Errorf("%s served and %s not are not the %s people of %s", row["served"], row["not_served"], row["people"], row["place_id"])
		}
	}
	if served != int64(result.PeopleServed+result.Stays) || notServed != int64(result.People-result.PeopleServed) || stay != int64(result.Stays) {
		t.Errorf("places: %d served, %d not, %d stay; the plan serves %d of %d, %d stay", served, notServed, stay, result.PeopleServed, result.People, result.Stays)
	}
	var byCar, vehicles, arrived, received unit.Person
	for i := range r.Plan.Slots {
		byCar += r.Plan.Slots[i].People
		vehicles += unit.Person(r.Plan.Slots[i].Vehicles)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name, "arrivals-") {
			cars, all := arrivals(t, f)
			arrived, received = arrived+unit.Person(cars), received+unit.Person(all)
		}
	}
	if arrived != byCar || received != result.PeopleServed {
		t.Errorf("%d arrive, %d of them by car; the plan serves %d, %d of them by car", received, arrived, result.PeopleServed, byCar)
	}
	of := map[string]float64{}
	var passes float64
	for _, f := range readGeoJSON(t, find(t, files, "plan.geojson")).Features {
		kind := f.Properties.MustString("kind")
		for _, name := range []string{"people", "people_served", "vehicles", "vehicles_forward", "vehicles_backward"} {
			n, _ := f.Properties[name].(float64)
			of[kind+" "+name] += n
		}
	}
	for i := range r.Plan.Slots {
		passes += float64(len(r.Plan.Routes[r.Plan.Slots[i].Route].Legs)) * float64(r.Plan.Slots[i].Vehicles)
	}
	for i := range r.Plan.Trips {
		passes += float64(len(r.Plan.Trips[i].Legs))
	}
	if of["route people"] != float64(byCar) || of["route vehicles"] != float64(vehicles) || of["reception people"] != float64(received) ||
		of["place people_served"] != float64(served) || of["road vehicles_forward"]+of["road vehicles_backward"] != passes {
		t.Errorf("the map says %v; %d by car in %d cars, %d received, %d served, roads passed %v times", of, byCar, vehicles, received, served, passes)
	}
}

// arrivals adds up the arrivals of a reception and checks each row.
func arrivals(t checker, f exchange.File) (byCar, all int64) {
	t.Helper()
	rows, tags := readCSV(t, f.Data)
	for _, row := range rows {
		cars, fleet, people := number(t, row["by_car"]), number(t, row["by_fleet"]), number(t, row["people"])
		byCar, all = byCar+cars, all+people
		var classes int64
		for name, tag := range tags {
			if strings.HasPrefix(tag, "#inneed") {
				classes += number(t, row[name])
			}
		}
		if cars+fleet+number(t, row["on_foot"]) != people || number(t, row["people_so_far"]) != all || classes != fleet {
			t.Errorf("%s: %v", f.Name, row)
		}
	}
	return byCar, all
}

// noSmallNumbers checks that no number of people below ten is told, nor can be found by subtraction
// within a row.
func noSmallNumbers(t checker, r exchange.Request, files []exchange.File) {
	t.Helper()
	small := func(n int64) bool { return n > 0 && n < 10 }
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".csv") {
			continue
		}
		rows, tags := readCSV(t, f.Data)
		for i, row := range rows {
			told := func(name string) (int64, bool) {
				if row[name] == "" {
					if !strings.Contains(" "+row["not_told"]+" ", " "+name+" ") {
						t.Errorf("%s: %s is empty, and nobody says so", f.Name, name)
					}
					return 0, false
				}
				return number(t, row[name]), true
			}
			for name, tag := range tags {
				if counted(tag) {
					if n, _ := told(name); small(n) {
						t.Errorf("%s, row %d: %s is %d", f.Name, i, name, n)
					}
				}
			}
			for _, x := range subtractions(f.Name, row, tags, told) {
				if small(x) {
					t.Errorf("%s, row %d: %d follows from %v", f.Name, i, x, row)
				}
			}
		}
	}
	for _, f := range readGeoJSON(t, find(t, files, "plan.geojson")).Features {
		missing, _ := f.Properties["not_told"].([]any)
		for name, value := range f.Properties {
			if value == nil && (strings.HasPrefix(name, "people") || strings.HasPrefix(name, "vehicles")) && !slices.Contains(missing, any(name)) {
				t.Errorf("%v: %s is empty, and nobody says so", f.ID, name)
			}
			if n, is := value.(float64); is && small(int64(n)) && (strings.HasPrefix(name, "people") || name == "capacity" || strings.HasPrefix(name, "vehicles_") && name != "vehicles_per_hour_at_start") {
				t.Errorf("%v: %s is %v", f.ID, name, value)
			}
		}
	}
}

// subtractions returns what follows from the numbers of a row that are told.
func subtractions(file string, row, tags map[string]string, told func(string) (int64, bool)) []int64 {
	rest := func(whole string, parts ...string) []int64 {
		left, known := told(whole)
		if !known {
			return nil
		}
		hidden := 0
		for _, part := range parts {
			n, is := told(part)
			if left -= n; !is {
				hidden++
			}
		}
		if hidden == 0 {
			return nil
		}
		return []int64{left}
	}
	if file == "places.csv" {
		used := map[string]string{"used": "people", "low": "people_low", "high": "people_high"}[row["planned_for"]]
		out := append(rest(used, "served", "not_served"), rest("served", "stay")...)
		served, known := told("served")
		if stay, is := told("stay"); known && is {
			out = append(out, served-stay) // who leaves
		}
		return out
	}
	var classes []string
	for name, tag := range tags {
		if strings.HasPrefix(tag, "#inneed") {
			classes = append(classes, name)
		}
	}
	out := append(rest("people", "by_car", "by_fleet", "on_foot"), rest("by_fleet", classes...)...)
	if _, is := told("by_fleet"); !is { // it must not be the sum of what is told
		var sum int64
		for _, class := range classes {
			n, told := told(class)
			if sum += n; !told {
				return out
			}
		}
		out = append(out, 1)
	}
	return out
}

// nothingForThePublic checks what the public is not told (N12).
func nothingForThePublic(t checker, files []exchange.File) {
	t.Helper()
	if fmt.Sprint(names(files)) != "[plan.geojson places.csv]" {
		t.Errorf("the public is given %v", names(files))
	}
	for _, f := range readGeoJSON(t, find(t, files, "plan.geojson")).Features {
		kind := f.Properties.MustString("kind")
		if kind == "route" || kind == "fuel_point" || kind == "site" && f.Properties["for"] != string(people.Assembly) {
			t.Errorf("the public is told of %v", f.ID)
		}
		for name := range f.Properties {
			for _, word := range []string{"departure", "arrival", "hour", "vehicles", "cut", "way", "start"} {
				if strings.Contains(name, word) && name != "one_way" {
					t.Errorf("the public is told %s", name)
				}
			}
		}
	}
}

// TestPublicFilesHaveNoHour looks at the bytes: names in these scenarios have no digits and colons.
func TestPublicFilesHaveNoHour(t *testing.T) {
	karabakh, _ := example()
	for _, r := range []exchange.Request{request(orders.Public), karabakh} {
		r.Level = orders.Public
		files := made(t, r)
		for _, f := range files {
			if found := clock.Find(f.Data); found != nil {
				t.Errorf("%s has the hour %s", f.Name, found)
			}
			for _, cut := range r.Plan.NotServed {
				if strings.Contains(string(f.Data), cut.Text) {
					t.Errorf("%s has the text of a cut: %s", f.Name, cut.Text)
				}
			}
		}
		noSmallNumbers(t, r, files)
		nothingForThePublic(t, files)
	}
	if got := exchange.ArrivalsCSV(request(orders.Public), 0); got != nil {
		t.Errorf("hours of arrival for the public: %s", got)
	}
	if _, err := exchange.Timetable(request(orders.Public)); err == nil {
		t.Error("a timetable for the public")
	}
}

package groundwork_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"wayout/internal/area"
	"wayout/internal/draft"
	"wayout/internal/folder"
	"wayout/internal/groundwork"
	"wayout/internal/scenario"
)

// made is a scenario that was made, with its tables as they read.
type made struct {
	groundwork.Made
	t      rapid.TB
	tables map[string][]map[string]string
}

// build makes a scenario of a request and reads its tables.
func build(t rapid.TB, r groundwork.Request) made {
	t.Helper()
	got, err := groundwork.Scenario(r)
	if err != nil {
		t.Fatal(err)
	}
	return opened(t, got)
}

func opened(t rapid.TB, got groundwork.Made) made {
	t.Helper()
	out := made{got, t, map[string][]map[string]string{}}
	for _, f := range got.Files {
		if !strings.HasSuffix(f.Name, ".csv") {
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(f.Data)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		for _, row := range rows[1:] {
			record := map[string]string{}
			for i, column := range rows[0] {
				record[column] = row[i]
			}
			out.tables[f.Name] = append(out.tables[f.Name], record)
		}
	}
	return out
}

// column returns the cells of a column.
func (m made) column(file, name string) []string {
	var out []string
	for _, row := range m.tables[file] {
		out = append(out, row[name])
	}
	return out
}

// read reads the folder as every command does; it must have no errors.
func (m made) read() *scenario.Scenario {
	m.t.Helper()
	files := fstest.MapFS{}
	for _, f := range m.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	f, problems := folder.Read(files, nil)
	if f.Scenario == nil {
		m.t.Fatalf("the folder is refused: %v\n%s", problems, files["scenario.yaml"].Data)
	}
	return f.Scenario
}

// found returns the findings of a kind.
func (m made) found(kind groundwork.Kind) []groundwork.Finding {
	return slices.DeleteFunc(slices.Clone(m.Findings), func(f groundwork.Finding) bool { return f.Kind != kind })
}

// of returns a request for a map, with people as it has them.
func of(n *draft.Network) groundwork.Request {
	return groundwork.Request{Map: n, MapName: "map.osm", Name: "Test", TimeZone: "UTC", Start: "2026-03-01T06:00", Horizon: "2 days"}
}

// east is a point so many metres to the east and north of a middle.
func east(metres, north float64) orb.Point {
	const perDegree = 111_195.08
	return orb.Point{metres / perDegree, north / perDegree}
}

// both is a road with the same in both directions.
func both(from, to int, class string, perHour float64) draft.Road {
	d := draft.Direction{Lanes: 1, KMH: 40, PerHour: perHour}
	return draft.Road{ID: fmt.Sprintf("w%d.%d", from, to), From: from, To: to, Metres: 500, Class: class, Forward: d, Backward: d}
}

// oneWay is a road that leads from one junction to another.
func oneWay(from, to int, class string, perHour float64) draft.Road {
	r := both(from, to, class, perHour)
	r.Backward = draft.Direction{}
	return r
}

// mapOf makes a map of junctions on a line, a hundred metres apart.
func mapOf(junctions int, roads ...draft.Road) *draft.Network {
	n := &draft.Network{Roads: roads}
	for j := range junctions {
		n.Junctions = append(n.Junctions, draft.Junction{ID: fmt.Sprintf("n%d", j), At: east(100*float64(j), 0)})
	}
	for i := range n.Roads {
		r := &n.Roads[i]
		r.Shape = orb.LineString{n.Junctions[r.From].At, n.Junctions[r.To].At}
	}
	return n
}

func settlement(id, kind string, people int, at orb.Point) draft.Settlement {
	return draft.Settlement{ID: id, Kind: kind, Name: id, People: people, At: at, Source: "census"}
}

// TestJunctionOfAPlace puts a place 10 m east of the junction 1 of a line whose main road begins at 5.
//
//	0 ─residential─ 1 ─ 2 ─ 3 ─ 4 ─ 5 ═primary═ 6
//	               ·place
func TestJunctionOfAPlace(t *testing.T) {
	for _, test := range []struct {
		kind string
		want string
		why  string
	}{
		{"hamlet", "n1", "the main road is farther than 300 m"},
		{"village", "n5", "within 500 m the main road passes most"},
		{"town", "n5", "of two with equal roads the nearer"},
	} {
		n := mapOf(
			7, both(0, 1, "residential", 400), both(1, 2, "residential", 400), both(2, 3, "residential", 400),
			both(3, 4, "residential", 400), both(4, 5, "residential", 400), both(5, 6, "primary", 1200),
		)
		n.Roads = append(n.Roads, both(6, 5, "residential", 400), both(6, 6, "primary", 9000))
		n.Roads[7].ID = "loop"
		n.Settlements = []draft.Settlement{settlement("place", test.kind, 10, east(110, 0)), settlement("end", "hamlet", 0, east(0, 0))}
		r := of(n)
		r.Receptions = []groundwork.Reception{{Name: "end", Settlement: 1}}
		m := build(t, r)
		if got := m.tables["places.csv"][0]["junction"]; got != test.want {
			t.Errorf("a %s stands on %s, want %s: %s", test.kind, got, test.want, test.why)
		}
		if lost := m.found(groundwork.Assumed); len(lost) != 1 || !strings.Contains(lost[0].Text, "from a junction to itself were left out: loop") {
			t.Errorf("the loop is not listed: %v", lost)
		}
	}
}

// TestNearestOnTheSphere: far in the north a degree to the east is short, and the index does not know.
func TestNearestOnTheSphere(t *testing.T) {
	n := mapOf(42, both(0, 1, "primary", 600))
	n.Junctions[0].At = orb.Point{25.010, 70} // 380 m
	for j := 1; j < len(n.Junctions); j++ {
		n.Junctions[j].At = orb.Point{25 + float64(j)*1e-6, 70.005} // 556 m
		n.Roads = append(n.Roads, both(j, (j+1)%len(n.Junctions), "residential", 100))
	}
	n.Roads = n.Roads[1:]
	n.Roads = append(n.Roads, both(0, 2, "residential", 100))
	n.Settlements = []draft.Settlement{settlement("farm", "farm", 5, orb.Point{25, 70}), settlement("end", "hamlet", 0, orb.Point{25, 70.005})}
	r := of(n)
	r.Receptions = []groundwork.Reception{{Name: "end", Settlement: 1}}
	if got := build(t, r).tables["places.csv"][0]["junction"]; got != "n0" {
		t.Errorf("the farm stands on %s, want n0, which is nearest", got)
	}
}

// TestWaysOut: streets are ways out only where nothing larger leaves, and what cannot be reached is said.
//
//	0 ═ 1 ═ 2   street 1 ─ 3   one-way in 4 → 1   island 5 ─ 6
func TestWaysOut(t *testing.T) {
	n := mapOf(7, both(0, 1, "primary", 600), both(1, 2, "primary", 600), both(1, 3, "residential", 400), oneWay(4, 1, "primary", 600), both(5, 6, "primary", 600))
	n.Settlements = []draft.Settlement{settlement("town", "town", 100, east(100, 0))}
	for _, test := range []struct {
		exits                  []int
		out, street, unreached int
	}{
		{[]int{2, 3, 4, 6}, 1, 1, 2},
		{[]int{3}, 1, 0, 0},
		{[]int{4}, 0, 0, 1},
		{[]int{0, 2}, 2, 0, 0},
		{nil, 0, 0, 0},
	} {
		n.Exits = test.exits
		m := build(t, of(n))
		got := [3]int{len(m.found(groundwork.WayOut)), len(m.found(groundwork.Street)), len(m.found(groundwork.Unreached))}
		if got != [3]int{test.out, test.street, test.unreached} || m.Ways != test.out || len(m.tables["receptions.csv"]) != test.out {
			t.Errorf("exits %v: %v ways out, streets and unreached, and %d receptions; want %v", test.exits, got, m.Ways, test)
		}
		if test.out > 0 {
			m.read()
		}
	}
}

// TestPlaceIsNoWayOut: a town beside the end of its road does not stand where the road leaves.
func TestPlaceIsNoWayOut(t *testing.T) {
	n := mapOf(3, both(0, 1, "primary", 600), both(1, 2, "primary", 600))
	n.Exits = []int{2}
	n.Settlements = []draft.Settlement{settlement("town", "town", 100, east(200, 0))}
	m := build(t, of(n))
	if got := m.column("places.csv", "junction"); !slices.Equal(got, []string{"n1", "n2"}) {
		t.Errorf("places stand on %v, want n1 and n2", got)
	}
	m.read()
}

// TestNobodyArrives: a map of one-way roads has ends where nothing arrives.
func TestNobodyArrives(t *testing.T) {
	n := mapOf(2, oneWay(0, 1, "primary", 600))
	n.Exits = []int{0, 1}
	n.Settlements = []draft.Settlement{settlement("town", "town", 100, east(0, 0))}
	m := build(t, of(n))
	if got := m.found(groundwork.Unreached); len(got) != 1 || got[0].ID != "n0" {
		t.Errorf("unreached: %v, want n0", got)
	}
}

// TestCountedOnce: the number of a town that is the sum of its parts is counted at the parts.
func TestCountedOnce(t *testing.T) {
	for _, test := range []struct {
		town, people int
		once, twice  int
	}{
		{600, 600, 1, 0},
		{605, 600, 1, 0}, // within one per cent
		{900, 1500, 0, 1},
		{0, 600, 0, 0},
	} {
		n := mapOf(5, both(0, 1, "primary", 600), both(1, 2, "primary", 600), both(2, 3, "primary", 600), both(3, 4, "primary", 600))
		n.Exits = []int{4}
		n.Settlements = []draft.Settlement{
			settlement("town", "town", test.town, east(0, 0)), settlement("a", "village", 100, east(100, 0)),
			settlement("b", "village", 200, east(200, 0)), settlement("c", "suburb", 300, east(300, 0)),
		}
		m := build(t, of(n))
		once, twice := len(m.found(groundwork.CountedOnce)), len(m.found(groundwork.CountedTwice))
		if m.People != int64(test.people) || once != test.once || twice != test.twice {
			t.Errorf("town of %d: %d people, counted once %d, perhaps twice %d; want %+v", test.town, m.People, once, twice, test)
		}
		if uncounted := len(m.found(groundwork.Uncounted)); test.town == 0 && uncounted != 1 || test.town > 0 && uncounted != 0 {
			t.Errorf("town of %d: %d settlements without people", test.town, uncounted)
		}
	}
}

// TestPeopleOfTheRequest: a lowest number of 0 is written, those outside are told of, and a number that
// nobody believes is none.
func TestPeopleOfTheRequest(t *testing.T) {
	n := mapOf(4, both(0, 1, "primary", 600), both(1, 2, "primary", 600), both(2, 3, "primary", 600))
	n.Exits = []int{3}
	n.Settlements = []draft.Settlement{
		settlement("in", "village", 7, east(100, 0)), settlement("out", "village", 50, east(900, 0)),
		settlement("huge", "village", 2_000_000_000, east(0, 0)),
	}
	r := of(n)
	r.Leaving = area.InBound(orb.Bound{Min: east(-50, -50), Max: east(250, 50)})
	m := build(t, r)
	if m.People != 7 {
		t.Errorf("%d people, want 7", m.People)
	}
	if outside := m.found(groundwork.Assumed); len(outside) != 1 || outside[0].Number != 50 {
		t.Errorf("outside: %v, want 50", outside)
	}
	if huge := m.found(groundwork.Uncounted); len(huge) != 1 || !strings.Contains(huge[0].Text, "2000000000") {
		t.Errorf("not believed: %v", huge)
	}
	r.People = map[int]groundwork.People{0: {Low: 0, Used: 5, High: 9, Vehicles: 2, NoCar: 1, Stays: 1, Source: "count"}, 2: {Used: 1, High: 1}}
	p := build(t, r).read().Places[0]
	if p.People.Low != 0 || p.People.Used != 5 || p.People.High != 9 || p.Vehicles != 2 || p.Note != "count" {
		t.Errorf("people %+v, vehicles %d, note %q", p.People, p.Vehicles, p.Note)
	}
}

// TestEqualIDs: ids of a map that a scenario would confuse stay apart, and none is a formula.
func TestEqualIDs(t *testing.T) {
	n := mapOf(6, both(0, 1, "primary", 600), both(1, 2, "primary", 600), both(2, 3, "primary", 600), both(3, 4, "primary", 600), both(4, 5, "primary", 600))
	for i, id := range []string{"a", "af", "A", "-12#1", "-a"} {
		n.Roads[i].ID = id
		n.Roads[i].Backward.PerHour = 300
	}
	for j, id := range []string{"-7#x", "-7_x", "ԱԲ", "", strings.Repeat("x", 90), "-3"} {
		n.Junctions[j].ID = id
	}
	n.Exits = []int{5}
	n.Settlements = []draft.Settlement{settlement("town", "town", 100, east(0, 0))}
	m := build(t, of(n))
	if diff := m.column("roads.csv", "id"); !slices.Equal(diff, []string{"af", "ab", "af-2f", "af-2b", "a-2f", "a-2b", "_12_1f", "_12_1b", "_af", "_ab"}) {
		t.Errorf("roads %q", diff)
	}
	m.read()
}

// TestClosures: each way of each kind of road, and a closure that has no row.
func TestClosures(t *testing.T) {
	n := mapOf(6, both(0, 1, "primary", 600), both(1, 2, "primary", 600), oneWay(2, 3, "primary", 600), oneWay(3, 2, "primary", 500), both(3, 4, "primary", 600), both(4, 4, "primary", 600))
	n.Roads[1].Backward.PerHour = 300
	n.Roads[3].Forward, n.Roads[3].Backward = n.Roads[3].Backward, n.Roads[3].Forward // leads from 2 to 3 as well
	n.Exits = []int{4}
	n.Settlements = []draft.Settlement{settlement("town", "town", 100, east(0, 0))}
	r := of(n)
	for road := range n.Roads {
		for _, backward := range []bool{false, true} {
			r.Closures = append(r.Closures, groundwork.Closure{Road: road, Backward: backward, From: "2026-03-01T07:00:00", Reason: "fire", Source: fmt.Sprint("test ", road)})
		}
	}
	m := build(t, r)
	var got []string
	for _, row := range m.tables["closures.csv"] {
		got = append(got, row["road"]+" "+row["direction"])
	}
	want := []string{"w0_1 forward", "w0_1 backward", "w1_2f forward", "w1_2b forward", "w2_3 forward", "w3_2 forward", "w3_4 forward", "w3_4 backward"}
	if !slices.Equal(got, want) {
		t.Errorf("closures\n%q, want\n%q", got, want)
	}
	lost := slices.DeleteFunc(m.found(groundwork.Assumed), func(f groundwork.Finding) bool { return !strings.HasPrefix(f.Text, "closures of directions") })
	if len(lost) != 4 {
		t.Errorf("%d closures without a row are listed, want 4", len(lost))
	}
	if s := m.read(); len(s.Closures) != len(want) {
		t.Errorf("%d closures are read, want %d", len(s.Closures), len(want))
	}
}

// TestLimits: what a scenario cannot hold is cut to what it can, or left out, and told.
func TestLimits(t *testing.T) {
	n := mapOf(7, both(0, 1, "", 1e12), both(1, 2, "", math.Inf(1)), both(2, 3, "", 0), both(3, 4, "", math.NaN()), both(4, 5, "", 0.04), both(5, 6, "", 600), both(6, 0, "", 600))
	n.Roads[0].Forward.KMH, n.Roads[0].Backward.KMH = math.Inf(1), 0.001
	n.Roads[1].Forward.Lanes = 9999
	n.Roads[6].Metres = 1e9
	n.Exits = []int{6}
	n.Settlements = []draft.Settlement{settlement("town", "town", 100, east(0, 0))}
	m := build(t, of(n))
	m.read()
	told := map[string]float64{}
	for _, f := range m.found(groundwork.Assumed) {
		told[f.Text[:strings.LastIndex(f.Text, ": ")]] = f.Number
	}
	if told["roads longer than a scenario holds were left out"] != 1 || told["speeds, capacities and numbers of lanes were cut to what a scenario holds"] != 8 {
		t.Errorf("told: %v", told)
	}
}

// TestMapAlone: the tables of a map are the same as those of its scenario, and overrides are to be filled in.
func TestMapAlone(t *testing.T) {
	n := mapOf(4, both(0, 1, "primary", 600), oneWay(2, 3, "primary", 600))
	n.Settlements = []draft.Settlement{{ID: "n9", Kind: "town", Name: "Town", People: 12, Names: map[string]string{"hy": "Քաղաք"}, Others: []string{"Burg"}}}
	alone := groundwork.RoadFiles(n, nil, nil)
	m := opened(t, alone)
	if got := fmt.Sprint(m.tables["settlements.csv"]); got != "[map[aliases:Քաղաք|Burg id:n9 kind:town lat:0 lon:0 name:Town people:12 source:]]" {
		t.Errorf("settlements %s", got)
	}
	if got := groundwork.Tally(alone.Findings); got["island"] != 1 || got["dead end"] != 4 || got["place on the network"] != 0 {
		t.Errorf("found %v", got)
	}
	if _, there := m.tables["overrides.csv"]; there || !strings.Contains(groundwork.Text(alone.Findings), "4  dead end") {
		t.Errorf("overrides %v, text %s", m.tables["overrides.csv"], groundwork.Text(alone.Findings))
	}
	scene := build(t, of(n))
	for _, file := range []string{"roads.csv", "junctions.csv"} {
		if fmt.Sprint(scene.tables[file]) != fmt.Sprint(m.tables[file]) {
			t.Errorf("%s differs", file)
		}
	}
}

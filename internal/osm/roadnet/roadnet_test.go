package roadnet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/draft"
	"wayout/internal/osm"
	"wayout/internal/osm/osmtest"
	"wayout/internal/osm/roadnet"
)

// describe writes a road as a line: ends, lanes and speed each way.
func describe(n *draft.Network, road *draft.Road) string {
	side := func(d draft.Direction) string {
		if !d.Open() {
			return "-"
		}
		return fmt.Sprintf("%g×%.0f@%.0f", d.Lanes, d.PerHour/d.Lanes, d.KMH)
	}
	return fmt.Sprintf("%s %s>%s %.0f m %s %s", road.ID, n.Junctions[road.From].ID, n.Junctions[road.To].ID, road.Metres, side(road.Forward), side(road.Backward))
}

func TestTown(t *testing.T) {
	n := read(t, town(t), roadnet.Options{})
	var got []string
	for i := range n.Roads {
		got = append(got, describe(n, &n.Roads[i]))
	}
	want := []string{
		"w100.0 n1>n2 854 m 2×600@48 2×600@48",
		"w100.1 n2>n3 854 m 2×600@48 2×600@48",
		"w101.0 n3>n4 854 m 1×600@45 1×600@45",
		"w102.0 n4>n5 854 m - 2×600@45",
		"w103.0 n2>n6:w103.0 1112 m 1×200@25 1×200@25",
		"w103.1 n6:w103.1>n8 1112 m 1×200@25 1×200@25",
		"w104.0 n3>n7 1112 m 0.5×400@60 0.5×400@35",
		"w104.1 n7>n9 1112 m 0.5×400@60 0.5×400@35",
		"w105.0 n9>n11 983 m 0.5×400@30 0.5×400@30",
		"w105.1 n11>n9 983 m 0.5×400@30 0.5×400@30",
		"w112.0 n5>n13 0 m 0.5×400@15 0.5×400@15",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("roads (-want +got):\n%s", diff)
	}
	if !n.Roads[2].Bridge || n.Roads[0].Name != "Main" || n.Roads[4].Surface != "gravel" {
		t.Error("a bridge, name or surface was lost")
	}
	if got := n.Roads[0].Forward; got.SpeedBy != "maxspeed=30 mph" || got.PassesBy != "600 vehicles/h per lane (primary) on 2 lanes (lanes=4 for both directions)" {
		t.Errorf("rules %q and %q", got.SpeedBy, got.PassesBy)
	}
	if len(n.Exits) != 1 || n.Junctions[n.Exits[0]].ID != "n5" {
		t.Errorf("exits %v, want n5, whose road leads on to a node that is not in the file", n.Exits)
	}
}

func TestGatesOfTheTown(t *testing.T) {
	n := read(t, town(t), roadnet.Options{})
	var got []string
	for _, gate := range n.Gates {
		at := "beside"
		if gate.Junction >= 0 {
			at = n.Junctions[gate.Junction].ID
		}
		got = append(got, fmt.Sprintf("%s %s %q %s", gate.ID, gate.Kind, gate.Name, at))
	}
	want := []string{`n7 lift_gate "North post" n7`, `n24 border_control "Old border" beside`, `w111:n8 ferry "Ferry of the lake" n8`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("gates (-want +got):\n%s", diff)
	}
}

func TestSettlementsOfTheTown(t *testing.T) {
	n := read(t, town(t), roadnet.Options{})
	want := []draft.Settlement{
		{
			ID: "n20", Kind: "town", At: orb.Point{46.711, 39.801}, Name: "Մարտունի",
			Names:  map[string]string{"en": "Martuni", "az": "Xocavənd", "sr-Latn": "Martuni"},
			Others: []string{"Khonashen", "Хонашен", "Мартуни", "Martouni", "Khojavend"},
			People: 4461,
			Source: "OpenStreetMap n20, population=~4,461 (2015), population:date=2015, source:population=census",
		},
		{ID: "n23", Kind: "village", At: orb.Point{46.79, 39.79}, Name: "Far"},
	}
	if diff := cmp.Diff(want, n.Settlements); diff != "" {
		t.Errorf("settlements (-want +got):\n%s", diff)
	}
}

// TestNothingIsDroppedInSilence lists every note of the town with its count.
func TestNothingIsDroppedInSilence(t *testing.T) {
	n := read(t, town(t), roadnet.Options{})
	want := map[string]int{
		"ways with the same node twice in a row":                     1,
		"roads with a limit of weight or size":                       1,
		"unpaved roads carry no more than gravel":                    1,
		"roads of one lane for both directions":                      1,
		"roads for one direction at a time":                          1,
		"tracks were left out":                                       1,
		"private roads were left out":                                1,
		"roads closed to cars were left out":                         1,
		"roads that are not built yet or no longer there":            1,
		"ferries are no roads":                                       1,
		"ways that stand twice in the file":                          1,
		"ways that are not for cars were left out":                   1,
		"roads without a surface were taken as their class":          8,
		"ways without lanes took those of their class":               5,
		"ways without a speed took that of their class":              8,
		"settlements drawn as areas were not read":                   1,
		"settlements without a name were left out":                   1,
		"places where nobody is known to live":                       1,
		"values of population that were not understood":              1,
		"barriers that no car passes cut their road":                 1,
		"roads of which no stretch is in the file":                   1,
		"roads cut where their next node is not in the file":         1,
		"roads that come back to where they begin":                   1,
		"roads drawn twice through the same nodes":                   1,
		"roads of no length were taken as a decimetre long":          1,
		"posts that stand on no road":                                1,
		"bans on turning (no_…) at junctions: the plan does not use": 1,
		"bans on turning between roads that were left out":           1,
	}
	for what, count := range want {
		if got := noted(n, what); got != count {
			t.Errorf("%q is noted %d times, want %d", what, got, count)
		}
	}
	for _, note := range n.Notes {
		if note.Count > 0 && len(note.Examples) == 0 {
			t.Errorf("%q has no example", note.What)
		}
		known := slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(what string) bool { return strings.HasPrefix(note.What, what) })
		if !known {
			t.Errorf("%q is noted %d times and not expected", note.What, note.Count)
		}
	}
}

func TestTracksAndPrivateRoads(t *testing.T) {
	n := read(t, town(t), roadnet.Options{Tracks: true, Private: true})
	var got []string
	for i := range n.Roads {
		if id := n.Roads[i].ID; id == "w107.0" || id == "w108.0" {
			got = append(got, describe(n, &n.Roads[i]))
		}
	}
	// The private road runs through the same nodes as the track, so it is the same road drawn twice.
	want := []string{"w107.0 n8>n9 855 m 0.5×200@15 0.5×200@15"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("roads (-want +got):\n%s", diff)
	}
	if got := noted(n, "roads drawn twice"); got != 2 {
		t.Errorf("%d roads drawn twice, want 2", got)
	}
}

// TestAreaKeepsWhatCrossesItsBorder cuts the town between its junctions 1 and 2, and 3 and 4.
//
//	1 ──┼── 2 ──── 3 ──┼── 4
func TestAreaKeepsWhatCrossesItsBorder(t *testing.T) {
	box := orb.Bound{Min: orb.Point{46.705, 39.795}, Max: orb.Point{46.725, 39.805}}
	n := read(t, town(t), roadnet.Options{Area: area.InBound(box)})
	var roads, exits []string
	for i := range n.Roads {
		roads = append(roads, n.Roads[i].ID)
	}
	for _, exit := range n.Exits {
		exits = append(exits, n.Junctions[exit].ID)
	}
	if diff := cmp.Diff([]string{"w100.0", "w100.1", "w101.0", "w103.0", "w104.0"}, roads); diff != "" {
		t.Errorf("roads (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"n1", "n4", "n6:w103.0", "n7"}, exits); diff != "" {
		t.Errorf("exits (-want +got):\n%s", diff)
	}
	if len(n.Settlements) != 1 || noted(n, "settlements outside the area") != 2 || noted(n, "roads outside the area") == 0 {
		t.Errorf("%d settlements and %+v", len(n.Settlements), n.Notes)
	}
}

func TestAreaSeesRoadsThatOnlyPassThrough(t *testing.T) {
	strip := orb.Bound{Min: orb.Point{46.713, 39.70}, Max: orb.Point{46.717, 39.90}}
	n := read(t, town(t), roadnet.Options{Area: area.InBound(strip)})
	if len(n.Roads) != 1 || n.Roads[0].ID != "w100.1" || len(n.Exits) != 2 {
		t.Errorf("%d roads and exits %v, want only the road across the strip with both ends outside", len(n.Roads), n.Exits)
	}
}

// TestTwoOneWaysOnTheSameNodesAreOneStreet keeps both of a street drawn once for each direction.
func TestTwoOneWaysOnTheSameNodesAreOneStreet(t *testing.T) {
	yes := osm.Tags{{Key: "highway", Value: "residential"}, {Key: "oneway", Value: "yes"}}
	m := osmtest.Map{
		Nodes: []osm.Node{{ID: 1}, {ID: 2, At: orb.Point{0.01, 0}}},
		Ways:  []osm.Way{{ID: 1, Nodes: []int64{1, 2}, Tags: yes}, {ID: 2, Nodes: []int64{2, 1}, Tags: yes}, {ID: 3, Nodes: []int64{1, 2}, Tags: yes}},
	}
	n := read(t, osmtest.Open(osmtest.PBF(m, osmtest.Flavour{})), roadnet.Options{})
	if len(n.Roads) != 2 || n.DirectedLinks() != 2 {
		t.Errorf("%d roads, want one each way and the third left out", len(n.Roads))
	}
}

// TestBarriers puts barriers into the middle of a road.
func TestBarriers(t *testing.T) {
	for tags, want := range map[string]string{
		"barrier=gate":                                         "gate",
		"barrier=gate access=private":                          "gate",
		"barrier=gate access=no":                               "cut",
		"barrier=gate access=no motorcar=yes":                  "gate",
		"barrier=bollard":                                      "cut",
		"barrier=bollard access=private":                       "cut",
		"barrier=bollard access=yes":                           "open",
		"barrier=bollard bollard=rising":                       "gate",
		"barrier=bollard bollard=rising access=private":        "gate",
		"barrier=bollard bollard=rising motor_vehicle=no":      "cut",
		"barrier=bollard bollard=rising motor_vehicle=private": "gate",
		"barrier=cattle_grid":                                  "open",
		"barrier=cattle_grid access=no":                        "open",
		"barrier=dragon":                                       "open",
		"military=checkpoint":                                  "gate",
	} {
		m := osmtest.Map{
			Nodes: []osm.Node{{ID: 1}, {ID: 2, At: orb.Point{0.01, 0}}, {ID: 3, At: orb.Point{0.02, 0}}},
			Ways:  []osm.Way{{ID: 1, Nodes: []int64{1, 2, 3}, Tags: osm.Tags{{Key: "highway", Value: "primary"}}}},
		}
		for tag := range strings.FieldsSeq(tags) {
			key, value, _ := strings.Cut(tag, "=")
			m.Nodes[1].Tags = append(m.Nodes[1].Tags, osm.Tag{Key: key, Value: value})
		}
		n := read(t, osmtest.Open(osmtest.XML(m)), roadnet.Options{})
		got := map[string]string{"4 0": "cut", "3 1": "gate", "2 0": "open"}[fmt.Sprint(len(n.Junctions), len(n.Gates))]
		if got != want {
			t.Errorf("%s: %d junctions and %d gates, which is %q, want %q", tags, len(n.Junctions), len(n.Gates), got, want)
		}
	}
}

// TestWhatStandsTwiceIsTakenOnce lists every entity of the town twice, and one that is deleted of each kind.
func TestWhatStandsTwiceIsTakenOnce(t *testing.T) {
	want := read(t, town(t), roadnet.Options{})
	m, _, err := osmtest.All(town(t))
	if err != nil {
		t.Fatal(err)
	}
	m.Nodes = append(m.Nodes, m.Nodes...)
	m.Ways = append(m.Ways, m.Ways...)
	const deleted = `<node id="900" visible="false"/><way id="900" visible="false"/></osm>`
	data := bytes.Replace(osmtest.XML(m), []byte("</osm>"), []byte(deleted), 1)
	got := read(t, osmtest.Open(data), roadnet.Options{})
	if noted(got, "settlements and gates that stand twice") == 0 || noted(got, "entities marked as deleted") != 2 {
		t.Errorf("the notes are %+v", got.Notes)
	}
	want.Notes, got.Notes = nil, nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the network (-once +twice):\n%s", diff)
	}
}

// TestWaysMayCarryTheirPositions reads a file whose nodes were left out.
func TestWaysMayCarryTheirPositions(t *testing.T) {
	m := osmtest.Map{Ways: []osm.Way{{
		ID: 1, Nodes: []int64{1, 2}, Points: []orb.Point{{46.7, 39.8}, {46.71, 39.8}}, Tags: osm.Tags{{Key: "highway", Value: "primary"}},
	}}}
	n := read(t, osmtest.Open(osmtest.PBF(m, osmtest.Flavour{Locations: true})), roadnet.Options{})
	if len(n.Roads) != 1 || len(n.Exits) != 0 {
		t.Errorf("%d roads and exits %v, want one road and none", len(n.Roads), n.Exits)
	}
}

func TestPBFAndXMLGiveTheSameNetwork(t *testing.T) {
	m, _, err := osmtest.All(town(t))
	if err != nil {
		t.Fatal(err)
	}
	want := read(t, town(t), roadnet.Options{})
	for _, flavour := range []osmtest.Flavour{{}, {Plain: true, Raw: true, PerBlock: 2}} {
		got := read(t, osmtest.Open(osmtest.PBF(m, flavour)), roadnet.Options{})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the network (-XML +PBF):\n%s", diff)
		}
	}
}

func TestFaultsOfTheFileAreReturned(t *testing.T) {
	_, err := roadnet.Read(t.Context(), osmtest.Open([]byte("<osm>")), roadnet.Options{})
	var damaged *osm.DamagedError
	if !errors.As(err, &damaged) {
		t.Errorf("%v, want a DamagedError", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := roadnet.Read(ctx, town(t), roadnet.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

func TestProgressNamesThePass(t *testing.T) {
	var passes []int
	read(t, town(t), roadnet.Options{Progress: func(pass int, _ int64) { passes = append(passes, pass) }})
	if !slices.IsSorted(passes) || passes[0] != 1 || passes[len(passes)-1] != 2 {
		t.Errorf("passes %v, want 1 and then 2", passes)
	}
}

// TestEveryDefaultHasASource holds the table of classes.
func TestEveryDefaultHasASource(t *testing.T) {
	for _, class := range roadnet.Classes() {
		for _, figure := range []roadnet.Figure{class.KMH, class.Lanes, class.OneWay, class.PerLane} {
			if figure.Value <= 0 || !strings.Contains(figure.Source, "assumption") && !strings.Contains(figure.Source, "[") {
				t.Errorf("%s has %g from %q", class.Highway, figure.Value, figure.Source)
			}
		}
	}
}

// FuzzNetwork makes networks of damaged maps: an error, or a network that keeps its promises.
func FuzzNetwork(f *testing.F) {
	m, _, err := osmtest.All(town(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(osmtest.XML(m))
	f.Add(osmtest.PBF(m, osmtest.Flavour{Raw: true}))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := roadnet.Read(t.Context(), osmtest.Open(data), roadnet.Options{Tracks: true, Private: true})
		if err == nil {
			checkPromises(t, n)
		}
	})
}

// BenchmarkNetwork makes the network of a whole extract and reports the most that was in memory.
func BenchmarkNetwork(b *testing.B) {
	open := extract(b, "legazpi-2025.osm.pbf")
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	peak := uint64(0)
	look := func(int, int64) {
		metrics.Read(sample)
		peak = max(peak, sample[0].Value.Uint64())
	}
	roads := 0
	for b.Loop() {
		n, err := roadnet.Read(b.Context(), open, roadnet.Options{Progress: look})
		if err != nil {
			b.Fatal(err)
		}
		look(0, 0)
		roads += len(n.Roads)
	}
	b.ReportMetric(float64(roads)/b.Elapsed().Seconds(), "roads/s")
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
}

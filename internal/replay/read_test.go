package replay_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"wayout/internal/problem"
	"wayout/internal/replay"
)

const (
	goodNodes = "id,lon,lat\nA,46,39.7\nB,46.1,39.7\nC,46.2,39.7\n"
	goodLinks = "id,from,to,length_m,lanes,speed_kmh,capacity_vph\nab,A,B,3000,1,60,1200\nbc,B,C,200,1,30,300\nba,B,A,3000,1,60,0\n"
	goodTrips = "id,depart_s,links\nv1,0.5,ab bc\nv2,0,ab\n"
)

// folderOf returns a folder with the three tables; an empty text leaves the file out.
func folderOf(nodes, links, trips string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range map[string]string{"nodes.csv": nodes, "links.csv": links, "trips.csv": trips} {
		if text != "" {
			out[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out
}

// TestTwoVehicles: 3 km at 60 km/h, and 200 m at 30, take 204 s; the second enters 3 s after the first.
func TestTwoVehicles(t *testing.T) {
	c, list := replay.Read(folderOf(goodNodes, goodLinks, goodTrips))
	if c == nil || len(list) > 0 {
		t.Fatal(list)
	}
	o := c.Drive(nil)
	if len(o.Ends) != 2 || o.Ends[0].Ended != 207_000 || o.Ends[1].Ended != 180_000 {
		t.Errorf("%+v", o.Ends)
	}
}

// TestTablesAreReadBack: what is written is read as the same case.
func TestTablesAreReadBack(t *testing.T) {
	for _, want := range []*replay.Case{corridor(300), grid(t, 12, 300, false)} {
		files := fstest.MapFS{}
		for _, f := range want.Tables() {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		got, list := replay.Read(files)
		if got == nil || len(list) > 0 {
			t.Fatal(list)
		}
		if !reflect.DeepEqual(got.Links, want.Links) || !reflect.DeepEqual(got.Trips, want.Trips) || !reflect.DeepEqual(got.Ways, want.Ways) {
			t.Error("another case was read back")
		}
	}
}

// TestWrongTables: everything that is wrong is said, with file, line and column, and nothing comes of it.
func TestWrongTables(t *testing.T) {
	for _, c := range []struct{ nodes, links, trips, want string }{
		{"", "", "", "nodes.csv replay-missing; links.csv replay-missing; trips.csv replay-missing"},
		{goodNodes, "", goodTrips, "links.csv replay-missing"},
		{"id,lon\nA,46\n", goodLinks, goodTrips, "nodes.csv:1 lat instance-column"},
		{goodNodes + "A,46,39\n,46,39\n", goodLinks, goodTrips, "nodes.csv:5 id instance-twice; nodes.csv:6 id instance-id"},
		{goodNodes + "D,46,91\nE,x,39\n", goodLinks, goodTrips, "nodes.csv:5 lat replay-range; nodes.csv:6 lon number-none"},
		{goodNodes, goodLinks + "bd,B,D,0,0,0.5,-1\n", goodTrips, "links.csv:5 to instance-unknown; links.csv:5 length_m replay-range; " +
			"links.csv:5 speed_kmh replay-range; links.csv:5 capacity_vph replay-range; links.csv:5 lanes replay-range"},
		{goodNodes, goodLinks + "b d,B,A,1,1.5,50,100\n", goodTrips, "links.csv:5 id replay-blank; links.csv:5 lanes number-not-whole"},
		{goodNodes, goodLinks, goodTrips + "v1,0,ab\nv3,-1,\nv4,x,ab bd\n", "trips.csv:4 id instance-twice; trips.csv:5 depart_s replay-range; " +
			"trips.csv:5 links replay-no-way; trips.csv:6 depart_s number-none; trips.csv:6 links instance-unknown"},
		{goodNodes, goodLinks, goodTrips + "v3,0,bc ab\nv4,0,ab ba\n", "trips.csv:4 links replay-broken; trips.csv:5 links replay-shut"},
		{goodNodes, goodLinks, goodTrips + "v3,0,bc ab\nv4,0,bc ab\n", "trips.csv:4 links replay-broken"},
		{goodNodes, goodLinks, goodTrips + "v3,NaN,ab\nv4,1e300,ab\n", "trips.csv:4 depart_s number-none; trips.csv:5 depart_s number-exponent"},
	} {
		made, list := replay.Read(folderOf(c.nodes, c.links, c.trips))
		var got []string
		for _, p := range list {
			at := p.Where.File
			if p.Where.Line > 0 {
				at += fmt.Sprintf(":%d %s", p.Where.Line, p.Where.Column)
			}
			got = append(got, at+" "+string(p.Code))
		}
		if made != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s\n want %s", strings.Join(got, "; "), c.want)
		}
		for _, p := range list {
			if p.Severity == problem.Error && (p.Text() == "" || p.Remedy() == "") {
				t.Errorf("%s says nothing", p.Code)
			}
		}
	}
}

// TestJam: 400 cars before a gate of 100 an hour stand on the road, 3 km hold 400 cars less those passing.
func TestJam(t *testing.T) {
	trips := "id,depart_s,links\n"
	for i := range 400 {
		trips += fmt.Sprintf("v%d,%d,ab bc\n", i, 3*i)
	}
	c, list := replay.Read(folderOf(goodNodes, strings.Replace(goodLinks, "30,300", "30,100", 1), trips))
	if c == nil {
		t.Fatal(list)
	}
	o := c.Drive(nil)
	last, arrived := o.After(1000)
	if want := 204 + 399*36.; !arrived || float64(last)/1000 < want-1 || float64(last)/1000 > want+30 {
		t.Errorf("the last after %d ms, want it soon after %.0f s", last, want)
	}
	half, _ := o.After(500)
	if want := 204 + 199*36.; float64(half)/1000 < want-1 || float64(half)/1000 > want+30 {
		t.Errorf("half after %d ms, want it soon after %.0f s", half, want)
	}
	if text := o.Text(); !strings.Contains(text, "not arrived                        0\n") || !strings.Contains(text, "  ab, from A to B: ") {
		t.Errorf("%s", text)
	}
	rows := strings.Split(strings.TrimSpace(string(o.Arrivals().Data)), "\n")
	if first, last := rows[2], rows[len(rows)-1]; first != "0,0.000,1,0" || !strings.HasSuffix(last, ",400,400") {
		t.Errorf("arrivals from %s to %s", first, last)
	}
}

// TestNeverOut: a link that passes a car in ten hours has passed 24 ten days after the last departure.
func TestNeverOut(t *testing.T) {
	trips := "id,depart_s,links\n"
	for i := range 40 {
		trips += fmt.Sprintf("v%d,0,bc\n", i)
	}
	c, list := replay.Read(folderOf(goodNodes, strings.Replace(goodLinks, "30,300", "30,0.1", 1), trips))
	if c == nil {
		t.Fatal(list)
	}
	o := c.Drive(nil)
	if n := o.Missing(); n < 15 || n > 17 {
		t.Errorf("%d have not arrived, want 16", n)
	}
	if _, arrived := o.After(1000); arrived || !strings.Contains(o.Text(), "the last arrives after             never") {
		t.Errorf("%s", o.Text())
	}
	if !strings.Contains(string(o.JSON()), `"clearance_seconds": null`) {
		t.Errorf("%s", o.JSON())
	}
}

// FuzzRead: no tables, however wrong, stop the reader; a case that is read can be driven, and nobody is
// lost on the way.
func FuzzRead(f *testing.F) {
	f.Add([]byte(goodNodes), []byte(goodLinks), []byte(goodTrips))
	f.Add([]byte("id;lon;lat\nA;46,5;39\n"), []byte(goodLinks), []byte("id,depart_s,links\nv,1e9,ab ab\n"))
	f.Add([]byte(goodNodes), []byte("id,from,to,length_m,lanes,speed_kmh,capacity_vph\nl,A,A,0.001,50,500,0.001\n"), []byte("id,depart_s,links\nv,31622400,l l l\n"))
	f.Fuzz(func(t *testing.T, nodes, links, trips []byte) {
		c, list := replay.Read(folderOf(string(nodes), string(links), string(trips)))
		if (c == nil) != list.HasErrors() {
			t.Fatal("a case and errors, or neither")
		}
		if c == nil {
			return
		}
		o := c.Drive(nil)
		if len(o.Ends) != len(c.Trips) || o.Missing() < 0 || o.Missing() > len(c.Trips) {
			t.Fatalf("%d of %d are missing", o.Missing(), len(c.Trips))
		}
		o.Text()
		o.JSON()
	})
}

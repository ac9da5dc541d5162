package osm_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"wayout/internal/osm"
	"wayout/internal/osm/osmtest"
)

func TestEveryFlavourReadsTheSame(t *testing.T) {
	want := village()
	bzip2, err := os.ReadFile(filepath.Join("testdata", "village.osm.bz2")) // the standard library only reads it
	if err != nil {
		t.Fatal(err)
	}
	flavours := map[string][]byte{
		"dense":             osmtest.PBF(want, osmtest.Flavour{}),
		"plain":             osmtest.PBF(want, osmtest.Flavour{Plain: true}),
		"raw":               osmtest.PBF(want, osmtest.Flavour{Raw: true}),
		"raw and plain":     osmtest.PBF(want, osmtest.Flavour{Raw: true, Plain: true}),
		"fine and offset":   osmtest.PBF(want, osmtest.Flavour{Granularity: 1, Lat: 39_000_000_000, Lon: -46_000_000_001}),
		"a block an entity": osmtest.PBF(want, osmtest.Flavour{PerBlock: 1}),
		"XML":               osmtest.XML(want),
		"XML after a mark":  append([]byte("\xef\xbb\xbf\r\n"), osmtest.XML(want)...),
		"XML in gzip":       osmtest.Gzip(osmtest.XML(want)),
		"XML in bzip2":      bzip2,
	}
	for name, data := range flavours {
		t.Run(name, func(t *testing.T) {
			got, summary, err := osmtest.All(osmtest.Open(data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("the map (-want +got):\n%s", diff)
			}
			if summary.Writer != "osmtest" || summary.Bytes != int64(len(data)) {
				t.Errorf("summary %+v, want the writer osmtest and %d bytes", summary, len(data))
			}
			if summary.Nodes != 5 || summary.Ways != 3 || summary.Relations != 2 {
				t.Errorf("summary %+v, want 5 nodes, 3 ways, 2 relations", summary)
			}
		})
	}
}

func TestPositionsWithWays(t *testing.T) {
	points := []orb.Point{{46.75, 39.82}, {46.76, 39.83}}
	m := osmtest.Map{Ways: []osm.Way{{ID: 1, Nodes: []int64{1, 2}, Points: points}}}
	pbf := osmtest.PBF(m, osmtest.Flavour{Locations: true})
	xml := `<osm><way id="1"><nd ref="1" lon="46.75" lat="39.82"/><nd ref="2" lon="46.76" lat="39.83"/></way></osm>`
	for name, data := range map[string][]byte{"PBF": pbf, "XML": []byte(xml)} {
		got, _, err := osmtest.All(osmtest.Open(data))
		if err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(m, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestOnlyWhatIsWanted reads ways first and then two nodes, as a reader of roads does.
func TestOnlyWhatIsWanted(t *testing.T) {
	data := osmtest.PBF(village(), osmtest.Flavour{PerBlock: 1})
	m := osm.NewMap(osmtest.Open(data))
	for range 2 { // the second time blocks are passed over, but not the header
		var ways, nodes []int64
		_, err := m.Scan(context.Background(), osm.Visitor{
			Way: func(w *osm.Way) error { ways = append(ways, w.ID); return nil },
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		summary, err := m.Scan(context.Background(), osm.Visitor{
			Node:     func(n *osm.Node) error { nodes = append(nodes, n.ID); return nil },
			WantNode: func(id int64, tagged bool) bool { return id == 3 || tagged },
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int64{10, 11, 12}, ways); diff != "" {
			t.Errorf("ways (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]int64{2, 3, 9_000_000_000, -5}, nodes); diff != "" {
			t.Errorf("nodes (-want +got):\n%s", diff)
		}
		if summary.Nodes != 5 || summary.Ways != 0 || summary.Writer != "osmtest" {
			t.Errorf("summary %+v, want 5 nodes, no ways and the writer", summary)
		}
	}
}

func TestFaultsSayWhereAndWhat(t *testing.T) {
	header := osmtest.PBF(osmtest.Map{}, osmtest.Flavour{})
	behind := func(kind string, blob []byte) []byte {
		out := bytes.NewBuffer(bytes.Clone(header))
		osmtest.Frame(out, kind, blob)
		return out.Bytes()
	}
	node := `<osm><node id="1" lat="1" lon="2"`
	tagged := func(value string) osmtest.Map {
		return osmtest.Map{Nodes: []osm.Node{{ID: 1, Tags: osm.Tags{{Key: "name", Value: value}}}}}
	}
	street := osmtest.Map{Ways: []osm.Way{{ID: 1, Nodes: make([]int64, 1<<17+1)}}}
	crowd := osmtest.Map{Relations: []osm.Relation{{ID: 1, Members: make([]osm.Member, 1<<17+1)}}}
	for i := range crowd.Relations[0].Members {
		crowd.Relations[0].Members[i].Kind = osm.Ways
	}
	labels := osmtest.Map{Nodes: []osm.Node{{ID: 1, Tags: make(osm.Tags, 1<<17+1)}}}
	texts := osmtest.Blob(append([]byte{0x0a, 0x82, 0x80, 0x80, 0x02}, bytes.Repeat([]byte{0x0a, 0}, 1<<21+1)...), true)
	tests := []struct {
		name, want string
		at         int64
		data       []byte
	}{
		{"empty", "the file is empty", 0, nil},
		{"text", "no map of OpenStreetMap", 0, []byte("id,name\n1,Goris and a long list of other places behind it, as a table\n")},
		{"o5m", "o5m; convert", 0, []byte("\xff\xe0\x04o5m2 and so on")},
		{"zip", "zip archive", 0, []byte("PK\x03\x04")},
		{"history", "history, with all versions", 0, osmtest.PBF(osmtest.Map{}, osmtest.Flavour{Feature: "HistoricalInformation"})},
		{"feature", `needs a reader that knows "Sort.Twice"`, 0, osmtest.PBF(osmtest.Map{}, osmtest.Flavour{Feature: "Sort.Twice"})},
		{"lz4", "packed with LZ4", int64(len(header)), behind("OSMData", []byte{0x32, 1, 0})},
		{"zstd", "packed with Zstandard", int64(len(header)), behind("OSMData", []byte{0x3a, 1, 0})},
		{"lzma", "packed with LZMA", int64(len(header)), behind("OSMData", []byte{0x22, 1, 0})},
		{"no data", "no data", int64(len(header)), behind("OSMData", nil)},
		{"unknown block", `unknown kind "OSMDatb"`, int64(len(header)), behind("OSMDatb", osmtest.Blob(nil, true))},
		{"expands too much", "cannot unpack to 33554432", int64(len(header)), behind("OSMData", []byte{0x10, 0x80, 0x80, 0x80, 0x10, 0x1a, 1, 0})},
		{"blob too large", "more than the 33554432 bytes", int64(len(header)), append(bytes.Clone(header), 0, 0, 0, 6, 0x18, 0xff, 0xff, 0xff, 0xff, 0x0f)},
		{"header too large", "would have 16777216 bytes", int64(len(header)), append(bytes.Clone(header), 1, 0, 0, 0)},
		{"no length", "does not tell its size", int64(len(header)), append(bytes.Clone(header), 0, 0, 0, 0)},
		{"text missing", "text 7 is used, but the block has 0", int64(len(header)), behind("OSMData", osmtest.Blob([]byte{0x12, 10, 0x0a, 8, 0x08, 2, 0x12, 1, 7, 0x1a, 1, 7}, true))},
		{"uneven lists", "do not have the same length", int64(len(header)), behind("OSMData", osmtest.Blob([]byte{0x12, 12, 0x12, 10, 0x0a, 1, 2, 0x42, 1, 2, 0x4a, 2, 2, 2}, true))},
		{"far off the earth", "no place on earth", int64(len(header)), osmtest.PBF(osmtest.Map{Nodes: []osm.Node{{ID: 1, At: orb.Point{1 << 62 / 1e7, 0}}}}, osmtest.Flavour{})},
		{"long text", "a text has 65537 bytes", int64(len(header)), osmtest.PBF(tagged(strings.Repeat("a", 1<<16+1)), osmtest.Flavour{})},
		{"many nodes", "more than 131072", int64(len(header)), osmtest.PBF(street, osmtest.Flavour{})},
		{"many members", "more than 131072", int64(len(header)), osmtest.PBF(crowd, osmtest.Flavour{})},
		{"many tags", "more than 131072", int64(len(header)), osmtest.PBF(labels, osmtest.Flavour{})},
		{"many texts", "more than 2097152 texts", int64(len(header)), behind("OSMData", texts)},
		{"not on earth", "no place on earth", int64(len(header)), osmtest.PBF(osmtest.Map{Nodes: []osm.Node{{ID: 1, At: orb.Point{0, 90.0000001}}}}, osmtest.Flavour{})},

		{"long text in XML", "a text has 65537 bytes", -1, osmtest.XML(tagged(strings.Repeat("a", 1<<16+1)))},
		{"many brackets in quotes", "a text has 1000000 bytes", -1, []byte(node + `><tag k="` + strings.Repeat(">", 1e6) + `" v=""/></node></osm>`)},
		{"many nodes in XML", "more than 131072", -1, osmtest.XML(street)},
		{"many members in XML", "more than 131072", -1, osmtest.XML(crowd)},
		{"many tags in XML", "more than 131072", -1, osmtest.XML(labels)},
		{"changes", "changes to a map", 0, []byte(`<osmChange version="0.6"></osmChange>`)},
		{"html", "it begins with <html>", 0, []byte(`<html><body/></html>`)},
		{"cut", "ends within <osm>", 5, []byte(`<osm><node id="1" lat="1" lon="2"/>`)},
		{"cut tag", "ends within <osm>", 5, []byte(`<osm><node id="1" lat="1`)},
		{"crossed", "</osm> closes what was not opened", 35, []byte(node + `>` + ` </osm></node>`)},
		{"no id", `id="" is no whole number`, 5, []byte(`<osm><node lat="1" lon="2"/></osm>`)},
		{"no latitude", `lat="" is no number`, 5, []byte(`<osm><node id="1" lon="2"/></osm>`)},
		{"latitude", "no place on earth", 5, []byte(`<osm><node id="1" lat="91" lon="2"/></osm>`)},
		{"NaN", "no place on earth", 5, []byte(`<osm><node id="1" lat="NaN" lon="2"/></osm>`)},
		{"entity", `"&nbsp;" is no character`, 34, []byte(node + `><tag k="a" v="&nbsp;"/></node></osm>`)},
		{"declaration", "declares entities", 0, []byte(`<!DOCTYPE osm [<!ENTITY a "b">]><osm/>`)},
		{"encoding", `encoded as "windows-1251"`, 0, []byte(`<?xml version="1.0" encoding="windows-1251"?><osm/>`)},
		{"two maps", "follows after the end", 6, []byte(`<osm/><osm/>`)},
		{"quotes", "is not name=", 5, []byte(`<osm><node id=1 lat="1" lon="2"/></osm>`)},
		{"deep", "more than 64 deep", 5 + 63*3, append([]byte("<osm>"), bytes.Repeat([]byte("<a>"), 70)...)},
		{"member", `kind "street"`, 24, []byte(`<osm><relation id="1"  ><member type="street" ref="1"/></relation></osm>`)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := osmtest.All(osmtest.Open(test.data))
			var damaged *osm.DamagedError
			if !errors.As(err, &damaged) {
				t.Fatalf("%v, want a DamagedError", err)
			}
			if !bytes.Contains([]byte(err.Error()), []byte(test.want)) {
				t.Errorf("%q, want it to say %q", err, test.want)
			}
			if test.at >= 0 && damaged.At != test.at {
				t.Errorf("at byte %d, want %d: %v", damaged.At, test.at, err)
			}
		})
	}
}

func TestDeletedEntitiesAreCounted(t *testing.T) {
	data := []byte(`<osm><node id="1" visible="false"/><node id="2" action="delete" lat="1" lon="1"/><node id="3" lat="1" lon="1"/></osm>`)
	all, summary, err := osmtest.All(osmtest.Open(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Nodes) != 1 || summary.Deleted != 2 || summary.Nodes != 1 {
		t.Errorf("%d nodes, summary %+v; want one node, two deleted", len(all.Nodes), summary)
	}
}

func TestAVisitorEndsTheScan(t *testing.T) {
	enough := errors.New("enough")
	for name, data := range map[string][]byte{"PBF": osmtest.PBF(village(), osmtest.Flavour{}), "XML": osmtest.XML(village())} {
		seen := 0
		_, err := osm.NewMap(osmtest.Open(data)).Scan(context.Background(), osm.Visitor{
			Way: func(*osm.Way) error { seen++; return enough },
		}, nil)
		if err != enough || seen != 1 {
			t.Errorf("%s: %d ways and %v, want one way and the visitor's own error", name, seen, err)
		}
	}
}

func TestTheContextEndsTheScan(t *testing.T) {
	for name, data := range map[string][]byte{"PBF": osmtest.PBF(village(), osmtest.Flavour{PerBlock: 1}), "XML": osmtest.XML(village())} {
		ctx, cancel := context.WithCancel(context.Background())
		_, err := osm.NewMap(slowly(data)).Scan(ctx, osm.Visitor{Node: func(*osm.Node) error { cancel(); return nil }}, nil)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want %v", name, err, context.Canceled)
		}
	}
}

// slowly opens a file that is read in small pieces.
func slowly(data []byte) osm.Opener {
	return func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(bytes.NewReader(data[:len(data)-20]), bytes.NewReader(data[len(data)-20:]))), nil
	}
}

func TestProgressAndChange(t *testing.T) {
	data := osmtest.XML(village())
	m := osm.NewMap(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil })
	last := int64(0)
	if _, err := m.Scan(context.Background(), osm.Visitor{}, func(n int64) { last = n }); err != nil {
		t.Fatal(err)
	}
	if last != int64(len(data)) {
		t.Errorf("the last progress was %d, want %d", last, len(data))
	}
	data = append(data, '\n')
	if _, err := m.Scan(context.Background(), osm.Visitor{}, nil); err == nil {
		t.Error("the file was changed between two scans and nobody said so")
	}
}

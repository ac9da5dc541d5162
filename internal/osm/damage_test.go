package osm_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wayout/internal/osm"
	"wayout/internal/osm/osmtest"
)

// street is a map of several PBF blocks of each kind.
func street(nodes int) osmtest.Map {
	var m osmtest.Map
	for i := range nodes {
		n := osm.Node{ID: int64(i + 1)}
		n.At[0], n.At[1] = float64(i)/1e7, float64(3*i)/1e7
		if i%10 == 0 {
			n.Tags = osm.Tags{{Key: "barrier", Value: fmt.Sprint("gate ", i)}}
		}
		m.Nodes = append(m.Nodes, n)
		m.Ways = append(m.Ways, osm.Way{ID: int64(i + 1), Nodes: []int64{1, n.ID}, Tags: osm.Tags{{Key: "highway", Value: "road"}}})
	}
	return m
}

// TestCutAtEveryByte reads every beginning of a file. It must be an error that says so, or, at the end of
// a PBF block only, the entities up to there: the format does not tell how many blocks follow.
func TestCutAtEveryByte(t *testing.T) {
	want := street(60)
	files := map[string][]byte{
		"PBF":         osmtest.PBF(want, osmtest.Flavour{PerBlock: 20}),
		"raw PBF":     osmtest.PBF(want, osmtest.Flavour{PerBlock: 20, Raw: true}),
		"XML":         osmtest.XML(want),
		"XML in gzip": osmtest.Gzip(osmtest.XML(want)),
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			whole := 0
			for end := range data {
				got, _, err := osmtest.All(osmtest.Open(data[:end]))
				switch {
				case err != nil:
					var damaged *osm.DamagedError
					if !errors.As(err, &damaged) {
						t.Fatalf("cut at %d: %v, want a DamagedError", end, err)
					}
				case name == "XML" && end == len(data)-1: // only the last line break is missing
				default:
					whole++
					if (len(got.Nodes)+len(got.Ways))%20 != 0 {
						t.Errorf("cut at %d: %d nodes and %d ways without an error", end, len(got.Nodes), len(got.Ways))
					}
				}
			}
			if blocks := map[string]int{"PBF": 6, "raw PBF": 6}[name]; whole != blocks {
				t.Errorf("%d beginnings were read as whole maps, want %d: those that end with a block", whole, blocks)
			}
		})
	}
}

// TestCorruptedBytes changes bytes at random. Packed blocks have a checksum, so of these all must be
// found; unpacked ones have none, and only must not break the reader.
func TestCorruptedBytes(t *testing.T) {
	want := street(60)
	files := map[string][]byte{
		"PBF":         osmtest.PBF(want, osmtest.Flavour{PerBlock: 20}),
		"raw PBF":     osmtest.PBF(want, osmtest.Flavour{PerBlock: 20, Raw: true}),
		"plain PBF":   osmtest.PBF(want, osmtest.Flavour{PerBlock: 20, Raw: true, Plain: true}),
		"XML":         osmtest.XML(want),
		"XML in gzip": osmtest.Gzip(osmtest.XML(want)),
	}
	const seed = 20230921
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			faults := 0
			for range 3000 {
				damaged := bytes.Clone(data)
				at := random.IntN(len(damaged))
				damaged[at] ^= byte(1 + random.IntN(255))
				got, _, err := osmtest.All(osmtest.Open(damaged))
				if err != nil {
					faults++
					continue
				}
				packed := name == "PBF" || name == "XML in gzip"
				if packed && !cmp.Equal(want, got, cmpopts.EquateEmpty()) {
					t.Fatalf("seed %d: byte %d was changed and another map was read without an error", seed, at)
				}
			}
			t.Logf("%d of 3000 changes were found", faults)
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, flavour := range []osmtest.Flavour{{}, {Plain: true, Raw: true}, {Raw: true, PerBlock: 2}, {Granularity: 1, Lat: 5, Raw: true}} {
		f.Add(osmtest.PBF(village(), flavour))
	}
	f.Add(osmtest.PBF(street(5), osmtest.Flavour{Locations: true, Raw: true}))
	f.Fuzz(fuzzed)
}

func FuzzReadXML(f *testing.F) {
	f.Add(osmtest.XML(village()))
	f.Add([]byte("<?xml version='1.0'?><!-- a > b --><osm><bounds minlat=\"1\"/><note><![CDATA[<x>]]></note><way id='1'><nd ref='2' lat='1' lon='2'/></way></osm> "))
	f.Add([]byte(`<osm><node id="1" lat="1" lon="1"><tag k="&#1337;" v="a&#x3e;b>c"/></node></osm>`))
	f.Fuzz(fuzzed)
}

// fuzzed reads any bytes. What is read as a map must read the same when it is written and read again.
func fuzzed(t *testing.T, data []byte) {
	all, _, err := osmtest.All(osmtest.Open(data))
	if err != nil {
		return
	}
	for i := range all.Ways {
		all.Ways[i].Points = nil
	}
	again, _, err := osmtest.All(osmtest.Open(osmtest.XML(all)))
	if err != nil {
		t.Fatalf("what was read and written again is an error: %v", err)
	}
	if diff := cmp.Diff(all, again, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("what was read and written again (-before +after):\n%s", diff)
	}
}

// BenchmarkReadPBF reads every entity of a file with nodes, ways and relations in packed dense blocks: a
// real extract where it lies beside the project, else one made here.
func BenchmarkReadPBF(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(filepath.FromSlash(extracts), "liechtenstein-2015.osm.pbf"))
	if err != nil {
		data = osmtest.PBF(street(200_000), osmtest.Flavour{})
	}
	benchmark(b, data)
}

// BenchmarkReadXML reads the same entities as XML.
func BenchmarkReadXML(b *testing.B) {
	benchmark(b, osmtest.XML(street(100_000)))
}

func benchmark(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var nodes int64
	for b.Loop() {
		summary, err := osm.NewMap(osmtest.Open(data)).Scan(b.Context(), osm.Visitor{
			Node:     func(*osm.Node) error { return nil },
			Way:      func(*osm.Way) error { return nil },
			Relation: func(*osm.Relation) error { return nil },
		}, nil)
		if err != nil {
			b.Fatal(err)
		}
		nodes += summary.Nodes
	}
	b.ReportMetric(float64(nodes)/b.Elapsed().Seconds(), "nodes/s")
}

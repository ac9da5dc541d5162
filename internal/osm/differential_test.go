package osm_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	reference "github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"
	"github.com/paulmach/osm/osmxml"

	"wayout/internal/osm"
	"wayout/internal/osm/osmtest"
)

// counts are the entities of the extracts, as listed beside them.
var counts = []struct {
	name        string
	nodes, ways int
}{
	{"monaco-2012.osm.gz", 13_739, 1_944},
	{"beatty-2017.osm", 6_624, 344},
	{"andorra-2013.osm.pbf", 69_644, 2_725},
	{"liechtenstein-2015.osm.pbf", 142_832, 15_247},
	{"legazpi-2025.osm.pbf", 167_999, 34_748},
	{"harrisburg-2015.osm.pbf", 34_486, 3_537},
	{"baltimore-2015.osm.pbf", 51_385, 7_230},
	{"campo-grande-2013.osm.gz", 24_168, 4_590},
}

func TestEntitiesOfTheExtracts(t *testing.T) {
	for _, test := range counts {
		t.Run(test.name, func(t *testing.T) {
			all, _, err := osmtest.All(extract(t, test.name))
			if err != nil {
				t.Fatal(err)
			}
			if len(all.Nodes) != test.nodes || len(all.Ways) != test.ways {
				t.Errorf("%d nodes and %d ways, want %d and %d", len(all.Nodes), len(all.Ways), test.nodes, test.ways)
			}
		})
	}
}

// referenceFile names a file for the child process that reads it with another library. That library
// ends the whole process on some files that are valid, so it is kept out of this one.
const referenceFile = "WAYOUT_REFERENCE_FILE"

func TestMain(m *testing.M) {
	if name := os.Getenv(referenceFile); name != "" {
		if err := describeByReference(name, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestAgainstPaulmach compares every entity of the extracts with what paulmach/osm reads.
func TestAgainstPaulmach(t *testing.T) {
	for _, test := range counts {
		t.Run(test.name, func(t *testing.T) {
			ours, _, err := osmtest.All(extract(t, test.name))
			if err != nil {
				t.Fatal(err)
			}
			command := exec.Command(os.Args[0], "-test.run=^$")
			command.Env = append(os.Environ(), referenceFile+"="+filepath.Join(filepath.FromSlash(extracts), test.name))
			command.Stderr = os.Stderr
			theirs, err := command.Output()
			if err != nil {
				t.Fatal(err)
			}
			compareLines(t, describe(ours), theirs)
		})
	}
}

// describe writes a line for each entity, the same for both libraries.
func describe(m osmtest.Map) []byte {
	var out bytes.Buffer
	for _, n := range m.Nodes {
		line(&out, "n", n.ID, []any{fmt.Sprintf("%.7f", n.At.Lon()), fmt.Sprintf("%.7f", n.At.Lat())}, n.Tags)
	}
	for _, w := range m.Ways {
		line(&out, "w", w.ID, w.Nodes, w.Tags)
	}
	for _, r := range m.Relations {
		var members []any
		for _, member := range r.Members {
			members = append(members, []any{map[osm.Kinds]string{osm.Nodes: "node", osm.Ways: "way", osm.Relations: "relation"}[member.Kind], member.ID, member.Role})
		}
		line(&out, "r", r.ID, members, r.Tags)
	}
	return out.Bytes()
}

func line(out *bytes.Buffer, kind string, id int64, content any, tags osm.Tags) {
	pairs := make([][2]string, 0, len(tags))
	for _, tag := range tags {
		pairs = append(pairs, [2]string{tag.Key, tag.Value})
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	text, err := json.Marshal([]any{kind, id, content, pairs})
	if err != nil {
		panic(err)
	}
	out.Write(append(text, '\n'))
}

// describeByReference is describe by the other library.
func describeByReference(name string, to io.Writer) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	var scanner reference.Scanner
	switch {
	case strings.HasSuffix(name, ".pbf"):
		scanner = osmpbf.New(context.Background(), file, 1)
	case strings.HasSuffix(name, ".gz"):
		unpacked, err := gzip.NewReader(file)
		if err != nil {
			return err
		}
		scanner = osmxml.New(context.Background(), unpacked)
	default:
		scanner = osmxml.New(context.Background(), file)
	}
	var m osmtest.Map
	for scanner.Scan() {
		take(&m, scanner.Object())
	}
	if err := scanner.Err(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	_, err = to.Write(describe(m))
	return err
}

// take adds an entity of the other library to a map of ours.
func take(m *osmtest.Map, object reference.Object) {
	switch o := object.(type) {
	case *reference.Node:
		m.Nodes = append(m.Nodes, osm.Node{ID: int64(o.ID), At: o.Point(), Tags: tagsOf(o.Tags)})
	case *reference.Way:
		w := osm.Way{ID: int64(o.ID), Tags: tagsOf(o.Tags), Nodes: make([]int64, 0, len(o.Nodes))}
		for _, n := range o.Nodes {
			w.Nodes = append(w.Nodes, int64(n.ID))
		}
		m.Ways = append(m.Ways, w)
	case *reference.Relation:
		r := osm.Relation{ID: int64(o.ID), Tags: tagsOf(o.Tags)}
		for _, member := range o.Members {
			kind := map[reference.Type]osm.Kinds{reference.TypeNode: osm.Nodes, reference.TypeWay: osm.Ways, reference.TypeRelation: osm.Relations}[member.Type]
			r.Members = append(r.Members, osm.Member{Kind: kind, ID: member.Ref, Role: member.Role})
		}
		m.Relations = append(m.Relations, r)
	}
}

func tagsOf(tags reference.Tags) osm.Tags {
	var out osm.Tags
	for _, tag := range tags {
		out = append(out, osm.Tag{Key: tag.Key, Value: tag.Value})
	}
	return out
}

func compareLines(t *testing.T, ours, theirs []byte) {
	t.Helper()
	a, b := bytes.Split(ours, []byte("\n")), bytes.Split(theirs, []byte("\n"))
	if len(a) != len(b) {
		t.Errorf("%d entities, the other reader has %d", len(a)-1, len(b)-1)
	}
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			t.Fatalf("entity %d is\n%s\nby the other reader\n%s", i, a[i], b[i])
		}
	}
}

// TestAgainstOsmium lets osmium write the small map in flavours that nobody else here writes, and the
// extracts in other formats; all must read as before.
func TestAgainstOsmium(t *testing.T) {
	osmium, err := exec.LookPath("osmium")
	if err != nil {
		t.Skip("skipped: osmium is not installed (Debian: osmium-tool)")
	}
	formats := map[string]string{
		"dense.osm.pbf": "pbf", "plain.osm.pbf": "pbf,pbf_dense_nodes=false", "raw.osm.pbf": "pbf,pbf_compression=none",
		"map.osm": "osm", "map.osm.gz": "osm.gz", "map.osm.bz2": "osm.bz2",
	}
	for _, name := range []string{"monaco-2012.osm.gz", "harrisburg-2015.osm.pbf"} {
		want, _, err := osmtest.All(extract(t, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range slices.Sorted(maps.Keys(formats)) {
			path := filepath.Join(t.TempDir(), file)
			command := exec.Command(osmium, "cat", filepath.Join(filepath.FromSlash(extracts), name), "-o", path, "-f", formats[file])
			if out, err := command.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			got, _, err := osmtest.All(func() (io.ReadCloser, error) { return os.Open(path) })
			if err != nil {
				t.Fatal(name, file, err)
			}
			compareLines(t, describe(got), describe(want))
		}
	}
}

// TestPackedWithLZ4 shows that a compression we do not read is named.
func TestPackedWithLZ4(t *testing.T) {
	osmium, err := exec.LookPath("osmium")
	if err != nil {
		t.Skip("skipped: osmium is not installed (Debian: osmium-tool)")
	}
	source := filepath.Join(t.TempDir(), "village.osm")
	if err := os.WriteFile(source, osmtest.XML(street(5)), 0o644); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "lz4.osm.pbf")
	if out, err := exec.Command(osmium, "cat", source, "-o", path, "-f", "pbf,pbf_compression=lz4").CombinedOutput(); err != nil {
		t.Skipf("skipped: this osmium writes no LZ4: %s", out)
	}
	_, _, err = osmtest.All(func() (io.ReadCloser, error) { return os.Open(path) })
	if err == nil || !strings.Contains(err.Error(), "LZ4") {
		t.Errorf("%v, want an error that names LZ4", err)
	}
}

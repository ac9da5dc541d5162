package osm_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"wayout/internal/osm"
	"wayout/internal/osm/osmtest"
)

// extracts is where real extracts lie beside the project, if they do.
const extracts = "../../../shared/data/osm"

// extract opens a real extract or skips the test.
func extract(t testing.TB, name string) osm.Opener {
	t.Helper()
	path := filepath.Join(filepath.FromSlash(extracts), name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipped: no ../shared/data/osm/%s beside the project", name)
	}
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

// village is a small map with everything that a format has to carry.
func village() osmtest.Map {
	return osmtest.Map{
		Nodes: []osm.Node{
			{ID: 1, At: orb.Point{46.75, 39.82}},
			{ID: 2, At: orb.Point{46.7500001, 39.8200001}, Tags: osm.Tags{{Key: "place", Value: "village"}, {Key: "name", Value: "Ավետարանոց"}, {Key: "name:en", Value: `A "quoted" & <odd> name`}}},
			{ID: 3, At: orb.Point{-179.9999999, -89.9999999}},
			{ID: 9_000_000_000, At: orb.Point{180, 90}, Tags: osm.Tags{{Key: "barrier", Value: "lift_gate"}}},
			{ID: -5, At: orb.Point{0, 0}, Tags: osm.Tags{{Key: "empty", Value: ""}}},
		},
		Ways: []osm.Way{
			{ID: 10, Nodes: []int64{1, 2, 9_000_000_000, 3}, Tags: osm.Tags{{Key: "highway", Value: "primary"}, {Key: "name", Value: "Ճանապարհ"}}},
			{ID: 11, Nodes: []int64{3, 3, 1}},
			{ID: 12},
		},
		Relations: []osm.Relation{
			{ID: 20, Members: []osm.Member{{Kind: osm.Ways, ID: 10, Role: "from"}, {Kind: osm.Nodes, ID: 3, Role: "via"}, {Kind: osm.Relations, ID: 20}}, Tags: osm.Tags{{Key: "type", Value: "restriction"}}},
			{ID: 21},
		},
	}
}

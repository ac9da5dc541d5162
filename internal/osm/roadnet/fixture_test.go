package roadnet_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"wayout/internal/draft"
	"wayout/internal/osm"
	"wayout/internal/osm/osmtest"
	"wayout/internal/osm/roadnet"
)

// extracts is where real extracts lie beside the project, if they do.
const extracts = "../../../../shared/data/osm"

// extract opens a real extract or skips the test.
func extract(t testing.TB, name string) osm.Opener {
	t.Helper()
	path := filepath.Join(filepath.FromSlash(extracts), name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipped: no ../shared/data/osm/%s beside the project", name)
	}
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

// town opens the small map of testdata.
func town(t testing.TB) osm.Opener {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "town.osm"))
	if err != nil {
		t.Fatal(err)
	}
	return osmtest.Open(data)
}

func read(t testing.TB, open osm.Opener, options roadnet.Options) *draft.Network {
	t.Helper()
	network, err := roadnet.Read(t.Context(), open, options)
	if err != nil {
		t.Fatal(err)
	}
	checkPromises(t, network)
	return network
}

// checkPromises holds what Read says callers may rely on.
func checkPromises(t testing.TB, n *draft.Network) {
	t.Helper()
	used := make([]bool, len(n.Junctions))
	ids := map[string]bool{}
	for i := range n.Roads {
		road := &n.Roads[i]
		used[road.From], used[road.To] = true, true
		switch {
		case road.From == road.To:
			t.Errorf("road %s leads from a junction to itself", road.ID)
		case !(road.Metres >= 0.1):
			t.Errorf("road %s is %g m long", road.ID, road.Metres)
		case len(road.Shape) < 2 || road.Shape[0] != n.Junctions[road.From].At || road.Shape[len(road.Shape)-1] != n.Junctions[road.To].At:
			t.Errorf("road %s does not lie between its junctions", road.ID)
		case !road.Forward.Open() && !road.Backward.Open():
			t.Errorf("road %s is open in no direction", road.ID)
		case ids[road.ID]:
			t.Errorf("two roads are called %s", road.ID)
		}
		ids[road.ID] = true
		for _, d := range []draft.Direction{road.Forward, road.Backward} {
			if d.Open() && !(d.KMH >= 1 && d.PerHour >= 1 && d.SpeedBy != "" && d.PassesBy != "") {
				t.Errorf("road %s has the direction %+v", road.ID, d)
			}
		}
	}
	for i, junction := range n.Junctions {
		if !used[i] {
			t.Errorf("junction %s has no road", junction.ID)
		}
		if ids[junction.ID] {
			t.Errorf("two things are called %s", junction.ID)
		}
		ids[junction.ID] = true
	}
	for i, exit := range n.Exits {
		if exit < 0 || exit >= len(n.Junctions) || i > 0 && exit <= n.Exits[i-1] {
			t.Errorf("exits %v are not rising indices of junctions", n.Exits)
		}
	}
}

// noted returns how often a network notes something, by the beginning of the note.
func noted(n *draft.Network, what string) int {
	for _, note := range n.Notes {
		if len(note.What) >= len(what) && note.What[:len(what)] == what {
			return note.Count
		}
	}
	return 0
}

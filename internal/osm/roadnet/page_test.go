package roadnet_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/osm/roadnet"
)

var update = flag.Bool("update", false, "rewrite the table of classes in docs/osm.md")

// TestPageHasTheTable compares the table of docs/osm.md with the one that the program uses.
func TestPageHasTheTable(t *testing.T) {
	const begin, end = "from roadnet.Classes -->\n", "<!-- end of table -->"
	page := filepath.Join("..", "..", "..", "docs", "osm.md")
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), begin)
	want, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatal("docs/osm.md has lost the marks around its table")
	}
	got := table()
	if *update {
		if err := os.WriteFile(page, []byte(before+begin+got+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs/osm.md (-page +program):\n%s\ngo test ./internal/osm/roadnet -update rewrites it", diff)
	}
}

// table writes a row for each class and the sources, which several rows share, below.
func table() string {
	var out strings.Builder
	var sources []string
	figure := func(f roadnet.Figure) string {
		at := slices.Index(sources, f.Source)
		if at < 0 {
			at = len(sources)
			sources = append(sources, f.Source)
		}
		return fmt.Sprintf("%g ⟨%d⟩", f.Value, at+1)
	}
	out.WriteString("\n| highway | km/h | lanes each way | lanes if one-way | vehicles/h per lane |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, c := range roadnet.Classes() {
		name := "`" + c.Highway + "`"
		if c.Optional {
			name += " (only where asked for)"
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s |\n", name, figure(c.KMH), figure(c.Lanes), figure(c.OneWay), figure(c.PerLane))
	}
	out.WriteString("\n")
	for i, source := range sources {
		fmt.Fprintf(&out, "- ⟨%d⟩ %s\n", i+1, source)
	}
	out.WriteString("\n")
	return out.String()
}

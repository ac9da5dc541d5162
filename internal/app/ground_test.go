package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wayout/internal/groundwork"
	"wayout/internal/osm/osmtest"
	"wayout/internal/verify"
)

// shared is where published data lies, beside the project; no test needs it.
const shared = "../../../shared/data"

// published returns the name of a published file, or skips the test.
func published(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(filepath.FromSlash(shared), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipped: no ../shared/data/%s beside the project", name)
	}
	return path
}

// long skips a test that takes seconds where tests shall be short.
func long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: long")
	}
}

// mustEstimate plans a map, and wants a plan that holds and serves everybody but those it names.
func mustEstimate(t *testing.T, q GroundQuestion) *Estimated {
	t.Helper()
	q.TimeZone, q.Start = "UTC", "2026-03-01T06:00"
	told := -1.0
	got, problems, err := Estimate(context.Background(), q, func(done float64) {
		if done < 0 || done > 1 {
			t.Errorf("progress %g", done)
		}
		told = done
	})
	if got == nil {
		t.Fatal(problems, err)
	}
	if told < 0.1 {
		t.Errorf("the last progress was %g", told)
	}
	p := got.Planned
	if r := verify.Check(p.Scenario, &p.Result.Plan, p.Result.Certificates); len(r.Violations) > 0 {
		t.Errorf("the plan does not hold: %v", r.Violations)
	}
	if int64(p.Summary.People) != got.Made.People || p.Summary.PeopleServed+p.Summary.PeopleNotServed != p.Summary.People {
		t.Errorf("%d people of the map, %d in the plan: %d served, %d not", got.Made.People, p.Summary.People, p.Summary.PeopleServed, p.Summary.PeopleNotServed)
	}
	return got
}

// TestEstimateOfTheValley plans the invented valley in several ways.
func TestEstimateOfTheValley(t *testing.T) {
	for name, q := range map[string]GroundQuestion{
		"ways out":   {Area: "testdata/valley.poly"},
		"table":      {Area: "testdata/valley.geojson", Population: []string{"testdata/people.csv"}},
		"reception":  {Receptions: []string{"Dogwood"}},
		"tracks too": {Area: "testdata/valley.poly", Map: MapQuestion{Tracks: OpenTracks}},
		"by a box":   {Map: MapQuestion{Box: "9.98,49.98,10.04,50.02"}},
	} {
		t.Run(name, func(t *testing.T) {
			q.Map.File = "testdata/valley.osm"
			if got := mustEstimate(t, q); got.Planned.Summary.PeopleNotServed > 0 {
				t.Errorf("%d are not served", got.Planned.Summary.PeopleNotServed)
			}
		})
	}
}

// TestImportOfExtracts: docs/osm.md has these counts.
func TestImportOfExtracts(t *testing.T) {
	for _, test := range []struct {
		file             string
		junctions, links int
	}{
		{"monaco-2012.osm.gz", 578, 1073},
		{"beatty-2017.osm", 203, 574},
		{"andorra-2013.osm.pbf", 1731, 3459},
		{"liechtenstein-2015.osm.pbf", 3445, 7641},
		{"legazpi-2025.osm.pbf", 4065, 9537},
		{"harrisburg-2015.osm.pbf", 4575, 12283},
		{"baltimore-2015.osm.pbf", 5526, 13778},
		{"campo-grande-2013.osm.gz", 8641, 25192},
	} {
		t.Run(test.file, func(t *testing.T) {
			file := published(t, "osm/"+test.file)
			dir := t.TempDir()
			got, problems, err := Import(context.Background(), MapQuestion{File: file}, dir, nil)
			if got == nil {
				t.Fatal(problems, err)
			}
			if got.Junctions != test.junctions || got.Links != test.links {
				t.Errorf("%d junctions, %d directed links; want %d, %d", got.Junctions, got.Links, test.junctions, test.links)
			}
			if lines := linesOf(t, dir, groundwork.JunctionsFile) - 1; lines != test.junctions {
				t.Errorf("junctions.csv has %d rows", lines)
			}
			if lines := linesOf(t, dir, groundwork.ImportFile) - 1; lines != len(got.Findings) {
				t.Errorf("import.csv has %d rows, want %d", lines, len(got.Findings))
			}
		})
	}
}

// TestDamagedMap: a PBF file gives the tables of the same map as XML; cut short it gives the byte where it
// is damaged, and no folder.
func TestDamagedMap(t *testing.T) {
	text, err := os.ReadFile("testdata/valley.osm")
	if err != nil {
		t.Fatal(err)
	}
	whole, _, err := osmtest.All(osmtest.Open(text))
	if err != nil {
		t.Fatal(err)
	}
	pbf := osmtest.PBF(whole, osmtest.Flavour{})
	dir := t.TempDir()
	for _, test := range []struct {
		data []byte
		good bool
	}{{pbf, true}, {pbf[:len(pbf)-20], false}, {pbf[:30], false}} {
		file, into := filepath.Join(dir, "map.osm.pbf"), filepath.Join(dir, fmt.Sprint("into", len(test.data)))
		if err := os.WriteFile(file, test.data, 0o644); err != nil {
			t.Fatal(err)
		}
		got, problems, err := Import(context.Background(), MapQuestion{File: file}, into, nil)
		if err != nil || (got != nil) != test.good {
			t.Errorf("%d bytes of %d: %v, %v", len(test.data), len(pbf), problems, err)
		}
		if test.good {
			if got.Roads != 9 || got.Links != 17 {
				t.Errorf("%d roads, %d links", got.Roads, got.Links)
			}
			continue
		}
		if len(problems) != 1 || !strings.Contains(problems[0].String(), "at byte ") {
			t.Errorf("%d bytes of %d: %v", len(test.data), len(pbf), problems)
		}
		if _, err := os.Stat(into); err == nil {
			t.Error("a folder is left")
		}
	}
}

// linesOf counts the lines of a file.
func linesOf(t *testing.T, dir, name string) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(data), "\n")
}

// TestEstimateOfExtracts plans the extracts that say how many people there are, from the file to a plan
// that holds. Whole countries are read within a box, because their extracts end where their roads do.
func TestEstimateOfExtracts(t *testing.T) {
	for _, test := range []struct {
		file, box string
		people    int64
		long      bool
	}{
		{"andorra-2013.osm.pbf", "1.42,42.44,1.74,42.62", 0, false},
		{"liechtenstein-2015.osm.pbf", "9.48,47.05,9.62,47.27", 38195, true},
	} {
		t.Run(test.file, func(t *testing.T) {
			q := GroundQuestion{Map: MapQuestion{File: published(t, "osm/"+test.file), Box: test.box}}
			if test.long {
				long(t)
			}
			got := mustEstimate(t, q)
			if test.people > 0 && got.Made.People != test.people {
				t.Errorf("%d people, want %d", got.Made.People, test.people)
			}
			t.Logf("%d people by %d ways out; %d not served", got.Made.People, got.Made.Ways, got.Planned.Summary.PeopleNotServed)
		})
	}
}

// TestPopulationsOfMATSim: of the persons of every published population none is lost: each is in a place,
// far from all, outside the area, or nowhere by its own file. (They are invented by their makers.)
func TestPopulationsOfMATSim(t *testing.T) {
	const (
		coast     = "ees-surf-coast/surf-coast-shire-network-2021-epsg32754.xml.gz"
		alexander = "ees-mount-alexander/mount_alexander_shire_network_2018.xml.gz"
		chewton   = "ees-mount-alexander/chewton/chewton_network_epsg_28355_refined.xml.gz"
		yarra     = "ees-yarra/yarra_cardinia_bawbaw_shires_network.xml.gz"
	)
	for _, test := range []struct {
		network, crs, plans, towns, reception string
		persons, closures                     int
		disruptions                           string
		long                                  bool
	}{
		{
			coast, "EPSG:32754", "ees-surf-coast/archetypes-basic/plans-1k.xml.gz", "a,A,-38.41,144.18\nb,B,-38.54,143.98\nc,C,-38.33,144.32\n",
			"-38.26,144.54=Road", 1000, 10, "ees-surf-coast/midweek-in-jan/traffic-mgt-points.s1.json", false,
		},
		{
			coast, "EPSG:32754", "ees-surf-coast/aireys/plans-30k.xml.gz", "a,A,-38.41,144.18\n",
			"-38.26,144.54=Road", 30000, 0, "", true,
		},
		{
			alexander, "EPSG:28355", "ees-mount-alexander/castlemaine-region-archetypes/population-archetypes.xml.gz",
			"a,A,-37.06,144.22\nb,B,-37.0,144.07\n", "-37.1,144.33=Road", 10867, 4, "ees-mount-alexander/campbells-creek-1/disruptions.json", true,
		},
		{
			chewton, "EPSG:28355", "ees-mount-alexander/chewton/chewton_population_epsg7855.xml.gz", "a,A,-37.08,144.26\n",
			"-37.1,144.33=Road", 10169, 0, "", true,
		},
		{yarra, "EPSG:32755", "ees-yarra/powelltown/population-archetypes.xml.gz", "a,A,-37.86,145.74\n", "-37.76,145.6=Road", 604, 0, "", true},
	} {
		t.Run(test.plans, func(t *testing.T) {
			plans := published(t, test.plans)
			q := GroundQuestion{
				Map: MapQuestion{File: published(t, test.network), CRS: test.crs}, Receptions: []string{test.reception},
				TimeZone: "Australia/Melbourne", Start: "2026-01-20T11:00", Horizon: "2 days",
			}
			if test.long {
				long(t)
			}
			if test.disruptions != "" {
				q.Closures = []string{published(t, test.disruptions)}
			}
			towns := filepath.Join(t.TempDir(), "towns.csv")
			if err := os.WriteFile(towns, []byte("id,name,lat,lon\n"+test.towns), 0o644); err != nil {
				t.Fatal(err)
			}
			q.Population = []string{towns, plans}
			dir := filepath.Join(t.TempDir(), "scenario")
			made, problems, err := Init(context.Background(), q, dir, nil)
			if made == nil {
				t.Fatal(problems, err)
			}
			persons := int(made.People)
			for _, f := range made.Findings {
				if f.Kind == groundwork.Beyond || strings.HasPrefix(f.Text, "persons ") {
					persons += int(f.Number)
				}
			}
			if persons != test.persons {
				t.Errorf("%d persons, %d of them in places; want %d", persons, made.People, test.persons)
			}
			if test.closures > 0 {
				if rows := linesOf(t, dir, groundwork.ClosuresFile) - 1; rows != test.closures {
					t.Errorf("%d closures, want %d", rows, test.closures)
				}
			}
			t.Logf("%d persons in %d places, %v", made.People, made.Places, groundwork.Tally(made.Findings))
		})
	}
}

// BenchmarkImport imports a whole extract, from the file to the tables.
func BenchmarkImport(b *testing.B) {
	file := published(b, "osm/legazpi-2025.osm.pbf")
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	const nodes = 167_999 // by the list of the extracts
	b.SetBytes(info.Size())
	dir := b.TempDir()
	for b.Loop() {
		if got, problems, err := Import(context.Background(), MapQuestion{File: file}, dir, nil); got == nil {
			b.Fatal(problems, err)
		}
	}
	b.ReportMetric(float64(nodes)*float64(b.N)/b.Elapsed().Seconds(), "nodes/s")
}

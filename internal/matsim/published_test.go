package matsim

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb/geo"
)

// published is where the files of the bushfire evacuation studies lie, beside the project.
const published = "../../../shared/data"

// openPublished opens one of them, or skips the test.
func openPublished(t testing.TB, name string) io.Reader {
	t.Helper()
	path := filepath.Join(filepath.FromSlash(published), name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipped: no ../shared/data/%s beside the project", name)
	}
	return open(t, path)
}

// networks are the published ones, with what their README counts.
var networks = []struct {
	name, file, crs string
	nodes, links    int
}{
	{"surf coast", "ees-surf-coast/surf-coast-shire-network-2021-epsg32754.xml.gz", "EPSG:32754", 5187, 10145},
	{"mount alexander", "ees-mount-alexander/mount_alexander_shire_network_2018.xml.gz", "EPSG:28355", 22259, 43828},
	{"chewton", "ees-mount-alexander/chewton/chewton_network_epsg_28355_refined.xml.gz", "EPSG:28355", 3684, 8467},
	{"yarra", "ees-yarra/yarra_cardinia_bawbaw_shires_network.xml.gz", "EPSG:32755", 39312, 78216},
}

func readPublished(t testing.TB, i int) *Network {
	t.Helper()
	n, problems := ReadNetwork(openPublished(t, networks[i].file), Options{File: networks[i].file, CRS: networks[i].crs})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return n
}

func TestPublishedNetworks(t *testing.T) {
	for i, want := range networks {
		t.Run(want.name, func(t *testing.T) {
			n := readPublished(t, i)
			if n.Nodes != want.nodes || n.Links != want.links {
				t.Errorf("%d nodes, %d links; want %d, %d", n.Nodes, n.Links, want.nodes, want.links)
			}
			if len(n.Draft.Junctions) != want.nodes || n.Draft.DirectedLinks() != want.links || len(n.At) != want.links {
				t.Errorf("the draft has %d junctions and %d directed links, %d ids", len(n.Draft.Junctions), n.Draft.DirectedLinks(), len(n.At))
			}
			ids := map[string]bool{}
			for _, r := range n.Draft.Roads {
				ids[r.ID] = true
			}
			if len(ids) != len(n.Draft.Roads) {
				t.Errorf("%d roads have %d ids", len(n.Draft.Roads), len(ids))
			}
			longest := 0.0
			for _, r := range n.Draft.Roads {
				longest = max(longest, geo.Distance(r.Shape[0], r.Shape[1])-r.Metres)
			}
			t.Logf("%d roads; at most %.1f m longer in a straight line than by the file; notes %v", len(n.Draft.Roads), longest, n.Draft.Notes)
		})
	}
}

func TestPublishedPopulations(t *testing.T) {
	for _, test := range []struct {
		file    string
		crs     string
		persons int
		stay    int
		large   bool
		wishes  map[string]int // some of those that have a name
	}{
		{"ees-surf-coast/archetypes-basic/plans-1k.xml.gz", "EPSG:32754", 1000, 0, false, map[string]int{"Lorne 34": 50, "Geelong": 43}},
		{"ees-surf-coast/archetypes-basic/plans-10k.xml.gz", "EPSG:32754", 10000, 0, true, map[string]int{"NSP": 244, "Geelong": 300}},
		{"ees-surf-coast/aireys/plans-30k.xml.gz", "EPSG:32754", 30000, 0, true, map[string]int{"NSP Surf Club": 1439, "Geelong": 766}},
		{"ees-mount-alexander/castlemaine-region-archetypes/population-archetypes.xml.gz", "EPSG:28355", 10867, 2556, true, map[string]int{"Elphinstone": 10867}},
		{"ees-mount-alexander/chewton/chewton_population_epsg7855.xml.gz", "EPSG:7855", 10169, 143, true, map[string]int{"western-reserve": 6510, "Calder-fwy": 3659}},
		{"ees-mount-alexander/campbells-creek-1/matsim_plans.xml", "EPSG:28355", 2, 0, false, nil},
		{"ees-yarra/powelltown/population-archetypes.xml.gz", "EPSG:32755", 604, 147, false, map[string]int{"Little Yarra CFA Station": 483, "Yarra Junction": 121}},
	} {
		t.Run(test.file, func(t *testing.T) {
			if test.large && testing.Short() {
				t.Skip("skipped: long")
			}
			p, problems := ReadPopulation(openPublished(t, test.file), Options{File: test.file, CRS: test.crs})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			sum, stay := 0, 0
			for _, o := range p.Origins {
				sum += o.Drive + o.Stay + o.CarLess
				stay += o.Stay
			}
			if p.Persons != test.persons || sum != test.persons || stay != test.stay || p.Unplaced != 0 {
				t.Errorf("%d persons, %d at %d origins, %d stay; want %d, %d", p.Persons, sum, len(p.Origins), stay, test.persons, test.stay)
			}
			named := map[string]int{}
			wishes := 0
			for _, w := range p.Wishes {
				named[w.Name] += w.Count
				wishes += w.Count
			}
			for name, count := range test.wishes {
				if named[name] != count {
					t.Errorf("%d want to go to %s, want %d", named[name], name, count)
				}
			}
			t.Logf("%d persons at %d origins, %d wishes in %d entries, notes %v", p.Persons, len(p.Origins), wishes, len(p.Wishes), p.Notes)
		})
	}
}

func TestPublishedClosures(t *testing.T) {
	coast, alexander := readPublished(t, 0), readPublished(t, 1)
	for _, test := range []struct {
		file            string
		network         *Network
		closures, links int
	}{
		{"ees-surf-coast/midweek-in-jan/traffic-mgt-points.s1.json", coast, 5, 10},
		{"ees-surf-coast/midweek-in-jan/traffic-mgt-points.s3.json", coast, 6, 21},
		{"ees-surf-coast/midweek-in-jan/traffic-mgt-points.s6.json", coast, 6, 22},
		{"ees-mount-alexander/campbells-creek-1/disruptions.json", alexander, 2, 4},
	} {
		c, problems := ReadDisruptions(openPublished(t, test.file), Options{File: test.file, Network: test.network})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		links := 0
		for _, closure := range c.List {
			links += len(closure.Links)
			for _, id := range closure.Links {
				if _, ok := test.network.At[id]; !ok {
					t.Errorf("%s: link %s is not in the draft", test.file, id)
				}
			}
			if !closure.Closed() {
				t.Errorf("%s: %q is no closure: %v", test.file, closure.Text, closure.Speed)
			}
		}
		if len(c.List) != test.closures || links != test.links {
			t.Errorf("%s: %d closures of %d links, want %d, %d", test.file, len(c.List), links, test.closures, test.links)
		}
	}
}

// TestPublishedPositions compares our projection of two positions of published populations with the lon
// and lat that their makers wrote beside them. (The people in these files are invented.)
func TestPublishedPositions(t *testing.T) {
	for _, test := range []struct {
		crs            string
		x, y, lon, lat float64
	}{
		{"EPSG:28355", 251847.91980065178, 5892906.238420287, 144.2085, -37.0773},
		{"EPSG:32755", 390767.4949031913, 5812738.639278607, 145.75880349999997, -37.82623490908555},
	} {
		at, ok := mustParse(t, test.crs).LonLat(test.x, test.y)
		if off := math.Hypot((at[0]-test.lon)*0.8, at[1]-test.lat) * 111195; !ok || off > 0.01 {
			t.Errorf("%v is %g m from %v %v", at, off, test.lon, test.lat)
		}
	}
}

// BenchmarkReadNetwork reads the largest published network.
func BenchmarkReadNetwork(b *testing.B) {
	for b.Loop() {
		readPublished(b, 3)
	}
	b.ReportMetric(float64(networks[3].links)*float64(b.N)/b.Elapsed().Seconds(), "links/s")
}

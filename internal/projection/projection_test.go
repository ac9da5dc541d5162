package projection

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// TestAgainstPROJ compares with the points that PROJ projected, in both directions.
func TestAgainstPROJ(t *testing.T) {
	rows := table(t, "testdata/proj.csv", 32)
	worst, worstBack := 0.0, 0.0
	for _, row := range rows {
		p, err := Parse(row[0])
		if err != nil {
			t.Fatal(err)
		}
		n := numbers(t, row[1:])
		x, y, ok := p.XY(orb.Point{n[0], n[1]})
		off := math.Hypot(x-n[2], y-n[3])
		if !ok || off > 0.001 {
			t.Errorf("%v: got %.6f %.6f, off by %g m", row, x, y, off)
		}
		worst = max(worst, off)
		at, ok := p.LonLat(n[2], n[3])
		off = metres(at, orb.Point{n[0], n[1]})
		// Near a pole Mollweide lays a degree of latitude on a hair, so there a micrometre is much.
		if !ok || off > 0.001 {
			t.Errorf("%v: got %v, off by %g m", row, at, off)
		}
		worstBack = max(worstBack, off)
	}
	t.Logf("%d points: at most %.1e m from PROJ, %.1e m back", len(rows), worst, worstBack)
}

// TestAgainstExact compares with a method that has no series to break off.
func TestAgainstExact(t *testing.T) {
	worst := 0.0
	for _, row := range table(t, "testdata/exact.csv", 14) {
		n := numbers(t, row)
		for _, zone := range []int{1, 31, 54} {
			p, err := UTM(zone, false)
			if err != nil {
				t.Fatal(err)
			}
			lon := math.Remainder(float64(6*zone-183)+n[0], 360)
			x, y, ok := p.XY(orb.Point{lon, n[1]})
			back, known := p.LonLat(500_000+n[2], n[3])
			off := max(math.Hypot(x-500_000-n[2], y-n[3]), metres(back, orb.Point{lon, n[1]}))
			if !ok || !known || off > 0.001 {
				t.Errorf("zone %d, %v: got %.6f %.6f and back %v, off by %g m", zone, row, x, y, back, off)
			}
			worst = max(worst, off)
		}
	}
	t.Logf("at most %.1e m", worst)
}

// table reads the rows of a file of known points.
func table(t *testing.T, name string, want int) [][]string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil || len(rows) != want+1 {
		t.Fatalf("%s has %d rows, %v", name, len(rows), err)
	}
	return rows[1:]
}

func numbers(t *testing.T, cells []string) []float64 {
	t.Helper()
	out := make([]float64, len(cells))
	for i, cell := range cells {
		n, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = n
	}
	return out
}

// metres is how far apart two near points are.
func metres(a, b orb.Point) float64 {
	across := math.Remainder(a[0]-b[0], 360) * math.Cos(a[1]*radians)
	return math.Hypot(across, a[1]-b[1]) * radians * equator
}

func TestThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.IntRange(1, 60).Draw(t, "zone")
		south := rapid.Bool().Draw(t, "south")
		utm, err := UTM(zone, south)
		if err != nil {
			t.Fatal(err)
		}
		lon := float64(6*zone-183) + rapid.Float64Range(-25, 25).Draw(t, "lon")
		at := orb.Point{math.Remainder(lon, 360), rapid.Float64Range(-84, 84).Draw(t, "lat")}
		for _, p := range []Projection{utm, {}, {kind: webMercator}, {kind: mollweide}} {
			x, y, ok := p.XY(at)
			back, known := p.LonLat(x, y)
			if !ok || !known || metres(at, back) > 0.001 {
				t.Fatalf("%v: %v went to %f %f and came back as %v, %g m away", p, at, x, y, back, metres(at, back))
			}
		}
	})
}

// TestUTMIsConformal holds that a small step north and one east are square wherever one stands, and
// that the scale of the central meridian is that of UTM.
func TestUTMIsConformal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		utm, err := UTM(31, false)
		if err != nil {
			t.Fatal(err)
		}
		const step = 1e-4
		at := orb.Point{3 + rapid.Float64Range(-10, 10).Draw(t, "lon"), rapid.Float64Range(-80, 80).Draw(t, "lat")}
		x0, y0, _ := utm.XY(orb.Point{at[0], at[1]})
		x1, y1, _ := utm.XY(orb.Point{at[0] + step, at[1]})
		x2, y2, _ := utm.XY(orb.Point{at[0], at[1] + step})
		if dot := (x1-x0)*(x2-x0) + (y1-y0)*(y2-y0); math.Abs(dot) > 1e-4*math.Hypot(x1-x0, y1-y0)*math.Hypot(x2-x0, y2-y0) {
			t.Fatalf("at %v north and east are not square: %g", at, dot)
		}
	})
	utm, _ := UTM(31, false)
	_, north, _ := utm.XY(orb.Point{3, 0.001})
	_, south, _ := utm.XY(orb.Point{3, -0.001})
	// The radius of curvature of the meridian at the equator of WGS 84 is a(1-e²) = 6,335,439.327 m.
	if got, want := north-south, 0.9996*6335439.327*0.002*radians; math.Abs(got-want) > 1e-5 {
		t.Errorf("0.002 degrees over the equator are %f m, want %f", got, want)
	}
}

func TestParse(t *testing.T) {
	for name, want := range map[string]string{
		"EPSG:32754": "EPSG:32754", "epsg:32638": "EPSG:32638", " EPSG:28355 ": "EPSG:28355", "EPSG:7855": "EPSG:7855",
		"WGS84": "EPSG:4326", "EPSG:4326": "EPSG:4326", "GCS_WGS_1984": "EPSG:4326", "OGC:CRS84": "EPSG:4326", "EPSG:4283": "EPSG:4326",
		"WGS84_UTM54S": "EPSG:32754", "WGS84_UTM31N": "EPSG:32631", "WGS 84 / UTM zone 38N": "EPSG:32638",
		"WGS_1984_UTM_Zone_55S": "EPSG:32755", "GDA94 / MGA zone 55": "EPSG:28355", "GDA_1994_MGA_Zone_54": "EPSG:28354",
		"MGA94 zone 55": "EPSG:28355", "MGA2020_56": "EPSG:7856", "GDA2020 / MGA zone 49": "EPSG:7849",
		"ETRS89 / UTM zone 32N": "EPSG:25832", "NAD83 / UTM zone 10N": "EPSG:26910", "EPSG:3857": "EPSG:3857",
		"WGS 84 / Pseudo-Mercator": "EPSG:3857", "ESRI:54009": "ESRI:54009", "World_Mollweide": "ESRI:54009",
		"urn:ogc:def:crs:EPSG::32754": "EPSG:32754", "urn:ogc:def:crs:OGC:1.3:CRS84": "EPSG:4326",
		"http://www.opengis.net/def/crs/EPSG/0/32755":                                                                    "EPSG:32755",
		`PROJCS["WGS 84 / UTM zone 54S",GEOGCS["WGS 84",DATUM["x"],AUTHORITY["EPSG","4326"]],AUTHORITY["EPSG","32754"]]`: "EPSG:32754",
		`PROJCS["WGS_1984_UTM_Zone_36N",GEOGCS["GCS_WGS_1984",AUTHORITY["EPSG","4326"]],UNIT["Meter",1.0]]`:              "EPSG:32636",
		`PROJCRS["GDA94 / MGA zone 55",BASEGEOGCRS["GDA94"],ID["EPSG",28355]]`:                                           "EPSG:28355",
		`GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]`:                          "EPSG:4326",
	} {
		got, err := Parse(name)
		if err != nil || got.String() != want {
			t.Errorf("%q is %v, %v; want %s", name, got, err, want)
		}
	}
	for _, name := range []string{
		"", "Atlantis", "EPSG:31468", "EPSG:32661", "EPSG:32700", "UTM zone 54", "WGS84_UTM61N", "WGS84_UTM0N", "WGS 84 / UTM zone 38",
		"MGA zone 55", "GDA94 / MGA zone 20", "NAD83 / UTM zone 10S", `PROJCS["Local",AUTHORITY["EPSG","99999"]]`, "EPSG:99999999999999999999",
	} {
		if got, err := Parse(name); err == nil || !strings.Contains(err.Error(), "EPSG:28348 to 28358") {
			t.Errorf("%q is %v, %v; want an error that lists what is known", name, got, err)
		}
	}
	if _, err := UTM(61, true); err == nil {
		t.Error("there is a zone 61")
	}
}

func TestNoPoint(t *testing.T) {
	utm, _ := UTM(54, true)
	nan, far := math.NaN(), math.Inf(1)
	for _, p := range []Projection{utm, {}, {kind: webMercator}, {kind: mollweide}} {
		for _, xy := range [][2]float64{{nan, 0}, {0, nan}, {far, 0}, {0, -far}, {1e300, 1e300}, {-3e7, 3e7}} {
			if at, ok := p.LonLat(xy[0], xy[1]); ok {
				t.Errorf("%v: %v is %v", p, xy, at)
			}
			if x, y, ok := p.XY(orb.Point{xy[0], xy[1]}); ok && (xy[0] != 0 || xy[1] != 0) {
				t.Errorf("%v: %v is at %f %f", p, xy, x, y)
			}
		}
	}
	if _, _, ok := utm.XY(orb.Point{-39, 0}); ok {
		t.Error("zone 54 reaches round the Earth")
	}
	if _, ok := (Projection{kind: mollweide}).LonLat(1.8e7, 5e6); ok {
		t.Error("a point outside the ellipse of Mollweide is on the Earth")
	}
}

// FuzzParse holds that no name makes it panic, and that what it knows it knows again by its code.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"EPSG:32754", "WGS84_UTM54S", "GDA94 / MGA zone 55", `PROJCS["a",AUTHORITY["EPSG","3857"]]`, "urn:ogc:def:crs:EPSG::1"} {
		f.Add(name, 500000.0, 5e6)
	}
	f.Fuzz(func(t *testing.T, name string, x, y float64) {
		p, err := Parse(name)
		if err != nil {
			return
		}
		if again, err := Parse(p.String()); err != nil || again != p {
			t.Fatalf("%q is %v, which is %v, %v", name, p, again, err)
		}
		if at, ok := p.LonLat(x, y); ok && !onEarth(at) {
			t.Fatalf("%v: %g %g is %v", p, x, y, at)
		}
	})
}

package popgrid

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/area"
)

// gdal runs one of its programs; the test is skipped where it is not installed.
func gdal(t *testing.T, program string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("skipped: %s is not on PATH (Debian: gdal-bin)", program)
	}
	out, err := exec.Command(path, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, arguments, err, out)
	}
	return string(out)
}

// read sums and lists a file.
func read(t *testing.T, name string) (cells map[string]float64, tally Tally, g *Grid) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g = grid(t, data, "")
	cells = map[string]float64{}
	tally, problems := g.Each(t.Context(), area.Area{}, func(c Cell) {
		cells[fmt.Sprintf("%.5f %.5f", c.At[0], c.At[1])] = c.People
	})
	if len(problems) > 0 {
		t.Fatal(name, problems)
	}
	return cells, tally, g
}

// TestFilesOfGDAL reads what GDAL makes of a grid of ours.
func TestFilesOfGDAL(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
	p := town()
	for i := range p.values[:16*p.columns] { // whole tiles without anybody
		p.values[i] = 120
	}
	folder := t.TempDir()
	source := filepath.Join(folder, "town.tif")
	data := variant{rows: 5, compression: lzwPacked, predictor: 1, format: floating, bytes: 4}.write(t, p)
	if err := os.WriteFile(source, data, 0o600); err != nil {
		t.Fatal(err)
	}
	want := p.cells(area.Area{})
	if got, _, _ := read(t, source); cmp.Diff(want, got) != "" {
		t.Fatal(cmp.Diff(want, got))
	}
	made := 0
	for _, kind := range []string{"Byte", "UInt16", "Int16", "UInt32", "Int32", "Float32", "Float64"} {
		for _, options := range []string{
			"", "TILED=YES", "COMPRESS=LZW", "COMPRESS=LZW PREDICTOR=2 TILED=YES BIGTIFF=YES", "COMPRESS=DEFLATE PREDICTOR=2 ENDIANNESS=BIG",
			"COMPRESS=ZSTD TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=32 SPARSE_OK=TRUE", "COMPRESS=ZSTD PREDICTOR=3", "COMPRESS=DEFLATE PREDICTOR=3 TILED=YES",
		} {
			if strings.Contains(options, "PREDICTOR=3") && !strings.HasPrefix(kind, "Float") {
				continue
			}
			name := filepath.Join(folder, fmt.Sprintf("%d.tif", made))
			arguments := []string{"-q", "-ot", kind}
			for option := range strings.FieldsSeq(options) {
				arguments = append(arguments, "-co", option)
			}
			gdal(t, "gdal_translate", append(arguments, source, name)...)
			if got, _, _ := read(t, name); cmp.Diff(want, got) != "" {
				t.Errorf("%s %s: %s", kind, options, cmp.Diff(want, got))
			}
			made++
		}
	}
	cloud := filepath.Join(folder, "cloud.tif")
	gdal(t, "gdal_translate", "-q", "-of", "COG", "-co", "COMPRESS=DEFLATE", source, cloud)
	if got, _, _ := read(t, cloud); cmp.Diff(want, got) != "" {
		t.Error(cmp.Diff(want, got))
	}
	t.Logf("%d files of GDAL", made+1)
}

// TestGDALReadsOurs holds that the files of our own tests are what GDAL takes them for: the tests would
// not see a fault that reader and writer share. (With predictor 3 and the highest byte first, GDAL 3.6
// cannot read its own files, but it reads ours.)
func TestGDALReadsOurs(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
	p := town()
	want := p.cells(area.Area{})
	for i, v := range variants() {
		if i%23 != 0 && !(v.predictor == 3 && v.highFirst && v.big && v.matrix) {
			continue
		}
		name := filepath.Join(t.TempDir(), "ours.tif")
		if err := os.WriteFile(name, v.write(t, p), 0o600); err != nil {
			t.Fatal(err)
		}
		got := map[string]float64{}
		text := bufio.NewScanner(strings.NewReader(gdal(t, "gdal_translate", "-q", "-of", "XYZ", name, "/vsistdout/")))
		for text.Scan() {
			var x, y, n float64
			if _, err := fmt.Sscan(text.Text(), &x, &y, &n); err != nil {
				t.Fatal(err)
			}
			if n != 120 && n != 0 {
				got[fmt.Sprintf("%.5f %.5f", x, y)] = n
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v: %s", v, diff)
		}
	}
}

// TestMollweideOfGDAL warps a grid into the projection of the Global Human Settlement Layer, and
// compares sum and positions with what GDAL says of the same file.
func TestMollweideOfGDAL(t *testing.T) {
	folder := t.TempDir()
	source, warped := filepath.Join(folder, "town.tif"), filepath.Join(folder, "mollweide.tif")
	data := variant{rows: 5, compression: plain, predictor: 1, format: floating, bytes: 8}.write(t, town())
	if err := os.WriteFile(source, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, system := range []string{"ESRI:54009", "EPSG:32638", "EPSG:3857"} {
		gdal(t, "gdalwarp", "-q", "-overwrite", "-t_srs", system, source, warped)
		cells, tally, g := read(t, warped)
		if g.Projection.String() != system || tally.Cells == 0 || tally.OffEarth != 0 {
			t.Fatalf("%v: %+v", g, tally)
		}
		sum, seen := 0.0, 0
		text := bufio.NewScanner(strings.NewReader(gdal(t, "gdal_translate", "-q", "-of", "XYZ", warped, "/vsistdout/")))
		for text.Scan() {
			var x, y, n float64
			if _, err := fmt.Sscan(text.Text(), &x, &y, &n); err != nil {
				t.Fatal(err)
			}
			if n == 120 || n == 0 {
				continue
			}
			sum += n
			seen++
			at, _ := g.Projection.LonLat(x, y)
			if cells[fmt.Sprintf("%.5f %.5f", at[0], at[1])] != n {
				t.Fatalf("%s: no cell with %v people at %v", system, n, at)
			}
		}
		if sum != tally.People {
			t.Errorf("%s: %v people, GDAL has %v", system, tally.People, sum)
		}
		if tally.Cells != seen {
			t.Errorf("%s: %d cells, GDAL has %d", system, tally.Cells, seen)
		}
	}
}

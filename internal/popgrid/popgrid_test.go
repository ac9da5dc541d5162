package popgrid

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"pgregory.net/rapid"

	"wayout/internal/area"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// town is a picture of 53 columns and 37 rows near 46.7 E 39.8 N with whole numbers up to 100, so that
// every kind of number holds them; some cells are empty.
func town() picture {
	random := rand.New(rand.NewPCG(1, 2))
	p := picture{columns: 53, rows: 37, withoutData: "120", x0: 46.7, y0: 39.9, side: 0.0078125, keys: lonLatKeys}
	for range p.columns * p.rows {
		n := float64(random.IntN(101))
		switch random.IntN(4) {
		case 0:
			n = 0
		case 1:
			n = 120
		}
		p.values = append(p.values, n)
	}
	return p
}

// cells returns what the picture has in an area, by row and column.
func (p picture) cells(in area.Area) map[string]float64 {
	out := map[string]float64{}
	for i, n := range p.values {
		at := orb.Point{p.x0 + (float64(i%p.columns)+0.5)*p.side, p.y0 - (float64(i/p.columns)+0.5)*p.side}
		if n > 0 && n != 120 && in.Contains(at) {
			out[fmt.Sprintf("%.5f %.5f", at[0], at[1])] = n
		}
	}
	return out
}

// variants are all ways to write a grid of whole numbers below 128.
func variants() []variant {
	var out []variant
	for _, kind := range [][2]int{{unsignedWhole, 1}, {signedWhole, 1}, {unsignedWhole, 2}, {signedWhole, 2}, {unsignedWhole, 4}, {signedWhole, 4}, {floating, 4}, {floating, 8}} {
		for _, compression := range []int{plain, lzwPacked, deflateAdobe, deflateOld, zstdPacked} {
			for predictor := 1; predictor <= 3; predictor++ {
				if predictor == 3 && kind[0] != floating {
					continue
				}
				for i := range 16 {
					v := variant{big: i&1 > 0, highFirst: i&2 > 0, rows: 5, compression: compression, predictor: predictor, format: kind[0], bytes: kind[1], matrix: i&8 > 0}
					if i&4 > 0 {
						v.tile = 16
					}
					v.asPoint = v.big != v.matrix
					out = append(out, v)
				}
			}
		}
	}
	return out
}

func grid(t testing.TB, data []byte, crs string) *Grid {
	t.Helper()
	g, problems := Open(bytes.NewReader(data), int64(len(data)), Options{File: "town.tif", CRS: crs})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return g
}

// TestEveryVariant writes one picture in every way and compares each cell inside three areas.
func TestEveryVariant(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
	p := town()
	box := area.InBound(orb.Bound{Min: orb.Point{46.8, 39.7}, Max: orb.Point{46.93, 39.81}})
	triangle := area.InPolygons(orb.MultiPolygon{{{{46.72, 39.62}, {47.1, 39.65}, {46.9, 39.88}, {46.72, 39.62}}}})
	all := variants()
	for _, v := range all {
		g := grid(t, v.write(t, p), "")
		for _, in := range []area.Area{{}, box, triangle} {
			got := map[string]float64{}
			sum := 0.0
			tally, problems := g.Each(t.Context(), in, func(c Cell) {
				got[fmt.Sprintf("%.5f %.5f", c.At[0], c.At[1])] = c.People
				sum += c.People
			})
			if len(problems) > 0 {
				t.Fatalf("%v: %v", v, problems)
			}
			if want := p.cells(in); !maps.Equal(want, got) || tally.People != sum || tally.Cells != len(got) || len(got) == 0 {
				t.Fatalf("%v: %+v, sum %v\n%s", v, tally, sum, cmp.Diff(want, got))
			}
		}
	}
	t.Logf("%d variants", len(all))
}

// TestFractions compares sums of numbers with many digits, to the last one, whatever the layout.
func TestFractions(t *testing.T) {
	p := town()
	random := rand.New(rand.NewPCG(3, 4))
	p.withoutData = "-3.40282306073709653e+38"
	var exact total
	for i := range p.values {
		p.values[i] = float64(float32(random.ExpFloat64()))
		if i%5 == 0 {
			p.values[i] = float64(float32(-3.40282306073709653e+38))
			continue
		}
		exact.add(p.values[i])
	}
	empty := (len(p.values) + 4) / 5
	for _, tile := range []int{0, 16, 32} {
		for _, predictor := range []int{1, 2, 3} {
			for _, size := range []int{4, 8} {
				v := variant{tile: tile, rows: 7, compression: zstdPacked, predictor: predictor, format: floating, bytes: size}
				tally, problems := grid(t, v.write(t, p), "").Each(t.Context(), area.Area{}, func(Cell) {})
				if len(problems) > 0 || tally.People != exact.float() || tally.Empty != empty || tally.Refused != 0 {
					t.Errorf("%v: %+v, want %v people, %d empty; %v", v, tally, exact.float(), empty, problems)
				}
			}
		}
	}
}

// TestRefusedNumbers holds that what can be no people is counted and not added.
func TestRefusedNumbers(t *testing.T) {
	p := town()
	p.withoutData = ""
	copy(p.values, []float64{-1, -200, 1e10, math.Inf(1), math.Inf(-1), math.NaN()})
	want := 0.0
	for _, n := range p.values[6:] {
		want += n
	}
	tally, problems := grid(t, variant{rows: 3, compression: plain, predictor: 1, format: floating, bytes: 8}.write(t, p), "").Each(t.Context(), area.Area{}, func(Cell) {})
	if len(problems) > 0 || tally.Refused != 5 || tally.Empty != 1 || tally.People != want {
		t.Errorf("%+v %v, want %v people", tally, problems, want)
	}
}

// TestOnlyBlocksInsideAreRead counts the blocks, and breaks those outside.
func TestOnlyBlocksInsideAreRead(t *testing.T) {
	p := town()
	v := variant{tile: 16, compression: deflateAdobe, predictor: 2, format: unsignedWhole, bytes: 2}
	data := v.write(t, p)
	g := grid(t, data, "")
	box := area.InBound(orb.Bound{Min: orb.Point{46.71, 39.87}, Max: orb.Point{46.75, 39.89}})
	for number := range 12 {
		offset, size, err := g.file.block(&g.layout, number)
		if err != nil {
			t.Fatal(err)
		}
		if number > 0 {
			clear(data[offset : offset+size])
		}
	}
	tally, problems := g.Each(t.Context(), box, func(Cell) {})
	if len(problems) > 0 || tally.Blocks != 1 || tally.Cells != len(p.cells(box)) {
		t.Errorf("%+v %v", tally, problems)
	}
	_, problems = g.Each(t.Context(), area.Area{}, func(Cell) {})
	if len(problems) != 1 || problems[0].Code != problem.ValueRange || !strings.Contains(problems[0].String(), "block at byte") && !strings.Contains(problems[0].String(), "block 1 at byte") {
		t.Errorf("broken blocks: %v", problems)
	}
}

// TestMollweide reads a grid in the projection of the Global Human Settlement Layer, by the names that
// its files have.
func TestMollweide(t *testing.T) {
	p := town()
	p.x0, p.y0, p.side = 3_950_000, 4_790_000, 1000
	p.keys = []uint16{1, 1, 0, 4, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32767, 3073, tagGeoText, 27, 0}
	p.text = "PCS Name = World_Mollweide|"
	v := variant{tile: 16, compression: lzwPacked, predictor: 1, format: floating, bytes: 8}
	g := grid(t, v.write(t, p), "")
	if g.Projection.String() != "ESRI:54009" {
		t.Fatal(g)
	}
	whole, problems := g.Each(t.Context(), area.Area{}, func(Cell) {})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	box := area.InBound(orb.Bound{Min: orb.Point{46.6, 39.7}, Max: orb.Point{46.8, 39.9}})
	inside, seen := 0.0, 0
	if _, problems = g.Each(t.Context(), area.Area{}, func(c Cell) {
		if box.Contains(c.At) {
			inside += c.People
			seen++
		}
	}); len(problems) > 0 {
		t.Fatal(problems)
	}
	part, problems := g.Each(t.Context(), box, func(Cell) {})
	if len(problems) > 0 || part.People != inside || part.Cells != seen || seen == 0 || part.Blocks >= whole.Blocks {
		t.Errorf("%+v of %+v, want %v people in %d cells; %v", part, whole, inside, seen, problems)
	}
	// Beyond the ellipse of the world there is no place.
	p.x0, p.y0 = 17_000_000, 8_000_000
	lost, problems := grid(t, v.write(t, p), "").Each(t.Context(), area.Area{}, func(Cell) {})
	if len(problems) > 0 || lost.Cells != 0 || lost.OffEarth != whole.People {
		t.Errorf("%+v %v", lost, problems)
	}
}

// TestAssign compares with the plain way, and holds that nobody is lost.
func TestAssign(t *testing.T) {
	p := town()
	g := grid(t, variant{tile: 16, compression: zstdPacked, predictor: 3, format: floating, bytes: 4}.write(t, p), "")
	rapid.Check(t, func(t *rapid.T) {
		var places []orb.Point
		for range rapid.IntRange(0, 40).Draw(t, "places") {
			places = append(places, orb.Point{rapid.Float64Range(46.5, 47.3).Draw(t, "lon"), rapid.Float64Range(39.4, 40).Draw(t, "lat")})
		}
		within := unit.Metre(rapid.IntRange(0, 30000).Draw(t, "within"))
		shares, problems := g.Assign(context.Background(), area.Area{}, places, within)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		want, beyond := make([]float64, len(places)), 0.0
		if _, problems = g.Each(context.Background(), area.Area{}, func(c Cell) {
			best, nearest := -1, math.Inf(1)
			for i, place := range places {
				if d := newVector(place).apart(newVector(c.At)); d < nearest {
					best, nearest = i, d
				}
			}
			if best < 0 || nearest > chord(float64(within)) {
				beyond += c.People
				return
			}
			want[best] += c.People
		}); len(problems) > 0 {
			t.Fatal(problems)
		}
		if !slices.Equal(shares.People, want) || shares.Beyond != beyond {
			t.Fatalf("got %v and %v, want %v and %v", shares.People, shares.Beyond, want, beyond)
		}
		people, rest := shares.Whole()
		sum := rest
		for i, n := range people {
			sum += n
			if math.Abs(float64(n)-shares.People[i]) >= 1 {
				t.Fatalf("%v became %d", shares.People[i], n)
			}
		}
		if float64(sum) != math.Round(shares.Tally.People) {
			t.Fatalf("%d people of %v", sum, shares.Tally.People)
		}
	})
}

// TestChord holds that distances through the Earth order as those over it, with metres where they are.
func TestChord(t *testing.T) {
	a := orb.Point{46.7, 39.8}
	for _, b := range []orb.Point{{46.7, 39.9}, {47.9, 39.8}, {-133.3, -39.7}, {-120, 39.8}} {
		metres := geo.DistanceHaversine(a, b) * radius / orb.EarthRadius
		if through := newVector(a).apart(newVector(b)); math.Abs(through-chord(metres)) > 1e-12 {
			t.Errorf("%v: %v through, %v over", b, through, chord(metres))
		}
	}
	if tree := newTree([]orb.Point{{10, 0}, {179.9, 0}, {10, 0}, {0, 90}}); tree.nearest(newVector(orb.Point{-179.9, 0}), 4) != 1 ||
		tree.nearest(newVector(orb.Point{10, 0.1}), 4) != 0 || tree.nearest(newVector(orb.Point{-90, 89}), 4) != 3 || tree.nearest(newVector(orb.Point{-90, 0}), 0.01) != -1 {
		t.Error("the nearest place is another one")
	}
}

// TestWhole holds the rule of the largest remainder on a case that can be checked by hand.
func TestWhole(t *testing.T) {
	of := func(amounts ...float64) Shares {
		s := Shares{exact: make([]total, len(amounts))}
		for i, n := range amounts {
			s.exact[i].add(n)
		}
		return s
	}
	for _, test := range []struct {
		amounts []float64
		want    []unit.Person
	}{
		{[]float64{1.5, 1.5, 1.5, 0.5}, []unit.Person{2, 2, 1, 0}},
		{[]float64{0.25, 0.25, 0.25}, []unit.Person{1, 0, 0}},
		{[]float64{10.2, 20.7, 30.1, 0}, []unit.Person{10, 21, 30, 0}},
		{[]float64{0.75}, []unit.Person{1}},
		{[]float64{0, 0}, []unit.Person{0, 0}},
	} {
		people, beyond := of(test.amounts...).Whole()
		if got := append(people, beyond); !slices.Equal(got, test.want) {
			t.Errorf("%v became %v, want %v", test.amounts, got, test.want)
		}
	}
	if people, beyond := (Shares{}).Whole(); people != nil || beyond != 0 {
		t.Error("nobody became somebody")
	}
}

// TestTotal holds that a sum does not depend on the order, and is that of big numbers.
func TestTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.Float32Range(0, 1e6), 1, 50).Draw(t, "numbers")
		var there, back total
		sum := 0.0
		for _, n := range numbers {
			there.add(float64(n))
			sum += float64(n)
		}
		slices.Reverse(numbers)
		for _, n := range numbers {
			back.add(float64(n))
		}
		if there != back || math.Abs(there.float()-sum) > 1e-9*max(sum, 1) {
			t.Fatalf("%v and %v of %v", there, back, sum)
		}
	})
}

// TestTruncated cuts a file at every byte: there is an error that names a byte, or, where only the end
// of a block is gone, one when it is read; a sum never comes out.
func TestTruncated(t *testing.T) {
	for _, v := range []variant{
		{tile: 16, compression: plain, predictor: 1, format: floating, bytes: 4},
		{rows: 5, compression: zstdPacked, predictor: 2, format: unsignedWhole, bytes: 2},
		{big: true, rows: 5, compression: lzwPacked, predictor: 1, format: signedWhole, bytes: 4},
	} {
		p := town()
		p.columns, p.rows = 20, 20
		data := v.write(t, p)
		for i := range len(data) - 1 {
			cut := data[:i]
			g, problems := Open(bytes.NewReader(cut), int64(i), Options{File: "town.tif"})
			if g != nil {
				_, problems = g.Each(t.Context(), area.Area{}, func(Cell) {})
			}
			if len(problems) != 1 || problems[0].Code != problem.FileTruncated || !strings.Contains(problems[0].String(), " byte ") {
				t.Fatalf("%v: %d of %d bytes: %v", v, i, len(data), problems)
			}
		}
		// The file says that it is whole, but it is not.
		short := data[:len(data)/2]
		if _, problems := Open(bytes.NewReader(short), int64(len(data)), Options{}); !problems.HasErrors() {
			t.Errorf("%v: half a file is opened", v)
		}
	}
}

// TestRefusals changes one tag at a time.
func TestRefusals(t *testing.T) {
	good := variant{tile: 16, compression: deflateAdobe, predictor: 1, format: unsignedWhole, bytes: 2}
	p := town()
	for name, test := range map[string]struct {
		change func(v *variant, p *picture)
		want   string
	}{
		"method":    {func(v *variant, _ *picture) { v.compression = 34887 }, "method 34887"},
		"numbers":   {func(v *variant, _ *picture) { v.format = 6 }, "sample format 6"},
		"predictor": {func(v *variant, _ *picture) { v.predictor = 9 }, "predictor is 9"},
		"no data":   {func(_ *variant, p *picture) { p.withoutData = "nothing" }, "number for no data"},
		"no system": {func(_ *variant, p *picture) { p.keys = lonLatKeys[:12] }, "does not name its coordinate"},
		"other system": {func(_ *variant, p *picture) {
			p.keys = []uint16{1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 31468}
		}, "EPSG:31468"},
		"no size": {func(_ *variant, p *picture) { p.side = 0 }, "have no size"},
		"NaN":     {func(_ *variant, p *picture) { p.x0 = math.NaN() }, "have no size"},
	} {
		t.Run(name, func(t *testing.T) {
			v, changed := good, p
			test.change(&v, &changed)
			data := v.write(t, changed)
			g, problems := Open(bytes.NewReader(data), int64(len(data)), Options{File: "town.tif"})
			if g != nil || len(problems) != 1 || !strings.Contains(problems[0].String(), test.want) || problems[0].Remedy() == "" {
				t.Errorf("%v", problems)
			}
		})
	}
	data := good.write(t, p)
	if g, _ := Open(bytes.NewReader(data), int64(len(data)), Options{CRS: "EPSG:3857"}); g == nil || g.Projection.String() != "EPSG:3857" {
		t.Error("the given system is not used")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, problems := grid(t, data, "").Each(ended, area.Area{}, func(Cell) {}); !problems.HasErrors() {
		t.Error("an ended context does not stop it")
	}
}

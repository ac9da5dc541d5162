package popgrid

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wayout/internal/area"
)

// FuzzOpen holds that no file makes it panic and that every problem is whole.
func FuzzOpen(f *testing.F) {
	p := town()
	p.columns, p.rows = 20, 9
	for i, v := range variants() {
		if i%7 == 0 {
			f.Add(v.write(f, p))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, problems := Open(bytes.NewReader(data), int64(len(data)), Options{File: "x"})
		if (g == nil) != problems.HasErrors() {
			t.Fatal(problems)
		}
		if g == nil || g.Columns*g.Rows > 10000 {
			return
		}
		shares, problems := g.Assign(t.Context(), area.Area{}, []orb.Point{{46, 39}, {0, 0}}, 500_000)
		for _, p := range problems {
			if text := p.String(); strings.Contains(text, "{0}") || strings.Contains(text, "{1}") {
				t.Fatal(text)
			}
		}
		if problems.HasErrors() {
			return
		}
		sum := shares.People[0] + shares.People[1] + shares.Beyond
		if math.Abs(sum-shares.Tally.People) > 1e-9*max(sum, 1) {
			t.Fatalf("%+v", shares)
		}
	})
}

// BenchmarkEach reads 2000 by 2000 cells in the usual ways.
func BenchmarkEach(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	p := picture{columns: 2000, rows: 2000, withoutData: "-99999", x0: 46, y0: 40, side: 1.0 / 1200, keys: lonLatKeys}
	for range p.columns * p.rows {
		n := -99999.0
		if random.IntN(3) == 0 {
			n = float64(float32(random.ExpFloat64()))
		}
		p.values = append(p.values, n)
	}
	places := make([]orb.Point, 200)
	for i := range places {
		places[i] = orb.Point{46 + random.Float64()*2, 38 + random.Float64()*2}
	}
	for name, v := range map[string]variant{
		"plain strips":        {rows: 1, compression: plain, predictor: 1, format: floating, bytes: 4},
		"LZW strips":          {rows: 1, compression: lzwPacked, predictor: 1, format: floating, bytes: 4},
		"Deflate tiles":       {tile: 256, compression: deflateAdobe, predictor: 3, format: floating, bytes: 4},
		"ZSTD tiles":          {tile: 512, compression: zstdPacked, predictor: 2, format: floating, bytes: 4},
		"ZSTD tiles of 64bit": {tile: 512, compression: zstdPacked, predictor: 1, format: floating, bytes: 8},
	} {
		data := v.write(b, p)
		g := grid(b, data, "")
		report := func(b *testing.B) {
			b.ReportMetric(float64(p.columns*p.rows)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mpixels/s")
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, problems := g.Each(b.Context(), area.Area{}, func(Cell) {}); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
			report(b)
		})
		b.Run(name+" to 200 places", func(b *testing.B) {
			for b.Loop() {
				if _, problems := g.Assign(b.Context(), area.Area{}, places, 50_000); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
			report(b)
		})
	}
}

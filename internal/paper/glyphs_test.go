package paper

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"slices"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"github.com/google/go-cmp/cmp"
	"github.com/ledongthuc/pdf"
)

// TestDrawnArabic looks at the shapes in the file itself: the outlines of its fonts are those of the
// forms that the letters of a word take at its start, in its middle and at its end.
func TestDrawnArabic(t *testing.T) {
	tests := []struct{ word, forms string }{ // forms from left to right
		{"ب", "\uFE8F"},
		{"ببب", "\uFE90\uFE92\uFE91"},
		{"بوابة", "\uFE94\uFE91\uFE8D\uFEEE\uFE91"},
		{"غادروا", "\uFE8D\uFEED\uFEAD\uFEA9\uFE8E\uFECF"},
		{"ستيب", "\uFE90\uFEF4\uFE98\uFEB3"},
		{"قف", "\uFED2\uFED7"},
		{"([ا])", "([\uFE8D])"},
	}
	for weight, bold := range []bool{false, true} {
		whole := font.NewFace(faces[weight][naskh]().font)
		plain := font.NewFace(faces[weight][sans]().font)
		for _, test := range tests {
			d := of(Text{Text: test.word, Bold: bold})
			d.RightToLeft = true
			data, err := d.PDF()
			if err != nil {
				t.Fatal(err)
			}
			fonts := embedded(t, data)
			var got, want []font.GlyphOutline
			pieces := readText(t, data)
			slices.SortStableFunc(pieces, func(a, b shown) int { return int(100 * (a.x - b.x)) })
			for _, p := range pieces {
				for _, code := range p.text {
					if p.codes {
						got = append(got, fonts[p.font].outline(code))
					}
				}
			}
			for _, form := range test.forms {
				from := whole
				if form < 0x80 {
					from = plain
				}
				glyph, _ := from.NominalGlyph(form)
				outline, ok := from.GlyphDataOutline(glyph)
				if !ok {
					t.Fatalf("the font has no form %U", form)
				}
				want = append(want, outline)
			}
			if !cmp.Equal(got, want) {
				t.Errorf("bold %t: %s is not drawn as %+q: %d shapes, want %d", bold, test.word, test.forms, len(got), len(want))
			}
		}
	}
}

// TestDrawnArabicFillsItsRoom: the ink of a word with marks begins and ends where the canvas says that
// the word does.
func TestDrawnArabicFillsItsRoom(t *testing.T) {
	const side = 0.15 // of the size of letters: white beside a letter, or a tail below the next word
	for _, word := range []string{"ببب", "تُراجَع", "بوابةً", "المنسّق"} {
		for _, size := range []Size{Small, Huge} {
			d := of(Text{Text: word, Size: size})
			d.RightToLeft = true
			data, seen := draw(t, &d)
			fonts := embedded(t, data)
			left, right := math.Inf(1), math.Inf(-1)
			for _, p := range readText(t, data) {
				if !p.codes {
					continue
				}
				pen := p.x
				for _, code := range p.text {
					from, to := fonts[p.font].ink(code)
					left, right = min(left, pen+from*p.size), max(right, pen+to*p.size)
					pen += fonts[p.font].advance(code) * p.size
				}
			}
			box, most := seen[0], side*size.points()*point
			if begin, end := left*point-box.x, right*point-box.x-box.w; math.Abs(begin) > most || math.Abs(end) > most {
				t.Errorf("%s at %g pt: its ink begins %.2f mm and ends %.2f mm right of its room", word, size.points(), begin, end)
			}
		}
	}
}

// TestDrawnMarks: every glyph stands where the shaper puts it, marks above and below their letters.
func TestDrawnMarks(t *testing.T) {
	f := faces[0][naskh]()
	for _, word := range []string{"تُراجَع", "بوابةً", "المنسّق", "إِلى", "ببب"} {
		d := of(Text{Text: word, Size: Huge})
		d.RightToLeft = true
		data, seen := draw(t, &d)
		fonts := embedded(t, data)
		size := Huge.points() * f.scale
		type place struct{ x, y float64 }
		var got, want []place
		base := 0.0
		for _, p := range readText(t, data) {
			if p.hidden {
				base = p.y // hidden text stands on the line of writing
			}
			for pen, codes := p.x, []rune(p.text); p.codes && len(codes) > 0; codes = codes[1:] {
				got = append(got, place{pen - seen[0].x/point, p.y})
				pen += fonts[p.font].advance(codes[0]) * p.size
			}
		}
		var shaper shaping.HarfbuzzShaper
		letters, pen := []rune(word), 0.0
		for _, glyph := range shaper.Shape(shaping.Input{
			Text: letters, RunEnd: len(letters), Direction: di.DirectionRTL, Face: font.NewFace(f.font),
			Size: em << 6, Script: language.Arabic, Language: language.NewLanguage("ar"),
		}).Glyphs {
			part := size / em / 64
			want = append(want, place{pen + part*float64(glyph.XOffset), base + part*float64(glyph.YOffset)})
			pen += part * float64(glyph.Advance)
		}
		near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 0.05 })
		if diff := cmp.Diff(want, got, near, cmp.AllowUnexported(place{})); diff != "" {
			t.Errorf("%s: glyphs stand elsewhere (-want +got):\n%s", word, diff)
		}
	}
}

// TestDrawnLetters: the shape of every letter that is written as text is that of one of the fonts.
func TestDrawnLetters(t *testing.T) {
	for _, language := range languages {
		s := samples[language]
		d := of(Text{Text: s.alphabet}, Text{Text: s.alphabet, Bold: true}, Text{Text: s.orders})
		d.RightToLeft = s.rightToLeft
		data, err := d.PDF()
		if err != nil {
			t.Fatal(err)
		}
		fonts := embedded(t, data)
		for _, p := range readText(t, data) {
			if p.codes || p.hidden {
				continue
			}
			for _, letter := range p.text {
				if outline := fonts[p.font].outline(letter); letter != ' ' && !hasOutline(letter, outline) {
					t.Errorf("%s: %q has a shape of %d strokes that no font has", language, letter, len(outline.Segments))
				}
			}
		}
	}
}

// hasOutline reports whether a letter has an outline in one of the fonts.
func hasOutline(letter rune, outline font.GlyphOutline) bool {
	for _, weight := range faces {
		for _, read := range weight {
			face := font.NewFace(read().font)
			if glyph, ok := face.NominalGlyph(letter); ok {
				if want, _ := face.GlyphDataOutline(glyph); len(want.Segments) > 0 && cmp.Equal(outline, want) {
					return true
				}
			}
		}
	}
	return false
}

// embeddedFont is a font of a file.
type embeddedFont struct {
	face   *font.Face
	glyphs []byte // the number of the glyph of every code
}

// glyph returns the number of the glyph of a code.
func (f embeddedFont) glyph(code rune) font.GID {
	return font.GID(binary.BigEndian.Uint16(f.glyphs[2*code:]))
}

// advance returns how far apart a letter and the next stand, as a part of their size.
func (f embeddedFont) advance(code rune) float64 {
	return float64(f.face.HorizontalAdvance(f.glyph(code))) / em
}

// ink returns where the shape of a letter begins and ends, as a part of its size.
func (f embeddedFont) ink(code rune) (from, to float64) {
	extents, _ := f.face.GlyphExtents(f.glyph(code))
	return float64(extents.XBearing) / em, float64(extents.XBearing+extents.Width) / em
}

// outline returns what a code draws.
func (f embeddedFont) outline(code rune) font.GlyphOutline {
	out, _ := f.face.GlyphDataOutline(f.glyph(code))
	return out
}

// embedded returns the fonts of the first page of a file.
func embedded(t *testing.T, data []byte) map[string]embeddedFont {
	t.Helper()
	file, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	resources := file.Page(1).Resources().Key("Font")
	out := map[string]embeddedFont{}
	for _, name := range resources.Keys() {
		descendant := resources.Key(name).Key("DescendantFonts").Index(0)
		program, err := io.ReadAll(descendant.Key("FontDescriptor").Key("FontFile2").Reader())
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.ParseTTF(bytes.NewReader(program))
		if err != nil {
			t.Fatal(err)
		}
		glyphs, err := io.ReadAll(descendant.Key("CIDToGIDMap").Reader())
		if err != nil {
			t.Fatal(err)
		}
		out[name] = embeddedFont{face, glyphs}
	}
	return out
}

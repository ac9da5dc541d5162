package paper

import (
	"bytes"
	"embed"
	"sync"

	"github.com/go-text/typesetting/font"
)

//go:embed fonts/*.ttf fonts/OFL.txt
var fonts embed.FS

// em is how many units of a font are as long as the size of its letters.
const em = 1000

// face is one font file. It is read once in the life of the process and never changed.
type face struct {
	family, style string // as fpdf names them
	data          []byte
	font          *font.Font
	advance       []int16 // by letter up to U+FFFF, in units; -1 where the font has none
	missing       int     // advance of the box that stands for a letter it does not have
	scale         float64 // of letters that read to the left, so that they look as large as the others
	glyphs        *face   // the same font by the numbers of its glyphs, if its letters join
}

// larger is the scale of Arabic, whose letters are small beside the others.
const larger = 1.16

// The families, in the order in which they are asked for a letter that reads to the right.
const (
	sans = iota
	armenian
	naskh
)

// leftFirst is the order for letters that read to the left: punctuation follows the Arabic.
var leftFirst = [3]int{naskh, sans, armenian}

// faces are all fonts, light and bold.
var faces = [2][3]func() *face{
	{
		readFace("sans", "", "NotoSans-Regular"),
		readFace("armenian", "", "NotoSansArmenian-Regular"),
		readFace("naskh", "", "NotoNaskhArabic-Regular"),
	},
	{
		readFace("sans", "B", "NotoSans-Bold"),
		readFace("armenian", "B", "NotoSansArmenian-Bold"),
		readFace("naskh", "B", "NotoNaskhArabic-Bold"),
	},
}

// readFace returns a function that reads a font when it is first called.
func readFace(family, style, name string) func() *face {
	return sync.OnceValue(func() *face {
		data, err := fonts.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			panic("paper: " + err.Error()) // It is embedded.
		}
		parsed, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil || parsed.Upem() != em {
			panic("paper: " + name + " is not the font it was")
		}
		f := &face{family: family, style: style, data: data, font: parsed.Font, scale: 1}
		if family == "naskh" {
			f.scale = larger
			f.glyphs = &face{family: "glyphs", style: style, data: numbered(data)}
		}
		f.missing = int(parsed.HorizontalAdvance(0))
		f.advance = make([]int16, 1<<16)
		for r := range f.advance {
			f.advance[r] = -1
			if glyph, ok := parsed.NominalGlyph(rune(r)); ok {
				f.advance[r] = int16(parsed.HorizontalAdvance(glyph))
			}
		}
		return f
	})
}

// has reports whether the font has the letter.
func (f *face) has(r rune) bool { return int(r) < len(f.advance) && f.advance[r] >= 0 }

// faceFor returns the font that draws a letter at a level, or nil. A mark stays in the font of
// the letter before it, if that has it.
func faceFor(r rune, level uint8, bold bool, before *face) *face {
	if before != nil && joins(r) && before.has(r) {
		return before
	}
	weight := 0
	if bold {
		weight = 1
	}
	for i := range faces[weight] {
		if level%2 == 1 {
			i = leftFirst[i]
		}
		if f := faces[weight][i](); f.has(r) {
			return f
		}
	}
	return nil
}

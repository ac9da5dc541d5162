package paper

import (
	"encoding/binary"
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
)

// shape is letters that read to the left as they are drawn: from left to right, joined as their
// script wants it, brackets mirrored.
type shape struct {
	width int // in thousandths of the size of the letters
	face  *face
	scale float64 // from thousandths of the size to units of the font
	runs  []run
}

// run is glyphs that stand beside each other as their widths say.
type run struct {
	codes string
	x, y  int // of the first, in units of the font, from the left end of the line of writing
}

type shapeKey struct {
	text string
	face *face
}

// shape returns how letters that read to the left are drawn.
func (s *setter) shape(text string, f *face) *shape {
	key := shapeKey{text, f}
	if s.shapes[key] == nil {
		letters := []rune(text)
		if f.glyphs != nil {
			s.shapes[key] = s.join(letters, f)
		} else {
			s.shapes[key] = mirror(letters, f)
		}
	}
	return s.shapes[key]
}

// mirrored are the letters that look the other way in text that reads to the left.
var mirrored = map[rune]rune{
	'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{',
	'<': '>', '>': '<', '«': '»', '»': '«', '‹': '›', '›': '‹',
}

// mirror returns the shape of letters that do not join, such as punctuation.
func mirror(letters []rune, f *face) *shape {
	out := &shape{face: f, scale: 1}
	for i, r := range letters {
		if other, ok := mirrored[r]; ok && f.has(other) {
			letters[i] = other
		}
		out.width += int(f.advance[letters[i]])
	}
	slices.Reverse(letters)
	out.runs = []run{{codes: string(letters)}}
	return out
}

// join returns the shape of Arabic letters, by harfbuzz.
func (s *setter) join(letters []rune, f *face) *shape {
	if s.fonts[f] == nil {
		s.fonts[f] = font.NewFace(f.font)
	}
	script := language.Common
	if slices.ContainsFunc(letters, isArabic) {
		script = language.Arabic
	}
	shaped := s.shaper.ShapeNoExtents(shaping.Input{
		Text:      letters,
		RunEnd:    len(letters),
		Direction: di.DirectionRTL,
		Face:      s.fonts[f],
		Size:      em << 6,
		Script:    script,
		Language:  language.NewLanguage("ar"),
	})
	out := &shape{face: f.glyphs, scale: f.scale}
	pen, end := 0, 0 // where the next glyph stands, and where it would if all were as wide as they are
	for i, glyph := range shaped.Glyphs {
		x, y := pen+glyph.XOffset.Round(), glyph.YOffset.Round()
		if i == 0 || x != end || y != out.runs[len(out.runs)-1].y {
			out.runs = append(out.runs, run{x: x, y: y})
		}
		out.runs[len(out.runs)-1].codes += string(firstCode + rune(glyph.GlyphID))
		end = x + int(s.fonts[f].HorizontalAdvance(glyph.GlyphID))
		pen += glyph.Advance.Round()
	}
	out.width = int(float64(pen) * f.scale)
	return out
}

// isArabic reports whether a letter is one of those that join their neighbours.
func isArabic(r rune) bool { return r >= 0x0600 && r <= 0x08FF || r >= 0xFB50 && r <= 0xFEFC }

// firstCode is the code of glyph 0 in a numbered font, in the area for private use.
const firstCode = '\uE000'

// numbered returns a font in which the glyphs have codes after firstCode in place of letters. fpdf,
// which knows no shaping, can then draw any glyph.
func numbered(data []byte) []byte {
	const entry = 16 // bytes in the directory of tables, after 12 of its own
	out := slices.Clone(data)
	for len(out)%4 > 0 {
		out = append(out, 0)
	}
	end := uint32(len(out))
	glyphs := uint16(0)
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := out[12+i*entry:]
		switch string(at[:4]) {
		case "cmap":
			binary.BigEndian.PutUint32(at[8:], end)
			binary.BigEndian.PutUint32(at[12:], 2*22)
		case "maxp":
			glyphs = binary.BigEndian.Uint16(data[binary.BigEndian.Uint32(at[8:])+4:])
		}
	}
	for _, value := range [22]uint16{
		0, 1, 3, 1, 0, 12, // one table of codes, for Unicode, which begins at byte 12
		4, 32, 0, 4, 4, 1, 0, // its format, length and language; two segments, and how to search them
		firstCode + glyphs - 1, 0xFFFF, 0, // last codes
		firstCode, 0xFFFF, // first codes
		1<<16 - firstCode, 1, // what to add to a code to get its glyph
		0, 0,
	} {
		out = binary.BigEndian.AppendUint16(out, value)
	}
	return out
}

package paper

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	order "github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/text/unicode/norm"
)

// kind is how a piece of a paragraph is drawn.
type kind uint8

const (
	written kind = iota // letters of one font, as text
	shaped              // letters that read to the left, as glyphs
	signed              // a sign that no font has, as strokes
	gap                 // a space at which no line ends
	space               // a space at which a line may end
	turn                // the end of a line
)

// piece is a part of a paragraph that is drawn in one way. Its text is in the order of reading.
type piece struct {
	text  string
	width int // in thousandths of the size of the letters
	level uint8
	kind  kind
	face  *face
	shape *shape
	sign  *sign
}

// setter turns text into lines. It serves one document in one goroutine.
type setter struct {
	leftward  bool // paragraphs read to the left
	paragraph order.Paragraph
	shaper    shaping.HarfbuzzShaper
	shapes    map[shapeKey]*shape
	fonts     map[*face]*font.Face
}

// newSetter returns a setter for documents of one direction.
func newSetter(leftward bool) *setter {
	return &setter{leftward: leftward, shapes: map[shapeKey]*shape{}, fonts: map[*face]*font.Face{}}
}

// letterError is a letter that no font has.
type letterError struct {
	letter rune
	text   string
}

func (e *letterError) Error() string {
	return fmt.Sprintf("no font has %q (%U), which stands in %q", e.letter, e.letter, e.text)
}

// pieces cuts a text into pieces, in the order of reading. The error is a *letterError.
func (s *setter) pieces(text string, bold bool) ([]piece, error) {
	var out []piece
	for i, paragraph := range strings.Split(clean(text), "\n") {
		if i > 0 {
			out = append(out, piece{kind: turn})
		}
		var bad rune
		if out, bad = s.cut(out, []rune(paragraph), bold); bad >= 0 {
			return nil, &letterError{bad, text}
		}
	}
	return out, nil
}

// clean puts a text into the form in which the fonts know its letters, and leaves out what is neither
// drawn nor tells a direction.
func clean(text string) string {
	if isPlain(text) {
		return text
	}
	text = strings.ReplaceAll(norm.NFC.String(text), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case r == '\t':
			return ' '
		case r == '\u00AD', r == '\u2060', r == '\uFEFF', r >= '\u202A' && r <= '\u202E':
			return -1
		case r == '\u2011':
			return '-'
		case r == '\u2212':
			return '\u2013'
		}
		return r
	}, text)
}

// isPlain reports whether a text has only letters of ASCII that are drawn, and spaces.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' || c >= 0x7F {
			return false
		}
	}
	return true
}

// isMute reports whether a letter tells a direction only.
func isMute(r rune) bool {
	return r == '\u200E' || r == '\u200F' || r == '\u061C' || r >= isolateRight && r <= isolateEnd
}

// isGap reports whether a letter is a space at which no line may end.
func isGap(r rune) bool { return r == '\u00A0' || r == '\u202F' || r == '\u2007' }

// isSpace reports whether a letter is a space at which a line may end.
func isSpace(r rune) bool {
	return r == ' ' || r == '\u200B' || r > 0x7F && !isGap(r) && unicode.Is(unicode.Zs, r)
}

// joins reports whether a letter has no place of its own.
func joins(r rune) bool {
	return r >= 0x0300 && (unicode.In(r, unicode.Mn, unicode.Me) || r == '\u200C' || r == '\u200D')
}

// cut adds the pieces of one paragraph. The letter is one that cannot be drawn, or -1.
func (s *setter) cut(out []piece, text []rune, bold bool) ([]piece, rune) {
	if s.leftward || slices.ContainsFunc(text, turns) {
		text = guard(text)
	}
	levels := s.levels(text)
	var before *face
	for i := 0; i < len(text); {
		r, level := text[i], levels[i]
		if isMute(r) {
			i++
			continue
		}
		if isSpace(r) || isGap(r) {
			out = append(out, s.space(r, level, bold, before))
			i++
			continue
		}
		face := s.face(r, level, bold, before)
		if face == nil {
			drawn := signs[r]
			if drawn == nil {
				return nil, r
			}
			out = append(out, drawn.piece(r, level))
			i++
			continue
		}
		end := i + 1
		for end < min(len(text), i+longestLine) && levels[end] == level && !isMute(text[end]) && !isSpace(text[end]) &&
			!isGap(text[end]) && s.face(text[end], level, bold, face) == face {
			end++
		}
		out = append(out, s.piece(text[i:end], level, face))
		before = face
		i = end
	}
	return out, -1
}

// face returns the font that draws a letter, or nil.
func (s *setter) face(r rune, level uint8, bold bool, before *face) *face {
	if unicode.IsControl(r) || r == unicode.ReplacementChar {
		return nil
	}
	return faceFor(r, level, bold, before)
}

// space returns the piece for a space, as wide as one of the letters before it.
func (s *setter) space(r rune, level uint8, bold bool, before *face) piece {
	p := piece{text: " ", level: level, kind: space, face: before}
	if before == nil || level%2 == 1 {
		p.face = faceFor(' ', level, bold, nil)
	}
	p.width = int(float64(p.face.advance[' ']) * p.face.scale)
	switch {
	case r == '\u200B':
		p.text, p.width = "", 0
	case isGap(r):
		p.kind = gap
	}
	return p
}

// piece returns letters of one level and font as a piece.
func (s *setter) piece(text []rune, level uint8, f *face) piece {
	p := piece{text: string(text), level: level, face: f}
	if level%2 == 1 {
		p.kind = shaped
		p.shape = s.shape(p.text, f)
		p.width = p.shape.width
		return p
	}
	for _, r := range text {
		p.width += int(f.advance[r])
	}
	return p
}

// widths returns how wide the widest word and the widest line of pieces are if no line has to be
// broken, in thousandths of the size of the letters.
func widths(pieces []piece) (word, whole int) {
	inWord, inLine := 0, 0
	for _, p := range pieces {
		switch p.kind {
		case turn:
			inWord, inLine = 0, 0
			continue
		case space:
			inWord = 0
		default:
			inWord += p.width
		}
		inLine += p.width
		word, whole = max(word, inWord), max(whole, inLine)
	}
	return word, whole
}

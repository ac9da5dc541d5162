package paper

import (
	"fmt"
	"slices"
	"strings"
)

// style is how letters look.
type style struct {
	size float64 // in points
	bold bool
}

// capital is half the height of capitals, as a part of the size of letters.
const capital = 0.357

// stroke returns how thick a line is that goes with the letters, in thousandths of their size.
func (st style) stroke() float64 {
	if st.bold {
		return 130
	}
	return 80
}

// use sets the font of what is written next.
func (c *canvas) use(f *face, size float64) {
	if c.face == f && c.size == size {
		return
	}
	if !c.added[f] {
		c.pdf.AddUTF8FontFromBytes(f.family, f.style, f.data)
		c.added[f] = true
	}
	c.pdf.SetFont(f.family, f.style, size)
	c.face, c.size = f, size
}

// put draws a line of text in a box of a height, its capitals half way down.
func (c *canvas) put(l line, x, y, w, h float64, st style, where align) {
	width := float64(l.width) / em * st.size * point
	left := c.left(x, w)
	atLeft := where == start && !c.leftward || where == end && c.leftward
	switch {
	case where == middle:
		left += (w - width) / 2
	case !atLeft:
		left += w - width
	}
	c.write(l, left, y+h/2+capital*st.size*point, st, func(text string, left, width float64) {
		c.note(left, y, width, h, text)
	})
}

// write draws a line of text from a point on paper: its left end, on the line of writing.
func (c *canvas) write(l line, x, y float64, st style, note func(text string, left, width float64)) {
	var words strings.Builder // neighbours of one font
	var first float64
	flush := func() {
		if words.Len() > 0 {
			c.pdf.Text(first, y, words.String())
			words.Reset()
		}
	}
	hidden := hidden{canvas: c, y: y, style: st}
	for _, p := range l.pieces {
		width := float64(p.width) / em * st.size * point
		if p.kind == written || p.level%2 == 0 && (p.kind == space || p.kind == gap) {
			hidden.flush()
			if p.face != c.face || st.size != c.size {
				flush()
				c.use(p.face, st.size)
			}
			if words.Len() == 0 {
				first = x
			}
			words.WriteString(p.text)
		} else {
			flush()
			switch p.kind {
			case shaped:
				c.glyphs(p.shape, x, y, st.size)
			case signed:
				c.strokes(p.sign, x, y, st)
			}
			hidden.add(p, x, width)
		}
		note(p.text, x, width)
		x += width
	}
	flush()
	hidden.flush()
}

// glyphs draws a shape from a point on paper. Its codes mean nothing to who copies or searches the
// text: they are marked as standing for nothing, and hidden text says what they show.
func (c *canvas) glyphs(s *shape, x, y, points float64) {
	size := points * s.scale
	c.use(s.face, size)
	c.pdf.RawWriteStr("/Span <</ActualText <FEFF>>> BDC")
	for _, run := range s.runs {
		c.pdf.Text(x+float64(run.x)/em*size*point, y-float64(run.y)/em*size*point, run.codes)
	}
	c.pdf.RawWriteStr("EMC")
}

// strokes draws a sign from a point on paper.
func (c *canvas) strokes(s *sign, x, y float64, st style) {
	scale := st.size / em * point
	c.pdf.SetLineWidth(st.stroke() * scale)
	for _, stroke := range s.strokes {
		c.pdf.MoveTo(x+stroke[0][0]*scale, y-stroke[0][1]*scale)
		for _, to := range stroke[1:] {
			c.pdf.LineTo(x+to[0]*scale, y-to[1]*scale)
		}
	}
	c.pdf.DrawPath("D")
}

// hidden gathers text that is drawn as glyphs or strokes, to write it where it stands without colour,
// so that it can be searched for and copied. It is in the order of drawing, as in every PDF, and not
// mirrored.
type hidden struct {
	canvas   *canvas
	y        float64
	style    style
	text     []rune
	x, width float64
	word     bool // there is more than spaces
	ended    bool // and a space after it
}

// add adds a piece to the right of the last.
func (h *hidden) add(p piece, x, width float64) {
	isWord := p.kind == shaped || p.kind == signed
	if isWord && h.ended {
		h.flush()
	}
	if len(h.text) == 0 {
		h.x = x
	}
	letters := []rune(p.text)
	slices.Reverse(letters)
	h.text = append(h.text, letters...)
	h.width += width
	h.ended = h.word && !isWord
	h.word = h.word || isWord
}

// flush writes what was gathered, as wide as it was drawn.
func (h *hidden) flush() {
	if len(h.text) == 0 {
		return
	}
	c := h.canvas
	weight := 0
	if h.style.bold {
		weight = 1
	}
	f := faces[weight][sans]()
	c.use(f, h.style.size)
	natural := float64(len(h.text)*f.missing) / em * h.style.size * point
	var digits strings.Builder
	for _, r := range h.text { // No font has letters above U+FFFF.
		fmt.Fprintf(&digits, "%04X", r)
	}
	c.pdf.RawWriteStr(fmt.Sprintf("3 Tr %.1f Tz BT %.2f %.2f Td <%s> Tj ET 0 Tr 100 Tz",
		max(1, 100*h.width/natural), h.x/point, (paperHeight-h.y)/point, digits.String()))
	h.text, h.width, h.word, h.ended = h.text[:0], 0, false, false
}

package paper

import (
	"fmt"
)

// band is a part of a document as wide as the text, which is never divided between pages.
type band struct {
	height float64 // in millimetres
	gap    float64 // above it, unless it begins a page
	keep   bool    // on the same page as the band after it
	again  *band   // drawn above it where it begins a page: the head of a table
	draw   func(y float64, first bool)
}

// layout puts bands on pages. Blocks make bands and add them in their order.
type layout struct {
	set     *setter
	canvas  *canvas
	frame   *frame
	top     float64 // of the room for bands on a page
	bottom  float64
	y       float64 // where the next band begins
	first   bool    // nothing is on the page but its frame
	ended   bool    // the next band begins a page
	group   []band  // held back until it is known what has to stand beside it
	capture *[]band // where bands go instead, while a slip is made; nil otherwise
}

// body returns how high the room for bands on a page is.
func (l *layout) body() float64 { return l.bottom - l.top }

// add puts bands after those that were added before.
func (l *layout) add(bands ...band) error {
	for _, b := range bands {
		if l.capture != nil {
			*l.capture = append(*l.capture, b)
			continue
		}
		l.group = append(l.group, b)
		if b.keep {
			continue
		}
		if err := l.flush(); err != nil {
			return err
		}
	}
	return nil
}

// flush draws the bands that were held back, all on one page if they fit.
func (l *layout) flush() error {
	if len(l.group) > 0 && l.ended {
		l.turn()
	}
	height := 0.0
	for i, b := range l.group {
		if i > 0 {
			height += b.gap
		}
		height += b.height
	}
	if len(l.group) > 0 && !l.first && height <= l.body() && !l.fits(l.group[0], height) {
		l.turn()
	}
	for _, b := range l.group {
		if !l.first && !l.fits(b, b.height) {
			l.turn()
		}
		if !l.fits(b, b.height) {
			return fmt.Errorf("it does not fit on a page: %.0f mm high, and there are %.0f mm", b.height, l.body())
		}
		l.place(b)
	}
	l.group = l.group[:0]
	return nil
}

// fits reports whether a band and what goes with it, so high together, fit on the page.
func (l *layout) fits(b band, height float64) bool {
	const slack = 1e-6
	switch {
	case !l.first:
		height += b.gap
	case b.again != nil:
		height += b.again.height
	}
	return l.y+height <= l.bottom+slack
}

// place draws a band on the page.
func (l *layout) place(b band) {
	switch {
	case !l.first:
		l.y += b.gap
	case b.again != nil:
		b.again.draw(l.y, true)
		l.y += b.again.height
	}
	b.draw(l.y, l.first)
	l.y += b.height
	l.first = false
}

// turn begins a page.
func (l *layout) turn() {
	l.canvas.page(l.canvas.pdf.PageCount() + 1)
	l.frame.head(l)
	l.y, l.first, l.ended = l.top, true, false
}

// together keeps bands on one page if they are at most so high. If they are higher, two stay
// together at either end.
func together(bands []band, most float64) []band {
	height := 0.0
	for _, b := range bands {
		height += b.height
	}
	for i := range bands[:max(0, len(bands)-1)] {
		if height <= most || i == 0 || i == len(bands)-2 {
			bands[i].keep = true
		}
	}
	return bands
}

// leading returns how high a line of text is.
func (l *layout) leading(size float64) float64 {
	if l.canvas.leftward {
		return 1.65 * size * point
	}
	return 1.4 * size * point
}

// lines sets a text in a width.
func (l *layout) lines(text string, st style, width float64) ([]line, error) {
	pieces, err := l.set.pieces(text, st.bold)
	if err != nil {
		return nil, err
	}
	return l.wrap(pieces, st, width)
}

// wrap breaks pieces into lines of a width.
func (l *layout) wrap(pieces []piece, st style, width float64) ([]line, error) {
	return l.set.wrap(pieces, int(width/point/st.size*em+1e-6))
}

// part is what is not divided in a column, such as a line.
type part struct {
	height float64
	draw   func(y float64)
}

// column is parts below each other.
type column []part

// height returns how high a column is.
func (c column) height() float64 {
	sum := 0.0
	for _, p := range c {
		sum += p.height
	}
	return sum
}

// draw draws a column.
func (c column) draw(y float64) {
	for _, p := range c {
		p.draw(y)
		y += p.height
	}
}

// words returns lines as a column, from x to x+width.
func (l *layout) words(lines []line, st style, x, width float64, where align) column {
	height := l.leading(st.size)
	out := make(column, len(lines))
	for i := range lines {
		out[i] = part{height, func(y float64) { l.canvas.put(lines[i], x, y, width, height, st, where) }}
	}
	return out
}

// row returns the bands of columns that begin beside each other, with padding above and below. They
// are one band unless it is higher than half a page; then there is one for each of their parts.
func (l *layout) row(columns []column, padding, least float64) []band {
	level(columns)
	height, parts := least, 0
	for _, c := range columns {
		height = max(height, c.height()+2*padding)
		parts = max(parts, len(c))
	}
	if height <= l.body()/2 || parts == 0 {
		return []band{{height: height, draw: func(y float64, _ bool) {
			for _, c := range columns {
				c.draw(y + padding)
			}
		}}}
	}
	bands := make([]band, parts)
	for i := range bands {
		bands[i] = slice(columns, i)
	}
	bands[0].height += padding
	bands[0].draw = lower(bands[0].draw, padding)
	bands[parts-1].height += padding
	return together(bands, l.body()/2)
}

// level puts columns that have one part only half way down the highest of them.
func level(columns []column) {
	height := 0.0
	for _, c := range columns {
		if len(c) == 1 {
			height = max(height, c[0].height)
		}
	}
	for _, c := range columns {
		if len(c) != 1 {
			continue
		}
		draw, down := c[0].draw, (height-c[0].height)/2
		c[0] = part{height, func(y float64) { draw(y + down) }}
	}
}

// slice returns one part of every column that has so many, as a band.
func slice(columns []column, i int) band {
	b := band{draw: func(y float64, _ bool) {
		for _, c := range columns {
			if i < len(c) {
				c[i].draw(y)
			}
		}
	}}
	for _, c := range columns {
		if i < len(c) {
			b.height = max(b.height, c[i].height)
		}
	}
	return b
}

// lower returns a drawing moved down.
func lower(draw func(float64, bool), by float64) func(float64, bool) {
	return func(y float64, first bool) { draw(y+by, first) }
}

// also makes a band draw more than it does. more is given the upper edge of the band.
func (b *band) also(more func(y float64)) {
	draw := b.draw
	b.draw = func(y float64, first bool) {
		draw(y, first)
		more(y)
	}
}

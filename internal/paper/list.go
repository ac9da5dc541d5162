package paper

import (
	"fmt"
	"strconv"
)

// The sizes of titles, in points.
const (
	titlePoints   = 20
	headingPoints = 13
)

// Room in and between blocks, in millimetres.
const (
	aboveBlock    = 3.5
	aboveHeading  = 7.0
	betweenItems  = 1.2
	besideLabel   = 2.5 // between the mark of an item and its text
	inBox         = 3.0
	lineToWriteOn = 8.0 // from one ruled line to the next
	widestLabel   = 0.4 * textWidth
)

// points returns how large letters are.
func (z Size) points() float64 {
	switch z {
	case Small:
		return 9
	case Medium:
		return 13
	case Large:
		return 16
	case Huge:
		return 24
	}
	return 11
}

// paragraph sets a text as bands of a line each, the first with a gap above.
func (l *layout) paragraph(text string, st style, x, width, gap float64) ([]band, error) {
	lines, err := l.lines(text, st, width)
	if err != nil {
		return nil, err
	}
	words := l.words(lines, st, x, width, start)
	bands := make([]band, len(lines))
	for i, p := range words {
		bands[i] = band{height: p.height, draw: func(y float64, _ bool) { p.draw(y) }}
	}
	bands[0].gap = gap
	return together(bands, 4*words[0].height), nil
}

// heading adds a text in bold, which stays on the page of what comes next, and what stands under it.
func (l *layout) heading(text string, size, gap, more float64, under func(y float64)) error {
	bands, err := l.paragraph(text, style{size, true}, margin, textWidth, gap)
	if err != nil {
		return err
	}
	for i := range bands {
		bands[i].keep = true
	}
	last := &bands[len(bands)-1]
	height := last.height
	last.height += more
	last.also(func(y float64) { under(y + height) })
	return l.add(bands...)
}

func (b Title) lay(l *layout) error {
	return l.heading(b.Text, titlePoints, aboveBlock, 0, func(float64) {})
}

func (b Heading) lay(l *layout) error {
	return l.heading(b.Text, headingPoints, aboveHeading, 0.8, func(y float64) {
		l.canvas.rule(margin, y+0.5, textWidth, thin)
	})
}

func (b Text) lay(l *layout) error {
	bands, err := l.paragraph(b.Text, style{b.Size.points(), b.Bold}, margin, textWidth, aboveBlock)
	if err != nil {
		return err
	}
	return l.add(bands...)
}

func (b Boxed) lay(l *layout) error {
	st := style{b.Size.points(), false}
	lines, err := l.lines(b.Text, st, textWidth-2*inBox)
	if err != nil {
		return err
	}
	bands := l.row([]column{l.words(lines, st, margin+inBox, textWidth-2*inBox, start)}, inBox*0.6, 0)
	bands[0].gap = aboveBlock
	for i := range bands {
		height := bands[i].height
		bands[i].also(func(y float64) {
			l.canvas.fill(margin, y, thin, height)
			l.canvas.fill(margin+textWidth-thin, y, thin, height)
			if i == 0 {
				l.canvas.fill(margin, y, textWidth, thin)
			}
			if i == len(bands)-1 {
				l.canvas.fill(margin, y+height-thin, textWidth, thin)
			}
		})
	}
	return l.add(bands...)
}

func (Break) lay(l *layout) error {
	if err := l.flush(); err != nil {
		return err
	}
	l.ended = !l.first
	return nil
}

// list is what lists have in common: a mark before each item, and lines after it to write on.
type list struct {
	items  []string
	style  style
	indent float64
	ruled  int
	mark   func(item int, y, height float64) // draws the mark beside the first line of an item
}

// add adds the items of a list.
func (b *list) add(l *layout) error {
	for i, item := range b.items {
		gap := betweenItems
		if i == 0 || b.ruled > 0 {
			gap = aboveBlock
		}
		bands, err := l.paragraph(item, b.style, margin+b.indent, textWidth-b.indent, gap)
		if err != nil {
			return err
		}
		height := bands[0].height
		bands[0].also(func(y float64) { b.mark(i, y, height) })
		for range b.ruled {
			bands = append(bands, band{height: lineToWriteOn, draw: func(y float64, _ bool) {
				l.canvas.rule(margin+b.indent, y+lineToWriteOn-hair, textWidth-b.indent, hair)
			}})
		}
		if b.ruled > 0 {
			together(bands, l.body()/2)
		}
		if err := l.add(bands...); err != nil {
			return err
		}
	}
	return nil
}

func (b Bullets) lay(l *layout) error {
	size := b.Size.points() * point
	items := list{items: b.Items, style: style{b.Size.points(), false}, indent: size + besideLabel/2}
	items.mark = func(_ int, y, height float64) {
		l.canvas.disc(margin+size/2, y+height/2+0.05*size, size/6, 0)
	}
	return items.add(l)
}

func (b Numbered) lay(l *layout) error {
	st := style{b.Size.points(), false}
	numbers := make([]line, len(b.Items))
	for i := range numbers {
		lines, err := l.lines(strconv.Itoa(i+1)+".", st, textWidth)
		if err != nil {
			return err
		}
		numbers[i] = lines[0]
	}
	width := widest(numbers, st)
	items := list{items: b.Items, style: st, indent: width + besideLabel}
	items.mark = func(i int, y, height float64) {
		l.canvas.put(numbers[i], margin, y, width, height, st, end)
	}
	return items.add(l)
}

func (b Checks) lay(l *layout) error {
	side := 0.95 * b.Size.points() * point
	if b.Across > 1 {
		return b.beside(l, side)
	}
	items := list{items: b.Items, style: style{b.Size.points(), false}, indent: side + besideLabel, ruled: b.Lines}
	items.mark = func(_ int, y, height float64) {
		l.canvas.frame(margin, y+(height-side)/2, side, side, thin)
	}
	return items.add(l)
}

// beside adds checks in rows, so many across.
func (b Checks) beside(l *layout, side float64) error {
	st := style{b.Size.points(), false}
	width := (textWidth - float64(b.Across-1)*betweenColumns) / float64(b.Across)
	indent := side + besideLabel
	if !(width-indent >= leastColumn) {
		return fmt.Errorf("there is no room for %d checks beside each other", b.Across)
	}
	for first := 0; first < len(b.Items); first += b.Across {
		items := b.Items[first:min(first+b.Across, len(b.Items))]
		columns := make([]column, len(items))
		for i, item := range items {
			lines, err := l.lines(item, st, width-indent)
			if err != nil {
				return err
			}
			columns[i] = l.words(lines, st, margin+float64(i)*(width+betweenColumns)+indent, width-indent, start)
		}
		bands := l.row(columns, betweenItems/2, 0)
		height := l.leading(st.size)
		bands[0].also(func(y float64) {
			for i := range items {
				l.canvas.frame(margin+float64(i)*(width+betweenColumns), y+betweenItems/2+(height-side)/2, side, side, thin)
			}
		})
		if first == 0 {
			bands[0].gap = aboveBlock
		}
		if err := l.add(bands...); err != nil {
			return err
		}
	}
	return nil
}

func (b Fields) lay(l *layout) error {
	size := b.Size.points()
	label, value := style{size, false}, style{size, true}
	width := 0.0
	for _, row := range b.Rows {
		pieces, err := l.set.pieces(row.Label, false)
		if err != nil {
			return err
		}
		_, whole := widths(pieces)
		width = max(width, float64(whole+1)/em*size*point)
	}
	width = min(width, widestLabel)
	x := margin + width + 2*besideLabel
	for i, row := range b.Rows {
		labels, err := l.lines(row.Label, label, width)
		if err != nil {
			return err
		}
		columns := []column{l.words(labels, label, margin, width, start)}
		var bands []band
		if row.Value == "" {
			bands = l.blank(columns[0], size, x)
		} else {
			values, err := l.lines(row.Value, value, margin+textWidth-x)
			if err != nil {
				return err
			}
			bands = l.row(append(columns, l.words(values, value, x, margin+textWidth-x, start)), betweenItems/2, 0)
		}
		if i == 0 {
			bands[0].gap = aboveBlock
		}
		if i == 0 || i == len(b.Rows)-2 {
			bands[len(bands)-1].keep = i < len(b.Rows)-1 // No row stands alone.
		}
		if err := l.add(bands...); err != nil {
			return err
		}
	}
	return nil
}

// blank returns a label with a ruled line beside its last line, to write on from x to the end.
func (l *layout) blank(label column, size, x float64) []band {
	height := max(lineToWriteOn, label.height())
	bands := l.row([]column{label}, 0, height)
	last := &bands[len(bands)-1]
	if len(bands) == 1 {
		last.draw = lower(last.draw, height-label.height())
	}
	written := last.height - label[0].height/2 + capital*size*point
	last.also(func(y float64) { l.canvas.rule(x, y+written, margin+textWidth-x, hair) })
	return bands
}

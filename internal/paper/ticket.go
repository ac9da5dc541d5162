package paper

import (
	"fmt"
	"strings"
)

// Room on tickets and slips, in millimetres, and the sizes of their letters, in points.
const (
	inCard       = 3.0 // from the edges of a ticket to its text, at the sides
	overCard     = 1.5 // the same above and below
	leastPoints  = 7.0
	tight        = 0.87 // of the leading elsewhere
	betweenSlips = 9.0
	slipPoints   = 13
)

// cardLine is one line on a ticket.
type cardLine struct {
	line   line
	style  style
	height float64
}

// ticket is a ticket whose lines are set.
type ticket struct {
	lines  []cardLine
	height float64 // of its lines
}

func (b Cards) lay(l *layout) error {
	if !(b.Height > 0) {
		return fmt.Errorf("a card of %g mm has no height", b.Height)
	}
	across := max(1, b.Across)
	width := textWidth / float64(across)
	var row []ticket
	rows := 0
	end := func() error {
		next := l.tickets(row, width, b.Height)
		if rows == 0 {
			next.gap = aboveBlock
		}
		rows++
		row = nil
		return l.add(next)
	}
	for i, card := range b.Cards {
		t, err := l.ticket(card, width-2*inCard, b.Height-2*overCard)
		if err != nil {
			return fmt.Errorf("card %d: %w", i+1, err)
		}
		for range max(1, card.Copies) {
			if row = append(row, t); len(row) < across {
				continue
			}
			if err := end(); err != nil {
				return err
			}
		}
	}
	if len(row) == 0 {
		return nil
	}
	return end()
}

// ticket sets the lines of a card in the room it has.
func (l *layout) ticket(c Card, width, height float64) (ticket, error) {
	var t ticket
	for _, text := range c.Lines {
		pieces, err := l.set.pieces(text.Text, text.Bold)
		if err != nil {
			return t, err
		}
		_, whole := widths(pieces)
		st := style{shrunk(text.Size.points(), whole, width), text.Bold}
		lines, err := l.wrap(pieces, st, width)
		if err != nil {
			return t, err
		}
		for _, set := range lines {
			t.lines = append(t.lines, cardLine{set, st, tight * l.leading(st.size)})
			t.height += tight * l.leading(st.size)
		}
	}
	if t.height > height+1e-6 {
		return t, fmt.Errorf("its lines are %.1f mm high, and there are %.1f mm", t.height, height)
	}
	return t, nil
}

// shrunk returns the size, in tenths of a point, at which letters fit into a width, but at least
// leastPoints.
func shrunk(size float64, units int, width float64) float64 {
	fits := int(10 * width / (float64(units+1) / em * point))
	return min(size, max(leastPoints, float64(fits)/10))
}

// tickets returns a row of tickets, with lines to cut along around each.
func (l *layout) tickets(row []ticket, width, height float64) band {
	return band{height: height, draw: func(y float64, _ bool) {
		to := margin + float64(len(row))*width
		l.canvas.cut(margin, y, to, y)
		l.canvas.cut(margin, y+height, to, y+height)
		for i := range len(row) + 1 {
			x := margin + float64(i)*width
			l.canvas.cut(x, y, x, y+height)
		}
		for i, t := range row {
			down := y + (height-t.height)/2
			for _, text := range t.lines {
				l.canvas.put(text.line, margin+float64(i)*width+inCard, down, width-2*inCard, text.height, text.style, start)
				down += text.height
			}
		}
	}}
}

func (b Slips) lay(l *layout) error {
	for i, slip := range b.Slips {
		whole, err := l.slip(slip)
		if err != nil {
			return fmt.Errorf("slip %d: %w", i+1, err)
		}
		whole.gap = betweenSlips
		if i == 0 {
			whole.gap = aboveBlock
		} else {
			draw := whole.draw
			whole.draw = func(y float64, first bool) {
				if !first {
					l.canvas.cut(margin, y-betweenSlips/2, margin+textWidth, y-betweenSlips/2)
				}
				draw(y, first)
			}
		}
		if err := l.add(whole); err != nil {
			return fmt.Errorf("slip %d: %w", i+1, err)
		}
	}
	return nil
}

// slip returns a slip as one band.
func (l *layout) slip(s Slip) (band, error) {
	var bands []band
	l.capture = &bands
	defer func() { l.capture = nil }()
	if s.Title != "" {
		if err := l.heading(s.Title, slipPoints, 0, 0, func(float64) {}); err != nil {
			return band{}, err
		}
	}
	if len(s.Lines) > 0 {
		if err := (Text{Text: strings.Join(s.Lines, "\n"), Size: Small}).lay(l); err != nil {
			return band{}, err
		}
	}
	if err := (Table{Columns: s.Columns, Rows: s.Rows, Size: Small}).lay(l); err != nil {
		return band{}, err
	}
	return joined(bands), nil
}

// joined returns bands as one.
func joined(bands []band) band {
	var out band
	for i, b := range bands {
		if i > 0 {
			out.height += b.gap
		}
		out.height += b.height
	}
	out.draw = func(y float64, first bool) {
		for i, b := range bands {
			if i > 0 {
				y += b.gap
			}
			b.draw(y, first && i == 0)
			y += b.height
		}
	}
	return out
}

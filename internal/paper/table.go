package paper

import (
	"errors"
	"fmt"
	"strconv"
)

// Room in tables, in millimetres.
const (
	betweenColumns = 4.5
	inRow          = 1.1 // above and below the lines of a row
	leastColumn    = 4.0
	leastBlank     = 12.0
	strokeSide     = 3.2 // of a square to tick
	strokeStep     = 4.0 // from one to the next
	groupStep      = 5*strokeStep + 1.8
	groupWidth     = 4*strokeStep + strokeSide
	strokeHeight   = 4.6 // from one row of squares to the next
)

// mostStrokes is how many squares a cell may have.
const mostStrokes = 10_000

// cell is a cell of a table before the width of its column is known.
type cell struct {
	pieces  []piece
	style   style
	strokes int
}

// grid is a table in the making.
type grid struct {
	layout  *layout
	columns []Column
	size    float64
	x, w    []float64
	numbers []float64 // how wide the widest number of a column is
}

func (b Table) lay(l *layout) error {
	if len(b.Columns) == 0 {
		return nil
	}
	g := &grid{layout: l, columns: b.Columns, size: b.Size.points()}
	head, rows, err := g.read(b.Rows)
	if err != nil {
		return err
	}
	if err := g.measure(head, rows); err != nil {
		return err
	}
	top, err := g.head(head)
	if err != nil {
		return err
	}
	first := top
	first.gap = aboveBlock
	first.keep = len(rows) > 0
	if err := l.add(first); err != nil {
		return err
	}
	for i, cells := range rows {
		bands, err := g.row(cells)
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		for k := range bands {
			bands[k].again = &top
		}
		if i == 0 || i == len(rows)-2 {
			bands[len(bands)-1].keep = i < len(rows)-1 // No row stands alone.
		}
		if err := l.add(bands...); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return nil
}

// read cuts the texts of all cells into pieces.
func (g *grid) read(rows []Row) (head []cell, cells [][]cell, err error) {
	bold := style{g.size, true}
	for _, c := range g.columns {
		pieces, err := g.layout.set.pieces(c.Head, true)
		if err != nil {
			return nil, nil, err
		}
		head = append(head, cell{pieces: pieces, style: bold})
	}
	for i, row := range rows {
		if len(row.Cells) > len(g.columns) {
			return nil, nil, fmt.Errorf("row %d has %d cells, and there are %d columns", i+1, len(row.Cells), len(g.columns))
		}
		var out []cell
		for k, text := range row.Cells {
			c, err := g.cell(text, g.columns[k].Kind, style{g.size, row.Bold})
			if err != nil {
				return nil, nil, fmt.Errorf("row %d: %w", i+1, err)
			}
			out = append(out, c)
		}
		cells = append(cells, append(out, make([]cell, len(g.columns)-len(out))...))
	}
	return head, cells, nil
}

// cell reads one cell.
func (g *grid) cell(text string, kind ColumnKind, st style) (cell, error) {
	if kind == Strokes {
		if text == "" {
			return cell{}, nil
		}
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil || n > mostStrokes {
			return cell{}, fmt.Errorf("%q is not a number of strokes up to %d", text, mostStrokes)
		}
		return cell{strokes: int(n)}, nil
	}
	if text == "" {
		return cell{}, nil
	}
	pieces, err := g.layout.set.pieces(text, st.bold)
	return cell{pieces: pieces, style: st}, err
}

// measure shares the width among the columns, as they ask for it. A column that would have to
// break its words gets more, as long as the others need not.
func (g *grid) measure(head []cell, rows [][]cell) error {
	n := len(g.columns)
	g.x, g.w, g.numbers = make([]float64, n), make([]float64, n), make([]float64, n)
	width := textWidth - float64(n-1)*betweenColumns
	least := make([]float64, n)
	for i, c := range g.columns {
		switch c.Kind {
		case Blank:
			least[i] = leastBlank
		case Strokes:
			least[i] = groupWidth
		}
		word, _ := head[i].widths()
		least[i] = max(least[i], min(word, width/2))
		for _, row := range rows {
			word, whole := row[i].widths()
			least[i] = max(least[i], min(word, width/2))
			g.numbers[i] = max(g.numbers[i], whole)
		}
	}
	g.share(width, least)
	x := margin
	for i := range g.columns {
		if !(g.w[i] >= leastColumn) {
			return fmt.Errorf("there is no room for %d columns", n)
		}
		g.x[i] = x
		x += g.w[i] + betweenColumns
	}
	return nil
}

// widths returns how wide the widest word and line of a cell are, in millimetres.
func (c cell) widths() (word, whole float64) {
	units, all := widths(c.pieces)
	scale := c.style.size / em * point
	return float64(units+1) * scale, float64(all+1) * scale
}

// share gives each column its part of a width, but not less than the least if there is enough.
func (g *grid) share(width float64, least []float64) {
	asked := func(i int) float64 {
		if g.columns[i].Width <= 0 {
			return 1
		}
		return g.columns[i].Width
	}
	need := 0.0
	for _, w := range least {
		need += w
	}
	fixed := make([]bool, len(least))
	for settled := false; !settled; {
		settled = true
		left, sum := width, 0.0
		for i := range fixed {
			if fixed[i] {
				left -= g.w[i]
			} else {
				sum += asked(i)
			}
		}
		for i := range fixed {
			if fixed[i] {
				continue
			}
			g.w[i] = left * asked(i) / sum
			if g.w[i] < least[i] && need <= width {
				g.w[i], fixed[i], settled = least[i], true, false
			}
		}
	}
}

// head returns the head of the table.
func (g *grid) head(cells []cell) (band, error) {
	columns, err := g.set(cells, true)
	if err != nil {
		return band{}, err
	}
	bands := g.layout.row(columns, inRow, 2*inRow)
	if len(bands) > 1 {
		return band{}, errors.New("its head is higher than half a page")
	}
	b := bands[0]
	b.also(func(y float64) { g.layout.canvas.rule(margin, y+b.height-thick/2, textWidth, thick) })
	return b, nil
}

// row returns a row with a rule below.
func (g *grid) row(cells []cell) ([]band, error) {
	columns, err := g.set(cells, false)
	if err != nil {
		return nil, err
	}
	bands := g.layout.row(columns, inRow, g.layout.leading(g.size)+2*inRow)
	last := &bands[len(bands)-1]
	bottom := last.height
	last.also(func(y float64) { g.layout.canvas.rule(margin, y+bottom-hair/2, textWidth, hair) })
	return bands, nil
}

// set fills the columns of a row.
func (g *grid) set(cells []cell, head bool) ([]column, error) {
	var out []column
	for i, c := range cells {
		kind := g.columns[i].Kind
		switch {
		case !head && kind == Strokes:
			out = append(out, g.strokes(c.strokes, i))
			continue
		case !head && kind == Blank && len(c.pieces) == 0:
			out = append(out, g.blank(i))
			continue
		case len(c.pieces) == 0:
			continue
		}
		lines, err := g.layout.wrap(c.pieces, c.style, g.w[i])
		if err != nil {
			return nil, err
		}
		x, w, where := g.x[i], g.w[i], start
		if kind == Number {
			where = end
		}
		if kind == Number && !head {
			// Their last digits stand below each other in every direction of reading.
			w = min(w, g.numbers[i])
			x, where = x+g.w[i]-w, right
		}
		out = append(out, g.layout.words(lines, c.style, x, w, where))
	}
	return out, nil
}

// blank returns a box to write in.
func (g *grid) blank(i int) column {
	height := max(lineToWriteOn, g.layout.leading(g.size)) - inRow
	return column{{height, func(y float64) { g.layout.canvas.frame(g.x[i], y, g.w[i], height, hair) }}}
}

// strokes returns squares to tick, in groups of five.
func (g *grid) strokes(n, i int) column {
	scale := min(1, g.w[i]/groupWidth)
	groups := max(1, int((g.w[i]/scale+groupStep-groupWidth+1e-6)/groupStep))
	across := 5 * groups
	var out column
	for ; n > 0; n -= across {
		squares := min(across, n)
		out = append(out, part{strokeHeight, func(y float64) {
			for k := range squares {
				x := float64(k/5)*groupStep + float64(k%5)*strokeStep
				g.layout.canvas.frame(g.x[i]+x*scale, y+(strokeHeight-strokeSide)/2, strokeSide*scale, strokeSide, hair)
			}
		}})
	}
	return out
}

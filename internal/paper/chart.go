package paper

import "fmt"

// Chart is curves over two axes, in black and white: each curve is told apart by its stroke and named
// at its end.
type Chart struct {
	Height       float64 // of all of it, in millimetres
	Width, Depth float64 // what the axes span to the right and upwards, from 0
	Right, Up    []Tick
	Curves       []Curve
}

// Tick is a mark on an axis.
type Tick struct {
	At    float64
	Label string
}

// Curve is points joined by straight lines.
type Curve struct {
	Label  string
	Dashed bool
	Points [][2]float64
}

// Room in a chart, in millimetres.
const (
	chartLeft  = 18.0 // for the labels of the upward axis
	chartRight = 3.0
	chartFoot  = 8.0 // for those of the other
	chartHead  = 6.0 // for the names of the curves
	keyLine    = 10.0
)

func (b Chart) lay(l *layout) error {
	if b.Width <= 0 || b.Depth <= 0 || b.Height <= chartFoot+chartHead {
		return fmt.Errorf("a chart of %g by %g, %g mm high, has no room", b.Width, b.Depth, b.Height)
	}
	st := style{Small.points(), false}
	labels := map[string]line{}
	set := func(text string) error {
		lines, err := l.lines(text, st, textWidth)
		if err == nil {
			labels[text] = lines[0]
		}
		return err
	}
	for _, ticks := range [][]Tick{b.Right, b.Up} {
		for _, t := range ticks {
			if err := set(t.Label); err != nil {
				return err
			}
		}
	}
	for _, c := range b.Curves {
		if err := set(c.Label); err != nil {
			return err
		}
	}
	return l.add(band{height: b.Height, gap: aboveBlock, draw: func(y float64, _ bool) { b.draw(l, labels, st, y) }})
}

// draw draws the chart; time runs in the direction of reading.
func (b Chart) draw(l *layout, labels map[string]line, st style, top float64) {
	left, right := margin+chartLeft, margin+textWidth-chartRight
	head, foot := top+chartHead, top+b.Height-chartFoot
	x := func(v float64) float64 { return left + (right-left)*v/b.Width }
	y := func(v float64) float64 { return foot - (foot-head)*v/b.Depth }
	height := l.leading(st.size)
	for _, t := range b.Up {
		l.canvas.rule(left, y(t.At), right-left, hair)
		l.canvas.put(labels[t.Label], margin, y(t.At)-height/2, chartLeft-2, height, st, end)
	}
	l.canvas.rule(left, foot, right-left, thin)
	l.canvas.upright(left, head, foot-head, thin)
	for _, t := range b.Right {
		l.canvas.upright(x(t.At), foot, 1.2, thin)
		width := widest([]line{labels[t.Label]}, st)
		from := min(max(margin, x(t.At)-width/2), margin+textWidth-width)
		l.canvas.put(labels[t.Label], from, foot+1.5, width, height, st, start)
	}
	at := left
	for _, c := range b.Curves {
		l.canvas.curve(c.Points, x, y, c.Dashed)
		l.canvas.curve([][2]float64{{0, 0}, {1, 0}}, func(v float64) float64 { return at + v*keyLine }, func(float64) float64 { return top + height/2 }, c.Dashed)
		width := widest([]line{labels[c.Label]}, st)
		l.canvas.put(labels[c.Label], at+keyLine+1.5, top, width, height, st, start)
		at += keyLine + width + 8
	}
}

// curve draws points joined by lines, within the axes.
func (c *canvas) curve(points [][2]float64, x, y func(float64) float64, dashed bool) {
	c.pdf.SetLineWidth(0.45)
	if dashed {
		c.pdf.SetDashPattern([]float64{1.6, 1.2}, 0)
	}
	for i, p := range points {
		at := c.left(x(p[0]), 0)
		if i == 0 {
			c.pdf.MoveTo(at, y(p[1]))
			continue
		}
		c.pdf.LineTo(at, y(p[1]))
	}
	c.pdf.DrawPath("D")
	c.pdf.SetDashPattern(nil, 0)
}

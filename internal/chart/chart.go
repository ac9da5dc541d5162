package chart

import (
	"bytes"
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Chart is a picture. X and Y run from 0 to their ends.
type Chart struct {
	Title string // for those who hear it read out
	X, Y  Axis
	Marks []Mark
	Lines []Line
	Dots  []Dots
}

// Axis is one of the axes.
type Axis struct {
	Label string
	End   float64
	Step  float64 // between numbers
}

// Point is a point in the units of the axes.
type Point struct{ X, Y float64 }

// Line is a line with its name, and a band around it where there is one.
type Line struct {
	Name, Colour string
	Points       []Point
	Low, High    []Point // edges of the band; nil for none
	Dashed       bool
}

// Dots are points with a name, filled or open.
type Dots struct {
	Name, Colour string
	Points       []Point
	Open         bool
}

// Mark is a line across the picture at a place of the X axis.
type Mark struct {
	At   float64
	Name string
}

// The picture in pixels, and the margins around what its axes enclose.
const (
	width, height            = 760.0, 400.0
	left, right, top, bottom = 70.0, 744.0, 30.0, 320.0
	grey, pale               = "#333333", "#d5d5d5"
	line                     = 17 // between lines of text
	ofLetter                 = 6.6
)

// SVG returns the picture.
func (c *Chart) SVG() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="sans-serif" font-size="13">`+"\n", width, height)
	fmt.Fprintf(&b, "<title>%s</title>\n", html.EscapeString(c.Title))
	fmt.Fprintf(&b, `<rect width="%.0f" height="%.0f" fill="#ffffff"/>`+"\n", width, height)
	c.axes(&b)
	for _, m := range c.Marks {
		fmt.Fprintf(&b, `<path d="M%.1f %.0fV%.0f" stroke="#888888" stroke-dasharray="2 3"/>`+"\n", c.x(m.At), top, bottom)
		c.text(&b, c.x(m.At)+4, top+10, "start", grey, m.Name)
	}
	for i := range c.Lines {
		c.line(&b, &c.Lines[i])
	}
	for i := range c.Dots {
		c.dots(&b, &c.Dots[i])
	}
	c.legend(&b)
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (c *Chart) x(v float64) float64 { return left + (right-left)*min(max(v/c.X.End, 0), 1) }
func (c *Chart) y(v float64) float64 { return bottom - (bottom-top)*min(max(v/c.Y.End, 0), 1) }

func (c *Chart) text(b *bytes.Buffer, x, y float64, anchor, colour, text string) {
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, anchor, colour, html.EscapeString(text))
}

// number writes a number with thousands apart.
func number(v float64) string {
	if v != math.Trunc(v) {
		return fmt.Sprintf("%g", v)
	}
	return message.NewPrinter(language.English).Sprintf("%d", int64(v))
}

func (c *Chart) axes(b *bytes.Buffer) {
	for k := 0; float64(k)*c.Y.Step <= c.Y.End; k++ {
		v := float64(k) * c.Y.Step
		fmt.Fprintf(b, `<path d="M%.0f %.1fH%.0f" stroke="%s"/>`+"\n", left, c.y(v), right, pale)
		c.text(b, left-8, c.y(v)+4, "end", grey, number(v))
	}
	for k := 0; float64(k)*c.X.Step <= c.X.End; k++ {
		v := float64(k) * c.X.Step
		fmt.Fprintf(b, `<path d="M%.1f %.0fv5" stroke="%s"/>`+"\n", c.x(v), bottom, grey)
		c.text(b, c.x(v), bottom+line+2, "middle", grey, number(v))
	}
	c.text(b, right, bottom+2*line+4, "end", grey, c.X.Label)
	c.text(b, left, 16, "start", grey, c.Y.Label)
}

// path returns the steps of a line through points.
func (c *Chart) path(points []Point, first string) string {
	var b strings.Builder
	for i, p := range points {
		step := "L"
		if i == 0 {
			step = first
		}
		fmt.Fprintf(&b, "%s%.1f %.1f", step, c.x(p.X), c.y(p.Y))
	}
	return b.String()
}

func (c *Chart) line(b *bytes.Buffer, l *Line) {
	if len(l.Low) > 0 {
		back := slices.Clone(l.High)
		slices.Reverse(back)
		fmt.Fprintf(b, `<path d="%s%sZ" fill="%s" fill-opacity="0.18"/>`+"\n", c.path(l.Low, "M"), c.path(back, "L"), l.Colour)
	}
	fmt.Fprintf(b, `<path d="%s" fill="none" %s/>`+"\n", c.path(l.Points, "M"), l.stroke())
}

func (l *Line) stroke() string {
	out := fmt.Sprintf(`stroke="%s" stroke-width="2"`, l.Colour)
	if l.Dashed {
		out += ` stroke-dasharray="6 4"`
	}
	return out
}

func (c *Chart) dots(b *bytes.Buffer, d *Dots) {
	for _, p := range d.Points {
		c.dot(b, c.x(p.X), c.y(p.Y), d)
	}
}

func (c *Chart) dot(b *bytes.Buffer, x, y float64, d *Dots) {
	fill := d.Colour
	if d.Open {
		fill = "#ffffff"
	}
	fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="3.6" fill="%s" stroke="%s" stroke-width="1.5"/>`+"\n", x, y, fill, d.Colour)
}

// legend names lines and dots below the picture, in rows.
func (c *Chart) legend(b *bytes.Buffer) {
	x, y := left, bottom+2*line+24
	place := func(name string) (float64, float64) {
		wide := 26 + ofLetter*float64(utf8.RuneCountInString(name)) + 22
		if x+wide > right+22 && x > left {
			x, y = left, y+line+3
		}
		x += wide
		return x - wide, y
	}
	for i := range c.Lines {
		l := &c.Lines[i]
		at, on := place(l.Name)
		fmt.Fprintf(b, `<path d="M%.1f %.1fh20" %s/>`+"\n", at, on-4, l.stroke())
		c.text(b, at+26, on, "start", grey, l.Name)
	}
	for i := range c.Dots {
		d := &c.Dots[i]
		at, on := place(d.Name)
		c.dot(b, at+10, on-4, d)
		c.text(b, at+26, on, "start", grey, d.Name)
	}
}

// Round returns the end of an axis that holds a value, and a step in which its numbers are round and
// about five.
func Round(most float64) (end, step float64) {
	rough := max(most, 1e-9) / 5
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if step = m * power; step >= rough {
			break
		}
	}
	return math.Ceil(most/step) * step, step
}

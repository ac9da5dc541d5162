package paper

import (
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// The paper, in millimetres.
const (
	paperWidth  = 210.0
	paperHeight = 297.0
	margin      = 15.0
	textWidth   = paperWidth - 2*margin
)

// point is a point in millimetres.
const point = 25.4 / 72

// The thickness of rules, in millimetres.
const (
	hair  = 0.15
	thin  = 0.25
	thick = 0.5
)

// align is where in its room a line of text stands.
type align uint8

const (
	start align = iota // where reading begins
	end
	middle
	right // on paper, whatever the direction
)

// drawing is what a canvas has drawn: a box in millimetres from the upper left corner of a page.
type drawing struct {
	page       int
	x, y, w, h float64
	text       string // in the order of reading, empty for rules and shapes
}

// canvas draws on the pages of a file. Every x is counted from where reading begins: from the left
// edge of the paper, or in a document that reads to the left from the right edge.
type canvas struct {
	pdf      *fpdf.Fpdf
	leftward bool
	added    map[*face]bool
	face     *face // the font that the page is set to, and its size
	size     float64
	seen     func(drawing) // told of everything that is drawn; nil outside tests
}

// newCanvas returns a canvas without pages.
func newCanvas(d *Document) *canvas {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(margin, margin, margin)
	pdf.SetProducer("Wayout", true)
	pdf.SetTitle(d.Title, true)
	pdf.SetLang(d.Language)
	created := d.Created.UTC()
	if created.IsZero() {
		created = time.Unix(0, 0).UTC() // fpdf takes zero for now.
	}
	pdf.SetCreationDate(created)
	pdf.SetModificationDate(created)
	return &canvas{pdf: pdf, leftward: d.RightToLeft, added: map[*face]bool{}}
}

// page goes to a page, counted from 1, and adds it if it is the next.
func (c *canvas) page(number int) {
	if number > c.pdf.PageCount() {
		c.pdf.AddPage()
		return
	}
	c.pdf.SetPage(number)
	c.face = nil // The page was left with another font.
}

// left returns the left edge on paper of a box.
func (c *canvas) left(x, w float64) float64 {
	if c.leftward {
		return paperWidth - x - w
	}
	return x
}

// note tells a test of a box on paper.
func (c *canvas) note(left, y, w, h float64, text string) {
	if c.seen != nil {
		c.seen(drawing{c.pdf.PageNo(), left, y, w, h, text})
	}
}

// rule draws a horizontal line; y is its middle.
func (c *canvas) rule(x, y, w, thickness float64) {
	c.fill(x, y-thickness/2, w, thickness)
}

// upright draws a vertical line; x is its middle.
func (c *canvas) upright(x, y, h, thickness float64) {
	c.fill(x-thickness/2, y, thickness, h)
}

// fill draws a black box.
func (c *canvas) fill(x, y, w, h float64) {
	left := c.left(x, w)
	c.note(left, y, w, h, "")
	c.pdf.Rect(left, y, w, h, "F")
}

// frame draws the edge of a box, all of it within the box.
func (c *canvas) frame(x, y, w, h, thickness float64) {
	left := c.left(x, w)
	c.note(left, y, w, h, "")
	c.pdf.SetLineWidth(thickness)
	c.pdf.Rect(left+thickness/2, y+thickness/2, w-thickness, h-thickness, "D")
}

// clear draws a white box.
func (c *canvas) clear(x, y, w, h float64) {
	c.pdf.SetFillColor(255, 255, 255)
	c.fill(x, y, w, h)
	c.pdf.SetFillColor(0, 0, 0)
}

// cut draws a dashed line from one point to another, to cut along.
func (c *canvas) cut(x, y, toX, toY float64) {
	x, toX = c.left(x, 0), c.left(toX, 0)
	c.note(min(x, toX), y, max(x, toX)-min(x, toX), toY-y, "")
	c.pdf.SetLineWidth(hair)
	c.pdf.SetDashPattern([]float64{1.6, 1.2}, 0)
	c.pdf.Line(x, y, toX, toY)
	c.pdf.SetDashPattern(nil, 0)
}

// disc draws a circle about a point: filled, or as a ring on white if thickness is above 0.
func (c *canvas) disc(x, y, radius, thickness float64) {
	c.note(c.left(x-radius, 2*radius), y-radius, 2*radius, 2*radius, "")
	x = c.left(x, 0)
	if thickness == 0 {
		c.pdf.Circle(x, y, radius, "F")
		return
	}
	c.pdf.SetFillColor(255, 255, 255)
	c.pdf.SetLineWidth(thickness)
	c.pdf.Circle(x, y, radius-thickness/2, "FD")
	c.pdf.SetFillColor(0, 0, 0)
}

// drop draws a drop of oil about a point.
func (c *canvas) drop(x, y, radius float64) {
	top, low := y-1.6*radius, y+1.2*radius
	c.note(c.left(x-radius, 2*radius), top, 2*radius, low-top, "")
	x = c.left(x, 0)
	c.pdf.MoveTo(x, top)
	c.pdf.CurveBezierCubicTo(x+0.25*radius, y-0.7*radius, x+radius, y-0.4*radius, x+radius, y+0.25*radius)
	c.pdf.CurveBezierCubicTo(x+radius, y+0.8*radius, x+0.55*radius, low, x, low)
	c.pdf.CurveBezierCubicTo(x-0.55*radius, low, x-radius, y+0.8*radius, x-radius, y+0.25*radius)
	c.pdf.CurveBezierCubicTo(x-radius, y-0.4*radius, x-0.25*radius, y-0.7*radius, x, top)
	c.pdf.DrawPath("F")
}

package paper

import "errors"

// The styles of head and foot.
var (
	stampStyle = style{11, true}
	markStyle  = style{9, true}
	smallStyle = style{9, false}
)

// Room in head and foot, in millimetres.
const (
	beside     = 6.0  // between the stamp and the lines beside it, and between foot and number
	inFrame    = 2.5  // between a frame and the text in it, to its sides
	abovePart  = 2.0  // above the mark, and between the rule at the foot and the lines under it
	aroundBody = 5.0  // between head, blocks and foot
	leastBody  = 60.0 // what head and foot have to leave
	widestPart = 90.0 // of the stamp, and of the number of the page
)

// frame is what stands on every page around the blocks.
type frame struct {
	stamp, lines, mark, foot []line
	stampWidth, stampHeight  float64 // with the frame
	headHeight, footHeight   float64 // without what separates them from the blocks
	numberWidth              float64
}

// frameOf sets head and foot of a document and finds the room between them.
func (l *layout) frameOf(d *Document) error {
	f := &frame{}
	l.frame = f
	if err := l.setHead(f, d); err != nil {
		return err
	}
	if err := l.setFoot(f, d); err != nil {
		return err
	}
	l.top, l.bottom = margin, paperHeight-margin
	if f.headHeight > 0 {
		l.top += f.headHeight + aroundBody
	}
	if f.footHeight > 0 {
		l.bottom -= f.footHeight + abovePart + aroundBody/2
	}
	if l.body() < leastBody {
		return errors.New("they leave no room on the page")
	}
	return nil
}

// setHead sets the stamp, the lines beside it and the mark.
func (l *layout) setHead(f *frame, d *Document) (err error) {
	room := textWidth
	if d.Stamp != "" {
		if f.stamp, err = l.lines(d.Stamp, stampStyle, widestPart-2*inFrame); err != nil {
			return err
		}
		f.stampWidth = widest(f.stamp, stampStyle) + 2*inFrame
		f.stampHeight = float64(len(f.stamp))*l.leading(stampStyle.size) + 1.5
		room -= f.stampWidth + beside
	}
	if f.lines, err = l.all(d.Head, smallStyle, room); err != nil {
		return err
	}
	f.headHeight = max(f.stampHeight, float64(len(f.lines))*l.leading(smallStyle.size))
	if d.Mark == "" {
		return nil
	}
	if f.mark, err = l.lines(d.Mark, markStyle, textWidth-2*inFrame); err != nil {
		return err
	}
	if f.headHeight > 0 {
		f.headHeight += abovePart
	}
	f.headHeight += f.markHeight(l)
	return nil
}

// markHeight returns how high the framed mark is.
func (f *frame) markHeight(l *layout) float64 {
	return float64(len(f.mark))*l.leading(markStyle.size) + 1.5
}

// setFoot sets the lines at the foot, and keeps room for the number of a page.
func (l *layout) setFoot(f *frame, d *Document) (err error) {
	room, numbers := textWidth, 0
	if d.Page != nil {
		number, err := l.lines(d.Page(8888, 8888), smallStyle, widestPart)
		if err != nil {
			return err
		}
		f.numberWidth, numbers = widest(number, smallStyle), len(number)
		room -= f.numberWidth + beside
	}
	if f.foot, err = l.all(d.Foot, smallStyle, room); err != nil {
		return err
	}
	f.footHeight = float64(max(len(f.foot), numbers)) * l.leading(smallStyle.size)
	return nil
}

// all sets texts below each other.
func (l *layout) all(texts []string, st style, width float64) ([]line, error) {
	var out []line
	for _, text := range texts {
		lines, err := l.lines(text, st, width)
		if err != nil {
			return nil, err
		}
		out = append(out, lines...)
	}
	return out, nil
}

// widest returns how wide the widest of lines is, in millimetres.
func widest(lines []line, st style) float64 {
	width := 0
	for _, line := range lines {
		width = max(width, line.width)
	}
	return float64(width) / em * st.size * point
}

// head draws the head of a page.
func (f *frame) head(l *layout) {
	y := margin
	if len(f.stamp) > 0 {
		l.canvas.frame(margin, y, f.stampWidth, f.stampHeight, thick)
		l.stack(f.stamp, stampStyle, margin+inFrame, y+0.75, f.stampWidth-2*inFrame, start)
	}
	where, x := end, margin
	if len(f.stamp) == 0 {
		where = start
	}
	l.stack(f.lines, smallStyle, x, y, textWidth, where)
	if len(f.mark) > 0 {
		height := f.markHeight(l)
		y += f.headHeight - height
		l.canvas.frame(margin, y, textWidth, height, thin)
		l.stack(f.mark, markStyle, margin+inFrame, y+0.75, textWidth-2*inFrame, start)
	}
}

// stack draws lines below each other.
func (l *layout) stack(lines []line, st style, x, y, width float64, where align) {
	for _, line := range lines {
		l.canvas.put(line, x, y, width, l.leading(st.size), st, where)
		y += l.leading(st.size)
	}
}

// feet draws the foot of every page.
func (f *frame) feet(l *layout, number func(page, pages int) string) error {
	if f.footHeight == 0 {
		return nil
	}
	pages := l.canvas.pdf.PageCount()
	top := paperHeight - margin - f.footHeight
	for page := 1; page <= pages; page++ {
		l.canvas.page(page)
		l.canvas.rule(margin, top-abovePart/2, textWidth, hair)
		l.stack(f.foot, smallStyle, margin, top, textWidth, start)
		if number == nil {
			continue
		}
		lines, err := l.lines(number(page, pages), smallStyle, f.numberWidth)
		if err != nil {
			return err
		}
		if float64(len(lines))*l.leading(smallStyle.size) > f.footHeight+1e-6 {
			return errors.New("they are longer on a page than room was kept for")
		}
		l.stack(lines, smallStyle, margin, top, textWidth, end)
	}
	return nil
}

package papertest

import (
	"encoding/binary"
	"math"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// run is text that is drawn at once.
type run struct {
	text   []rune // from left to right
	hidden bool   // without colour: it says what the glyphs above it show
	x, y   float64
	end    float64 // where a run that goes on would begin
	most   float64 // where it would if no letter were in the font; all in points
}

// pen is what the operators of a page have set.
type pen struct {
	font    *widths
	size    float64
	stretch float64 // of letters, 1 for none
	hidden  bool
	x, y    float64
	codes   bool // what is drawn are numbers of glyphs
}

// runs returns the text of a page in the order of drawing. Fonts are kept by their names, which are
// the same on all pages.
func runs(page pdf.Value, fonts map[string]*widths) []run {
	var out []run
	at := pen{stretch: 1}
	pdf.Interpret(page.Key("Contents"), func(stack *pdf.Stack, operator string) {
		operands := make([]pdf.Value, stack.Len())
		for i := range operands {
			operands[len(operands)-1-i] = stack.Pop()
		}
		switch operator {
		case "Tf":
			name := operands[0].Name()
			if fonts[name] == nil {
				fonts[name] = readWidths(page.Key("Resources").Key("Font").Key(name))
			}
			at.font, at.size = fonts[name], operands[1].Float64()
		case "Tr":
			at.hidden = operands[0].Int64() == 3
		case "Tz":
			at.stretch = operands[0].Float64() / 100
		case "Td":
			at.x, at.y = operands[0].Float64(), operands[1].Float64()
		case "BDC":
			at.codes = operands[1].Key("ActualText").Kind() == pdf.String
		case "EMC":
			at.codes = false
		case "Tj":
			if !at.codes {
				out = append(out, at.write(operands[0].RawString()))
			}
		}
	})
	return out
}

// write returns the run of a string of codes, which are UTF-16.
func (p *pen) write(raw string) run {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16([]byte(raw[2*i:]))
	}
	width := 0.0
	for _, unit := range units {
		width += p.font.of(unit)
	}
	scale := p.size * p.stretch / 1000
	return run{
		text: utf16.Decode(units), hidden: p.hidden, x: p.x, y: p.y,
		end: p.x + width*scale, most: p.x + float64(len(units))*p.font.other*scale,
	}
}

// beside reports whether a run is drawn at the height of the one before it.
func (r run) beside(before run) bool { return math.Abs(r.y-before.y) < 0.1 }

// goesOn reports whether a run is drawn where the one before it has ended. Hidden text is stretched
// over its glyphs as if the font had none of its letters, but it may have the spaces and brackets.
func (r run) goesOn(before run) bool {
	const slack = 1.5 // less than the room beside any cell or label
	end, most := before.end, before.end
	if before.hidden {
		end, most = min(end, before.most), max(end, before.most)
	}
	return r.beside(before) && r.x > end-slack && r.x < most+slack
}

// widths are how wide the letters of a font are, in thousandths of their size.
type widths struct {
	by    map[uint16]float64
	other float64
}

// readWidths reads the two forms of section 9.7.4.3 of the standard: the first code and a list of
// widths, or the first code, the last code and the width of all.
func readWidths(font pdf.Value) *widths {
	font = font.Key("DescendantFonts").Index(0)
	w := &widths{map[uint16]float64{}, 1000}
	if other := font.Key("DW"); !other.IsNull() {
		w.other = other.Float64()
	}
	list := font.Key("W")
	for i := 0; i < list.Len(); {
		first := list.Index(i).Int64()
		if each := list.Index(i + 1); each.Kind() == pdf.Array {
			for k := range each.Len() {
				w.by[uint16(first)+uint16(k)] = each.Index(k).Float64()
			}
			i += 2
			continue
		}
		for code := first; code <= list.Index(i+1).Int64(); code++ {
			w.by[uint16(code)] = list.Index(i + 2).Float64()
		}
		i += 3
	}
	return w
}

// of returns how wide the letter of a code is.
func (w *widths) of(code uint16) float64 {
	if width, ok := w.by[code]; ok {
		return width
	}
	return w.other
}

package paper

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// shown is one piece of text in a file, as it is drawn from left to right.
type shown struct {
	page   int
	x, y   float64 // of its left end on the line of writing, in points from the lower left corner
	font   string  // the name of its resource, and its size in points
	size   float64
	text   string
	hidden bool // written without colour
	codes  bool // glyphs that stand for nothing when copied
}

// readText returns every piece of text of a file, in the order of drawing.
func readText(t failer, data []byte) []shown {
	t.Helper()
	file, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out []shown
	for page := 1; page <= file.NumPage(); page++ {
		at := shown{page: page}
		pdf.Interpret(file.Page(page).V.Key("Contents"), func(stack *pdf.Stack, operator string) {
			operands := make([]pdf.Value, stack.Len())
			for i := range operands {
				operands[len(operands)-1-i] = stack.Pop()
			}
			switch operator {
			case "Tf":
				at.font, at.size = operands[0].Name(), operands[1].Float64()
			case "Tr":
				at.hidden = operands[0].Int64() == 3
			case "BDC":
				at.codes = true
			case "EMC":
				at.codes = false
			case "Td":
				at.x, at.y = operands[0].Float64(), operands[1].Float64()
			case "Tj":
				at.text = decode(operands[0].RawString())
				out = append(out, at)
			}
		})
	}
	return out
}

// decode reads UTF-16, as fpdf writes text.
func decode(raw string) string {
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, binary.BigEndian.Uint16([]byte(raw[i:])))
	}
	return string(utf16.Decode(units))
}

// visualLines returns the lines of text below each other, page after page, each from left to right,
// with hidden text in place of glyphs.
func visualLines(t testing.TB, data []byte) []string {
	t.Helper()
	var out []string
	for _, pieces := range linesOf(t, data) {
		text := ""
		for _, p := range pieces {
			text += p.text
		}
		out = append(out, text)
	}
	return out
}

// spoken returns the same lines in the order of reading of a text that reads to the left and has single
// words and numbers of the other direction.
func spoken(t testing.TB, data []byte) []string {
	t.Helper()
	var out []string
	for _, pieces := range linesOf(t, data) {
		text := ""
		for _, p := range slices.Backward(pieces) {
			if p.hidden {
				text += reverse(p.text)
			} else {
				text += p.text
			}
		}
		out = append(out, text)
	}
	return out
}

// linesOf returns the text that can be copied by lines.
func linesOf(t failer, data []byte) [][]shown {
	t.Helper()
	lines := map[[2]int][]shown{}
	for _, p := range readText(t, data) {
		if !p.codes {
			key := [2]int{p.page, -int(math.Round(10 * p.y))}
			lines[key] = append(lines[key], p)
		}
	}
	var keys [][2]int
	for key, pieces := range lines {
		keys = append(keys, key)
		slices.SortStableFunc(pieces, func(a, b shown) int { return int(math.Copysign(1, a.x-b.x)) })
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	var out [][]shown
	for _, key := range keys {
		out = append(out, lines[key])
	}
	return out
}

// reverse returns a text from its other end.
func reverse(text string) string {
	letters := []rune(text)
	slices.Reverse(letters)
	return string(letters)
}

// draw returns the file of a document and what was drawn in it.
func draw(t failer, d *Document) ([]byte, []drawing) {
	t.Helper()
	var seen []drawing
	data, err := d.pdf(func(box drawing) { seen = append(seen, box) })
	if err != nil {
		t.Fatal(err)
	}
	return data, seen
}

// pageOf returns the page on which a text is drawn first, of those whose pieces are whole words.
func pageOf(t failer, seen []drawing, word string) int {
	t.Helper()
	for _, box := range seen {
		if strings.Contains(box.text, word) {
			return box.page
		}
	}
	t.Fatalf("%q was not drawn", word)
	return 0
}

// failer is a test, or one draw of a property.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

package papertest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// piece is text that is drawn at once.
type piece struct {
	y      float64
	text   string
	hidden bool // written without colour, over glyphs that read to the left
}

// Pages returns the text of every page in the order of drawing: a line of text for everything drawn
// in a row at one height, with tabs between its pieces. Lines in which something reads to the left
// are given in the order of reading.
func Pages(data []byte) (pages []string, err error) {
	defer func() { // The reader panics on files that are damaged.
		if fault := recover(); fault != nil {
			err = fmt.Errorf("read the pages: %v", fault)
		}
	}()
	file, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if file.NumPage() == 0 {
		return nil, errors.New("the file has no pages")
	}
	for page := 1; page <= file.NumPage(); page++ {
		pages = append(pages, lines(pieces(file.Page(page).V.Key("Contents"))))
	}
	return pages, nil
}

// pieces returns what the content of a page draws. Glyphs that are marked as standing for nothing are
// left out; the hidden text beside them says what they show.
func pieces(content pdf.Value) []piece {
	var out []piece
	var now piece
	nothing := false
	pdf.Interpret(content, func(stack *pdf.Stack, operator string) {
		operands := make([]pdf.Value, stack.Len())
		for i := range operands {
			operands[len(operands)-1-i] = stack.Pop()
		}
		switch operator {
		case "Tr":
			now.hidden = operands[0].Int64() == 3
		case "BDC":
			nothing = true
		case "EMC":
			nothing = false
		case "Td":
			now.y = operands[1].Float64()
		case "Tj":
			if now.text = decode(operands[0].RawString()); !nothing {
				out = append(out, now)
			}
		}
	})
	return out
}

// decode reads the UTF-16 in which text of embedded fonts is written.
func decode(raw string) string {
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, binary.BigEndian.Uint16([]byte(raw[i:])))
	}
	return string(utf16.Decode(units))
}

// lines joins pieces.
func lines(all []piece) string {
	var out []string
	for first := 0; first < len(all); {
		end := first
		leftward := false
		for end < len(all) && math.Abs(all[end].y-all[first].y) < 0.1 {
			leftward = leftward || all[end].hidden
			end++
		}
		out = append(out, line(all[first:end], leftward))
		first = end
	}
	return strings.Join(out, "\n")
}

func line(all []piece, leftward bool) string {
	var texts []string
	for _, p := range all {
		letters := []rune(p.text)
		if p.hidden {
			slices.Reverse(letters)
		}
		texts = append(texts, strings.TrimSpace(string(letters)))
	}
	if leftward {
		slices.Reverse(texts)
	}
	return strings.Join(texts, "\t")
}

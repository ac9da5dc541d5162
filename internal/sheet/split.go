package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"wayout/internal/problem"
)

// The separator is found from the first rows of a file.
const (
	sampledBytes = 1 << 16
	sampledRows  = 100
)

// separators in order of preference where a file fits more than one equally well.
var separators = []struct {
	sign rune
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}}

// split finds the separator and fills the grid from text. It reports false if the text is too much
// for a table.
func (r *reader) split(text string) bool {
	r.table.Detected.LineEnds = lineEndNames(text)
	text = plainLineEnds(text)
	for _, known := range separators {
		if strings.Count(text, string(known.sign)) > MostCells {
			r.tooLarge(0, fmt.Sprintf("%d cells", MostCells))
			return false
		}
	}
	sign, name := findSeparator(text)
	records := newRecords(text, sign)
	widest := 0
	var widths widths
	for {
		cells, err := records.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			r.reportQuote(text, records.InputOffset(), err)
			continue
		}
		for _, cell := range cells {
			r.grid.put(cell)
		}
		widest = max(widest, len(cells))
		line, _ := records.FieldPos(0)
		widths.add(line, len(cells))
		if !r.closeRow(line) {
			return false
		}
	}
	if widths.cut() && !strings.HasSuffix(text, "\n") {
		r.add(problem.RowCut, widths.line, "", "", fmt.Sprint(widths.last), fmt.Sprint(widths.first))
	}
	if widest > 1 {
		r.table.Detected.Separator = name
		r.evidence.separator = sign
	}
	return true
}

// widths notes how many cells the rows have.
type widths struct {
	rows, first, last int
	line              int  // of the last row
	uneven            bool // a row before the last has not as many as the first
}

func (w *widths) add(line, cells int) {
	if w.rows == 0 {
		w.first = cells
	}
	w.uneven = w.uneven || w.rows > 0 && w.last != w.first
	w.rows++
	w.line, w.last = line, cells
}

// cut reports whether only the last row is shorter than all others. Without a line end behind it
// that is the trace of a file that was cut off.
func (w *widths) cut() bool { return w.rows > 2 && !w.uneven && w.last < w.first }

// newRecords reads the rows of a text whose line ends are LF, of any number of cells each. White
// space before a cell is dropped, unless it may be the separator.
func newRecords(text string, sign rune) *csv.Reader {
	records := csv.NewReader(strings.NewReader(text))
	records.Comma = sign
	records.FieldsPerRecord = -1
	records.ReuseRecord = true
	records.TrimLeadingSpace = sign != '\t'
	return records
}

// reportQuote reports a row that was left out because of its quotation marks. The offset is that of
// the byte behind what was read.
func (r *reader) reportQuote(text string, offset int64, err error) {
	var fault *csv.ParseError
	if !errors.As(err, &fault) {
		r.add(problem.FileNotText, 0, "", "", err.Error())
		return
	}
	lastLine := text[:offset]
	lastLine = lastLine[strings.LastIndexByte(strings.TrimSuffix(lastLine, "\n"), '\n')+1:]
	if fault.Column > len(lastLine) {
		r.add(problem.QuoteUnclosed, fault.StartLine, "", "")
		return
	}
	r.add(problem.QuoteStray, fault.Line, "", strings.TrimSpace(lastLine), fmt.Sprint(fault.StartLine))
}

// findSeparator chooses the separator that the header and most rows agree on: at least two cells,
// and no content beyond the header.
func findSeparator(text string) (sign rune, name string) {
	best, bestAgree, bestWidth := 0, 0, 1
	for i, known := range separators {
		width, agree := measure(text, known.sign)
		if width > 1 && (agree > bestAgree || agree == bestAgree && width > bestWidth) {
			best, bestAgree, bestWidth = i, agree, width
		}
	}
	return separators[best].sign, separators[best].name
}

// measure splits the first rows of a text by a separator. It returns the number of cells of the
// first row with content, and how many further rows agree with it.
func measure(text string, sign rune) (header, agree int) {
	records := newRecords(text[:min(len(text), sampledBytes)], sign)
	for range sampledRows {
		cells, err := records.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			continue
		}
		content := 0
		for i, cell := range cells {
			if trim(cell) != "" {
				content = i + 1
			}
		}
		switch {
		case content == 0:
		case header == 0:
			header = content
		case len(cells) > 1 && content <= header:
			agree++
		}
	}
	return header, agree
}

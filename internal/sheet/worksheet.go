package sheet

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"wayout/internal/problem"
)

// Faults of one sheet; their texts complete "the workbook is damaged: …".
var (
	errOrder = errors.New("its rows or cells are out of order")
	errFull  = errors.New("its sheet is too large")
)

// worksheet reads the cells of one sheet into the grid of a reader.
type worksheet struct {
	*reader
	book *workbook
	scan *scanner

	row    int // number of the open row; 0 before the first
	column int // index of the open or last cell in the row; -1 before the first

	kind, style string
	formula     bool
	valued      bool
	inText      bool
	phonetic    bool
	text        []byte

	merged      int
	firstMerged string
}

// readSheet reads the part that holds a sheet.
func (r *reader) readSheet(book *workbook, name string) error {
	scan, err := book.part(name)
	if err != nil {
		return err
	}
	if scan == nil {
		return errPart
	}
	w := &worksheet{reader: r, book: book, scan: scan, column: -1}
	for {
		kind, err := scan.next()
		if err != nil {
			return err
		}
		switch kind {
		case opened:
			err = w.open(string(scan.name))
		case closed:
			err = w.close(string(scan.name))
		case content:
			if w.inText && !w.phonetic {
				w.text, err = scan.appendContent(w.text)
			}
		case finished:
			if w.merged > 0 {
				r.add(problem.CellsMerged, 0, "", "", fmt.Sprint(w.merged), w.firstMerged)
			}
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// open is called at the start of an element.
func (w *worksheet) open(name string) error {
	switch name {
	case "row":
		return w.openRow()
	case "c":
		return w.openCell()
	case "v", "t":
		w.inText, w.valued = true, true
	case "rPh":
		w.phonetic = true
	case "f":
		w.formula = true
	case "mergeCell":
		if w.merged == 0 {
			w.firstMerged = w.scan.attribute("ref")
		}
		w.merged++
	}
	return nil
}

// close is called at the end of an element.
func (w *worksheet) close(name string) error {
	switch name {
	case "row":
		if !w.grid.close(w.row) {
			return errFull
		}
	case "c":
		return w.closeCell()
	case "v", "t":
		w.inText = false
	case "rPh":
		w.phonetic = false
	}
	return nil
}

// openRow finds the number of a row, which the file may leave out.
func (w *worksheet) openRow() error {
	number := w.row + 1
	if text := w.scan.attribute("r"); text != "" {
		var err error
		if number, err = strconv.Atoi(text); err != nil {
			return errOrder
		}
	}
	if number <= w.row || number > MostRows {
		return errOrder
	}
	if isTrue(w.scan.attribute("hidden")) {
		w.table.Detected.HiddenRows++
	}
	w.row, w.column = number, -1
	return nil
}

// openCell finds the column of a cell, which the file may leave out, and makes the cells that
// were left out before it.
func (w *worksheet) openCell() error {
	column := w.column + 1
	if reference := w.scan.attribute("r"); reference != "" {
		column = columnIndex(reference)
	}
	if w.row == 0 || column <= w.column {
		return errOrder
	}
	for w.column++; w.column < column; w.column++ {
		w.grid.put("")
	}
	w.kind, w.style = w.scan.attribute("t"), w.scan.attribute("s")
	w.formula, w.valued = false, false
	w.text = w.text[:0]
	return nil
}

// closeCell puts the value of the cell into the grid.
func (w *worksheet) closeCell() error {
	name := columnLetters(w.column) + strconv.Itoa(w.row)
	if !w.valued {
		if w.formula && w.kind != "str" {
			w.add(problem.CellUncomputed, w.row, columnLetters(w.column), "", name)
		}
		w.grid.put("")
		return nil
	}
	value := string(w.text)
	switch w.kind {
	case "s":
		index, err := strconv.Atoi(value)
		if err != nil || index < 0 || index >= len(w.book.strings) {
			return fmt.Errorf("cell %s refers to a text that is missing", name)
		}
		value = w.book.strings[index]
	case "str", "inlineStr":
		value = unescape(value)
	case "b":
		value = map[bool]string{true: "TRUE", false: "FALSE"}[isTrue(value)]
	case "e":
		w.add(problem.CellFailed, w.row, columnLetters(w.column), value, name)
	case "", "n":
		value = w.numberText(value)
	}
	w.grid.put(plainLineEnds(value))
	return nil
}

// numberText writes a number in plain notation, and a date, where the cell shows one, as ISO 8601.
// Numbers that would need more than some twenty digits stay as they are written.
func (w *worksheet) numberText(value string) string {
	number, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		return value
	}
	index, err := strconv.Atoi(w.style)
	if err == nil && index >= 0 && index < len(w.book.styles) && w.book.styles[index] != noDate {
		if text, ok := dateText(number, w.book.styles[index], w.book.from1904); ok {
			return text
		}
	}
	if size := math.Abs(number); size >= 1e21 || size > 0 && size < 1e-15 {
		return value
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// columnIndex returns the column of a reference such as "AB12", -1 if it has none, at most one
// beyond what workbooks have.
func columnIndex(reference string) int {
	const most = 16384
	index := 0
	for i := 0; i < len(reference) && reference[i] >= 'A' && reference[i] <= 'Z' && index <= most; i++ {
		index = index*26 + int(reference[i]-'A') + 1
	}
	return min(index, most+1) - 1
}

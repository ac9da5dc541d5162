package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"wayout/internal/problem"
)

// Faults of a sheet; their texts complete "the workbook is damaged: …".
var (
	errOrder = errors.New("its rows or cells are out of order")
	errPart  = errors.New("the list of its parts is damaged")
	errTwice = errors.New("two of its sheets have the same name")
)

// auditor goes through the cells of a sheet for what the library passes over in silence.
type auditor struct {
	*reader
	texts  int // how many texts and styles the cells may refer to
	styles int
	row    int // number of the open row; 0 before the first
	column int // of the last cell in the row; 0 before the first

	merged      int // groups of merged cells
	firstMerged string
}

// audit reports formulas without a result and merged cells, and returns an error for markup that
// ends in the middle, rows or cells out of order and texts that are missing.
func (r *reader) audit(book *excelize.File, sheet worksheet) error {
	decoder := xml.NewDecoder(bytes.NewReader(content(book, sheet.part)))
	decoder.CharsetReader = book.CharsetReader
	a := auditor{reader: r}
	if book.SharedStrings != nil {
		a.texts = len(book.SharedStrings.SI)
	}
	if book.Styles != nil && book.Styles.CellXfs != nil {
		a.styles = len(book.Styles.CellXfs.Xf)
	}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := a.element(decoder, start); err != nil {
				return err
			}
		}
	}
	if a.row == 0 && len(r.grid.records) > 0 {
		return errPart
	}
	if a.merged > 0 {
		r.add(problem.CellsMerged, 0, "", "", fmt.Sprint(a.merged), a.firstMerged)
	}
	return nil
}

// element looks at one element of a sheet.
func (a *auditor) element(decoder *xml.Decoder, start xml.StartElement) error {
	switch start.Name.Local {
	case "row":
		number := a.row + 1
		if text := attribute(start, "r"); text != "" {
			number, _ = strconv.Atoi(text)
		}
		if number <= a.row {
			return errOrder
		}
		a.row, a.column = number, 0
	case "c":
		return a.cell(decoder, start)
	case "mergeCell":
		if a.merged++; a.merged == 1 {
			a.firstMerged = attribute(start, "ref")
		}
	}
	return nil
}

// cell looks at one cell.
func (a *auditor) cell(decoder *xml.Decoder, start xml.StartElement) error {
	var inside struct {
		Formula *string `xml:"f"`
		Value   *string `xml:"v"`
	}
	if err := decoder.DecodeElement(&inside, &start); err != nil {
		return err
	}
	column, row := a.column+1, a.row
	if name := attribute(start, "r"); name != "" {
		var err error
		if column, row, err = excelize.CellNameToCoordinates(name); err != nil {
			return err
		}
	}
	if column <= a.column || row != a.row || row == 0 {
		return errOrder
	}
	a.column = column
	letters := columnLetters(column - 1)
	name := letters + strconv.Itoa(row)
	value := ""
	if inside.Value != nil {
		value = *inside.Value
	}
	style := attribute(start, "s")
	switch kind := attribute(start, "t"); {
	case style != "" && style != "0" && !isIndex(style, a.styles):
		return fmt.Errorf("cell %s refers to a style that is missing", name)
	case kind == "s" && value != "" && !isIndex(value, a.texts):
		return fmt.Errorf("cell %s refers to a text that is missing", name)
	case kind == "e":
		a.add(problem.CellFailed, row, letters, value, name)
	case inside.Formula != nil && value == "" && (inside.Value == nil || kind != "str"):
		a.add(problem.CellUncomputed, row, letters, "", name)
	}
	return nil
}

// isIndex reports whether a text is a whole number from 0 to below the count.
func isIndex(text string, count int) bool {
	index, err := strconv.Atoi(strings.TrimSpace(text))
	return err == nil && index >= 0 && index < count
}

// attribute returns an attribute of an element, "" if it has none of that name.
func attribute(start xml.StartElement, name string) string {
	for _, attribute := range start.Attr {
		if attribute.Name.Local == name {
			return attribute.Value
		}
	}
	return ""
}

package sheet

import (
	"bytes"
	"fmt"
	"strings"

	"wayout/internal/problem"
)

// Limits of one table. Spreadsheet programs stop at the same number of rows.
const (
	MostBytes   = 64 << 20 // of the file, and of the parts of a workbook once unpacked
	MostRows    = 1 << 20
	MostColumns = 1024
	MostCells   = 4 << 20 // counted up to the last cell with content of each row
)

// mostOfAKind is how many problems of one code are listed for a file.
const mostOfAKind = 50

// Read turns the bytes of a text table or a workbook (its first visible sheet) into a Table. The
// name is used in messages only. All problems found are returned at once; when they hold an
// error, the table has what could be read. Memory is bounded by a small multiple of MostBytes.
func Read(file string, data []byte) (Table, problem.List) { return ReadSheet(file, data, "") }

// ReadSheet is Read for the named sheet of a workbook; an empty name means the first visible one.
// A text file has no sheets, so a name given for one is a problem.
func ReadSheet(file string, data []byte, name string) (Table, problem.List) {
	r := &reader{table: Table{File: file, index: map[string]int{}}, counts: map[problem.Code]int{}}
	switch {
	case len(data) > MostBytes:
		r.add(problem.FileTooLarge, 0, "", "", sizeText(MostBytes))
	case len(bytes.Trim(data, " \t\r\n\xEF\xBB\xBF")) == 0:
		r.add(problem.FileEmpty, 0, "", "")
	case bytes.HasPrefix(data, []byte("PK")):
		r.readWorkbook(data, name)
	case foreign(data) != "":
		r.refuseForeign(data)
	case name != "":
		r.add(problem.SheetMissing, 0, "", name, "only text")
	default:
		r.readText(data)
	}
	r.closeCounts()
	return r.table, r.problems
}

// reader carries one call of Read.
type reader struct {
	table    Table
	grid     grid
	problems problem.List
	counts   map[problem.Code]int
	order    []problem.Code
	evidence evidence
}

// add reports a problem unless enough of its kind are listed already.
func (r *reader) add(code problem.Code, line int, column, value string, args ...string) {
	if r.counts[code] == 0 {
		r.order = append(r.order, code)
	}
	r.counts[code]++
	if r.counts[code] > mostOfAKind {
		return
	}
	r.problems.Add(code, problem.Where{File: r.table.File, Line: line, Column: column}, value, args...)
}

// closeCounts says how many problems were not listed.
func (r *reader) closeCounts() {
	where := problem.Where{File: r.table.File}
	for _, code := range r.order {
		if more := r.counts[code] - mostOfAKind; more > 0 {
			r.problems.Add(problem.TableMore, where, "", fmt.Sprint(more), string(code))
		}
	}
}

// readText reads a table of separated cells.
func (r *reader) readText(data []byte) {
	text, ok := r.decode(data)
	if !ok {
		return
	}
	if strings.TrimFunc(text, isTrimmed) == "" {
		r.add(problem.FileEmpty, 0, "", "")
		return
	}
	if !r.split(text) {
		return
	}
	r.assemble()
}

// foreign names the format of bytes that are certainly no table, "" if they may be one.
func foreign(data []byte) string {
	start := string(bytes.ToLower(data[:min(len(data), 512)]))
	start = strings.TrimLeft(strings.TrimPrefix(start, "\xEF\xBB\xBF"), " \t\r\n")
	for _, known := range []struct{ prefix, name string }{
		{"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or Word document"},
		{"%pdf", "a PDF document"},
		{"\x1f\x8b", "a gzip archive"},
		{"7z\xbc\xaf", "a 7z archive"},
		{"rar!", "a RAR archive"},
		{"\x89png", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"gif8", "a picture"},
		{"sqlite format 3", "a database"},
		{"<!doctype html", "a web page"},
		{"<html", "a web page"},
		{"<?xml", "an XML document"},
		{"{\\rtf", "a text document (RTF)"},
	} {
		if strings.HasPrefix(start, known.prefix) {
			return known.name
		}
	}
	return ""
}

// refuseForeign says what the file is instead of a table.
func (r *reader) refuseForeign(data []byte) {
	if data[0] == 0xD0 && bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		r.add(problem.WorkbookLocked, 0, "", "")
		return
	}
	r.add(problem.FileNotText, 0, "", "", "it is "+foreign(data))
}

// sizeText writes a number of bytes for people.
func sizeText(size int) string { return fmt.Sprintf("%d MB", size>>20) }

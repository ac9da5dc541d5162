package sheet

import (
	"bytes"
	"fmt"

	"wayout/internal/problem"
)

// Limits of one table. Spreadsheet programs stop at the same number of rows. Hostile input within
// them costs about a gigabyte of memory at worst, ordinary tables a small multiple of their size.
const (
	MostBytes    = 64 << 20 // of the file
	MostUnpacked = 16 << 20 // of the parts of a workbook, some 400,000 cells; larger tables fit as CSV
	MostRows     = 1 << 20
	MostColumns  = 1024
	MostCells    = 4 << 20 // with those that are empty, but have a separator
)

// Read turns the bytes of a text table or a workbook (its first visible sheet) into a Table. The
// name is used in messages only. All problems found are returned at once; when they hold an
// error, the table has what could be read.
func Read(file string, data []byte) (Table, problem.List) { return ReadSheet(file, data, "") }

// ReadSheet is Read for the named sheet of a workbook; an empty name means the first visible one.
// A text file has no sheets, so a name given for one is a problem.
func ReadSheet(file string, data []byte, name string) (Table, problem.List) {
	r := &reader{table: Table{File: file, index: map[string]int{}}}
	switch {
	case len(data) > MostBytes:
		r.tooLarge(0, sizeText(MostBytes))
	case len(bytes.Trim(data, " \t\r\n\xEF\xBB\xBF")) == 0:
		r.add(problem.FileEmpty, 0, "", "")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		r.readWorkbook(data, name)
	case foreign(data) != "":
		r.refuseForeign(data)
	case name != "":
		r.add(problem.SheetMissing, 0, "", name, "only text")
	default:
		r.readText(data)
	}
	r.problems.Close(problem.TableMore, 0)
	return r.table, r.problems.List
}

// reader carries one call of Read.
type reader struct {
	table    Table
	grid     grid
	problems problem.Limited
	evidence evidence
}

// add reports a problem.
func (r *reader) add(code problem.Code, line int, column, value string, args ...string) {
	r.problems.Add(code, problem.Where{File: r.table.File, Line: line, Column: column}, value, args...)
}

// tooLarge reports a limit that a file exceeds.
func (r *reader) tooLarge(line int, limit string) { r.add(problem.FileTooLarge, line, "", "", limit) }

// closeRow ends the open row of the grid. It reports false once a limit is exceeded.
func (r *reader) closeRow(line int) bool {
	if r.grid.close(line) {
		return true
	}
	r.tooLarge(line, r.grid.full)
	return false
}

// readText reads a table of separated cells.
func (r *reader) readText(data []byte) {
	if text, ok := r.decode(data); ok && r.split(text) {
		r.assemble()
	}
}

// foreign names the format of bytes that are certainly no table, "" if they may be one.
func foreign(data []byte) string {
	start := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	for _, known := range []struct{ prefix, name string }{
		{oldOffice, "an old Excel workbook (.xls) or Word document"},
		{"%PDF", "a PDF document"},
		{"\x1F\x8B", "a gzip archive"},
		{"7z\xBC\xAF", "a 7z archive"},
		{"Rar!", "a RAR archive"},
		{"\x89PNG", "a picture"},
		{"\xFF\xD8\xFF", "a picture"},
		{"GIF8", "a picture"},
		{"SQLite format 3", "a database"},
		{"{\\rtf", "a text document (RTF)"},
		{"<", "a web page or an XML document"},
	} {
		if bytes.HasPrefix(start, []byte(known.prefix)) {
			return known.name
		}
	}
	return ""
}

// oldOffice begins the containers of old office programs, in which workbooks with a password are
// kept too.
const oldOffice = "\xD0\xCF\x11\xE0"

// refuseForeign says what the file is instead of a table.
func (r *reader) refuseForeign(data []byte) {
	locked := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	if bytes.HasPrefix(data, []byte(oldOffice)) && bytes.Contains(data, locked) {
		r.add(problem.WorkbookLocked, 0, "", "")
		return
	}
	r.add(problem.FileNotText, 0, "", "", "it is "+foreign(data))
}

// sizeText writes a number of bytes for people.
func sizeText(size int) string { return fmt.Sprintf("%d MB", size>>20) }

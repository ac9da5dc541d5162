package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"wayout/internal/problem"
)

// mostParts is how many files a workbook may hold; large ones have a few hundred.
const mostParts = 4096

// errPanic completes "the workbook is damaged: …" where the library gave up on it.
const errPanic = "its contents contradict each other"

// readWorkbook reads one sheet of a workbook. A panic of the library on hostile input is reported
// like any other damage.
func (r *reader) readWorkbook(data []byte, name string) {
	if !r.checkArchive(data) {
		return
	}
	defer func() {
		if recover() != nil {
			r.broken(errPanic)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: MostUnpacked, UnzipXMLSizeLimit: MostUnpacked, ShortDatePattern: datePattern,
	})
	if err != nil {
		r.broken(err.Error())
		return
	}
	sheets, err := worksheets(book)
	if err != nil {
		r.broken(err.Error())
		return
	}
	sheet, ok := r.choose(sheets, name)
	if !ok {
		return
	}
	restyle(book)
	r.evidence.workbook = true
	if err = r.readSheet(book, sheet); err != nil {
		r.broken(err.Error())
		return
	}
	if r.grid.full == "" {
		r.assemble()
	}
}

// broken reports a fault of the workbook as a whole.
func (r *reader) broken(what string) { r.add(problem.WorkbookBroken, 0, "", "", what) }

// checkArchive says what a zip archive is if not a workbook, bounds what it unpacks to, and unpacks
// every part once to nowhere, because the library does not look at checksums.
func (r *reader) checkArchive(data []byte) bool {
	if bytes.Count(data, []byte("PK\x01\x02")) > mostParts {
		r.tooLarge(0, fmt.Sprintf("%d parts in one workbook", mostParts))
		return false
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.add(problem.FileTruncated, 0, "", "", "the directory at the end of the workbook is missing or damaged")
		return false
	}
	size, found := uint64(0), false
	for _, part := range archive.File {
		found = found || strings.EqualFold(part.Name, "[Content_Types].xml")
		if what := otherFormat(part.Name); what != "" {
			r.add(problem.FileNotText, 0, "", "", what)
			return false
		}
		if size += min(part.UncompressedSize64, MostUnpacked+1); size > MostUnpacked {
			r.tooLarge(0, sizeText(MostUnpacked)+" once unpacked")
			return false
		}
	}
	if !found {
		r.add(problem.FileNotText, 0, "", "", "it is a zip archive without a workbook")
		return false
	}
	for _, part := range archive.File {
		if err := unpack(part); err != nil {
			r.broken("its part " + part.Name + " cannot be unpacked")
			return false
		}
	}
	return true
}

// otherFormat names the format of an archive that holds the part, "" if it may be a workbook.
func otherFormat(part string) string {
	switch part {
	case "content.xml":
		return "it is an OpenDocument file"
	case "xl/workbook.bin":
		return "it is a binary workbook (.xlsb)"
	case "word/document.xml":
		return "it is a Word document"
	case "ppt/presentation.xml":
		return "it is a presentation"
	}
	return ""
}

// unpack reads a part to its end, where its length and checksum are compared.
func unpack(part *zip.File) error {
	content, err := part.Open()
	if err != nil {
		return err
	}
	defer content.Close()
	_, err = io.Copy(io.Discard, content)
	return err
}

// choose finds a sheet by its name, or the first that is visible, and says which others there are.
func (r *reader) choose(sheets []worksheet, name string) (worksheet, bool) {
	at := -1
	names := make([]string, len(sheets))
	for i, sheet := range sheets {
		names[i] = sheet.name
		if at < 0 && (name == "" && !sheet.hidden || name != "" && strings.EqualFold(trim(sheet.name), trim(name))) {
			at = i
		}
	}
	if at < 0 {
		r.add(problem.SheetMissing, 0, "", name, cmp.Or(quoteNames(names), "none"))
		return worksheet{}, false
	}
	r.table.Detected.Sheet = sheets[at].name
	r.table.Detected.OtherSheets = append(names[:at:at], names[at+1:]...)
	return sheets[at], true
}

// readSheet fills the grid from a sheet.
func (r *reader) readSheet(book *excelize.File, sheet worksheet) error {
	rows, err := book.Rows(sheet.name)
	if err != nil {
		return err
	}
	defer rows.Close()
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return err
		}
		for _, text := range cells {
			r.grid.put(cellText(text))
		}
		if rows.GetRowOpts().Hidden && len(cells) > 0 {
			r.table.Detected.HiddenRows++
		}
		if !r.closeRow(line) {
			return nil
		}
	}
	if err = rows.Error(); err != nil {
		return err
	}
	return r.audit(book, sheet)
}

// cellText undoes what restyle did to dates and makes every line end LF.
func cellText(text string) string {
	if date, ok := strings.CutPrefix(text, dateMark); ok {
		return plainDate(date)
	}
	return plainLineEnds(text)
}

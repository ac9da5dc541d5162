package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"wayout/internal/problem"
)

// mostParts is how many files a workbook may hold; large ones have a few hundred.
const mostParts = 4096

// Faults of a workbook as a whole; their texts complete "the workbook is damaged: …".
var (
	errLarge  = errors.New("it is too large")
	errLocked = errors.New("it is locked")
	errPart   = errors.New("a part of it is missing or cannot be unpacked")
)

// workbook is an open .xlsx file.
type workbook struct {
	archive  *zip.Reader
	left     int // bytes that may still be unpacked
	names    []sheetName
	strings  []string    // shared by the cells of all sheets
	styles   []dateStyle // by the style number of a cell
	from1904 bool
}

// sheetName is a sheet as the workbook lists it.
type sheetName struct {
	name, relation, path string
	hidden               bool
}

// readWorkbook reads one sheet of a workbook.
func (r *reader) readWorkbook(data []byte, name string) {
	book, ok := r.openArchive(data)
	if !ok {
		return
	}
	if err := book.open(); err != nil {
		r.reportWorkbook(err)
		return
	}
	at := book.find(name)
	if at < 0 {
		names := []string{}
		for _, sheet := range book.names {
			names = append(names, sheet.name)
		}
		r.add(problem.SheetMissing, 0, "", name, orNone(quoteNames(names)))
		return
	}
	r.table.Detected.Sheet = book.names[at].name
	for i, sheet := range book.names {
		if i != at {
			r.table.Detected.OtherSheets = append(r.table.Detected.OtherSheets, sheet.name)
		}
	}
	r.evidence.workbook = true
	if err := r.readSheet(book, book.names[at].path); err != nil {
		r.reportWorkbook(err)
		return
	}
	if len(r.grid.records) == 0 {
		r.add(problem.FileEmpty, 0, "", "")
		return
	}
	r.assemble()
}

// orNone is for messages.
func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// reportWorkbook turns a fault of the whole workbook into a problem.
func (r *reader) reportWorkbook(err error) {
	switch {
	case r.grid.full != "":
		r.add(problem.FileTooLarge, 0, "", "", r.grid.full)
	case errors.Is(err, errLarge):
		r.add(problem.FileTooLarge, 0, "", "", sizeText(MostBytes)+" once unpacked")
	case errors.Is(err, errLocked):
		r.add(problem.WorkbookLocked, 0, "", "")
	default:
		r.add(problem.WorkbookBroken, 0, "", "", err.Error())
	}
}

// openArchive opens the zip container and says what else it is if not a workbook.
func (r *reader) openArchive(data []byte) (*workbook, bool) {
	if bytes.Count(data, []byte("PK\x01\x02")) > mostParts {
		r.add(problem.FileTooLarge, 0, "", "", fmt.Sprintf("%d parts in one workbook", mostParts))
		return nil, false
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
			r.add(problem.FileTruncated, 0, "", "", "the directory at the end of the workbook is missing or damaged")
		} else {
			r.add(problem.FileNotText, 0, "", "", "it begins like a workbook, but is none")
		}
		return nil, false
	}
	book := &workbook{archive: archive, left: MostBytes}
	for _, known := range []struct{ part, what string }{
		{"content.xml", "it is an OpenDocument file"},
		{"xl/workbook.bin", "it is a binary workbook (.xlsb)"},
		{"word/document.xml", "it is a Word document"},
		{"ppt/presentation.xml", "it is a presentation"},
	} {
		if book.file(known.part) != nil {
			r.add(problem.FileNotText, 0, "", "", known.what)
			return nil, false
		}
	}
	if book.file("_rels/.rels") == nil && book.file("xl/workbook.xml") == nil {
		r.add(problem.FileNotText, 0, "", "", "it is a zip archive without a workbook")
		return nil, false
	}
	return book, true
}

// file finds a part by its name, in any case, as the standard wants it.
func (b *workbook) file(name string) *zip.File {
	name = strings.TrimPrefix(name, "/")
	for _, file := range b.archive.File {
		if strings.EqualFold(strings.ReplaceAll(file.Name, `\`, "/"), name) {
			return file
		}
	}
	return nil
}

// part unpacks a part and scans it. It returns a nil scanner if there is no such part.
func (b *workbook) part(name string) (*scanner, error) {
	file := b.file(name)
	if file == nil {
		return nil, nil
	}
	if file.Flags&1 != 0 {
		return nil, errLocked
	}
	if file.UncompressedSize64 > uint64(b.left) {
		return nil, errLarge
	}
	opened, err := file.Open()
	if err != nil {
		return nil, errPart
	}
	defer opened.Close()
	var buffer bytes.Buffer
	buffer.Grow(int(min(file.UncompressedSize64, 1<<20)))
	size, err := io.Copy(&buffer, io.LimitReader(opened, int64(b.left)+1))
	switch {
	case size > int64(b.left):
		return nil, errLarge
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errCut
	case err != nil:
		return nil, errPart
	}
	b.left -= int(size)
	return newScanner(buffer.Bytes())
}

// open reads everything but the sheets.
func (b *workbook) open() error {
	main := "xl/workbook.xml"
	err := b.relations("_rels/.rels", "", func(_, kind, target string) {
		if strings.HasSuffix(kind, "/officeDocument") {
			main = target
		}
	})
	if err != nil {
		return err
	}
	if err := b.readNames(main); err != nil {
		return err
	}
	folder, base := path.Split(main)
	texts, styles := folder+"sharedStrings.xml", folder+"styles.xml"
	paths := map[string]string{}
	err = b.relations(folder+"_rels/"+base+".rels", folder, func(id, kind, target string) {
		switch {
		case strings.HasSuffix(kind, "/worksheet"):
			paths[id] = target
		case strings.HasSuffix(kind, "/sharedStrings"):
			texts = target
		case strings.HasSuffix(kind, "/styles"):
			styles = target
		}
	})
	if err != nil {
		return err
	}
	sheets := b.names[:0]
	for _, sheet := range b.names {
		if sheet.path = paths[sheet.relation]; sheet.path != "" {
			sheets = append(sheets, sheet)
		}
	}
	b.names = sheets
	if err := b.readStyles(styles); err != nil {
		return err
	}
	return b.readStrings(texts)
}

// find returns the position of a sheet by name, or of the first that is not hidden; -1 if there
// is none.
func (b *workbook) find(name string) int {
	for i, sheet := range b.names {
		if name != "" && strings.EqualFold(trim(sheet.name), trim(name)) || name == "" && !sheet.hidden {
			return i
		}
	}
	return -1
}

// relations calls found for every entry of a part that lists other parts, with targets made
// relative to the container.
func (b *workbook) relations(name, folder string, found func(id, kind, target string)) error {
	return b.elements(name, func(s *scanner) {
		if string(s.name) != "Relationship" || s.attribute("TargetMode") == "External" {
			return
		}
		target := strings.ReplaceAll(s.attribute("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		found(s.attribute("Id"), s.attribute("Type"), strings.TrimPrefix(target, "/"))
	})
}

// elements calls found at the start of every element of a part, which may be missing.
func (b *workbook) elements(name string, found func(s *scanner)) error {
	s, err := b.part(name)
	if err != nil || s == nil {
		return err
	}
	for {
		kind, err := s.next()
		if err != nil || kind == finished {
			return err
		}
		if kind == opened {
			found(s)
		}
	}
}

// readNames reads the list of sheets.
func (b *workbook) readNames(name string) error {
	if b.file(name) == nil {
		return errPart
	}
	return b.elements(name, func(s *scanner) {
		switch string(s.name) {
		case "sheet":
			if len(b.names) < mostParts {
				b.names = append(b.names, sheetName{
					name: s.attribute("name"), relation: s.attribute("id"),
					hidden: s.attribute("state") != "" && s.attribute("state") != "visible",
				})
			}
		case "workbookPr":
			b.from1904 = isTrue(s.attribute("date1904"))
		}
	})
}

func isTrue(text string) bool { return text == "1" || text == "true" }

// readStyles finds out which cell styles show dates.
func (b *workbook) readStyles(name string) error {
	own := map[int]dateStyle{}
	inCells := false
	return b.elements(name, func(s *scanner) {
		switch string(s.name) {
		case "numFmt":
			if id, err := strconv.Atoi(s.attribute("numFmtId")); err == nil {
				own[id] = styleOf(s.attribute("formatCode"))
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if !inCells || len(b.styles) >= MostRows {
				return
			}
			id, _ := strconv.Atoi(s.attribute("numFmtId"))
			style, ok := own[id]
			if !ok {
				style = builtinStyle(id)
			}
			b.styles = append(b.styles, style)
		}
	})
}

// readStrings reads the texts that cells refer to by number.
func (b *workbook) readStrings(name string) error {
	s, err := b.part(name)
	if err != nil || s == nil {
		return err
	}
	var text []byte
	inText, phonetic := false, false
	for {
		kind, err := s.next()
		if err != nil || kind == finished {
			return err
		}
		switch name := string(s.name); {
		case kind == content && inText && !phonetic:
			if text, err = s.appendContent(text); err != nil {
				return err
			}
		case kind == content:
		case name == "t":
			inText = kind == opened
		case name == "rPh":
			phonetic = kind == opened
		case name == "si" && kind == opened:
			text = text[:0]
		case name == "si":
			if len(b.strings) == MostCells {
				return errLarge
			}
			b.strings = append(b.strings, unescape(string(text)))
		}
	}
}

// unescape replaces _x000D_ and the like, by which workbooks write characters that markup cannot
// hold.
func unescape(text string) string {
	start := strings.Index(text, "_x")
	if start < 0 {
		return text
	}
	var b strings.Builder
	for {
		start := strings.Index(text, "_x")
		if start < 0 || len(text) < start+7 {
			b.WriteString(text)
			return b.String()
		}
		code, err := strconv.ParseUint(text[start+2:start+6], 16, 16)
		if err != nil || text[start+6] != '_' || code < ' ' && code != '\t' && code != '\n' && code != '\r' {
			b.WriteString(text[:start+2])
			text = text[start+2:]
			continue
		}
		b.WriteString(text[:start])
		b.WriteRune(rune(code))
		text = text[start+7:]
	}
}

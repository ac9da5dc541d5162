package sheet

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRead holds that whatever bytes come, nothing panics, rows ascend, every row holds something,
// and no cell of a text table is lost unless an error says so.
func FuzzRead(f *testing.F) {
	for _, encoding := range encodings {
		for separator := range signs {
			f.Add(rendering{encoding, separator, "Windows line ends", false, true, false}.save(places))
		}
	}
	for _, text := range []string{
		"", "a", "-", "a;b\n1,5;x\n", "a\tb\r1,234\t2", "a,b\n#x,#y+z\n1,2\n", "a,b\n1,\"2\n", "a,b\n1,5\" pipe\n",
		"a,\"\"\"\"\n1,\"\"", "a, \"b\"\n\n ,\t\n1,2,,,\n", "a,b\n\u00A0,\uFEFF\n", "\xFF\xFEa\x00\n\x00\x00\xD8b\x00", "PK\x03\x04",
	} {
		f.Add([]byte(text))
	}
	f.Add(sheetsBook(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, problems := Read("x", data)
		last := table.HeaderLine
		if len(table.Rows) > 0 && last < 1 {
			t.Fatalf("rows, but the header is on line %d", last)
		}
		kept := 0
		for _, name := range table.Columns {
			kept += count(name != "")
		}
		for i, row := range table.Rows {
			if row.Line <= last {
				t.Fatalf("row %d is on line %d, after line %d", i, row.Line, last)
			}
			last = row.Line
			cells := 0
			for _, cell := range row.cells {
				cells += count(cell != "")
				if !utf8.ValidString(cell) {
					t.Fatalf("row %d: %q", i, cell)
				}
			}
			if cells == 0 {
				t.Fatalf("row %d is blank", i)
			}
			kept += cells
		}
		for _, tag := range table.Tags {
			kept += count(tag != "")
		}
		for _, p := range problems {
			if text := p.String(); strings.Contains(text, "{0}") || strings.Contains(text, "{1}") {
				t.Fatalf("message %q", text)
			}
		}
		if table.Detected.Encoding == "" || problems.HasErrors() {
			return
		}
		if want := filledCells(t, data, table.Detected); kept != want {
			t.Fatalf("%d cells of %d were kept", kept, want)
		}
	})
}

// FuzzWorkbook holds that whatever stands in the parts of a workbook, nothing panics and rows
// ascend.
func FuzzWorkbook(f *testing.F) {
	const header = `<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="s"><v>0</v></c></row>`
	for _, rows := range []string{
		"", `<row r="3"><c r="A3" s="1"><v>45193</v></c><c r="B3"><f>1+1</f></c></row>`,
		`<row><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c t="d"><v>2023-09-24</v></c></row>`,
		`<row r="2"/><row r="2"/>`, `<row r="2"><c r="B2" t="s"><v>-1</v></c><c r="A2"/></row>`, `<c r="A1"/>`,
	} {
		f.Add(header+rows, "dd.mm.yyyy;@", "x")
	}
	f.Add(header, `[h]:mm "d`, "_x0041_")
	blank := rowsBook(f)
	f.Fuzz(func(t *testing.T, rows, format, text string) {
		const begin = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
		data := edited(t, blank, map[string]func(string) string{
			"xl/worksheets/sheet1.xml": func(string) string { return begin + rows + `</sheetData></worksheet>` },
			"xl/sharedStrings.xml": func(string) string {
				return `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>` + text + `</t></si></sst>`
			},
			"xl/styles.xml": func(string) string {
				return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode="` +
					format + `"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`
			},
		})
		table, problems := Read("x", data)
		last := 0
		for _, row := range table.Rows {
			if row.Line <= last {
				t.Fatalf("line %d after line %d", row.Line, last)
			}
			last = row.Line
		}
		for _, p := range problems {
			if len(p.Args) > 0 && p.Args[0] == errPanic {
				t.Fatalf("the library panicked")
			}
		}
	})
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// filledCells counts the cells with content in a text by looking at one character at a time.
func filledCells(t *testing.T, data []byte, detected Detected) int {
	var problems reader
	text, ok := problems.decode(data)
	if !ok {
		t.Fatal("not decoded twice")
	}
	separator := map[string]rune{"comma": ',', "semicolon": ';', "tab": '\t', "": '\n'}[detected.Separator]
	cells, filled, quoted, before := 0, false, false, '\n'
	for _, c := range text + "\n" {
		switch {
		case c == '"':
			quoted = !quoted
			filled = filled || quoted && before == '"' // doubled
		case !quoted && (c == separator || c == '\n' || c == '\r'):
			cells += count(filled)
			filled = false
		case !isTrimmed(c):
			filled = true
		}
		before = c
	}
	return cells
}

// FuzzNumber holds that a number is finite and exactly what its digits say, and that Whole and
// Number agree.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{
		"", "0", "-12", "1 234,5", "1,234", "1.234", "1.234,5", "1e5", "0x1F", "NaN", "Inf", "+٣٫٥", "−5", "007",
		"999999999999999", "999999999999999,97", "9999999999999999", ".5", "5.", "12 km", "1\u00A0234",
	} {
		for decimal := range uint8(4) {
			f.Add(text, decimal)
		}
	}
	f.Fuzz(func(t *testing.T, text string, sign uint8) {
		decimal := Decimal(sign % 4)
		value, reason := Number(text, decimal)
		whole, why := Whole(text, decimal)
		if reason != Accepted && value != 0 || why != Accepted && whole != 0 {
			t.Fatalf("%q is refused (%d, %d), but gives %v, %d", text, reason, why, value, whole)
		}
		if math.IsNaN(value) || math.Abs(value) > 1e15 {
			t.Fatalf("%q gives %v", text, value)
		}
		if why == Accepted && (reason != Accepted || value != float64(whole)) {
			t.Fatalf("%q is whole %d, but %v (%d)", text, whole, value, reason)
		}
		if reason == Accepted && decimal != DecimalUnknown {
			if other, again := Number(text, DecimalUnknown); again == Accepted && other != value {
				t.Fatalf("%q is %v, and %v where the sign is unknown", text, value, other)
			}
		}
		if date, ok := LooksLikeSerialDate(text); ok && (date < "1990" || date >= "2100-01-02") {
			t.Fatalf("%q gives %s", text, date)
		}
	})
}

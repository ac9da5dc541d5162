package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"wayout/internal/problem"
)

// workbook saves what a function made of a new workbook with one sheet, "Sheet1".
func workbook(t testing.TB, fill func(*excelize.File) error) []byte {
	t.Helper()
	book := excelize.NewFile()
	if err := fill(book); err != nil {
		t.Fatal(err)
	}
	buffer, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// rowsBook saves rows of cells.
func rowsBook(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	return workbook(t, func(book *excelize.File) error { return putRows(book, rows...) })
}

func putRows(book *excelize.File, rows ...[]any) error {
	for i, row := range rows {
		name, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = book.SetSheetRow("Sheet1", name, &row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// edited changes or adds parts of a workbook; a part that becomes empty is removed.
func edited(t testing.TB, data []byte, changes map[string]func(string) string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, file := range archive.File {
		opened, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		parts[file.Name] = string(content)
	}
	for name, change := range changes {
		if parts[name] = change(parts[name]); parts[name] == "" {
			delete(parts, name)
		}
	}
	return zipped(t, parts)
}

// changed is edited for one part.
func changed(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	return edited(t, data, map[string]func(string) string{part: change})
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The same table in every form that the issue names: equal cells, lines and numbers.
func TestSameTableFromTextAndWorkbook(t *testing.T) {
	text := "id,name,people,lon\n#adm1+code,#loc,#population,#geo+lon\nstepanakert,Ստեփանակերտ,55432,46.7528\n\nshushi,Шуша,,46.752\n"
	commas := strings.NewReplacer(",", ";", ".", ",").Replace(text)
	forms := map[string][]byte{
		"UTF-8":           encode(text, "UTF-8"),
		"UTF-8 with mark": encode(text, "UTF-8 with byte order mark"),
		"UTF-16 LE":       encode(text, "UTF-16 little endian"),
		"UTF-16 BE":       encode(text, "UTF-16 big endian"),
		"CRLF":            []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"CR":              []byte(strings.ReplaceAll(text, "\n", "\r")),
		"semicolons":      []byte(commas),
		"tabs":            []byte(strings.ReplaceAll(text, ",", "\t")),
		"workbook": rowsBook(t,
			[]any{"id", "name", "people", "lon"},
			[]any{"#adm1+code", "#loc", "#population", "#geo+lon"},
			[]any{"stepanakert", "Ստեփանակերտ", 55432, 46.7528},
			nil,
			[]any{"shushi", "Шуша", nil, 46.752}),
	}
	for form, data := range forms {
		table, problems := Read("places", data)
		if len(problems) > 0 {
			t.Errorf("%s: %v", form, problems)
			continue
		}
		if want := []string{"#adm1+code", "#loc", "#population", "#geo+lon"}; !slices.Equal(table.Tags, want) {
			t.Errorf("%s: tags %q", form, table.Tags)
		}
		if got := lines(table); !slices.Equal(got, []int{3, 5}) {
			t.Errorf("%s: lines %v", form, got)
		}
		for row, want := range []struct {
			id, name string
			lon      float64
		}{{"stepanakert", "Ստեփանակերտ", 46.7528}, {"shushi", "Шуша", 46.752}} {
			lon, reason := table.Number(row, "lon")
			if table.Text(row, "id") != want.id || table.Text(row, "name") != want.name || lon != want.lon {
				t.Errorf("%s: row %d: %q %q %v (%d)", form, row, table.Text(row, "id"), table.Text(row, "name"), lon, reason)
			}
		}
		if people, reason := table.Whole(0, "people"); people != 55432 || reason != Accepted || table.Text(1, "people") != "" {
			t.Errorf("%s: people %d (%d), %q", form, people, reason, table.Text(1, "people"))
		}
	}
}

func TestCellsOfAWorkbook(t *testing.T) {
	day := time.Date(2023, 9, 24, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		value  any
		format string
		want   string
	}{
		{"text", "", "text"},
		{"text", "yyyy-mm-dd", "text"},
		{" two\r\nlines ", "", "two\nlines"},
		{"1e5", "", "1e5"},
		{true, "", "TRUE"},
		{1234567.5, "#,##0", "1234567.5"},
		{120000, "0.00E+00", "120000"},
		{0.00012, "", "0.00012"},
		{0.3, "0%", "0.3"},
		{46.7537123456789, "0.0", "46.7537123456789"},
		{1e15, "", "1000000000000000"},
		{day, "", "2023-09-24"},
		{day.Add(10 * time.Hour), "", "2023-09-24T10:00"},
		{45193, "dd.mm.yyyy", "2023-09-24"},
		{45193, "[$-419]d mmmm yyyy;@", "2023-09-24"},
		{45193.5 + 5.0/86400, "yyyy/mm/dd hh:mm", "2023-09-24T12:00:05"},
		{45193.99999999, "yyyy/mm/dd", "2023-09-25"},
		{0.375, "hh:mm", "09:00"},
		{1.5, "[h]:mm", "36:00:00"},
		{-1, "yyyy-mm-dd", "-1"},
		{45193, `0 "days"`, "45193"},
		{45193, `0\d`, "45193"},
		{45193, "0;yyyy", "45193"},
		{45193, `#,##0.00 [$AMD]`, "45193"},
	}
	for _, test := range tests {
		data := workbook(t, func(book *excelize.File) error {
			if err := putRows(book, []any{"id", "x"}, []any{"a", test.value}); err != nil {
				return err
			}
			if test.format == "" {
				return nil
			}
			style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &test.format})
			if err != nil {
				return err
			}
			return book.SetCellStyle("Sheet1", "B2", "B2", style)
		})
		table, problems := Read("x.xlsx", data)
		if len(problems) > 0 || len(table.Rows) != 1 || table.Text(0, "x") != test.want {
			t.Errorf("%v as %q: got %q, want %q, %v", test.value, test.format, table.Text(0, "x"), test.want, problems)
		}
	}
}

func TestDatesOfTheOtherCalendar(t *testing.T) {
	data := workbook(t, func(book *excelize.File) error {
		yes := true
		if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			return err
		}
		return putRows(book, []any{"from"}, []any{time.Date(2023, 9, 24, 10, 0, 0, 0, time.UTC)})
	})
	if table, problems := Read("x.xlsx", data); len(problems) > 0 || table.Text(0, "from") != "2023-09-24T10:00" {
		t.Errorf("got %q, %v", table.Text(0, "from"), problems)
	}
}

// sheetsBook has a hidden sheet, two visible ones, and a hidden row, merged cells and formulas on
// the first of these.
func sheetsBook(t testing.TB) []byte {
	return workbook(t, func(book *excelize.File) error {
		if err := putRows(book, []any{"id", "people"}, []any{"a", 1}, []any{"b", 2}, nil, []any{"c", 3}); err != nil {
			return err
		}
		for _, name := range []string{"Ճանապարհներ", "More"} {
			if _, err := book.NewSheet(name); err != nil {
				return err
			}
		}
		for _, err := range []error{
			book.SetCellValue("More", "A1", "road"), book.SetCellValue("More", "A2", "R1"),
			book.MoveSheet("More", "Sheet1"),
			book.SetSheetVisible("More", false),
			book.SetRowVisible("Sheet1", 3, false),
		} {
			if err != nil {
				return err
			}
		}
		book.SetActiveSheet(1)
		return nil
	})
}

func TestSheets(t *testing.T) {
	data := sheetsBook(t)
	table, problems := Read("x.xlsx", data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := Detected{Sheet: "Sheet1", OtherSheets: []string{"More", "Ճանապարհներ"}, HiddenRows: 1}
	if diff := cmp.Diff(want, table.Detected); diff != "" {
		t.Error(diff)
	}
	if got := table.Detected.String(); got != "xlsx sheet «Sheet1», hidden rows read too (1), sheets not read: «More» «Ճանապարհներ»" {
		t.Error(got)
	}
	if got := lines(table); !slices.Equal(got, []int{2, 3, 5}) {
		t.Errorf("lines %v", got)
	}
	if table, problems = ReadSheet("x.xlsx", data, " more "); len(problems) > 0 || table.Text(0, "road") != "R1" {
		t.Errorf("named sheet: %v, %v", contents(table), problems)
	}
	for name, want := range map[string]problem.Code{"none": problem.SheetMissing, "Ճանապարհներ": problem.FileEmpty} {
		if _, problems = ReadSheet("x.xlsx", data, name); !slices.Equal(codes(problems), []problem.Code{want}) {
			t.Errorf("%s: %v", name, problems)
		}
	}
	if _, problems = ReadSheet("x.csv", []byte("a,b\n"), "none"); !slices.Equal(codes(problems), []problem.Code{problem.SheetMissing}) {
		t.Errorf("sheet of a text: %v", problems)
	}
}

func TestDoubtfulCellsOfAWorkbook(t *testing.T) {
	const header = `<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`
	tests := []struct{ name, rows, want string }{
		{"failed formula", `<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`, "x.xlsx:2, column B cell-failed #DIV/0!"},
		{"formula without result", `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><f>1+1</f></c></row>`, "x.xlsx:2, column B cell-uncomputed"},
		{"formula with empty result", `<row r="2"><c r="B2"><f>1+1</f><v/></c></row>`, "x.xlsx:2, column B cell-uncomputed"},
		{"text formula without result", `<row r="2"><c r="B2" t="str"><f>A1</f></c></row>`, "x.xlsx:2, column B cell-uncomputed"},
		{"text formula whose result is empty", `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>A1</f><v></v></c></row>`, ""},
		{"formula with result", `<row r="2"><c r="B2"><f>1+1</f><v>2</v></c></row>`, ""},
		{"merged cells", `<row r="2"><c r="A2"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells><sheetData>`, "x.xlsx cells-merged"},
		{"rows without numbers", `<row><c><v>1</v></c></row>`, ""},
		{"rows out of order", `<row r="3"/><row r="2"><c r="A2"><v>1</v></c></row>`, "x.xlsx workbook-broken"},
		{"a row twice", `<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>`, "x.xlsx workbook-broken"},
		{"cells out of order", `<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>`, "x.xlsx workbook-broken"},
		{"cell of another row", `<row r="2"><c r="A3"><v>1</v></c></row>`, "x.xlsx workbook-broken"},
		{"cell without row", `<c r="A3"><v>1</v></c>`, "x.xlsx workbook-broken"},
		{"cell without letters", `<row r="2"><c r="2"><v>1</v></c></row>`, "x.xlsx workbook-broken"},
		{"missing text", `<row r="2"><c r="A2" t="s"><v>7</v></c></row>`, "x.xlsx workbook-broken"},
		{"missing style", `<row r="2"><c r="A2" s="99"><v>7</v></c></row>`, "x.xlsx workbook-broken"},
		{"markup cut off", `<row r="2"><c r="A2"><v>7</v></c></row><row r="3"><c `, "x.xlsx workbook-broken"},
		{"an entity of its own", `<row r="2"><c r="A2" t="str"><v>&lol;</v></c></row>`, "x.xlsx workbook-broken"},
		{"too many columns", `<row r="2"><c r="XFD2"><v>7</v></c></row>`, "x.xlsx:2 file-too-large"},
		{"too many rows", `<row r="2097152"><c r="A2097152"><v>7</v></c></row>`, "x.xlsx workbook-broken"},
	}
	blank := rowsBook(t)
	for _, test := range tests {
		data := changed(t, blank, "xl/worksheets/sheet1.xml", func(string) string {
			sheet := `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + header + test.rows
			if test.name != "markup cut off" {
				sheet += `</sheetData></worksheet>`
			}
			return sheet
		})
		_, problems := Read("x.xlsx", data)
		got := []string{}
		for _, p := range problems {
			got = append(got, strings.TrimSpace(p.Where.String()+" "+string(p.Code)+" "+p.Value))
		}
		if joined := strings.Join(got, "\n"); joined != test.want {
			t.Errorf("%s: got %s, want %s (%v)", test.name, joined, test.want, problems)
		}
	}
}

// locked saves a workbook with a password.
func locked(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := excelize.NewFile().WriteTo(&out, excelize.Options{Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBadWorkbooks(t *testing.T) {
	good := rowsBook(t, []any{"id", "from"}, []any{"a", time.Date(2023, 9, 24, 0, 0, 0, 0, time.UTC)})
	cut := func(text string) string { return text[:len(text)/2] }
	gone := func(string) string { return "" }
	lying := bytes.Clone(zipped(t, map[string]string{"[Content_Types].xml": strings.Repeat("a", 1000)}))
	at := bytes.Index(lying, []byte("PK\x01\x02"))
	lying[at+24], lying[at+25] = 10, 0 // the size once unpacked
	tests := []struct {
		name string
		data []byte
		want problem.Code
	}{
		{"no workbook", zipped(t, map[string]string{"a.txt": "a"}), problem.FileNotText},
		{"OpenDocument", zipped(t, map[string]string{"content.xml": "<a/>"}), problem.FileNotText},
		{"binary workbook", zipped(t, map[string]string{"xl/workbook.bin": "a"}), problem.FileNotText},
		{"Word document", zipped(t, map[string]string{"word/document.xml": "<a/>"}), problem.FileNotText},
		{"password", locked(t), problem.WorkbookLocked},
		{"empty sheet", rowsBook(t), problem.FileEmpty},
		{"bomb", zipped(t, map[string]string{"a": strings.Repeat("a", MostUnpacked), "b": "b"}), problem.FileTooLarge},
		{"size that lies", lying, problem.WorkbookBroken},
		{"strings missing", changed(t, good, "xl/sharedStrings.xml", gone), problem.WorkbookBroken},
		{"strings cut", changed(t, good, "xl/sharedStrings.xml", cut), problem.WorkbookBroken},
		{"styles missing", changed(t, good, "xl/styles.xml", gone), problem.WorkbookBroken},
		{"styles cut", changed(t, good, "xl/styles.xml", cut), problem.WorkbookBroken},
		{"sheet missing", changed(t, good, "xl/worksheets/sheet1.xml", gone), problem.WorkbookBroken},
		{"sheet cut", changed(t, good, "xl/worksheets/sheet1.xml", cut), problem.WorkbookBroken},
		{"list of sheets cut", changed(t, good, "xl/workbook.xml", cut), problem.WorkbookBroken},
		{"relations cut", changed(t, good, "xl/_rels/workbook.xml.rels", cut), problem.WorkbookBroken},
		{"two sheets of one name", changed(t, good, "xl/workbook.xml", func(text string) string {
			return strings.Replace(text, "</sheets>", `<sheet name="SHEET1" sheetId="9" r:id="rId1"/></sheets>`, 1)
		}), problem.WorkbookBroken},
	}
	for _, test := range tests {
		table, problems := Read("x.xlsx", test.data)
		if !slices.Equal(codes(problems), []problem.Code{test.want}) {
			t.Errorf("%s: %v, %v", test.name, problems, contents(table))
		}
	}
}

// Whatever bit of a workbook is damaged and wherever it is cut off, the table is whole or there is
// an error.
func TestDamagedWorkbookIsNeverAnotherTable(t *testing.T) {
	good := rowsBook(t, []any{"id", "from"}, []any{"a", time.Date(2023, 9, 24, 0, 0, 0, 0, time.UTC)}, []any{"b", 7})
	want, problems := Read("x.xlsx", good)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	check := func(what string, at int, data []byte) {
		table, problems := Read("x.xlsx", data)
		if !problems.HasErrors() && !cmp.Equal(contents(want), contents(table)) {
			t.Errorf("%s at byte %d of %d: %v, %v", what, at, len(good), contents(table), problems)
		}
	}
	for at := 0; at < len(good); at += 3 {
		check("cut off", at, good[:at])
		damaged := bytes.Clone(good)
		damaged[at] ^= 1 << (at % 8)
		check("damaged", at, damaged)
	}
}

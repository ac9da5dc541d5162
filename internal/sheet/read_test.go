package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/problem"
)

// rendering is one way in which a program may save a table as text.
type rendering struct {
	encoding, separator, lineEnd string
	quoteAll, finalEnd, padded   bool
}

var (
	encodings = []string{
		"UTF-8", "UTF-8 with byte order mark", "UTF-16 little endian", "UTF-16 big endian",
		"UTF-16 little endian without byte order mark", "UTF-16 big endian without byte order mark",
	}
	signs    = map[string]string{"comma": ",", "semicolon": ";", "tab": "\t"}
	lineEnd  = map[string]string{"Unix line ends": "\n", "Windows line ends": "\r\n", "old Macintosh line ends": "\r"}
	newlines = []string{"Unix line ends", "Windows line ends", "old Macintosh line ends"}
)

// save writes a table as a spreadsheet program would.
func (r rendering) save(rows [][]string) []byte {
	separator, end := signs[r.separator], lineEnd[r.lineEnd]
	var b strings.Builder
	for i, row := range rows {
		for j, cell := range row {
			if j > 0 {
				b.WriteString(separator)
			}
			if r.quoteAll || strings.ContainsAny(cell, separator+"\"\n\r") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(strings.ReplaceAll(cell, "\n", end))
		}
		if r.padded {
			b.WriteString(separator + separator)
		}
		if r.finalEnd || i+1 < len(rows) {
			b.WriteString(end)
		}
	}
	return encode(b.String(), r.encoding)
}

func encode(text, encoding string) []byte {
	var order binary.AppendByteOrder = binary.LittleEndian
	switch {
	case encoding == "UTF-8":
		return []byte(text)
	case strings.HasPrefix(encoding, "UTF-8"):
		return []byte("\xEF\xBB\xBF" + text)
	case strings.Contains(encoding, "big"):
		order = binary.BigEndian
	}
	if !strings.Contains(encoding, "without") {
		text = "\uFEFF" + text
	}
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return out
}

// contents returns the cells of a table, padded to its columns.
func contents(t Table) [][]string {
	out := [][]string{t.Columns}
	for i := range t.Rows {
		row := make([]string, len(t.Columns))
		for j, name := range t.Columns {
			row[j] = t.Text(i, name)
		}
		out = append(out, row)
	}
	return out
}

func lines(t Table) []int {
	out := []int{}
	for _, row := range t.Rows {
		out = append(out, row.Line)
	}
	return out
}

func codes(list problem.List) []problem.Code {
	out := []problem.Code{}
	for _, p := range list {
		out = append(out, p.Code)
	}
	return out
}

var places = [][]string{
	{"id", "name", "people", "note"},
	{"stepanakert", "Ստեփանակերտ", "55000", "first line\nsecond; line, \"quoted\""},
	{"shushi", "Шуша, город", "", ""},
	{"martuni", "مارتوني", "4800", "5\" pipe"},
	{"berdzor", "Բերձոր 🚗", "0", "a\ttab"},
}

func TestEveryFormGivesTheSameTable(t *testing.T) {
	for _, encoding := range encodings {
		for _, separator := range []string{"comma", "semicolon", "tab"} {
			for _, newline := range newlines {
				for variant := range 8 {
					r := rendering{encoding, separator, newline, variant&1 != 0, variant&2 != 0, variant&4 != 0}
					table, problems := Read("places.csv", r.save(places))
					if len(problems) > 0 {
						t.Fatalf("%+v: %v", r, problems)
					}
					if diff := cmp.Diff(places, contents(table)); diff != "" {
						t.Fatalf("%+v:\n%s", r, diff)
					}
					if got := lines(table); !slices.Equal(got, []int{2, 4, 5, 6}) {
						t.Fatalf("%+v: lines %v", r, got)
					}
					d := table.Detected
					if d.Encoding != encoding || d.Separator != separator || d.LineEnds != newline {
						t.Fatalf("%+v: detected %s", r, d)
					}
				}
			}
		}
	}
}

// The sign # is left out, because a row of data with it may be taken for tags.
func TestAnyTableComesBack(t *testing.T) {
	cell := rapid.StringOfN(rapid.SampledFrom([]rune("ab1 ,;\t\"\n.+Աжم🚗-")), 0, 6, -1)
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 5).Draw(t, "width")
		rows := [][]string{{}}
		for j := range width {
			rows[0] = append(rows[0], fmt.Sprintf("column_%d", j))
		}
		for range rapid.IntRange(0, 8).Draw(t, "rows") {
			row := []string{fmt.Sprint("x", rapid.IntRange(0, 99).Draw(t, "id"))}
			for len(row) < width {
				row = append(row, trim(cell.Draw(t, "cell")))
			}
			rows = append(rows, row)
		}
		r := rendering{
			rapid.SampledFrom(encodings).Draw(t, "encoding"),
			rapid.SampledFrom([]string{"comma", "semicolon", "tab"}).Draw(t, "separator"),
			rapid.SampledFrom(newlines).Draw(t, "line end"),
			rapid.Bool().Draw(t, "quote all"), rapid.Bool().Draw(t, "final end"), rapid.Bool().Draw(t, "padded"),
		}
		table, problems := Read("x.csv", r.save(rows))
		if len(problems) > 0 {
			t.Fatalf("%+v %q: %v", r, r.save(rows), problems)
		}
		if diff := cmp.Diff(rows, contents(table)); diff != "" {
			t.Fatalf("%+v %q\n%s", r, r.save(rows), diff)
		}
	})
}

func TestGoodTables(t *testing.T) {
	tests := []struct {
		name, text string
		want       [][]string
		lines      []int
		detected   string
	}{
		{
			"only a header", "id,people\n",
			[][]string{{"id", "people"}},
			nil, "UTF-8, Unix line ends, comma",
		},
		{"a single column", "id\r\na\r\nb\r\n", [][]string{{"id"}, {"a"}, {"b"}}, []int{2, 3}, "UTF-8, Windows line ends"},
		{
			"column names are normalised", " Free-Flow  Speed ,\u00A0ՄԱՐԴ,ID\n1,2,3",
			[][]string{{"free_flow_speed", "մարդ", "id"}, {"1", "2", "3"}},
			[]int{2},
			"UTF-8, Unix line ends, comma",
		},
		{
			"blank lines and short rows", "\n\na,b,c\n\n1\n  , ,\n,2\n,,3,,,\n",
			[][]string{{"a", "b", "c"}, {"1", "", ""}, {"", "2", ""}, {"", "", "3"}},
			[]int{5, 7, 8},
			"UTF-8, Unix line ends, comma",
		},
		{
			"no-break spaces and marks of direction", "a,b\n\u00A0x\u00A0,\u200F مرحبا \u200E\n",
			[][]string{{"a", "b"}, {"x", "مرحبا"}},
			[]int{2},
			"UTF-8, Unix line ends, comma",
		},
		{
			"an empty column", "a,,b,,\n1,,2,,\n",
			[][]string{{"a", "", "b"}, {"1", "", "2"}},
			[]int{2},
			"UTF-8, Unix line ends, comma",
		},
		{
			"spaces before a quoted cell", "a, \"b, c\"\n1, \"2\"\n",
			[][]string{{"a", "b,_c"}, {"1", "2"}},
			[]int{2},
			"UTF-8, Unix line ends, comma",
		},
		{
			"commas inside a table of semicolons", "name;lon;lat\nA;46,75;39,82\nB;46,1;\nC;;\n",
			[][]string{{"name", "lon", "lat"}, {"A", "46,75", "39,82"}, {"B", "46,1", ""}, {"C", "", ""}},
			[]int{2, 3, 4},
			"UTF-8, Unix line ends, semicolon, decimal comma",
		},
		{
			"tags", "Name,People\n #loc + Name ,#population\nA,1\n",
			[][]string{{"name", "people"}, {"A", "1"}},
			[]int{3},
			"UTF-8, Unix line ends, comma, HXL tag row on line 2",
		},
		{
			"mixed line ends", "a,b\r\n1,2\n3,4\r5,6",
			[][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}, {"5", "6"}},
			[]int{2, 3, 4},
			"UTF-8, mixed line ends, comma",
		},
	}
	for _, test := range tests {
		table, problems := Read("t.csv", []byte(test.text))
		if len(problems) > 0 {
			t.Errorf("%s: %v", test.name, problems)
		}
		if test.name != "an empty column" {
			if diff := cmp.Diff(test.want, contents(table)); diff != "" {
				t.Errorf("%s:\n%s", test.name, diff)
			}
		}
		if got := lines(table); !slices.Equal(got, test.lines) {
			t.Errorf("%s: lines %v, want %v", test.name, got, test.lines)
		}
		if got := table.Detected.String(); got != test.detected {
			t.Errorf("%s: detected %q, want %q", test.name, got, test.detected)
		}
	}
}

func TestBadTables(t *testing.T) {
	wide := "a,b\n" + strings.Repeat("1,2,3\n", 60)
	tests := []struct {
		name, text string
		want       string // every problem on a line: where, code, value
	}{
		{"empty", "", "t.csv file-empty"},
		{"only a byte order mark", "\xEF\xBB\xBF", "t.csv file-empty"},
		{"only blanks", " \r\n\u00A0\n", "t.csv file-empty"},
		{"only separators", ",,,\n,,\n", "t.csv file-empty"},
		{"more cells than columns", "a,b\n1,2\n1,5,2\n", "t.csv:3 row-too-wide 2"},
		{"names twice", "a,b,A ,c, B\n1,2,3,4,5\n", "t.csv:1, column a header-twice A\nt.csv:1, column b header-twice B"},
		{"a column without a name", "a,,b\n1,,2\n1,x,2\n", "t.csv:1, column B header-unnamed"},
		{"a quotation mark never closed", "a,b\n1,\"2\n3,4\n5,6\n", "t.csv:2 quote-unclosed"},
		{"a quotation mark never closed at the end", "a,b\n1,\"", "t.csv:2 quote-unclosed"},
		{"a quotation mark that swallows rows", "a,b\n1,\"2\n3,\"4\"\n5,6\n", "t.csv:3 quote-stray 3,\"4\""},
		{"a quotation mark inside a cell", "a,b\n1,5\" pipe\n\n3,4", "t.csv:2 quote-stray 1,5\" pipe"},
		{"text behind the last quotation mark", "a,b\n1,\"2\"3", "t.csv:2 quote-stray 1,\"2\"3"},
		{"text behind a quotation mark", "a,b\n\"1\" x,2\n3,\"4\"5\n", "t.csv:2 quote-stray \"1\" x,2\nt.csv:3 quote-stray 3,\"4\"5"},
		{"tags without names", "#loc,#population\nA,1\n", "t.csv:1 header-missing #loc, #population"},
		{"a tag that is none", "name,people,note\n#loc,#population,#1st\nA,1,\n", "t.csv:2, column C tag-invalid #1st"},
		{"a tag without a column", "name,people\n#loc,#population,#x_more\nA,1,7\n", "t.csv:1, column C header-unnamed"},
		{"old code page", "id,name\na,caf\xE9\nb,x\rc,\xCF\xF0\xE8\n", "t.csv:2 text-not-utf8"},
		{"cut inside a letter", "id,name\na,Ս\xD5", "t.csv:2 file-truncated"},
		{"half of UTF-16", "\xFF\xFEa\x00,\x00b", "t.csv file-truncated"},
		{"half a pair of surrogates", "\xFF\xFEa\x00\n\x00\x00\xD8b\x00", "t.csv:2 text-replaced"},
		{"control characters", "id,name\na,\x07\n", "t.csv:2 file-not-text"},
		{"zero bytes", "id,name\r\x00\x00\x00\x00\x00", "t.csv:2 file-not-text"},
		{"letters lost", "id,name\na,caf\uFFFD\nb,\uFFFD\uFFFD\n", "t.csv:2 text-replaced"},
		{"an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "t.csv file-not-text"},
		{"a locked workbook", "\xD0\xCF\x11\xE0" + string(encode("EncryptedPackage", "UTF-16 little endian without")), "t.csv workbook-locked"},
		{"a web page", "\n<!DOCTYPE html><table>", "t.csv file-not-text"},
		{"a picture", "\x89PNG\r\n", "t.csv file-not-text"},
		{"too many columns", strings.Repeat("a,", MostColumns) + "b\n", "t.csv:1 file-too-large"},
		{"many rows too wide", wide, ""},
	}
	for _, test := range tests {
		_, problems := Read("t.csv", []byte(test.text))
		got := []string{}
		for _, p := range problems {
			if p.Text() == "" || p.Remedy() == "" || strings.Contains(p.String(), "{") {
				t.Errorf("%s: message %q", test.name, p)
			}
			got = append(got, strings.TrimSpace(p.Where.String()+" "+string(p.Code)+" "+p.Value))
		}
		if test.want == "" {
			last := problems[len(problems)-1]
			if len(problems) != 51 || last.Code != problem.TableMore || last.Args[0] != "10" {
				t.Errorf("%s: %d problems, last %v", test.name, len(problems), last)
			}
			continue
		}
		if joined := strings.Join(got, "\n"); joined != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, joined, test.want)
		}
	}
}

func TestTooLargeIsRefusedUnread(t *testing.T) {
	noise := make([]byte, MostBytes+1)
	allocated := testing.AllocsPerRun(1, func() {
		if _, problems := Read("noise.csv", noise); len(problems) != 1 || problems[0].Code != problem.FileTooLarge {
			t.Errorf("got %v", problems)
		}
	})
	if allocated > 30 {
		t.Errorf("%v allocations", allocated)
	}
	_, problems := Read("noise.csv", noise[:MostRows+2])
	if len(problems) != 1 || problems[0].Code != problem.FileNotText {
		t.Errorf("zeros: %v", problems)
	}
	_, problems = Read("wide.csv", bytes.Repeat([]byte(";"), MostCells+1))
	if len(problems) != 1 || problems[0].Code != problem.FileTooLarge {
		t.Errorf("cells: %v", problems)
	}
	_, problems = Read("long.csv", []byte(strings.Repeat("a\n", MostRows+2)))
	if len(problems) != 1 || problems[0].Code != problem.FileTooLarge {
		t.Errorf("rows: %v", problems)
	}
}

func TestTagsFollowTheirColumns(t *testing.T) {
	table, problems := Read("t.csv", []byte("a,b,c,d\n#ADM1 +Code,,#population+f+ infants\nx,,2\n"))
	want := []string{"#adm1+code", "", "#population+f+infants", ""}
	if len(problems) > 0 || !slices.Equal(table.Tags, want) || table.HeaderLine != 1 {
		t.Errorf("got %q, %v", table.Tags, problems)
	}
	if table, _ = Read("t.csv", []byte("a,b\n#one,2\n3,4\n")); table.Tags == nil {
		t.Error("half of the cells are tags, but no tag row was found")
	}
	if table, _ = Read("t.csv", []byte("a,b,c\n#one,2,x\n3,4\n")); table.Tags != nil {
		t.Error("a third of the cells are tags, and a tag row was found")
	}
	if table, _ = Read("t.csv", []byte("a\n"+strings.Repeat("x\n", 24)+"#tag\n")); table.Tags != nil {
		t.Error("a tag row was found behind 25 rows")
	}
}

func TestCells(t *testing.T) {
	table, _ := Read("t.csv", []byte("a,b\n1,x\n2.5\n"))
	if got, want := table.Cell(0, "b"), (Cell{"x", "b", 2}); got != want {
		t.Errorf("got %+v", got)
	}
	if table.Text(1, "b") != "" || table.Text(0, "none") != "" || table.Has("none") || !table.Has("a") {
		t.Error("missing cells are not empty")
	}
	if got := table.Where(1, "a").String(); got != "t.csv:3, column a" {
		t.Errorf("where: %s", got)
	}
	if v, reason := table.Number(1, "a"); v != 2.5 || reason != Accepted {
		t.Errorf("number: %v %v", v, reason)
	}
	if _, reason := table.Whole(1, "a"); reason != NotWhole {
		t.Errorf("whole: %v", reason)
	}
}

// TestFileCutInARow: a file that ends inside its last row is told, one whose rows are uneven
// anyway or whose last line is only not ended is read.
func TestFileCutInARow(t *testing.T) {
	whole := "id,name,people\na,A,1\nb,B,2\n"
	for cut := len("id,name,people\na,A,1\nb"); cut < len(whole); cut++ {
		_, problems := Read("x.csv", []byte(whole[:cut]))
		inRow := strings.Count(whole[:cut][strings.LastIndexByte(whole[:cut], '\n')+1:], ",") < 2
		if got := slices.Contains(codes(problems), problem.RowCut); got != inRow {
			t.Errorf("%q: cut off %v, want %v", whole[:cut], got, inRow)
		}
	}
	if _, problems := Read("x.csv", []byte("id,name,people\na,A\nb,B,2\nc")); len(problems) > 0 {
		t.Errorf("uneven rows: %v", problems)
	}
}

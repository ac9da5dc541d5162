package folder

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"wayout/internal/scenario"
)

// TestForms saves one table in every form that spreadsheet programs have; all mean the same.
func TestForms(t *testing.T) {
	files := example(t)
	want := mustRead(t, files)
	text := string(files["roads.csv"].Data)
	semicolons := strings.ReplaceAll(strings.ReplaceAll(text, ",", ";"), ".", ",")
	lines := strings.SplitN(text, "\n", 2)
	tagged := lines[0] + "\n#road+code,#adm5+from,#adm5+to,#distance\n" + lines[1]
	for name, data := range map[string][]byte{
		"byte order mark":          []byte("\xEF\xBB\xBF" + text),
		"Windows line ends":        []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"UTF-16 little endian":     utf16Bytes(text, false),
		"UTF-16 big endian":        utf16Bytes(text, true),
		"semicolons and commas":    []byte(semicolons),
		"tabs":                     []byte(strings.ReplaceAll(text, ",", "\t")),
		"tag row":                  []byte(tagged),
		"spaces and capitals":      []byte(strings.Replace(text, "length_km", " Length KM ", 1)),
		"no line end at the end":   []byte(strings.TrimRight(text, "\n")),
		"blank rows":               []byte(strings.ReplaceAll(text, "\n", "\n,,,\n\n")),
		"workbook":                 workbook(t, text),
		"columns in another order": reversed(t, text),
	} {
		t.Run(name, func(t *testing.T) {
			files := example(t)
			files["roads.csv"] = &fstest.MapFile{Data: data}
			got := mustRead(t, files)
			if diff := cmp.Diff(want, got, compareHours, cmpopts.IgnoreFields(scenario.Scenario{}, "SHA256")); diff != "" {
				t.Errorf("scenario (-want +got):\n%s", diff)
			}
			if got.SHA256 == want.SHA256 {
				t.Error("other bytes have the same digest")
			}
		})
	}
}

func utf16Bytes(text string, bigEndian bool) []byte {
	var out []byte
	for _, c := range utf16.Encode([]rune("\uFEFF" + text)) {
		low, high := byte(c), byte(c>>8)
		if bigEndian {
			low, high = high, low
		}
		out = append(out, low, high)
	}
	return out
}

func cells(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func workbook(t *testing.T, text string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range cells(t, text) {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func reversed(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	writer := csv.NewWriter(&out)
	for _, row := range cells(t, text) {
		for i, j := 0, len(row)-1; i < j; i, j = i+1, j-1 {
			row[i], row[j] = row[j], row[i]
		}
		if err := writer.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	writer.Flush()
	return out.Bytes()
}

// noise is a file system in which one file is 200 MB of bytes that a function makes.
type noise struct {
	fs.FS
	name string
	make func() byte
}

func (n noise) Open(name string) (fs.File, error) {
	if name == n.name {
		return &noiseFile{noise: n}, nil
	}
	return n.FS.Open(name)
}

type noiseFile struct {
	noise noise
	read  int
}

const noiseBytes = 200 << 20

func (f *noiseFile) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = f.noise.make()
	}
	f.read += len(p)
	return len(p), nil
}
func (f *noiseFile) Close() error               { return nil }
func (f *noiseFile) Stat() (fs.FileInfo, error) { return noiseInfo{f.noise.name}, nil }

type noiseInfo struct{ name string }

func (i noiseInfo) Name() string     { return i.name }
func (noiseInfo) Size() int64        { return noiseBytes }
func (noiseInfo) Mode() fs.FileMode  { return 0o644 }
func (noiseInfo) ModTime() time.Time { return time.Time{} }
func (noiseInfo) IsDir() bool        { return false }
func (noiseInfo) Sys() any           { return nil }

func TestNoiseOf200MB(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{settingsFile, "places.csv"} {
		f, problems := Read(noise{example(t), name, func() byte { return byte(source.Uint32()) }}, nil)
		checkRead(t, f, problems)
		if got := lines(problems); !strings.Contains(got, "file-too-large "+name) {
			t.Errorf("got:\n%s", got)
		}
	}
}

// TestNoiseWithinTheLimits gives every file noise that is small enough to be read.
func TestNoiseWithinTheLimits(t *testing.T) {
	source := rand.New(rand.NewPCG(3, 4))
	makers := map[string]func() byte{
		"bytes":    func() byte { return byte(source.Uint32()) },
		"letters":  func() byte { return byte(' ' + source.IntN(95)) },
		"brackets": func() byte { return "[{&*!-:, \n\"'"[source.IntN(12)] },
		"open":     func() byte { return '[' },
		"rows":     func() byte { return "0,\n"[source.IntN(3)] },
	}
	for kind, next := range makers {
		for name := range example(t) {
			files := example(t)
			data := make([]byte, 900_000)
			for i := range data {
				data[i] = next()
			}
			files[name] = &fstest.MapFile{Data: data}
			f, problems := Read(files, nil)
			checkRead(t, f, problems)
			if !problems.HasErrors() {
				t.Errorf("%s in %s: no error", kind, name)
			}
		}
	}
}

// TestManyFaults reads a table with more faults than are listed, and says how many there are.
func TestManyFaults(t *testing.T) {
	files := example(t)
	rows := string(files["roads.csv"].Data)
	for range 5000 {
		rows += "A1,nowhere,upper_mill,-1,mud,x,,,,,,,\n"
	}
	files["roads.csv"] = &fstest.MapFile{Data: []byte(rows)}
	f, problems := Read(files, nil)
	checkRead(t, f, problems)
	if len(problems) > 400 || !strings.Contains(lines(problems), "more of the same kind") {
		t.Errorf("got %d problems", len(problems))
	}
}

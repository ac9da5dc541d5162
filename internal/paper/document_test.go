package paper

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-text/typesetting/font"
	"github.com/ledongthuc/pdf"
)

// TestSameDocumentSameBytes draws in several goroutines, in which nothing may change either.
func TestSameDocumentSameBytes(t *testing.T) {
	want := map[string][]byte{}
	documents := map[string]*Document{}
	for _, language := range languages {
		documents[language] = everything(language)
		data, err := documents[language].PDF()
		if err != nil {
			t.Fatal(err)
		}
		want[language] = data
	}
	var group sync.WaitGroup
	for range 4 {
		for _, language := range languages {
			group.Go(func() {
				data, err := documents[language].PDF()
				if err != nil || !bytes.Equal(data, want[language]) {
					t.Errorf("%s: another file of %d bytes, want %d; %v", language, len(data), len(want[language]), err)
				}
			})
		}
	}
	group.Wait()
}

func TestMetadata(t *testing.T) {
	d := blank("ar")
	d.Created = time.Date(2026, 8, 1, 14, 30, 0, 0, time.FixedZone("", 4*3600))
	data, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	file, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	information := file.Trailer().Key("Info")
	for key, want := range map[string]string{
		"Title": d.Title, "CreationDate": "D:20260801103000", "ModDate": "D:20260801103000", "Producer": "Wayout",
	} {
		if got := information.Key(key).Text(); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := file.Trailer().Key("Root").Key("Lang").Text(); got != "ar" {
		t.Errorf("language is %q, want ar", got)
	}
	for _, date := range regexp.MustCompile(`D:\d+`).FindAll(data, -1) {
		if string(date) != "D:20260801103000" {
			t.Errorf("the file has the date %s", date)
		}
	}
}

// TestNoDateIsNotNow: a document without a date has the same bytes tomorrow.
func TestNoDateIsNotNow(t *testing.T) {
	data, err := (&Document{}).PDF()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte("D:19700101000000")) {
		t.Error("a document without a date is not of the first of January 1970")
	}
}

func TestErrors(t *testing.T) {
	long := strings.Repeat("word ", 4000)
	tests := []struct {
		name     string
		document Document
		want     string
	}{
		{"language", Document{Language: "en (GB)"}, `paper: "en (GB)" is not a language`},
		{"head", Document{Head: []string{long}}, "paper: head and foot: they leave no room on the page"},
		{
			"number of the page",
			Document{Page: func(page, _ int) string { return strings.Repeat("page ", 9000-page) }},
			"paper: number of the page: they are longer on a page than room was kept for",
		},
		{
			"slip",
			of(Text{}, Slips{[]Slip{{Title: "a"}, {Title: "b", Lines: []string{long}}}}),
			"paper: block 2, Slips: slip 2: it does not fit on a page: ",
		},
		{
			"card too low", of(Cards{1, 12, []Card{{}, {Lines: []CardLine{{Text: "1"}, {Text: "2"}, {Text: "3"}}}}}),
			"paper: block 1, Cards: card 2: its lines are 14.2 mm high, and there are 9.0 mm",
		},
		{"card higher than a page", of(Cards{1, 300, []Card{{}}}), "paper: block 1, Cards: it does not fit on a page: 300 mm high, and there are 267 mm"},
		{"card without height", of(Cards{}), "paper: block 1, Cards: a card of 0 mm has no height"},
		{
			"cards too narrow", of(Cards{30, 30, []Card{{Lines: []CardLine{{Text: "W"}}}}}),
			`paper: block 1, Cards: card 1: there is no room for a letter of "W"`,
		},
		{
			"too many cells", of(Table{Columns: make([]Column, 1), Rows: []Row{{}, {Cells: []string{"1", "2"}}}}),
			"paper: block 1, Table: row 2 has 2 cells, and there are 1 columns",
		},
		{"too many checks", of(Checks{Items: []string{"a"}, Across: 30}), "paper: block 1, Checks: there is no room for 30 checks beside each other"},
		{"too many columns", of(Table{Columns: make([]Column, 40)}), "paper: block 1, Table: there is no room for 40 columns"},
		{"head of a table", of(Table{Columns: []Column{{Head: long}}}), "paper: block 1, Table: its head is higher than half a page"},
		{
			"strokes", of(Table{Columns: []Column{{Kind: Strokes}}, Rows: []Row{{Cells: []string{"3.5"}}}}),
			`paper: block 1, Table: row 1: "3.5" is not a number of strokes up to 10000`,
		},
		{
			"too many strokes", of(Table{Columns: []Column{{Kind: Strokes}}, Rows: []Row{{Cells: []string{"10001"}}}}),
			`paper: block 1, Table: row 1: "10001" is not a number of strokes up to 10000`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := test.document.PDF()
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// TestTooLong: a document may have so many pages and no more.
func TestTooLong(t *testing.T) {
	d := of(Text{Text: "one"}, Break{}, Text{Text: "two"})
	for most, want := range map[int]error{0: nil, 1: ErrTooLong, 2: nil} {
		d.MostPages = most
		if _, err := d.PDF(); !errors.Is(err, want) {
			t.Errorf("two pages where %d are allowed: %v", most, err)
		}
	}
}

// of returns a document of blocks.
func of(blocks ...Block) Document { return Document{Created: midday, Blocks: blocks} }

// TestLargeSets of documents are what a region prints: it is a check of shape, not of speed.
func TestLargeSets(t *testing.T) {
	data, err := tickets("ar", 30).PDF()
	if err != nil {
		t.Fatal(err)
	}
	if most := 30 * 20_000; len(data) > most {
		t.Errorf("30 pages of tickets are %d bytes, want at most %d", len(data), most)
	}
	pieces := readText(t, data)
	if got := pieces[len(pieces)-1].page; got != 30 {
		t.Errorf("the last page is %d, want 30", got)
	}
	all := strings.Join(visualLines(t, data), "\n")
	for i := range 30 * 27 {
		if number := fmt.Sprintf("K-%05d", i); strings.Count(all, number) != 1 {
			t.Errorf("ticket %s is drawn %d times", number, strings.Count(all, number))
		}
	}
}

// TestNumberedFonts: a code draws the glyph of its number, as wide as it is.
func TestNumberedFonts(t *testing.T) {
	for weight := range faces {
		f := faces[weight][naskh]()
		parsed, err := font.ParseTTF(bytes.NewReader(f.glyphs.data))
		if err != nil {
			t.Fatal(err)
		}
		for glyph := range font.GID(1000) {
			if got, ok := parsed.NominalGlyph(firstCode + rune(glyph)); !ok || got != glyph {
				t.Fatalf("code %U draws glyph %d, want %d", firstCode+rune(glyph), got, glyph)
			}
		}
		if _, ok := parsed.NominalGlyph('7'); ok {
			t.Error("a numbered font has letters")
		}
	}
}

package papertest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/paper"
	"wayout/internal/paper/papertest"
)

// read draws a document and reads its pages.
func read(t testing.TB, d paper.Document) []string {
	t.Helper()
	data, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := papertest.Pages(data)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// TestCellsAreInOrderOfReading, each as it was asked for, in whatever fonts and order it is drawn.
func TestCellsAreInOrderOfReading(t *testing.T) {
	tests := []struct{ name, language, text, want string }{
		{"english", "en", "Leave at 06:00 (no later).", ""},
		{"armenian and digits of another font", "hy", "Մեկնում 06:00-ին, ավտոբուս 12 → Գորիս", ""},
		{"signs", "en", "☐ ☑☐ A → B ≤ 7", ""},
		{"spaces that do not break", "fr", "1\u202F250 personnes\u00A0: 7", "1 250 personnes : 7"},
		{"decomposed letters", "fr", "E\u0301tape", "Étape"},
		{"arabic", "ar", "غادروا المستودع في الساعة 06:00 (انظر الخريطة).", ""},
		{"three arabic words", "ar", "ا ب ج د", ""},
		{"arabic of a region", "ar-LB", "المجموعة 7-12 الآن", ""},
		{"arabic with names", "ar", "من \u2066Martuni → Goris 2\u2069 إلى 06:00 → غوريس (7)", "من Martuni → Goris 2 إلى 06:00 → غوريس (7)"},
		{"arabic with an armenian name", "ar", "إلى \u2066Մարտունի 2\u2069 12 باص", "إلى Մարտունի 2 12 باص"},
		{"arabic name", "en", "to \u2067بوابة المدينة\u2069 by 06:00", "to بوابة المدينة by 06:00"},
		{"arabic name with a number", "en", "to \u2067بوابة المدينة 7\u2069 12 km", "to بوابة المدينة 7 12 km"},
		{"number before an arabic name", "en", "12 to \u20677 غوريس\u2069 by", "12 to 7 غوريس by"},
		{"number within an arabic name", "en", "a \u2067باص 7 غوريس\u2069 b", "a باص 7 غوريس b"},
		{"several numbers in an arabic name", "en", "\u2067هاتف 12 97\u2069", "هاتف 12 97"},
		{"latin words in an arabic name", "en", "\u2067بوابة Gate 3\u2069", "Gate بوابة 3"}, // the file does not tell
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := paper.Document{
				Language: test.language, RightToLeft: strings.HasPrefix(test.language, "ar"),
				Blocks: []paper.Block{paper.Text{Text: test.text}},
			}
			want := test.want
			if want == "" {
				want = test.text
			}
			if got := read(t, d)[0]; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestCellsAreApart: tabs stand between them, in every direction.
func TestCellsAreApart(t *testing.T) {
	for _, language := range []string{"en", "ar"} {
		d := paper.Document{
			Language: language, RightToLeft: language == "ar", Stamp: "STAMP", Head: []string{"head"}, Foot: []string{"foot"},
			Page: func(page, pages int) string { return fmt.Sprintf("%d / %d", page, pages) },
			Blocks: []paper.Block{
				paper.Numbered{Items: []string{"first\nsecond"}},
				paper.Fields{Rows: []paper.Field{{Label: "label", Value: "value"}}},
				paper.Table{
					Columns: []paper.Column{{Head: "A"}, {Head: "B", Kind: paper.Number}},
					Rows:    []paper.Row{{Cells: []string{"بوابة 7", "12"}}},
				},
				paper.Break{},
				paper.Text{Text: "next page"},
			},
		}
		want := []string{
			"STAMP\nhead\nfirst\t1.\nsecond\nlabel\tvalue\nA\tB\nبوابة 7\t12\nfoot\t1 / 2",
			"STAMP\nhead\nnext page\nfoot\t2 / 2",
		}
		if diff := cmp.Diff(want, read(t, d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

// TestLargeFilesAreQuick: 200 pages in seconds on the slowest machine, not minutes.
func TestLargeFilesAreQuick(t *testing.T) {
	const pages = 200
	d := paper.Document{Language: "ar", RightToLeft: true}
	for page := range pages {
		if page > 0 {
			d.Blocks = append(d.Blocks, paper.Break{})
		}
		d.Blocks = append(d.Blocks, paper.Text{Text: strings.Repeat(fmt.Sprintf("صفحة %d ", page), 200)})
	}
	data, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	got, err := papertest.Pages(data)
	if err != nil || len(got) != pages {
		t.Fatalf("%d pages, want %d; %v", len(got), pages, err)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("reading took %v", took)
	}
	for page, text := range got {
		if n := strings.Count(" "+strings.ReplaceAll(text, "\n", " ")+" ", fmt.Sprintf(" %d ", page)); n != 200 {
			t.Fatalf("page %d has its number %d times, want 200", page, n)
		}
	}
}

// TestWhatIsNoFile is an error and no panic.
func TestWhatIsNoFile(t *testing.T) {
	data, err := (&paper.Document{Blocks: []paper.Block{paper.Text{Text: "text"}}}).PDF()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range [][]byte{nil, []byte("text"), data[:len(data)/2], append(data[:100:100], data[200:]...)} {
		if pages, err := papertest.Pages(file); err == nil {
			t.Errorf("%d bytes are %d pages", len(file), len(pages))
		}
	}
}

package paper

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

var write = flag.String("write", "", "a folder for the samples, to look at them")

// TestSamplesAreDrawn draws every kind of block in every language.
func TestSamplesAreDrawn(t *testing.T) {
	for _, language := range languages {
		data, err := everything(language).PDF()
		if err != nil {
			t.Errorf("%s: %v", language, err)
		}
		if *write != "" {
			if err := os.WriteFile(filepath.Join(*write, language+".pdf"), data, 0o644); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestTextCanBeCopied: what stands in the file is what was asked for.
func TestTextCanBeCopied(t *testing.T) {
	for _, language := range languages {
		s := samples[language]
		d := &Document{Language: language, RightToLeft: s.rightToLeft, Created: midday}
		for _, text := range []string{s.title, s.orders, s.rule, s.note} {
			d.Blocks = append(d.Blocks, Text{Text: text})
		}
		data, err := d.PDF()
		if err != nil {
			t.Errorf("%s: %v", language, err)
			continue
		}
		lines := visualLines(t, data)
		if s.rightToLeft {
			lines = spoken(t, data)
		}
		got := strings.Join(lines, " ")
		want := strings.Join([]string{s.title, s.orders, s.rule, s.note}, " ")
		want = strings.NewReplacer("\u00A0", " ", "\u202F", " ").Replace(norm.NFC.String(want))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

// TestPdftotextReadsTheSame asks a reader that is not ours.
func TestPdftotextReadsTheSame(t *testing.T) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not on this machine")
	}
	for _, language := range languages {
		s := samples[language]
		d := &Document{Language: language, RightToLeft: s.rightToLeft, Created: midday, Blocks: []Block{Text{Text: s.orders}}}
		data, err := d.PDF()
		if err != nil {
			t.Fatal(err)
		}
		command := exec.Command(program, "-", "-")
		command.Stdin = bytes.NewReader(data)
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if isMute(r) || r >= '\u202A' && r <= '\u202E' {
				return -1
			}
			return r
		}, string(out))), " ")
		want := strings.Join(strings.Fields(s.orders), " ")
		if s.rightToLeft { // It puts spaces and commas beside numbers as it likes.
			bare := strings.NewReplacer(" ", "", ".", "", "،", "")
			got, want = bare.Replace(got), bare.Replace(want)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

// TestEveryLetterIsDrawn: no letter of the seven languages is missing in either weight.
func TestEveryLetterIsDrawn(t *testing.T) {
	for _, language := range languages {
		s := samples[language]
		set := newSetter(s.rightToLeft)
		for _, text := range []string{s.alphabet, s.orders, s.rule, strings.Join(s.items, " "), s.title} {
			for _, bold := range []bool{false, true} {
				if _, err := set.pieces(text, bold); err != nil {
					t.Errorf("%s, bold %t: %v", language, bold, err)
				}
			}
		}
	}
}

// TestMissingLettersAreNamed: nothing is drawn in place of a letter that no font has.
func TestMissingLettersAreNamed(t *testing.T) {
	tests := []struct {
		name string
		text string
		want string
	}{
		{"chinese", "to 中 and back", `no font has '中' (U+4E2D), which stands in "to 中 and back"`},
		{"beyond the first plane", "bus 🚌", `no font has '🚌' (U+1F68C), which stands in "bus 🚌"`},
		{"control", "a\x00b", `no font has '\x00' (U+0000), which stands in "a\x00b"`},
		{"not UTF-8", "Mart\xFCni", "no font has '\uFFFD' (U+FFFD), which stands in \"Mart\\xfcni\""},
		{"hebrew", "שלום", `no font has 'ש' (U+05E9), which stands in "שלום"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			blocks := []Block{
				Title{test.text},
				Heading{test.text},
				Text{Text: test.text},
				Boxed{Text: test.text},
				Bullets{Items: []string{test.text}},
				Numbered{Items: []string{test.text}},
				Checks{Items: []string{test.text}},
				Fields{Rows: []Field{{test.text, ""}}},
				Fields{Rows: []Field{{"", test.text}}},
				Table{Columns: []Column{{Head: test.text}}},
				Table{Columns: []Column{{}}, Rows: []Row{{Cells: []string{test.text}}}},
				Strip{[]Stop{{Name: test.text}}},
				Strip{[]Stop{{Distance: test.text}}},
				Strip{[]Stop{{Notes: []string{test.text}}}},
				Cards{Height: 30, Cards: []Card{{Lines: []CardLine{{Text: test.text}}}}},
				Slips{[]Slip{{Title: test.text}}},
				Slips{[]Slip{{Lines: []string{test.text}}}},
			}
			for _, block := range blocks {
				_, err := (&Document{Blocks: []Block{Text{Text: "before"}, block}}).PDF()
				expect(t, err, test.want)
			}
			for _, d := range []Document{
				{Stamp: test.text},
				{Mark: test.text},
				{Head: []string{test.text}},
				{Foot: []string{test.text}},
				{Page: func(int, int) string { return test.text }},
			} {
				_, err := d.PDF()
				expect(t, err, test.want)
			}
		})
	}
}

// expect checks that an error names a letter.
func expect(t *testing.T, err error, want string) {
	t.Helper()
	var letter *letterError
	if !errors.As(err, &letter) || letter.Error() != want || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestArabicJoins: a letter looks different at the start, in the middle and at the end of a word, and
// a numbered font draws the glyph that it was asked for.
func TestArabicJoins(t *testing.T) {
	set := newSetter(true)
	pieces, err := set.pieces("ببب", false)
	if err != nil {
		t.Fatal(err)
	}
	shape := pieces[0].shape
	codes := ""
	for _, run := range shape.runs {
		codes += run.codes
	}
	letters := map[rune]bool{}
	for _, code := range codes {
		letters[code] = true
	}
	if len(letters) < 3 {
		t.Errorf("three letters are drawn with the glyphs %U", []rune(codes))
	}
	alone, _ := set.pieces("ب", false)
	if 3*alone[0].width <= pieces[0].width {
		t.Errorf("joined letters are %d wide, one alone %d", pieces[0].width, alone[0].width)
	}
}

// TestSpacesThatDoNotBreak are as wide as others, and no line ends at them.
func TestSpacesThatDoNotBreak(t *testing.T) {
	set := newSetter(false)
	plain, _ := set.pieces("1 250", false)
	_, want := widths(plain)
	for _, text := range []string{"1\u00A0250", "1\u202F250"} {
		pieces, err := set.pieces(text, false)
		if err != nil {
			t.Fatal(err)
		}
		word, whole := widths(pieces)
		if whole != want || word != want {
			t.Errorf("%q is %d wide, its widest word %d, want %d", text, whole, word, want)
		}
	}
}

// TestWrap: lines end at spaces; a word is broken only where it alone is too wide.
func TestWrap(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		limit int // in letters of 572 thousandths: all digits are as wide
		want  []string
	}{
		{"fits", "12 34", 9, []string{"12 34"}},
		{"at a space", "1234 5678 9", 6, []string{"1234", "5678 9"}},
		{"empty", "", 4, []string{""}},
		{"new lines", "1\n\n2", 4, []string{"1", "", "2"}},
		{"spaces at the ends", "  1  2  ", 9, []string{"1  2"}},
		{"a word too wide", "12 3456789 1", 4, []string{"12", "3456", "789", "1"}},
		{"a space of no width", "1234\u200B5678", 5, []string{"1234", "5678"}},
		{"a space that does not break", "12 34\u00A056", 6, []string{"12", "34 56"}},
		{"marks stay with their letter", "1234\u03255", 4, []string{"1234\u0325", "5"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			set := newSetter(false)
			pieces, err := set.pieces(test.text, false)
			if err != nil {
				t.Fatal(err)
			}
			lines, err := set.wrap(pieces, test.limit*572)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, line := range lines {
				text := ""
				for _, p := range line.pieces {
					text += p.text
				}
				got = append(got, text)
				if line.width > test.limit*572 {
					t.Errorf("%q is %d wide, want at most %d", text, line.width, test.limit*572)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

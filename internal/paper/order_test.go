package paper

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	order "github.com/go-text/typesetting/bidi"
	"pgregory.net/rapid"
)

// TestNumbersStayWhereTheyBelong reads lines from left to right, as they are drawn.
func TestNumbersStayWhereTheyBelong(t *testing.T) {
	tests := []struct {
		name        string
		rightToLeft bool
		text        string
		want        string
	}{
		{"one direction", false, "Gate 7 at 06:00", "Gate 7 at 06:00"},
		{"arabic name with a number", false, "to \u2067بوابة المدينة 7\u2069 by 06:00", "to 7 ةنيدملا ةباوب by 06:00"},
		{"and a number after it", false, "to \u2067بوابة المدينة 7\u2069 12 km", "to 7 ةنيدملا ةباوب 12 km"},
		{"direction of the first letter", false, "to \u2068بوابة 7\u2069 by", "to 7 ةباوب by"},
		{"latin in arabic in english", false, "to \u2067بوابة \u2066Gate 3\u2069 الغربية\u2069 by", "to ةيبرغلا Gate 3 ةباوب by"},
		{"arabic without isolates", false, "to بوابة 7 by", "to 7 ةباوب by"},
		{"latin name in arabic", true, "إلى \u2066Martuni 2\u2069 في 06:00", "06:00 يف Martuni 2 ىلإ"},
		{"latin name at the start", true, "\u2066Martuni 2\u2069 هنا", "انه Martuni 2"},
		{"latin name and a number", true, "\u2066Martuni 2\u2069 12 باص", "صاب 12 Martuni 2"},
		{"time", true, "الساعة 06:00 أو 19:45", "19:45 وأ 06:00 ةعاسلا"},
		{"thousands", true, "حوالي 1,250 شخصاً", "ًاصخش 1,250 يلاوح"},
		{"thousands with a space", true, "حوالي 1\u00A0250 شخص", "صخش 1 250 يلاوح"},
		{"date", true, "يوم 2026-08-01 صباحا", "احابص 2026-08-01 موي"},
		{"label", true, "المجموعة 7-12 الآن", "نآلا 7-12 ةعومجملا"},
		{"label with a letter", true, "المجموعة 7-12B الآن", "نآلا 7-12B ةعومجملا"},
		{"label that begins with a letter", true, "البطاقة K-0417-12 لك", "كل K-0417-12 ةقاطبلا"},
		{"telephone", true, "هاتف +374 97 123456 دائما", "امئاد +374 97 123456 فتاه"},
		{"telephone and a time", true, "هاتف +374 97 06:00", "06:00 +374 97 فتاه"},
		{"telephone that ends in brackets", true, "هاتف +374 (97)-12 (34) أو", "وأ +374 (97)-12 (34) فتاه"},
		{"telephone in brackets", true, "هاتف (+374 97 12)", ")+374 97 12( فتاه"}, // as copied
		{"telephone alone", true, "+374 (97) 12-34-56", "+374 (97) 12-34-56"},
		{"telephone in an arabic name", false, "call \u2067هاتف +374 97\u2069 now", "call +374 97 فتاه now"},
		{"brackets", true, "الباص (12) هنا", "انه )12( صابلا"}, // as copied: the glyphs are mirrored
		{"arrow", true, "غوريس ← لاتشين", "نيشتال ← سيروغ"},
		{"embeddings are left out", true, "\u202Dالباص\u202C 12", "12 صابلا"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := &Document{RightToLeft: test.rightToLeft, Blocks: []Block{Text{Text: test.text}}}
			data, err := d.PDF()
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(visualLines(t, data), "\n")
			if got != test.want {
				t.Errorf("from left to right %q, want %q", got, test.want)
			}
		})
	}
}

// TestBracketsLookInwards: in text that reads to the left, brackets are mirrored.
func TestBracketsLookInwards(t *testing.T) {
	d := &Document{RightToLeft: true, Blocks: []Block{Text{Text: "(انظر) [هنا] ≤ 7"}}}
	data, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	pieces := readText(t, data)
	slices.SortFunc(pieces, func(a, b shown) int { return int(a.x - b.x) })
	got := ""
	for _, p := range pieces {
		if p.codes {
			got += strings.Map(func(r rune) rune {
				if r >= firstCode {
					return -1
				}
				return r
			}, p.text)
		}
	}
	if want := "[]()"; got != want {
		t.Errorf("brackets from left to right are %q, want %q", got, want)
	}
}

// TestNumbersAreNeverReversed: numbers and labels in Arabic text, and in Arabic names in other text, are
// drawn from left to right in one piece, wherever they stand.
func TestNumbersAreNeverReversed(t *testing.T) {
	whole := regexp.MustCompile(`[0-9A-Z+][0-9A-Z:.,/+-]*[0-9A-Z]|[0-9]`)
	rapid.Check(t, func(t *rapid.T) {
		rightToLeft := rapid.Bool().Draw(t, "right to left")
		words := rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom([]string{"بوابة", "المدينة،", "(هاتف)", "أولاً", "«باص»", "bus", "Goris", "–"}),
			rapid.StringMatching(`[0-9]{1,4}`),
			rapid.StringMatching(`[0-2][0-9]:[0-5][0-9]`),
			rapid.StringMatching(`[1-9],[0-9]{3}`),
			rapid.StringMatching(`[0-9]{1,3}(-[0-9]{1,3}){1,2}[A-C]?`),
			rapid.StringMatching(`[A-K]-[0-9]{1,4}(/[0-9])?`),
			rapid.StringMatching(`\+374[0-9]{3}`),
		), 1, 7).Draw(t, "words")
		text := strings.Join(words, " ")
		if !rightToLeft {
			text = "to \u2067" + text + "\u2069 now"
		}
		d := &Document{RightToLeft: rightToLeft, Blocks: []Block{Text{Text: text, Size: Small}}}
		data, err := d.PDF()
		if err != nil {
			t.Fatal(err)
		}
		lines := readWritten(t, data)
		for _, word := range words {
			for _, number := range whole.FindAllString(word, -1) {
				if !strings.Contains(lines, number) {
					t.Errorf("%q of %q is not in %q", number, text, lines)
				}
			}
		}
	})
}

// readWritten returns the text that is written with colour, from left to right.
func readWritten(t *rapid.T, data []byte) string {
	var out []string
	for _, pieces := range linesOf(t, data) {
		line := ""
		for _, p := range pieces {
			if p.hidden {
				p.text = "|"
			}
			line += p.text
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// TestLevelsAreThoseOfUnicode compares the levels with those that the bidi package finds and does not
// tell, which it compares with the test data of UAX #9.
func TestLevelsAreThoseOfUnicode(t *testing.T) {
	letters := rapid.SampledFrom([]rune{
		'a', 'b', 'ب', 'ا', '1', '2', '٣', '-', '+', ':', ',', '%', '°', '(', ')', ' ', '\u00A0', '؟', '\u0325',
		isolateRight, isolateLeft, isolateFirst, isolateEnd, isolateEnd, '\u200E', '\u200F', '\u061C',
	})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(letters, 1, 24).Draw(t, "text")
		rightToLeft := rapid.Bool().Draw(t, "right to left")
		direction := order.LeftToRight
		if rightToLeft {
			direction = order.RightToLeft
		}
		var paragraph order.Paragraph
		want := reflect.ValueOf(paragraph.Segment(text, direction)).FieldByName("levels")
		got := newSetter(rightToLeft).levels(slices.Clone(text))
		end := len(text) // spaces at the end get the level of the paragraph, and are not drawn
		for end > 0 && (text[end-1] == ' ' || isMute(text[end-1])) {
			end--
		}
		for i := range end {
			if isMute(text[i]) {
				continue
			}
			if level := uint8(want.Index(i).Int()); got[i] != level {
				t.Fatalf("level of letter %d of %+q is %d, want %d", i, string(text), got[i], level)
			}
		}
	})
}

// TestVisual: rule L2 of UAX #9.
func TestVisual(t *testing.T) {
	tests := []struct{ letters, levels, want string }{
		{"abc", "000", "abc"},
		{"abc", "111", "cba"},
		{"abcde", "01120", "adcbe"},
		{"abcde", "02110", "adcbe"},
		{"abcdef", "121121", "fedcba"},
		{"abcdef", "012321", "afcdeb"},
		{"", "", ""},
	}
	for _, test := range tests {
		var pieces []piece
		for i := range test.letters {
			pieces = append(pieces, piece{text: test.letters[i : i+1], level: test.levels[i] - '0'})
		}
		visual(pieces)
		got := ""
		for _, p := range pieces {
			got += p.text
		}
		if got != test.want {
			t.Errorf("%s at levels %s from left to right is %s, want %s", test.letters, test.levels, got, test.want)
		}
	}
}

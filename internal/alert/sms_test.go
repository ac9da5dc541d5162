package alert

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAlphabets(t *testing.T) {
	tests := []struct {
		text     string
		alphabet Alphabet
		length   int
	}{
		{"", GSM7, 0},
		{"Gate open 06:00", GSM7, 15},
		{"èéùìòÇàñÄÖÜäöüßÅåÆæØø", GSM7, 21},
		{"ΔΦΓΛΩΠΨΣΘΞ @£$¥§¿¡¤_", GSM7, 20},
		{"€", GSM7, 2},
		{"{}[]~|^\\\f", GSM7, 18},
		{"a\nb\r", GSM7, 4},
		{"ç", UCS2, 1},
		{"ê", UCS2, 1},
		{"ə", UCS2, 1},
		{"À", UCS2, 1},
		{"È", UCS2, 1},
		{"`", UCS2, 1},
		{"«", UCS2, 1},
		{"’", UCS2, 1},
		{"a\tb", UCS2, 3},
		{"\x1b", UCS2, 1},
		{"€ê", UCS2, 2},
		{"Մարտունի", UCS2, 8},
		{"إخلاء", UCS2, 5},
		{"🚌", UCS2, 2},
		{"\xff", UCS2, 1},
	}
	for _, test := range tests {
		if got, n := AlphabetOf(test.text), Length(test.text); got != test.alphabet || n != test.length {
			t.Errorf("%q is %d in %s, want %d in %s", test.text, n, got, test.length, test.alphabet)
		}
	}
	if got, want := fmt.Sprint(GSM7, GSM7.Limit(), UCS2, UCS2.Limit()), "GSM-7 160 UCS-2 70"; got != want {
		t.Errorf("limits are %s, want %s", got, want)
	}
	if n := utf8.RuneCountInString(defaultTable); n != 127 {
		t.Errorf("the default table has %d characters, want 128 without the escape", n)
	}
}

func counted(part, parts int) string { return fmt.Sprintf("Martuni v4 %d/%d ", part, parts) }

func none(int, int) string { return "" }

func TestMessages(t *testing.T) {
	a, ay := strings.Repeat("a", 1000), strings.Repeat("ա", 1000)
	tests := []struct {
		name      string
		sentences []string
		head      func(part, parts int) string
		want      []string
	}{
		{"no text", nil, counted, nil},
		{"only blanks and marks", []string{"", " \n", "\u2068\u2069", "\u200E\u00A0"}, counted, nil},
		{"one", []string{"Leave at 06:00."}, counted, []string{"Martuni v4 1/1 Leave at 06:00."}},
		{"two in one", []string{"Leave at 06:00.", "Bring water."}, none, []string{"Leave at 06:00. Bring water."}},
		{"full", []string{a[:80], a[:79]}, none, []string{a[:80] + " " + a[:79]}},
		{"one more than full", []string{a[:80], a[:80]}, none, []string{a[:80], a[:80]}},
		{"70 in Armenian", []string{ay[:2*70]}, none, []string{ay[:2*70]}},
		{"71 in Armenian", []string{ay[:2*71]}, none, []string{ay[:2*70], "ա"}},
		{"one letter makes all of it UCS-2", []string{a[:60], "ê" + a[:20]}, none, []string{a[:60], "ê" + a[:20]}},
		{"other alphabets apart", []string{a[:100], "ə"}, none, []string{a[:100], "ə"}},
		{"€ counts twice", []string{strings.Repeat("€", 80)}, none, []string{strings.Repeat("€", 80)}},
		{"81 €", []string{strings.Repeat("€", 81)}, none, []string{strings.Repeat("€", 80), "€"}},
		{
			"a sentence between words",
			[]string{"b.", a[:100] + " " + a[:50] + " " + a[:20], "c."},
			none,
			[]string{"b. " + a[:100] + " " + a[:50], a[:20] + " c."},
		},
		{"a word between letters", []string{a[:200]}, counted, []string{"Martuni v4 1/2 " + a[:145], "Martuni v4 2/2 " + a[:55]}},
		{"marks stay with their letter", []string{strings.Repeat("a", 69) + "e\u0301"}, none, []string{a[:69], "e\u0301"}},
		{"no half of a pair", []string{ay[:2*69] + "🚌"}, none, []string{ay[:2*69], "🚌"}},
		{"joined signs stay joined", []string{ay[:2*66] + "👩\u200D🚒"}, none, []string{ay[:2*66], "👩\u200D🚒"}},
		{"more marks than a message holds", []string{"e" + strings.Repeat("\u0301", 99)}, none, []string{"e" + strings.Repeat("\u0301", 69), strings.Repeat("\u0301", 30)}},
		{"isolates and marks", []string{"\u2068Gate\u2069 \u200E1\u200F is\u202Aopen\u202C\u061C."}, none, []string{"Gate 1 isopen."}},
		{"blanks", []string{"1\u202F200\u00A0people\r\nby\tbus"}, none, []string{"1 200 people by bus"}},
		{"typewriter", []string{"“Valley” – it’s ‘open’ — go"}, none, []string{`"Valley" - it's 'open' - go`}},
		{"typography stays where it costs nothing", []string{"П’ять – “так”"}, none, []string{"П’ять – “так”"}},
		{"a head made plain", []string{"Go."}, func(int, int) string { return "\u2068A’s\u2069\u00A01 " }, []string{"A's 1 Go."}},
		{"the end of a long head", []string{"Go."}, func(int, int) string { return a[:60] + " 1/1 " }, []string{a[:45] + " 1/1 Go."}},
	}
	for _, test := range tests {
		got := Messages(test.sentences, test.head)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

// TestMessagesCount has texts where the digits of the count decide how many messages there are.
func TestMessagesCount(t *testing.T) {
	for _, parts := range []int{1, 2, 8, 9, 10, 11, 12, 98, 99, 100, 101} {
		for _, sentence := range []string{strings.Repeat("a", 145), strings.Repeat("a", 144), strings.Repeat("a", 143), "Leave at 06:00."} {
			sentences := make([]string, parts)
			for i := range sentences {
				sentences[i] = sentence
			}
			checkMessages(t, sentences, counted)
		}
	}
}

// TestAnyHead has heads that are longer for fewer parts, so that no count fits by itself.
func TestAnyHead(t *testing.T) {
	odd := func(part, parts int) string {
		return strings.Repeat("x", 40*(parts%2)) + fmt.Sprintf("%d/%d ", part, parts)
	}
	for n := 0; n < 700; n += 7 {
		checkMessages(t, []string{strings.Repeat("a", n)}, odd)
		checkMessages(t, []string{strings.Repeat("aaaa ", n)}, odd)
		checkMessages(t, []string{strings.Repeat("aaaa ", n/10) + strings.Repeat("ա", n)}, odd)
	}
}

func TestMessagesHold(t *testing.T) {
	letter := rapid.SampledFrom([]string{"a", "b.", "1", "€", "ê", "e\u0301\u0323", "👩\u200D🚒", "ա", "ə", "إِ", "🚌", "’", "—", "a\u200F"})
	word := rapid.Custom(func(t *rapid.T) string {
		most := rapid.SampledFrom([]int{3, 12, 200}).Draw(t, "most")
		return strings.Join(rapid.SliceOfN(letter, 1, most).Draw(t, "letters"), "")
	})
	latin := rapid.StringMatching(`[a-z]{1,9}`)
	rapid.Check(t, func(t *rapid.T) {
		words := word
		if rapid.Bool().Draw(t, "latin") {
			words = latin
		}
		sentence := rapid.Custom(func(t *rapid.T) string {
			blank := rapid.SampledFrom([]string{" ", "\n", "\u00A0", "  "}).Draw(t, "blank")
			return strings.Join(rapid.SliceOfN(words, 0, 30).Draw(t, "words"), blank)
		})
		name := rapid.SampledFrom([]string{"", "v4 ", "Martuni v4 ", "Մարտունի v4 ", "A’s "}).Draw(t, "name")
		checkMessages(t, rapid.SliceOfN(sentence, 0, 12).Draw(t, "sentences"), func(part, parts int) string {
			return fmt.Sprintf("%s%d/%d ", name, part, parts)
		})
	})
}

// checkMessages holds messages to what Messages promises.
func checkMessages(t rapid.TB, sentences []string, head func(part, parts int) string) {
	t.Helper()
	messages := Messages(sentences, head)
	var bodies []string
	for i, message := range messages {
		body, found := strings.CutPrefix(message, plain(head(i+1, len(messages))))
		if !found || body == "" || strings.TrimSpace(body) != body {
			t.Fatalf("message %d of %d is %q", i+1, len(messages), message)
		}
		const joiner = "\u200D"
		if first, _ := utf8.DecodeRuneInString(body); unicode.Is(unicode.M, first) || strings.HasPrefix(body, joiner) || strings.HasSuffix(body, joiner) {
			t.Fatalf("message %d tears a letter: %q", i+1, message)
		}
		if n := Length(message); n > AlphabetOf(message).Limit() || !utf8.ValidString(message) {
			t.Fatalf("message %d has %d of %s: %q", i+1, n, AlphabetOf(message), message)
		}
		bodies = append(bodies, body)
	}
	whole := ""
	for _, sentence := range sentences {
		whole += " " + plain(sentence)
	}
	if want, got := bare(whole), bare(strings.Join(bodies, " ")); want != got {
		t.Fatalf("texts (-want +got)\n%s", cmp.Diff(want, got))
	}
	checkWords(t, strings.Fields(whole), bodies)
	if len(messages) < 10 && len(head(1, 1)) == len(head(len(messages), len(messages))) {
		checkFewest(t, messages, bodies)
	}
}

func bare(text string) string { return strings.Join(strings.Fields(text), "") }

// checkWords finds every word that a message could hold whole in one message, in order.
func checkWords(t rapid.TB, words, bodies []string) {
	t.Helper()
	var found []string
	for _, body := range bodies {
		found = append(found, strings.Fields(body)...)
	}
	for _, word := range words {
		if utf16Length(word) > UCS2.Limit()-mostHead {
			continue // it may have been divided
		}
		at := 0
		for at < len(found) && found[at] != word {
			at++
		}
		if at == len(found) {
			t.Fatalf("the word %q is missing or out of order", word)
		}
		found = found[at+1:]
	}
}

// checkFewest finds no two neighbours that would fit into one message.
func checkFewest(t rapid.TB, messages, bodies []string) {
	t.Helper()
	for i := range len(messages) - 1 {
		if both := messages[i] + " " + bodies[i+1]; Length(both) <= AlphabetOf(both).Limit() {
			t.Fatalf("%q and %q fit into one", messages[i], bodies[i+1])
		}
	}
}

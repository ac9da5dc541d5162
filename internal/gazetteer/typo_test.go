package gazetteer

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// mistype makes one typing fault in a text: a letter left out, doubled, swapped with the next,
// changed or put in.
func mistype(random *rand.Rand, text string, letters []rune) string {
	runes := []rune(text)
	at := random.IntN(len(runes))
	other := letters[random.IntN(len(letters))]
	switch random.IntN(5) {
	case 0:
		return string(runes[:at]) + string(runes[at+1:])
	case 1:
		return string(runes[:at+1]) + string(runes[at:])
	case 2:
		at = random.IntN(len(runes) - 1)
		runes[at], runes[at+1] = runes[at+1], runes[at]
		return string(runes)
	case 3:
		runes[at] = other
		return string(runes)
	}
	return string(runes[:at]) + string(other) + string(runes[at:])
}

// typoAnswers counts what becomes of queries with one typing fault.
type typoAnswers struct{ asked, first, among3, certainWrong int }

// answerTypos mistypes every name of at least six letters so many times and asks for it.
func answerTypos(entries []Entry, every, times int) (sum typoAnswers, missed []string) {
	random := rand.New(rand.NewPCG(1, 2))
	x := New(entries)
	for at := 0; at < len(entries); at += every {
		for _, name := range spellingsOf(entries[at]) {
			letters := []rune(joined(fold(clean(name))))
			if utf8.RuneCountInString(string(letters)) < 6 {
				continue
			}
			for range times {
				query := mistype(random, name, letters)
				sum.count(x, query, at, &missed)
			}
		}
	}
	return sum, missed
}

func (sum *typoAnswers) count(x *Index, query string, at int, missed *[]string) {
	sum.asked++
	if got := x.Resolve(query); got.Finding == Certain && got.Matches[0].Entry != at {
		sum.certainWrong++
		*missed = append(*missed, query+" is certain of "+got.Matches[0].Spelling+" by "+got.Matches[0].How.String())
	}
	for rank, m := range x.Find(query, 3) {
		if m.Entry != at {
			continue
		}
		if rank == 0 {
			sum.first++
		}
		sum.among3++
		return
	}
	*missed = append(*missed, query)
}

func TestOneTypoProposesThePlace(t *testing.T) {
	got, missed := answerTypos(karabakh(t), 1, 40)
	t.Logf("of %d: first %d, among three %d; missed %q", got.asked, got.first, got.among3, missed[:min(12, len(missed))])
	if got.among3*1000 < got.asked*990 {
		t.Errorf("%d of %d among the first three, want 99 per cent", got.among3, got.asked)
	}
	if got.first*1000 < got.asked*985 {
		t.Errorf("%d of %d first, want 98.5 per cent", got.first, got.asked)
	}
	if got.certainWrong > 0 {
		t.Errorf("%d typing faults are certain of another place: %q", got.certainWrong, missed)
	}
}

// TestOneTypoAmongManyNames asks among 100,000 made-up names, many of which are one letter apart.
func TestOneTypoAmongManyNames(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: builds 100,000 entries")
	}
	got, missed := answerTypos(country(100_000), 1000, 1)
	t.Logf("of %d: first %d, among three %d, certain of another %d; missed %q",
		got.asked, got.first, got.among3, got.certainWrong, missed)
	if got.among3*100 < got.asked*95 {
		t.Errorf("%d of %d among the first three", got.among3, got.asked)
	}
}

package gazetteer

import (
	"strings"
	"unicode"
)

// likeness is how near two texts are: what it costs to make one of the other, and the length that
// this has to be seen against.
type likeness struct {
	cost, length int
}

// tolerance is what a comparison allows: a way to tell costs apart, and the most that a word may
// cost by its length. Short words are strict, because one letter makes another place of them.
type tolerance struct {
	cost   *costs
	limits [4]int // below 4 bytes, below 8, below 14, more
}

var (
	byLetters = tolerance{letterCosts, [4]int{0, oneLetter, 2 * oneLetter, 3 * oneLetter}}
	bySounds  = tolerance{soundCosts, [4]int{related, oneLetter + related, 2*oneLetter + related, 3 * oneLetter}}
)

// limit returns the most that texts of a length may cost.
func (t tolerance) limit(length int) int {
	switch {
	case length < 3:
		return 0
	case length < 4:
		return t.limits[0]
	case length < 8:
		return t.limits[1]
	case length < 14:
		return t.limits[2]
	}
	return t.limits[3]
}

// compare tells how alike two texts are, and whether they are alike at all. Texts of equally many
// words are compared word by word, so that a long name does not excuse another place's first word:
// "Verin Horatagh" is not like "Nerkin Horatagh". Others are compared without blanks, and then one
// letter is the most.
func (t tolerance) compare(a, b string) (likeness, bool) {
	wordsA, wordsB := strings.Count(a, " "), strings.Count(b, " ")
	if wordsA != wordsB {
		a, b = joined(a), joined(b)
		cost := distance(a, b, t.cost, min(oneLetter, t.limit(min(len(a), len(b)))))
		return likeness{cost, max(len(a), len(b))}, cost <= min(oneLetter, t.limit(min(len(a), len(b))))
	}
	out := likeness{length: max(len(a), len(b)) - wordsA}
	limit := t.limit(min(len(a), len(b)) - wordsA)
	for more := true; more; {
		var wordA, wordB string
		wordA, a, more = strings.Cut(a, " ")
		wordB, b, _ = strings.Cut(b, " ")
		most := t.limit(min(len(wordA), len(wordB)))
		cost := distance(wordA, wordB, t.cost, most)
		out.cost += cost
		if cost > most || out.cost > limit {
			return out, false
		}
	}
	return out, true
}

// lettersAlike compares letters of any script. Letters of two scripts are never alike.
func lettersAlike(a, b string) (likeness, bool) {
	if plain(a) != plain(b) {
		return likeness{}, false
	}
	if !plain(a) {
		a, b = encode(a, b)
	}
	return byLetters.compare(a, b)
}

// encode writes two texts with a byte for each of their letters, the same for the same letter.
// Blanks and digits stay. Beyond as many different letters as there are bytes the rest share one,
// which no name has.
func encode(a, b string) (codeA, codeB string) {
	codes := map[rune]byte{}
	write := func(text string) string {
		out := make([]byte, 0, len(text))
		for _, letter := range text {
			if letter < 'A' {
				out = append(out, byte(letter))
				continue
			}
			code, found := codes[letter]
			if !found {
				code = byte(min('A'+len(codes), 255))
				codes[letter] = code
			}
			out = append(out, code)
		}
		return string(out)
	}
	return write(a), write(b)
}

// script returns the script of the first letter of a text; nil for Latin and for all that the
// tables do not know.
func script(letters string) *unicode.RangeTable {
	for _, letter := range letters {
		for _, known := range []*unicode.RangeTable{unicode.Armenian, unicode.Cyrillic, unicode.Arabic} {
			if unicode.Is(known, letter) {
				return known
			}
		}
		if unicode.IsLetter(letter) {
			return nil
		}
	}
	return nil
}

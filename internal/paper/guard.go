package paper

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// guard wraps every label, number and telephone number that has several parts in an isolate, so that
// it reads to the right wherever it stands: by UAX #9 alone, 7-12 after an Arabic word becomes
// 12-7, and +374 97 the same from its other end. Plain numbers and times need no guard.
func guard(text []rune) []rune {
	var out []rune
	for i := 0; i < len(text); {
		end := i + token(text[i:])
		if end == i {
			out = append(out, text[i])
			i++
			continue
		}
		if text[i] == '+' {
			end = telephone(text, end)
		}
		if text[i] == '+' || hasParts(text[i:end]) {
			out = append(append(append(out, isolateRight), text[i:end]...), isolateEnd)
		} else {
			out = append(out, text[i:end]...)
		}
		i = end
	}
	return out
}

// token returns how many letters at the start of a text are a number, a label or a word that reads
// to the right. It ends with a letter or a digit, and begins with one, or with a plus and a digit.
func token(text []rune) int {
	first, length := 0, 0
	if len(text) > 1 && text[0] == '+' && classOf(text[1]) == bidi.EN {
		first = 1
	}
	for i, r := range text[first:] {
		class := classOf(r)
		if class == bidi.L || class == bidi.EN {
			length = first + i + 1
			continue
		}
		if i == 0 || !links(r, class) {
			break
		}
	}
	return length
}

// links reports whether a letter stands between the parts of a label or number.
func links(r rune, class bidi.Class) bool {
	return class == bidi.ES || class == bidi.CS && r != '\u00A0' && r != '\u202F' || r == '_' || r == '#'
}

// telephone returns where a number that begins with a plus and has spaces between its parts ends.
// A time or another number with a comma or colon is none of its parts.
func telephone(text []rune, end int) int {
	for {
		k := end
		for k < len(text) && k-end < 3 && strings.ContainsRune(" ()-\u00A0\u202F", text[k]) {
			k++
		}
		next := token(text[k:])
		if k == end || next == 0 || slices.ContainsFunc(text[k:k+next], notInTelephone) {
			return end
		}
		if end = k + next; end < len(text) && text[end] == ')' && slices.Contains(text[k-1:end], '(') {
			end++
		}
	}
}

// notInTelephone reports whether a letter is neither a digit nor a hyphen.
func notInTelephone(r rune) bool { return r != '-' && classOf(r) != bidi.EN }

// hasParts reports whether a token would not stay as it is by itself.
func hasParts(token []rune) bool {
	digits, others := false, false
	for _, r := range token {
		class := classOf(r)
		digits = digits || class == bidi.EN
		others = others || class != bidi.EN && class != bidi.CS
	}
	return digits && others
}

package i18n

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// Language is one that Wayout has messages in.
type Language struct {
	Code        string // BCP 47
	Name        string // in English
	Own         string // in the language itself
	RightToLeft bool
}

// Source is the code of the language that all others are translated from.
const Source = "en"

// Languages lists every language, in the order in which they are offered.
var Languages = []Language{
	{"hy", "Armenian", "Հայերեն", false},
	{"az", "Azerbaijani", "Azərbaycanca", false},
	{"ru", "Russian", "Русский", false},
	{"en", "English", "English", false},
	{"fr", "French", "Français", false},
	{"ar", "Arabic", "العربية", true},
	{"uk", "Ukrainian", "Українська", false},
}

// ByCode returns the language with a code.
func ByCode(code string) (Language, bool) {
	for _, l := range Languages {
		if l.Code == code {
			return l, true
		}
	}
	return Language{}, false
}

// The characters of Unicode that set a text apart from the direction around it (UAX #9).
const (
	leftToRightIsolate = "\u2066"
	rightToLeftIsolate = "\u2067"
	rightToLeftMark    = "\u200f"
	popIsolate         = "\u2069"
)

// apart sets an inserted text apart where it runs against the sentence: where its first letter does
// (UAX #9, rule P2). The mark before the end keeps a number at the end of a right-to-left name on
// its side. A text that is set apart already stays as it is.
func apart(text string, rightToLeft bool) string {
	if strings.HasPrefix(text, leftToRightIsolate) || strings.HasPrefix(text, rightToLeftIsolate) {
		return text
	}
	switch direction := directionOf(text); {
	case rightToLeft && direction == bidi.LeftToRight:
		return leftToRightIsolate + text + popIsolate
	case !rightToLeft && direction == bidi.RightToLeft:
		return rightToLeftIsolate + text + rightToLeftMark + popIsolate
	}
	return text
}

// directionOf returns the direction of the first letter of a text, bidi.Neutral where it has none.
func directionOf(text string) bidi.Direction {
	for at := 0; at < len(text); {
		properties, size := bidi.LookupString(text[at:])
		switch properties.Class() {
		case bidi.L:
			return bidi.LeftToRight
		case bidi.R, bidi.AL:
			return bidi.RightToLeft
		}
		at += max(1, size)
	}
	return bidi.Neutral
}

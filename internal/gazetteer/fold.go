package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// clean returns a text in small letters, composed, with single blanks between words and without
// punctuation. Letters keep their marks, because they say how a letter sounds. A text that is not
// UTF-8 keeps what of it is.
func clean(text string) string {
	text = strings.ToValidUTF8(text, " ")
	if !plain(text) {
		text = norm.NFKC.String(cases.Fold().String(norm.NFKD.String(text)))
	}
	var out strings.Builder
	out.Grow(len(text))
	blank := false
	for _, letter := range text {
		switch {
		case unicode.IsLetter(letter) || unicode.IsNumber(letter) || unicode.IsMark(letter):
			if blank && out.Len() > 0 {
				out.WriteByte(' ')
			}
			blank = false
			out.WriteRune(unicode.ToLower(letter))
		case !unwritten(letter):
			blank = true
		}
	}
	return out.String()
}

// plain reports whether a text is ASCII, which needs no normal form.
func plain(text string) bool {
	for at := range len(text) {
		if text[at] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// apostrophes are signs inside words that divide nothing: apostrophes of all kinds, and the marks of
// stress and question that Armenian puts over a vowel.
const apostrophes = "'’‘`´ʹʺ՚՛՜՞"

// unwritten reports whether a sign may stand inside a word without dividing it: apostrophes, soft
// hyphens and signs of direction.
func unwritten(sign rune) bool {
	return strings.ContainsRune(apostrophes, sign) || unicode.Is(unicode.Cf, sign)
}

// foldings are letters that differ from another by more than a mark but are often replaced by it,
// or that one keyboard writes for another. They go further than Unicode's case folding.
var foldings = map[rune]string{
	// Latin
	'ə': "e", 'ı': "i", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'þ': "th", 'ħ': "h",
	// letters that stand for apostrophes, and the tatweel that stretches Arabic words
	'ՙ': "", 'ʻ': "", 'ʼ': "", 'ʽ': "", 'ʿ': "", 'ʾ': "", 'ʹ': "", 'ʺ': "", 'ـ': "",
	// Cyrillic
	'і': "и", 'є': "е", 'ґ': "г", 'ә': "е", 'ҹ': "ч", 'ғ': "г", 'ҝ': "г", 'ө': "о", 'ү': "у", 'һ': "х", 'ј': "и",
	// Arabic and Persian
	'ة': "ه", 'ھ': "ه", 'ہ': "ه", 'ە': "ه", 'ى': "ي", 'ی': "ي", 'ک': "ك", 'ٱ': "ا", 'ء': "",
	// Armenian
	'և': "եւ",
}

// fold returns the letters of a cleaned text: without marks, and with letters replaced by those
// that people write for them. Two spellings with the same letters are the same spelling.
func fold(cleaned string) string {
	if plain(cleaned) {
		return cleaned
	}
	var out strings.Builder
	out.Grow(len(cleaned))
	for _, letter := range norm.NFKD.String(cleaned) {
		if unicode.IsMark(letter) {
			continue
		}
		if replaced, found := foldings[letter]; found {
			out.WriteString(replaced)
			continue
		}
		out.WriteRune(letter)
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// joined returns a text without its blanks.
func joined(text string) string { return strings.ReplaceAll(text, " ", "") }

// generic are words that say what kind of place is meant and may be left out, as letters. Words
// that tell places apart, such as lower, new or old, are not among them.
var generic = func() map[string]bool {
	const words = `
		village town city settlement commune of the
		գիւղ գյուղ քաղաք աւան ավան
		с село г город пгт поселок деревня м мисто смт селище
		kend kendi seher seheri qesebe qesebesi koyu
		قرية مدينة بلدة روستاي شهر
		ville dorf stadt gemeinde np nas punkt villa`
	out := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		out[fold(clean(word))] = true
	}
	return out
}()

// bare returns the letters of a text without generic words; "" if nothing is left out or nothing
// is left.
func bare(letters string) string {
	words := strings.Fields(letters)
	kept := words[:0]
	left := len(words)
	for _, word := range words {
		if !generic[word] {
			kept = append(kept, word)
		}
	}
	if len(kept) == left {
		return ""
	}
	return strings.Join(kept, " ")
}

// named returns what of a text is a name by itself: the text, or each of the names that slashes
// separate.
func named(text string) []string {
	if !strings.ContainsAny(text, "/|") {
		return []string{text}
	}
	out := []string{text}
	for name := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '/' || r == '|' }) {
		out = append(out, name)
	}
	return out
}

// brackets and commas in the scripts of the names.
const (
	opening = "([（"
	closing = ")]）"
	commas  = ",;،՝，"
)

// head returns what stands before the first bracket or comma; "" if there is none.
func head(text string) string {
	at := strings.IndexAny(text, opening+commas)
	if at <= 0 {
		return ""
	}
	return text[:at]
}

// pieces returns the texts that slashes, brackets and commas separate, as cleaned texts; nil if
// there is only one, or more than anybody writes for one place.
func pieces(text string) []string {
	const most = 6
	var out []string
	isMark := func(r rune) bool { return strings.ContainsRune("/|"+opening+closing+commas, r) }
	for piece := range strings.FieldsFuncSeq(text, isMark) {
		if cleaned := clean(piece); cleaned != "" {
			out = append(out, cleaned)
		}
	}
	if len(out) < 2 || len(out) > most {
		return nil
	}
	return out
}

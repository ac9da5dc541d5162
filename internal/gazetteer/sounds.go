package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// rule says how letters sound.
type rule struct {
	letters    string
	sounds     string
	begin, end bool // only at the beginning or end of a word
}

// alphabet holds rules by their first letter, those with more letters first, and of equally many
// those that hold only at a place in the word first.
type alphabet struct {
	ascii [utf8.RuneSelf][]rule
	other map[rune][]rule
}

// parseAlphabet reads tables of letters.go. Of two rules for the same letters the first holds.
func parseAlphabet(tables ...string) *alphabet {
	a := &alphabet{other: map[rune][]rule{}}
	for line := range strings.SplitSeq(strings.Join(tables, ","), ",") {
		letters, sounds, _ := strings.Cut(strings.TrimSpace(line), " ")
		r := rule{letters: letters, sounds: strings.TrimSpace(sounds)}
		r.letters, r.begin = strings.CutPrefix(r.letters, "^")
		r.letters, r.end = strings.CutSuffix(r.letters, "$")
		r.letters = norm.NFKC.String(r.letters)
		if r.sounds == "-" {
			r.sounds = ""
		}
		first, _ := utf8.DecodeRuneInString(r.letters)
		if first < utf8.RuneSelf {
			a.ascii[first] = append(a.ascii[first], r)
			continue
		}
		a.other[first] = append(a.other[first], r)
	}
	for first := range a.ascii {
		slices.SortStableFunc(a.ascii[first], narrower)
	}
	for first := range a.other {
		slices.SortStableFunc(a.other[first], narrower)
	}
	return a
}

func narrower(a, b rule) int {
	if n := utf8.RuneCountInString(b.letters) - utf8.RuneCountInString(a.letters); n != 0 {
		return n
	}
	return bounds(b) - bounds(a)
}

func bounds(r rule) int {
	n := 0
	if r.begin {
		n++
	}
	if r.end {
		n++
	}
	return n
}

// next returns the rule for the beginning of the rest of a word, and whether there is one.
func (a *alphabet) next(rest string, begin bool) (rule, bool) {
	first, _ := utf8.DecodeRuneInString(rest)
	rules := a.other[first]
	if first < utf8.RuneSelf {
		rules = a.ascii[first]
	}
	for _, r := range rules {
		if r.begin && !begin || r.end && len(rest) != len(r.letters) {
			continue
		}
		if strings.HasPrefix(rest, r.letters) {
			return r, true
		}
	}
	return rule{}, false
}

// native reads every script as it is read when no language is known.
var native = parseAlphabet(latinLetters, armenianLetters, cyrillicLetters, arabicLetters)

// tryable is a guess made ready.
type tryable struct {
	guess
	alphabet *alphabet
	first    string // letters that its rules begin with: only texts with one of them are read so
}

var tryables = func() (out []tryable) {
	for _, g := range guesses {
		first := ""
		for line := range strings.SplitSeq(g.letters, ",") {
			letter, _ := utf8.DecodeRuneInString(strings.TrimLeft(strings.TrimSpace(line), "^"))
			first += string(letter)
		}
		all := parseAlphabet(g.letters, latinLetters, armenianLetters, cyrillicLetters, arabicLetters)
		out = append(out, tryable{g, all, first})
	}
	return out
}()

// readings returns the ways in which a cleaned text may sound, each once, the native one first. A
// text whose language is one of those guessed at is read as that and natively, another as every
// language that it has letters of.
func readings(cleaned, language string) []string {
	out := []string{sound(cleaned, native)}
	for _, g := range tryables {
		if !mayBe(g.languages, language) || !strings.ContainsAny(cleaned, g.first) {
			continue
		}
		if read := sound(cleaned, g.alphabet); !slices.Contains(out, read) {
			out = append(out, read)
		}
	}
	return out
}

// mayBe reports whether a text in a language may be read as one of languages. What is in no known
// language may be read as any.
func mayBe(languages, language string) bool {
	if language == "" {
		return true
	}
	return strings.Contains(languages, " "+language+" ")
}

// breath reports whether a sound is h, kh or what may be either.
func breath(sound byte) bool { return sound == 'h' || sound == 'x' || sound == 'X' }

// oneBreath has h for kh and for what may be either.
var oneBreath = strings.NewReplacer("x", "h", "X", "h")

// spoken returns sounds as they are looked up: without blanks, and with one breath for all.
func spoken(sounds string) string { return oneBreath.Replace(joined(sounds)) }

// sameBreath reports whether no h of one text is certainly a kh of the other. Both must be spoken alike.
func sameBreath(a, b string) bool {
	a, b = joined(a), joined(b)
	for at := range len(a) {
		if a[at] != b[at] && a[at] != 'X' && b[at] != 'X' {
			return false
		}
	}
	return true
}

// sound returns how a cleaned text sounds, word by word. Doubled sounds are one.
func sound(cleaned string, by *alphabet) string {
	out := make([]byte, 0, len(cleaned)+4)
	for word := range strings.SplitSeq(cleaned, " ") {
		out = append(appendWord(out, word, by), ' ')
	}
	return string(settle(out))
}

func appendWord(out []byte, word string, by *alphabet) []byte {
	for rest := word; rest != ""; {
		if r, found := by.next(rest, len(rest) == len(word)); found {
			out, rest = append(out, r.sounds...), rest[len(r.letters):]
			continue
		}
		letter, size := utf8.DecodeRuneInString(rest)
		out, rest = appendUnknown(out, letter, by), rest[size:]
	}
	return out
}

// appendUnknown adds the sound of a letter that no rule begins with: that of the letter below its
// marks, or the letter itself. Marks are silent.
func appendUnknown(out []byte, letter rune, by *alphabet) []byte {
	for _, below := range norm.NFKD.String(string(letter)) {
		if unicode.IsMark(below) {
			continue
		}
		if r, found := by.next(string(below), false); found {
			out = append(out, r.sounds...)
			continue
		}
		out = utf8.AppendRune(out, below)
	}
	return out
}

// settle drops glides before e, takes others as i, makes one of doubled sounds and removes empty
// words. Digits stay as they are. It writes over its argument.
func settle(sounds []byte) []byte {
	out := sounds[:0]
	for at, s := range sounds {
		if s == 'y' {
			if at+1 < len(sounds) && sounds[at+1] == 'e' {
				continue
			}
			s = 'i'
		}
		doubled := len(out) > 0 && (out[len(out)-1] == s || breath(out[len(out)-1]) && breath(s)) && s < utf8.RuneSelf && !digit(s)
		if doubled || s == ' ' && len(out) == 0 {
			continue
		}
		out = append(out, s)
	}
	if n := len(out); n > 0 && out[n-1] == ' ' {
		out = out[:n-1]
	}
	return out
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// classes are the sounds that scripts and languages confuse, by the letter that stands for them in
// a skeleton. Vowels and h are in none: Arabic leaves out the ones, Russian the other.
var classes = func() (out [256]byte) {
	for _, class := range []string{"Pbpvf", "Tdt", "KkgG", "SszcD", "CSZCJ", "Mm", "Nn", "Ll", "Rr"} {
		for _, sound := range class[1:] {
			out[sound] = class[0]
		}
	}
	for at := range out {
		if digit(byte(at)) || at >= utf8.RuneSelf {
			out[at] = byte(at)
		}
	}
	return out
}()

// skeleton returns the classes of the consonants of a text, without blanks. Neighbours of one class
// are one, as in "ts" and "tts".
func skeleton(sounds string) string {
	out := make([]byte, 0, len(sounds))
	last := byte(0)
	for at := range len(sounds) {
		class := classes[sounds[at]]
		if class != 0 && (class != last || digit(class)) {
			out = append(out, class)
		}
		last = class
	}
	return string(out)
}

// bones returns the consonants of letters that are Latin, and nothing of others: a typing fault can
// make two sounds of one there ("sh" to "sg"), but is never more than one letter of the bones.
func bones(letters string) string {
	if !plain(letters) {
		return ""
	}
	out := make([]byte, 0, len(letters))
	for at := range len(letters) {
		if !strings.ContainsRune("aeiouyh ", rune(letters[at])) {
			out = append(out, letters[at])
		}
	}
	return string(out)
}

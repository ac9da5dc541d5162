package alert

import (
	"strings"
	"unicode"
	"unicode/utf16"
)

// Alphabet is how a network carries the text of an SMS. A text has the first that holds all its
// characters. Source: 3GPP TS 23.038, section 6.2.
type Alphabet uint8

const (
	// GSM7 is the default alphabet with its extension table, counted in septets.
	GSM7 Alphabet = iota
	// UCS2 is every other text, counted in units of UTF-16.
	UCS2
)

// String returns the name that people who send SMS know.
func (a Alphabet) String() string { return [...]string{"GSM-7", "UCS-2"}[a] }

// Limit returns the length of one message in the units of the alphabet: 140 octets.
func (a Alphabet) Limit() int { return [...]int{160, 70}[a] }

// The two tables of 3GPP TS 23.038, sections 6.2.1 and 6.2.1.1, in their order.
const (
	defaultTable = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	extensionTable = "\f^{}\\[~]|€"
)

// septets returns the length of a character in GSM7; 0 where that alphabet has not got it.
func septets(r rune) int {
	switch {
	case strings.ContainsRune(defaultTable, r):
		return 1
	case strings.ContainsRune(extensionTable, r):
		return 2
	}
	return 0
}

// AlphabetOf returns the alphabet that a text is sent in, as it stands.
func AlphabetOf(text string) Alphabet {
	for _, r := range text {
		if septets(r) == 0 {
			return UCS2
		}
	}
	return GSM7
}

// Length returns the length of a text as it stands, in the units of its alphabet.
func Length(text string) int {
	if AlphabetOf(text) == UCS2 {
		return utf16Length(text)
	}
	length := 0
	for _, r := range text {
		length += septets(r)
	}
	return length
}

func utf16Length(text string) int {
	length := 0
	for _, r := range text {
		length += utf16.RuneLen(r)
	}
	return length
}

// mostHead is how many units of UTF-16 a head may have, so that some are left for the text.
const mostHead = 50

// Messages packs sentences into as few messages as take them in their order, each of one SMS and
// each with its own head, because parts get lost and must be understood alone. A sentence is
// divided only where no message holds it: between words; a word likewise, between letters with
// their marks. There are no messages for no text.
//
// The head is asked for every part, from 1, with the number of all parts, as often as needed; it
// should end with a blank. Only the end of a head is kept where it is longer than 50 units of
// UTF-16, because the count stands there.
//
// Texts and heads are made plain first: marks of direction and control characters fall away, every
// blank and line break is a space, and curly quotation marks and dashes are typewriter's where
// that keeps the sentence in GSM7.
func Messages(sentences []string, head func(part, parts int) string) []string {
	var texts []string
	for _, sentence := range sentences {
		if text := strings.Join(strings.Fields(plain(sentence)), " "); text != "" {
			texts = append(texts, text)
		}
	}
	if len(texts) == 0 {
		return nil
	}
	parts, finest := 1, wholeSentences
	for {
		heads := make([]string, parts)
		for i := range heads {
			heads[i] = short(plain(head(i+1, parts)))
		}
		messages := fill(divide(texts, roomBeside(heads), finest), heads)
		switch {
		case len(messages) > parts:
			parts = len(messages)
		case len(messages) < parts: // heads that are shorter for more parts, so that fewer would do
			finest++
		default:
			return messages
		}
	}
}

// typewriter has what a typewriter writes for typographic characters.
var typewriter = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-")

func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
	if typed := typewriter.Replace(text); AlphabetOf(typed) == GSM7 {
		return typed
	}
	return text
}

// short returns the end of a head that leaves room for a text.
func short(head string) string {
	length, all := utf16Length(head), letters(head)
	for length > mostHead {
		length -= utf16Length(all[0])
		all = all[1:]
	}
	return strings.Join(all, "")
}

// room is what the longest head leaves to a text, for texts of either alphabet.
type room struct{ septets, units int }

func roomBeside(heads []string) room {
	left := room{GSM7.Limit(), UCS2.Limit()}
	for _, head := range heads {
		left.units = min(left.units, UCS2.Limit()-utf16Length(head))
		left.septets = min(left.septets, GSM7.Limit()-Length(head))
		if AlphabetOf(head) == UCS2 {
			left.septets = 0
		}
	}
	return left
}

func (r room) holds(text string) bool {
	return utf16Length(text) <= r.units || AlphabetOf(text) == GSM7 && Length(text) <= r.septets
}

// piece is a text that is not divided further, and what stands before it in the same message.
type piece struct{ gap, text string }

// How finely texts are divided even where a message holds more.
const (
	wholeSentences = iota
	wholeWords
	wholeLetters
	singleRunes
)

// divide returns pieces that fit into every message, as coarse as that and finest allow.
func divide(texts []string, left room, finest int) []piece {
	var pieces []piece
	var cut func(text, gap string, depth int)
	cut = func(text, gap string, depth int) {
		if depth == singleRunes || depth >= finest && left.holds(text) {
			pieces = append(pieces, piece{gap, text})
			return
		}
		smaller, between := [...]func(string) []string{strings.Fields, letters, runes}[depth], ""
		if depth == wholeSentences {
			between = " "
		}
		for i, part := range smaller(text) {
			if i > 0 {
				gap = between
			}
			cut(part, gap, depth+1)
		}
	}
	for _, text := range texts {
		cut(text, " ", wholeSentences)
	}
	return pieces
}

// letters divides a text before every letter that is no mark on the one before it.
func letters(text string) []string {
	const joiner, nonJoiner = '\u200D', '\u200C'
	var out []string
	last := rune(0)
	for _, r := range text {
		onLast := unicode.Is(unicode.M, r) || r == joiner || r == nonJoiner || last == joiner
		if onLast && len(out) > 0 {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		last = r
	}
	return out
}

func runes(text string) []string { return strings.Split(text, "") }

// fill puts as many pieces into each message as it holds, but leaves one for each that its head
// has announced. Where more messages come than were announced, they take the last head.
func fill(pieces []piece, heads []string) []string {
	var messages []string
	for len(pieces) > 0 {
		due := len(heads) - len(messages) - 1
		message := heads[min(len(messages), len(heads)-1)] + pieces[0].text
		pieces = pieces[1:]
		for len(pieces) > max(due, 0) {
			longer := message + pieces[0].gap + pieces[0].text
			if !roomBeside(nil).holds(longer) {
				break
			}
			message, pieces = longer, pieces[1:]
		}
		messages = append(messages, message)
	}
	return messages
}

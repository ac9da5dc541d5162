package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"wayout/internal/problem"
)

// decode turns the bytes into valid UTF-8 without byte order mark and control characters, or
// reports why they are no text.
func (r *reader) decode(data []byte) (string, bool) {
	name, order, rest := encodingOf(data)
	var text string
	var ok bool
	if order == nil {
		text, ok = r.decodeUTF8(rest)
	} else {
		text, ok = r.decodeUTF16(rest, *order)
	}
	if !ok || !r.checkControls(text) {
		return "", false
	}
	r.table.Detected.Encoding = name
	r.reportReplaced(text)
	return text, true
}

// encodingOf recognises an encoding, by its byte order mark if there is one. The order is nil for
// UTF-8; the rest is without the mark.
func encodingOf(data []byte) (name string, order *unicode.Endianness, rest []byte) {
	little, big := unicode.LittleEndian, unicode.BigEndian
	for _, known := range []struct {
		mark, name string
		order      *unicode.Endianness
	}{
		{"\xEF\xBB\xBF", "UTF-8 with byte order mark", nil},
		{"\xFF\xFE", "UTF-16 little endian", &little},
		{"\xFE\xFF", "UTF-16 big endian", &big},
	} {
		if rest, ok := bytes.CutPrefix(data, []byte(known.mark)); ok {
			return known.name, known.order, rest
		}
	}
	switch {
	case looksLikeUTF16(data, 0):
		return "UTF-16 little endian without byte order mark", &little, data
	case looksLikeUTF16(data, 1):
		return "UTF-16 big endian without byte order mark", &big, data
	}
	return "UTF-8", nil, data
}

// looksLikeUTF16 reports whether bytes are UTF-16 without a byte order mark, with the low byte of
// each character at offset 0 or 1. Every table has separators, line ends and mostly Latin column
// names; as UTF-16 these are ASCII characters beside a zero byte. The right side must have at
// least eight times as many as the other, and an eighth of the characters looked at.
func looksLikeUTF16(data []byte, low int) bool {
	sample := data[:min(len(data), 4096)&^1]
	right, wrong := 0, 0
	for i := 0; i < len(sample); i += 2 {
		switch {
		case sample[i+1-low] == 0 && isPlain(sample[i+low]):
			right++
		case sample[i+low] == 0 && isPlain(sample[i+1-low]):
			wrong++
		}
	}
	return right >= max(2, len(sample)/16) && right >= 8*wrong
}

// isPlain reports whether a byte is a printable ASCII character, a tab or a line end.
func isPlain(b byte) bool {
	return b >= ' ' && b < 0x7F || b == '\t' || b == '\r' || b == '\n'
}

// decodeUTF16 converts UTF-16 text of whole characters; half surrogate pairs become the
// replacement character.
func (r *reader) decodeUTF16(data []byte, order unicode.Endianness) (string, bool) {
	if len(data)%2 != 0 {
		r.add(problem.FileTruncated, 0, "", "", "UTF-16 text has an odd number of bytes")
		return "", false
	}
	text, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	if err != nil {
		r.add(problem.FileNotText, 0, "", "", "it is not UTF-16")
		return "", false
	}
	return string(text), true
}

// decodeUTF8 checks UTF-8 text and names the first line that is something else.
func (r *reader) decodeUTF8(data []byte) (string, bool) {
	text, valid, err := transform.Bytes(encoding.UTF8Validator, data)
	if err == nil {
		return string(text), true
	}
	line := 1 + lineEnds(string(data[:valid]))
	if !utf8.FullRune(data[valid:]) {
		r.add(problem.FileTruncated, line, "", "", "in the middle of a letter, or it is not UTF-8")
		return "", false
	}
	r.add(problem.TextNotUTF8, line, "", "", fmt.Sprintf("this line holds the byte 0x%X", data[valid]))
	return "", false
}

// checkControls refuses text with control characters, which only binary files have.
func (r *reader) checkControls(text string) bool {
	at := strings.IndexFunc(text, func(c rune) bool {
		return c < '\t' || c > '\r' && c < ' ' || c == 0x7F
	})
	if at < 0 {
		return true
	}
	r.add(problem.FileNotText, 1+lineEnds(text[:at]), "", "", fmt.Sprintf("it holds the control character %d", text[at]))
	return false
}

// reportReplaced warns of replacement characters, the trace of a wrong conversion.
func (r *reader) reportReplaced(text string) {
	if !strings.ContainsRune(text, utf8.RuneError) {
		return
	}
	first, lines := 0, 0
	for i, line := range strings.Split(plainLineEnds(text), "\n") {
		if strings.ContainsRune(line, utf8.RuneError) {
			if lines++; lines == 1 {
				first = i + 1
			}
		}
	}
	r.add(problem.TextReplaced, first, "", "", fmt.Sprint(lines))
}

// lineEnds counts the line ends in a text: LF, CR and CRLF.
func lineEnds(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}

// lineEndNames says which line ends a text has, "" if it has none.
func lineEndNames(text string) string {
	windows := strings.Count(text, "\r\n")
	unix, old := strings.Count(text, "\n")-windows, strings.Count(text, "\r")-windows
	switch {
	case windows+unix+old == 0:
		return ""
	case unix+old == 0:
		return "Windows line ends"
	case windows+old == 0:
		return "Unix line ends"
	case windows+unix == 0:
		return "old Macintosh line ends"
	}
	return "mixed line ends"
}

// plainLineEnds makes every line end LF.
func plainLineEnds(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

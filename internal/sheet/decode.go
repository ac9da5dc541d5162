package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"wayout/internal/problem"
)

// decode turns the bytes into valid UTF-8 without byte order mark and control characters, or
// reports why they are no text.
func (r *reader) decode(data []byte) (string, bool) {
	detected := &r.table.Detected
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		detected.Encoding = "UTF-8 with byte order mark"
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		detected.Encoding = "UTF-16 little endian"
		order, data = binary.LittleEndian, data[2:]
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		detected.Encoding = "UTF-16 big endian"
		order, data = binary.BigEndian, data[2:]
	default:
		detected.Encoding = "UTF-8"
		if order = unmarkedUTF16(data); order != nil {
			detected.Encoding = "UTF-16 little endian without byte order mark"
			if order == binary.BigEndian {
				detected.Encoding = "UTF-16 big endian without byte order mark"
			}
		}
	}
	var text string
	var ok bool
	if order != nil {
		text, ok = r.decodeUTF16(data, order)
	} else {
		text, ok = r.decodeUTF8(data)
	}
	if !ok || !r.checkControls(text) {
		detected.Encoding = ""
		return "", false
	}
	r.reportReplaced(text)
	return text, true
}

// unmarkedUTF16 returns the byte order of UTF-16 text without a byte order mark, nil if the bytes
// are something else. Every table has column separators, line ends and mostly Latin column names;
// as UTF-16 these are ASCII characters with a zero byte on one side. One side must have at least
// eight times as many as the other, and an eighth of the characters looked at.
func unmarkedUTF16(data []byte) binary.ByteOrder {
	sample := data[:min(len(data), 4096)&^1]
	little, big := 0, 0
	for i := 0; i < len(sample); i += 2 {
		first, second := sample[i], sample[i+1]
		switch {
		case second == 0 && isPlain(first):
			little++
		case first == 0 && isPlain(second):
			big++
		}
	}
	enough := max(2, len(sample)/16)
	switch {
	case little >= enough && little >= 8*big:
		return binary.LittleEndian
	case big >= enough && big >= 8*little:
		return binary.BigEndian
	}
	return nil
}

// isPlain reports whether a byte is a printable ASCII character, a tab or a line end.
func isPlain(b byte) bool {
	return b >= ' ' && b < 0x7F || b == '\t' || b == '\r' || b == '\n'
}

// decodeUTF16 converts whole UTF-16 text; half characters are problems.
func (r *reader) decodeUTF16(data []byte, order binary.ByteOrder) (string, bool) {
	if len(data)%2 != 0 {
		r.add(problem.FileTruncated, 0, "", "", "UTF-16 text has an odd number of bytes")
		return "", false
	}
	var b strings.Builder
	b.Grow(len(data) / 2)
	line := 1
	for i := 0; i < len(data); i += 2 {
		c := rune(order.Uint16(data[i:]))
		if c == '\n' {
			line++
		}
		if utf16.IsSurrogate(c) {
			low := rune(0)
			if i+3 < len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			pair := utf16.DecodeRune(c, low)
			if pair == utf8.RuneError {
				r.add(problem.FileNotText, line, "", "", "half a UTF-16 character")
				return "", false
			}
			c = pair
			i += 2
		}
		b.WriteRune(c)
	}
	return b.String(), true
}

// decodeUTF8 checks UTF-8 text and names the first line that is something else.
func (r *reader) decodeUTF8(data []byte) (string, bool) {
	if utf8.Valid(data) {
		return string(data), true
	}
	bad, first, firstByte := 0, 0, byte(0)
	line, lastBad := 1, 0
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && size == 1 {
			if bad == 0 && !utf8.FullRune(data[i:]) {
				r.add(problem.FileTruncated, line, "", "", "in the middle of a letter, or it is not UTF-8")
				return "", false
			}
			if bad == 0 {
				first, firstByte = line, data[i]
			}
			if lastBad != line {
				bad, lastBad = bad+1, line
			}
		}
		if c == '\n' || c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			line++
		}
		i += size
	}
	what := fmt.Sprintf("this line holds the byte 0x%X", firstByte)
	if bad > 1 {
		what += fmt.Sprintf(", and %d other lines are like it", bad-1)
	}
	r.add(problem.TextNotUTF8, first, "", "", what)
	return "", false
}

// checkControls refuses text with control characters, which only binary files have.
func (r *reader) checkControls(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != 0x7F || c >= '\t' && c <= '\r' {
			continue
		}
		r.add(problem.FileNotText, lineAt(text, i), "", "", fmt.Sprintf("it holds the control character %d", c))
		return false
	}
	return true
}

// reportReplaced warns of replacement characters, the trace of an earlier wrong conversion.
func (r *reader) reportReplaced(text string) {
	first := strings.IndexRune(text, utf8.RuneError)
	if first < 0 {
		return
	}
	lines := 0
	for part := range strings.FieldsFuncSeq(text[first:], func(c rune) bool { return c == '\n' || c == '\r' }) {
		if strings.ContainsRune(part, utf8.RuneError) {
			lines++
		}
	}
	r.add(problem.TextReplaced, lineAt(text, first), "", "", fmt.Sprint(lines))
}

// lineAt returns the number of the line that holds the byte at the offset; LF, CR and CRLF end
// a line.
func lineAt(text string, offset int) int { return 1 + lineEnds(text[:offset]) }

// lineEnds counts the line ends in a text.
func lineEnds(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}

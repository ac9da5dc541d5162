package papertest

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// cell is runs beside each other without a gap, from left to right.
type cell []run

// part is a part of a cell that is drawn in one direction, its text from left to right.
type part struct {
	text     []rune
	leftward bool // its letters read to the left
	within   bool // it stands among such letters, though it reads to the right: a number
}

// read returns a cell in the order of reading: where parts read to the left, the last comes first.
func (l cell) read(leftward bool) string {
	parts := l.parts(leftward)
	var out strings.Builder
	for i := 0; i < len(parts); {
		end := i
		for end < len(parts) && (parts[end].leftward || parts[end].within) {
			end++
		}
		for _, p := range slices.Backward(parts[i:end]) {
			if p.leftward {
				slices.Reverse(p.text)
			}
			out.WriteString(string(p.text))
		}
		if end < len(parts) {
			out.WriteString(string(parts[end].text))
			end++
		}
		i = end
	}
	return out.String()
}

// parts joins runs of one direction. Text with colour reads to the right. In a file that reads to
// the left, hidden text reads to the left and all the rest stands within it. In other files it
// does so only if it has a space or a letter that does, for signs without a font are hidden as well;
// its space beside a word tells that the word stands within it.
func (l cell) parts(leftward bool) []part {
	var out []part
	for i, r := range l {
		p := part{text: slices.Clone(r.text), leftward: r.hidden && !(leftward && l.signWithin(i))}
		p.within = leftward && !p.leftward
		if last := len(out) - 1; last >= 0 && out[last].leftward == p.leftward {
			out[last].text = append(out[last].text, p.text...)
		} else {
			out = append(out, p)
		}
	}
	if leftward {
		return out
	}
	for i := range out {
		out[i].leftward = out[i].leftward && slices.ContainsFunc(out[i].text, isSpaceOrLeftward)
	}
	return enclose(out)
}

// enclose cuts off the word beside a space of a part that reads to the left: it stands within.
func enclose(parts []part) []part {
	var out []part
	for i, p := range parts {
		if p.leftward {
			out = append(out, p)
			continue
		}
		first, last := 0, len(p.text)
		if i > 0 && parts[i-1].leftward && parts[i-1].text[len(parts[i-1].text)-1] == ' ' {
			for first < last && p.text[first] != ' ' {
				first++
			}
		}
		if i+1 < len(parts) && parts[i+1].leftward && parts[i+1].text[0] == ' ' {
			for last > first && p.text[last-1] != ' ' {
				last--
			}
		}
		for _, cut := range []part{
			{text: p.text[:first], within: true}, {text: p.text[first:last]}, {text: p.text[last:], within: true},
		} {
			if len(cut.text) > 0 {
				out = append(out, cut)
			}
		}
	}
	return out
}

// signWithin reports whether a run is a sign between words that read to the right, which the space
// before it tells: it does the same.
func (l cell) signWithin(i int) bool {
	if i == 0 || slices.ContainsFunc(l[i].text, isSpaceOrLeftward) {
		return false
	}
	before := l[i-1]
	return !before.hidden && before.text[len(before.text)-1] == ' '
}

// isSpaceOrLeftward reports whether a letter is a space, or of a script that reads to the left.
func isSpaceOrLeftward(r rune) bool {
	properties, _ := bidi.LookupRune(r)
	return r == ' ' || properties.Class() == bidi.R || properties.Class() == bidi.AL
}

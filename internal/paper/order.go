package paper

import (
	"slices"

	order "github.com/go-text/typesetting/bidi"
	"golang.org/x/text/unicode/bidi"
)

// The characters that isolate a name of the other direction.
const (
	isolateRight = '\u2066' // LRI
	isolateLeft  = '\u2067' // RLI
	isolateFirst = '\u2068' // FSI
	isolateEnd   = '\u2069' // PDI
)

// deepest is the highest level that UAX #9 allows.
const deepest = 125

// embedding is the text at one depth of isolates.
type embedding struct {
	level  uint8
	strong bidi.Class // of the last letter with a direction
}

// levels returns the level of every letter of a paragraph, as UAX #9 defines it: even ones read to
// the right, odd ones to the left, higher ones lie within lower ones.
//
// The bidi package tells the direction of every letter, but joins neighbours of levels 0 and 2,
// so that a number at the end of an Arabic name would move to its other side. What it
// leaves open is added here: in text of an even level, the numbers after Arabic lie within it.
// Embeddings and overrides (U+202A … U+202E) must have been removed.
func (s *setter) levels(text []rune) []uint8 {
	out := make([]uint8, len(text))
	base, direction := uint8(0), order.LeftToRight
	if s.leftward {
		base, direction = 1, order.RightToLeft
	} else if !slices.ContainsFunc(text, turns) {
		return out
	}
	resolveFirst(text)
	runs := s.paragraph.Segment(text, direction)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		for k := run.Start; k < run.End; k++ {
			out[k] = uint8(run.Level) % 2
		}
	}
	stack := []embedding{begin(base)}
	for i, r := range text {
		top := &stack[len(stack)-1]
		switch r {
		case isolateRight:
			stack = append(stack, begin((top.level+2)&^1))
			out[i] = top.level
		case isolateLeft:
			stack = append(stack, begin((top.level+1)|1))
			out[i] = top.level
		case isolateEnd:
			stack = stack[:max(1, len(stack)-1)]
			out[i] = stack[len(stack)-1].level
		default:
			out[i] = top.place(text, out, i)
		}
	}
	return out
}

// begin returns an embedding at whose start stands nothing.
func begin(level uint8) embedding {
	level = min(level, deepest)
	if level%2 == 1 {
		return embedding{level, bidi.R}
	}
	return embedding{level, bidi.L}
}

// turns reports whether a letter can make a paragraph read to the left in part.
func turns(r rune) bool {
	switch {
	case r < 0x0590:
		return false
	case r <= 0x08FF, r >= 0xFB1D:
		return true
	}
	return r == '\u200F' || r >= isolateRight && r <= isolateEnd
}

// resolveFirst replaces isolates that take the direction of their first letter by those that name it.
func resolveFirst(text []rune) {
	for i, r := range text {
		if r != isolateFirst {
			continue
		}
		text[i] = isolateRight
		depth := 0
	scan:
		for _, q := range text[i+1:] {
			switch class := classOf(q); {
			case q >= isolateRight && q < isolateEnd:
				depth++
			case q == isolateEnd:
				if depth--; depth < 0 {
					break scan
				}
			case depth > 0:
			case class == bidi.R || class == bidi.AL:
				text[i] = isolateLeft
				break scan
			case class == bidi.L:
				break scan
			}
		}
	}
}

// place returns the level of one letter, of which out has the direction, and that of the letters
// before it.
func (e *embedding) place(text []rune, out []uint8, i int) uint8 {
	class := classOf(text[i])
	if class == bidi.L || class == bidi.R || class == bidi.AL {
		e.strong = class
	}
	if e.level%2 != out[i] {
		return e.level + 1
	}
	if e.level%2 == 0 && e.number(text, out, i, class) {
		return e.level + 2
	}
	return e.level
}

// number reports whether a letter belongs to a number within text of the other direction.
func (e *embedding) number(text []rune, out []uint8, i int, class bidi.Class) bool {
	inside := i > 0 && out[i-1] == e.level+2
	next := bidi.ON
	if i+1 < len(text) {
		next = classOf(text[i+1])
	}
	switch class {
	case bidi.AN:
		return true
	case bidi.EN:
		return e.strong != bidi.L
	case bidi.ES, bidi.CS:
		return inside && (next == bidi.EN && e.strong != bidi.L || next == bidi.AN)
	case bidi.NSM:
		return inside
	case bidi.ET:
		return e.strong == bidi.R && (besideNumber(text[i:]) || inside && lastClass(text[:i]) != bidi.AN)
	}
	return false
}

// besideNumber reports whether a European number follows signs such as % at the start of a text.
func besideNumber(text []rune) bool {
	for _, r := range text {
		if class := classOf(r); class != bidi.ET && class != bidi.NSM {
			return class == bidi.EN
		}
	}
	return false
}

// lastClass returns the class of the last letter of a text that is no mark on another.
func lastClass(text []rune) bidi.Class {
	for _, r := range slices.Backward(text) {
		if class := classOf(r); class != bidi.NSM {
			return class
		}
	}
	return bidi.ON
}

// classOf returns the class of a letter.
func classOf(r rune) bidi.Class {
	properties, _ := bidi.LookupRune(r)
	return properties.Class()
}

// visual puts the pieces of a line from left to right, by rule L2 of UAX #9.
func visual(pieces []piece) {
	highest, lowestOdd := uint8(0), uint8(deepest+2)
	for i := range pieces {
		highest = max(highest, pieces[i].level)
		if pieces[i].level%2 == 1 {
			lowestOdd = min(lowestOdd, pieces[i].level)
		}
	}
	for level := highest; level >= lowestOdd; level-- {
		for i := 0; i < len(pieces); i++ {
			k := i
			for k < len(pieces) && pieces[k].level >= level {
				k++
			}
			slices.Reverse(pieces[i:k])
			i = k
		}
	}
}

package paper

import (
	"fmt"
	"sort"
)

// line is a line of text, its pieces from left to right.
type line struct {
	pieces []piece
	width  int // in thousandths of the size of the letters
}

// longestLine is more letters than any line has; it bounds the search for the place to break a word.
const longestLine = 512

// wrapper fills lines.
type wrapper struct {
	set     *setter
	limit   int // how wide a line may be
	lines   []line
	current line
	spaces  []piece // after the last word, before the next
	width   int     // of the spaces
}

// wrap breaks pieces into lines at their spaces, and a word only where it alone is too wide. There
// is at least one line. The error is a letter that is wider than the limit.
func (s *setter) wrap(pieces []piece, limit int) ([]line, error) {
	w := wrapper{set: s, limit: limit}
	for i := 0; i < len(pieces); {
		switch p := pieces[i]; p.kind {
		case turn:
			w.end()
			i++
		case space:
			w.spaces = append(w.spaces, p)
			w.width += p.width
			i++
		default:
			end := i
			for end < len(pieces) && pieces[end].kind != turn && pieces[end].kind != space {
				end++
			}
			if err := w.word(pieces[i:end]); err != nil {
				return nil, err
			}
			i = end
		}
	}
	w.end()
	return w.lines, nil
}

// end closes the current line; spaces at its end are not drawn.
func (w *wrapper) end() {
	visual(w.current.pieces)
	w.lines = append(w.lines, w.current)
	w.current = line{}
	w.spaces, w.width = w.spaces[:0], 0
}

// word adds a word to the current line or begins a new one.
func (w *wrapper) word(pieces []piece) error {
	width := 0
	for _, p := range pieces {
		width += p.width
	}
	if len(w.current.pieces) > 0 && w.current.width+w.width+width > w.limit {
		w.end()
	}
	if len(w.current.pieces) > 0 {
		for _, p := range w.spaces {
			w.add(p)
		}
	}
	w.spaces, w.width = w.spaces[:0], 0
	for _, p := range pieces {
		if err := w.fill(p); err != nil {
			return err
		}
	}
	return nil
}

// add puts a piece on the current line.
func (w *wrapper) add(p piece) {
	w.current.pieces = append(w.current.pieces, p)
	w.current.width += p.width
}

// fill adds a piece of a word, broken where it does not fit.
func (w *wrapper) fill(p piece) error {
	for w.current.width+p.width > w.limit {
		head, tail := w.set.divide(p, w.limit-w.current.width)
		if head.text == "" && len(w.current.pieces) == 0 {
			return fmt.Errorf("there is no room for a letter of %q", p.text)
		}
		if head.text != "" {
			w.add(head)
		}
		w.end()
		p = tail
	}
	if p.text != "" {
		w.add(p)
	}
	return nil
}

// divide cuts from a piece as much as fits into a width; the head is empty if nothing does. Letters
// without a place of their own stay with the letter before them.
func (s *setter) divide(p piece, room int) (head, tail piece) {
	if p.kind != written && p.kind != shaped {
		return piece{}, p
	}
	text := []rune(p.text)
	n := sort.Search(min(len(text), longestLine), func(n int) bool {
		return s.piece(text[:n+1], p.level, p.face).width > room
	})
	for n > 0 && n < len(text) && joins(text[n]) {
		n--
	}
	if n == 0 {
		return piece{}, p
	}
	head, tail = s.piece(text[:n], p.level, p.face), piece{}
	if n < len(text) {
		tail = s.piece(text[n:], p.level, p.face)
	}
	if head.width > room {
		return piece{}, p
	}
	return head, tail
}

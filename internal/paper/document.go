package paper

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Document is what goes on paper. Its fields are read only; it may be drawn from several
// goroutines at once.
type Document struct {
	// Language is the language of the text as BCP 47 has it, "hy" or "en-GB", for the metadata.
	Language string
	// RightToLeft mirrors the pages: text stands at the right, columns begin there.
	RightToLeft bool
	// Title is the name of the document in the metadata; it is not drawn.
	Title string
	// Created is the only date in the file.
	Created time.Time
	// Stamp says who may see the page, framed and bold at its head, such as "RESTRICTED".
	Stamp string
	// Mark is a warning under the head of every page, framed; empty for none.
	Mark string
	// Head are small lines beside the stamp on every page.
	Head []string
	// Foot are small lines at the foot of every page.
	Foot []string
	// Page returns the words for the number of a page, at its foot; nil for none.
	Page func(page, pages int) string
	// MostPages is how many pages it may have; 0: any number.
	MostPages int
	// Blocks are drawn in their order.
	Blocks []Block
}

// ErrTooLong tells that a document has more pages than it may have.
var ErrTooLong = errors.New("there are too many pages")

// PDF returns the document as a PDF file. The error names the text and the letter that no font has,
// or the block that does not fit on a page; or it is ErrTooLong.
func (d *Document) PDF() ([]byte, error) { return d.pdf(nil) }

// pdf returns the file and tells of everything that is drawn in it.
func (d *Document) pdf(seen func(drawing)) ([]byte, error) {
	if strings.ContainsFunc(d.Language, notInTag) {
		return nil, fmt.Errorf("paper: %q is not a language", d.Language)
	}
	c := newCanvas(d)
	c.seen = seen
	l := &layout{set: newSetter(d.RightToLeft), canvas: c}
	if err := l.frameOf(d); err != nil {
		return nil, fmt.Errorf("paper: head and foot: %w", err)
	}
	l.turn()
	for i, block := range d.Blocks {
		if err := block.lay(l); err != nil {
			return nil, inBlock(i, block, err)
		}
	}
	if err := l.flush(); err != nil {
		return nil, inBlock(len(d.Blocks)-1, d.Blocks[len(d.Blocks)-1], err)
	}
	if pages := c.pdf.PageCount(); d.MostPages > 0 && pages > d.MostPages {
		return nil, fmt.Errorf("paper: %w: %d, and %d are allowed", ErrTooLong, pages, d.MostPages)
	}
	if err := l.frame.feet(l, d.Page); err != nil {
		return nil, fmt.Errorf("paper: number of the page: %w", err)
	}
	var out bytes.Buffer
	if err := c.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("paper: write the file: %w", err)
	}
	return out.Bytes(), nil
}

// inBlock says in which block something is wrong.
func inBlock(i int, block Block, err error) error {
	return fmt.Errorf("paper: block %d, %s: %w", i+1, strings.TrimPrefix(fmt.Sprintf("%T", block), "paper."), err)
}

// notInTag reports whether a letter never stands in the name of a language.
func notInTag(r rune) bool {
	return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

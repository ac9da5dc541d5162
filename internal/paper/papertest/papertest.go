package papertest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Pages returns the text of every page: a line for all that is drawn in a row at one height, with
// tabs between what does not go on without a gap, such as the cells of a table. Lines and cells are
// in the order of drawing: an item of a list stands before its number, the second line of a
// cell before the next cell, the head of a page first and its foot last.
//
// A cell is in the order of reading: Arabic words have their first letter first, numbers stand as
// they are drawn. The language of the file tells whether it reads to the left. Of words of another
// script at the edge of an Arabic name in a sentence of that script, only the one beside the name is
// known to belong to it; the others stay where they are drawn. Marks of direction are not in the
// file, and spaces at which no line ends are spaces.
func Pages(file []byte) (pages []string, err error) {
	defer func() {
		if r := recover(); r != nil { // The library panics where it cannot go on.
			pages, err = nil, fmt.Errorf("papertest: read the file: %v", r)
		}
	}()
	reader, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("papertest: %w", err)
	}
	root := reader.Trailer().Key("Root")
	leftward := readsLeft(root.Key("Lang").Text())
	fonts := map[string]*widths{}
	var walk func(node pdf.Value)
	walk = func(node pdf.Value) {
		if kids := node.Key("Kids"); kids.Kind() == pdf.Array {
			for i := range kids.Len() {
				walk(kids.Index(i))
			}
			return
		}
		pages = append(pages, text(runs(node, fonts), leftward))
	}
	walk(root.Key("Pages"))
	if len(pages) == 0 {
		return nil, errors.New("papertest: there are no pages")
	}
	return pages, nil
}

// text returns the lines of a page.
func text(all []run, leftward bool) string {
	var out strings.Builder
	for first := 0; first < len(all); {
		end := first + 1
		for end < len(all) && all[end].goesOn(all[end-1]) {
			end++
		}
		if first > 0 && all[first].beside(all[first-1]) {
			out.WriteByte('\t')
		} else if first > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(cell(all[first:end]).read(leftward))
		first = end
	}
	return out.String()
}

// readsLeft reports whether a language, as BCP 47 has it, is written from right to left.
func readsLeft(language string) bool {
	base, _, _ := strings.Cut(language, "-")
	return base == "ar" || base == "fa" || base == "he" || base == "ur"
}

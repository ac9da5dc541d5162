package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is the most columns a line has.
const width = 100

// page collects lines of text.
type page struct{ strings.Builder }

// String returns the page. Signs by which names from files could steer a terminal or turn the
// direction of writing are replaced.
func (p *page) String() string {
	return strings.Map(func(r rune) rune {
		steers := unicode.IsControl(r) && r != '\n'
		turns := r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
		if steers || turns {
			return unicode.ReplacementChar
		}
		return r
	}, p.Builder.String())
}

// heading begins a section.
func (p *page) heading(text string) {
	if p.Len() > 0 {
		p.WriteString("\n")
	}
	p.item("", text)
}

// line writes one line, indented under its heading.
func (p *page) line(format string, args ...any) {
	p.WriteString(strings.TrimRight("  "+fmt.Sprintf(format, args...), " ") + "\n")
}

// text writes a paragraph, broken into lines.
func (p *page) text(text string) { p.item("  ", text) }

// bullet writes one entry of a list.
func (p *page) bullet(text string) { p.item("  - ", text) }

// list writes a section of bullets, nothing where there are none.
func (p *page) list(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	p.heading(heading)
	for _, text := range items {
		p.bullet(text)
	}
}

// more says how many entries were not listed, if any; the JSON form has all of them.
func (p *page) more(n int, what string) {
	if n > 0 {
		p.line("and %s more%s (--json lists all)", count(n), what)
	}
}

// item writes a paragraph behind a label; further lines are indented as far as the label is wide.
func (p *page) item(label, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(label))
	at := label
	empty := true
	for word := range strings.FieldsSeq(strings.ToValidUTF8(text, "\uFFFD")) {
		for {
			if !empty && utf8.RuneCountInString(at)+1+utf8.RuneCountInString(word) > width {
				p.WriteString(at + "\n")
				at, empty = indent, true
			}
			room := width - utf8.RuneCountInString(at)
			if !empty || utf8.RuneCountInString(word) <= room {
				break
			}
			head := string([]rune(word)[:room])
			p.WriteString(at + head + "\n")
			at, word = indent, word[len(head):]
		}
		if !empty {
			at += " "
		}
		at += word
		empty = false
	}
	p.WriteString(strings.TrimRight(at, " ") + "\n")
}

// Limits of the columns of a grid, so that its last column has room.
const (
	mostCell = 28 // of one column
	mostHead = 60 // of all columns but the last
)

// grid writes rows of cells in columns as wide as their widest cell; columns of numbers are flush
// right. The last cell of a row is broken into lines that stand under each other. A row whose
// other cells are too wide for that is one paragraph.
func (p *page) grid(rows [][]string) {
	var widths []int
	var words []bool
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths, words = append(widths, 0), append(words, false)
			}
			if n := utf8.RuneCountInString(cell); n <= mostCell {
				widths[i] = max(widths[i], n)
			}
			words[i] = words[i] || cell != "" && (cell[0] < '0' || cell[0] > '9')
		}
	}
	for _, row := range rows {
		head := "  "
		last := len(row) - 1
		for i, cell := range row[:last] {
			pad := strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(cell)))
			if words[i] {
				head += cell + pad + "  "
				continue
			}
			head += pad + cell + "  "
		}
		if utf8.RuneCountInString(head) > mostHead {
			p.text(strings.Join(row, "  "))
			continue
		}
		p.item(head, row[last])
	}
}

// table writes rows of cells in columns as wide as their widest cell. The first column is flush
// left, the others flush right.
func (p *page) table(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var cells []string
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				cells = append(cells, cell+pad)
				continue
			}
			cells = append(cells, pad+cell)
		}
		p.line("%s", strings.Join(cells, "  "))
	}
}

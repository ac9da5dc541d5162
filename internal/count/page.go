package count

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/unit"
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

// text writes a paragraph.
func (p *page) text(text string) { p.item("  ", text) }

// bullet writes one entry of a list.
func (p *page) bullet(text string) { p.item("  - ", text) }

// item writes a paragraph behind a mark, broken into lines that stand under each other.
func (p *page) item(mark, text string) {
	indent := strings.Repeat(" ", len(mark))
	line, room := mark, width-len(mark)
	for word := range strings.FieldsSeq(strings.ToValidUTF8(text, "\uFFFD")) {
		for len(word) > 0 {
			head := word
			if runes := []rune(word); len(runes) > width-len(mark) {
				head = string(runes[:width-len(mark)])
			}
			word = word[len(head):]
			size := utf8.RuneCountInString(head)
			switch {
			case room == width-len(mark):
			case size+1 > room:
				p.WriteString(line + "\n")
				line, room = indent, width-len(mark)
			default:
				line, room = line+" ", room-1
			}
			line, room = line+head, room-size
		}
	}
	p.WriteString(strings.TrimRight(line, " ") + "\n")
}

// grouped writes a whole number with separators between its thousands.
func grouped[T ~int | ~int64](n T) string {
	return message.NewPrinter(language.English).Sprintf("%d", int64(n))
}

// plural writes a number with its noun.
func plural[T ~int | ~int64](n T, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// persons writes a number of people.
func persons(n unit.Person) string { return plural(n, "person", "people") }

// vehicles writes a number of vehicles.
func vehicles(n unit.Vehicle) string { return plural(n, "vehicle", "vehicles") }

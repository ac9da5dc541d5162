package sheet

import (
	"strings"

	"wayout/internal/problem"
)

// sampled is how many records are looked at to find the separator.
const sampled = 100

// separators in order of preference where a file fits more than one equally well.
var separators = []struct {
	sign byte
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}}

// split finds the separator and fills the grid from text. It reports false if a limit was reached.
func (r *reader) split(text string) bool {
	line := 1
	sign, rest, named := namedSeparator(text)
	if named {
		line += lineEnds(text[:len(text)-len(rest)])
		text = rest
	} else {
		sign = findSeparator(text)
	}
	s := splitter{text: text, line: line, separator: sign, fault: r.add}
	defer func() { r.table.Detected.LineEnds = s.lineEndNames() }()
	widest := 0
	for s.more() {
		start := s.line
		s.record(&r.grid)
		widest = max(widest, s.width)
		if !r.grid.close(start) {
			r.add(problem.FileTooLarge, start, "", "", r.grid.full)
			return false
		}
	}
	if widest < 2 {
		return true
	}
	r.evidence.separator = sign
	for _, known := range separators {
		if known.sign == sign {
			r.table.Detected.Separator = known.name
		}
	}
	return true
}

// namedSeparator reads the line "sep=;" with which spreadsheet programs may be told the separator.
func namedSeparator(text string) (sign byte, rest string, ok bool) {
	if len(text) < 5 || !strings.EqualFold(text[:4], "sep=") {
		return 0, "", false
	}
	for _, known := range separators {
		if text[4] != known.sign {
			continue
		}
		rest = text[5:]
		for _, end := range []string{"\r\n", "\n", "\r"} {
			if after, found := strings.CutPrefix(rest, end); found {
				return known.sign, after, true
			}
		}
	}
	return 0, "", false
}

// fit tells how well a separator explains the first records of a file.
type fit struct {
	header  int // cells of the first record with content
	records int // further records that were looked at
	agree   int // of these, how many have at least two cells, and no content beyond the header
	usual   int // how many records have the most frequent number of cells, if that is two or more
}

// findSeparator chooses the separator that the header and most rows agree on. Where no header
// agrees with at least half of the rows (titles above it), the most regular separator wins.
func findSeparator(text string) byte {
	fits := make([]fit, len(separators))
	best := -1
	for i, known := range separators {
		fits[i] = measure(text, known.sign)
		if fits[i].header < 2 || 2*fits[i].agree < fits[i].records {
			continue
		}
		if best < 0 || fits[i].agree > fits[best].agree ||
			fits[i].agree == fits[best].agree && fits[i].header > fits[best].header {
			best = i
		}
	}
	if best >= 0 {
		return separators[best].sign
	}
	best = 0
	for i := range fits {
		if fits[i].usual > fits[best].usual {
			best = i
		}
	}
	return separators[best].sign
}

// measure splits the first records of a text by a separator.
func measure(text string, sign byte) fit {
	s := splitter{text: text, line: 1, separator: sign, fault: func(problem.Code, int, string, string, ...string) {}}
	var f fit
	var g grid
	widths := map[int]int{}
	for s.more() && len(g.records) < sampled {
		before := len(g.records)
		s.record(&g)
		if !g.close(s.line) {
			break
		}
		if len(g.records) == before {
			continue
		}
		if s.width >= 2 {
			widths[s.width]++
			f.usual = max(f.usual, widths[s.width])
		}
		content := g.records[before].to - g.records[before].from
		switch {
		case before == 0:
			f.header = content
			continue
		case s.width >= 2 && content <= f.header:
			f.agree++
		}
		f.records++
	}
	return f
}

// splitter cuts text into records and cells. A cell in quotation marks may hold separators, line
// ends and doubled quotation marks; a quotation mark inside an unquoted cell is an ordinary sign.
type splitter struct {
	text      string
	at        int
	line      int // line of the next byte
	separator byte
	width     int // cells of the last record, empty ones included

	windows, unix, old int // line ends outside of quotation marks
	fault              func(code problem.Code, line int, column, value string, args ...string)
}

// more reports whether there is another record.
func (s *splitter) more() bool { return s.at < len(s.text) }

// record reads up to the next line end outside of quotation marks.
func (s *splitter) record(g *grid) {
	s.width = 0
	for {
		s.width++
		g.put(s.cell())
		if s.at < len(s.text) && s.text[s.at] == s.separator {
			s.at++
			continue
		}
		s.lineEnd()
		return
	}
}

// lineEnd steps over one line end, if there is one.
func (s *splitter) lineEnd() {
	switch {
	case s.at == len(s.text):
		return
	case strings.HasPrefix(s.text[s.at:], "\r\n"):
		s.windows++
		s.at++
	case s.text[s.at] == '\r':
		s.old++
	default:
		s.unix++
	}
	s.at++
	s.line++
}

// cell reads one cell and stops at the separator, the line end or the end of the text.
func (s *splitter) cell() string {
	start := s.at
	for s.at < len(s.text) && s.text[s.at] == ' ' {
		s.at++
	}
	if s.at < len(s.text) && s.text[s.at] == '"' {
		return s.quoted()
	}
	s.plain()
	return s.text[start:s.at]
}

// plain steps to the end of an unquoted cell.
func (s *splitter) plain() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case s.separator, '\n', '\r':
			return
		}
		s.at++
	}
}

// quoted reads a cell that begins with a quotation mark, and what may stand behind the closing one.
func (s *splitter) quoted() string {
	opened := s.line
	s.at++
	start := s.at
	doubled := false
	for {
		i := strings.IndexByte(s.text[s.at:], '"')
		if i < 0 {
			s.fault(problem.QuoteUnclosed, opened, "", firstLine(s.text[start:]))
			s.at = len(s.text)
			return s.content(s.text[start:], doubled)
		}
		s.at += i + 1
		if s.at == len(s.text) || s.text[s.at] != '"' {
			break
		}
		doubled = true
		s.at++
	}
	content := s.content(s.text[start:s.at-1], doubled)
	behind := s.at
	s.plain()
	if stray := trim(s.text[behind:s.at]); stray != "" {
		s.fault(problem.QuoteStray, s.line, "", stray)
		return content + s.text[behind:s.at]
	}
	return content
}

// content undoes doubled quotation marks and makes line ends inside a cell LF.
func (s *splitter) content(text string, doubled bool) string {
	s.line += lineEnds(text)
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	return plainLineEnds(text)
}

// plainLineEnds makes every line end LF.
func plainLineEnds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// lineEndNames says which line ends the text has.
func (s *splitter) lineEndNames() string {
	switch {
	case s.windows+s.unix+s.old == 0:
		return ""
	case s.unix+s.old == 0:
		return "Windows line ends"
	case s.windows+s.old == 0:
		return "Unix line ends"
	case s.windows+s.unix == 0:
		return "old Macintosh line ends"
	}
	return "mixed line ends"
}

// firstLine returns a text up to its first line end.
func firstLine(text string) string {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		return text[:i]
	}
	return text
}

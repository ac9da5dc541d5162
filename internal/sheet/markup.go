package sheet

import (
	"bytes"
	"errors"
	"strconv"
	"unicode/utf8"
)

// kind is what the markup scanner found.
type kind uint8

const (
	finished kind = iota // the end of well-formed markup
	opened               // start of an element
	closed               // end of an element
	content              // text between tags
)

// deepest is how far elements may nest; workbooks need about ten.
const deepest = 64

// Faults of markup. Their texts complete "the workbook is damaged: …".
var (
	errCut      = errors.New("a part of it ends in the middle")
	errNesting  = errors.New("its elements are not closed in order")
	errDeep     = errors.New("its elements are nested too deep")
	errEntity   = errors.New("it holds an unknown character name")
	errDeclared = errors.New("a part of it declares a document type or an encoding that workbooks do not have")
	errNotText  = errors.New("a part of it is not UTF-8")
)

// scanner is a pull parser for the subset of XML that workbooks use: UTF-8, no document type. It
// allocates nothing but the text it is asked for, and its results point into the data. Name
// prefixes are dropped. It checks that tags nest and that the data ends where the first element
// does.
type scanner struct {
	data []byte
	at   int

	name       []byte // of the element opened or closed
	attributes []byte // of the element opened, not yet taken apart
	text       []byte // of content, with its character names
	literal    bool   // text has no character names

	open   [deepest][]byte // full names of the elements that are open
	depth  int
	empty  bool // the element just opened has no content
	rooted bool // the first element was seen
}

// newScanner checks the encoding of a part.
func newScanner(data []byte) (*scanner, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(data) || bytes.ContainsFunc(data, isControl) {
		return nil, errNotText
	}
	return &scanner{data: data}, nil
}

// next returns the next start, end or text.
func (s *scanner) next() (kind, error) {
	if s.empty {
		s.empty = false
		s.depth--
		return closed, nil
	}
	for s.at < len(s.data) {
		if s.data[s.at] != '<' {
			end := bytes.IndexByte(s.data[s.at:], '<')
			if end < 0 {
				end = len(s.data) - s.at
			}
			s.text, s.literal = s.data[s.at:s.at+end], false
			s.at += end
			if s.depth > 0 {
				return content, nil
			}
			if len(bytes.TrimSpace(s.text)) > 0 {
				return finished, errNesting
			}
			continue
		}
		found, err := s.markup()
		if err != nil || found != finished {
			return found, err
		}
	}
	if s.depth > 0 || !s.rooted {
		return finished, errCut
	}
	return finished, nil
}

// markup reads what begins with "<". It returns finished for what carries no data.
func (s *scanner) markup() (kind, error) {
	rest := s.data[s.at:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return finished, s.skip(4, "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		start := s.at + 9
		if err := s.skip(9, "]]>"); err != nil {
			return finished, err
		}
		if s.depth == 0 {
			return finished, errNesting
		}
		s.text, s.literal = s.data[start:s.at-3], true
		return content, nil
	case bytes.HasPrefix(rest, []byte("<?")):
		start := s.at
		if err := s.skip(2, "?>"); err != nil {
			return finished, err
		}
		return finished, checkDeclaration(s.data[start:s.at])
	case bytes.HasPrefix(rest, []byte("<!")):
		return finished, errDeclared
	case bytes.HasPrefix(rest, []byte("</")):
		return s.endTag()
	}
	return s.startTag()
}

// skip steps behind the next occurrence of a text.
func (s *scanner) skip(from int, until string) error {
	i := bytes.Index(s.data[s.at+from:], []byte(until))
	if i < 0 {
		return errCut
	}
	s.at += from + i + len(until)
	return nil
}

// checkDeclaration accepts processing instructions, and of XML declarations those of UTF-8.
func checkDeclaration(text []byte) error {
	text = bytes.ToLower(text)
	if bytes.HasPrefix(text, []byte("<?xml ")) && bytes.Contains(text, []byte("encoding")) &&
		!bytes.Contains(text, []byte("utf-8")) && !bytes.Contains(text, []byte("us-ascii")) {
		return errDeclared
	}
	return nil
}

// startTag reads "<name attributes>" or "<name attributes/>".
func (s *scanner) startTag() (kind, error) {
	end, quote := s.at+1, byte(0)
	for ; ; end++ {
		if end == len(s.data) {
			return finished, errCut
		}
		c := s.data[end]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return finished, errNesting
		}
		if quote == 0 && c == '>' {
			break
		}
	}
	inside := s.data[s.at+1 : end]
	s.at = end + 1
	inside, s.empty = bytes.CutSuffix(inside, []byte("/"))
	name := inside[:wordLength(inside)]
	switch {
	case len(name) == 0 || s.depth == 0 && s.rooted:
		return finished, errNesting
	case s.depth == deepest:
		return finished, errDeep
	}
	s.attributes = inside[len(name):]
	s.open[s.depth] = name
	s.depth++
	s.rooted = true
	s.name = local(name)
	return opened, nil
}

// endTag reads "</name>".
func (s *scanner) endTag() (kind, error) {
	end := bytes.IndexByte(s.data[s.at:], '>')
	if end < 0 {
		return finished, errCut
	}
	name := bytes.TrimRight(s.data[s.at+2:s.at+end], " \t\r\n")
	if s.depth == 0 || !bytes.Equal(name, s.open[s.depth-1]) {
		return finished, errNesting
	}
	s.at += end + 1
	s.depth--
	s.name = local(name)
	return closed, nil
}

// attribute returns the value of the opened element's attribute with the local name, "" if it has
// none.
func (s *scanner) attribute(name string) string {
	rest := s.attributes
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		found := rest[:wordLength(rest)]
		rest = bytes.TrimLeft(rest[len(found):], " \t\r\n")
		if len(found) == 0 || len(rest) == 0 || rest[0] != '=' {
			return ""
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return ""
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return ""
		}
		if string(local(found)) == name {
			value, err := appendText(nil, rest[1:1+end])
			if err != nil {
				return ""
			}
			return string(value)
		}
		rest = rest[end+2:]
	}
}

// appendContent appends the text found last, with character names replaced.
func (s *scanner) appendContent(out []byte) ([]byte, error) {
	if s.literal {
		return append(out, s.text...), nil
	}
	return appendText(out, s.text)
}

// appendText appends a text in which character names such as &amp; and &#1344; are replaced.
func appendText(out, text []byte) ([]byte, error) {
	for {
		start := bytes.IndexByte(text, '&')
		if start < 0 {
			return append(out, text...), nil
		}
		out = append(out, text[:start]...)
		text = text[start+1:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			return out, errEntity
		}
		c, ok := character(string(text[:end]))
		if !ok {
			return out, errEntity
		}
		out = utf8.AppendRune(out, c)
		text = text[end+1:]
	}
}

// character returns the character with a name, which stands between & and ; in markup.
func character(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	base, digits := 10, name
	if len(name) > 1 && name[0] == '#' {
		digits = name[1:]
		if digits[0] == 'x' {
			base, digits = 16, digits[1:]
		}
		code, err := strconv.ParseUint(digits, base, 32)
		if err == nil && code <= utf8.MaxRune && utf8.ValidRune(rune(code)) && !isControl(rune(code)) {
			return rune(code), true
		}
	}
	return 0, false
}

// isControl reports whether markup cannot hold a character.
func isControl(c rune) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' }

// wordLength is the length of the name that a text begins with.
func wordLength(text []byte) int {
	for i, c := range text {
		switch c {
		case ' ', '\t', '\r', '\n', '=', '/', '>', '"', '\'':
			return i
		}
	}
	return len(text)
}

// local drops the prefix of a name.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

package matsim

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// value is one of a JSON text, with its line.
type value struct {
	line    int
	kind    byte   // 'o' object, 'a' list, 's' text, 'n' number, 'w' true, false or null
	text    string // of a text, number or word
	items   []*value
	members map[string]*value // of a key that stands twice, the last
}

// fault is why a text is no JSON.
type fault struct {
	line int
	text string
	cut  bool // the text ends before its end
}

// parseJSON reads a text, and the lines of commas before a closing bracket, which it forgives.
func parseJSON(data []byte) (*value, []int, *fault) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(data) {
		return nil, nil, &fault{line: 1, text: "it is not in UTF-8"}
	}
	strict, commas := withoutStrayCommas(data)
	p := &parser{decoder: json.NewDecoder(bytes.NewReader(strict)), data: strict, line: 1}
	p.decoder.UseNumber()
	top, err := p.value(0)
	if err == nil {
		if _, more := p.decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows the end")
		}
	}
	if err == nil {
		return top, commas, nil
	}
	f := &fault{text: err.Error(), cut: errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)}
	offset := p.decoder.InputOffset()
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = max(offset, syntax.Offset)
		f.cut = f.cut || strings.Contains(syntax.Error(), "unexpected end")
	}
	f.line = p.lineAt(offset)
	return nil, nil, f
}

// withoutStrayCommas returns a copy in which each comma before a closing bracket is a blank, so that
// every byte keeps its place, and their lines.
func withoutStrayCommas(data []byte) ([]byte, []int) {
	out := bytes.Clone(data)
	var lines []int
	line, comma, commaLine := 1, -1, 0
	inText, escaped := false, false
	for i, b := range data {
		if b == '\n' {
			line++
		}
		switch {
		case escaped:
			escaped = false
		case inText:
			escaped = b == '\\'
			inText = b != '"'
		case b == ',':
			comma, commaLine = i, line
		case (b == ']' || b == '}') && comma >= 0:
			out[comma] = ' '
			lines = append(lines, commaLine)
			comma = -1
		case b != ' ' && b != '\t' && b != '\r' && b != '\n':
			comma = -1
			inText = b == '"'
		}
	}
	return out, lines
}

// parser makes values of the tokens of a decoder.
type parser struct {
	decoder *json.Decoder
	data    []byte
	counted int64 // up to where lines were counted
	line    int
}

// lineAt returns the line of an offset; offsets must ascend.
func (p *parser) lineAt(offset int64) int {
	offset = min(max(offset, p.counted), int64(len(p.data)))
	p.line += bytes.Count(p.data[p.counted:offset], []byte("\n"))
	p.counted = offset
	return p.line
}

// value reads the next value. More levels than anybody writes are an error.
func (p *parser) value(depth int) (*value, error) {
	if depth > mostDepth {
		return nil, errors.New("too many brackets within brackets")
	}
	token, err := p.decoder.Token()
	if err != nil {
		return nil, err
	}
	v := &value{line: p.lineAt(p.decoder.InputOffset())}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return v, p.object(v, depth)
		}
		return v, p.list(v, depth)
	case string:
		v.kind, v.text = 's', t
	case json.Number:
		v.kind, v.text = 'n', t.String()
	case bool:
		v.kind, v.text = 'w', map[bool]string{false: "false", true: "true"}[t]
	default:
		v.kind, v.text = 'w', "null"
	}
	return v, nil
}

func (p *parser) object(v *value, depth int) error {
	v.kind, v.members = 'o', map[string]*value{}
	for p.decoder.More() {
		key, err := p.decoder.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if v.members[name], err = p.value(depth + 1); err != nil {
			return err
		}
	}
	_, err := p.decoder.Token()
	return err
}

func (p *parser) list(v *value, depth int) error {
	v.kind = 'a'
	for p.decoder.More() {
		item, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		v.items = append(v.items, item)
	}
	_, err := p.decoder.Token()
	return err
}

package osm

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// mostTag is the longest that one tag, comment or instruction of XML may be. OpenStreetMap allows 255
// characters in a value.
const mostTag = 1 << 20

// mostDepth is how deep elements may stand within each other; maps need three.
const mostDepth = 64

// attribute is one name="value" of a tag. Both are valid until the next tag is read.
type attribute struct {
	name, value []byte // the value still has its &amp; and the like
}

// xmlTags reads the tags of an XML text and checks that they fit each other. Text between the tags is
// passed over: maps have none that means anything. A DOCTYPE with declarations of its own is refused,
// so there are no entities but the five of XML and characters by number.
//
// encoding/xml takes twice as long for the tags alone, and memory as large as the longest of them.
type xmlTags struct {
	in    *bufio.Reader
	at    int64 // bytes read
	start int64 // first byte of the current tag
	line  int   // of the current tag, from 1
	buf   []byte

	name   []byte // of the element
	opens  bool
	closes bool // </name> or <name/>
	attrs  []attribute
	open   []string // names of the elements around
	ended  bool     // the outermost element has been closed
}

// next reads the next tag. The error is io.EOF at the end of a complete text.
func (x *xmlTags) next() error {
	for {
		if err := x.toTag(); err != nil {
			return err
		}
		switch {
		case bytes.HasPrefix(x.buf, []byte("<!--")):
			if err := x.until("-->", len("<!--")); err != nil {
				return err
			}
		case bytes.HasPrefix(x.buf, []byte("<![CDATA[")):
			if err := x.until("]]>", len("<![CDATA[")); err != nil {
				return err
			}
		case bytes.HasPrefix(x.buf, []byte("<?")):
			if err := x.instruction(); err != nil {
				return err
			}
		case bytes.HasPrefix(x.buf, []byte("<!")):
			if bytes.Contains(x.buf, []byte("[")) {
				return errors.New("the file declares entities or elements of its own, which no map needs")
			}
		default:
			return x.element()
		}
	}
}

// toTag passes over text and reads up to the first > behind the next <.
func (x *xmlTags) toTag() error {
	x.line += bytes.Count(x.buf, []byte("\n"))
	for {
		text, err := x.in.ReadSlice('<')
		x.at += int64(len(text))
		x.line += bytes.Count(text, []byte("\n"))
		if err == nil {
			break
		}
		if errors.Is(err, io.EOF) && x.ended && len(bytes.TrimSpace(text)) == 0 {
			return io.EOF
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return x.broken(err)
		}
	}
	x.start = x.at - 1
	x.buf = append(x.buf[:0], '<')
	return x.toBracket()
}

// toBracket reads up to the next >.
func (x *xmlTags) toBracket() error {
	for {
		part, err := x.in.ReadSlice('>')
		x.at += int64(len(part))
		x.buf = append(x.buf, part...)
		switch {
		case len(x.buf) > mostTag:
			return fmt.Errorf("a tag is longer than %d bytes", mostTag)
		case err == nil:
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return x.broken(err)
		}
	}
}

// broken says that the text ends in the middle, or why it cannot be read.
func (x *xmlTags) broken(err error) error {
	if !errors.Is(err, io.EOF) {
		return err
	}
	if len(x.open) == 0 {
		return fmt.Errorf("the file is no whole XML: %w", io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("the file ends within <%s>: %w", x.open[len(x.open)-1], io.ErrUnexpectedEOF)
}

// until reads on until the buffer ends with an end mark that begins at from or later.
func (x *xmlTags) until(end string, from int) error {
	for len(x.buf) < from+len(end) || !bytes.HasSuffix(x.buf, []byte(end)) {
		if err := x.toBracket(); err != nil {
			return err
		}
	}
	return nil
}

// instruction reads <?…?> and refuses files in other encodings than UTF-8.
func (x *xmlTags) instruction() error {
	if err := x.until("?>", len("<?")); err != nil {
		return err
	}
	if !bytes.HasPrefix(x.buf, []byte("<?xml ")) {
		return nil
	}
	rest := x.buf[len("<?xml ") : len(x.buf)-len("?>")]
	if err := x.readAttributes(rest); err != nil {
		return err
	}
	encoding := x.get("encoding")
	if len(encoding) > 0 && !bytes.EqualFold(encoding, []byte("UTF-8")) && !bytes.EqualFold(encoding, []byte("US-ASCII")) {
		return fmt.Errorf("the file is encoded as %q; save it as UTF-8", encoding)
	}
	return nil
}

// element reads a tag that opens or closes an element, and keeps count of what is open.
func (x *xmlTags) element() error {
	for seen, quote := 0, byte(0); ; {
		quote = quoteAfter(quote, x.buf[seen:])
		if quote == 0 {
			break
		}
		seen = len(x.buf)
		if err := x.toBracket(); err != nil {
			return err
		}
	}
	inner := x.buf[1 : len(x.buf)-1]
	if bytes.HasPrefix(inner, []byte("/")) {
		x.opens, x.closes, x.attrs = false, true, x.attrs[:0]
		x.name = bytes.TrimRight(inner[1:], space)
		return x.close()
	}
	x.opens, x.closes = true, bytes.HasSuffix(inner, []byte("/"))
	if x.closes {
		inner = inner[:len(inner)-1]
	}
	end := bytes.IndexAny(inner, space)
	if end < 0 {
		end = len(inner)
	}
	x.name = inner[:end]
	if !isName(x.name) {
		return fmt.Errorf("%q is no name of an element", x.name)
	}
	if x.ended {
		return fmt.Errorf("<%s> follows after the end of the map", x.name)
	}
	if err := x.readAttributes(inner[end:]); err != nil {
		return fmt.Errorf("<%s>: %w", x.name, err)
	}
	return x.enter()
}

func (x *xmlTags) enter() error {
	if x.closes {
		x.ended = len(x.open) == 0
		return nil
	}
	if len(x.open) == mostDepth {
		return fmt.Errorf("elements stand more than %d deep in each other", mostDepth)
	}
	x.open = append(x.open, known(x.name))
	return nil
}

func (x *xmlTags) close() error {
	last := len(x.open) - 1
	if last < 0 || x.open[last] != string(x.name) {
		return fmt.Errorf("</%s> closes what was not opened", x.name)
	}
	x.open = x.open[:last]
	x.ended = last == 0
	return nil
}

// known returns the name as a string, without a new one for those of maps.
func known(name []byte) string {
	switch string(name) {
	case "osm":
		return "osm"
	case "node":
		return "node"
	case "way":
		return "way"
	case "relation":
		return "relation"
	}
	return string(name)
}

const space = " \t\r\n"

func isName(name []byte) bool {
	return len(name) > 0 && !bytes.ContainsAny(name, `<>"'=/&`) && utf8.Valid(name)
}

// quoteAfter returns the quotes that a part of a tag ends within, 0 for none, by those that it begins
// within: a > within the quotes of a value does not end the tag.
func quoteAfter(quote byte, part []byte) byte {
	for _, c := range part {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote
}

// readAttributes reads what stands behind the name of a tag.
func (x *xmlTags) readAttributes(rest []byte) error {
	x.attrs = x.attrs[:0]
	for rest = bytes.TrimLeft(rest, space); len(rest) > 0; rest = bytes.TrimLeft(rest, space) {
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return fmt.Errorf("an attribute has no value: %.40q", rest)
		}
		name := bytes.TrimRight(rest[:equals], space)
		value := bytes.TrimLeft(rest[equals+1:], space)
		if !isName(name) || bytes.ContainsAny(name, space) || len(value) == 0 || value[0] != '"' && value[0] != '\'' {
			return fmt.Errorf("an attribute is not name=\"value\": %.40q", rest)
		}
		end := bytes.IndexByte(value[1:], value[0])
		if end < 0 {
			return fmt.Errorf("the value of an attribute does not end: %.40q", rest)
		}
		rest = value[end+2:]
		value = value[1 : end+1]
		if bytes.IndexByte(value, '<') >= 0 {
			return fmt.Errorf("the value of an attribute has a < in it: %.40q", value)
		}
		x.attrs = append(x.attrs, attribute{name, value})
	}
	return nil
}

// get returns the value of an attribute as it stands in the file, or nil.
func (x *xmlTags) get(name string) []byte {
	for i := range x.attrs {
		if string(x.attrs[i].name) == name {
			return x.attrs[i].value
		}
	}
	return nil
}

// whole reads an attribute that must be a whole number.
func (x *xmlTags) whole(name string) (int64, error) {
	value := x.get(name)
	n, err := strconv.ParseInt(string(value), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("<%s>: %s=%q is no whole number", x.name, name, value)
	}
	return n, nil
}

// number reads an attribute that must be a number.
func (x *xmlTags) number(name string) (float64, error) {
	value := x.get(name)
	n, err := strconv.ParseFloat(string(value), 64)
	if err != nil {
		return 0, fmt.Errorf("<%s>: %s=%q is no number", x.name, name, value)
	}
	return n, nil
}

// text reads an attribute as text.
func (x *xmlTags) text(name string) (string, error) {
	value := x.get(name)
	if bytes.IndexByte(value, '&') < 0 {
		return x.plain(value)
	}
	plain, err := unescape(value)
	if err != nil {
		return "", fmt.Errorf("<%s>: %w", x.name, err)
	}
	return x.plain(plain)
}

// plain makes a string of an attribute without &amp; and the like.
func (x *xmlTags) plain(value []byte) (string, error) {
	s, err := text(value)
	if err != nil {
		return "", fmt.Errorf("<%s>: %w", x.name, err)
	}
	return s, nil
}

// unescape puts characters in the place of &amp; and the like.
func unescape(value []byte) ([]byte, error) {
	out := make([]byte, 0, len(value))
	for {
		before, rest, found := bytes.Cut(value, []byte("&"))
		out = append(out, before...)
		if !found {
			return out, nil
		}
		name, after, found := bytes.Cut(rest, []byte(";"))
		r, err := character(string(name))
		if !found || err != nil {
			return nil, fmt.Errorf("%.12q is no character", "&"+string(rest))
		}
		out = utf8.AppendRune(out, r)
		value = after
	}
}

// character returns what stands between & and ; as a character.
func character(name string) (rune, error) {
	switch name {
	case "amp":
		return '&', nil
	case "lt":
		return '<', nil
	case "gt":
		return '>', nil
	case "quot":
		return '"', nil
	case "apos":
		return '\'', nil
	}
	base, digits := 10, name
	switch {
	case len(name) > 2 && name[:2] == "#x":
		base, digits = 16, name[2:]
	case len(name) > 1 && name[0] == '#':
		digits = name[1:]
	default:
		return 0, errors.New("unknown")
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err == nil && (n == 0 || !utf8.ValidRune(rune(n))) {
		err = errors.New("no character")
	}
	return rune(n), err
}

package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"wayout/internal/problem"
)

// MostBytes is the largest file that is read.
const MostBytes = 64 << 20

// mostItems is the longest array that is read.
const mostItems = 1 << 20

// decoder reads JSON value by value, against what the caller expects next, so that memory is
// bounded by what is kept and every problem knows its line and path.
type decoder struct {
	file     string
	data     []byte
	tokens   *json.Decoder
	path     []string
	broken   bool // the text is no JSON from here on: nothing more is read
	offset   int64
	line     int
	problems problem.Limited
	// finish is called when the whole text was read without an error, for what shows only then.
	finish func()
}

// decode reads one file whose top value is an object with the fields.
func decode(file string, data []byte, fields func(d *decoder) []field) problem.List {
	d := &decoder{file: file, data: data, line: 1}
	switch {
	case len(data) > MostBytes:
		d.add(problem.FileTooLarge, "", fmt.Sprintf("%d MB", MostBytes>>20))
	case !utf8.Valid(data):
		d.add(problem.ResultBroken, "", "it is not UTF-8 text")
	default:
		d.tokens = json.NewDecoder(bytes.NewReader(data))
		d.tokens.UseNumber()
		d.object(fields(d))
		d.end()
		if d.finish != nil && !d.problems.HasErrors() {
			d.finish()
		}
	}
	d.problems.Close(problem.ResultMore, 0)
	return d.problems.List
}

// add reports a problem with the value read last.
func (d *decoder) add(code problem.Code, value string, args ...string) {
	d.problems.Add(code, d.where(), value, args...)
}

// where returns the place of the value read last.
func (d *decoder) where() problem.Where {
	if d.tokens != nil {
		at := min(d.tokens.InputOffset(), int64(len(d.data)))
		d.line += bytes.Count(d.data[d.offset:at], []byte("\n"))
		d.offset = at
	}
	return problem.Where{File: d.file, Line: d.line, Column: strings.Join(d.path, "")}
}

// next returns the next token, nil where the text is broken.
func (d *decoder) next() json.Token {
	if d.broken {
		return nil
	}
	token, err := d.tokens.Token()
	if err != nil {
		d.fail(err)
		return nil
	}
	if token == nil {
		return null{}
	}
	return token
}

// null stands for the JSON value null.
type null struct{}

func (null) String() string { return "null" }

func (d *decoder) fail(err error) {
	d.broken = true
	reason := err.Error()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		reason = "it ends in the middle"
	}
	d.add(problem.ResultBroken, "", reason)
}

// end reports what stands behind the value.
func (d *decoder) end() {
	if d.broken {
		return
	}
	if _, err := d.tokens.Token(); !errors.Is(err, io.EOF) {
		d.add(problem.ResultBroken, "", "something follows after its end")
	}
}

// wrong reports a value of another type than expected and passes over it.
func (d *decoder) wrong(found json.Token, expected string) {
	if found == nil {
		return
	}
	value := fmt.Sprint(found)
	if delim, ok := found.(json.Delim); ok {
		value = map[json.Delim]string{'{': "an object", '[': "a list"}[delim]
	}
	d.add(problem.ResultType, value, expected)
	d.skipRest(found)
}

// skipRest passes over the rest of a value whose first token was read.
func (d *decoder) skipRest(first json.Token) {
	for depth := depthOf(first); depth > 0; {
		token := d.next()
		if token == nil {
			return
		}
		depth += depthOf(token)
	}
}

func depthOf(token json.Token) int {
	switch token {
	case json.Delim('{'), json.Delim('['):
		return 1
	case json.Delim('}'), json.Delim(']'):
		return -1
	}
	return 0
}

// field is one name of an object with what reads its value.
type field struct {
	name     string
	read     func()
	optional bool
}

// object reads an object with exactly these fields, at most 64, in any order.
func (d *decoder) object(fields []field) {
	first := d.next()
	if first != json.Delim('{') {
		d.wrong(first, "an object")
		return
	}
	var seen uint64
	for !d.broken && d.tokens.More() {
		name, _ := d.next().(string)
		d.path = append(d.path, dotted(d.path, name))
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
		switch {
		case d.broken:
		case i < 0:
			d.add(problem.ResultKey, "")
			d.skipRest(d.next())
		case seen&(1<<i) != 0:
			d.add(problem.ResultKeyTwice, "")
			d.skipRest(d.next())
		default:
			seen |= 1 << i
			fields[i].read()
		}
		d.path = d.path[:len(d.path)-1]
	}
	d.next()
	if d.broken {
		return
	}
	for i, f := range fields {
		if seen&(1<<i) == 0 && !f.optional {
			d.add(problem.ResultMissing, "", f.name)
		}
	}
}

func dotted(path []string, name string) string {
	if len(path) == 0 {
		return name
	}
	return "." + name
}

// list reads an array, calling each for every item with its index.
func (d *decoder) list(each func(i int)) {
	d.items('[', "a list", func(i int) { d.within("["+strconv.Itoa(i)+"]", func() { each(i) }) })
}

// entries reads an object whose names are ids, calling each at every value with its name.
func (d *decoder) entries(each func(id string)) {
	d.items('{', "an object", func(int) {
		id, _ := d.next().(string)
		d.within(dotted(d.path, id), func() { each(id) })
	})
}

// items reads an array or an object up to its end, calling each at the beginning of every item.
func (d *decoder) items(opens json.Delim, what string, each func(i int)) {
	first := d.next()
	if first != opens {
		d.wrong(first, what)
		return
	}
	for i := 0; !d.broken && d.tokens.More(); i++ {
		if i == mostItems {
			d.add(problem.ResultLong, "", fmt.Sprint(mostItems))
			d.skipRest(first)
			return
		}
		each(i)
	}
	d.next()
}

// within reads something whose place has a name.
func (d *decoder) within(name string, read func()) {
	d.path = append(d.path, name)
	read()
	d.path = d.path[:len(d.path)-1]
}

// text reads a string.
func (d *decoder) text() string {
	token := d.next()
	s, ok := token.(string)
	if !ok {
		d.wrong(token, "a text")
	}
	return s
}

// word reads one of a few strings and returns its index, -1 where it is none of them.
func (d *decoder) word(words ...string) int {
	token := d.next()
	s, ok := token.(string)
	i := slices.Index(words, s)
	if !ok || i < 0 {
		d.wrong(token, "one of “"+strings.Join(words, "”, “")+"”")
		return -1
	}
	return i
}

// flag reads true or false.
func (d *decoder) flag() bool {
	token := d.next()
	yes, ok := token.(bool)
	if !ok {
		d.wrong(token, "true or false")
	}
	return yes
}

// whole reads a whole number between low and high.
func (d *decoder) whole(low, high int64) int64 {
	token := d.next()
	number, _ := token.(json.Number)
	n, err := strconv.ParseInt(string(number), 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange) || err == nil && (n < low || n > high):
		d.add(problem.ResultRange, string(number), fmt.Sprint(low), fmt.Sprint(high))
		return 0
	case err != nil:
		d.wrong(token, "a whole number")
		return 0
	}
	return n
}

// instant reads a moment in RFC 3339 in whole seconds.
func (d *decoder) instant() (at time.Time, ok bool) {
	token := d.next()
	s, _ := token.(string)
	at, err := time.Parse(time.RFC3339, s)
	if err != nil || at.Nanosecond() != 0 {
		d.wrong(token, "a moment such as 2023-09-24T10:00:00+04:00")
		return at, false
	}
	return at, true
}

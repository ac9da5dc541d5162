package matsim

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"wayout/internal/draft"
	"wayout/internal/problem"
	"wayout/internal/projection"
	"wayout/internal/unit"
)

// Options tell a reader what the file does not.
type Options struct {
	// File names the file in problems.
	File string
	// CRS is the coordinate reference system, by a name that projection.Parse knows. Empty: the one
	// that the file names. Where both speak, this one is used and a note says so.
	CRS string
	// Network, where it is given, is what the links of closures are looked up in, and its projection
	// is used where neither CRS nor the file says one.
	Network *Network
	// At is when the people of a population are counted, since midnight of the first day: where their
	// plan has them then, or is taking them. 0: where they are at the beginning.
	At unit.Second
	// Cell is the side of the squares, in metres, in which a population is counted; 0 is DefaultCell,
	// and less than LeastCell is LeastCell.
	Cell float64
}

// source reads one file and collects what is wrong with it. Elements come one by one; only what a
// reader keeps stays in memory.
type source struct {
	file     string
	problems problem.Limited
	decoder  *xml.Decoder
	guard    *guard
	path     []string // names of the open elements
	line     int      // on which the last element began
	private  bool     // the file is about persons: problems have its lines, never its words
	ended    bool     // no more elements come
	spoilt   bool     // because of a fault, so what is missing is no fault of its own
}

// errLong is the fault of an element that does not end, errLarge that of a whole file.
var (
	errLong  = errors.New("element too long")
	errLarge = errors.New("file too large")
)

// guard stops a stream that has given more than it may, all in all or since the last element.
type guard struct {
	from       io.Reader
	total, now int64 // bytes that may still come
	cut        bool  // what was packed ends before its end
}

// Read implements io.Reader.
func (g *guard) Read(p []byte) (int, error) {
	if g.total <= 0 {
		return 0, errLarge
	}
	if g.now <= 0 {
		return 0, errLong
	}
	n, err := g.from.Read(p[:min(int64(len(p)), g.total, g.now)])
	g.cut = g.cut || errors.Is(err, io.ErrUnexpectedEOF)
	g.total -= int64(n)
	g.now -= int64(n)
	return n, err
}

// unpacked returns the bytes of the stream, or what gzip packed in them.
func unpacked(r io.Reader) (io.Reader, error) {
	buffered := bufio.NewReaderSize(r, 1<<16)
	magic, err := buffered.Peek(2)
	if len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		return gzip.NewReader(buffered)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return buffered, nil
}

// newSource begins to read a file of XML.
func newSource(r io.Reader, o Options) *source {
	s := &source{file: o.File, line: 1}
	plain, err := unpacked(r)
	if err != nil {
		s.broken(err)
		return s
	}
	s.guard = &guard{from: plain, total: MostBytes, now: mostElement}
	s.decoder = xml.NewDecoder(s.guard)
	return s
}

// next returns the next beginning, end or text of an element, until there is none. The line is that
// of its first byte. Type definitions, comments and instructions are passed over; no entity but the
// five of XML is known, and nothing is ever fetched.
func (s *source) next() (xml.Token, bool) {
	for !s.ended {
		s.guard.now = mostElement
		s.line, _ = s.decoder.InputPos()
		token, err := s.decoder.Token()
		if err != nil {
			s.broken(err)
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(s.path) == mostDepth {
				s.add(problem.ValueRange, "", t.Name.Local, "a file of MATSim: its elements are more than "+strconv.Itoa(mostDepth)+" deep", whole)
				s.ended, s.spoilt = true, true
				return nil, false
			}
			s.path = append(s.path, t.Name.Local)
			return t, true
		case xml.EndElement:
			s.path = s.path[:len(s.path)-1]
			return t, true
		case xml.CharData:
			return t, true
		}
	}
	return nil, false
}

// whole is the remedy for what no reader can mend.
const whole = "Take the file as MATSim wrote it, or write it anew."

// broken ends the reading with what the fault of the stream means.
func (s *source) broken(err error) {
	s.ended = true
	if s.decoder != nil {
		s.line, _ = s.decoder.InputPos()
	}
	syntax, isSyntax := errors.AsType[*xml.SyntaxError](err)
	s.spoilt = !errors.Is(err, io.EOF)
	cut := errors.Is(err, io.ErrUnexpectedEOF) || s.guard != nil && s.guard.cut || isSyntax && strings.Contains(syntax.Msg, "unexpected EOF")
	switch {
	case errors.Is(err, io.EOF):
	case cut:
		s.add(problem.FileTruncated, "", "", fmt.Sprintf("line %d is the last that was read", s.line))
	case errors.Is(err, errLarge):
		s.add(problem.FileTooLarge, "", "", fmt.Sprintf("%d GiB unpacked", MostBytes>>30))
	case errors.Is(err, errLong):
		s.add(problem.ValueRange, "", "", fmt.Sprintf("an element that ends within %d MiB", mostElement>>20), whole)
	case isSyntax:
		s.line = syntax.Line
		why := ": " + syntax.Msg // which quotes the file
		if s.private {
			why = ""
		}
		s.add(problem.ValueRange, "", "", "well-formed XML"+why, whole)
	case errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum):
		s.add(problem.ValueRange, "", "", "whole gzip: "+strings.TrimPrefix(err.Error(), "gzip: "), "Copy the file again, or unpack it.")
	default:
		s.add(problem.ValueRange, "", "", "readable: "+err.Error(), whole)
	}
}

// add reports what is wrong at the line of the last element.
func (s *source) add(code problem.Code, column, value string, args ...string) {
	if s.private {
		value = ""
	}
	s.problems.Add(code, problem.Where{File: s.file, Line: s.line, Column: column}, value, args...)
}

// root reads up to the first element and reports whether it is one of those that the file may have.
func (s *source) root(names ...string) (xml.StartElement, bool) {
	for {
		token, ok := s.next()
		if !ok {
			if !s.problems.HasErrors() {
				s.add(problem.ValueMissing, "", "", "The file must hold the element "+names[0]+" of MATSim.")
			}
			return xml.StartElement{}, false
		}
		if start, is := token.(xml.StartElement); is {
			if slices.Contains(names, start.Name.Local) {
				return start, true
			}
			s.add(problem.ValueRange, "", start.Name.Local, "the element "+names[0], "Name a file of MATSim that has it.")
			return start, false
		}
	}
}

// chosen returns the projection by the name that the caller gave, or else the file.
func (s *source) chosen(given, own string, notes *draft.Network) (p projection.Projection, ok bool) {
	const column = "coordinateReferenceSystem"
	line := s.line
	s.line = 0
	defer func() { s.line = line }()
	name := cmp.Or(given, own)
	if name == "" {
		s.add(problem.ValueMissing, column, "", "The file does not name its coordinate reference system; give it, such as EPSG:32754. Known are "+projection.Known+".")
		return p, false
	}
	p, err := projection.Parse(name)
	if err != nil {
		s.add(problem.ValueRange, column, name, "a coordinate reference system that is known", "Known are "+projection.Known+".")
		return p, false
	}
	if given != "" && own != "" {
		if other, err := projection.Parse(own); err != nil || other != p {
			notes.Note("the coordinate reference system of the file was overruled by the one given", shortText(own))
		}
	}
	return p, true
}

// within reports whether the open elements, from the root, are these.
func (s *source) within(names ...string) bool { return slices.Equal(s.path, names) }

// close ends the list of problems and returns it.
func (s *source) close() problem.List {
	s.problems.Close(problem.TableMore, 0)
	return s.problems.List
}

// attribute returns the value of an attribute, and whether it is there.
func attribute(start xml.StartElement, name string) (string, bool) {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// needed returns an attribute that must be there and not be empty.
func (s *source) needed(start xml.StartElement, name string) (string, bool) {
	value, ok := attribute(start, name)
	if !ok || value == "" {
		s.add(problem.ValueMissing, name, "", "Every element "+start.Name.Local+" has the attribute "+name+".")
		return "", false
	}
	return value, true
}

// number reads an attribute that must be a number from least to most.
func (s *source) number(start xml.StartElement, name string, least, most float64) (float64, bool) {
	text, ok := s.needed(start, name)
	if !ok {
		return 0, false
	}
	n, ok := parseNumber(text)
	if !ok || n < least || n > most {
		s.add(problem.ValueRange, name, text, fmt.Sprintf("a number from %s to %s", shortNumber(least), shortNumber(most)), "Correct it in "+start.Name.Local+".")
		return 0, false
	}
	return n, true
}

// parseNumber reads a number as Java writes it. NaN, hexadecimals and underscores are none.
func parseNumber(text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if text == "Infinity" || text == "+Infinity" {
		return math.Inf(1), true
	}
	if strings.ContainsAny(text, "xXpP_nN") {
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
}

func shortNumber(n float64) string {
	switch {
	case math.IsInf(n, 1):
		return "Infinity"
	case n >= 1e15:
		return strconv.FormatFloat(n, 'g', -1, 64)
	default:
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
}

// seconds reads a moment or span as MATSim writes it, "07:30:00", "07:30" or seconds; hours may
// exceed 24.
func seconds(text string) (float64, bool) {
	parts := strings.Split(strings.TrimSpace(text), ":")
	if len(parts) > 3 {
		return 0, false
	}
	if len(parts) == 1 {
		n, ok := parseNumber(parts[0])
		return n, ok && n >= 0 && n <= mostSeconds
	}
	sum, place := 0.0, 3600.0
	for i, part := range parts {
		n, ok := parseNumber(part)
		if !ok || n < 0 || strings.HasPrefix(part, "-") || i > 0 && n >= 60 {
			return 0, false
		}
		sum += n * place
		place /= 60
	}
	return sum, sum <= mostSeconds
}

// shortText trims a text to what is kept of one.
func shortText(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if runes := []rune(text); len(runes) > mostText {
		return string(runes[:mostText-1]) + "…"
	}
	return text
}

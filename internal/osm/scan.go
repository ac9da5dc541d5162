package osm

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"
)

// Opener opens the file from its beginning. It is called once for each scan.
type Opener func() (io.ReadCloser, error)

// Visitor says which entities a scan shall hand over: those whose function is not nil. An error of a
// function ends the scan and is returned as it is. Entities are overwritten by the next one, but their
// strings may be kept.
type Visitor struct {
	Node     func(*Node) error
	Way      func(*Way) error
	Relation func(*Relation) error
	// WantNode picks nodes before their tags are read; nil wants all of them.
	WantNode func(id int64, tagged bool) bool
}

// kinds are those that the visitor wants.
func (v *Visitor) kinds() Kinds {
	var wanted Kinds
	if v.Node != nil {
		wanted |= Nodes
	}
	if v.Way != nil {
		wanted |= Ways
	}
	if v.Relation != nil {
		wanted |= Relations
	}
	return wanted
}

// Summary tells what a scan has read.
type Summary struct {
	Format string // "PBF", "XML", "XML in gzip" or "XML in bzip2"
	Bytes  int64  // of the file
	// Nodes, Ways and Relations count what was there of the kinds that the visitor wanted, before
	// WantNode; the other kinds count 0.
	Nodes, Ways, Relations int64
	// Deleted counts entities of XML files that are marked as deleted. They are not handed over.
	Deleted int64
	Bounds  orb.Bound // as the file says, which may be wrong; empty where it does not
	Writer  string    // the program that wrote the file, where it says so
}

// Map is a file that is read as often as needed. It is not for several goroutines at once.
type Map struct {
	open   Opener
	blocks []Kinds // what each PBF block was found to hold, so that later scans can pass it over
	bytes  int64   // of the file, after a whole scan
}

// NewMap returns a map that nobody has read yet.
func NewMap(open Opener) *Map { return &Map{open: open} }

// DamagedError says at which byte a file cannot be read any further, and why. In a packed XML file the
// byte is that of the unpacked text.
type DamagedError struct {
	At  int64 // PBF: the first byte of the block
	Err error
}

// Error says where and why.
func (e *DamagedError) Error() string { return fmt.Sprintf("at byte %d: %v", e.At, e.Err) }

// Unwrap returns the reason without the place.
func (e *DamagedError) Unwrap() error { return e.Err }

// bufferSize is how much is read from the file at once. Between two readings the context is looked at.
const bufferSize = 256 << 10

// Scan reads the whole file once. The progress, where it is not nil, is told how many bytes of the
// file have been read, again and again. A damaged file is a *DamagedError; entities before the fault have
// been handed over by then.
func (m *Map) Scan(ctx context.Context, visit Visitor, progress func(bytes int64)) (Summary, error) {
	file, err := m.open()
	if err != nil {
		return Summary{}, err
	}
	defer file.Close()
	counted := &source{ctx: ctx, from: file, progress: progress}
	in := bufio.NewReaderSize(counted, bufferSize)
	summary := Summary{}
	err = m.read(ctx, in, &visit, &summary)
	summary.Bytes = counted.bytes
	if err != nil {
		return summary, err
	}
	if m.bytes != 0 && m.bytes != summary.Bytes {
		return summary, fmt.Errorf("the file has %d bytes now and had %d before: it was changed while it was read", summary.Bytes, m.bytes)
	}
	m.bytes = summary.Bytes
	return summary, nil
}

// read finds out what the file is and reads it.
func (m *Map) read(ctx context.Context, in *bufio.Reader, visit *Visitor, summary *Summary) error {
	head, err := in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	format, err := detect(head)
	if err != nil {
		return &DamagedError{At: 0, Err: err}
	}
	switch format {
	case formatGzip:
		summary.Format = "XML in gzip"
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return &DamagedError{At: 0, Err: fmt.Errorf("gzip: %w", err)}
		}
		return readPacked(ctx, unpacked, visit, summary)
	case formatBzip2:
		summary.Format = "XML in bzip2"
		return readPacked(ctx, bzip2.NewReader(in), visit, summary)
	case formatXML:
		summary.Format = "XML"
		return readXML(ctx, in, visit, summary)
	default:
		summary.Format = "PBF"
		return m.readPBF(ctx, in, visit, summary)
	}
}

// readPacked reads XML out of what unpacks it.
func readPacked(ctx context.Context, unpacked io.Reader, visit *Visitor, summary *Summary) error {
	in := bufio.NewReaderSize(unpacked, bufferSize)
	head, err := in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return &DamagedError{At: 0, Err: err}
	}
	if format, err := detect(head); err != nil || format != formatXML {
		return &DamagedError{At: 0, Err: errors.New("what is packed in the file is no .osm file")}
	}
	return readXML(ctx, in, visit, summary)
}

// source counts what is read of a file and stops when the context ends.
type source struct {
	ctx      context.Context
	from     io.Reader
	bytes    int64
	progress func(int64)
}

// Read reads on.
func (s *source) Read(into []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.from.Read(into)
	s.bytes += int64(n)
	if s.progress != nil {
		s.progress(s.bytes)
	}
	return n, err
}

// format is what the first bytes of a file show.
type format uint8

const (
	formatPBF format = iota
	formatXML
	formatGzip
	formatBzip2
)

// headSize is how many bytes show the format.
const headSize = 64

// others are formats that maps also come in, by their first bytes, with what to do about them.
var others = []struct{ first, name string }{
	{"\xfd7zXZ\x00", "xz; unpack it first"},
	{"\x28\xb5\x2f\xfd", "Zstandard; unpack it first"},
	{"PK\x03\x04", "a zip archive; unpack it first"},
	{"\xff\xe0\x04o5m2", "o5m; convert it to .osm.pbf"},
	{"\xff\xe0\x04o5c2", "o5c, a file of changes; a map is needed"},
	{"\xfe\xff", "text in UTF-16; save it as UTF-8"},
	{"\xff\xfe", "text in UTF-16; save it as UTF-8"},
	{"SQLite format 3", "a database; a map of OpenStreetMap is needed"},
}

// detect tells the format by the first bytes.
func detect(head []byte) (format, error) {
	if len(head) == 0 {
		return 0, errors.New("the file is empty")
	}
	for _, other := range others {
		if bytes.HasPrefix(head, []byte(other.first)) {
			return 0, fmt.Errorf("the file is %s", other.name)
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return formatGzip, nil
	case bytes.HasPrefix(head, []byte("BZh")):
		return formatBzip2, nil
	case bytes.HasPrefix(text, []byte("<")):
		return formatXML, nil
	case bytes.Contains(head, []byte("\x09OSMHeader")) || len(head) < headSize && head[0] == 0:
		return formatPBF, nil
	}
	return 0, errors.New("the file is no map of OpenStreetMap: neither PBF nor XML, packed with gzip or bzip2 or not")
}

// byteOrderMark may stand before text.
const byteOrderMark = "\xef\xbb\xbf"

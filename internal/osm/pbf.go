package osm

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"
	"github.com/paulmach/orb"
	"google.golang.org/protobuf/encoding/protowire"
)

// Limits of the format: https://wiki.openstreetmap.org/wiki/PBF_Format, “File format”.
const (
	mostHeader = 64 << 10
	mostBlob   = 32 << 20
)

// mostExpansion is how many times its size deflated data can unpack to at the very most: two bits for a
// copy of 258 bytes (RFC 1951). A block that announces more is damaged, and costs no memory.
const mostExpansion = 1032

// features are what a file may require of its reader. HistoricalInformation is not among them: its
// files have each entity in several versions.
var features = []string{"OsmSchema-V0.6", "DenseNodes"}

// pbf reads the blocks of a PBF file one after another. All its buffers are used again.
type pbf struct {
	in     *bufio.Reader
	at     int64 // first byte of the current block
	next   int64 // first byte after it
	header []byte
	blob   []byte
	packed bytes.Reader
	zlib   io.ReadCloser
	data   []byte // unpacked
}

// readPBF reads a PBF file from its first byte.
func (m *Map) readPBF(ctx context.Context, in *bufio.Reader, visit *Visitor, summary *Summary) error {
	r := &pbf{in: in}
	b := &block{visit: visit, summary: summary}
	for number := 0; ; number++ {
		kind, size, err := r.frame()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = m.readBlock(ctx, r, b, kind, size, number)
		}
		if b.stopped != nil {
			return b.stopped
		}
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return &DamagedError{At: r.at, Err: err}
		}
	}
}

// readBlock reads one block, or passes it over where an earlier scan has found nothing in it that is
// wanted now.
func (m *Map) readBlock(ctx context.Context, r *pbf, b *block, kind string, size, number int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if number > 0 && number < len(m.blocks) && m.blocks[number]&b.visit.kinds() == 0 {
		return r.pass(size)
	}
	if err := r.unpack(size); err != nil {
		return err
	}
	var found Kinds
	var err error
	switch {
	case kind == "OSMHeader":
		err = readHeader(r.data, b.summary)
	case number == 0:
		err = fmt.Errorf("the first block is of kind %q, not OSMHeader", kind)
	case kind == "OSMData":
		found, err = b.read(r.data)
	default:
		// The format lets readers pass over kinds they do not know, but nobody has ever written any, so
		// this is a damaged name and the block part of the map.
		err = fmt.Errorf("the block is of the unknown kind %q", kind)
	}
	if err == nil && number == len(m.blocks) {
		m.blocks = append(m.blocks, found)
	}
	return err
}

// frame reads what stands before a blob: its kind and size. The error is io.EOF where the file ends
// between two blocks.
func (r *pbf) frame() (kind string, size int, err error) {
	r.at = r.next
	var length [4]byte
	if _, err := io.ReadFull(r.in, length[:]); err != nil {
		if errors.Is(err, io.EOF) {
			return "", 0, io.EOF
		}
		return "", 0, ends(err, "the length of a block")
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > mostHeader {
		return "", 0, fmt.Errorf("the header of the block would have %d bytes; at most %d are allowed", n, mostHeader)
	}
	r.header = slices.Grow(r.header[:0], int(n))[:n]
	if _, err := io.ReadFull(r.in, r.header); err != nil {
		return "", 0, ends(err, "the header of a block")
	}
	kind, size, err = readFrame(r.header)
	r.next = r.at + int64(len(length)) + int64(n) + int64(size)
	return kind, size, err
}

// readFrame reads a BlobHeader.
func readFrame(data []byte) (kind string, size int, err error) {
	size = -1
	m := message{rest: data}
	for m.next() {
		switch {
		case m.is(1, protowire.BytesType):
			kind = string(m.bytes)
		case m.is(3, protowire.VarintType):
			size = int(min(m.value, mostBlob+1))
		}
	}
	switch {
	case m.err != nil:
		return "", 0, fmt.Errorf("header of the block: %w", m.err)
	case size < 0:
		return "", 0, errors.New("the header of the block does not tell its size")
	case size > mostBlob:
		return "", 0, fmt.Errorf("the block would have more than the %d bytes that are allowed", mostBlob)
	}
	return kind, size, nil
}

// ends says that the file ends too early, or why it cannot be read.
func ends(err error, within string) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fmt.Errorf("the file ends within %s: %w", within, io.ErrUnexpectedEOF)
	}
	return err
}

// pass goes on behind a blob without reading it.
func (r *pbf) pass(size int) error {
	if _, err := r.in.Discard(size); err != nil {
		return ends(err, "a block")
	}
	return nil
}

// unpack reads a blob into data.
func (r *pbf) unpack(size int) error {
	r.blob = slices.Grow(r.blob[:0], size)[:size]
	if _, err := io.ReadFull(r.in, r.blob); err != nil {
		return ends(err, "a block")
	}
	var raw, zipped []byte
	var rawSize uint64
	var isRaw, isZlib bool
	m := message{rest: r.blob}
	for m.next() {
		switch {
		case m.is(1, protowire.BytesType):
			raw, isRaw = m.bytes, true
		case m.is(2, protowire.VarintType):
			rawSize = m.value
		case m.is(3, protowire.BytesType):
			zipped, isZlib = m.bytes, true
		case m.number >= 4 && m.number <= 7:
			return fmt.Errorf("the block is packed with %s; wayout reads zlib and unpacked blocks, so convert the file (osmium cat -o new.osm.pbf)",
				[]string{"LZMA", "bzip2", "LZ4", "Zstandard"}[m.number-4])
		}
	}
	switch {
	case m.err != nil:
		return m.err
	case isRaw == isZlib:
		return errors.New("the block holds no data, or data twice")
	case isRaw && len(raw) > mostBlob || rawSize > mostBlob:
		return fmt.Errorf("the block would unpack to more than the %d bytes that are allowed", mostBlob)
	case isRaw:
		r.data = append(r.data[:0], raw...)
		return nil
	}
	return r.inflate(zipped, int(rawSize))
}

// inflate unpacks zlib data of a known size and checks its checksum.
func (r *pbf) inflate(zipped []byte, size int) error {
	if size > mostExpansion*len(zipped) {
		return fmt.Errorf("%d packed bytes cannot unpack to %d", len(zipped), size)
	}
	r.packed.Reset(zipped)
	if err := r.reset(); err != nil {
		return fmt.Errorf("zlib: %w", err)
	}
	r.data = slices.Grow(r.data[:0], size)[:size]
	if _, err := io.ReadFull(r.zlib, r.data); err != nil {
		return fmt.Errorf("the block unpacks to less than %d bytes, or is damaged: %w", size, err)
	}
	var beyond [1]byte
	if n, err := r.zlib.Read(beyond[:]); n != 0 || !errors.Is(err, io.EOF) {
		return fmt.Errorf("the block unpacks to more than %d bytes, or its checksum is wrong: %w", size, err)
	}
	return nil
}

// reset makes the unpacker ready for what packed holds.
func (r *pbf) reset() error {
	if r.zlib == nil {
		fresh, err := zlib.NewReader(&r.packed)
		r.zlib = fresh
		return err
	}
	return r.zlib.(zlib.Resetter).Reset(&r.packed, nil)
}

// readHeader reads a HeaderBlock and refuses files that need a reader of another kind.
func readHeader(data []byte, summary *Summary) error {
	m := message{rest: data}
	for m.next() {
		switch {
		case m.is(1, protowire.BytesType):
			summary.Bounds = readBounds(m.bytes)
		case m.is(4, protowire.BytesType):
			if err := refuse(string(m.bytes)); err != nil {
				return err
			}
		case m.is(16, protowire.BytesType):
			var err error
			if summary.Writer, err = text(m.bytes); err != nil {
				return err
			}
		}
	}
	return m.err
}

func refuse(feature string) error {
	switch {
	case slices.Contains(features, feature):
		return nil
	case feature == "HistoricalInformation":
		return errors.New("the file is a history, with all versions of every entity; make an extract of one moment of it (osmium time-filter)")
	}
	return fmt.Errorf("the file needs a reader that knows %q", feature)
}

// readBounds reads a HeaderBBox. What cannot be read of it is 0: bounds are only information.
func readBounds(data []byte) orb.Bound {
	var sides [5]float64 // by number of the field: left, right, top, bottom
	m := message{rest: data}
	for m.next() {
		if m.number <= 4 && m.kind == protowire.VarintType {
			sides[m.number] = float64(protowire.DecodeZigZag(m.value)) / nano
		}
	}
	return orb.Bound{Min: orb.Point{sides[1], sides[4]}, Max: orb.Point{sides[2], sides[3]}}
}

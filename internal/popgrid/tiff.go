package popgrid

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Limits of what is read. The Earth in cells of 100 metres has 432,000 columns.
const (
	mostSide    = 4_000_000
	mostEntries = 4096    // of a directory
	mostText    = 1 << 16 // bytes of the value of a tag that is read whole
)

// The tags that are read.
const (
	tagWidth        = 256
	tagHeight       = 257
	tagBits         = 258
	tagCompression  = 259
	tagFillOrder    = 266
	tagStripOffsets = 273
	tagSamples      = 277
	tagRowsPerStrip = 278
	tagStripCounts  = 279
	tagPredictor    = 317
	tagTileWidth    = 322
	tagTileHeight   = 323
	tagTileOffsets  = 324
	tagTileCounts   = 325
	tagSampleFormat = 339
	tagPixelScale   = 33550
	tagTiepoint     = 33922
	tagTransform    = 34264
	tagGeoKeys      = 34735
	tagGeoText      = 34737
	tagMetadata     = 42112
	tagWithoutData  = 42113
)

// cutError says that the file ends before what must be at an offset.
type cutError struct{ offset, need, size int64 }

// Error implements error.
func (e cutError) Error() string {
	return fmt.Sprintf("%d bytes are needed at byte %d, and the file has %d", e.need, e.offset, e.size)
}

// formatError says what is wrong with the file, or what of the format is not read here.
type formatError struct{ what, remedy string }

// Error implements error.
func (e formatError) Error() string { return e.what }

const (
	mend    = "Take the file as it was published, or write it anew with gdal_translate."
	convert = "Convert it with gdal_translate -co COMPRESS=DEFLATE, one band, no rotation."
)

func wrong(remedy, format string, args ...any) error {
	return formatError{fmt.Sprintf(format, args...), remedy}
}

// entry is one of the directory: where its values are.
type entry struct {
	kind   uint16
	count  uint64
	offset int64
}

// tiff reads numbers out of a file by their tags.
type tiff struct {
	from    io.ReaderAt
	size    int64
	order   binary.ByteOrder
	big     bool
	entries map[uint16]entry
}

// bytes reads so many bytes at an offset.
func (t *tiff) bytes(offset, n int64) ([]byte, error) {
	if offset < 0 || n < 0 || offset > t.size || n > t.size-offset {
		return nil, cutError{offset, n, t.size}
	}
	out := make([]byte, n)
	if _, err := t.from.ReadAt(out, offset); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, cutError{offset, n, t.size}
		}
		return nil, fmt.Errorf("read %d bytes at byte %d: %w", n, offset, err)
	}
	return out, nil
}

// newTIFF reads the header and the first directory, which is that of the whole image.
func newTIFF(from io.ReaderAt, size int64) (*tiff, error) {
	t := &tiff{from: from, size: size, entries: map[uint16]entry{}}
	head, err := t.bytes(0, 8)
	if err != nil {
		return nil, err
	}
	switch string(head[:2]) {
	case "II":
		t.order = binary.LittleEndian
	case "MM":
		t.order = binary.BigEndian
	default:
		return nil, wrong(mend, "it does not begin with II or MM")
	}
	first := int64(t.order.Uint32(head[4:]))
	switch version := t.order.Uint16(head[2:]); version {
	case 42:
	case 43:
		t.big = true
		if head, err = t.bytes(0, 16); err != nil {
			return nil, err
		}
		first = int64(min(t.order.Uint64(head[8:]), math.MaxInt64))
		if t.order.Uint16(head[4:]) != 8 {
			return nil, wrong(mend, "its offsets have %d bytes", t.order.Uint16(head[4:]))
		}
	default:
		return nil, wrong(mend, "its version is %d, not 42 or 43", version)
	}
	return t, t.directory(first)
}

// directory reads the entries of a directory.
func (t *tiff) directory(at int64) error {
	countBytes, each := int64(2), int64(12)
	if t.big {
		countBytes, each = 8, 20
	}
	head, err := t.bytes(at, countBytes)
	if err != nil {
		return err
	}
	count := uint64(t.order.Uint16(head))
	if t.big {
		count = t.order.Uint64(head)
	}
	if count == 0 || count > mostEntries {
		return wrong(mend, "its directory at byte %d has %d entries", at, count)
	}
	data, err := t.bytes(at+countBytes, int64(count)*each)
	if err != nil {
		return err
	}
	for i := range int64(count) {
		t.entry(data[i*each:(i+1)*each], at+countBytes+i*each)
	}
	return nil
}

// entry notes where the values of a tag are: in the entry itself where they fit.
func (t *tiff) entry(data []byte, at int64) {
	tag := t.order.Uint16(data)
	e := entry{kind: t.order.Uint16(data[2:])}
	room, inline := uint64(4), int64(8)
	if t.big {
		e.count, room, inline = t.order.Uint64(data[4:]), 8, 12
	} else {
		e.count = uint64(t.order.Uint32(data[4:]))
	}
	size := sizeOf(e.kind)
	switch {
	case size == 0 || e.count > math.MaxInt64/8:
		return // of a kind that nobody needs
	case e.count*size <= room:
		e.offset = at + inline
	case t.big:
		e.offset = int64(min(t.order.Uint64(data[12:]), math.MaxInt64))
	default:
		e.offset = int64(t.order.Uint32(data[8:]))
	}
	if _, twice := t.entries[tag]; !twice {
		t.entries[tag] = e
	}
}

// sizeOf returns the bytes of one value of a kind, 0 for kinds that are not known.
func sizeOf(kind uint16) uint64 {
	switch kind {
	case 1, 2, 6, 7: // byte, text, signed byte, undefined
		return 1
	case 3, 8: // short
		return 2
	case 4, 9, 11, 13: // long, float, directory
		return 4
	case 5, 10, 12, 16, 17, 18: // fractions, double, long8
		return 8
	default:
		return 0
	}
}

// whole returns the i-th value of a tag that holds whole numbers from 0, or absent.
func (t *tiff) whole(tag uint16, i, absent uint64) (uint64, error) {
	e, ok := t.entries[tag]
	if !ok {
		return absent, nil
	}
	if i >= e.count {
		return 0, wrong(mend, "tag %d has %d values, and number %d is needed", tag, e.count, i+1)
	}
	size := int64(sizeOf(e.kind))
	data, err := t.bytes(e.offset+int64(i)*size, size)
	if err != nil {
		return 0, err
	}
	switch e.kind {
	case 1:
		return uint64(data[0]), nil
	case 3:
		return uint64(t.order.Uint16(data)), nil
	case 4, 13:
		return uint64(t.order.Uint32(data)), nil
	case 16, 18:
		return t.order.Uint64(data), nil
	}
	return 0, wrong(mend, "tag %d holds values of kind %d, no whole numbers", tag, e.kind)
}

// all returns the bytes of the values of a tag of a kind, nil where it is absent.
func (t *tiff) all(tag, kind uint16) ([]byte, error) {
	e, ok := t.entries[tag]
	if !ok {
		return nil, nil
	}
	if size := sizeOf(kind); e.kind != kind || e.count > mostText/size {
		return nil, wrong(mend, "tag %d has %d values of kind %d", tag, e.count, e.kind)
	}
	return t.bytes(e.offset, int64(e.count*sizeOf(kind)))
}

// doubles returns the values of a tag of doubles.
func (t *tiff) doubles(tag uint16) ([]float64, error) {
	data, err := t.all(tag, 12)
	out := make([]float64, len(data)/8)
	for i := range out {
		out[i] = math.Float64frombits(t.order.Uint64(data[8*i:]))
	}
	return out, err
}

// shorts returns the values of a tag of shorts.
func (t *tiff) shorts(tag uint16) ([]uint16, error) {
	data, err := t.all(tag, 3)
	out := make([]uint16, len(data)/2)
	for i := range out {
		out[i] = t.order.Uint16(data[2*i:])
	}
	return out, err
}

// text returns the value of a tag of text.
func (t *tiff) text(tag uint16) (string, error) {
	data, err := t.all(tag, 2)
	return string(data), err
}

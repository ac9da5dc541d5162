package popgrid

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/image/tiff/lzw"
)

// mostWindow is how far back ZSTD may refer, in bytes. GDAL writes at most 8 MiB.
const mostWindow = 64 << 20

// unpacker reads blocks row by row. Its buffers are one row of a block and those of a decoder.
type unpacker struct {
	file   *tiff
	layout *layout
	from   *bufio.Reader
	zlib   io.ReadCloser
	zstd   *zstd.Decoder
	row    []byte // of one row of a block, as numbers of the order of the file
	planes []byte // of one row with predictor 3
}

func newUnpacker(file *tiff, l *layout) *unpacker {
	return &unpacker{file: file, layout: l, from: bufio.NewReaderSize(nil, 1<<16), row: make([]byte, l.blockWidth*l.bytes)}
}

// close gives back what the decoders hold.
func (u *unpacker) close() {
	if u.zstd != nil {
		u.zstd.Close()
	}
}

// rows calls visit with the bytes of each row of a block from first up to last, which is not
// included. They are overwritten by the next. sparse is true, and nothing called, where the block was
// left out of the file.
func (u *unpacker) rows(number, first, last int, visit func(row int, data []byte)) (sparse bool, err error) {
	offset, size, err := u.file.block(u.layout, number)
	if err != nil || size == 0 {
		return size == 0, err
	}
	if u.layout.compression == plain {
		skip := min(int64(first)*int64(len(u.row)), size)
		u.from.Reset(io.NewSectionReader(u.file.from, offset+skip, size-skip))
		return false, u.each(u.from, first, first, last, offset, size, visit)
	}
	u.from.Reset(io.NewSectionReader(u.file.from, offset, size))
	reader, err := u.decoder()
	if err != nil {
		return false, fmt.Errorf("block %d at byte %d: %w", number, offset, err)
	}
	return false, u.each(reader, 0, first, last, offset, size, visit)
}

// each reads rows from the one where the reader stands, and visits those from first.
func (u *unpacker) each(reader io.Reader, at, first, last int, offset, size int64, visit func(row int, data []byte)) error {
	for ; at < last; at++ {
		if _, err := io.ReadFull(reader, u.row); err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return wrong(mend, "the block at byte %d has %d bytes, which end in its row %d of %d", offset, size, at+1, last)
			}
			return wrong(mend, "the block at byte %d cannot be unpacked in its row %d: %v", offset, at+1, err)
		}
		if at >= first {
			u.undo()
			visit(at, u.row)
		}
	}
	return nil
}

// decoder returns what unpacks the block that u.from is at.
func (u *unpacker) decoder() (io.Reader, error) {
	switch u.layout.compression {
	case lzwPacked:
		return lzw.NewReader(u.from, lzw.MSB, 8), nil
	case zstdPacked:
		if u.zstd == nil {
			var err error
			u.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(mostWindow))
			if err != nil {
				return nil, err
			}
		}
		return u.zstd, u.zstd.Reset(u.from)
	}
	if u.zlib == nil {
		var err error
		u.zlib, err = zlib.NewReader(u.from)
		return u.zlib, err
	}
	return u.zlib, u.zlib.(zlib.Resetter).Reset(u.from, nil)
}

// undo turns what the predictor left of a row into numbers again.
func (u *unpacker) undo() {
	switch u.layout.predictor {
	case 2:
		u.sumUp()
	case 3:
		u.joinPlanes()
	}
}

// sumUp undoes predictor 2: each number is the difference to the one before it, whatever its format.
func (u *unpacker) sumUp() {
	order := u.file.order
	switch u.layout.bytes {
	case 1:
		for i := 1; i < len(u.row); i++ {
			u.row[i] += u.row[i-1]
		}
	case 2:
		for i := 2; i < len(u.row); i += 2 {
			order.PutUint16(u.row[i:], order.Uint16(u.row[i:])+order.Uint16(u.row[i-2:]))
		}
	case 4:
		for i := 4; i < len(u.row); i += 4 {
			order.PutUint32(u.row[i:], order.Uint32(u.row[i:])+order.Uint32(u.row[i-4:]))
		}
	case 8:
		for i := 8; i < len(u.row); i += 8 {
			order.PutUint64(u.row[i:], order.Uint64(u.row[i:])+order.Uint64(u.row[i-8:]))
		}
	}
}

// joinPlanes undoes predictor 3: each byte is the difference to the one before it, and the row has the
// highest bytes of all numbers first, then the next, whatever the order of the file.
func (u *unpacker) joinPlanes() {
	if u.planes == nil {
		u.planes = make([]byte, len(u.row))
	}
	sum := byte(0)
	for i, b := range u.row {
		sum += b
		u.planes[i] = sum
	}
	each := u.layout.bytes
	count := len(u.row) / each
	for plane := range each {
		at := plane
		if !u.file.bigEndian() {
			at = each - 1 - plane
		}
		for i, b := range u.planes[plane*count : (plane+1)*count] {
			u.row[i*each+at] = b
		}
	}
}

package popgrid

import (
	"math"
	"strconv"
	"strings"
)

// The compressions that are read, by their number in the tag.
const (
	plain        = 1
	lzwPacked    = 5
	deflateAdobe = 8
	deflateOld   = 32946
	zstdPacked   = 50000
)

// The kinds of numbers, by their number in the tag.
const (
	unsignedWhole = 1
	signedWhole   = 2
	floating      = 3
)

// layout is how the cells lie in the file.
type layout struct {
	width, height int
	// A block is a strip or a tile; strips are as wide as the image.
	blockWidth, blockHeight int
	across                  int // blocks in a row of them
	tiles                   bool
	bytes                   int // of one number
	format                  int
	compression             int
	predictor               int
	withoutData             float64
	hasWithoutData          bool
}

// newLayout reads and checks how the cells lie.
func newLayout(t *tiff) (l layout, err error) {
	number := func(tag uint16, absent uint64) int {
		v, failed := t.whole(tag, 0, absent)
		if err == nil {
			err = failed
		}
		return int(min(v, math.MaxInt32))
	}
	l.width, l.height = number(tagWidth, 0), number(tagHeight, 0)
	bits, samples := number(tagBits, 1), number(tagSamples, 1)
	l.compression, l.predictor = number(tagCompression, plain), number(tagPredictor, 1)
	l.format = number(tagSampleFormat, unsignedWhole)
	fill := number(tagFillOrder, 1)
	_, l.tiles = t.entries[tagTileOffsets]
	if l.tiles {
		l.blockWidth, l.blockHeight = number(tagTileWidth, 0), number(tagTileHeight, 0)
	} else {
		l.blockWidth, l.blockHeight = l.width, min(number(tagRowsPerStrip, math.MaxInt32), max(l.height, 1))
	}
	if err != nil {
		return l, err
	}
	l.bytes = bits / 8
	switch {
	case l.width < 1 || l.height < 1 || l.width > mostSide || l.height > mostSide:
		return l, wrong(mend, "it has %d columns and %d rows; from 1 to %d are read", l.width, l.height, mostSide)
	case l.blockWidth < 1 || l.blockHeight < 1 || l.blockWidth > mostSide || l.blockHeight > mostSide:
		return l, wrong(mend, "its blocks have %d columns and %d rows", l.blockWidth, l.blockHeight)
	case samples != 1:
		return l, wrong(convert, "it has %d bands, not one", samples)
	case fill != 1:
		return l, wrong(convert, "its bits are in reverse order")
	}
	l.across = (l.width + l.blockWidth - 1) / l.blockWidth
	if err := l.checkNumbers(bits); err != nil {
		return l, err
	}
	if scaled(t) {
		return l, wrong("Write it with gdal_translate -unscale.", "its numbers are scaled")
	}
	return l, l.readWithoutData(t)
}

// scaled reports whether GDAL noted that the numbers are to be multiplied or shifted.
func scaled(t *tiff) bool {
	text, err := t.text(tagMetadata)
	return err == nil && (strings.Contains(text, `role="scale"`) || strings.Contains(text, `role="offset"`))
}

// checkNumbers reports numbers, compressions and predictors that are not read.
func (l *layout) checkNumbers(bits int) error {
	whole := (l.format == unsignedWhole || l.format == signedWhole) && (bits == 8 || bits == 16 || bits == 32)
	if !whole && !(l.format == floating && (bits == 32 || bits == 64)) {
		return wrong(convert, "its numbers have %d bits in sample format %d; whole numbers of 8, 16 and 32 bits and floats of 32 and 64 are read", bits, l.format)
	}
	switch l.compression {
	case plain, lzwPacked, deflateAdobe, deflateOld, zstdPacked:
	default:
		return wrong(convert, "it is compressed by method %d; none, LZW, Deflate and ZSTD are read", l.compression)
	}
	// Without a compression the predictor has no meaning, and writers leave it alone.
	if l.compression == plain {
		l.predictor = 1
	}
	if l.predictor < 1 || l.predictor > 3 || l.predictor == 3 && l.format != floating {
		return wrong(convert, "its predictor is %d for sample format %d", l.predictor, l.format)
	}
	return nil
}

// readWithoutData reads the number that stands for no data, as GDAL writes it. Against floats of 32
// bits it is compared as one of them.
func (l *layout) readWithoutData(t *tiff) error {
	text, err := t.text(tagWithoutData)
	text = strings.TrimSpace(strings.Trim(text, "\x00"))
	if err != nil || text == "" {
		return err
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(n, 0) {
		return wrong(mend, "its number for no data is %q", text)
	}
	if l.format == floating && l.bytes == 4 {
		n = float64(float32(n))
	}
	l.withoutData, l.hasWithoutData = n, true
	return nil
}

// blocks returns the offset and size of a block. Size 0 is a block that was left out because nothing
// is in it.
func (t *tiff) block(l *layout, number int) (offset, size int64, err error) {
	offsets, counts := uint16(tagStripOffsets), uint16(tagStripCounts)
	if l.tiles {
		offsets, counts = tagTileOffsets, tagTileCounts
	}
	if _, ok := t.entries[offsets]; !ok {
		return 0, 0, wrong(mend, "it has neither strips nor tiles")
	}
	at, err := t.whole(offsets, uint64(number), 0)
	if err != nil {
		return 0, 0, err
	}
	// An old writer may leave the size of a lone strip without compression out.
	n, err := t.whole(counts, uint64(number), uint64(l.blockWidth)*uint64(l.blockHeight)*uint64(l.bytes))
	if err != nil || n == 0 {
		return 0, 0, err
	}
	if at > uint64(t.size) || n > uint64(t.size)-at {
		return 0, 0, cutError{int64(min(at, math.MaxInt64)), int64(min(n, math.MaxInt64)), t.size}
	}
	return int64(at), int64(n), nil
}

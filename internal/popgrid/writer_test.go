package popgrid

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
	"testing"

	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// variant is one way to write a grid.
type variant struct {
	big         bool // BigTIFF
	highFirst   bool // byte order
	tile        int  // side of the tiles; 0: strips
	rows        int  // of a strip
	compression int
	predictor   int
	format      int
	bytes       int
	asPoint     bool // coordinates of the middles of cells
	matrix      bool // in place of scale and tied point
}

func (v variant) String() string {
	return fmt.Sprintf("big=%v high=%v tile=%d rows=%d compression=%d predictor=%d format=%d bytes=%d point=%v matrix=%v",
		v.big, v.highFirst, v.tile, v.rows, v.compression, v.predictor, v.format, v.bytes, v.asPoint, v.matrix)
}

// byteOrder reads and appends numbers.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// picture is what is written: cells row by row, upper left first.
type picture struct {
	columns, rows int
	values        []float64
	withoutData   string
	x0, y0, side  float64 // of the upper left corner; of a cell
	keys          []uint16
	text          string
}

// lonLatKeys are those of EPSG:4326; the first four numbers are the header.
var lonLatKeys = []uint16{1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326}

type field struct {
	tag, kind uint16
	count     int
	data      []byte
}

// write returns the picture as a file.
func (v variant) write(t testing.TB, p picture) []byte {
	t.Helper()
	var order byteOrder = binary.LittleEndian
	mark := "II"
	if v.highFirst {
		order, mark = binary.BigEndian, "MM"
	}
	var out bytes.Buffer
	put := func(value any) {
		if err := binary.Write(&out, order, value); err != nil {
			t.Fatal(err)
		}
	}
	out.WriteString(mark)
	if v.big {
		put([]uint16{43, 8, 0})
		put(uint64(0))
	} else {
		put(uint16(42))
		put(uint32(0))
	}
	offsets, counts := v.blocks(t, p, order, &out)
	fields := v.fields(p, order, offsets, counts)
	directory := out.Len()
	if v.big {
		order.PutUint64(out.Bytes()[8:], uint64(directory))
	} else {
		order.PutUint32(out.Bytes()[4:], uint32(directory))
	}
	v.directory(&out, order, fields)
	return out.Bytes()
}

// directory writes the entries and behind them the values that do not fit.
func (v variant) directory(out *bytes.Buffer, order byteOrder, fields []field) {
	room, each, head := 4, 12, 2
	if v.big {
		room, each, head = 8, 20, 8
	}
	behind := out.Len() + head + each*len(fields) + room
	var values, entries []byte
	if v.big {
		entries = order.AppendUint64(entries, uint64(len(fields)))
	} else {
		entries = order.AppendUint16(entries, uint16(len(fields)))
	}
	for _, f := range fields {
		entries = order.AppendUint16(entries, f.tag)
		entries = order.AppendUint16(entries, f.kind)
		data := f.data
		if len(data) > room {
			at := behind + len(values)
			values = append(values, data...)
			data = order.AppendUint32(nil, uint32(at))
			if v.big {
				data = order.AppendUint64(nil, uint64(at))
			}
		}
		if v.big {
			entries = order.AppendUint64(entries, uint64(f.count))
		} else {
			entries = order.AppendUint32(entries, uint32(f.count))
		}
		entries = append(entries, append(data, make([]byte, room-len(data))...)...)
	}
	out.Write(entries)
	out.Write(make([]byte, room))
	out.Write(values)
}

// fields are the tags of the picture in ascending order.
func (v variant) fields(p picture, order byteOrder, offsets, counts []uint64) []field {
	short := func(tag uint16, values ...uint16) field {
		var data []byte
		for _, n := range values {
			data = order.AppendUint16(data, n)
		}
		return field{tag, 3, len(values), data}
	}
	long := func(tag uint16, values []uint64) field {
		var data []byte
		for _, n := range values {
			if v.big {
				data = order.AppendUint64(data, n)
			} else {
				data = order.AppendUint32(data, uint32(n))
			}
		}
		return field{tag, map[bool]uint16{false: 4, true: 16}[v.big], len(values), data}
	}
	double := func(tag uint16, values ...float64) field {
		var data []byte
		for _, n := range values {
			data = order.AppendUint64(data, math.Float64bits(n))
		}
		return field{tag, 12, len(values), data}
	}
	out := []field{
		long(tagWidth, []uint64{uint64(p.columns)}), long(tagHeight, []uint64{uint64(p.rows)}),
		short(tagBits, uint16(8*v.bytes)), short(tagCompression, uint16(v.compression)),
	}
	if v.tile == 0 {
		out = append(out, long(tagStripOffsets, offsets), short(tagSamples, 1), short(tagRowsPerStrip, uint16(v.rows)), long(tagStripCounts, counts))
	} else {
		out = append(out, short(tagSamples, 1))
	}
	out = append(out, short(tagPredictor, uint16(v.predictor)))
	if v.tile > 0 {
		out = append(out, short(tagTileWidth, uint16(v.tile)), short(tagTileHeight, uint16(v.tile)), long(tagTileOffsets, offsets), long(tagTileCounts, counts))
	}
	out = append(out, short(tagSampleFormat, uint16(v.format)))
	keys, x0, y0 := append([]uint16{}, p.keys...), p.x0, p.y0
	if v.asPoint {
		x0, y0 = x0+p.side/2, y0-p.side/2
		keys[11] = 2
	}
	if v.matrix {
		out = append(out, double(tagTransform, p.side, 0, 0, x0, 0, -p.side, 0, y0, 0, 0, 0, 0, 0, 0, 0, 1))
	} else {
		out = append(out, double(tagPixelScale, p.side, p.side, 0), double(tagTiepoint, 2, 1, 0, x0+2*p.side, y0-p.side, 0))
	}
	out = append(out, short(tagGeoKeys, keys...))
	if p.text != "" {
		out = append(out, field{tagGeoText, 2, len(p.text) + 1, append([]byte(p.text), 0)})
	}
	if p.withoutData != "" {
		out = append(out, field{tagWithoutData, 2, len(p.withoutData) + 1, append([]byte(p.withoutData), 0)})
	}
	return out
}

// blocks writes the strips or tiles and returns where they are.
func (v variant) blocks(t testing.TB, p picture, order byteOrder, out *bytes.Buffer) (offsets, counts []uint64) {
	wide, high := p.columns, v.rows
	if v.tile > 0 {
		wide, high = v.tile, v.tile
	}
	for top := 0; top < p.rows; top += high {
		for left := 0; left < p.columns; left += wide {
			var data []byte
			for row := top; row < top+high; row++ {
				if v.tile == 0 && row >= p.rows {
					break
				}
				values := make([]float64, wide)
				for i := range values {
					if row < p.rows && left+i < p.columns {
						values[i] = p.values[row*p.columns+left+i]
					}
				}
				data = append(data, v.row(order, values)...)
			}
			packed := v.pack(t, data)
			offsets = append(offsets, uint64(out.Len()))
			counts = append(counts, uint64(len(packed)))
			out.Write(packed)
		}
	}
	return offsets, counts
}

// row writes numbers and applies the predictor.
func (v variant) row(order byteOrder, values []float64) []byte {
	words := make([]uint64, len(values))
	for i, n := range values {
		switch {
		case v.format == floating && v.bytes == 4:
			words[i] = uint64(math.Float32bits(float32(n)))
		case v.format == floating:
			words[i] = math.Float64bits(n)
		default:
			words[i] = uint64(int64(n))
		}
	}
	if v.predictor == 2 && v.compression != plain {
		for i := len(words) - 1; i > 0; i-- {
			words[i] -= words[i-1]
		}
	}
	var out []byte
	for _, w := range words {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], w)
		own := b[8-v.bytes:]
		if !v.highFirst && !(v.predictor == 3 && v.compression != plain) {
			for i, j := 0, len(own)-1; i < j; i, j = i+1, j-1 {
				own[i], own[j] = own[j], own[i]
			}
		}
		out = append(out, own...)
	}
	if v.predictor == 3 && v.compression != plain {
		planes := make([]byte, 0, len(out))
		for b := range v.bytes {
			for i := range values {
				planes = append(planes, out[i*v.bytes+b])
			}
		}
		for i := len(planes) - 1; i > 0; i-- {
			planes[i] -= planes[i-1]
		}
		return planes
	}
	return out
}

// zstdWriter is shared, because a new one takes longer than its work here.
var zstdWriter = sync.OnceValue(func() *zstd.Encoder {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err)
	}
	return w
})

// pack compresses the bytes of a block.
func (v variant) pack(t testing.TB, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	switch v.compression {
	case plain:
		return data
	case lzwPacked:
		return packLZW(data)
	case zstdPacked:
		return zstdWriter().EncodeAll(data, nil)
	}
	w := zlib.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// packLZW writes the codes of TIFF's LZW: highest bit first, and longer codes one code earlier than
// those of GIF.
func packLZW(data []byte) []byte {
	const clear, end = 256, 257
	var out []byte
	var held uint32
	var have, width uint
	var table map[string]uint32
	emit := func(code uint32) {
		held = held<<width | code
		have += width
		for have >= 8 {
			out = append(out, byte(held>>(have-8)))
			have -= 8
		}
	}
	reset := func() {
		emit(clear)
		table = map[string]uint32{}
		for i := range 256 {
			table[string([]byte{byte(i)})] = uint32(i)
		}
		width = 9
	}
	width = 9
	reset()
	next := uint32(258)
	prefix := ""
	for _, b := range data {
		longer := prefix + string([]byte{b})
		if _, known := table[longer]; known {
			prefix = longer
			continue
		}
		emit(table[prefix])
		table[longer] = next
		next++
		switch next {
		case 512, 1024, 2048:
			width++
		case 4095:
			reset()
			next = 258
		}
		prefix = string([]byte{b})
	}
	if prefix != "" {
		emit(table[prefix])
	}
	// The reader counts one more code before the end.
	if next++; next == 512 || next == 1024 || next == 2048 {
		width++
	}
	emit(end)
	if have > 0 {
		out = append(out, byte(held<<(8-have)))
	}
	return out
}

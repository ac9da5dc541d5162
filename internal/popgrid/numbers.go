package popgrid

import (
	"encoding/binary"
	"math"
)

// bigEndian reports whether the highest byte of a number comes first.
func (t *tiff) bigEndian() bool { return t.order == binary.BigEndian }

// numbers turns the bytes of a row into numbers, as many as out holds.
func (l *layout) numbers(order binary.ByteOrder, data []byte, out []float64) {
	switch kind := l.format*100 + l.bytes; kind {
	case unsignedWhole*100 + 1:
		for i := range out {
			out[i] = float64(data[i])
		}
	case signedWhole*100 + 1:
		for i := range out {
			out[i] = float64(int8(data[i]))
		}
	case unsignedWhole*100 + 2:
		for i := range out {
			out[i] = float64(order.Uint16(data[2*i:]))
		}
	case signedWhole*100 + 2:
		for i := range out {
			out[i] = float64(int16(order.Uint16(data[2*i:])))
		}
	case unsignedWhole*100 + 4:
		for i := range out {
			out[i] = float64(order.Uint32(data[4*i:]))
		}
	case signedWhole*100 + 4:
		for i := range out {
			out[i] = float64(int32(order.Uint32(data[4*i:])))
		}
	default:
		l.floats(order, data, out)
	}
}

func (l *layout) floats(order binary.ByteOrder, data []byte, out []float64) {
	if l.bytes == 4 {
		for i := range out {
			out[i] = float64(math.Float32frombits(order.Uint32(data[4*i:])))
		}
		return
	}
	for i := range out {
		out[i] = math.Float64frombits(order.Uint64(data[8*i:]))
	}
}

package splitload

import "math/bits"

// source draws random numbers: SplitMix64 (Steele, Lea, Flood 2014). It is here because the answer
// to a seed may not change with the standard library.
type source struct{ state uint64 }

// stream keeps the numbers apart from those of other packages with the same seed.
const stream = 0x5b1179

func random(seed uint64) *source { return &source{seed ^ stream} }

// Uint64 returns 64 random bits.
func (r *source) Uint64() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Int64N returns a number from 0 to below n, which is positive. Its bias is below n in 2^64.
func (r *source) Int64N(n int64) int64 {
	high, _ := bits.Mul64(r.Uint64(), uint64(n))
	return int64(high)
}

// IntN is Int64N for int.
func (r *source) IntN(n int) int { return int(r.Int64N(int64(n))) }

// Int32N is Int64N for int32.
func (r *source) Int32N(n int32) int32 { return int32(r.Int64N(int64(n))) }

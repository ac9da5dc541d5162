package popgrid

import (
	"math"
	"math/bits"
)

// total is a sum of numbers from 0 to 2^63 in units of 2^-64, so that it is the same in whatever order
// they come. Each number is cut to whole units, which loses nothing of a float32 above 2^-40, and less
// than a person in 10^19 cells of any other. The zero value is 0.
type total struct{ whole, part uint64 }

// add adds a number. Negative ones and NaN are the caller's fault.
func (t *total) add(n float64) {
	whole, part := math.Modf(n)
	var carry uint64
	t.part, carry = bits.Add64(t.part, uint64(math.Ldexp(part, 64)), 0)
	t.whole, _ = bits.Add64(t.whole, uint64(whole), carry)
}

// plus adds another sum.
func (t *total) plus(other total) {
	var carry uint64
	t.part, carry = bits.Add64(t.part, other.part, 0)
	t.whole, _ = bits.Add64(t.whole, other.whole, carry)
}

// float returns the sum as the nearest number, or one beside it.
func (t total) float() float64 { return float64(t.whole) + math.Ldexp(float64(t.part), -64) }

// nearest returns the sum rounded to a whole number, halves up.
func (t total) nearest() uint64 { return t.whole + t.part>>63 }

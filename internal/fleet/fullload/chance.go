package fullload

import "math/bits"

// chance is a source of numbers that look random: SplitMix64 (Steele, Lea and Flood 2014). The
// same seed gives the same numbers everywhere.
type chance struct{ state uint64 }

// below returns a number from 0 to n-1. The first are more likely by a share of n in 2⁶⁴.
func (c *chance) below(n int) int {
	c.state += 0x9E3779B97F4A7C15
	z := c.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	z ^= z >> 31
	high, _ := bits.Mul64(z, uint64(n))
	return int(high)
}

package routing

// chance is a source of numbers that look random and are the same in every run (splitmix64; Steele, Lea
// and Flood, Fast Splittable Pseudorandom Number Generators, 2014).
type chance uint64

func (c *chance) next() uint64 {
	*c += 0x9E3779B97F4A7C15
	return mixed(uint64(*c))
}

// mixed scatters the bits of a number.
func mixed(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// upTo returns a number from 0 to n-1.
func (c *chance) upTo(n int) int { return int(c.next() % uint64(n)) }

// shuffle puts a list into another order.
func (c *chance) shuffle(list []int32) {
	for i := len(list) - 1; i > 0; i-- {
		j := c.upTo(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}

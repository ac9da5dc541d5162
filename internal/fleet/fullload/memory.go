package fullload

// memory counts loads, in unary: one bit for each load that is taken. Sets of loads compare by
// inclusion.
type memory [2]uint64

const memoryBits = 128

// within reports whether every bit is also in the other.
func (a memory) within(b memory) bool { return a[0]&^b[0] == 0 && a[1]&^b[1] == 0 }

// and returns the bits of both that are in each.
func (a memory) and(b memory) memory { return memory{a[0] & b[0], a[1] & b[1]} }

// or returns the bits that are in either.
func (a memory) or(b memory) memory { return memory{a[0] | b[0], a[1] | b[1]} }

// take sets the lowest free bit of the mask. ok is false where none is free.
func (a memory) take(mask memory) (after memory, ok bool) {
	for w := range a {
		if free := mask[w] &^ a[w]; free != 0 {
			a[w] |= free & -free
			return a, true
		}
	}
	return a, false
}

// recall says which loads a tail of a duty remembers: those of its own class, and at every class
// those of the classes near to it (Baldacci, Mingozzi and Roberti 2011; grown step by step as in
// Roberti and Mingozzi 2014). What is forgotten may be taken again, which makes duties worth
// more and so keeps a bound valid. The zero bits of a class mean that it is never remembered.
type recall struct {
	bits []memory // by class: one bit for every load
	near []memory // by class: bits that stay when a load of it is taken
	next int      // first bit that is free
}

func newRecall(classes int) *recall {
	return &recall{bits: make([]memory, classes), near: make([]memory, classes)}
}

// take returns the memory after a load of a class is taken. ok is false where none is left.
func (r *recall) take(a memory, class int) (after memory, ok bool) {
	bits := r.bits[class]
	if bits == (memory{}) {
		return a.and(r.near[class]), true
	}
	return a.and(r.near[class].or(bits)).take(bits)
}

// remember makes a class with this many loads remembered at another class. It returns false
// where that was so or no bits are left.
func (r *recall) remember(class, loads, at int) bool {
	if r.bits[class] == (memory{}) {
		if r.next+loads > memoryBits {
			return false
		}
		for range loads {
			r.bits[class][r.next/64] |= 1 << (r.next % 64)
			r.next++
		}
	} else if r.bits[class].within(r.near[at]) {
		return false
	}
	r.near[at] = r.near[at].or(r.bits[class])
	return true
}

// rememberEverywhere makes a class with this many loads remembered at every class.
func (r *recall) rememberEverywhere(class, loads int) bool {
	for at := range r.near {
		r.remember(class, loads, at)
	}
	return r.bits[class] != (memory{})
}

// allows reports whether the memory lets the rides follow each other.
func (r *recall) allows(rides []ride) bool {
	var a memory
	for k := len(rides) - 1; k >= 0; k-- {
		var ok bool
		if a, ok = r.take(a, int(rides[k].class)); !ok {
			return false
		}
	}
	return true
}

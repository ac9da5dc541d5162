package flow

// pageBits is how many values stand in a page of a paged array, as a power of two.
const pageBits = 12

// paged is an array that grows at its end. Nothing is copied, and it holds little more than is used: how
// many steps a problem needs is known only when it is solved.
type paged[T any] struct {
	pages  []*[1 << pageBits]T
	length int
}

// at returns the place of a value.
func (p *paged[T]) at(i int) *T { return &p.pages[i>>pageBits][i&(1<<pageBits-1)] }

// extend adds zeros.
func (p *paged[T]) extend(by int) {
	p.length += by
	for len(p.pages)<<pageBits < p.length {
		p.pages = append(p.pages, new([1 << pageBits]T))
	}
}

// add adds a value.
func (p *paged[T]) add(value T) {
	p.extend(1)
	*p.at(p.length - 1) = value
}

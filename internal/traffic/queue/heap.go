package queue

import "wayout/internal/unit"

// An event is one number: its moment, what happens, and to which link or vehicle. Events at one
// moment happen in order of these, so that nothing depends on when they were entered.
type event uint64

type kind uint8

// In the order in which they happen at one moment.
const (
	sign    kind = iota // roads open or shut: signs change
	ready               // the first vehicle of a link is at its end and may leave
	serve               // a link may let in one of those that wait for it
	leaving             // a vehicle that waited for another one leaves
	ring                // roads that wait for each other in a ring move on together
)

const (
	idBits   = 26
	kindBits = 3
	timeBits = 64 - idBits - kindBits
	mostID   = 1<<idBits - 1
)

func newEvent(at unit.Millisecond, what kind, id int32) event {
	return event(uint64(at)<<(idBits+kindBits) | uint64(what)<<idBits | uint64(id))
}

func (e event) at() unit.Millisecond { return unit.Millisecond(e >> (idBits + kindBits)) }
func (e event) what() kind           { return kind(e >> idBits & (1<<kindBits - 1)) }
func (e event) id() int32            { return int32(e & mostID) }

// agenda is a heap of events, each parent with four children, least first.
type agenda []event

func (h *agenda) push(e event) {
	q := append(*h, e)
	i := len(q) - 1
	for i > 0 {
		parent := (i - 1) >> 2
		if q[parent] <= e {
			break
		}
		q[i] = q[parent]
		i = parent
	}
	q[i] = e
	*h = q
}

func (h *agenda) pop() event {
	q := *h
	least := q[0]
	n := len(q) - 1
	last := q[n]
	q = q[:n]
	*h = q
	if n == 0 {
		return least
	}
	i := 0
	for {
		child := i<<2 + 1
		if child >= n {
			break
		}
		best, value := child, q[child]
		for c := child + 1; c < min(child+4, n); c++ {
			if q[c] < value {
				best, value = c, q[c]
			}
		}
		if value >= last {
			break
		}
		q[i] = value
		i = best
	}
	q[i] = last
	return least
}

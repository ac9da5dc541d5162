package flow

import (
	"math/bits"
	"slices"
)

// wordSteps is how many steps one word of marks covers.
const wordSteps = 64

// marks are one bit by row and step. Words of 64 steps of all rows stand together, so that it grows
// with the steps taken in.
type marks struct {
	rows  int
	words []uint64 // by step / 64 × rows + row
}

// grow makes room for all steps up to one.
func (m *marks) grow(step int32) {
	if missing := (int(step)/wordSteps+1)*m.rows - len(m.words); missing > 0 {
		m.words = append(m.words, make([]uint64, missing)...)
	}
}

func (m *marks) has(row, step int32) bool {
	return m.words[int(step)/wordSteps*m.rows+int(row)]>>(uint(step)%wordSteps)&1 != 0
}

func (m *marks) set(row, step int32) {
	m.words[int(step)/wordSteps*m.rows+int(row)] |= 1 << (uint(step) % wordSteps)
}

func (m *marks) unset(row, step int32) {
	m.words[int(step)/wordSteps*m.rows+int(row)] &^= 1 << (uint(step) % wordSteps)
}

// latest returns the last step from first to last that is marked, or none.
func (m *marks) latest(row, first, last int32) int32 {
	if first < 0 {
		first = 0
	}
	if last < first {
		return none
	}
	block := last / wordSteps
	at := int(block)*m.rows + int(row)
	word := m.words[at] << (wordSteps - 1 - uint(last)%wordSteps)
	if word != 0 {
		if found := last - int32(bits.LeadingZeros64(word)); found >= first {
			return found
		}
		return none
	}
	for block--; block >= first/wordSteps; block-- {
		at -= m.rows
		if word := m.words[at]; word != 0 {
			if found := block*wordSteps + 63 - int32(bits.LeadingZeros64(word)); found >= first {
				return found
			}
			return none
		}
	}
	return none
}

// gap returns the first step from one on that is not marked.
func (m *marks) gap(row, step int32) int32 {
	at := int(step)/wordSteps*m.rows + int(row)
	if at >= len(m.words) {
		return step
	}
	if word := ^m.words[at] >> (uint(step) % wordSteps); word != 0 {
		return step + int32(bits.TrailingZeros64(word))
	}
	step = step/wordSteps*wordSteps + wordSteps
	for at += m.rows; at < len(m.words); at += m.rows {
		if word := ^m.words[at]; word != 0 {
			return step + int32(bits.TrailingZeros64(word))
		}
		step += wordSteps
	}
	return step
}

// slabWords is how many words of amounts are reserved at once.
const slabWords = 64

// ledger is an amount by row and step. Memory is used only for the words, 64 steps of a row, in
// which some amount ever was.
type ledger struct {
	some  marks   // where the amount is not 0
	place []int32 // by word: where its amounts stand, from 1, or 0
	slabs [][]int64
	used  int32 // places
}

func newLedger(rows int) ledger { return ledger{some: marks{rows: rows}} }

func (l *ledger) grow(step int32) {
	l.some.grow(step)
	if missing := len(l.some.words) - len(l.place); missing > 0 {
		l.place = append(l.place, make([]int32, missing)...)
	}
}

// clone returns a ledger of its own with the same amounts.
func (l *ledger) clone() ledger {
	own := ledger{some: marks{rows: l.some.rows, words: slices.Clone(l.some.words)}, place: slices.Clone(l.place), used: l.used}
	for _, slab := range l.slabs {
		own.slabs = append(own.slabs, slices.Clone(slab))
	}
	return own
}

// amounts returns the amounts of a word, or nil if there never were any.
func (l *ledger) amounts(word int) []int64 {
	if place := l.place[word]; place > 0 {
		at := (place - 1) % slabWords * wordSteps
		return l.slabs[(place-1)/slabWords][at : at+wordSteps]
	}
	return nil
}

// reserve returns the amounts of a word, which it makes if there never were any.
func (l *ledger) reserve(word int) []int64 {
	if l.place[word] == 0 {
		if l.used%slabWords == 0 {
			l.slabs = append(l.slabs, make([]int64, slabWords*wordSteps))
		}
		l.used++
		l.place[word] = l.used
	}
	return l.amounts(word)
}

func (l *ledger) at(row, step int32) int64 {
	word := int(step)/wordSteps*l.some.rows + int(row)
	if word >= len(l.place) {
		return 0
	}
	if amounts := l.amounts(word); amounts != nil {
		return amounts[step%wordSteps]
	}
	return 0
}

// add changes the amount at a step and returns what it is then.
func (l *ledger) add(row, step int32, units int64) int64 {
	word := int(step)/wordSteps*l.some.rows + int(row)
	amount := &l.reserve(word)[step%wordSteps]
	*amount += units
	if *amount == 0 {
		l.some.unset(row, step)
	} else {
		l.some.set(row, step)
	}
	return *amount
}

// addAll changes the amounts at all steps from first to before end.
func (l *ledger) addAll(row, first, end int32, units int64) {
	for first < end {
		word := int(first)/wordSteps*l.some.rows + int(row)
		last := min(end, first/wordSteps*wordSteps+wordSteps)
		amounts := l.reserve(word)
		within := amounts[first%wordSteps : first%wordSteps+last-first]
		marked := l.some.words[word]
		bit := uint64(1) << (uint(first) % wordSteps)
		for i := range within {
			within[i] += units
			if within[i] == 0 {
				marked &^= bit
			} else {
				marked |= bit
			}
			bit <<= 1
		}
		l.some.words[word] = marked
		first = last
	}
}

// least returns the least amount at the steps from first to before end.
func (l *ledger) least(row, first, end int32) int64 {
	least := unlimitedRoom
	for first < end {
		word := int(first)/wordSteps*l.some.rows + int(row)
		last := min(end, first/wordSteps*wordSteps+wordSteps)
		amounts := l.amounts(word)
		if amounts == nil {
			return 0
		}
		for _, units := range amounts[first%wordSteps : first%wordSteps+last-first] {
			least = min(least, units)
		}
		first = last
	}
	return least
}

package osm

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// message walks over the fields of a Protocol Buffers message. Groups, which are long out of use, are
// refused.
type message struct {
	rest   []byte
	number protowire.Number
	kind   protowire.Type
	value  uint64 // of a varint
	bytes  []byte // of a field with a length; part of the message, not a copy
	err    error
}

// next goes to the next field. It returns false at the end and at a fault, which is then in err.
func (m *message) next() bool {
	if len(m.rest) == 0 || m.err != nil {
		return false
	}
	number, kind, size := protowire.ConsumeTag(m.rest)
	if size < 0 {
		return m.stop(protowire.ParseError(size))
	}
	m.number, m.kind, m.value, m.bytes = number, kind, 0, nil
	rest := m.rest[size:]
	switch kind {
	case protowire.VarintType:
		m.value, size = protowire.ConsumeVarint(rest)
	case protowire.BytesType:
		m.bytes, size = protowire.ConsumeBytes(rest)
	case protowire.Fixed32Type, protowire.Fixed64Type:
		size = protowire.ConsumeFieldValue(number, kind, rest)
	default:
		return m.stop(fmt.Errorf("a field is of kind %d", kind))
	}
	if size < 0 {
		return m.stop(protowire.ParseError(size))
	}
	m.rest = rest[size:]
	return true
}

func (m *message) stop(err error) bool {
	m.err = err
	return false
}

// is reports whether the field has a number and can be read as the kind that belongs to it.
func (m *message) is(number protowire.Number, kind protowire.Type) bool {
	if m.number != number {
		return false
	}
	if m.kind != kind {
		m.err = fmt.Errorf("field %d is of kind %d, not %d", number, m.kind, kind)
		return false
	}
	return true
}

// errNumbers is the fault of a list that ends too early or has a number of more than 64 bits.
var errNumbers = errors.New("a list of numbers is damaged or too short")

// numbers is a list of whole numbers that is decoded while it is gone through.
type numbers struct {
	rest []byte
	own  bool // rest is a copy and not part of the message
	bad  bool // a number was damaged or missing
}

// add takes what the current field of a message holds into the list: all numbers of a packed field, or
// the one of a field that is not packed.
func (n *numbers) add(m *message) {
	if m.kind == protowire.BytesType && len(n.rest) == 0 {
		n.rest, n.own = m.bytes, false
		return
	}
	if !n.own {
		n.rest, n.own = slices.Clone(n.rest), true
	}
	switch m.kind {
	case protowire.BytesType:
		n.rest = append(n.rest, m.bytes...)
	case protowire.VarintType:
		n.rest = protowire.AppendVarint(n.rest, m.value)
	default:
		n.bad = true
	}
}

func (n *numbers) more() bool { return len(n.rest) > 0 }

// next takes a number off the list. Where there is none the list turns bad and the number is 0.
func (n *numbers) next() uint64 {
	if len(n.rest) > 0 && n.rest[0] < 0x80 {
		v := n.rest[0]
		n.rest = n.rest[1:]
		return uint64(v)
	}
	return n.long()
}

// long is next for numbers of several bytes.
func (n *numbers) long() uint64 {
	v, size := protowire.ConsumeVarint(n.rest)
	if size < 0 {
		n.rest, n.bad = nil, true
		return 0
	}
	n.rest = n.rest[size:]
	return v
}

// signed is next for numbers whose sign is in the lowest bit.
func (n *numbers) signed() int64 { return protowire.DecodeZigZag(n.next()) }

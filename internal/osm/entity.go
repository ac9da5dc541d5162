package osm

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// Kinds is a set of kinds of entities.
type Kinds uint8

// The kinds that a map has.
const (
	Nodes Kinds = 1 << iota
	Ways
	Relations
)

// Tag is what a map says of an entity. Bytes that were no UTF-8 in the file, and control characters other
// than tabs and line breaks, have U+FFFD in their place.
type Tag struct {
	Key, Value string
}

// Tags are all tags of an entity, in the order of the file.
type Tags []Tag

// Get returns the value of a key, or "" where there is none.
func (t Tags) Get(key string) string {
	for i := range t {
		if t[i].Key == key {
			return t[i].Value
		}
	}
	return ""
}

// First yields the values that are not empty of several keys, the first key first.
func (t Tags) First(keys ...string) iter.Seq2[string, string] {
	return func(yield func(key, value string) bool) {
		for _, key := range keys {
			if value := t.Get(key); value != "" && !yield(key, value) {
				return
			}
		}
	}
}

// Node is a point of the map.
type Node struct {
	ID   int64
	At   orb.Point // lon, lat in degrees, WGS 84; always within ±180 and ±90
	Tags Tags
}

// Way is a line through nodes.
type Way struct {
	ID    int64
	Nodes []int64 // ids of nodes, which need not be in the same file
	Tags  Tags
	// Points are the positions of the nodes, where the file gives them with the way. It is as long as
	// Nodes, or empty.
	Points []orb.Point
}

// Relation is a group of entities.
type Relation struct {
	ID      int64
	Members []Member
	Tags    Tags
}

// Member is one entity of a relation.
type Member struct {
	Kind Kinds // exactly one kind
	ID   int64
	Role string
}

// Limits of one entity. They are far above what OpenStreetMap takes – texts of 255 characters, ways of
// 2,000 nodes, relations of 32,000 members – and keep a small file that unpacks to much from filling the
// memory.
const (
	mostText  = 1 << 16 // bytes
	mostParts = 1 << 17 // tags, nodes or members
)

// errParts is the fault of an entity with more parts than any has.
var errParts = fmt.Errorf("it has more than %d tags, nodes or members", mostParts)

// text makes a string of bytes of a file, without what XML forbids in a text.
func text(b []byte) (string, error) {
	if len(b) > mostText {
		return "", fmt.Errorf("a text has %d bytes; at most %d are read", len(b), mostText)
	}
	s := string(b)
	if strings.IndexFunc(s, odd) < 0 {
		return s, nil
	}
	return strings.Map(func(r rune) rune {
		if odd(r) {
			return utf8.RuneError
		}
		return r
	}, s), nil
}

func odd(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF
}

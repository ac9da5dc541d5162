package osm

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
	"google.golang.org/protobuf/encoding/protowire"
)

// nano is how many of the format's units make a degree.
const nano = 1e9

// mostTexts is how many strings a block may have: at two million one would be 16 bytes long on average.
// Writers put 8,000 entities into a block.
const mostTexts = 1 << 21

// block decodes the PrimitiveBlocks of a file, one after another.
type block struct {
	visit   *Visitor
	summary *Summary
	stopped error // what a function of the visitor has returned

	table       [][]byte // the strings of the block
	texts       []string // those of them that were needed
	granularity int64    // nanodegrees
	lat, lon    int64    // offsets in nanodegrees

	node     Node
	way      Way
	relation Relation
}

// errStopped ends a block whose visitor wants no more; the reason is in block.stopped.
var errStopped = errors.New("stopped by the visitor")

// read decodes a block and hands over what is wanted of it. It returns which kinds the block has,
// wanted or not.
func (b *block) read(data []byte) (found Kinds, err error) {
	if err := b.readFrame(data); err != nil {
		return 0, err
	}
	m := message{rest: data}
	for m.next() {
		if m.number != 2 {
			continue
		}
		kinds, err := b.readGroup(m.bytes)
		if err != nil {
			return 0, err
		}
		found |= kinds
	}
	return found, m.err
}

// readFrame reads what all groups of a block need. It stands behind them in most files.
func (b *block) readFrame(data []byte) error {
	b.table, b.granularity, b.lat, b.lon = b.table[:0], 100, 0, 0
	m := message{rest: data}
	for m.next() {
		switch {
		case m.is(1, protowire.BytesType):
			if err := b.readTable(m.bytes); err != nil {
				return err
			}
		case m.is(2, protowire.BytesType):
			// A group, read later.
		case m.is(17, protowire.VarintType):
			b.granularity = int64(int32(m.value))
		case m.is(19, protowire.VarintType):
			b.lat = int64(m.value)
		case m.is(20, protowire.VarintType):
			b.lon = int64(m.value)
		}
	}
	if m.err == nil && b.granularity <= 0 {
		return fmt.Errorf("the granularity is %d", b.granularity)
	}
	b.texts = append(b.texts[:0], make([]string, len(b.table))...)
	return m.err
}

func (b *block) readTable(data []byte) error {
	m := message{rest: data}
	for m.next() {
		if !m.is(1, protowire.BytesType) {
			continue
		}
		if len(b.table) == mostTexts {
			return fmt.Errorf("the block has more than %d texts", mostTexts)
		}
		b.table = append(b.table, m.bytes)
	}
	return m.err
}

// text returns a string of the table.
func (b *block) text(index uint64) (string, error) {
	if index >= uint64(len(b.table)) {
		return "", fmt.Errorf("text %d is used, but the block has %d", index, len(b.table))
	}
	if b.texts[index] != "" {
		return b.texts[index], nil
	}
	var err error
	b.texts[index], err = text(b.table[index])
	return b.texts[index], err
}

// at makes a point of what a file has of it. Nanodegrees on the earth are whole numbers that a float64
// holds exactly, and what is far off the earth does not come back onto it, as it would in an int64.
func (b *block) at(lon, lat int64) (orb.Point, error) {
	degrees := func(offset, units int64) float64 {
		return (float64(offset) + float64(b.granularity)*float64(units)) / nano
	}
	return position(degrees(b.lon, lon), degrees(b.lat, lat))
}

// position refuses points that are not on the earth.
func position(lon, lat float64) (orb.Point, error) {
	if !(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90) {
		return orb.Point{}, fmt.Errorf("longitude %g, latitude %g are no place on earth", lon, lat)
	}
	return orb.Point{lon, lat}, nil
}

// readGroup reads a PrimitiveGroup.
func (b *block) readGroup(data []byte) (found Kinds, err error) {
	m := message{rest: data}
	for m.next() && err == nil {
		switch {
		case m.is(1, protowire.BytesType):
			found |= Nodes
			err = b.readNode(m.bytes)
		case m.is(2, protowire.BytesType):
			found |= Nodes
			err = b.readDense(m.bytes)
		case m.is(3, protowire.BytesType):
			found |= Ways
			err = b.readWay(m.bytes)
		case m.is(4, protowire.BytesType):
			found |= Relations
			err = b.readRelation(m.bytes)
		}
	}
	if err != nil {
		return found, err
	}
	return found, m.err
}

// stop ends the block where the visitor has returned an error.
func (b *block) stop(err error) error {
	if err == nil {
		return nil
	}
	b.stopped = err
	return errStopped
}

// readTags reads tags given as two lists.
func (b *block) readTags(into Tags, keys, values numbers) (Tags, error) {
	for keys.more() || values.more() {
		key, value := keys.next(), values.next()
		if keys.bad || values.bad {
			return into, errNumbers
		}
		var err error
		if into, err = b.addTag(into, key, value); err != nil {
			return into, err
		}
	}
	return into, nil
}

func (b *block) addTag(into Tags, key, value uint64) (Tags, error) {
	k, err := b.text(key)
	if err != nil {
		return into, err
	}
	v, err := b.text(value)
	if err == nil && len(into) == mostParts {
		err = errParts
	}
	return append(into, Tag{k, v}), err
}

// readNode reads a node that is not in a dense list.
func (b *block) readNode(data []byte) error {
	if b.visit.Node == nil {
		return nil
	}
	b.summary.Nodes++
	var keys, values numbers
	var id, lat, lon int64
	m := message{rest: data}
	for m.next() {
		switch {
		case m.is(1, protowire.VarintType):
			id = protowire.DecodeZigZag(m.value)
		case m.number == 2:
			keys.add(&m)
		case m.number == 3:
			values.add(&m)
		case m.is(8, protowire.VarintType):
			lat = protowire.DecodeZigZag(m.value)
		case m.is(9, protowire.VarintType):
			lon = protowire.DecodeZigZag(m.value)
		}
	}
	if m.err != nil {
		return m.err
	}
	at, err := b.at(lon, lat)
	if err != nil {
		return fmt.Errorf("node %d: %w", id, err)
	}
	if b.visit.WantNode != nil && !b.visit.WantNode(id, keys.more()) {
		return nil
	}
	b.node = Node{ID: id, At: at, Tags: b.node.Tags[:0]}
	if b.node.Tags, err = b.readTags(b.node.Tags, keys, values); err != nil {
		return fmt.Errorf("node %d: %w", id, err)
	}
	return b.stop(b.visit.Node(&b.node))
}

// dense is a list of nodes: each number is the difference from the one before.
type dense struct {
	ids, lats, lons, tags numbers
	id, lat, lon          int64
	hasTags               bool
}

// readDense reads DenseNodes.
func (b *block) readDense(data []byte) error {
	if b.visit.Node == nil {
		return nil
	}
	var d dense
	m := message{rest: data}
	for m.next() {
		switch m.number {
		case 1:
			d.ids.add(&m)
		case 8:
			d.lats.add(&m)
		case 9:
			d.lons.add(&m)
		case 10:
			d.tags.add(&m)
		}
	}
	if m.err != nil {
		return m.err
	}
	d.hasTags = d.tags.more()
	for d.ids.more() {
		if err := b.readDenseNode(&d); err != nil {
			return err
		}
	}
	if d.ids.bad || d.lats.more() || d.lons.more() || d.tags.more() {
		return errors.New("the lists of ids, positions and tags of nodes do not have the same length")
	}
	return nil
}

func (b *block) readDenseNode(d *dense) error {
	d.id += d.ids.signed()
	d.lat += d.lats.signed()
	d.lon += d.lons.signed()
	if d.ids.bad || d.lats.bad || d.lons.bad {
		return errNumbers
	}
	b.summary.Nodes++
	at, err := b.at(d.lon, d.lat)
	if err != nil {
		return fmt.Errorf("node %d: %w", d.id, err)
	}
	key := uint64(0)
	if d.hasTags {
		key = d.tags.next()
	}
	if b.visit.WantNode != nil && !b.visit.WantNode(d.id, key != 0) {
		return d.passTags(key)
	}
	b.node = Node{ID: d.id, At: at, Tags: b.node.Tags[:0]}
	if b.node.Tags, err = b.readDenseTags(b.node.Tags, d, key); err != nil {
		return fmt.Errorf("node %d: %w", d.id, err)
	}
	return b.stop(b.visit.Node(&b.node))
}

// passTags goes behind the tags of a node, of which the first key was read. A 0 ends them.
func (d *dense) passTags(key uint64) error {
	for key != 0 {
		d.tags.next()
		key = d.tags.next()
	}
	if d.tags.bad {
		return errNumbers
	}
	return nil
}

func (b *block) readDenseTags(into Tags, d *dense, key uint64) (Tags, error) {
	for key != 0 {
		var err error
		if into, err = b.addTag(into, key, d.tags.next()); err != nil {
			return into, err
		}
		key = d.tags.next()
	}
	if d.tags.bad {
		return into, errNumbers
	}
	return into, nil
}

// readWay reads a way.
func (b *block) readWay(data []byte) error {
	if b.visit.Way == nil {
		return nil
	}
	b.summary.Ways++
	w := &b.way
	*w = Way{Nodes: w.Nodes[:0], Tags: w.Tags[:0], Points: w.Points[:0]}
	var keys, values, nodes, lats, lons numbers
	m := message{rest: data}
	for m.next() {
		switch {
		case m.is(1, protowire.VarintType):
			w.ID = int64(m.value)
		case m.number == 2:
			keys.add(&m)
		case m.number == 3:
			values.add(&m)
		case m.number == 8:
			nodes.add(&m)
		case m.number == 9:
			lats.add(&m)
		case m.number == 10:
			lons.add(&m)
		}
	}
	err := m.err
	if err == nil {
		w.Tags, err = b.readTags(w.Tags, keys, values)
	}
	if err == nil {
		err = b.readLine(nodes, lats, lons)
	}
	if err != nil {
		return fmt.Errorf("way %d: %w", w.ID, err)
	}
	return b.stop(b.visit.Way(w))
}

// readLine reads the nodes of the way, and their positions where the file gives them here.
func (b *block) readLine(nodes, lats, lons numbers) error {
	w := &b.way
	for id := int64(0); nodes.more(); {
		if len(w.Nodes) == mostParts {
			return errParts
		}
		id += nodes.signed()
		w.Nodes = append(w.Nodes, id)
	}
	for lat, lon := int64(0), int64(0); lats.more() || lons.more(); {
		if len(w.Points) == len(w.Nodes) {
			return errNumbers
		}
		lat += lats.signed()
		lon += lons.signed()
		at, err := b.at(lon, lat)
		if err != nil {
			return err
		}
		w.Points = append(w.Points, at)
	}
	if nodes.bad || lats.bad || lons.bad || len(w.Points) > 0 && len(w.Points) != len(w.Nodes) {
		return errNumbers
	}
	return nil
}

// readRelation reads a relation.
func (b *block) readRelation(data []byte) error {
	if b.visit.Relation == nil {
		return nil
	}
	b.summary.Relations++
	r := &b.relation
	*r = Relation{Members: r.Members[:0], Tags: r.Tags[:0]}
	var keys, values, roles, ids, kinds numbers
	m := message{rest: data}
	for m.next() {
		switch {
		case m.is(1, protowire.VarintType):
			r.ID = int64(m.value)
		case m.number == 2:
			keys.add(&m)
		case m.number == 3:
			values.add(&m)
		case m.number == 8:
			roles.add(&m)
		case m.number == 9:
			ids.add(&m)
		case m.number == 10:
			kinds.add(&m)
		}
	}
	err := m.err
	if err == nil {
		r.Tags, err = b.readTags(r.Tags, keys, values)
	}
	if err == nil {
		err = b.readMembers(roles, ids, kinds)
	}
	if err != nil {
		return fmt.Errorf("relation %d: %w", r.ID, err)
	}
	return b.stop(b.visit.Relation(r))
}

func (b *block) readMembers(roles, ids, kinds numbers) error {
	for id := int64(0); roles.more() || ids.more() || kinds.more(); {
		role, err := b.text(roles.next())
		if err != nil {
			return err
		}
		id += ids.signed()
		kind := kinds.next()
		if roles.bad || ids.bad || kinds.bad {
			return errNumbers
		}
		switch {
		case kind > 2:
			return fmt.Errorf("a member is of kind %d", kind)
		case len(b.relation.Members) == mostParts:
			return errParts
		}
		b.relation.Members = append(b.relation.Members, Member{Nodes << kind, id, role})
	}
	return nil
}

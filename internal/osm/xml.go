package osm

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"
)

// document reads the entities of an XML map.
type document struct {
	tags    *xmlTags
	visit   *Visitor
	summary *Summary
	stopped error

	node     Node
	way      Way
	relation Relation
	within   Kinds
	deleted  bool
}

// readXML reads an XML map from its first byte to the end of the file.
func readXML(ctx context.Context, in *bufio.Reader, visit *Visitor, summary *Summary) error {
	if head, _ := in.Peek(len(byteOrderMark)); string(head) == byteOrderMark {
		_, _ = in.Discard(len(byteOrderMark)) // It was seen, so it is there.
	}
	d := &document{tags: &xmlTags{in: in, line: 1}, visit: visit, summary: summary}
	for {
		err := d.tags.next()
		if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		if err == nil {
			err = d.tag()
		}
		if d.stopped != nil {
			return d.stopped
		}
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return &DamagedError{At: d.tags.start, Err: fmt.Errorf("line %d: %w", d.tags.line, err)}
		}
	}
}

// tag takes in what was just read. A tag that opens an element of the map stands one deep.
func (d *document) tag() error {
	x := d.tags
	depth := len(x.open)
	if x.opens && !x.closes {
		depth--
	}
	switch {
	case depth == 0 && x.opens:
		return d.root()
	case depth == 1 && x.opens:
		if err := d.begin(); err != nil {
			return err
		}
		if x.closes {
			return d.end()
		}
	case depth == 1:
		return d.end()
	case depth == 2 && x.opens && d.within != 0:
		return d.part()
	}
	return nil
}

// root checks what the file is.
func (d *document) root() error {
	x := d.tags
	switch string(x.name) {
	case "osm":
		writer, err := x.text("generator")
		d.summary.Writer = writer
		return err
	case "osmChange":
		return errors.New("the file holds changes to a map and not a map")
	}
	return fmt.Errorf("the file is no map of OpenStreetMap: it begins with <%s>", x.name)
}

// begin starts an entity, or passes over what is none or not wanted.
func (d *document) begin() error {
	x := d.tags
	d.within = 0
	kind := Kinds(0)
	switch string(x.name) {
	case "bounds":
		d.summary.Bounds = d.bounds()
		return nil
	case "node":
		kind = Nodes
	case "way":
		kind = Ways
	case "relation":
		kind = Relations
	}
	if kind&d.visit.kinds() == 0 {
		return nil
	}
	id, err := x.whole("id")
	if err != nil {
		return err
	}
	d.deleted = string(x.get("visible")) == "false" || string(x.get("action")) == "delete"
	d.within = kind
	switch kind {
	case Nodes:
		return d.beginNode(id)
	case Ways:
		d.way = Way{ID: id, Nodes: d.way.Nodes[:0], Tags: d.way.Tags[:0], Points: d.way.Points[:0]}
	case Relations:
		d.relation = Relation{ID: id, Members: d.relation.Members[:0], Tags: d.relation.Tags[:0]}
	}
	return nil
}

// beginNode starts a node. Deleted ones have no position.
func (d *document) beginNode(id int64) error {
	d.node = Node{ID: id, Tags: d.node.Tags[:0]}
	if d.deleted {
		return nil
	}
	at, err := d.position()
	d.node.At = at
	return err
}

// position reads the position that a tag gives.
func (d *document) position() (orb.Point, error) {
	lon, err := d.tags.number("lon")
	if err != nil {
		return orb.Point{}, err
	}
	lat, err := d.tags.number("lat")
	if err != nil {
		return orb.Point{}, err
	}
	return position(lon, lat)
}

// bounds reads what the file says of its extent. What cannot be read is 0: it is only information.
func (d *document) bounds() orb.Bound {
	side := func(name string) float64 {
		value, err := d.tags.number(name)
		if err != nil {
			return 0
		}
		return value
	}
	return orb.Bound{Min: orb.Point{side("minlon"), side("minlat")}, Max: orb.Point{side("maxlon"), side("maxlat")}}
}

// part takes in a tag, node or member of the entity.
func (d *document) part() error {
	x := d.tags
	switch {
	case string(x.name) == "tag":
		return d.addTag()
	case string(x.name) == "nd" && d.within == Ways:
		return d.addNode()
	case string(x.name) == "member" && d.within == Relations:
		return d.addMember()
	}
	return nil
}

func (d *document) addTag() error {
	key, err := d.tags.text("k")
	if err != nil {
		return err
	}
	value, err := d.tags.text("v")
	if err != nil {
		return err
	}
	if d.tags.get("k") == nil || d.tags.get("v") == nil {
		return errors.New("<tag> needs k and v")
	}
	tags := &d.relation.Tags
	switch d.within {
	case Nodes:
		tags = &d.node.Tags
	case Ways:
		tags = &d.way.Tags
	}
	if len(*tags) == mostParts {
		return errParts
	}
	*tags = append(*tags, Tag{key, value})
	return nil
}

func (d *document) addNode() error {
	id, err := d.tags.whole("ref")
	if err != nil {
		return err
	}
	if len(d.way.Nodes) == mostParts {
		return errParts
	}
	d.way.Nodes = append(d.way.Nodes, id)
	if d.tags.get("lon") == nil {
		return nil
	}
	at, err := d.position()
	d.way.Points = append(d.way.Points, at)
	return err
}

func (d *document) addMember() error {
	id, err := d.tags.whole("ref")
	if err != nil {
		return err
	}
	role, err := d.tags.text("role")
	if err != nil {
		return err
	}
	kind := Kinds(0)
	switch string(d.tags.get("type")) {
	case "node":
		kind = Nodes
	case "way":
		kind = Ways
	case "relation":
		kind = Relations
	default:
		return fmt.Errorf("a member is of kind %q", d.tags.get("type"))
	}
	if len(d.relation.Members) == mostParts {
		return errParts
	}
	d.relation.Members = append(d.relation.Members, Member{kind, id, role})
	return nil
}

// end hands the entity over.
func (d *document) end() error {
	within := d.within
	d.within = 0
	if within == 0 {
		return nil
	}
	if d.deleted {
		d.summary.Deleted++
		return nil
	}
	switch within {
	case Nodes:
		d.summary.Nodes++
		if d.visit.WantNode == nil || d.visit.WantNode(d.node.ID, len(d.node.Tags) > 0) {
			d.stopped = d.visit.Node(&d.node)
		}
	case Ways:
		d.summary.Ways++
		if len(d.way.Points) != len(d.way.Nodes) {
			d.way.Points = d.way.Points[:0]
		}
		d.stopped = d.visit.Way(&d.way)
	case Relations:
		d.summary.Relations++
		d.stopped = d.visit.Relation(&d.relation)
	}
	return d.stopped
}

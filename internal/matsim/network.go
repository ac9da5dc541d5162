package matsim

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/problem"
	"wayout/internal/projection"
)

// Network is a network of MATSim as a draft, and where its links went.
type Network struct {
	Draft      *draft.Network
	Projection projection.Projection // of the file
	// Nodes and Links count what the file has, also what was left out of the draft.
	Nodes, Links int
	// At says by the id of a link of the file where it is in the draft.
	At map[string]Side
	// LeftOut says by the id of a link why it is not.
	LeftOut map[string]string
}

// Side is one direction of a road of the draft.
type Side struct {
	Road     int // index
	Backward bool
}

// Has reports whether the file has a link of the id, in the draft or not.
func (n *Network) Has(link string) bool {
	if _, ok := n.At[link]; ok {
		return true
	}
	_, ok := n.LeftOut[link]
	return ok
}

// start returns where a link of the draft begins.
func (n *Network) start(link string) (orb.Point, bool) {
	at, ok := n.At[link]
	if !ok {
		return orb.Point{}, false
	}
	road := n.Draft.Roads[at.Road]
	if at.Backward {
		return n.Draft.Junctions[road.To].At, true
	}
	return n.Draft.Junctions[road.From].At, true
}

// node is one as the file gives it.
type node struct {
	id   string
	x, y string
	line int
}

// link is one as the file gives it.
type link struct {
	id                            string
	from, to                      string
	metres, speed, perHour, lanes float64 // speed in m/s; perHour still per period of the file
	cars                          bool
	class, name                   string
	line                          int
	sound                         bool // all its numbers could be read
}

// networkReader carries one call of ReadNetwork.
type networkReader struct {
	*source
	options Options
	crs     string // that the file names
	period  float64
	nodes   []node
	links   []link
	byNode  map[string]int
	lines   map[string]int // of the links, by id
	out     *Network
}

// ReadNetwork reads a network, version 1 or 2. The Network is nil when the list has errors.
//
// Links of MATSim lead one way. Two that join the same nodes in opposite directions and are equally
// long become one road; parallel links stay apart. Links that cars may not use, that lead back to
// their own node or that pass nothing are left out and noted. Speeds become km/h and capacities
// vehicles an hour for all lanes together; lengths are those of the file. Types become classes; the
// numbers of OpenStreetMap's ways (origid) are not kept.
func ReadNetwork(r io.Reader, o Options) (*Network, problem.List) {
	n := &networkReader{
		source: newSource(r, o), options: o, byNode: map[string]int{}, lines: map[string]int{},
		out: &Network{Draft: &draft.Network{}, At: map[string]Side{}, LeftOut: map[string]string{}},
	}
	if _, ok := n.root("network"); ok {
		n.read()
		n.build()
	}
	list := n.close()
	if list.HasErrors() {
		return nil, list
	}
	return n.out, list
}

// read goes through the elements and keeps nodes and links as they are.
func (n *networkReader) read() {
	var wanted string // the attribute whose text comes next
	var text strings.Builder
	for {
		token, ok := n.next()
		if !ok {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			text.Reset()
			wanted = n.begin(t)
			if n.full() {
				return
			}
		case xml.CharData:
			if wanted != "" && text.Len() < mostElement {
				text.Write(t)
			}
		case xml.EndElement:
			if wanted != "" {
				n.take(wanted, strings.TrimSpace(text.String()))
				wanted = ""
			}
		}
	}
}

// begin reads the beginning of an element. It returns the name of the attribute whose text follows.
func (n *networkReader) begin(start xml.StartElement) string {
	switch {
	case n.within("network", "nodes", "node"):
		n.beginNode(start)
	case n.within("network", "links"):
		n.beginLinks(start)
	case n.within("network", "links", "link"):
		n.beginLink(start)
	case n.within("network", "attributes", "attribute"), n.within("network", "links", "link", "attributes", "attribute"):
		name, _ := attribute(start, "name")
		return name
	}
	return ""
}

// full reports, once, that the file has more than is read.
func (n *networkReader) full() bool {
	if len(n.nodes) <= MostItems && len(n.links) <= MostItems {
		return false
	}
	n.add(problem.FileTooLarge, "", "", fmt.Sprintf("%d nodes or links", MostItems))
	n.ended, n.spoilt = true, true
	return true
}

func (n *networkReader) beginNode(start xml.StartElement) {
	n.out.Nodes++
	id, ok := n.needed(start, "id")
	x, okX := n.needed(start, "x")
	y, okY := n.needed(start, "y")
	if !ok || !okX || !okY {
		return
	}
	if first, twice := n.byNode[id]; twice {
		n.add(problem.IDTwice, "id", id, fmt.Sprint(n.nodes[first].line), fmt.Sprint(n.line))
		return
	}
	n.byNode[id] = len(n.nodes)
	n.nodes = append(n.nodes, node{id, x, y, n.line})
}

func (n *networkReader) beginLinks(start xml.StartElement) {
	n.period = 3600
	text, ok := attribute(start, "capperiod")
	if !ok {
		n.out.Draft.Note("networks without a capperiod: capacities were taken as vehicles an hour", n.file)
		return
	}
	period, ok := seconds(text)
	if !ok || period <= 0 {
		n.add(problem.ValueRange, "capperiod", text, "a length of time above 0", "Write hours, minutes and seconds, such as 01:00:00.")
		return
	}
	n.period = period
}

func (n *networkReader) beginLink(start xml.StartElement) {
	n.out.Links++
	id, ok := n.needed(start, "id")
	if first, twice := n.lines[id]; ok && twice {
		n.add(problem.IDTwice, "id", id, fmt.Sprint(first), fmt.Sprint(n.line))
		return
	}
	n.lines[id] = n.line
	l := link{id: id, line: n.line, cars: true}
	l.sound = n.ends(start, &l) && ok
	if modes, given := attribute(start, "modes"); given {
		l.cars = drives(modes)
	}
	class, _ := attribute(start, "type")
	l.class = shortText(class)
	for _, number := range []struct {
		name string
		into *float64
		most float64
	}{
		{"length", &l.metres, mostMetres},
		{"freespeed", &l.speed, infinity},
		{"capacity", &l.perHour, infinity},
		{"permlanes", &l.lanes, infinity},
	} {
		value, ok := n.number(start, number.name, 0, number.most)
		*number.into = value
		l.sound = l.sound && ok
	}
	n.links = append(n.links, l)
}

// drives reports whether cars are among the modes.
func drives(modes string) bool {
	return slices.ContainsFunc(strings.Split(modes, ","), func(mode string) bool { return strings.TrimSpace(mode) == "car" })
}

func (n *networkReader) ends(start xml.StartElement, l *link) bool {
	from, okFrom := n.needed(start, "from")
	to, okTo := n.needed(start, "to")
	l.from, l.to = from, to
	return okFrom && okTo
}

// take keeps the text of an attribute element if it means something here.
func (n *networkReader) take(name, text string) {
	if len(n.path) == 2 {
		if name == "coordinateReferenceSystem" {
			n.crs = text
		}
		return
	}
	if len(n.links) == 0 {
		return
	}
	l := &n.links[len(n.links)-1]
	switch name {
	case "type", "osm:way:highway":
		l.class = shortText(text)
	case "name", "NAME", "osm:way:name":
		l.name = shortText(text)
	}
}

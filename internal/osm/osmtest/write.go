package osmtest

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"

	"wayout/internal/osm"
)

// Map is a map as a list of entities.
type Map struct {
	Nodes     []osm.Node
	Ways      []osm.Way
	Relations []osm.Relation
}

// Flavour is one of the ways in which the PBF format writes the same map.
type Flavour struct {
	Plain       bool  // nodes one by one, not dense
	Raw         bool  // blocks not packed
	Granularity int64 // nanodegrees; 0: the default of the format, 100
	Lat, Lon    int64 // offsets in nanodegrees
	PerBlock    int   // entities in a block; 0: 8000
	Feature     string
	Locations   bool // positions with the ways
}

// PBF writes a map. Positions must be multiples of the granularity beyond the offsets.
func PBF(m Map, f Flavour) []byte {
	if f.Granularity == 0 {
		f.Granularity = 100
	}
	if f.PerBlock == 0 {
		f.PerBlock = 8000
	}
	var out bytes.Buffer
	f.frame(&out, "OSMHeader", f.header())
	for from := 0; from < len(m.Nodes); from += f.PerBlock {
		f.frame(&out, "OSMData", f.nodes(m.Nodes[from:min(len(m.Nodes), from+f.PerBlock)]))
	}
	for from := 0; from < len(m.Ways); from += f.PerBlock {
		f.frame(&out, "OSMData", f.ways(m.Ways[from:min(len(m.Ways), from+f.PerBlock)]))
	}
	for from := 0; from < len(m.Relations); from += f.PerBlock {
		f.frame(&out, "OSMData", f.relations(m.Relations[from:min(len(m.Relations), from+f.PerBlock)]))
	}
	return out.Bytes()
}

func (f Flavour) header() []byte {
	var b []byte
	for _, feature := range []string{"OsmSchema-V0.6", "DenseNodes", f.Feature} {
		if feature != "" {
			b = appendBytes(b, 4, []byte(feature))
		}
	}
	return appendBytes(b, 16, []byte("osmtest"))
}

// frame writes one block of a file.
func (f Flavour) frame(out *bytes.Buffer, kind string, data []byte) {
	Frame(out, kind, Blob(data, f.Raw))
}

// Frame writes a blob with the header that belongs to it.
func Frame(out *bytes.Buffer, kind string, blob []byte) {
	header := appendBytes(nil, 1, []byte(kind))
	header = appendNumber(header, 3, uint64(len(blob)))
	_ = binary.Write(out, binary.BigEndian, uint32(len(header))) // A bytes.Buffer takes everything.
	out.Write(header)
	out.Write(blob)
}

// Blob packs the data of a block, or leaves it raw.
func Blob(data []byte, raw bool) []byte {
	if raw {
		return appendBytes(nil, 1, data)
	}
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = w.Write(data) // A bytes.Buffer takes everything.
	_ = w.Close()
	return appendBytes(appendNumber(nil, 2, uint64(len(data))), 3, packed.Bytes())
}

// table collects the strings of a block; number 0 is kept free, as the format asks.
type table struct {
	numbers map[string]uint64
	data    []byte
}

func newTable() *table {
	return &table{map[string]uint64{}, appendBytes(nil, 1, nil)}
}

func (t *table) number(s string) uint64 {
	if _, known := t.numbers[s]; !known {
		t.numbers[s] = uint64(len(t.numbers) + 1)
		t.data = appendBytes(t.data, 1, []byte(s))
	}
	return t.numbers[s]
}

// block puts a group behind its strings, and offsets behind the group as most writers do.
func (f Flavour) block(t *table, group []byte) []byte {
	b := appendBytes(nil, 1, t.data)
	b = appendBytes(b, 2, group)
	b = appendNumber(b, 17, uint64(f.Granularity))
	b = appendNumber(b, 19, uint64(f.Lat))
	return appendNumber(b, 20, uint64(f.Lon))
}

// units are degrees as the file has them.
func (f Flavour) units(degrees float64, offset int64) int64 {
	return (int64(math.Round(degrees*1e9)) - offset) / f.Granularity
}

func (f Flavour) nodes(nodes []osm.Node) []byte {
	t := newTable()
	if !f.Plain {
		return f.block(t, appendBytes(nil, 2, f.dense(t, nodes)))
	}
	var group []byte
	for _, n := range nodes {
		b := appendNumber(nil, 1, protowire.EncodeZigZag(n.ID))
		b = appendTags(b, t, n.Tags)
		b = appendNumber(b, 8, protowire.EncodeZigZag(f.units(n.At.Lat(), f.Lat)))
		b = appendNumber(b, 9, protowire.EncodeZigZag(f.units(n.At.Lon(), f.Lon)))
		group = appendBytes(group, 1, b)
	}
	return f.block(t, group)
}

func (f Flavour) dense(t *table, nodes []osm.Node) []byte {
	var ids, lats, lons deltas
	var tags []byte
	for _, n := range nodes {
		ids.add(n.ID)
		lats.add(f.units(n.At.Lat(), f.Lat))
		lons.add(f.units(n.At.Lon(), f.Lon))
		for _, tag := range n.Tags {
			tags = protowire.AppendVarint(tags, t.number(tag.Key))
			tags = protowire.AppendVarint(tags, t.number(tag.Value))
		}
		tags = protowire.AppendVarint(tags, 0)
	}
	b := appendBytes(nil, 1, ids.data)
	b = appendBytes(b, 8, lats.data)
	b = appendBytes(b, 9, lons.data)
	return appendBytes(b, 10, tags)
}

func (f Flavour) ways(ways []osm.Way) []byte {
	t := newTable()
	var group []byte
	for _, w := range ways {
		b := appendNumber(nil, 1, uint64(w.ID))
		b = appendTags(b, t, w.Tags)
		var ids, lats, lons deltas
		for _, id := range w.Nodes {
			ids.add(id)
		}
		b = appendBytes(b, 8, ids.data)
		if f.Locations {
			for _, at := range w.Points {
				lats.add(f.units(at.Lat(), f.Lat))
				lons.add(f.units(at.Lon(), f.Lon))
			}
			b = appendBytes(appendBytes(b, 9, lats.data), 10, lons.data)
		}
		group = appendBytes(group, 3, b)
	}
	return f.block(t, group)
}

func (f Flavour) relations(relations []osm.Relation) []byte {
	t := newTable()
	var group []byte
	for _, r := range relations {
		b := appendNumber(nil, 1, uint64(r.ID))
		b = appendTags(b, t, r.Tags)
		var roles, kinds []byte
		var ids deltas
		for _, m := range r.Members {
			roles = protowire.AppendVarint(roles, t.number(m.Role))
			kinds = protowire.AppendVarint(kinds, map[osm.Kinds]uint64{osm.Nodes: 0, osm.Ways: 1, osm.Relations: 2}[m.Kind])
			ids.add(m.ID)
		}
		b = appendBytes(appendBytes(appendBytes(b, 8, roles), 9, ids.data), 10, kinds)
		group = appendBytes(group, 4, b)
	}
	return f.block(t, group)
}

func appendTags(b []byte, t *table, tags osm.Tags) []byte {
	var keys, values []byte
	for _, tag := range tags {
		keys = protowire.AppendVarint(keys, t.number(tag.Key))
		values = protowire.AppendVarint(values, t.number(tag.Value))
	}
	return appendBytes(appendBytes(b, 2, keys), 3, values)
}

// deltas is a packed list of differences.
type deltas struct {
	data []byte
	last int64
}

func (d *deltas) add(v int64) {
	d.data = protowire.AppendVarint(d.data, protowire.EncodeZigZag(v-d.last))
	d.last = v
}

func appendBytes(b []byte, number protowire.Number, data []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, number, protowire.BytesType), data)
}

func appendNumber(b []byte, number protowire.Number, value uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, number, protowire.VarintType), value)
}

// XML writes a map as .osm.
func XML(m Map) []byte {
	var out bytes.Buffer
	out.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\" generator=\"osmtest\">\n")
	for _, n := range m.Nodes {
		fmt.Fprintf(&out, " <node id=\"%d\" lon=\"%s\" lat=\"%s\">\n", n.ID, degrees(n.At.Lon()), degrees(n.At.Lat()))
		writeTags(&out, n.Tags)
		out.WriteString(" </node>\n")
	}
	for _, w := range m.Ways {
		fmt.Fprintf(&out, " <way id=\"%d\">\n", w.ID)
		for _, id := range w.Nodes {
			fmt.Fprintf(&out, "  <nd ref=\"%d\"/>\n", id)
		}
		writeTags(&out, w.Tags)
		out.WriteString(" </way>\n")
	}
	for _, r := range m.Relations {
		fmt.Fprintf(&out, " <relation id=\"%d\">\n", r.ID)
		for _, member := range r.Members {
			kind := map[osm.Kinds]string{osm.Nodes: "node", osm.Ways: "way", osm.Relations: "relation"}[member.Kind]
			fmt.Fprintf(&out, "  <member type=\"%s\" ref=\"%d\" role=\"%s\"/>\n", kind, member.ID, escape(member.Role))
		}
		writeTags(&out, r.Tags)
		out.WriteString(" </relation>\n")
	}
	out.WriteString("</osm>\n")
	return out.Bytes()
}

func writeTags(out *bytes.Buffer, tags osm.Tags) {
	for _, tag := range tags {
		fmt.Fprintf(out, "  <tag k=\"%s\" v=\"%s\"/>\n", escape(tag.Key), escape(tag.Value))
	}
}

func escape(s string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(s)) // A bytes.Buffer takes everything.
	return out.String()
}

func degrees(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Gzip packs a file.
func Gzip(data []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(data) // A bytes.Buffer takes everything.
	_ = w.Close()
	return out.Bytes()
}

// Open returns an opener of a file that is in memory.
func Open(data []byte) osm.Opener {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

// All reads a whole map.
func All(open osm.Opener) (Map, osm.Summary, error) {
	var all Map
	summary, err := osm.NewMap(open).Scan(context.Background(), osm.Visitor{
		Node: func(n *osm.Node) error {
			all.Nodes = append(all.Nodes, osm.Node{ID: n.ID, At: n.At, Tags: append(osm.Tags(nil), n.Tags...)})
			return nil
		},
		Way: func(w *osm.Way) error {
			kept := osm.Way{ID: w.ID, Nodes: append([]int64(nil), w.Nodes...), Tags: append(osm.Tags(nil), w.Tags...)}
			kept.Points = append(kept.Points, w.Points...)
			all.Ways = append(all.Ways, kept)
			return nil
		},
		Relation: func(r *osm.Relation) error {
			all.Relations = append(all.Relations, osm.Relation{
				ID: r.ID, Members: append([]osm.Member(nil), r.Members...), Tags: append(osm.Tags(nil), r.Tags...),
			})
			return nil
		},
	}, nil)
	return all, summary, err
}

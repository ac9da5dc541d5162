package border

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/problem"
)

// mostDepth is how deep collections may lie in collections; RFC 7946 advises against any.
const mostDepth = 8

// value is a piece of JSON and the line where it begins.
type value struct {
	text []byte
	line int
}

// ignored counts what is no polygon.
type ignored struct {
	count int
	kinds []string // each once
	line  int      // of the first
}

// geoJSON reads polygons wherever they are.
func (r *reader) geoJSON() {
	text := bytes.TrimPrefix(r.data, []byte("\ufeff"))
	var whole json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		r.invalid(text, err)
		return
	}
	var left ignored
	blank := len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
	r.object(value{text, 1 + bytes.Count(text[:blank], []byte{'\n'})}, 0, &left)
	if left.count > 0 {
		r.add(problem.BorderIgnored, left.line, "", fmt.Sprint(left.count), strings.Join(left.kinds, ", "))
	}
}

// invalid says where a text ceases to be JSON.
func (r *reader) invalid(text []byte, err error) {
	line := 0
	if wrong := (*json.SyntaxError)(nil); errors.As(err, &wrong) {
		offset := min(int(wrong.Offset), len(text))
		line = 1 + bytes.Count(text[:offset], []byte{'\n'})
		if offset == len(text) && strings.Contains(err.Error(), "unexpected end") {
			r.add(problem.FileTruncated, line, "", "its braces are not closed")
			return
		}
	}
	r.add(problem.BorderInvalid, line, "", "it is not JSON ("+err.Error()+")")
}

// object takes the polygons of a collection, a feature or a geometry.
func (r *reader) object(of value, depth int, left *ignored) {
	members := of.members()
	var kind string
	if text, ok := members["type"]; !ok || json.Unmarshal(text.text, &kind) != nil {
		r.add(problem.BorderInvalid, of.line, "", "it is not GeoJSON, as it has no type")
		return
	}
	var inner []value
	switch kind {
	case "FeatureCollection":
		inner = members["features"].elements()
	case "GeometryCollection":
		inner = members["geometries"].elements()
	case "Feature":
		geometry := members["geometry"]
		if len(geometry.text) == 0 || geometry.text[0] != '{' {
			left.add("features without a geometry", of.line)
			return
		}
		inner = []value{geometry}
	case "Polygon", "MultiPolygon":
		r.polygons(kind, members["coordinates"], of.line)
	case "Point", "MultiPoint", "LineString", "MultiLineString":
		left.add(kind, of.line)
	default:
		r.add(problem.BorderInvalid, of.line, kind, "this type is none of GeoJSON")
	}
	if depth == mostDepth && len(inner) > 0 {
		r.add(problem.BorderInvalid, of.line, "", "collections lie in collections too deep")
		return
	}
	for _, v := range inner {
		r.object(v, depth+1, left)
	}
}

// add counts one more part that was left out.
func (i *ignored) add(kind string, line int) {
	if i.count++; i.count == 1 {
		i.line = line
	}
	if !slices.Contains(i.kinds, kind) {
		i.kinds = append(i.kinds, kind)
	}
}

// members returns what an object has, none where the value is no object.
func (v value) members() map[string]value {
	out := map[string]value{}
	v.each('{', func(key string, member value) { out[key] = member })
	return out
}

// elements returns what a list has, none where the value is no list.
func (v value) elements() []value {
	var out []value
	v.each('[', func(_ string, element value) { out = append(out, element) })
	return out
}

// each visits the values of an object or a list, which it begins with. The text must be valid.
func (v value) each(open json.Delim, visit func(key string, inner value)) {
	in := json.NewDecoder(bytes.NewReader(v.text))
	if first, err := in.Token(); err != nil || first != open {
		return
	}
	line, counted := v.line, len(v.text)-len(bytes.TrimLeft(v.text, " \t\r\n"))
	for in.More() {
		key := ""
		if open == '{' {
			name, err := in.Token()
			if err != nil {
				return
			}
			key, _ = name.(string)
		}
		var text json.RawMessage
		if in.Decode(&text) != nil {
			return
		}
		begin := int(in.InputOffset()) - len(text)
		line += bytes.Count(v.text[counted:begin], []byte{'\n'})
		counted = begin
		visit(key, value{text, line})
	}
}

// polygons takes the polygons of one geometry.
func (r *reader) polygons(kind string, coordinates value, line int) {
	polygons := make([][][][]float64, 1)
	var into any = &polygons
	if kind == "Polygon" {
		into = &polygons[0]
	}
	if json.Unmarshal(coordinates.text, into) != nil {
		r.add(problem.BorderRing, line, "", "is not understood", fmt.Sprintf("Write the coordinates of a %s, as RFC 7946 has them.", kind))
		return
	}
	for _, rings := range polygons {
		r.polygon(rings, line)
	}
}

// polygon takes one polygon, the first ring of which is around the others. One without rings is empty.
func (r *reader) polygon(rings [][][]float64, line int) {
	var out orb.Polygon
	var outer area.Area
	for i, positions := range rings {
		if !r.room(1, len(positions)) {
			return
		}
		ring, ok := r.positions(positions, line)
		if !ok || !r.ring(ring, line) {
			return
		}
		if !ring.Closed() {
			r.add(problem.BorderRing, line, "", "is not closed", "End it with its first position; if some are missing, save it again.")
			return
		}
		if i == 1 {
			outer = area.InPolygons(orb.MultiPolygon{out})
		}
		if i > 0 && !within(ring, outer) {
			r.outside(line)
			return
		}
		out = append(out, ring)
	}
	if out != nil {
		r.found = append(r.found, out)
	}
}

// positions makes a ring of positions, which may have a height as well.
func (r *reader) positions(positions [][]float64, line int) (orb.Ring, bool) {
	if len(positions) < 4 {
		r.add(problem.BorderRing, line, "", fmt.Sprintf("has %d positions and needs 4", len(positions)), "A ring needs at least three corners, and the first again at its end.")
		return nil, false
	}
	ring := make(orb.Ring, len(positions))
	for i, at := range positions {
		if len(at) < 2 {
			r.add(problem.BorderCorner, line, fmt.Sprint(at), "Write longitude, then latitude, in degrees.")
			return nil, false
		}
		ring[i] = orb.Point{at[0], at[1]}
	}
	return ring, true
}

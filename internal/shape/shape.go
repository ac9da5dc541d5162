package shape

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"wayout/internal/problem"
	"wayout/internal/roads"
)

// Map is what a file of shapes holds.
type Map struct {
	Lines []Line
	Areas []roads.Area
}

// Line is where a road runs.
type Line struct {
	Road   string // its id
	Points []roads.Point
	Where  problem.Where
}

// mostPoints is how many points a file may have.
const mostPoints = 5_000_000

// Read reads a collection of features: a LineString with the property “road” is the shape of the road of
// that id, a Polygon or MultiPolygon is an area, with its name in the property “name”. It returns every
// problem it finds, at the line of the feature. The file is named as in name.
func Read(name string, data []byte) (Map, problem.List) {
	r := reader{name: name, data: data}
	if err := r.read(); err != nil {
		r.problems.Add(problem.MapInvalid, problem.Where{File: name, Line: r.line(r.offset)}, "", err.Error())
	}
	r.problems.Close(problem.TableMore, 0)
	return r.found, r.problems.List
}

type reader struct {
	name     string
	data     []byte
	offset   int64 // of the feature that is read
	points   int
	found    Map
	problems problem.Limited
	lines    int   // line breaks before counted
	counted  int64 // offset up to which line breaks are counted
}

// line returns the line of an offset. Offsets ascend.
func (r *reader) line(offset int64) int {
	offset = max(r.counted, min(offset, int64(len(r.data))))
	r.lines += bytes.Count(r.data[r.counted:offset], []byte{'\n'})
	r.counted = offset
	return r.lines + 1
}

// read goes through the collection, one feature after the other.
func (r *reader) read() error {
	in := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(r.data, []byte("\ufeff"))))
	if err := expect(in, json.Delim('{')); err != nil {
		return err
	}
	kind, seen := "", false
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return r.at(in, err)
		}
		switch key {
		case "type":
			err = in.Decode(&kind)
		case "features":
			seen = true
			err = r.features(in)
		default:
			var skipped json.RawMessage
			err = in.Decode(&skipped)
		}
		if err != nil {
			return r.at(in, err)
		}
	}
	switch _, err := in.Token(); {
	case err != nil:
		return r.at(in, err)
	case kind != "FeatureCollection" || !seen:
		return fmt.Errorf("it is not a FeatureCollection with features")
	}
	return nil
}

// at keeps where reading ended, and says in words what a decoder says.
func (r *reader) at(in *json.Decoder, err error) error {
	r.offset = max(r.offset, in.InputOffset())
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("it ends too early")
	}
	return err
}

func expect(in *json.Decoder, want json.Delim) error {
	token, err := in.Token()
	if err != nil || token != want {
		return fmt.Errorf("it does not begin with %v", want)
	}
	return nil
}

func (r *reader) features(in *json.Decoder) error {
	if err := expect(in, json.Delim('[')); err != nil {
		return fmt.Errorf("features is not a list")
	}
	for in.More() {
		var f feature
		if err := in.Decode(&f); err != nil {
			return err
		}
		r.offset = in.InputOffset()
		r.take(&f, problem.Where{File: r.name, Line: r.line(r.offset)})
		if r.points > mostPoints {
			return fmt.Errorf("it has more than %d points", mostPoints)
		}
	}
	_, err := in.Token()
	return err
}

// feature is what is read of one. Properties may hold anything else.
type feature struct {
	Properties map[string]json.RawMessage `json:"properties"`
	Geometry   *struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// text returns a property, empty where it is absent or no text.
func (f *feature) text(name string) string {
	var out string
	if json.Unmarshal(f.Properties[name], &out) != nil {
		return ""
	}
	return out
}

// take adds a feature, or says why it is not understood.
func (r *reader) take(f *feature, where problem.Where) {
	fault := func(format string, args ...any) {
		r.problems.Add(problem.MapFeature, where, "", fmt.Sprintf(format, args...))
	}
	if f.Geometry == nil {
		fault("it has no geometry")
		return
	}
	var line [][]float64
	polygons := make([][][][]float64, 1)
	coordinates, known := map[string]any{"LineString": &line, "Polygon": &polygons[0], "MultiPolygon": &polygons}[f.Geometry.Type]
	if !known {
		fault("%q is none of LineString, Polygon and MultiPolygon", f.Geometry.Type)
		return
	}
	if json.Unmarshal(f.Geometry.Coordinates, coordinates) != nil {
		fault("its coordinates are not those of a %s", f.Geometry.Type)
		return
	}
	if f.Geometry.Type != "LineString" {
		r.area(f.text("name"), polygons, fault)
		return
	}
	road := f.text("road")
	points, ok := r.path(line, 2, fault)
	switch {
	case road == "":
		fault("a line needs the id of its road in the property “road”")
	case ok:
		r.found.Lines = append(r.found.Lines, Line{road, points, where})
	}
}

// area adds the rings of polygons as one area.
func (r *reader) area(name string, polygons [][][][]float64, fault func(string, ...any)) {
	area := roads.Area{Name: name}
	for _, rings := range polygons {
		for _, ring := range rings {
			points, ok := r.path(ring, 4, fault)
			if !ok {
				return
			}
			area.Rings = append(area.Rings, points)
		}
	}
	if area.Rings == nil {
		fault("it has no ring")
		return
	}
	r.found.Areas = append(r.found.Areas, area)
}

// path turns coordinates into points, of which there must be some.
func (r *reader) path(line [][]float64, least int, fault func(string, ...any)) ([]roads.Point, bool) {
	r.points += len(line)
	if len(line) < least {
		fault("it has %d points and needs %d", len(line), least)
		return nil, false
	}
	out := make([]roads.Point, len(line))
	for i, at := range line {
		if len(at) < 2 || !(math.Abs(at[0]) <= 180) || !(math.Abs(at[1]) <= 90) {
			fault("%v is no position: longitude and latitude in degrees, in this order", at)
			return nil, false
		}
		out[i] = roads.Point{Lon: at[0], Lat: at[1]}
	}
	return out, true
}

package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// checker is what both tests and properties have.
type checker interface {
	Helper()
	Errorf(format string, arguments ...any)
	Fatalf(format string, arguments ...any)
}

var (
	_ checker = (*testing.T)(nil)

	decimals = regexp.MustCompile(`^-?[0-9]{1,3}(\.[0-9]{1,6})?$`)
	hxlTag   = regexp.MustCompile(`^#[A-Za-z][A-Za-z0-9_]*(\+[A-Za-z][A-Za-z0-9_]*)*$`)
	clock    = regexp.MustCompile(`[0-9]{2}:[0-9]{2}`)
)

// readGeoJSON reads a collection with a library and checks the rules of RFC 7946 on the text itself.
func readGeoJSON(t checker, data []byte) *geojson.FeatureCollection {
	t.Helper()
	var top map[string]json.RawMessage
	if err := json.Unmarshal(data, &top); err != nil {
		t.Fatalf("no JSON: %v", err)
	}
	for _, name := range []string{"crs", "geometry", "geometries", "coordinates", "properties"} {
		if _, there := top[name]; there {
			t.Errorf("a collection must not have %q", name)
		}
	}
	for _, name := range []string{"level", "caution", "inputs_sha256", "features"} {
		if len(top[name]) <= 2 {
			t.Errorf("%s is missing", name)
		}
	}
	var features []map[string]json.RawMessage
	if err := json.Unmarshal(top["features"], &features); err != nil {
		t.Fatalf("features: %v", err)
	}
	ids := map[string]bool{}
	for i, f := range features {
		if len(f) != 4 || string(f["type"]) != `"Feature"` || f["geometry"] == nil || !bytes.HasPrefix(f["properties"], []byte("{")) {
			t.Errorf("feature %d: %s", i, f)
		}
		if ids[string(f["id"])] {
			t.Errorf("two features are %s", f["id"])
		}
		ids[string(f["id"])] = true
		geometry(t, f["geometry"])
	}
	read, err := geojson.UnmarshalFeatureCollection(data)
	if err != nil || len(read.Features) != len(features) {
		t.Fatalf("%d features of %d read: %v", len(read.Features), len(features), err)
	}
	return read
}

// geometry checks a geometry: null, a point or a line of two positions or more, longitude first.
func geometry(t checker, data []byte) {
	t.Helper()
	if string(data) == "null" {
		return
	}
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	var line [][]json.Number
	var err error
	switch g.Type {
	case "Point":
		line = make([][]json.Number, 1)
		err = json.Unmarshal(g.Coordinates, &line[0])
	case "LineString":
		if err = json.Unmarshal(g.Coordinates, &line); len(line) < 2 {
			t.Errorf("a line of %d positions", len(line))
		}
	default:
		t.Errorf("geometry of type %q", g.Type)
	}
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	for _, p := range line {
		if len(p) != 2 {
			t.Fatalf("position %v", p)
		}
		position(t, p[0].String(), p[1].String(), 180)
	}
}

// position checks a longitude, which is at most so many degrees, and a latitude as they are written.
func position(t checker, lon, lat string, most float64) orb.Point {
	t.Helper()
	x, errX := strconv.ParseFloat(lon, 64)
	y, errY := strconv.ParseFloat(lat, 64)
	if errX != nil || errY != nil || !decimals.MatchString(lon) || !decimals.MatchString(lat) || x < -180 || x > most || y < -90 || y > 90 {
		t.Errorf("position %s, %s", lon, lat)
	}
	return orb.Point{x, y}
}

// gpxOrder has the elements of every type of GPX 1.1 that may have some, in their order, and whether
// they may come more than once.
var gpxOrder = map[string][]string{
	"gpx":      {"metadata", "wpt*", "rte*", "trk*", "extensions"},
	"metadata": {"name", "desc", "author", "copyright", "link*", "time", "keywords", "bounds", "extensions"},
	"wpt": {
		"ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link*", "sym", "type", "fix", "sat",
		"hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid", "extensions",
	},
	"rte": {"name", "cmt", "desc", "src", "link*", "number", "type", "extensions", "rtept*"},
}

// gpxFaults checks a file by the schema of GPX 1.1, token by token, and returns what is wrong.
func gpxFaults(data []byte) []string {
	c := gpxChecker{}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return append(c.faults, err.Error())
		}
		switch token := token.(type) {
		case xml.StartElement:
			c.start(token)
		case xml.EndElement:
			c.open = c.open[:len(c.open)-1]
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" && gpxOrder[c.open[len(c.open)-1].kind] != nil {
				c.fault("text %q between elements", text)
			}
		}
	}
	return c.faults
}

type gpxChecker struct {
	open   []gpxElement
	faults []string
}

// gpxElement is an open element: its type, and how far its children have come.
type gpxElement struct {
	kind string
	next int
}

func (c *gpxChecker) fault(format string, arguments ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, arguments...))
}

func (c *gpxChecker) start(e xml.StartElement) {
	name := e.Name.Local
	kind := name
	if name == "rtept" {
		kind = "wpt"
	}
	if e.Name.Space != "http://www.topografix.com/GPX/1/1" {
		c.fault("namespace of %s", name)
	}
	if len(c.open) == 0 {
		if name != "gpx" || attribute(e, "version") != "1.1" || attribute(e, "creator") == "" {
			c.fault("root %s", name)
		}
	} else {
		c.child(name)
	}
	if kind == "wpt" {
		var f faults
		position(&f, attribute(e, "lon"), attribute(e, "lat"), 179.999999)
		c.faults = append(c.faults, f...)
	}
	c.open = append(c.open, gpxElement{kind: kind})
}

// child checks that a child may stand where it does.
func (c *gpxChecker) child(name string) {
	parent := &c.open[len(c.open)-1]
	order := gpxOrder[parent.kind]
	for i := parent.next; i < len(order); i++ {
		if many := strings.TrimSuffix(order[i], "*"); many == name {
			parent.next = i
			if many == order[i] {
				parent.next++
			}
			return
		}
	}
	c.fault("%s in %s", name, parent.kind)
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// faults collects what a checker finds.
type faults []string

func (f *faults) Helper() {}

func (f *faults) Errorf(format string, arguments ...any) {
	*f = append(*f, fmt.Sprintf(format, arguments...))
}

func (f *faults) Fatalf(format string, arguments ...any) { f.Errorf(format, arguments...) }

// knownTags are tags of HXL 1.1 that exports use.
var knownTags = []string{
	"#country", "#adm1", "#adm2", "#loc", "#geo", "#population", "#affected", "#inneed", "#targeted", "#reached",
	"#capacity", "#need", "#service", "#item", "#org", "#activity", "#status", "#access", "#cause", "#event",
	"#severity", "#impact", "#date", "#meta",
}

// readCSV reads a table with a row of HXL tags under the header and returns the rows by column.
func readCSV(t checker, data []byte) (rows []map[string]string, tags map[string]string) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("CSV of %d rows: %v", len(records), err)
	}
	tags = map[string]string{}
	valid := 0
	for i, tag := range records[1] {
		token, _, _ := strings.Cut(tag, "+")
		if !hxlTag.MatchString(tag) || slices.Contains(knownTags, token) == strings.HasPrefix(tag, "#x_") {
			t.Errorf("tag %q", tag)
			continue
		}
		if slices.Contains(knownTags, token) {
			valid++
		}
		if tags[records[0][i]] != "" {
			t.Errorf("two columns are called %q", records[0][i])
		}
		tags[records[0][i]] = tag
	}
	if 2*valid < len(records[1]) {
		t.Errorf("%d valid tags of %d", valid, len(records[1]))
	}
	for _, record := range records[2:] {
		row := map[string]string{}
		for i, text := range record {
			row[records[0][i]] = text
			checkCell(t, records[1][i], text)
		}
		if row["level"] == "" || row["caution"] == "" || row["inputs_sha256"] == "" {
			t.Errorf("a row does not say what it is: %v", row)
		}
		rows = append(rows, row)
	}
	return rows, tags
}

// counted reports whether a column counts people.
func counted(tag string) bool {
	return slices.ContainsFunc([]string{"#population", "#inneed", "#targeted", "#capacity"}, func(token string) bool { return strings.HasPrefix(tag, token) })
}

// checkCell checks a cell by its tag.
func checkCell(t checker, tag, text string) {
	t.Helper()
	switch {
	case !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r\n\t\u202e"):
		t.Errorf("%s: %q", tag, text)
	case text == "":
	case strings.HasPrefix(tag, "#date"):
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			t.Errorf("%s: %v", tag, err)
		}
	case strings.HasPrefix(tag, "#geo"):
		if !decimals.MatchString(text) {
			t.Errorf("%s: %s", tag, text)
		}
	case counted(tag) || tag == "#x_vehicles":
		if n, err := strconv.ParseInt(text, 10, 64); err != nil || n < 0 {
			t.Errorf("%s: %s", tag, text)
		}
	case strings.ContainsRune("=+-@", rune(text[0])):
		t.Errorf("%s: %s is a formula", tag, text)
	}
}

// placemark is what a reader of KML finds.
type placemark struct {
	Name     string `xml:"name"`
	StyleURL string `xml:"styleUrl"`
	Data     []struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value"`
	} `xml:"ExtendedData>Data"`
	Point string `xml:"Point>coordinates"`
	Line  string `xml:"LineString>coordinates"`
}

type kmlDocument struct {
	XMLName     xml.Name `xml:"http://www.opengis.net/kml/2.2 kml"`
	Name        string   `xml:"Document>name"`
	Description string   `xml:"Document>description"`
	Styles      []struct {
		ID string `xml:"id,attr"`
	} `xml:"Document>Style"`
	Folders []struct {
		Name  string      `xml:"name"`
		Marks []placemark `xml:"Placemark"`
	} `xml:"Document>Folder"`
}

// readKML reads a document and checks that it stands for itself.
func readKML(t checker, data []byte) kmlDocument {
	t.Helper()
	var d kmlDocument
	if err := xml.Unmarshal(data, &d); err != nil {
		t.Fatalf("no KML: %v", err)
	}
	if bytes.Contains(data, []byte("href")) || !strings.Contains(d.Description, "nothing here is called safe") {
		t.Errorf("description %q, or a reference to somewhere else", d.Description)
	}
	for _, folder := range d.Folders {
		for _, m := range folder.Marks {
			known := false
			for _, style := range d.Styles {
				known = known || m.StyleURL == "#"+style.ID
			}
			if !known {
				t.Errorf("%s has no style %s", m.Name, m.StyleURL)
			}
			kmlLine(t, m.Point+m.Line)
		}
	}
	return d
}

// kmlLine reads coordinates of KML: longitude, latitude.
func kmlLine(t checker, text string) []orb.Point {
	t.Helper()
	var out []orb.Point
	for _, tuple := range strings.Fields(text) {
		lon, lat, found := strings.Cut(tuple, ",")
		if !found {
			t.Errorf("coordinates %q", tuple)
		}
		out = append(out, position(t, lon, lat, 180))
	}
	return out
}

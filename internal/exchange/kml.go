package exchange

import (
	"bytes"
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"github.com/twpayne/go-kml/v3"
)

// KML returns plan.kml: places, gates, receptions and, unless it is for the public, the ways of cars,
// each kind in a folder with a style of its own. What GeoJSON has of them stands in ExtendedData. It
// refers to no picture and no page, so that whoever opens it asks nobody for anything.
func KML(r Request) ([]byte, error) { return newBrief(r).kml() }

// kmlFolders are the kinds of features that KML has, with the names of their folders and colours.
var kmlFolders = []struct {
	kind, name string
	color      color.RGBA
}{
	{"place", "Places", color.RGBA{0x1f, 0x4e, 0x79, 0xff}},
	{"gate", "Gates", color.RGBA{0xb4, 0x1e, 0x1e, 0xff}},
	{"reception", "Receptions", color.RGBA{0x2e, 0x7d, 0x32, 0xff}},
	{"route", "Routes", color.RGBA{0x6a, 0x3d, 0x9a, 0xff}},
}

func (b *brief) kml() ([]byte, error) {
	document := kml.Document(kml.Name(tidy(b.Scenario.Name)), kml.Description(b.about()))
	for _, folder := range kmlFolders {
		document.Append(kml.SharedStyle(folder.kind,
			kml.IconStyle(kml.Color(folder.color)),
			kml.LineStyle(kml.Color(folder.color), kml.Width(3)),
		))
	}
	for _, folder := range kmlFolders {
		list := []kml.Element{kml.Name(folder.name)}
		for i := range b.all {
			if b.all[i].kind == folder.kind {
				list = append(list, b.placemark(&b.all[i]))
			}
		}
		if len(list) > 1 {
			document.Append(kml.Folder(list...))
		}
	}
	var out bytes.Buffer
	err := kml.KML(document).WriteIndent(&out, "", " ")
	out.WriteByte('\n')
	return out.Bytes(), err
}

// placemark returns a feature with its members in ExtendedData; those that are empty are left out.
func (b *brief) placemark(f *feature) kml.Element {
	data := kml.ExtendedData()
	for _, m := range b.told(f.members) {
		if text := kmlText(m.value); text != "" && m.name != "kind" && m.name != "name" {
			data.Append(kml.Data(m.name, kml.Value(text)))
		}
	}
	mark := kml.Placemark(kml.Name(tidy(f.name)), kml.StyleURL("#"+f.kind), data)
	var at []kml.Coordinate
	for _, p := range f.at {
		at = append(at, kml.Coordinate{Lon: p[0], Lat: p[1]})
	}
	switch {
	case len(at) == 0:
	case f.line:
		mark.Append(kml.LineString(kml.Coordinates(at...)))
	default:
		mark.Append(kml.Point(kml.Coordinates(at...)))
	}
	return mark
}

// kmlText writes a value as a text.
func kmlText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(v, ", ")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

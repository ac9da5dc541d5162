package exchange

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wayout/internal/unit"
)

// GPX returns the ways on which cars leave a place, as GPX 1.1: a route for each with a point for
// every place of it, and waypoints for what stands on them. Points say when a car is there after its
// departure; they have no time of their own, because cars leave over hours. The error says which
// place has no position, that no car leaves, or that the public is told no way.
func GPX(r Request, place int) ([]byte, error) {
	if b := newBrief(r); b.Level.Hours() {
		return b.gpx(place)
	}
	return nil, errPublic
}

// The shapes of GPX 1.1 in the order that its schema demands.
type gpxXML struct {
	XMLName   xml.Name   `xml:"http://www.topografix.com/GPX/1/1 gpx"`
	Version   string     `xml:"version,attr"`
	Creator   string     `xml:"creator,attr"`
	Name      string     `xml:"metadata>name"`
	Text      string     `xml:"metadata>desc"`
	Waypoints []gpxPoint `xml:"wpt"`
	Routes    []gpxRoute `xml:"rte"`
}

type gpxPoint struct {
	Lat  string `xml:"lat,attr"`
	Lon  string `xml:"lon,attr"`
	Name string `xml:"name"`
	Text string `xml:"desc"`
	Type string `xml:"type"`
}

type gpxRoute struct {
	Name   string     `xml:"name"`
	Text   string     `xml:"desc"`
	Number int        `xml:"number"`
	Points []gpxPoint `xml:"rtept"`
}

func (b *brief) gpx(place int) ([]byte, error) {
	s := b.Scenario
	ways := b.ways(place)
	if len(ways) == 0 {
		return nil, fmt.Errorf("no car leaves %s by this plan", s.Places[place].ID)
	}
	if missing := b.unlocated(ways...); len(missing) > 0 {
		return nil, fmt.Errorf("no position is known of %s", strings.Join(b.placeIDs(missing), ", "))
	}
	out := gpxXML{
		Version: "1.1", Creator: "Wayout", Name: tidy(s.Places[place].Name), Text: b.about(), Waypoints: b.waypoints(ways),
	}
	for _, route := range ways {
		out.Routes = append(out.Routes, b.gpxRoute(route))
	}
	data, err := xml.MarshalIndent(out, "", " ")
	return append(append([]byte(xml.Header), data...), '\n'), err
}

// ways returns the routes on which cars leave a place, in the order in which they are used.
func (b *brief) ways(place int) []int {
	var out []int
	for i := range b.Plan.Slots {
		if route := b.Plan.Slots[i].Route; b.Plan.Routes[route].Place == place {
			out = addOnce(out, route)
		}
	}
	return out
}

// gpxMembers are the members of a route that its description has.
var gpxMembers = []string{"kilometres", "hours", "vehicles", "people", "first_departure", "last_departure"}

// gpxRoute returns a route with its points.
func (b *brief) gpxRoute(route int) gpxRoute {
	r := &b.Plan.Routes[route]
	f := b.routeFeature(route)
	out := gpxRoute{Name: tidy(f.name), Number: route + 1}
	var text []string
	for _, m := range b.told(f.members) {
		if m.value != nil && slices.Contains(gpxMembers, m.name) {
			text = append(text, strings.ReplaceAll(m.name, "_", " ")+" "+kmlText(m.value))
		}
	}
	out.Text = strings.Join(text, ", ")
	var length unit.Metre
	for k, place := range b.placesOf(route) {
		note := "departure"
		if k > 0 {
			length += b.Scenario.Roads[r.Legs[k-1].Road].Length
			minutes := (r.Passes[k] + unit.Minute - 1) / unit.Minute
			note = fmt.Sprintf("%d h %02d min after departure, %v km", minutes/60, minutes%60, kilometres(length))
		}
		out.Points = append(out.Points, gpxAt(b.path(place)[0], b.Scenario.Places[place].Name, note, "place"))
	}
	return out
}

// gpxAt returns a point. GPX has no longitude of 180 degrees.
func gpxAt(at point, name, note, kind string) gpxPoint {
	if at[0] == 180 {
		at[0] = -180
	}
	text := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	return gpxPoint{text(at[1]), text(at[0]), tidy(name), tidy(note), kind}
}

// waypoints returns the gates, fuel points, sites and receptions on ways, in the order in which they
// are passed, each once.
func (b *brief) waypoints(ways []int) []gpxPoint {
	var out []gpxPoint
	for _, place := range b.placesOn(ways) {
		for i := range b.all {
			if f := &b.all[i]; f.place == place && f.kind != "place" {
				kind := strings.ReplaceAll(f.kind, "_", " ")
				out = append(out, gpxAt(f.at[0], f.name, kind+" "+f.id, kind))
			}
		}
	}
	return out
}

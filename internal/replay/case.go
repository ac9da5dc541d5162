package replay

import (
	"math"
	"strconv"
	"strings"

	"wayout/internal/export"
	"wayout/internal/unit"
)

// Case is a network with the vehicles that drive on it. Ids are unique among nodes, links and trips each;
// those of links have no blanks.
type Case struct {
	Nodes []Node
	Links []Link
	Ways  [][]int32 // links in driving order, each from where the one before ends; at least one
	Trips []Trip
}

// Node is where links meet. Its place is for drawings only.
type Node struct {
	ID       string
	Lon, Lat float64 // degrees
}

// Link is one direction of a road.
type Link struct {
	ID       string
	From, To int32
	Length   unit.Metre // at least 1
	Lanes    int32      // at least 1
	Speed    unit.MetrePerHour
	Rate     unit.Rate // of all lanes together; 0: shut, no way uses it
}

// Trip is one vehicle that counts as one car.
type Trip struct {
	ID     string
	Depart unit.Millisecond // from the start
	Way    int32
}

// File is one file of an exchange.
type File struct {
	Name string // with slashes
	Data []byte
}

// The tables.
const (
	NodesFile = "nodes.csv"
	LinksFile = "links.csv"
	TripsFile = "trips.csv"
)

// The columns of the tables.
var (
	nodeColumns = []string{"id", "lon", "lat"}
	linkColumns = []string{"id", "from", "to", "length_m", "lanes", "speed_kmh", "capacity_vph"}
	tripColumns = []string{"id", "depart_s", "links"}
)

// Tables returns a case as three tables, which Read reads.
func (c *Case) Tables() []File {
	nodes, links, trips := [][]string{nodeColumns}, [][]string{linkColumns}, [][]string{tripColumns}
	for i := range c.Nodes {
		n := &c.Nodes[i]
		nodes = append(nodes, []string{n.ID, strconv.FormatFloat(n.Lon, 'f', 6, 64), strconv.FormatFloat(n.Lat, 'f', 6, 64)})
	}
	for i := range c.Links {
		l := &c.Links[i]
		links = append(links, []string{
			l.ID, c.Nodes[l.From].ID, c.Nodes[l.To].ID, strconv.FormatInt(int64(l.Length), 10), strconv.Itoa(int(l.Lanes)),
			plain(float64(l.Speed) / 1000), plain(l.Rate.VehiclesPerHour()),
		})
	}
	ways := c.wayTexts()
	for i := range c.Trips {
		t := &c.Trips[i]
		trips = append(trips, []string{t.ID, plain(seconds(t.Depart)), ways[t.Way]})
	}
	return []File{{NodesFile, export.CSV(nodes)}, {LinksFile, export.CSV(links)}, {TripsFile, export.CSV(trips)}}
}

// wayTexts returns the ids of the links of every way, with blanks between them.
func (c *Case) wayTexts() []string {
	out := make([]string, len(c.Ways))
	for w, way := range c.Ways {
		ids := make([]string, len(way))
		for k, l := range way {
			ids[k] = c.Links[l].ID
		}
		out[w] = strings.Join(ids, " ")
	}
	return out
}

// free returns the time to drive a link when nobody is in the way.
func (l *Link) free() unit.Millisecond {
	return unit.Millisecond(math.Round(float64(l.Length) * 3_600_000 / float64(l.Speed)))
}

// plain writes a number without an exponent and as short as it is exact.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func seconds(t unit.Millisecond) float64 { return float64(t) / 1000 }

func hours(t unit.Millisecond) float64 { return float64(t) / 3_600_000 }

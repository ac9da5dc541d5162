package draft

import "github.com/paulmach/orb"

// Network is a road network with what is known of its places. All points are lon, lat in degrees, WGS 84.
type Network struct {
	Junctions   []Junction
	Roads       []Road
	Settlements []Settlement
	Gates       []Gate
	// Exits are the indices, in rising order, of junctions where a road leads on out of what was read: over
	// the border of the wanted area, or to where the file ends.
	Exits []int
	// Notes count what was assumed and left out, one entry a kind, in the order in which they first came up.
	Notes []Note
}

// Junction is where roads meet or end.
type Junction struct {
	ID string // of the map: "n123" for a node of OpenStreetMap
	At orb.Point
}

// Road is a stretch between two junctions without another one in between.
type Road struct {
	ID       string // the same after every import of the same map: "w123.2" for the third stretch of a way
	From, To int    // indices of junctions
	Shape    orb.LineString
	Metres   float64 // along the shape, or as the map says
	Name     string
	Class    string // as the map says: "primary"
	Surface  string // as the map says, "" where it does not
	Bridge   bool
	// Forward leads from From to To. A direction in which nobody may drive has no lanes.
	Forward, Backward Direction
}

// Direction is what one side of a road carries.
type Direction struct {
	Lanes    float64
	KMH      float64 // speed in km/h on a free road
	PerHour  float64 // vehicles an hour, all lanes together
	SpeedBy  string  // the rule that gave the speed: "maxspeed=30 mph", "class primary, country GB"
	PassesBy string  // the rule that gave the capacity
}

// Open reports whether one may drive in the direction.
func (d Direction) Open() bool { return d.Lanes > 0 }

// Settlement is a place with a name where people may be.
type Settlement struct {
	ID     string
	Kind   string // as the map says: "town"
	At     orb.Point
	Name   string            // in the language of the place
	Names  map[string]string // by language code: "hy"
	Others []string          // old, local and alternative names
	People int               // 0 where the map does not say
	Source string            // where the number of people comes from, with its date if known
}

// Gate is a place on the network that may pass less than its road: a border control, a barrier, a toll
// booth, a ferry.
type Gate struct {
	ID   string
	Kind string // as the map says: "border_control"
	Name string
	At   orb.Point
	// Junction is the index of the junction where it stands, or -1 where it stands beside the roads of the
	// network or within one.
	Junction int
}

// Note counts one kind of thing that was assumed or left out.
type Note struct {
	What     string // "ways without a speed took that of their class"
	Count    int
	Examples []string // a few ids
}

// maxExamples is how many ids a note keeps.
const maxExamples = 5

// Note counts one more of a kind.
func (n *Network) Note(what, id string) {
	for i := range n.Notes {
		if n.Notes[i].What == what {
			n.Notes[i].Count++
			if len(n.Notes[i].Examples) < maxExamples {
				n.Notes[i].Examples = append(n.Notes[i].Examples, id)
			}
			return
		}
	}
	n.Notes = append(n.Notes, Note{What: what, Count: 1, Examples: []string{id}})
}

// DirectedLinks counts the directions in which one may drive.
func (n *Network) DirectedLinks() int {
	links := 0
	for i := range n.Roads {
		if n.Roads[i].Forward.Open() {
			links++
		}
		if n.Roads[i].Backward.Open() {
			links++
		}
	}
	return links
}

package groundwork

import (
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/draft"
	"wayout/internal/unit"
)

// Request is what a scenario is made of.
type Request struct {
	Map     *draft.Network
	MapName string // name of its file, as results shall say it
	Credit  string // who made the map, and under which licence
	Shut    Shut   // classes of roads that stand in the tables, but are not used
	// Leaving is where people leave; Border is the same to be drawn, nil where there is nothing to draw.
	Leaving area.Area
	Border  orb.MultiPolygon
	// People replace the numbers of the map, by index of the settlement; nil: the map's numbers count.
	People map[int]People
	// Receptions are where people shall arrive. Without one they leave by every way out.
	Receptions []Reception
	Closures   []Closure
	// Found are findings of whoever counted the people.
	Found []Finding

	Name     string
	TimeZone string // IANA
	Start    string // as scenario.yaml writes it
	Horizon  string // "3 days"; empty: long enough by a rough estimate
}

// Shut are classes of roads, as the map says them, that a scenario has with the status closed: whoever
// knows better opens one of them by its id.
type Shut map[string]bool

// of returns a network in which nobody may drive on these roads. The network given stays as it is.
func (s Shut) of(n *draft.Network) *draft.Network {
	if len(s) == 0 {
		return n
	}
	out := *n
	out.Roads = slices.Clone(n.Roads)
	for i := range out.Roads {
		if r := &out.Roads[i]; s[r.Class] {
			r.Forward, r.Backward = draft.Direction{}, draft.Direction{}
		}
	}
	return &out
}

// People are the people of a settlement.
type People struct {
	Low, Used, High unit.Person
	Vehicles        unit.Vehicle // that were counted; 0: not known
	NoCar, Stays    unit.Person  // of those used; 0: not known
	Source          string
}

// Reception is a destination that the user named: a settlement of the map, or a point near its roads.
type Reception struct {
	Name       string
	Settlement int // index, or -1
	At         orb.Point
}

// Closure leaves a share of the capacity of one direction of a road of the map; 0 shuts it.
type Closure struct {
	Road     int // index
	Backward bool
	From, To string // local times as the table of closures writes them; empty To: for ever
	Factor   float64
	Reason   string
	Source   string
}

// File is one file of the folder that is made.
type File struct {
	Name string
	Data []byte
}

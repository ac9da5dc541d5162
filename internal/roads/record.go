package roads

import "wayout/internal/unit"

// Class is the kind of a road; it decides capacity and speed where the planner gave none.
type Class string

// The classes of the table in FIELD.md C3, as a road list writes them.
const (
	PavedMain      Class = "paved main"
	PavedSecondary Class = "paved secondary"
	Gravel         Class = "gravel"
)

// Classes lists every class, best first.
var Classes = []Class{PavedMain, PavedSecondary, Gravel}

// Status is what is known of a road at the start.
type Status string

// Only Closed shuts a road. Held and Uncertain leave it open and flag it in every result.
const (
	Open      Status = "open"
	Closed    Status = "closed"
	Held      Status = "held"
	Uncertain Status = "uncertain"
)

// Statuses lists every status.
var Statuses = []Status{Open, Closed, Held, Uncertain}

// Flagged reports whether a plan that uses the road must say that it may not be usable.
func (s Status) Flagged() bool { return s == Held || s == Uncertain }

// Road is one row of the road list: a stretch between two places, one way or both.
type Road struct {
	ID       string
	Name     string // name or number, as people know it; empty where its ends name it
	From, To int    // indices of places
	OneWay   bool
	Length   unit.Metre
	Class    Class
	Lanes    int // per direction
	Speed    unit.MetrePerHour
	Capacity unit.Rate // per direction, all lanes together
	Given    bool      // capacity written by the planner, not taken from the class table
	Hours    Hours
	Status   Status
	// Climb is how far the road rises in all from From to To, and Descent how far it falls on the
	// way, which is what it rises on the way back.
	Climb, Descent unit.Metre
	Note           string
	Confidence     string
	// Shape is where the road runs, from From to To; nil where only its ends are known.
	Shape []Point
}

// Point is a position in degrees, WGS 84.
type Point struct{ Lon, Lat float64 }

// Area is something drawn under the roads, such as water or a zone: rings, of which inner ones cut holes.
type Area struct {
	Name  string // empty where it has none
	Rings [][]Point
}

// Path is a way for people on foot between two places, both ways: a footpath, or a road that a
// column may use.
type Path struct {
	ID       string
	From, To int // indices of places
	Length   unit.Metre
	Rate     unit.Rate // people (not vehicles) who can enter it in an hour, in thousandths
	Hours    Hours
	Posts    unit.Metre // between posts with water and first aid; 0: there are none
	Note     string
}

// Gate is a checkpoint or bridge with a service rate. It stands on a node: whoever comes to the
// node, or starts there, passes the gate before driving on or being received there.
type Gate struct {
	ID      string
	Place   int // index of the place it stands on
	Name    string
	Booths  int
	Service unit.Millisecond // time one booth needs for one vehicle; 0 where a rate was given
	Rate    unit.Rate        // while open, from the start
	Hours   Hours
	Quota   unit.Vehicle // most vehicles a calendar day; 0: no quota
	Changes []GateChange // in order of time
	OnFoot  unit.Rate    // people on foot it passes in an hour while open; 0: nobody on foot
	Note    string
}

// GateChange sets the rate of a gate from a moment on.
type GateChange struct {
	From unit.Second
	Rate unit.Rate
}

// Direction tells which way of a road is meant.
type Direction uint8

// Both ways, from From to To, or from To to From.
const (
	Both Direction = iota
	Forward
	Backward
)

// String returns the word used in files.
func (d Direction) String() string { return [...]string{"both", "forward", "backward"}[d] }

// Covers reports whether the direction includes the way along (forward) or against the road.
func (d Direction) Covers(forward bool) bool {
	return d == Both || (d == Forward) == forward
}

// Closure shuts or slows a road or a gate from one moment to another. It scales capacity, never
// speed; who is on the road when it closes goes on to its end.
type Closure struct {
	ID        string
	Gate      bool // the target is a gate, else a road
	Target    int  // index of the gate or road
	Direction Direction
	From, To  unit.Second // [From, To); To may be unit.Never
	Factor    Thousandth  // of the capacity that is left; 0 shuts
	Reason    string
	Source    string
}

// Thousandth is a share: 1000 is all.
type Thousandth int64

// Danger forbids a road from one moment to another until a planner overrides it with a reason.
type Danger struct {
	ID        string
	Road      int
	Direction Direction
	From, To  unit.Second
	Confirmed bool
	Report    string
	Source    string
	Override  string // the planner's reason; empty: the danger is in force
}

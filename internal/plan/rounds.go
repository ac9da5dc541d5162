package plan

import "wayout/internal/unit"

// Vehicle is one vehicle that drives rounds: a vehicle of the fleet or a relief lorry.
type Vehicle struct {
	Relief bool // a lorry of the scenario's Relief, else a vehicle of its Fleet
	Row    int  // index there
	Number int  // from 1 to Count or Lorries
}

// Trip is one drive of one vehicle between two places, as a stream that counts as many cars as the
// vehicle does: it enters every stage within Length. The trips of a vehicle follow each other in
// the plan in order of time, each from where the last one ended; it stands there between them.
type Trip struct {
	Vehicle  Vehicle
	From, To int // places
	Legs     []Leg
	// Passes has one entry per node, From first (0) and To last, counted from Depart, as in Route.
	Passes []unit.Second
	Depart unit.Second
	Length unit.Second // whole minutes; the vehicle has arrived at Depart + Length + Arrive
	// Boards are the parties that board at From before Depart. Boarding them begins when the
	// vehicle is there and they are, and takes the sum of their loading times.
	Boards []Load
	// Reception is where everybody aboard gets off at To, -1 where all stay aboard. Getting off
	// takes half the time of boarding; the vehicle goes on after that.
	Reception int
	// Refuges are, for a trip with people aboard, the sites of Route.Refuges, counted from Depart.
	Refuges []Refuge
}

// Arrive returns the time from departure to arrival of the stream's head.
func (t *Trip) Arrive() unit.Second { return t.Passes[len(t.Passes)-1] }

// End returns the moment at which the vehicle has arrived for certain.
func (t *Trip) End() unit.Second { return t.Depart + t.Length + t.Arrive() }

// Load are parties of one group of one place, as scenario.Travel lists them with the plan's NoFuel
// of that place.
type Load struct {
	Place   int
	Group   int
	First   int // party of the group
	Parties int
}

// Column are people on foot: the parties leave together at Depart and walk a path to where buses
// meet them, or to a reception.
type Column struct {
	Load   Load
	Path   int // of the scenario's Paths
	Back   bool
	Depart unit.Second
	Length unit.Second // in which the column enters the path
	Walks  unit.Second // from entering to the end, halts counted
	// Reception is where they are received at the end of the path, -1 where they wait for a vehicle.
	Reception int
}

// End returns the moment at which the last of the column is there.
func (c *Column) End() unit.Second { return c.Depart + c.Length + c.Walks }

// NoFuel are cars of a place that have no fuel by this plan: their people need the fleet.
type NoFuel struct {
	Place int
	Cars  unit.Vehicle
}

package plan

import (
	"wayout/internal/people"
	"wayout/internal/unit"
)

// Plan is a timetable for one population of one scenario.
type Plan struct {
	Scenario string
	SHA256   string // of the inputs it was made from
	Level    people.Level
	Horizon  unit.Second // nobody is out later: the scenario's horizon, or an earlier deadline
	// Phases are the moments at which routes may change, ascending; the first is 0. Within a
	// phase every node has one next link.
	Phases    []unit.Second
	Routes    []Route
	Slots     []Slot
	NotServed []NotServed
	Trips     []Trip   // vehicle by vehicle, in order of time
	Columns   []Column // in order of departure
	NoFuel    []NoFuel // by place
}

// WithoutFuel returns the cars of a place that have no fuel by the plan.
func (p *Plan) WithoutFuel(place int) unit.Vehicle { return carsOf(p.NoFuel, place) }

func carsOf(list []NoFuel, place int) unit.Vehicle {
	for _, n := range list {
		if n.Place == place {
			return n.Cars
		}
	}
	return 0
}

// Route is one way from a place to a reception, with the time of passage through every node,
// counted from departure.
type Route struct {
	Place     int
	Reception int
	// Legs are the roads in order; empty where the reception is at the place itself.
	Legs []Leg
	// Passes has one entry per node of the route, the place itself first (0) and the reception
	// last: when a vehicle is there, counted from its departure. A gate on the node is passed at
	// that time.
	Passes []unit.Second
	// Refuges are the sites to which people on the way turn if every gate shuts, by how long they
	// have been on the way, in order; empty where nothing of the kind was asked.
	Refuges []Refuge
}

// Refuge is a site for whoever has been on the way for [From, To) when the gates shut.
type Refuge struct {
	Site     int
	From, To unit.Second
}

// Arrive returns the time from departure to arrival.
func (r *Route) Arrive() unit.Second { return r.Passes[len(r.Passes)-1] }

// Leg is one direction of one road.
type Leg struct {
	Road    int
	Forward bool
}

// Slot is a steady stream: Vehicles leave a place evenly over [Depart, Depart+Length) and keep
// that rate on the whole route.
type Slot struct {
	Route    int
	Depart   unit.Second
	Length   unit.Second
	Vehicles unit.Vehicle
	People   unit.Person
	// Fill is what each car takes at the fuel point with the index Fuel when it passes its place; 0
	// where it needs nothing, and then Fuel means nothing.
	Fill unit.Millilitre
	Fuel int
}

// End returns the moment the last vehicle of the slot has left.
func (s *Slot) End() unit.Second { return s.Depart + s.Length }

// Reason tells why people are not in the plan.
type Reason string

// NoRoute: no road leads out, whatever is open when. Shut: closures, hours or statuses cut every
// way. Danger: only dangers without an override cut it. Time: there is a way, but the stages
// cannot pass everybody before the end. Full: the receptions have no place left. Unplaced: the
// bound would allow more, this plan found no slot. NoSeats: the fleet has too few places, or too
// little time for its rounds. NoVehicle: no vehicle of the fleet takes such a party at all. Caution:
// they could not get back or to a site in time if the gates shut.
const (
	NoRoute  Reason = "no road leads to a reception"
	Shut     Reason = "every way is closed"
	Danger   Reason = "too dangerous without an override"
	Time     Reason = "not enough time"
	Full     Reason = "the receptions are full"
	Unplaced Reason = "no slot found by this plan"

	NoSeats   Reason = "not enough places in vehicles"
	NoVehicle Reason = "no vehicle takes them"
	Caution   Reason = "not safe to stop"
)

// NotServed are people of one place whom the plan does not bring out: people by car, or parties of
// one group.
type NotServed struct {
	Place    int
	Load     *Load // the parties; nil: people by car
	People   unit.Person
	Vehicles unit.Vehicle // their cars; 0 for parties
	Reason   Reason
	// Cut names what would have to change: ids of roads, gates and receptions, in order.
	Cut []string
	// Text says it in one sentence.
	Text string
}

// Certificate proves that no plan has more than AtMost vehicles out by Until: it gives each node
// one moment. Whoever is behind that moment has to pass the links that cross it; METHODS.md §1.3
// has the argument. Anybody can check it with the inputs alone.
type Certificate struct {
	Quantile string // "t50", "t90", "t99" or "t100"
	Level    people.Level
	Until    unit.Second
	AtMost   unit.Vehicle  // out by Until, rounded down
	Needed   unit.Vehicle  // that would have to be out for the quantile
	Moments  []unit.Second // by node of the scenario's network; sinks have Until
	// NoFuel are cars that the proof leaves out, because their people do not go by car.
	NoFuel []NoFuel
	// Fleet tells that AtMost and Needed count the vehicles of the fleet too, each party as the share
	// of a full vehicle that scenario.LeastWeight gives it. Else they count cars, and everybody who
	// needs the fleet may be out before them.
	Fleet bool
}

// WithoutFuel returns the cars of a place that the proof leaves out.
func (c *Certificate) WithoutFuel(place int) unit.Vehicle { return carsOf(c.NoFuel, place) }

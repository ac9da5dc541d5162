package export

import (
	"fmt"

	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// The shape of plan.json. Moments are instants in the scenario's time zone, spans seconds,
// references ids of the scenario's files.
type planJSON struct {
	head
	Scenario     string              `json:"scenario"`
	InputsSHA256 string              `json:"inputs_sha256"`
	Overrides    []scenario.Override `json:"overrides"`
	Start        string              `json:"start"`
	Until        string              `json:"until"`
	Population   string              `json:"population"`
	Phases       []string            `json:"phases"`
	Routes       []routeJSON         `json:"routes"`
	Slots        []slotJSON          `json:"slots"`
	Trips        []tripJSON          `json:"trips"`
	Columns      []columnJSON        `json:"columns"`
	NoFuel       []noFuelJSON        `json:"no_fuel"`
	NotServed    []unservedJSON      `json:"not_served"`
}

type routeJSON struct {
	Number        int          `json:"number"` // as slots refer to it, from 1
	Place         string       `json:"place"`
	Reception     string       `json:"reception"`
	Legs          []legJSON    `json:"legs"`
	PassesSeconds []int64      `json:"passes_seconds"`
	Refuges       []refugeJSON `json:"refuges,omitempty"`
}

type legJSON struct {
	Road      string `json:"road"`
	Direction string `json:"direction"`
}

type slotJSON struct {
	Route           int     `json:"route"`
	Depart          string  `json:"depart"`
	End             string  `json:"end"`
	Vehicles        int64   `json:"vehicles"`
	People          int64   `json:"people"`
	FuelPoint       *string `json:"fuel_point,omitempty"`
	FillMillilitres int64   `json:"fill_millilitres,omitempty"` // of each car
}

type unservedJSON struct {
	Place    string       `json:"place"`
	Parties  *partiesJSON `json:"parties,omitempty"` // absent for people by car
	People   int64        `json:"people"`
	Vehicles int64        `json:"vehicles"`
	Reason   string       `json:"reason"`
	Cut      []string     `json:"cut"`
	Text     string       `json:"text"`
}

// Plan returns plan.json. The plan must be of the scenario: its indices must be in range.
func Plan(s *scenario.Scenario, p *plan.Plan) []byte {
	out := planJSON{
		head:     headOf(planFormat),
		Scenario: p.Scenario, InputsSHA256: p.SHA256, Overrides: emptyNotNull(s.Overrides),
		Start: s.Instant(0), Until: s.Instant(p.Horizon), Population: p.Level.String(),
		Phases: []string{}, Routes: []routeJSON{}, Slots: []slotJSON{}, NotServed: []unservedJSON{},
	}
	for _, t := range p.Phases {
		out.Phases = append(out.Phases, s.Instant(t))
	}
	for i := range p.Routes {
		out.Routes = append(out.Routes, routeOut(s, i+1, &p.Routes[i]))
	}
	for i := range p.Slots {
		out.Slots = append(out.Slots, slotOut(s, &p.Slots[i]))
	}
	groups := convoy.PartiesOf(s, p)
	out.Trips = tripsOut(s, groups, p.Trips)
	out.Columns = columnsOut(s, groups, p.Columns)
	out.NoFuel = noFuelOut(s, p.NoFuel)
	for i := range p.NotServed {
		out.NotServed = append(out.NotServed, unservedOut(s, &p.NotServed[i]))
	}
	return Marshal(out)
}

func routeOut(s *scenario.Scenario, number int, r *plan.Route) routeJSON {
	return routeJSON{
		Number: number, Place: s.Places[r.Place].ID, Reception: s.Receptions[r.Reception].ID,
		Legs: legsOut(s, r.Legs), PassesSeconds: secondsOut(r.Passes), Refuges: refugesOut(s, r.Refuges),
	}
}

func legsOut(s *scenario.Scenario, legs []plan.Leg) []legJSON {
	out := []legJSON{}
	for _, leg := range legs {
		out = append(out, legJSON{s.Roads[leg.Road].ID, directions[index(!leg.Forward)]})
	}
	return out
}

func secondsOut(spans []unit.Second) []int64 {
	out := []int64{}
	for _, t := range spans {
		out = append(out, int64(t))
	}
	return out
}

func slotOut(s *scenario.Scenario, slot *plan.Slot) slotJSON {
	out := slotJSON{
		Route: slot.Route + 1, Depart: s.Instant(slot.Depart), End: s.Instant(slot.End()),
		Vehicles: int64(slot.Vehicles), People: int64(slot.People),
	}
	if slot.Fill > 0 {
		out.FuelPoint, out.FillMillilitres = &s.FuelPoints[slot.Fuel].ID, int64(slot.Fill)
	}
	return out
}

func unservedOut(s *scenario.Scenario, n *plan.NotServed) unservedJSON {
	out := unservedJSON{
		Place: s.Places[n.Place].ID, People: int64(n.People), Vehicles: int64(n.Vehicles),
		Reason: string(n.Reason), Cut: emptyNotNull(n.Cut), Text: n.Text,
	}
	if n.Load != nil {
		out.Parties = new(partiesOut(n.Load))
	}
	return out
}

// directions are the words for a leg's direction: along the road and against it.
var directions = []string{"forward", "backward"}

func index(second bool) int {
	if second {
		return 1
	}
	return 0
}

// Limits of one number in a plan. A million slots of mostSlot vehicles stay below what
// unit.Throughput can sum.
const (
	mostSlot    = 1_000_000
	mostCount   = 1_000_000_000_000
	mostSeconds = 100_000_000_000
	mostParties = 1_000_000_000 // and the greatest number of a group, party or vehicle
	mostFill    = 10_000_000    // millilitres for one car
)

// levels are the words for a population level, by people.Level.
var levels = []string{people.Used.String(), people.Low.String(), people.High.String()}

// reasons are the words for why people are not served.
var reasons = []string{
	string(plan.NoRoute), string(plan.Shut), string(plan.Danger), string(plan.Time),
	string(plan.Full), string(plan.Unplaced),
	string(plan.NoSeats), string(plan.NoVehicle), string(plan.Caution),
}

// planReader reads plan.json against a scenario.
type planReader struct {
	*decoder
	s     *scenario.Scenario
	ids   ids
	plan  plan.Plan
	ahead []routeAhead
	loads []loadRead
}

// routeAhead is a slot's number of a route that had not been read before it.
type routeAhead struct {
	where problem.Where
	route int
}

// ReadPlan reads plan.json of the scenario; the name is used in messages. Where the list has
// errors the plan is what could be read, which is good for nothing but its SHA256.
func ReadPlan(s *scenario.Scenario, file string, data []byte) (plan.Plan, problem.List) {
	r := &planReader{s: s, ids: idsOf(s)}
	list := decode(file, data, func(d *decoder) []field {
		r.decoder = d
		d.finish = func() {
			r.checkRoutes()
			r.checkLoads()
		}
		return r.fields()
	})
	return r.plan, list
}

// checkRoutes reports slots of routes that are not there, which shows only at the end.
func (r *planReader) checkRoutes() {
	for _, a := range r.ahead {
		if a.route >= len(r.plan.Routes) {
			r.problems.Add(problem.ResultRange, a.where, fmt.Sprint(a.route+1), "1", fmt.Sprint(len(r.plan.Routes)))
		}
	}
}

func (r *planReader) fields() []field {
	return []field{
		{name: "format", read: func() { r.format(planFormat) }},
		{name: "version", read: r.version},
		{name: "level", read: func() { r.word(level) }},
		{name: "caution", read: func() { r.text() }, optional: true},
		{name: "scenario", read: func() { r.plan.Scenario = r.text() }},
		{name: "inputs_sha256", read: func() { r.plan.SHA256 = r.text() }},
		{name: "overrides", read: func() { r.overrides() }, optional: true},
		{name: "start", read: func() { r.instant() }},
		{name: "until", read: func() { r.plan.Horizon = r.moment(r.s) }},
		{name: "population", read: func() { r.plan.Level = r.population() }},
		{name: "phases", read: func() {
			r.list(func(int) { r.plan.Phases = append(r.plan.Phases, r.moment(r.s)) })
		}},
		{name: "routes", read: func() { r.list(r.route) }},
		{name: "slots", read: func() { r.list(func(int) { r.slot() }) }},
		{name: "trips", read: func() { r.list(func(int) { r.trip() }) }, optional: true},
		{name: "columns", read: func() { r.list(func(int) { r.column() }) }, optional: true},
		{name: "no_fuel", read: func() { r.plan.NoFuel = r.noFuel(r.ids.places) }, optional: true},
		{name: "not_served", read: func() { r.list(func(int) { r.notServed() }) }},
	}
}

func (r *planReader) route(i int) {
	route := plan.Route{}
	r.object([]field{
		{name: "number", read: func() { r.whole(int64(i)+1, int64(i)+1) }},
		{name: "place", read: func() { route.Place = r.reference("place", r.ids.places) }},
		{name: "reception", read: func() { route.Reception = r.reference("reception", r.ids.receptions) }},
		{name: "legs", read: func() { route.Legs = r.legs() }},
		{name: "passes_seconds", read: func() { route.Passes = r.passes() }},
		{name: "refuges", read: func() { route.Refuges = r.refuges() }, optional: true},
	})
	r.plan.Routes = append(r.plan.Routes, route)
}

func (r *planReader) legs() []plan.Leg {
	var legs []plan.Leg
	r.list(func(int) { legs = append(legs, r.leg()) })
	return legs
}

// passes reads the times of passage; there is one for each place on the way, so at least one.
func (r *planReader) passes() []unit.Second {
	var passes []unit.Second
	r.list(func(int) { passes = append(passes, r.seconds()) })
	if len(passes) == 0 {
		r.add(problem.ResultMissing, "", "the moment of passing the place itself")
	}
	return passes
}

func (r *planReader) leg() plan.Leg {
	var leg plan.Leg
	r.object([]field{
		{name: "road", read: func() { leg.Road = r.reference("road", r.ids.roads) }},
		{name: "direction", read: func() { leg.Forward = r.word(directions...) == 0 }},
	})
	return leg
}

func (r *planReader) slot() {
	var slot plan.Slot
	var end unit.Second
	var point, fill bool
	r.object([]field{
		{name: "route", read: func() { slot.Route = r.routeNumber() }},
		{name: "depart", read: func() { slot.Depart = r.moment(r.s) }},
		{name: "end", read: func() { end = r.moment(r.s) }},
		{name: "vehicles", read: func() { slot.Vehicles = unit.Vehicle(r.whole(0, mostSlot)) }},
		{name: "people", read: func() { slot.People = unit.Person(r.whole(0, mostCount)) }},
		{name: "fuel_point", read: func() { slot.Fuel, point = r.reference("fuel point", r.ids.fuelPoints), true }, optional: true},
		{name: "fill_millilitres", read: func() { slot.Fill, fill = unit.Millilitre(r.whole(1, mostFill)), true }, optional: true},
	})
	if point != fill && !r.broken {
		r.add(problem.ResultMissing, "", "either fuel_point or fill_millilitres")
	}
	slot.Length = end - slot.Depart
	r.plan.Slots = append(r.plan.Slots, slot)
}

// routeNumber reads the number of a route, which may stand behind.
func (r *planReader) routeNumber() int {
	route := int(r.whole(1, mostItems)) - 1
	if route >= len(r.plan.Routes) {
		r.ahead = append(r.ahead, routeAhead{r.where(), route})
	}
	return route
}

func (r *planReader) notServed() {
	var n plan.NotServed
	r.object([]field{
		{name: "place", read: func() { n.Place = r.reference("place", r.ids.places) }},
		{name: "parties", read: func() { n.Load = new(r.parties()) }, optional: true},
		{name: "people", read: func() { n.People = unit.Person(r.whole(0, mostCount)) }},
		{name: "vehicles", read: func() { n.Vehicles = unit.Vehicle(r.whole(0, mostCount)) }},
		{name: "reason", read: func() { n.Reason = plan.Reason(reasons[max(0, r.word(reasons...))]) }},
		{name: "cut", read: func() { r.list(func(int) { n.Cut = append(n.Cut, r.text()) }) }},
		{name: "text", read: func() { n.Text = r.text() }},
	})
	if n.Load != nil {
		n.Load.Place = n.Place
		r.loads = append(r.loads, loadRead{r.where(), *n.Load, -1})
	}
	r.plan.NotServed = append(r.plan.NotServed, n)
}

// ReadOverrides reads from plan.json only the overrides that the plan was made with, which are
// needed to read its scenario.
func ReadOverrides(file string, data []byte) ([]scenario.Override, problem.List) {
	var set []scenario.Override
	list := decode(file, data, func(d *decoder) []field {
		skip := planReader{decoder: d}
		fields := skip.fields()
		for i := range fields {
			switch fields[i].name {
			case "format", "version":
			case "overrides":
				fields[i].read = func() { set = d.overrides() }
			default:
				fields[i].read = func() { d.skipRest(d.next()) }
			}
		}
		return fields
	})
	return set, list
}

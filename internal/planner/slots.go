package planner

import (
	"fmt"
	"strings"

	"wayout/internal/calendar"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/routing"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// timetable places streams on the calendars of the stages, one place after the other, each as
// early as the road is free for it.
type timetable struct {
	w        *work
	routing  *routing.Routing
	length   unit.Second   // longest slot
	beat     []unit.Second // by sink: second of the minute at which streams arrive there
	stages   calendar.Set
	received []unit.Person // by sink
	routes   []plan.Route
	known    map[string]int // index of a route by what makes it
	slots    []plan.Slot
	placed   []unit.Vehicle // by place
	pumps    []supply.Pump  // by fuel point
	stops    *supply.Stops  // nil where nobody asks for a stop that is safe
}

func (w *work) newTimetable(r *routing.Routing, length unit.Second, beat []unit.Second) *timetable {
	t := &timetable{
		w: w, routing: r, length: length, beat: beat,
		stages:   w.rounds.Stages.Clone(),
		received: make([]unit.Person, len(w.net.Sinks)),
		known:    map[string]int{},
		placed:   make([]unit.Vehicle, len(w.s.Places)),
		pumps:    supply.NewPumps(w.s, w.net, w.horizon, w.crowds),
	}
	for i, sink := range w.net.Sinks {
		t.received[i] = w.walkers.Received[sink.Reception]
	}
	if w.rounds.Stops != nil {
		t.stops = w.rounds.Stops.Clone()
	}
	return t
}

// way is the path of a vehicle that leaves a place at one moment.
type way struct {
	links  []int32
	passes []unit.Second // by link: when it is entered, from departure
	arrive unit.Second
	sink   int
	begin  unit.Second // how long later departures take the same first road
	same   unit.Second // how long later departures take the same way
}

// follow walks from a place by the routing's next links, driving on without waiting. It reports
// false where the way ends, comes back to a node, or no reception has room.
func (t *timetable) follow(place int, depart unit.Second) (way, bool) {
	net := t.w.net
	v := net.Entry[place]
	result := way{begin: unit.Never, same: unit.Never, sink: -1}
	now := unit.Second(0)
	visited := map[int32]bool{}
	for {
		if sink := t.sinkWithRoom(v); sink >= 0 {
			result.sink, result.arrive = sink, now
			t.pad(&result)
			result.same = min(result.same, result.begin)
			return result, true
		}
		i, end := t.routing.At(v, depart+now)
		if i == noLink || visited[v] || depart+now > t.w.horizon {
			return way{}, false
		}
		visited[v] = true
		if t.firstRoad(&result) == len(result.links) {
			result.begin = min(result.begin, end-depart-now)
		} else {
			result.same = min(result.same, end-depart-now)
		}
		result.links = append(result.links, i)
		result.passes = append(result.passes, now)
		now += net.Links[i].Ceil
		v = net.Links[i].To
	}
}

// sinkWithRoom returns the sink at a node that still takes people, or -1.
func (t *timetable) sinkWithRoom(v int32) int {
	for i, sink := range t.w.net.Sinks {
		if sink.Node == v && (sink.Capacity == 0 || t.received[i] < sink.Capacity) {
			return i
		}
	}
	return -1
}

// pad lets vehicles drive their first road a little slower, by less than a minute, so that all
// streams to a sink come there at the same second of the minute. Ways that have met stay together,
// so streams then follow each other without idle seconds on every road they share. They drive as
// they are where padding would lead out of the phase the way was found in.
func (t *timetable) pad(way *way) {
	slack := (unit.Minute + t.beat[way.sink] - way.arrive%unit.Minute) % unit.Minute
	first := t.firstRoad(way)
	if slack == 0 || first == len(way.links) || slack >= way.same {
		return
	}
	for m := first + 1; m < len(way.passes); m++ {
		way.passes[m] += slack
	}
	way.arrive += slack
	way.same -= slack
}

func (t *timetable) firstRoad(way *way) int {
	for j, i := range way.links {
		if t.w.net.Links[i].Kind == roads.Carriageway {
			return j
		}
	}
	return len(way.links)
}

// place puts all vehicles of a place on the calendars, as early as possible and in the order in
// which they become ready.
func (t *timetable) place(p int) {
	var at unit.Second
	for _, b := range t.w.releases(p, t.length) {
		left := b.Vehicles
		at = max(at, wholeMinute(b.Ready))
		for left > 0 && at < t.w.horizon {
			slot, next := t.fit(p, at, left, unit.Never)
			if slot.Vehicles > 0 {
				t.reserve(p, slot)
				left -= slot.Vehicles
			}
			at = max(next, at)
		}
	}
}

// candidate is a slot that fits, with its way.
type candidate struct {
	plan.Slot
	way     way
	fill    fill
	refuges []plan.Refuge
}

// fit looks for a slot of at most n vehicles that leaves at the moment, and all of it before an end. It
// returns the slot, empty if there is none, and the moment to try next.
func (t *timetable) fit(p int, at unit.Second, n unit.Vehicle, end unit.Second) (candidate, unit.Second) {
	way, ok := t.follow(p, at)
	if !ok {
		_, end := t.routing.Phase(at)
		if end >= t.w.horizon || t.sinksFull() {
			return candidate{}, unit.Never
		}
		return candidate{}, at + unit.Minute
	}
	if at+way.arrive+unit.Minute > t.w.horizon {
		return candidate{}, unit.Never
	}
	refuges, ok := t.refuges(p, &way)
	if !ok {
		_, end := t.routing.Phase(at)
		return candidate{}, wholeMinute(end)
	}
	c, next := t.fitFuel(p, at, n, &way, end)
	if c.Vehicles = t.withRoom(p, refuges, &c); c.Vehicles == 0 {
		return candidate{}, next
	}
	c.way, c.refuges = way, refuges
	if c.fill.point >= 0 && len(t.pumps) > 1 {
		return c, at // others may fill up elsewhere at the same time
	}
	return c, at + c.Length
}

// fitFuel chooses the fuel point at which most cars get what they lack.
func (t *timetable) fitFuel(p int, at unit.Second, n unit.Vehicle, way *way, end unit.Second) (candidate, unit.Second) {
	rate, until, next := t.window(at, way)
	if rate == 0 {
		return candidate{}, wholeMinute(next)
	}
	until = min(until, at+way.same, t.w.horizon-way.arrive, end)
	var best candidate
	soonest := unit.Never
	for _, f := range t.fills(p, way) {
		rate, until, later := t.atPump(f, at, rate, until)
		if rate == 0 {
			soonest = min(soonest, later)
			continue
		}
		length := (until - at) / unit.Minute * unit.Minute
		slot := t.shape(rate, min(length, t.length), n, end)
		if slot.Vehicles == 0 && length > t.length {
			slot = t.single(rate, length)
		}
		slot.Vehicles = t.mostAtPump(f, at, t.within(p, at, way, slot.Vehicles))
		slot.Depart = at
		soonest = min(soonest, max(until, at+unit.Minute))
		if slot.Vehicles > best.Vehicles {
			best = candidate{Slot: slot, fill: f}
		}
	}
	return best, wholeMinute(soonest)
}

// refuges returns where the cars of a way turn when the gates shut, if anybody asks, and whether
// they have anywhere to turn.
func (t *timetable) refuges(p int, way *way) ([]plan.Refuge, bool) {
	if t.stops == nil {
		return nil, true
	}
	legs, passes := t.legs(way)
	return t.stops.Refuges([]supply.Course{t.stops.CourseOf(p, legs, passes, true)}, 0, 0)
}

// withRoom cuts the vehicles of a slot down to those whose people find room at their refuges.
func (t *timetable) withRoom(p int, refuges []plan.Refuge, c *candidate) unit.Vehicle {
	n := c.Vehicles
	if len(refuges) == 0 || n == 0 {
		return n
	}
	room := t.stops.Room(refuges, c.Depart, c.Length)
	for n > 0 && t.riders(p, n) > room {
		n--
	}
	return n
}

func wholeMinute(t unit.Second) unit.Second {
	return (t + unit.Minute - 1) / unit.Minute * unit.Minute
}

// window returns the rate free on the whole way for a stream that leaves at the moment, until
// when it stays free and no more becomes so, both as departures, and the next departure worth trying
// if it is 0.
func (t *timetable) window(at unit.Second, way *way) (rate calendar.Rate, until, next unit.Second) {
	rate, until = 1<<62, at+max(t.length, unit.Hour)*2
	for j, i := range way.links {
		c, shift := t.stages[i], way.passes[j]
		free, same := c.Steady(at+shift, until+shift)
		if free < minimalRate(t.length) {
			if free > 0 {
				return 0, 0, same - shift
			}
			return 0, 0, max(c.Opens(at+shift)-shift, at+unit.Minute)
		}
		left, day := c.QuotaLeft(at + shift)
		if left == 0 {
			return 0, 0, day - shift
		}
		rate = min(rate, free)
		until = min(until, day-shift)
	}
	if len(way.links) == 0 {
		return rate, until, 0 // a reception in the place itself
	}
	var more unit.Second // from when on no stage holds the stream to this rate any more
	for j, i := range way.links {
		c, shift := t.stages[i], way.passes[j]
		if free, same := c.Steady(at+shift, until+shift); free == rate {
			more = max(more, same-shift)
		}
		until = c.Until(at+shift, until+shift, rate) - shift
	}
	return rate, min(until, more), 0
}

// minimalRate is one vehicle in two of the longest slots: less is not worth a slot of its own.
func minimalRate(length unit.Second) calendar.Rate {
	return calendar.Stream(1, 2*max(length, unit.Hour))
}

// shape chooses vehicles and length for a stream of at most n vehicles at a rate: the length
// near the longest that wastes least of the rate. A stream that has to end with others lasts as long
// as they do.
func (t *timetable) shape(rate calendar.Rate, length unit.Second, n unit.Vehicle, end unit.Second) plan.Slot {
	if length < unit.Minute {
		return plan.Slot{}
	}
	if calendar.VehiclesIn(rate, length) >= n {
		for short := unit.Minute; short <= length; short += unit.Minute {
			if calendar.VehiclesIn(rate, short) >= n {
				return plan.Slot{Length: short, Vehicles: n}
			}
		}
	}
	best := plan.Slot{Length: length, Vehicles: calendar.VehiclesIn(rate, length)}
	if end < unit.Never {
		return best
	}
	for short := length - unit.Minute; 2*short >= length && short > 0; short -= unit.Minute {
		v := calendar.VehiclesIn(rate, short)
		if v*unit.Vehicle(best.Length) > best.Vehicles*unit.Vehicle(short) {
			best = plan.Slot{Length: short, Vehicles: v}
		}
	}
	return best
}

// single returns a slot of one vehicle over as many minutes as a very low rate needs.
func (t *timetable) single(rate calendar.Rate, length unit.Second) plan.Slot {
	minutes := (60*calendar.PerHour + rate - 1) / rate
	if span := unit.Second(minutes) * unit.Minute; span <= length {
		return plan.Slot{Length: span, Vehicles: 1}
	}
	return plan.Slot{}
}

// within cuts the vehicles of a slot down to what quotas and the room in the reception allow.
func (t *timetable) within(p int, at unit.Second, way *way, n unit.Vehicle) unit.Vehicle {
	most := n
	for j, i := range way.links {
		left, _ := t.stages[i].QuotaLeft(at + way.passes[j])
		most = min(most, left)
	}
	if room := t.w.net.Sinks[way.sink].Capacity; room > 0 {
		for most > 0 && t.received[way.sink]+t.riders(p, most) > room {
			most--
		}
	}
	return most
}

// riders returns the people in the next n vehicles of a place.
func (t *timetable) riders(p int, n unit.Vehicle) unit.Person {
	all, vehicles, done := t.w.people[p], t.w.vehicles[p], t.placed[p]
	return people.Riders(all, vehicles, done+n) - people.Riders(all, vehicles, done)
}

// reserve books a slot on every stage of its way.
func (t *timetable) reserve(p int, c candidate) {
	rate := calendar.Stream(c.Vehicles, c.Length)
	for j, i := range c.way.links {
		from := c.Depart + c.way.passes[j]
		t.stages[i].Take(from, from+c.Length, rate)
		t.stages[i].TakeQuota(from, c.Vehicles)
	}
	t.takeFuel(&c)
	slot := c.Slot
	slot.People = t.riders(p, slot.Vehicles)
	slot.Route = t.route(p, &c.way, c.refuges)
	if t.stops != nil {
		t.stops.Take(c.refuges, c.Depart, c.Length, slot.People)
	}
	t.received[c.way.sink] += slot.People
	t.placed[p] += slot.Vehicles
	t.slots = append(t.slots, slot)
}

// route returns the index of a way among the routes of the plan.
func (t *timetable) route(p int, way *way, refuges []plan.Refuge) int {
	var key strings.Builder
	fmt.Fprint(&key, p, way.links, way.passes, way.arrive)
	if i, ok := t.known[key.String()]; ok {
		return i
	}
	route := plan.Route{Place: p, Reception: t.w.net.Sinks[way.sink].Reception, Refuges: refuges}
	route.Legs, route.Passes = t.legs(way)
	t.known[key.String()] = len(t.routes)
	t.routes = append(t.routes, route)
	return len(t.routes) - 1
}

// legs writes a way as roads and times of passage.
func (t *timetable) legs(way *way) ([]plan.Leg, []unit.Second) {
	var legs []plan.Leg
	var passes []unit.Second
	for j, i := range way.links {
		if l := &t.w.net.Links[i]; l.Kind == roads.Carriageway {
			legs = append(legs, plan.Leg{Road: l.Item, Forward: l.Forward})
			passes = append(passes, way.passes[j])
		}
	}
	return legs, append(passes, way.arrive)
}

func (t *timetable) sinksFull() bool {
	for i, sink := range t.w.net.Sinks {
		if sink.Capacity == 0 || t.received[i] < sink.Capacity {
			return false
		}
	}
	return true
}

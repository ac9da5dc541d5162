package fleet

import (
	"cmp"
	"slices"

	"wayout/internal/calendar"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// Task is what rounds are to be planned for.
type Task struct {
	Scenario *scenario.Scenario
	Network  *roads.Network
	Stages   calendar.Set // what is left of every link; not changed
	Horizon  unit.Second
	Travel   []scenario.Travel // by place; its groups need the fleet
	// Columns are walks that bring parties to other places first.
	Columns []plan.Column
	// Received are people whom receptions have taken in already, by reception; nil: nobody.
	Received []unit.Person
	// Stops says where those on the way turn when the gates shut; nil where nobody asks (N11).
	Stops *supply.Stops
}

// Rounds are the trips of all vehicles.
type Rounds struct {
	Trips    []plan.Trip // vehicle by vehicle, in order of time
	Left     []plan.Load // parties that no round takes, by place and group
	Stages   calendar.Set
	Stops    *supply.Stops // with the rooms that the rounds take
	Received []unit.Person // by reception
}

// Plan plans the rounds of the fleet and of relief lorries. It tries several orders and keeps the
// rounds that carry the most people, then have those of the first tier out first, then everybody.
func Plan(task Task) *Rounds {
	ways := newWays(task.Network, task.Horizon)
	var best *dispatcher
	for _, order := range []order{farthest, fullest, nearest} {
		d := newDispatcher(task, ways, order)
		if d.run(best) && (best == nil || d.better(best)) {
			best = d
		}
	}
	return best.rounds()
}

// order is which of several places with households waiting is served first.
type order uint8

const (
	farthest order = iota
	fullest
	nearest
)

// dispatcher sends vehicles, one round after the other.
type dispatcher struct {
	task     Task
	ways     *ways
	order    order
	vehicles []*vehicle
	lorries  []*vehicle
	wanted   map[int]int // by institution: the reception that keeps room for all its people
	pools    []*pool
	room     []unit.Person // by reception; people it still takes, unlimited where it has no limit
	received []unit.Person
	tail     []unit.Second // by place where a pool waits: quickest way to a reception
	lasts    []unit.Second // by place: how long its stocks last, at most the horizon
	done     [3]unit.Second
	hours    float64 // people-hours until arrival
}

// pool are parties of one group that wait at one place.
type pool struct {
	place, group int // whose parties they are
	g            *people.Group
	at           int // where they wait
	next, left   int // parties
	ready        unit.Second
}

// unlimited is the room of a reception without a limit.
const unlimited unit.Person = 1 << 50

func newDispatcher(task Task, ways *ways, order order) *dispatcher {
	task.Stages = task.Stages.Clone()
	if task.Stops != nil {
		task.Stops = task.Stops.Clone()
	}
	d := &dispatcher{task: task, ways: ways, order: order, wanted: map[int]int{}, received: make([]unit.Person, len(task.Scenario.Receptions))}
	for i := range task.Scenario.Receptions {
		room := task.Scenario.Receptions[i].Capacity
		if room == 0 {
			room = unlimited
		}
		if task.Received != nil {
			d.received[i] = task.Received[i]
			room = max(0, room-task.Received[i])
		}
		d.room = append(d.room, room)
	}
	d.addVehicles()
	d.addPools()
	d.tail = make([]unit.Second, len(task.Scenario.Places))
	for _, p := range d.pools {
		_, d.tail[p.at] = d.nearestReception(p.at, 0, 0)
	}
	d.lasts = task.Scenario.StocksLast(task.Horizon)
	return d
}

func (d *dispatcher) addVehicles() {
	s := d.task.Scenario
	for f := range s.Fleet {
		row := &s.Fleet[f]
		for n := range row.Count {
			d.vehicles = append(d.vehicles, &vehicle{
				id: plan.Vehicle{Row: f, Number: n + 1}, row: row, place: row.Depot, free: row.From, unfillable: -1,
			})
		}
	}
}

// addPools puts every group where it waits: at its place, or where a column brings it.
func (d *dispatcher) addPools() {
	for p := range d.task.Travel {
		groups := d.task.Travel[p].Groups
		for g := range groups {
			home := &pool{place: p, group: g, g: &groups[g], at: p, left: groups[g].Parties, ready: groups[g].Ready}
			for _, c := range d.task.Columns {
				if c.Load.Place != p || c.Load.Group != g {
					continue
				}
				home.left -= c.Load.Parties
				home.next = max(home.next, c.Load.First+c.Load.Parties)
				if c.Reception < 0 {
					d.pools = append(d.pools, &pool{
						place: p, group: g, g: &groups[g], at: d.end(&c),
						next: c.Load.First, left: c.Load.Parties, ready: c.End(),
					})
				}
			}
			d.pools = append(d.pools, home)
		}
	}
}

// end returns the place where a column ends.
func (d *dispatcher) end(c *plan.Column) int {
	path := &d.task.Scenario.Paths[c.Path]
	if c.Back {
		return path.From
	}
	return path.To
}

// run serves tier after tier; relief comes after those who cannot walk. It gives up, and returns false, once
// the rounds cannot become better than others, if there are any.
func (d *dispatcher) run(others *dispatcher) bool {
	for tier := range d.done {
		for {
			p := d.choose(tier)
			if p == nil {
				break
			}
			if others != nil && d.worse(others) {
				return false
			}
			if !d.serve(p) {
				d.giveUp(p)
			}
		}
		if tier == 0 {
			d.relieve()
		}
	}
	return true
}

// giveUp sets a pool aside: no vehicle can serve it. It keeps its parties for the list of those left.
func (d *dispatcher) giveUp(p *pool) {
	if reception, known := d.wanted[p.g.Institution]; known {
		d.room[reception] += p.g.PeopleIn(p.next, p.left)
	}
	d.pools = slices.DeleteFunc(d.pools, func(q *pool) bool { return q == p })
}

// choose returns the pool to serve next, nil if all of the tier are served.
func (d *dispatcher) choose(tier int) *pool {
	var best *pool
	for _, p := range d.pools {
		if p.left > 0 && p.g.Tier() == tier && (best == nil || d.before(p, best)) {
			best = p
		}
	}
	return best
}

// before reports whether a pool is served before another: first who has a deadline, then who needs
// most, then who runs out of something first, then by the order that is tried.
func (d *dispatcher) before(p, q *pool) bool {
	key := func(p *pool) [3]int64 {
		switch d.order {
		case fullest:
			return [3]int64{-int64(p.left), -int64(d.tail[p.at]), int64(p.at)}
		case nearest:
			return [3]int64{int64(d.tail[p.at]), -int64(p.left), int64(p.at)}
		}
		return [3]int64{-int64(d.tail[p.at]), -int64(p.left), int64(p.at)}
	}
	a, b := key(p), key(q)
	class := cmp.Compare(q.g.Class, p.g.Class)
	if p.g.Tier() > 0 {
		class = 0
	}
	return cmp.Or(
		cmp.Compare(p.g.Latest, q.g.Latest),
		class,
		cmp.Compare(d.lasts[p.at], d.lasts[q.at]),
		cmp.Compare(p.g.Institution, q.g.Institution),
		slices.Compare(a[:], b[:]),
		cmp.Compare(p.group, q.group),
	) < 0
}

// better prefers more people carried, then the tiers done earlier, then fewer people-hours.
func (d *dispatcher) better(e *dispatcher) bool {
	if a, b := d.carried(), e.carried(); a != b {
		return a > b
	}
	if c := slices.Compare(d.done[:], e.done[:]); c != 0 {
		return c < 0
	}
	return d.hours < e.hours
}

// worse reports whether the rounds are certain not to become better than others: even if everybody who still
// waits is carried, and nobody comes later than those who have come.
func (d *dispatcher) worse(e *dispatcher) bool {
	most := d.carried()
	for _, p := range d.pools {
		most += p.g.PeopleIn(p.next, p.left)
	}
	if others := e.carried(); most != others {
		return most < others
	}
	return slices.Compare(d.done[:], e.done[:]) > 0
}

func (d *dispatcher) carried() unit.Person {
	var sum unit.Person
	for _, n := range d.received {
		sum += n
	}
	return sum
}

// rounds returns what was planned.
func (d *dispatcher) rounds() *Rounds {
	out := &Rounds{Stages: d.task.Stages, Stops: d.task.Stops, Received: d.received}
	for _, v := range append(d.vehicles, d.lorries...) {
		out.Trips = append(out.Trips, v.trips...)
	}
	out.Left = leftOver(d.task, out.Trips)
	return out
}

// leftOver returns the parties that neither a trip nor a column to a reception takes.
func leftOver(task Task, trips []plan.Trip) []plan.Load {
	taken := map[[2]int][]plan.Load{}
	add := func(l plan.Load) {
		key := [2]int{l.Place, l.Group}
		taken[key] = append(taken[key], l)
	}
	for i := range trips {
		for _, l := range trips[i].Boards {
			add(l)
		}
	}
	for _, c := range task.Columns {
		if c.Reception >= 0 {
			add(c.Load)
		}
	}
	var out []plan.Load
	for p := range task.Travel {
		for g := range task.Travel[p].Groups {
			loads := taken[[2]int{p, g}]
			slices.SortFunc(loads, func(a, b plan.Load) int { return cmp.Compare(a.First, b.First) })
			next := 0
			for _, l := range append(loads, plan.Load{First: task.Travel[p].Groups[g].Parties}) {
				if l.First > next {
					out = append(out, plan.Load{Place: p, Group: g, First: next, Parties: l.First - next})
				}
				next = l.First + l.Parties
			}
		}
	}
	return out
}

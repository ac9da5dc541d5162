package traffic

import (
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

// Travellers tells how people travel.
type Travellers uint8

// In cars of their own, in vehicles of the fleet, on foot; Shadow are cars whose people are not of
// the scenario.
const (
	Cars Travellers = iota
	Fleet
	Foot
	Shadow
	Kinds = int(Shadow) + 1
)

// String returns the word used in results.
func (t Travellers) String() string { return [...]string{"cars", "fleet", "on foot", "shadow"}[t] }

// aboard says whom a vehicle brings out when it arrives; nobody where it only drives on or back.
type aboard struct {
	place     int32 // where they live; -1 for the fleet
	people    int32
	reception int32
	kind      Travellers
}

// crowd are the vehicles of one run.
type crowd struct {
	*ground
	vehicles []queue.Vehicle
	aboard   []aboard
	courses  []int32
	b        *behaviour
	car      queue.Burn
	fuel     bool
}

func newCrowd(g *ground, b *behaviour) *crowd {
	return &crowd{ground: g, b: b, car: carBurn(g.s), fuel: g.s.HasFuel()}
}

func (c *crowd) add(v queue.Vehicle, who aboard) {
	c.vehicles = append(c.vehicles, v)
	c.aboard = append(c.aboard, who)
}

// planned fills the roads as a plan says, and as people keep it.
func (c *crowd) planned(p *plan.Plan) {
	spare := c.spare(p)
	courses := make([]int32, len(p.Routes))
	legs := make([]int, len(p.Routes))
	for i := range p.Routes {
		r := &p.Routes[i]
		courses[i] = int32(len(c.courses))
		var there bool
		if c.courses, there = c.course(c.courses, r.Place, r.Legs, r.Reception); !there {
			courses[i] = -1
		}
		legs[i] = len(c.courses) - int(courses[i])
	}
	cars := make([]int64, len(c.s.Places))
	for i := range p.Slots {
		slot := &p.Slots[i]
		r := &p.Routes[slot.Route]
		fuel := queue.NoLimit
		if c.fuel {
			fuel = queue.Fuel(max(c.need(r), slot.Fill)+spare[r.Place]) * 1000
		}
		c.slot(slot, r, queue.Vehicle{
			After: -1, Size: 1, From: c.net.Entry[r.Place], Goal: c.goals[c.sink(r.Reception)], Course: courses[slot.Route], Fuel: fuel, Burn: c.car,
		}, legs[slot.Route])
		cars[r.Place] += int64(slot.Vehicles)
	}
	for place, n := range cars {
		c.shadow(place, n)
	}
	c.fleet(p, false)
	c.columns(p)
}

// slot adds the cars of a slot, evenly over its length; some leave before it.
func (c *crowd) slot(slot *plan.Slot, r *plan.Route, car queue.Vehicle, legs int) {
	n := int64(slot.Vehicles)
	ready := unit.Millisecond(max(0, c.s.Places[r.Place].Ready.From)) * 1000
	for i := range n {
		car.Depart = unit.Millisecond(slot.Depart)*1000 + unit.Millisecond((2*i+1)*int64(slot.Length)*1000/(2*n))
		early, when := c.b.yes(leavesEarly, c.b.early), c.b.dice[earlier].Share()
		if early && ready < car.Depart {
			car.Depart = ready + unit.Millisecond(float64(car.Depart-ready)*when)
		}
		c.b.drive(&car, legs)
		in := people.Riders(slot.People, slot.Vehicles, unit.Vehicle(i+1)) - people.Riders(slot.People, slot.Vehicles, unit.Vehicle(i))
		c.add(car, aboard{place: int32(r.Place), people: int32(in), reception: int32(r.Reception), kind: Cars})
	}
}

// need returns what a car takes for a route by the plan's reckoning, a little standing counted.
func (c *crowd) need(r *plan.Route) unit.Millilitre {
	var length, climb unit.Metre
	for _, leg := range r.Legs {
		length += c.s.Roads[leg.Road].Length
		climb += c.s.Climb(leg.Road, leg.Forward)
	}
	return c.s.Burn().Trip(length, climb)
}

// spare returns by place what is left in tanks and stores for each car of a plan, beyond what the plan
// counts on.
func (c *crowd) spare(p *plan.Plan) []unit.Millilitre {
	spare := make([]unit.Millilitre, len(c.s.Places))
	if !c.fuel {
		return spare
	}
	used, cars := make([]unit.Millilitre, len(spare)), make([]unit.Millilitre, len(spare))
	for i := range p.Slots {
		slot := &p.Slots[i]
		r := &p.Routes[slot.Route]
		used[r.Place] += max(0, c.need(r)-slot.Fill) * unit.Millilitre(slot.Vehicles)
		cars[r.Place] += unit.Millilitre(slot.Vehicles)
	}
	for place := range spare {
		if cars[place] > 0 {
			spare[place] = max(0, c.s.Tanks(place)-used[place]) / cars[place]
		}
	}
	return spare
}

// fleet adds the rounds of the fleet and of relief, each drive after the one before and after those
// who got off, for half of their boarding time, and those who board have done so. Without a plan,
// households whose car has no fuel do not wait for it.
func (c *crowd) fleet(p *plan.Plan, unplanned bool) {
	rounds := map[plan.Vehicle]*round{}
	parties := c.parties(p)
	for i := range p.Trips {
		t := &p.Trips[i]
		at := rounds[t.Vehicle]
		if at == nil {
			at = &round{last: -1}
			rounds[t.Vehicle] = at
		}
		off := at.off
		at.off = 0
		boarding := at.board(t, parties, unplanned)
		v := c.driver(t, queue.Vehicle{
			Depart: unit.Millisecond(t.Depart) * 1000, After: at.last, Size: 1, Goal: c.goals[c.endOf(t)], From: c.net.Entry[t.From],
			Course: -1, Fuel: queue.NoLimit, Stands: queue.Never, Wrong: -1, Rest: unit.Millisecond(off+boarding) * 1000,
		})
		first := int32(len(c.courses))
		var there bool
		if c.courses, there = c.course(c.courses, t.From, t.Legs, t.Reception); there {
			v.Course = first
		}
		who := aboard{place: -1, kind: Fleet, reception: -1}
		if t.Reception >= 0 {
			who.people, who.reception = int32(at.people), int32(t.Reception)
			at.people, at.off, at.boarded = 0, at.boarded/2, 0
		}
		if t.Vehicle.Relief {
			at.off = people.ReliefUnloading
		}
		at.last = int32(len(c.vehicles))
		c.add(v, who)
	}
}

// round is a vehicle of the fleet between two drives.
type round struct {
	last         int32 // its drive before
	people       unit.Person
	boarded, off unit.Second // that those aboard took to board; that those who got off need
}

// board takes those who board before a trip aboard and returns how long that takes.
func (r *round) board(t *plan.Trip, parties []travel, unplanned bool) (boarding unit.Second) {
	for _, load := range t.Boards {
		g := &parties[load.Place].Groups[load.Group]
		if unplanned && g.Shifted {
			continue
		}
		boarding += g.Loading * unit.Second(load.Parties)
		r.people += g.PeopleIn(load.First, load.Parties)
	}
	r.boarded += boarding
	return boarding
}

// driver gives a drive the size and thirst of its vehicle.
func (c *crowd) driver(t *plan.Trip, v queue.Vehicle) queue.Vehicle {
	if t.Vehicle.Relief {
		v.Size, v.Burn = int32(c.s.Relief[t.Vehicle.Row].Weight), lorryBurn(c.s)
		return v
	}
	row := &c.s.Fleet[t.Vehicle.Row]
	v.Size, v.Burn = int32(row.Weight), fleetBurn(c.s, row)
	return v
}

// columns adds the people on foot who walk to a reception, party by party.
func (c *crowd) columns(p *plan.Plan) {
	parties := c.parties(p)
	for i := range p.Columns {
		col := &p.Columns[i]
		link, walks := c.walks[walk{col.Path, col.Back}]
		if !walks || col.Reception < 0 || col.Load.Parties == 0 {
			continue
		}
		course := int32(len(c.courses))
		c.courses = append(c.courses, link, queue.EndOfCourse)
		g := &parties[col.Load.Place].Groups[col.Load.Group]
		for k := range col.Load.Parties {
			n := g.PeopleIn(col.Load.First+k, 1)
			c.add(queue.Vehicle{
				Depart: unit.Millisecond(col.Depart)*1000 + unit.Millisecond(int64(col.Length)*1000*int64(2*k+1)/int64(2*col.Load.Parties)),
				After:  -1, Size: int32(n), From: c.queues.Links[link].From, Course: course, Fuel: queue.NoLimit, Stands: queue.Never, Wrong: -1,
			}, aboard{place: int32(col.Load.Place), people: int32(n), reception: int32(col.Reception), kind: Foot})
		}
	}
}

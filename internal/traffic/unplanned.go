package traffic

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

type travel = scenario.Travel

// parties returns how the people of every place travel by a plan.
func (g *ground) parties(p *plan.Plan) []travel {
	out := make([]travel, len(g.s.Places))
	for place := range out {
		out[place] = g.s.Travel(place, p.Level, p.WithoutFuel(place))
	}
	return out
}

// leaveAtOnce fills the roads without a plan: every car leaves when its people are ready, by the
// quickest way to any reception. The fleet drives the rounds of the plan, as far as the roads let it.
func (c *crowd) leaveAtOnce(p *plan.Plan) {
	for place := range c.s.Places {
		t := c.s.Travel(place, p.Level, 0)
		car := queue.Vehicle{After: -1, Size: 1, From: c.net.Entry[place], Course: -1, Fuel: queue.NoLimit, Burn: c.car}
		links, _ := c.signs.Way(c.queues, 0, car.From, nil)
		done := unit.Vehicle(0)
		for _, batch := range c.ready(place).Batches(t.Cars) {
			for range batch.Vehicles {
				car.Depart = max(0, unit.Millisecond(batch.Ready)*1000+unit.Millisecond(c.b.dice[earlier].Below(60_000)))
				c.b.drive(&car, len(links))
				in := people.Riders(t.ByCar, t.Cars, done+1) - people.Riders(t.ByCar, t.Cars, done)
				done++
				c.add(car, aboard{place: int32(place), people: int32(in), reception: -1, kind: Cars})
			}
		}
	}
	if c.fuel {
		c.fillUp()
	}
	for place := range c.s.Places {
		t := c.s.Travel(place, p.Level, 0)
		c.shadow(place, int64(t.Cars))
	}
	c.fleet(p, true)
	c.columns(p)
}

// ready returns when the cars of a place leave if nobody tells them when.
func (c *crowd) ready(place int) people.Readiness {
	r := c.s.Places[place].Ready
	if half := c.s.Assumption("unplanned_half_hours"); !r.Curved() && half > 0 {
		r.Half = unit.Second(half * float64(unit.Hour))
		r.Slope = int64(c.s.Assumption("ready_slope") * 1000)
	}
	return r
}

// shadow adds cars that nobody asked to leave, for n cars of a place.
func (c *crowd) shadow(place int, n int64) {
	n = int64(float64(n) * c.b.shadow)
	car := queue.Vehicle{After: -1, Size: 1, From: c.net.Entry[place], Course: -1, Fuel: queue.NoLimit, Burn: c.car, Stands: queue.Never, Wrong: -1}
	for _, batch := range c.ready(place).Batches(unit.Vehicle(n)) {
		for range batch.Vehicles {
			car.Depart = max(0, unit.Millisecond(batch.Ready)*1000+unit.Millisecond(c.b.dice[ofShadow].Below(60_000)))
			c.add(car, aboard{place: int32(place), reception: -1, kind: Shadow})
		}
	}
}

// fillUp gives cars without a plan what they have: their share of the tanks and stores of their place.
// Those for whose way that is not enough first wait at the fuel points of the first place on it that
// has any, whoever comes first is served first, and leave with a ration more, or with what the way
// takes where there are no rations. They wait with engines off, and not on the road.
func (c *crowd) fillUp() {
	tank := make([]unit.Millilitre, len(c.s.Places))
	takes := make([]unit.Millilitre, len(c.s.Places))
	passes := make([][]int, len(c.s.Places))
	burn := c.s.Burn()
	for place := range tank {
		if cars := c.s.Travel(place, people.Used, 0).Cars; cars > 0 {
			tank[place] = c.s.Tanks(place) / unit.Millilitre(cars)
		}
		takes[place], passes[place] = c.onTheWay(place, burn)
	}
	pumps := make([]pump, len(c.s.FuelPoints))
	order := make([]int32, len(c.vehicles))
	for v := range order {
		order[v] = int32(v)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(c.vehicles[a].Depart, c.vehicles[b].Depart) })
	for _, v := range order {
		car, place := &c.vehicles[v], c.aboard[v].place
		fuel := tank[place]
		if fuel < takes[place] {
			got, at := c.queueUp(pumps, passes[place], car.Depart, takes[place])
			fuel += got
			car.Depart = at
		}
		car.Fuel = queue.Fuel(fuel) * 1000
	}
}

// queueUp sends a car to whichever of some fuel points serves it first, and returns what it gets, 0
// where nothing is left, and when it drives on.
func (c *crowd) queueUp(pumps []pump, points []int, at unit.Millisecond, takes unit.Millilitre) (got unit.Millilitre, from unit.Millisecond) {
	best, first := -1, queue.Never
	for _, i := range points {
		if when := pumps[i].serves(&c.s.FuelPoints[i], at, takes); when < first {
			best, first = i, when
		}
	}
	if best < 0 {
		return 0, at
	}
	return pumps[best].fill(&c.s.FuelPoints[best], first, takes), first
}

// onTheWay returns what the quickest way from a place takes, and the fuel points on it.
func (c *crowd) onTheWay(place int, burn scenario.Burn) (takes unit.Millilitre, points []int) {
	links, _ := c.signs.Way(c.queues, 0, c.net.Entry[place], nil)
	var length, climb unit.Metre
	at := []int{place}
	for _, l := range links {
		length += c.queues.Links[l].Length
		climb += c.queues.Links[l].Climb
		at = append(at, c.net.Nodes[c.queues.Links[l].To].Place)
	}
	for k := 0; k < len(at) && len(points) == 0; k++ {
		for i := range c.s.FuelPoints {
			if c.s.FuelPoints[i].Place == at[k] {
				points = append(points, i)
			}
		}
	}
	return burn.Trip(length, climb), points
}

// pump is a fuel point from which whoever comes first is served.
type pump struct {
	given unit.Millilitre
	free  unit.Millisecond
}

// gives returns what one car gets.
func gives(point *people.FuelPoint, takes unit.Millilitre) unit.Millilitre {
	if point.Ration > 0 {
		return point.Ration
	}
	return takes
}

// serves returns when a car that comes at a moment is served, Never where nothing will be left.
func (p *pump) serves(point *people.FuelPoint, at unit.Millisecond, takes unit.Millilitre) unit.Millisecond {
	at = max(at, p.free, unit.Millisecond(point.From)*1000)
	stock := point.Stock - p.given - gives(point, takes)
	for k := 0; stock < 0 && k < len(point.Deliveries); k++ {
		stock += point.Deliveries[k].Amount
		at = max(at, unit.Millisecond(point.Deliveries[k].At)*1000)
	}
	if stock < 0 || at/1000 >= unit.Millisecond(point.To) {
		return queue.Never
	}
	return at
}

// fill serves a car and returns what it gets.
func (p *pump) fill(point *people.FuelPoint, at unit.Millisecond, takes unit.Millilitre) unit.Millilitre {
	give := gives(point, takes)
	p.given += give
	p.free = at
	if point.Rate > 0 {
		p.free += unit.Millisecond(int64(unit.Hour) * 1000 * int64(unit.VehiclePerHour) / int64(point.Rate))
	}
	return give
}

package splitload

import "slices"

// duties finds for prices what each vehicle can earn by each moment. A moment is a whole number of
// steps of the grid.
type duties struct {
	m       *model
	wait    int64 // what one person loses by waiting one millisecond: 0 or 1
	grid    int64 // milliseconds
	steps   int
	classes []class
	price   []int64 // by facility: what fetching a person earns
	rent    []int64 // by shelter: what a place costs
	served  []int64 // by facility, of the duties taken last
	used    []int64 // by shelter, likewise
	step    int64   // how far prices move
}

// class is vehicles that are alike.
type class struct {
	vehicle int // one of them
	count   int64
	best    []int64 // by step: the most that a duty earns that ends by then
	how     []leg   // by step: the last trip of that duty
	loads   []bulk
	value   []int64 // [step × shelters + shelter]: the most earned when free there and then
	from    []leg   // how that came about
}

// setLoads sets the loads of every class, and returns how many trips are tried from all shelters.
func (d *duties) setLoads(idle int64) (work int64) {
	for i := range d.classes {
		c := &d.classes[i]
		c.loads = d.m.bulks(d.m.seats[c.vehicle], idle)
		work += int64(len(c.loads)) * int64(d.m.facilities) * int64(d.m.shelters) * int64(d.m.shelters)
	}
	return work
}

// bulk is loads that are looked at as one: they earn what the most people do and take as long as
// the least.
type bulk struct {
	most, least int64
}

// bulks returns the loads of a vehicle, full ones first. The fuller, the finer: so wide that even
// then less than a full load is never the quicker way to carry people. idle is the least time of a
// trip that does not depend on its load; at 0 every load stands alone.
func (m *model) bulks(seats int32, idle int64) []bulk {
	var out []bulk
	for most := int64(seats); most > 0; {
		wide := idle * (int64(seats) - most) / int64(seats) / max(1, 4*m.each)
		least := max(1, most-wide)
		out = append(out, bulk{most, least})
		most = least - 1
	}
	return out
}

// leg is a trip: the state before it, -1 for the start; where it stops, and with how many people.
type leg struct {
	before                    int32
	facility, shelter, people int32
}

// mostWork limits the steps of the calculation that one evaluation of prices takes.
const mostWork = 20_000_000

// impossible is less than any duty earns.
const impossible = -1 << 62

// newDuties prepares the calculation for duties that end by the horizon. It returns nil where the
// problem is too large for it.
func newDuties(m *model, horizon, wait int64) *duties {
	d := &duties{
		m: m, wait: wait,
		price: make([]int64, m.facilities), rent: make([]int64, m.shelters),
		served: make([]int64, m.facilities), used: make([]int64, m.shelters),
	}
	for v, seats := range m.seats {
		alike := slices.IndexFunc(d.classes, func(c class) bool {
			return m.seats[c.vehicle] == seats && slices.Equal(m.approaches(c.vehicle), m.approaches(v))
		})
		if alike >= 0 {
			d.classes[alike].count++
			continue
		}
		d.classes = append(d.classes, class{vehicle: v, count: 1})
	}
	idle := m.leastIdle()
	work := d.setLoads(0)
	if work*(horizon/max(m.each, 1000)) > mostWork {
		work = d.setLoads(idle)
	}
	finest := max(500, horizon/50_000)
	parts := max(1, m.each/finest)
	for ; ; parts /= 2 {
		d.grid = max(finest, m.each/max(parts, 1))
		if parts <= 1 || work*(horizon/d.grid) <= mostWork {
			break
		}
	}
	d.steps = int(horizon/d.grid) + 1
	if work*int64(d.steps) > 2*mostWork || idle+2*m.each < d.grid {
		return nil
	}
	if !d.start(horizon) {
		return nil
	}
	return d
}

// start sets the first prices. It returns false where sums of earnings might overflow: prices stay
// below 64 times the first ones, and no vehicle carries more than its seats at every step.
func (d *duties) start(horizon int64) bool {
	const unitPrice = 1 << 24
	first := int64(unitPrice)
	if d.wait > 0 {
		first = horizon / 2
	}
	for f := range d.price {
		d.price[f] = first
	}
	d.step = first / 4
	carried := max(d.m.people, int64(slices.Max(d.m.seats))*int64(d.steps))
	if (1<<60)/(64*(first+1))/carried <= int64(d.m.vehicles+d.m.facilities+d.m.shelters) {
		return false
	}
	for i := range d.classes {
		c := &d.classes[i]
		c.best, c.how = make([]int64, d.steps), make([]leg, d.steps)
		c.value, c.from = make([]int64, d.steps*d.m.shelters), make([]leg, d.steps*d.m.shelters)
	}
	return true
}

func (m *model) approaches(v int) []int64 { return m.approach[v*m.facilities : (v+1)*m.facilities] }

// evaluate fills what every class can earn at the prices of the moment. A state that is reached
// later than another at the same shelter and has not earned more is left out: whatever follows it
// can follow the other sooner.
func (d *duties) evaluate() {
	m := d.m
	most := make([]int64, m.shelters)
	for i := range d.classes {
		c := &d.classes[i]
		for j := range c.value {
			c.value[j] = impossible
		}
		for j := range c.best {
			c.best[j], c.how[j] = 0, leg{}
		}
		for f := range int32(m.facilities) {
			d.trips(c, -1, 0, 0, f, m.approach[c.vehicle*m.facilities+int(f)])
		}
		for s := range most {
			most[s] = 0
		}
		for at, earned := range c.value {
			now, s := at/m.shelters, at%m.shelters
			if earned <= most[s] {
				continue
			}
			most[s] = earned
			for f := range int32(m.facilities) {
				d.trips(c, int32(at), now, earned, f, m.toFacility(int32(s), f))
			}
		}
	}
}

// trips tries every trip that stops at a facility, from a state that is reached at a step with
// some earnings.
func (d *duties) trips(c *class, before int32, now int, earned int64, facility int32, drive int64) {
	m := d.m
	arrive := int64(now)*d.grid + drive
	reward := d.price[facility] - d.wait*arrive
	for s := range int32(m.shelters) {
		gain := reward - d.rent[s]
		if gain <= 0 {
			continue
		}
		travel := drive + m.fixed + m.toShelter(facility, s)
		for _, load := range c.loads {
			loading := m.each * load.least
			value := earned + gain*load.most
			end := now + int((travel+loading)/d.grid)
			if end >= d.steps {
				continue
			}
			how := leg{before, facility, s, int32(load.most)}
			if value > c.best[end] {
				c.best[end], c.how[end] = value, how
			}
			free := now + int((travel+m.fixed+2*loading)/d.grid)
			if free >= d.steps {
				continue
			}
			if at := free*m.shelters + int(s); value > c.value[at] {
				c.value[at], c.from[at] = value, how
			}
		}
	}
}

// leastIdle returns the least time from one shelter until the vehicle is free at the next, without
// what depends on its load.
func (m *model) leastIdle() int64 {
	least := int64(1) << 62
	for f := range int32(m.facilities) {
		for s := range int32(m.shelters) {
			for to := range int32(m.shelters) {
				least = min(least, m.toFacility(s, f)+m.toShelter(f, to))
			}
		}
	}
	return least + 2*m.fixed
}

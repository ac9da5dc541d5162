package planner

import (
	"slices"

	"wayout/internal/calendar"
	"wayout/internal/roads"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// pump is what is left of a fuel point: its rate over time and its fuel.
type pump struct {
	stage *calendar.Calendar
	taken []taking // in order of time
}

// taking is fuel that a stream takes; it counts from the moment its first car comes.
type taking struct {
	at     unit.Second
	amount unit.Millilitre
}

// pumps returns the fuel points as nobody has been there yet.
func (w *work) pumps() []pump {
	if len(w.s.FuelPoints) == 0 {
		return nil
	}
	most := unit.Vehicle(w.s.Assumption("fuel_point_cars_a_day"))
	out := make([]pump, len(w.s.FuelPoints))
	for i := range out {
		point := &w.s.FuelPoints[i]
		rate := roads.Constant(point.Rate).Only([]roads.Interval{{From: point.From, To: point.To}})
		out[i].stage = calendar.New(&roads.Link{Quota: most}, rate, w.net, w.horizon)
	}
	return out
}

// stock returns how much a stream that comes at a moment may take, so that at no later moment more
// has been taken than there was.
func (t *timetable) stock(point int, at unit.Second) unit.Millilitre {
	p := &t.w.s.FuelPoints[point]
	var taken unit.Millilitre
	least := supply.Handed(p, at+1)
	for _, x := range t.pumps[point].taken {
		if x.at <= at {
			taken += x.amount
		}
	}
	least -= taken
	for _, x := range t.pumps[point].taken {
		if x.at > at {
			taken += x.amount
			least = min(least, supply.Handed(p, x.at+1)-taken)
		}
	}
	return max(0, least)
}

// fill is how the cars of a slot get the fuel they lack.
type fill struct {
	point int
	each  unit.Millilitre
	pass  unit.Second // when they are there, from departure
}

// fills returns the ways to get the fuel for a way: none needed, or each point on it that gives
// enough. It is empty where the cars cannot get it.
func (t *timetable) fills(p int, way *way) []fill {
	if !t.w.fuel.Planned {
		return []fill{{point: -1}}
	}
	var length, climb unit.Metre
	for _, i := range way.links {
		if l := &t.w.net.Links[i]; l.Kind == roads.Carriageway {
			length += l.Length
			climb += t.w.s.Climb(l.Item, l.Forward)
		}
	}
	each := t.w.s.Burn().Trip(length, climb) - t.w.fuel.Tank[p]
	if each <= 0 {
		return []fill{{point: -1}}
	}
	var out []fill
	for i := range t.w.s.FuelPoints {
		point := &t.w.s.FuelPoints[i]
		if point.Ration > 0 && each > point.Ration {
			continue
		}
		if pass, ok := t.passOf(way, point.Place); ok {
			out = append(out, fill{i, each, pass})
		}
	}
	return out
}

// passOf returns when a way first passes a place from which it goes on.
func (t *timetable) passOf(way *way, place int) (unit.Second, bool) {
	for j, i := range way.links {
		l := &t.w.net.Links[i]
		if l.Kind == roads.Carriageway && t.w.net.Nodes[l.From].Place == place {
			return way.passes[j], true
		}
	}
	return 0, false
}

// atPump lowers the rate and the end of a stream to what a fuel point allows, and returns the next
// departure worth trying where that is nothing.
func (t *timetable) atPump(f fill, at unit.Second, rate calendar.Rate, until unit.Second) (calendar.Rate, unit.Second, unit.Second) {
	if f.point < 0 {
		return rate, until, 0
	}
	stage := t.pumps[f.point].stage
	free, same := stage.Steady(at+f.pass, until+f.pass)
	if free < minimalRate(t.length) {
		return 0, 0, max(stage.Opens(max(at+f.pass, same))-f.pass, at+unit.Minute)
	}
	left, day := stage.QuotaLeft(at + f.pass)
	if left == 0 {
		return 0, 0, day - f.pass
	}
	until = min(until, same-f.pass, day-f.pass)
	if t.stock(f.point, at+f.pass) < f.each {
		return 0, 0, t.delivery(f.point, at+f.pass) - f.pass
	}
	return min(rate, free), until, 0
}

// delivery returns when a point gets fuel next after a moment.
func (t *timetable) delivery(point int, at unit.Second) unit.Second {
	for _, d := range t.w.s.FuelPoints[point].Deliveries {
		if d.At > at {
			return d.At
		}
	}
	return unit.Never
}

// most returns the most cars that may fill up at a point at once from a moment on.
func (t *timetable) mostAtPump(f fill, at unit.Second, n unit.Vehicle) unit.Vehicle {
	if f.point < 0 {
		return n
	}
	left, _ := t.pumps[f.point].stage.QuotaLeft(at + f.pass)
	return min(n, left, unit.Vehicle(t.stock(f.point, at+f.pass)/f.each))
}

// takeFuel books a slot at its fuel point.
func (t *timetable) takeFuel(c *candidate) {
	if c.fill.point < 0 {
		return
	}
	pump := &t.pumps[c.fill.point]
	at := c.Depart + c.fill.pass
	pump.stage.Take(at, at+c.Length, calendar.Stream(c.Vehicles, c.Length))
	pump.stage.TakeQuota(at, c.Vehicles)
	i, _ := slices.BinarySearchFunc(pump.taken, at, func(x taking, at unit.Second) int { return int(x.at - at) })
	pump.taken = slices.Insert(pump.taken, i, taking{at, c.fill.each * unit.Millilitre(c.Vehicles)})
	c.Fuel, c.Fill = c.fill.point, c.fill.each
}

package planner

import (
	"slices"

	"wayout/internal/calendar"
	"wayout/internal/roads"
	"wayout/internal/routing"
	"wayout/internal/unit"
)

// fill is how the cars of a slot get the fuel they lack.
type fill struct {
	point int
	each  unit.Millilitre
	pass  unit.Second // when they are there, from departure
}

// fills returns the ways to get the fuel for a way: none needed, or each point on it that gives
// enough. It is empty where the cars cannot get it.
func (t *timetable) fills(p int, way *way) []fill {
	if !t.w.asked.Fuel.Planned {
		return []fill{{point: -1}}
	}
	var length, climb unit.Metre
	for _, i := range way.links {
		if l := &t.w.net.Links[i]; l.Kind == roads.Carriageway {
			length += l.Length
			climb += t.w.s.Climb(l.Item, l.Forward)
		}
	}
	each := t.w.s.Burn().Trip(length, climb) - t.w.asked.Fuel.Tank[p]
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
	stage := t.pumps[f.point].Stage
	free, same := stage.Steady(at+f.pass, until+f.pass)
	if free < minimalRate(t.length) {
		return 0, 0, max(stage.Opens(max(at+f.pass, same))-f.pass, at+unit.Minute)
	}
	left, day := stage.QuotaLeft(at + f.pass)
	if left == 0 {
		return 0, 0, day - f.pass
	}
	until = min(until, same-f.pass, day-f.pass)
	if t.pumps[f.point].Stock(at+f.pass) < f.each {
		return 0, 0, t.pumps[f.point].Delivery(at+f.pass) - f.pass
	}
	return min(rate, free), until, 0
}

// mostAtPump returns the most cars that may fill up at a point at once from a moment on.
func (t *timetable) mostAtPump(f fill, at unit.Second, n unit.Vehicle) unit.Vehicle {
	if f.point < 0 {
		return n
	}
	return min(n, t.pumps[f.point].Most(at+f.pass, f.each))
}

// takeFuel books a slot at its fuel point.
func (t *timetable) takeFuel(c *candidate) {
	if c.fill.point < 0 {
		return
	}
	t.pumps[c.fill.point].Take(c.Depart+c.fill.pass, c.Length, c.Vehicles, c.fill.each)
	c.Fuel, c.Fill = c.fill.point, c.fill.each
}

// affordable reports whether the cars of every place get the fuel for their way in a tree as they do
// for the quickest, by which the fuel was shared out.
func (w *work) affordable(next []int32) bool {
	if !w.asked.Fuel.Planned {
		return true
	}
	for p := range w.s.Places {
		var length, climb unit.Metre
		for v := w.net.Entry[p]; w.servable[p] && next[v] != noLink; v = w.net.Links[next[v]].To {
			if l := &w.net.Links[next[v]]; l.Kind == roads.Carriageway {
				length += l.Length
				climb += w.s.Climb(l.Item, l.Forward)
			}
		}
		if w.servable[p] && w.s.Burn().Trip(length, climb) > w.asked.Fuel.Need[p] {
			return false
		}
	}
	return true
}

// fuelHolds returns by how much the last car would be out earlier if fuel points took as many as come
// at any hour; 0 where that is less than a hundredth.
func (w *work) fuelHolds(r *routing.Routing, clearance unit.Second, t *timetable) unit.Second {
	if len(t.pumps) == 0 || t.vehicles() == 0 {
		return 0
	}
	free := *w
	s := *w.s
	s.FuelPoints = slices.Clone(s.FuelPoints)
	const unhindered = 100_000 * unit.VehiclePerHour // more than any road brings
	for i := range s.FuelPoints {
		s.FuelPoints[i].Rate, s.FuelPoints[i].From, s.FuelPoints[i].To = unhindered, 0, unit.Never
	}
	free.s, free.crowds = &s, true
	if held := t.end() - free.schedule(r, clearance, unit.Never).end(); held > t.end()/100 {
		return held
	}
	return 0
}

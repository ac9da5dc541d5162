package planner

import (
	"slices"

	"wayout/internal/flow"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Flow counts thousandths of a vehicle, so that a rate of 3.33 vehicles a step becomes neither 3
// nor 4.
const (
	milliVehicle       = 1000
	throughputPerMilli = int64(unit.OneVehicle) / milliVehicle
)

// rounding says on which side of the truth the steps of a flow problem lie.
type rounding bool

const (
	// forBound rounds travel down, capacity up and releases down: whatever a plan can do, the
	// rounded network can do.
	forBound rounding = false
	// forPlan rounds travel up, capacity down and releases up: whatever flows in the rounded
	// network, vehicles can drive.
	forPlan rounding = true
)

// batch is the vehicles of one place that become ready together and can be served.
type batch struct {
	place    int
	ready    unit.Second
	vehicles unit.Vehicle
}

// flowProblem writes the network and supplies as a flow over steps, with a rate profile for each
// link. On the plan side people wait at home only.
func (w *work) flowProblem(side rounding, profiles []roads.Profile) flow.Problem {
	step := w.s.Step
	p := flow.Problem{
		Nodes: len(w.net.Nodes),
		Steps: w.steps(),
		Links: make([]flow.Link, len(w.net.Links)),
	}
	for i := range w.net.Links {
		l := &w.net.Links[i]
		transit := l.Floor / step
		if side == forPlan {
			transit = (l.Ceil + step - 1) / step
		}
		p.Links[i] = flow.Link{
			From: l.From, To: l.To, Transit: int32(transit),
			Capacity: w.capacity(profiles[i], side),
		}
	}
	for _, sink := range w.net.Sinks {
		p.Sinks = append(p.Sinks, flow.Sink{Node: sink.Node, Total: w.sinkTotal(sink, side)})
	}
	if side == forPlan {
		p.Waiting = make([]int64, p.Nodes)
	}
	w.addSupplies(&p, side)
	return p
}

// addSupplies puts the vehicles at their places. Where they become ready along a curve and cannot
// wait on the node, they wait on a node of their own in front of it.
func (w *work) addSupplies(p *flow.Problem, side rounding) {
	step := w.s.Step
	home := map[int]int32{}
	for _, b := range w.supplies {
		release := b.ready / step
		node := w.net.Entry[b.place]
		if side == forPlan {
			release = (b.ready + step - 1) / step
			if w.s.Places[b.place].Ready.Curved() {
				if _, known := home[b.place]; !known {
					home[b.place] = int32(p.Nodes)
					p.Nodes++
					p.Waiting = append(p.Waiting, flow.Unlimited)
					plenty := []flow.Change{{Step: 0, Units: int64(w.vehicles[b.place]) * milliVehicle}}
					p.Links = append(p.Links, flow.Link{From: home[b.place], To: node, Capacity: plenty})
				}
				node = home[b.place]
			}
		}
		p.Supplies = append(p.Supplies, flow.Supply{Node: node, Units: int64(b.vehicles) * milliVehicle, Release: int32(release)})
	}
	if side == forBound {
		w.addFreightTo(p)
	}
}

// addFreightTo adds what the fleet counts as to the supplies, to those of cars that are ready at the
// same place and step where there are any.
func (w *work) addFreightTo(p *flow.Problem) {
	type key struct {
		node    int32
		release int32
	}
	at := map[key]int{}
	for i := range p.Supplies {
		at[key{p.Supplies[i].Node, p.Supplies[i].Release}] = i
	}
	weight := make([]unit.Throughput, len(p.Supplies)) // of the supply
	for _, f := range w.freight {
		k := key{w.net.Entry[f.place], int32(f.ready / w.s.Step)}
		i, known := at[k]
		if !known {
			i = len(p.Supplies)
			at[k] = i
			p.Supplies = append(p.Supplies, flow.Supply{Node: k.node, Release: k.release})
			weight = append(weight, 0)
		}
		weight[i] += f.weight
	}
	for i := range p.Supplies {
		p.Supplies[i].Units += int64(weight[i]) / throughputPerMilli
	}
}

// capacity returns what a profile lets in during each step, in thousandths of a vehicle.
func (w *work) capacity(profile roads.Profile, side rounding) []flow.Change {
	step := w.s.Step
	var out []flow.Change
	add := func(at int32) {
		from := unit.Second(at) * step
		amount := int64(profile.Over(from, from+step))
		if side == forBound {
			amount += throughputPerMilli - 1
		}
		units := amount / throughputPerMilli
		if n := len(out); n > 0 && out[n-1].Units == units {
			return
		}
		out = append(out, flow.Change{Step: at, Units: units})
	}
	last := int32(-1)
	for _, piece := range profile {
		if piece.From >= w.horizon {
			break
		}
		for _, at := range []int32{int32(piece.From / step), int32((piece.From + step - 1) / step)} {
			if at > last {
				add(at)
				last = at
			}
		}
	}
	if len(out) == 0 {
		out = []flow.Change{{Step: 0, Units: 0}}
	}
	return out
}

// sinkTotal turns the people a reception can take into vehicles: the fullest vehicles for a plan,
// the emptiest for a bound.
func (w *work) sinkTotal(sink roads.Sink, side rounding) int64 {
	if sink.Capacity == 0 {
		return flow.Unlimited
	}
	least, most := w.occupancyRange()
	if most == 0 {
		return 0
	}
	if side == forPlan {
		return int64(sink.Capacity) * milliVehicle / most
	}
	return (int64(sink.Capacity)*milliVehicle + least - 1) / least
}

// occupancyRange returns the least and the most people in one vehicle of the places served: riders
// are shared out cumulatively, so a vehicle carries the average of its place rounded up or down.
func (w *work) occupancyRange() (least, most int64) {
	for p := range w.s.Places {
		if w.vehicles[p] == 0 || !w.servable[p] {
			continue
		}
		people, vehicles := int64(w.people[p]), int64(w.vehicles[p])
		down, up := people/vehicles, (people+vehicles-1)/vehicles
		if least == 0 || down < least {
			least = max(down, 1)
		}
		most = max(most, up)
	}
	return least, most
}

// shutWhenUsed returns the profiles of all links as they are when vehicles come as early as they
// may: a link with a daily quota is open until the day's quota is used. It guesses the shape of
// plans and cuts, and is no bound: vehicles may come later in the day.
func (w *work) shutWhenUsed() []roads.Profile {
	profiles := slices.Clone(w.rates)
	if !w.hasQuota() {
		return profiles
	}
	earliest := w.earliestArrivals()
	for i := range w.net.Links {
		l := &w.net.Links[i]
		if l.Quota == 0 {
			continue
		}
		var open []roads.Interval
		for from := unit.Second(0); from < w.horizon; {
			day := w.net.Day(from)
			end := min(day.To, w.horizon)
			if first := max(from, earliest[l.From]); first < end {
				open = append(open, roads.Interval{From: first, To: usedBy(l, first, end)})
			}
			from = day.To
		}
		profiles[i] = l.Rate.Only(open)
	}
	return profiles
}

func (w *work) hasQuota() bool {
	return slices.ContainsFunc(w.net.Links, func(l roads.Link) bool { return l.Quota > 0 })
}

// earliestArrivals returns, for every node, when the first vehicle that is ready can be there if
// every link is open (Dijkstra).
func (w *work) earliestArrivals() []unit.Second {
	earliest := make([]unit.Second, len(w.net.Nodes))
	for v := range earliest {
		earliest[v] = unit.Never
	}
	var queue reach.Queue
	reach := func(v int32, t unit.Second) {
		if t < earliest[v] {
			earliest[v] = t
			queue.Add(v, t)
		}
	}
	for _, b := range w.supplies {
		reach(w.net.Entry[b.place], b.ready)
	}
	for len(queue) > 0 {
		v, _ := queue.First()
		for _, i := range w.net.Out(v) {
			reach(w.net.Links[i].To, earliest[v]+w.net.Links[i].Floor)
		}
	}
	return earliest
}

// usedBy returns the last moment up to which the whole quota lets the rate run.
func usedBy(l *roads.Link, from, to unit.Second) unit.Second {
	quota := l.Quota.Amount()
	if l.Rate.Over(from, to) <= quota {
		return to
	}
	low, high := from, to
	for low+1 < high {
		mid := (low + high) / 2
		if l.Rate.Over(from, mid) <= quota {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

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

// flowProblem writes the core of the network and the supplies as a flow over steps. On the plan side
// people wait at home only.
func (w *work) flowProblem(timing *timing) flow.Problem {
	net, side := timing.core.Network, timing.side
	p := flow.Problem{
		Nodes: len(net.Nodes),
		Steps: w.steps(),
		Links: make([]flow.Link, len(net.Links)),
	}
	for i := range net.Links {
		l := &net.Links[i]
		p.Links[i] = flow.Link{From: l.From, To: l.To, Capacity: shut}
		if l.Rate.Most() > 0 && timing.out[l.To] {
			p.Links[i].Transit = timing.transit(l)
			p.Links[i].Capacity = w.capacity(l.Rate, side, timing.lead[l.From])
		}
	}
	for _, sink := range net.Sinks {
		p.Sinks = append(p.Sinks, flow.Sink{Node: sink.Node, Total: w.sinkTotal(sink, side)})
	}
	if side == forPlan {
		p.Waiting = make([]int64, p.Nodes)
	}
	w.addSupplies(&p, timing)
	return p
}

// shut is the capacity of a link that nothing enters.
var shut = []flow.Change{{Step: 0, Units: 0}}

// addSupplies puts the vehicles at their places. Where they become ready along a curve and cannot
// wait on the node, they wait on a node of their own in front of it.
func (w *work) addSupplies(p *flow.Problem, timing *timing) {
	home := map[int]int32{}
	for _, b := range w.supplies {
		node, release := timing.release(b.place, b.ready)
		if timing.side == forPlan {
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
		p.Supplies = append(p.Supplies, flow.Supply{Node: node, Units: int64(b.vehicles) * milliVehicle, Release: release})
	}
	if timing.side == forBound {
		w.addFreightTo(p, timing)
	}
}

// addFreightTo adds what the fleet counts as to the supplies, to those of cars that are ready at the
// same place and step where there are any.
func (w *work) addFreightTo(p *flow.Problem, timing *timing) {
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
		node, release := timing.release(f.place, f.ready)
		k := key{node, release}
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

// capacity returns what a profile lets in during each step, in thousandths of a vehicle, where steps
// begin some time early. Before moment 0 it counts as what it is then: nobody comes so early.
//
// Where the rate changes within a step, a bound counts all that passes in it. What a plan sends in a
// step may come at any moment of it, so a plan counts on the lowest rate only.
func (w *work) capacity(profile roads.Profile, side rounding, lead unit.Second) []flow.Change {
	step := w.step
	var out []flow.Change
	add := func(at int32) {
		from := unit.Second(at)*step - lead
		amount := int64(passes(profile, side, from, from+step))
		if side == forBound {
			amount += throughputPerMilli - 1
		}
		units := amount / throughputPerMilli
		if n := len(out); n > 0 && out[n-1].Units == units {
			return
		}
		out = append(out, flow.Change{Step: at, Units: units})
	}
	add(0)
	last := int32(0)
	for i, piece := range profile {
		if i == 0 {
			continue
		}
		if piece.From >= w.horizon {
			break
		}
		from := piece.From + lead
		for _, at := range []int32{int32(from / step), int32((from + step - 1) / step)} {
			if at > last {
				add(at)
				last = at
			}
		}
	}
	return out
}

// passes returns what a side counts on in the step [from, to), in which the profile may change.
func passes(profile roads.Profile, side rounding, from, to unit.Second) unit.Throughput {
	if len(profile) == 0 {
		return 0
	}
	if side == forBound {
		return profile.Over(from, to) + profile[0].Rate.Over(max(0, min(to, 0)-from))
	}
	lowest := profile.At(max(from, 0))
	for _, piece := range profile {
		if piece.From > from && piece.From < to {
			lowest = min(lowest, piece.Rate)
		}
	}
	return lowest.Over(to - from)
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

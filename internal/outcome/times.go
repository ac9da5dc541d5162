package outcome

import (
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// Times are the clearance times of one population, from the start; unit.Never where the people
// who can be served do not reach the share within the horizon.
type Times struct{ T50, T90, T99, T100 unit.Second }

// Quantile returns when a share of the people, in thousandths, has arrived by the slots of a plan and
// by deliveries; unit.Never if they do not bring so many. A car has arrived when the stream has passed
// the whole of it, and brings its part of the slot's people, cumulative and rounded down.
func Quantile(p *plan.Plan, delivered []Delivery, of unit.Person, perMille int64) unit.Second {
	var carried unit.Person
	var last unit.Second
	for i := range p.Slots {
		slot := &p.Slots[i]
		carried += slot.People
		last = max(last, slot.End()+p.Routes[slot.Route].Arrive())
	}
	for _, d := range delivered {
		carried += d.People
		last = max(last, d.At)
	}
	if int64(carried)*1000 < int64(of)*perMille || carried == 0 {
		return unit.Never
	}
	low, high := unit.Second(-1), last
	for low+1 < high {
		mid := (low + high) / 2
		if int64(arrived(p, delivered, mid))*1000 < int64(of)*perMille {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// arrived returns the people who have arrived by a moment.
func arrived(p *plan.Plan, delivered []Delivery, t unit.Second) unit.Person {
	var sum unit.Person
	for i := range p.Slots {
		slot := &p.Slots[i]
		since := min(t-slot.Depart-p.Routes[slot.Route].Arrive(), slot.Length)
		if since > 0 {
			n := unit.Vehicle(int64(slot.Vehicles) * int64(since) / int64(slot.Length))
			sum += people.Riders(slot.People, slot.Vehicles, n)
		}
	}
	for _, d := range delivered {
		if d.At > t {
			break
		}
		sum += d.People
	}
	return sum
}

// GroupHours returns the people-hours that those whom rounds and columns bring out wait, once they
// are ready, and are on the way.
func (a *Asked) GroupHours(p *plan.Plan) (waiting, road float64) {
	add := func(l plan.Load, depart, arrive unit.Second) {
		g := &a.Travel[l.Place].Groups[l.Group]
		n := float64(g.PeopleIn(l.First, l.Parties))
		waiting += n * (depart - g.Ready).Hours()
		road += n * (arrive - depart).Hours()
	}
	type boarded struct {
		load plan.Load
		at   unit.Second
	}
	var aboard []boarded
	for i := range p.Trips {
		t := &p.Trips[i]
		for _, l := range t.Boards {
			aboard = append(aboard, boarded{l, t.Depart})
		}
		if t.Reception < 0 {
			continue
		}
		for _, b := range aboard {
			add(b.load, b.at, t.End())
		}
		aboard = aboard[:0]
	}
	for i := range p.Columns {
		if c := &p.Columns[i]; c.Reception >= 0 {
			add(c.Load, c.Depart, c.End())
		}
	}
	return waiting, road
}

package supply

import (
	"slices"

	"wayout/internal/calendar"
	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Pump is what is left of a fuel point: its rate over time and its fuel.
type Pump struct {
	Stage *calendar.Calendar
	point *people.FuelPoint
	taken []taking // in order of time
}

// taking is fuel that a stream takes; it counts from the moment its first car comes.
type taking struct {
	at     unit.Second
	amount unit.Millilitre
}

// NewPumps returns the fuel points of a scenario as nobody has been there yet. A point serves only so
// many cars a day, unless crowds are allowed, which no plan for people does.
func NewPumps(s *scenario.Scenario, net *roads.Network, horizon unit.Second, crowds bool) []Pump {
	if len(s.FuelPoints) == 0 {
		return nil
	}
	most := unit.Vehicle(s.Assumption("fuel_point_cars_a_day"))
	if crowds {
		most = 0
	}
	out := make([]Pump, len(s.FuelPoints))
	for i := range out {
		point := &s.FuelPoints[i]
		rate := roads.Constant(point.Rate).Only([]roads.Interval{{From: point.From, To: point.To}})
		out[i] = Pump{Stage: calendar.New(&roads.Link{Quota: most}, rate, net, horizon), point: point}
	}
	return out
}

// Stock returns how much a stream that comes at a moment may take, so that at no later moment more
// has been taken than there was.
func (p *Pump) Stock(at unit.Second) unit.Millilitre {
	var taken unit.Millilitre
	least := Handed(p.point, at+1)
	for _, x := range p.taken {
		if x.at <= at {
			taken += x.amount
		}
	}
	least -= taken
	for _, x := range p.taken {
		if x.at > at {
			taken += x.amount
			least = min(least, Handed(p.point, x.at+1)-taken)
		}
	}
	return max(0, least)
}

// Delivery returns when the point gets fuel next after a moment, unit.Never if it does not.
func (p *Pump) Delivery(at unit.Second) unit.Second {
	for _, d := range p.point.Deliveries {
		if d.At > at {
			return d.At
		}
	}
	return unit.Never
}

// Most returns how many cars may fill up in a stream that comes at a moment.
func (p *Pump) Most(at unit.Second, each unit.Millilitre) unit.Vehicle {
	left, _ := p.Stage.QuotaLeft(at)
	return min(left, unit.Vehicle(p.Stock(at)/each))
}

// Take books a stream of cars.
func (p *Pump) Take(at, length unit.Second, cars unit.Vehicle, each unit.Millilitre) {
	p.Stage.Take(at, at+length, calendar.Stream(cars, length))
	p.Stage.TakeQuota(at, cars)
	i, _ := slices.BinarySearchFunc(p.taken, at, func(x taking, at unit.Second) int { return int(x.at - at) })
	p.taken = slices.Insert(p.taken, i, taking{at, each * unit.Millilitre(cars)})
}

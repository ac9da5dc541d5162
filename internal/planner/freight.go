package planner

import (
	"cmp"
	"math/bits"
	"slices"

	"wayout/internal/unit"
)

// freight is what the vehicles that carry one group count as at the least, in cars: bounds add it to
// the cars, because the fleet passes the same stages.
type freight struct {
	place  int
	ready  unit.Second
	people unit.Person
	weight unit.Throughput
}

// addFreight adds the groups of a place that a road leads from.
func (w *work) addFreight(p int) {
	if len(w.feasible[w.net.Entry[p]]) == 0 {
		return
	}
	for g := range w.asked.Travel[p].Groups {
		group := &w.asked.Travel[p].Groups[g]
		w.freight = append(w.freight, freight{p, group.Ready, group.People, w.s.LeastWeight(group)})
	}
}

// dropFreight leaves the fleet out of bounds: where it does not serve everybody, what it counts as is
// no part of what the plan has to bring out.
func (w *work) dropFreight() { w.freight = nil }

// fleetWeight returns what the fleet counts as in bounds, and for how many people.
func (w *work) fleetWeight() (weight unit.Throughput, persons unit.Person) {
	for i := range w.freight {
		weight += w.freight[i].weight
		persons += w.freight[i].people
	}
	return weight, persons
}

// load is people with the cars that carry them or that they count as.
type load struct {
	people unit.Person
	weight unit.Throughput
}

// part returns what so many of the people count as, rounded up.
func (l load) part(n unit.Person) unit.Throughput {
	whole, rest := int64(l.weight)/int64(l.people), int64(l.weight)%int64(l.people)
	return unit.Throughput(whole*int64(n) + (rest*int64(n)+int64(l.people)-1)/int64(l.people))
}

// loads returns everybody whom bounds count, the fullest vehicles first.
func (w *work) loads() []load {
	var out []load
	for p := range w.vehicles {
		if w.servable[p] && w.people[p] > 0 {
			out = append(out, load{w.people[p], w.vehicles[p].Amount()})
		}
	}
	for i := range w.freight {
		if f := &w.freight[i]; f.people > 0 {
			out = append(out, load{f.people, f.weight})
		}
	}
	slices.SortStableFunc(out, func(a, b load) int {
		return product(b.people, a.weight).compare(product(a.people, b.weight))
	})
	return out
}

// wide is a product that does not fit into 64 bits.
type wide struct{ high, low uint64 }

func product(n unit.Person, t unit.Throughput) wide {
	high, low := bits.Mul64(uint64(n), uint64(t))
	return wide{high, low}
}

func (w wide) compare(v wide) int {
	return cmp.Or(cmp.Compare(w.high, v.high), cmp.Compare(w.low, v.low))
}

// mostIn returns the most people that an amount of cars can carry or stand for, the fullest first.
func mostIn(loads []load, amount unit.Throughput) float64 {
	var sum float64
	for _, l := range loads {
		if l.weight <= amount {
			sum += float64(l.people)
			amount -= l.weight
			continue
		}
		return sum + float64(l.people)*float64(amount)/float64(l.weight)
	}
	return sum
}

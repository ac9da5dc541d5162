package planner

import (
	"math"

	"wayout/internal/proof"
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

// ask returns what cuts are about.
func (w *work) ask() *proof.Question {
	w.question = proof.Question{Network: w.net, Step: w.s.Step}
	for _, b := range w.supplies {
		w.question.Ready = append(w.question.Ready, proof.Release{Place: b.place, Ready: b.ready, Amount: b.vehicles.Amount()})
	}
	for _, f := range w.freight {
		w.question.Ready = append(w.question.Ready, proof.Release{Place: f.place, Ready: f.ready, Amount: f.weight})
	}
	return &w.question
}

// dropFreight leaves the fleet out of bounds: where it does not serve everybody, what it counts as is
// no part of what the plan has to bring out.
func (w *work) dropFreight() { w.freight, w.uncounted = nil, w.freight }

// fleetWeight returns what the fleet counts as in bounds, and for how many people.
func (w *work) fleetWeight() (weight unit.Throughput, persons unit.Person) {
	for i := range w.freight {
		weight += w.freight[i].weight
		persons += w.freight[i].people
	}
	return weight, persons
}

// loads returns everybody whom bounds count, the fullest vehicles first.
func (w *work) loads() []proof.Load {
	var out []proof.Load
	for p := range w.vehicles {
		if w.servable[p] && w.people[p] > 0 {
			out = append(out, proof.Load{People: w.people[p], Weight: w.vehicles[p].Amount()})
		}
	}
	for i := range w.freight {
		if f := &w.freight[i]; f.people > 0 {
			out = append(out, proof.Load{People: f.people, Weight: f.weight})
		}
	}
	proof.FullestFirst(out)
	return out
}

// mostPeople returns the most people whom so many cars, and the fleet beside them, can bring to the
// receptions by the horizon: the fullest vehicles first, no more than there are places, and nobody
// whom no vehicle takes and who may not walk.
func (w *work) mostPeople(b *bound, vehicles unit.Vehicle) unit.Person {
	weight, _ := w.fleetWeight()
	loads := w.loads()
	for i := range w.uncounted {
		if f := &w.uncounted[i]; f.weight > 0 {
			loads = append(loads, proof.Load{People: f.people, Weight: f.weight})
		}
	}
	proof.FullestFirst(loads)
	sum := unit.Person(math.Ceil(proof.MostIn(loads, vehicles.Amount()+weight+b.outside))) + w.onFoot()
	if room, limited := w.s.ReceptionRoom(); limited {
		sum = min(sum, room)
	}
	return sum
}

// onFoot returns the people who may walk and whom bounds do not count otherwise.
func (w *work) onFoot() unit.Person {
	var sum unit.Person
	for p := range w.asked.Travel {
		counted := len(w.freight) > 0 && len(w.feasible[w.net.Entry[p]]) > 0
		for g := range w.asked.Travel[p].Groups {
			if group := &w.asked.Travel[p].Groups[g]; len(w.s.Paths) > 0 && group.OnFoot() && !counted {
				sum += group.People
			}
		}
	}
	return sum
}

// outside returns what the parties that bounds do not count weigh as far as a cut leaves them outside.
func (w *work) outside(c *proof.Cut) unit.Throughput {
	var sum unit.Throughput
	for _, f := range w.uncounted {
		if c == nil || f.ready < c.Moments[w.net.Entry[f.place]] {
			sum += f.weight
		}
	}
	return sum
}

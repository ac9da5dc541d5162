package outcome

import (
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// KindResult is what a plan means for one kind of travellers. Patients are counted with whoever
// attends them.
type KindResult struct {
	Kind           Kind
	People, Served unit.Person
	OnFoot         unit.Person // of those served
	Times          Times       // over those served
	Latest         unit.Second // deadline of the kind, unit.Never where it has none
	ByLatest       unit.Person // out by then
	// More vehicles of the row Row of the fleet would bring out everybody of the kind, by its deadline
	// where it has one; 0: none are missing, or more of them do not help.
	More, Row int
}

// Misses reports whether somebody of the kind is not out, or not by its deadline.
func (k *KindResult) Misses() bool {
	return k.Served < k.People || k.Latest < unit.Never && k.ByLatest < k.People
}

// Kinds returns what a plan means for every kind of travellers that there is.
func (a *Asked) Kinds(p *plan.Plan, delivered []Delivery) []KindResult {
	kinds := make([]KindResult, KindCount)
	for k := range kinds {
		kinds[k].Kind, kinds[k].Latest = Kind(k), unit.Never
	}
	for place := range a.Travel {
		kinds[ByCar].People += a.Travel[place].ByCar
		for g := range a.Travel[place].Groups {
			group := &a.Travel[place].Groups[g]
			k := &kinds[KindOf(group)]
			k.People += group.People
			k.Latest = min(k.Latest, group.Latest)
		}
	}
	var out []KindResult
	for k := range kinds {
		if kinds[k].People > 0 {
			kinds[k].measure(p, delivered)
			out = append(out, kinds[k])
		}
	}
	return out
}

func (k *KindResult) measure(p *plan.Plan, delivered []Delivery) {
	slots := plan.Plan{}
	if k.Kind == ByCar {
		slots.Slots, slots.Routes = p.Slots, p.Routes
		for i := range slots.Slots {
			k.Served += slots.Slots[i].People
		}
	}
	var of []Delivery
	for _, d := range delivered {
		if d.Kind != k.Kind {
			continue
		}
		of = append(of, d)
		k.Served += d.People
		if d.OnFoot {
			k.OnFoot += d.People
		}
		if d.At <= k.Latest {
			k.ByLatest += d.People
		}
	}
	at := func(perMille int64) unit.Second { return Quantile(&slots, of, k.Served, perMille) }
	k.Times = Times{at(500), at(900), at(990), at(1000)}
}

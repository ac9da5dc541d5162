package verify

import (
	"sort"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// clearance computes when the shares of the people who can be served have arrived.
func (j *judge) clearance() {
	j.r.Clearance = Times{T50: j.reached(500), T90: j.reached(900), T99: j.reached(990), T100: j.reached(1000)}
}

// reached returns the first second at which a share, in thousandths, of the people who can be
// served has arrived, those by car in whole vehicles; unit.Never where nobody can be served or the
// plan does not carry so many. Those who can be served are the people by car who can leave, and
// everybody whom the plan delivers by trips and on foot.
func (j *judge) reached(perMille int64) unit.Second {
	var last unit.Second
	all := j.level.canPeople
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		last = max(last, s.End()+j.p.Routes[s.Route].Arrive())
	}
	for _, d := range j.rounds.deliveries {
		last = max(last, d.at)
		all += d.people
	}
	target := int64(all) * perMille
	out := func(t int) bool { return int64(j.peopleOut(unit.Second(t)))*1000 >= target }
	if target == 0 || !out(int(last)) {
		return unit.Never
	}
	return unit.Second(sort.Search(int(last), out))
}

// peopleOut returns the people who have arrived by t, those by car in whole vehicles.
func (j *judge) peopleOut(t unit.Second) unit.Person {
	var sum unit.Person
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		if since := j.arriving(s, t); since > 0 {
			sum += people.Riders(s.People, s.Vehicles, unit.Vehicle(int64(s.Vehicles)*int64(since)/int64(s.Length)))
		}
	}
	for _, d := range j.rounds.deliveries {
		if d.at <= t {
			sum += d.people
		}
	}
	return sum
}

// arriving returns for how long the vehicles of a slot have been arriving by t; at most its length,
// and not above 0 where none has.
func (j *judge) arriving(s *plan.Slot, t unit.Second) unit.Second {
	return min(t-s.Depart-j.p.Routes[s.Route].Arrive(), s.Length)
}

// vehiclesOut returns the vehicles that have arrived by t, parts of vehicles too.
func (j *judge) vehiclesOut(t unit.Second) total {
	var sum total
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		if since := j.arriving(s, t); since > 0 {
			sum.add(ratio(int64(s.Vehicles)*int64(since), int64(s.Length)))
		}
	}
	return sum
}

// contradictions judges the proved certificates against the plan: a plan that keeps every rule
// has no more vehicles out than they allow, and reaches no share of the people before.
func (j *judge) contradictions(certificates []plan.Certificate, proved []bool) {
	if len(j.r.Violations) > 0 {
		return
	}
	for i := range certificates {
		c := &certificates[i]
		if !proved[i] || c.Level != j.p.Level {
			continue
		}
		over := j.vehiclesOut(c.Until)
		over.add(ratio(int64(j.prover.value(c)), int64(unit.OneVehicle)).negative())
		if over.compare(0) > 0 {
			j.r.add(Contradicted, "", vehicles(c.AtMost), "The plan has more vehicles out by %s than the certificate %s allows: %d.",
				j.s.Clock(c.Until), c.Quantile, c.AtMost)
		}
		if c.Fleet && j.leavesParties() {
			continue // it is about bringing them out too
		}
		if t := j.reached(quantiles[c.Quantile]); t <= c.Until {
			j.r.add(Contradicted, j.s.Instant(t), j.s.Instant(c.Until), "The plan reaches %s at %s; the certificate says that nobody can by %s.",
				c.Quantile, j.s.Clock(t), j.s.Clock(c.Until))
		}
	}
}

package verify

import (
	"sort"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// clearance computes when the shares of the people who can be served have arrived.
func (j *judge) clearance() {
	last := unit.Second(0)
	var carried unit.Person
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		carried += s.People
		last = max(last, s.End()+j.p.Routes[s.Route].Arrive())
	}
	when := func(perMille int64) unit.Second {
		target := int64(j.level.canPeople) * perMille
		if int64(carried)*1000 < target {
			return unit.Never
		}
		t := sort.Search(int(last), func(t int) bool {
			arrived := j.arrived(unit.Second(t), 1000, func(s *plan.Slot) int64 { return int64(s.People) })
			return arrived.compare(target) >= 0
		})
		return unit.Second(t)
	}
	j.r.Clearance = Times{T50: when(500), T90: when(900), T99: when(990), T100: when(1000)}
}

// arrived returns what has arrived by t, times a factor: of every slot an even share.
func (j *judge) arrived(t unit.Second, factor int64, of func(s *plan.Slot) int64) total {
	var whole int64
	var sum total
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		since := t - s.Depart - j.p.Routes[s.Route].Arrive()
		switch {
		case since >= s.Length:
			whole += of(s) * factor
		case since > 0:
			share := ratio(of(s)*factor, int64(s.Length))
			sum.add(ratio(share.num*int64(since), share.den))
		}
	}
	sum.add(fraction{whole, 1})
	return sum
}

// contradictions judges the proved certificates against the plan: a plan that keeps every rule
// has no more vehicles out than they allow, and its whole vehicles do not carry the share. Parts
// of vehicles are left out for the share, because a certificate counts the vehicles it takes whole.
func (j *judge) contradictions(certificates []plan.Certificate, proved []bool) {
	if len(j.r.Violations) > 0 {
		return
	}
	for i := range certificates {
		c := &certificates[i]
		if !proved[i] || c.Level != j.p.Level {
			continue
		}
		out := j.arrived(c.Until, int64(unit.OneVehicle), func(s *plan.Slot) int64 { return int64(s.Vehicles) })
		if out.compare(int64(j.prover.value(c))) > 0 {
			j.r.add(Contradicted, "", vehicles(c.AtMost), "The plan has more vehicles out by %s than the certificate %s allows: %d.",
				j.s.Clock(c.Until), c.Quantile, c.AtMost)
		}
		if n := j.peopleOut(c.Until); int64(n)*1000 >= int64(j.level.canPeople)*quantiles[c.Quantile] {
			j.r.add(Contradicted, persons(n), persons(j.level.canPeople), "The plan has %d of %d people out by %s; the certificate %s says that nobody can.",
				n, j.level.canPeople, j.s.Clock(c.Until), c.Quantile)
		}
	}
}

// peopleOut returns the people in the whole vehicles that have arrived before t.
func (j *judge) peopleOut(t unit.Second) unit.Person {
	var sum unit.Person
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		since := min(t-s.Depart-j.p.Routes[s.Route].Arrive(), s.Length)
		if since > 0 {
			sum += people.Riders(s.People, s.Vehicles, unit.Vehicle(int64(s.Vehicles)*int64(since)/int64(s.Length)))
		}
	}
	return sum
}

package verify

import (
	"fmt"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// judge is one judgement under way.
type judge struct {
	s       *scenario.Scenario
	p       *plan.Plan
	net     *roads.Network
	horizon unit.Second // of the plan
	prover  *prover
	level   *leaving // of the plan
	lines   *lines
	courses []course
	r       Report
}

// Check judges a plan of a scenario that was checked without errors, and the certificates that
// came with it. It never panics, whatever the plan and the certificates hold, and changes
// nothing. Its work is close to linear in the passages of slots through stages.
func Check(s *scenario.Scenario, p *plan.Plan, certificates []plan.Certificate) Report {
	j := &judge{s: s, p: p, net: s.Network(), horizon: p.Horizon}
	j.origin()
	if p.Horizon <= 0 || p.Horizon > s.Horizon {
		j.r.add(Malformed, count(int(p.Horizon)), count(int(s.Horizon)),
			"The plan ends %d seconds after the start; the scenario ends after %d.", p.Horizon, s.Horizon)
		j.horizon = s.Horizon
	}
	ways := waysOut(j.net, j.horizon, func(i int) roads.Profile { return j.net.Links[i].Rate })
	j.prover = &prover{s: s, net: j.net, ways: ways}
	proved := j.certificates(certificates)
	if !j.wellFormed() {
		return j.r
	}
	j.r.Judged = true
	j.level = j.prover.at(p.Level)
	j.routes()
	j.slots()
	slots := j.byPlace()
	j.accounts(slots)
	j.receptions()
	j.readiness(slots)
	j.stages()
	j.prove(certificates, proved)
	j.notServed()
	j.clearance()
	j.contradictions(certificates, proved)
	return j.r
}

// origin judges whether the plan was made from these inputs.
func (j *judge) origin() {
	if j.p.SHA256 != j.s.SHA256 {
		j.r.add(OutOfDate, fmt.Sprintf("%.80s", j.p.SHA256), j.s.SHA256,
			"The plan was made from other inputs than these: it is out of date. Make it again.")
	}
	if j.p.Scenario != j.s.Name {
		j.r.add(OutOfDate, fmt.Sprintf("%.80s", j.p.Scenario), j.s.Name,
			"The plan is for the scenario %.80q, not for %q.", j.p.Scenario, j.s.Name)
	}
}

// certificates judges every certificate and says which are proved.
func (j *judge) certificates(certificates []plan.Certificate) []bool {
	proved := make([]bool, len(certificates))
	for i := range certificates {
		proved[i] = j.prover.certificate(&j.r, &certificates[i])
		j.r.Checked.Certificates++
	}
	return proved
}

// Limits far above any plan; beyond them a file is not judged but refused.
const (
	mostLegs     = 100_000    // of one route
	mostPassages = 40_000_000 // of all slots through all stages
	mostPhases   = 1_000_000
)

// wellFormed judges every index and size that the other rules rest on.
func (j *judge) wellFormed() bool {
	before := len(j.r.Violations) + j.r.Unlisted
	malformed := func(format string, args ...any) { j.r.add(Malformed, "", "", format, args...) }
	p := j.p
	if p.Level > people.High {
		malformed("The plan is for a population that does not exist: %d.", p.Level)
		return false
	}
	if len(p.Phases) == 0 || len(p.Phases) > mostPhases {
		malformed("The plan has %d phases.", len(p.Phases))
	}
	legs := make([]int, len(p.Routes))
	for i := range p.Routes {
		if fault := j.routeFault(&p.Routes[i]); fault != "" {
			malformed("Route %d %s.", i, fault)
		}
		legs[i] = len(p.Routes[i].Legs) + 1
	}
	passages := 0
	for i := range p.Slots {
		if fault := j.slotFault(&p.Slots[i]); fault != "" {
			malformed("Slot %d %s.", i, fault)
			continue
		}
		passages += legs[p.Slots[i].Route]
	}
	if passages > mostPassages {
		malformed("The plan has %d slots with %d passages in all; no plan needs so many.", len(p.Slots), passages)
	}
	for i := range p.NotServed {
		if fault := j.notServedFault(&p.NotServed[i]); fault != "" {
			malformed("Entry %d of those not served %s.", i, fault)
		}
	}
	return before == len(j.r.Violations)+j.r.Unlisted && j.horizon == p.Horizon
}

func (j *judge) routeFault(r *plan.Route) string {
	switch {
	case r.Place < 0 || r.Place >= len(j.s.Places):
		return fmt.Sprintf("starts at place number %d, which does not exist", r.Place)
	case r.Reception < 0 || r.Reception >= len(j.s.Receptions):
		return fmt.Sprintf("ends at reception number %d, which does not exist", r.Reception)
	case len(r.Legs) > mostLegs:
		return fmt.Sprintf("has %d roads", len(r.Legs))
	case len(r.Passes) != len(r.Legs)+1:
		return fmt.Sprintf("has %d times of passage for %d nodes", len(r.Passes), len(r.Legs)+1)
	}
	for _, leg := range r.Legs {
		if leg.Road < 0 || leg.Road >= len(j.s.Roads) {
			return fmt.Sprintf("uses road number %d, which does not exist", leg.Road)
		}
	}
	for _, t := range r.Passes {
		if t < 0 || t > j.s.Horizon {
			return fmt.Sprintf("passes a node %d seconds after departure, outside the scenario", t)
		}
	}
	return ""
}

func (j *judge) slotFault(s *plan.Slot) string {
	if s.Route < 0 || s.Route >= len(j.p.Routes) {
		return fmt.Sprintf("takes route number %d, which does not exist", s.Route)
	}
	place := j.p.Routes[s.Route].Place
	if place < 0 || place >= len(j.s.Places) {
		return "starts at a place that does not exist"
	}
	switch {
	case s.Depart < 0 || s.Depart > j.s.Horizon:
		return fmt.Sprintf("departs %d seconds after the start, outside the scenario", s.Depart)
	case s.Length <= 0 || s.Length > j.s.Horizon:
		return fmt.Sprintf("lasts %d seconds", s.Length)
	case s.Vehicles < 1 || s.Vehicles > j.s.Vehicles(place, j.p.Level):
		return fmt.Sprintf("has %d vehicles; %s has %d", s.Vehicles, j.s.Places[place].Name, j.s.Vehicles(place, j.p.Level))
	case s.People < 0 || s.People > j.s.People(place, j.p.Level):
		return fmt.Sprintf("carries %d people; %s has %d", s.People, j.s.Places[place].Name, j.s.People(place, j.p.Level))
	}
	return ""
}

func (j *judge) notServedFault(n *plan.NotServed) string {
	if n.Place < 0 || n.Place >= len(j.s.Places) {
		return fmt.Sprintf("is about place number %d, which does not exist", n.Place)
	}
	name := j.s.Places[n.Place].Name
	switch {
	case n.Vehicles < 1 || n.Vehicles > j.s.Vehicles(n.Place, j.p.Level):
		return fmt.Sprintf("has %d vehicles; %s has %d", n.Vehicles, name, j.s.Vehicles(n.Place, j.p.Level))
	case n.People < 0 || n.People > j.s.People(n.Place, j.p.Level):
		return fmt.Sprintf("has %d people; %s has %d", n.People, name, j.s.People(n.Place, j.p.Level))
	}
	return ""
}

func count(n int) string { return fmt.Sprint(n) }

func vehicles(n unit.Vehicle) string { return fmt.Sprintf("%d vehicles", n) }

func persons(n unit.Person) string { return fmt.Sprintf("%d people", n) }

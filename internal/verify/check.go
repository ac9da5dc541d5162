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
	courses []course // of the routes
	streams []stream // the slots, then the trips, then the columns
	rounds  rounds
	r       Report
}

// Check judges a plan of a scenario that was checked without errors, and the certificates that
// came with it. It never panics, whatever the plan and the certificates hold, and changes
// nothing. Its work is close to linear in the passages of streams through stages.
func Check(s *scenario.Scenario, p *plan.Plan, certificates []plan.Certificate) Report {
	j := &judge{s: s, p: p, net: s.Network(), horizon: p.Horizon}
	j.origin()
	if p.Horizon <= 0 || p.Horizon > s.Horizon {
		j.r.add(Malformed, count(int(p.Horizon)), count(int(s.Horizon)),
			"The plan ends %d seconds after the start; the scenario ends after %d.", p.Horizon, s.Horizon)
		j.horizon = s.Horizon
	}
	ways := waysOut(j.net, j.horizon, func(i int) roads.Profile { return j.net.Links[i].Rate })
	j.prover = &prover{s: s, net: j.net, ways: ways, fuel: s.HasFuel()}
	proved := j.certificates(certificates)
	if !j.wellFormed() {
		return j.r
	}
	j.r.Judged = true
	j.routes()
	j.slots()
	slots := j.byPlace()
	j.trips()
	j.columns()
	j.layStreams()
	j.parties()
	j.vehicles()
	j.accounts(slots)
	j.receptions()
	j.readiness(slots)
	j.stages()
	j.fuel()
	j.foot()
	j.safeToStop()
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
		proved[i] = j.prover.certificate(&j.r, &certificates[i]) && j.sameCars(&certificates[i])
		j.r.Checked.Certificates++
	}
	return proved
}

// sameCars judges that a certificate of the plan's population leaves out the cars that the plan
// has no fuel for, and no others.
func (j *judge) sameCars(c *plan.Certificate) bool {
	if c.Level != j.p.Level {
		return true
	}
	same := len(c.NoFuel) == len(j.p.NoFuel)
	for i := range c.NoFuel {
		same = same && c.NoFuel[i] == j.p.NoFuel[i]
	}
	if !same {
		j.r.add(BadCertificate, count(len(c.NoFuel)), count(len(j.p.NoFuel)),
			"The certificate %s leaves out other cars for lack of fuel than the plan.", c.Quantile)
	}
	return same
}

func count(n int) string { return fmt.Sprint(n) }

func vehicles(n unit.Vehicle) string { return fmt.Sprintf("%d vehicles", n) }

func persons(n unit.Person) string { return fmt.Sprintf("%d people", n) }

// group returns the group of a load, which must exist.
func (j *judge) group(l *plan.Load) *people.Group {
	return &j.level.travel[l.Place].Groups[l.Group]
}

// peopleIn returns the people of a load.
func (j *judge) peopleIn(l *plan.Load) unit.Person {
	return j.group(l).PeopleIn(l.First, l.Parties)
}

package verify_test

import (
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// TestReasons judges the reasons for leaving the village out of the plan.
func TestReasons(t *testing.T) {
	shut := func(s *scenario.Scenario) { s.Roads[0].Status = roads.Closed }
	danger := func(s *scenario.Scenario) { s.Dangers = []roads.Danger{{Road: 0, To: unit.Never}} }
	none := func(s *scenario.Scenario) { s.Roads[0].OneWay, s.Roads[0].From, s.Roads[0].To = true, 1, 0 }
	both := func(s *scenario.Scenario) { shut(s); danger(s) }
	full := func(s *scenario.Scenario) { s.Receptions[0].Capacity = 200 }
	late := func(s *scenario.Scenario) { s.Places[0].Ready.From = 11*unit.Hour + 10*unit.Minute }
	tests := []struct {
		name   string
		world  func(s *scenario.Scenario)
		reason plan.Reason
		cut    []string
		broken verify.Rule // empty: the reason is true
	}{
		{"closed road", shut, plan.Shut, []string{"R1"}, ""},
		{"closed road, nothing named", shut, plan.Shut, nil, ""},
		{"closed road, another named", shut, plan.Shut, []string{"R2", "bridge"}, verify.FalseCut},
		{"closed road, unknown named", shut, plan.Shut, []string{"R9"}, verify.FalseCut},
		{"closed road as danger", shut, plan.Danger, []string{"R1"}, verify.FalseReason},
		{"closed road as no road", shut, plan.NoRoute, nil, verify.FalseReason},
		{"closed road as lack of time", shut, plan.Time, nil, verify.FalseReason},
		{"closed road as no slot", shut, plan.Unplaced, nil, verify.FalseReason},
		{"danger", danger, plan.Danger, []string{"R1"}, ""},
		{"danger, another named", danger, plan.Danger, []string{"R2"}, verify.FalseCut},
		{"danger as closed road", danger, plan.Shut, []string{"R1"}, verify.FalseReason},
		{"closed and dangerous", both, plan.Shut, []string{"R1"}, ""},
		{"closed and dangerous as danger", both, plan.Danger, []string{"R1"}, verify.FalseReason},
		{"no road", none, plan.NoRoute, nil, ""},
		{"no road as closed road", none, plan.Shut, []string{"R1"}, verify.FalseReason},
		{"full", full, plan.Full, nil, ""},
		{"full as closed road", full, plan.Shut, []string{"R1"}, verify.FalseReason},
		{"too late for any road", late, plan.NoRoute, nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := scenariotest.Tiny()
			test.world(s)
			p := tinyPlan(s)
			leaveVillage(p, test.reason, test.cut)
			if test.reason != plan.Full && test.broken == "" { // the route is unusable
				p.Routes = p.Routes[:1]
			}
			r := verify.Check(s, p, nil)
			if test.broken != "" {
				expect(t, r, test.broken)
				return
			}
			if !r.Holds() || r.Proof.Gap != 0 {
				t.Errorf("the plan is refused or not proven: %v, %v", r.Violations, r.Proof)
			}
		})
	}
}

// TestTimeIsShort judges a plan with a deadline by which the gate cannot have passed everybody.
func TestTimeIsShort(t *testing.T) {
	s := scenariotest.Tiny()
	p := tinyPlan(s)
	p.Horizon = 80*unit.Minute + 1
	leaveVillage(p, plan.Time, nil)
	proof := plan.Certificate{Quantile: "t100", Until: p.Horizon, AtMost: 50, Needed: 60, Moments: []unit.Second{0, 0, 1800, p.Horizon}}
	if r := verify.Check(s, p, []plan.Certificate{proof}); !r.Holds() || r.Proof.Gap != 0 {
		t.Errorf("the plan is refused or not proven: %v, %v", r.Violations, r.Proof)
	}
	early := proof
	early.Until, early.Moments = p.Horizon-1, []unit.Second{0, 0, 1800, p.Horizon - 1}
	expect(t, verify.Check(s, p, []plan.Certificate{early}), verify.Unproven)
	other := proof
	other.Level = people.High
	expect(t, verify.Check(s, p, []plan.Certificate{other}), verify.Unproven)
}

func TestDamagedCertificate(t *testing.T) {
	tests := []struct {
		damage string
		rule   verify.Rule
		do     func(c *plan.Certificate)
	}{
		{"allows one more", verify.FalseBound, func(c *plan.Certificate) { c.AtMost++ }},
		{"allows one less", verify.FalseBound, func(c *plan.Certificate) { c.AtMost-- }},
		{"needs one more", verify.FalseNeed, func(c *plan.Certificate) { c.Needed++ }},
		{"needs one less", verify.FalseNeed, func(c *plan.Certificate) { c.Needed-- }},
		{"a minute later", verify.NoProof, func(c *plan.Certificate) { c.Until += 60; c.Moments[3] += 60; c.AtMost++ }},
		{"one second later", verify.NoProof, func(c *plan.Certificate) { c.Until++; c.Moments[3]++; c.AtMost++ }},
		{"ends elsewhere than the reception", verify.BadCertificate, func(c *plan.Certificate) { c.Moments[3]-- }},
		{"moment too early", verify.FalseBound, func(c *plan.Certificate) { c.Moments[2] -= 60 }},
		{"moment too late", verify.FalseBound, func(c *plan.Certificate) { c.Moments[2] += 60 }},
		{"town outside", verify.FalseBound, func(c *plan.Certificate) { c.Moments[1] = 1 }},
		{"moment missing", verify.BadCertificate, func(c *plan.Certificate) { c.Moments = c.Moments[:3] }},
		{"no moments", verify.BadCertificate, func(c *plan.Certificate) { c.Moments = nil }},
		{"moment in another age", verify.BadCertificate, func(c *plan.Certificate) { c.Moments[0] = -1 << 63 }},
		{"until another age", verify.BadCertificate, func(c *plan.Certificate) { c.Until = 1 << 62; c.Moments[3] = 1 << 62 }},
		{"before the start", verify.BadCertificate, func(c *plan.Certificate) { c.Until = -1; c.Moments[3] = -1 }},
		{"unknown quantile", verify.BadCertificate, func(c *plan.Certificate) { c.Quantile = "t42" }},
		{"another quantile", verify.FalseNeed, func(c *plan.Certificate) { c.Quantile = "t90" }},
		{"unknown population", verify.BadCertificate, func(c *plan.Certificate) { c.Level = 200 }},
	}
	for _, test := range tests {
		t.Run(test.damage, func(t *testing.T) {
			s := scenariotest.Tiny()
			certificates := tinyCertificates()
			test.do(&certificates[3])
			expect(t, verify.Check(s, tinyPlan(s), certificates), test.rule)
		})
	}
}

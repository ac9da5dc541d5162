package verify_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

var (
	scenarios = flag.Int("scenarios", 60, "how many random scenarios to plan and damage")
	judged    = flag.Int("judged", 1000, "how many random scenarios to plan and judge")
	fleets    = flag.Int("fleets", 150, "how many random scenarios with a fleet to plan and judge")
	firstSeed = flag.Uint64("seed", 0, "seed of the first random scenario")
)

// planned is a random scenario with its plan.
type planned struct {
	seed         uint64
	s            *scenario.Scenario
	plan         *plan.Plan
	certificates []plan.Certificate
	clearance    planner.Times
}

func makePlan(t *testing.T, seed uint64) planned {
	t.Helper()
	s := scenariotest.Random(rand.New(rand.NewPCG(seed, 1)))
	var options planner.Options
	if seed%4 == 3 { // a deadline within the horizon
		options.Deadline = s.Horizon / 120 * unit.Second(20+seed%90) / 60 * 60
	}
	result, err := planner.Make(context.Background(), s, options)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return planned{seed, s, &result.Plan, result.Certificates, result.Clearance}
}

// eachPlan plans n random scenarios and visits those with a horizon of at most some hours.
func eachPlan(t *testing.T, n int, most unit.Second, visit func(p planned)) {
	if testing.Short() {
		n /= 10
	}
	for i := range n {
		seed := *firstSeed + uint64(i)
		if scenariotest.Random(rand.New(rand.NewPCG(seed, 1))).Horizon <= most {
			visit(makePlan(t, seed))
		}
	}
}

// TestPlannerKeepsEveryRule judges a thousand plans. Making one takes longest where receptions
// fill up and people are ready along a curve.
func TestPlannerKeepsEveryRule(t *testing.T) {
	eachPlan(t, *judged, unit.Never, func(p planned) {
		report := verify.Check(p.s, p.plan, p.certificates)
		for _, v := range report.Violations[:min(4, len(report.Violations))] {
			t.Errorf("seed %d: %s: %s [%s, %s]", p.seed, v.Rule, v.Text, v.Found, v.Allowed)
		}
		if got := planner.Times(report.Clearance); got != p.clearance {
			t.Errorf("seed %d: the planner says that people are out by %v, the judge by %v", p.seed, p.clearance, got)
		}
	})
}

// TestPlannerKeepsEveryRuleOfRounds judges plans with vehicles of the fleet, columns and fuel.
func TestPlannerKeepsEveryRuleOfRounds(t *testing.T) {
	for seed := range uint64(*fleets) {
		s := scenariotest.RandomFleet(rand.New(rand.NewPCG(*firstSeed+seed, 1)))
		result, err := planner.Make(context.Background(), s, planner.Options{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		report := verify.Check(s, &result.Plan, result.Certificates)
		for _, v := range report.Violations[:min(4, len(report.Violations))] {
			t.Errorf("seed %d: %s: %s [%s, %s]", seed, v.Rule, v.Text, v.Found, v.Allowed)
		}
		if got := planner.Times(report.Clearance); got != result.Clearance {
			t.Errorf("seed %d: the planner says that people are out by %v, the judge by %v", seed, result.Clearance, got)
		}
	}
}

// TestJudgesAgree changes one number of a plan and asks both judges.
func TestJudgesAgree(t *testing.T) {
	kept, refused := 0, 0
	eachPlan(t, *scenarios, 24*unit.Hour, func(p planned) {
		second := newNaive(p.s, p.plan.Horizon)
		if fault := second.judge(p.plan, p.certificates); fault != "" {
			t.Errorf("seed %d: the second judge refuses the plan as it was made: %s", p.seed, fault)
			return
		}
		r := rand.New(rand.NewPCG(p.seed, 2))
		for range 200 {
			damaged, certificates := clonePlan(p.plan), cloneCertificates(p.certificates)
			what := mutate(r, p.s, damaged, certificates)
			report := verify.Check(p.s, damaged, certificates)
			fault := second.judge(damaged, certificates)
			if report.Holds() != (fault == "") {
				t.Errorf("seed %d, %s: the first judge says %v, the second %q", p.seed, what, report.Violations, fault)
			}
			if fault == "" {
				kept++
				continue
			}
			refused++
		}
	})
	t.Logf("%d changed plans kept every rule, %d were refused", kept, refused)
}

func clonePlan(p *plan.Plan) *plan.Plan {
	out := *p
	out.Phases = slices.Clone(p.Phases)
	out.Slots = slices.Clone(p.Slots)
	out.NotServed = slices.Clone(p.NotServed)
	out.Routes = slices.Clone(p.Routes)
	for i := range out.Routes {
		out.Routes[i].Legs = slices.Clone(out.Routes[i].Legs)
		out.Routes[i].Passes = slices.Clone(out.Routes[i].Passes)
	}
	for i := range out.NotServed {
		out.NotServed[i].Cut = slices.Clone(out.NotServed[i].Cut)
	}
	return &out
}

func cloneCertificates(in []plan.Certificate) []plan.Certificate {
	out := slices.Clone(in)
	for i := range out {
		out[i].Moments = slices.Clone(out[i].Moments)
	}
	return out
}

// numbers lists every number of a plan and its certificates, by name.
func numbers(p *plan.Plan, certificates []plan.Certificate) map[string]number {
	all := map[string]number{}
	for i := range p.Slots {
		s := &p.Slots[i]
		all[fmt.Sprintf("slot %d depart", i)] = of(&s.Depart)
		all[fmt.Sprintf("slot %d length", i)] = of(&s.Length)
		all[fmt.Sprintf("slot %d vehicles", i)] = of(&s.Vehicles)
		all[fmt.Sprintf("slot %d people", i)] = of(&s.People)
		all[fmt.Sprintf("slot %d route", i)] = of(&s.Route)
	}
	for i := range p.Routes {
		r := &p.Routes[i]
		all[fmt.Sprintf("route %d place", i)] = of(&r.Place)
		all[fmt.Sprintf("route %d reception", i)] = of(&r.Reception)
		for k := range r.Legs {
			all[fmt.Sprintf("route %d leg %d", i, k)] = of(&r.Legs[k].Road)
		}
		for k := range r.Passes {
			all[fmt.Sprintf("route %d pass %d", i, k)] = of(&r.Passes[k])
		}
	}
	for i := range p.NotServed {
		n := &p.NotServed[i]
		all[fmt.Sprintf("not served %d place", i)] = of(&n.Place)
		all[fmt.Sprintf("not served %d people", i)] = of(&n.People)
		all[fmt.Sprintf("not served %d vehicles", i)] = of(&n.Vehicles)
	}
	for i := range p.Phases {
		all[fmt.Sprintf("phase %d", i)] = of(&p.Phases[i])
	}
	for i := range certificates {
		c := &certificates[i]
		all[fmt.Sprintf("certificate %d until", i)] = of(&c.Until)
		all[fmt.Sprintf("certificate %d at most", i)] = of(&c.AtMost)
		all[fmt.Sprintf("certificate %d needed", i)] = of(&c.Needed)
		for v := range c.Moments {
			all[fmt.Sprintf("certificate %d moment %d", i, v)] = of(&c.Moments[v])
		}
	}
	return all
}

// number is a number of a plan that can be changed.
type number struct {
	get func() int64
	set func(int64)
}

func of[T ~int | ~int64](at *T) number {
	return number{get: func() int64 { return int64(*at) }, set: func(n int64) { *at = T(n) }}
}

// mutate changes one thing of a plan and tells what.
func mutate(r *rand.Rand, s *scenario.Scenario, p *plan.Plan, certificates []plan.Certificate) string {
	switch r.IntN(20) {
	case 0:
		if len(p.NotServed) == 0 && r.IntN(10) > 0 {
			return mutateOther(r, s, p, certificates)
		}
		return mutateReason(r, p)
	case 1:
		return mutateOther(r, s, p, certificates)
	}
	all := numbers(p, certificates)
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	// Certificates have most of the numbers; look at the plan as often.
	name := names[r.IntN(len(names))]
	if own := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n[0] == 'c' }); r.IntN(2) == 0 && len(own) > 0 {
		name = own[r.IntN(len(own))]
	}
	was := all[name].get()
	steps := []int64{1, -1, 2, -2, 30, -30, 60, -60, 120, -120, 600, -600, 3600, was, -was, 1 << 40, -1 << 62}
	now := was + steps[r.IntN(len(steps))]
	all[name].set(now)
	return fmt.Sprintf("%s: %d to %d", name, was, now)
}

func mutateReason(r *rand.Rand, p *plan.Plan) string {
	if len(p.NotServed) == 0 || r.IntN(20) == 0 {
		p.Horizon -= unit.Second(r.IntN(3)-1) * unit.Minute
		return fmt.Sprintf("horizon %d", p.Horizon)
	}
	n := &p.NotServed[r.IntN(len(p.NotServed))]
	reasons := []plan.Reason{plan.NoRoute, plan.Shut, plan.Danger, plan.Time, plan.Full, plan.Unplaced, "because"}
	was := n.Reason
	n.Reason = reasons[r.IntN(len(reasons))]
	return fmt.Sprintf("reason for place %d: %s to %s", n.Place, was, n.Reason)
}

func mutateOther(r *rand.Rand, s *scenario.Scenario, p *plan.Plan, certificates []plan.Certificate) string {
	switch {
	case len(p.Slots) > 0 && r.IntN(3) == 0:
		i := r.IntN(len(p.Slots))
		p.Slots = slices.Delete(p.Slots, i, i+1)
		return fmt.Sprintf("slot %d removed", i)
	case len(p.Slots) > 0 && r.IntN(3) == 0:
		i := r.IntN(len(p.Slots))
		p.Slots = append(p.Slots, p.Slots[i])
		return fmt.Sprintf("slot %d twice", i)
	case len(p.Phases) > 1 && r.IntN(2) == 0:
		i := r.IntN(len(p.Phases))
		p.Phases = slices.Delete(p.Phases, i, i+1)
		return fmt.Sprintf("phase %d removed", i)
	case len(certificates) > 0 && r.IntN(2) == 0:
		c := &certificates[r.IntN(len(certificates))]
		c.Level = people.Level(r.IntN(5))
		return fmt.Sprintf("certificate %s for level %d", c.Quantile, c.Level)
	case len(p.Routes) > 0:
		route := &p.Routes[r.IntN(len(p.Routes))]
		for k := range route.Legs {
			if r.IntN(len(route.Legs)) == 0 {
				route.Legs[k].Forward = !route.Legs[k].Forward
				return "leg turned round"
			}
		}
	}
	p.SHA256 = s.SHA256[1:]
	return "other inputs"
}

// TestAlwaysRefused damages plans in ways that break a rule wherever they are done.
func TestAlwaysRefused(t *testing.T) {
	eachPlan(t, *scenarios, unit.Never, func(p planned) {
		if r := verify.Check(p.s, p.plan, p.certificates); !r.Holds() {
			return // TestPlannerKeepsEveryRule tells
		}
		refuse := func(what string, do func(p *plan.Plan, certificates []plan.Certificate)) {
			damaged, certificates := clonePlan(p.plan), cloneCertificates(p.certificates)
			do(damaged, certificates)
			if r := verify.Check(p.s, damaged, certificates); r.Holds() {
				t.Errorf("seed %d: accepted after this damage: %s", p.seed, what)
			}
		}
		for i := range p.plan.Slots {
			refuseSlot(i, refuse)
		}
		for i := range p.plan.Routes {
			refuseRoute(p.s, i, p.plan, refuse)
		}
		for i := range p.plan.NotServed {
			refuse("people not served + 1", func(p *plan.Plan, _ []plan.Certificate) { p.NotServed[i].People++ })
			refuse("vehicles not served - 1", func(p *plan.Plan, _ []plan.Certificate) { p.NotServed[i].Vehicles-- })
			refuse("entry not served lost", func(p *plan.Plan, _ []plan.Certificate) { p.NotServed = slices.Delete(p.NotServed, i, i+1) })
		}
		for i := range p.certificates {
			refuse("at most + 1", func(_ *plan.Plan, c []plan.Certificate) { c[i].AtMost++ })
			refuse("at most - 1", func(_ *plan.Plan, c []plan.Certificate) { c[i].AtMost-- })
			refuse("needed + 1", func(_ *plan.Plan, c []plan.Certificate) { c[i].Needed++ })
			refuse("needed - 1", func(_ *plan.Plan, c []plan.Certificate) { c[i].Needed-- })
			refuse("until + 1", func(_ *plan.Plan, c []plan.Certificate) { c[i].Until++ })
			refuse("moment lost", func(_ *plan.Plan, c []plan.Certificate) { c[i].Moments = c[i].Moments[1:] })
		}
	})
}

type refuser func(what string, do func(p *plan.Plan, certificates []plan.Certificate))

func refuseSlot(i int, refuse refuser) {
	slot := func(what string, do func(s *plan.Slot)) {
		refuse(fmt.Sprintf("slot %d: %s", i, what), func(p *plan.Plan, _ []plan.Certificate) { do(&p.Slots[i]) })
	}
	slot("people + 1", func(s *plan.Slot) { s.People++ })
	slot("people - 1", func(s *plan.Slot) { s.People-- })
	slot("vehicles + 1", func(s *plan.Slot) { s.Vehicles++ })
	slot("vehicles - 1", func(s *plan.Slot) { s.Vehicles-- })
	slot("departs at half a minute", func(s *plan.Slot) { s.Depart += 30 })
	slot("lasts half a minute more", func(s *plan.Slot) { s.Length += 30 })
	slot("departs at the very end", func(s *plan.Slot) { s.Depart += 100 * unit.Day })
	refuse(fmt.Sprintf("slot %d lost", i), func(p *plan.Plan, _ []plan.Certificate) { p.Slots = slices.Delete(p.Slots, i, i+1) })
	refuse(fmt.Sprintf("slot %d twice", i), func(p *plan.Plan, _ []plan.Certificate) { p.Slots = append(p.Slots, p.Slots[i]) })
}

func refuseRoute(s *scenario.Scenario, i int, made *plan.Plan, refuse refuser) {
	for k := range made.Routes[i].Legs {
		refuse(fmt.Sprintf("route %d, road %d driven too fast", i, k), func(p *plan.Plan, _ []plan.Certificate) {
			r := &p.Routes[i]
			_, ceil := unit.Travel(s.Roads[r.Legs[k].Road].Length, s.Roads[r.Legs[k].Road].Speed)
			r.Passes[k+1] = r.Passes[k] + ceil - 1
		})
		refuse(fmt.Sprintf("route %d waits a minute after road %d", i, k), func(p *plan.Plan, _ []plan.Certificate) {
			for m := k + 1; m < len(p.Routes[i].Passes); m++ {
				p.Routes[i].Passes[m] += unit.Minute
			}
		})
		refuse(fmt.Sprintf("route %d, leg %d lost", i, k), func(p *plan.Plan, _ []plan.Certificate) {
			r := &p.Routes[i]
			r.Legs, r.Passes = slices.Delete(r.Legs, k, k+1), slices.Delete(r.Passes, k+1, k+2)
		})
	}
	refuse(fmt.Sprintf("route %d leaves late", i), func(p *plan.Plan, _ []plan.Certificate) { p.Routes[i].Passes[0]++ })
}

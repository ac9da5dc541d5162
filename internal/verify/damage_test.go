package verify_test

import (
	"slices"
	"strings"
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// The routes of tinyPlan.
const (
	fromTown    = 0
	fromVillage = 1
)

// tinyPlan is the best plan for scenariotest.Tiny: the gate passes one vehicle a minute from the
// moment the first is there until the last has passed, 90 minutes after the start.
func tinyPlan(s *scenario.Scenario) *plan.Plan {
	return &plan.Plan{
		Scenario: s.Name, SHA256: s.SHA256, Horizon: s.Horizon, Phases: []unit.Second{0},
		Routes: []plan.Route{
			{
				Place: scenariotest.TinyTown, Legs: []plan.Leg{{Road: scenariotest.TinyBorderRoad, Forward: true}},
				Passes: []unit.Second{0, 30 * unit.Minute},
			},
			{
				Place: scenariotest.TinyVillage,
				Legs: []plan.Leg{
					{Road: scenariotest.TinyValleyRoad, Forward: true},
					{Road: scenariotest.TinyBorderRoad, Forward: true},
				},
				Passes: []unit.Second{0, 20 * unit.Minute, 50 * unit.Minute},
			},
		},
		Slots: []plan.Slot{
			{Route: fromTown, Depart: 0, Length: 30 * unit.Minute, Vehicles: 30, People: 120},
			{Route: fromTown, Depart: 30 * unit.Minute, Length: 20 * unit.Minute, Vehicles: 20, People: 80},
			{Route: fromVillage, Depart: 30 * unit.Minute, Length: 10 * unit.Minute, Vehicles: 10, People: 40},
		},
	}
}

// tinyCertificates prove the plan: from 30 minutes after the start the gate passes one vehicle a
// minute, and nobody is there before.
func tinyCertificates() []plan.Certificate {
	moments := func(until unit.Second) []unit.Second { return []unit.Second{0, 0, 30 * unit.Minute, until} }
	return []plan.Certificate{
		{Quantile: "t50", Until: 3599, AtMost: 29, Needed: 30, Moments: moments(3599)},
		{Quantile: "t90", Until: 5039, AtMost: 53, Needed: 54, Moments: moments(5039)},
		{Quantile: "t99", Until: 5399, AtMost: 59, Needed: 60, Moments: moments(5399)},
		{Quantile: "t100", Until: 5399, AtMost: 59, Needed: 60, Moments: moments(5399)},
	}
}

// rules returns the rules broken, each once, in order.
func rules(r verify.Report) []verify.Rule {
	var out []verify.Rule
	for _, v := range r.Violations {
		out = append(out, v.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestTinyPlanHolds(t *testing.T) {
	s := scenariotest.Tiny()
	r := verify.Check(s, tinyPlan(s), tinyCertificates())
	if !r.Holds() {
		t.Fatalf("the plan is refused: %v", r.Violations)
	}
	if want := (verify.Times{T50: 3600, T90: 84 * unit.Minute, T99: 5400, T100: 5400}); r.Clearance != want {
		t.Errorf("clearance is %v, want %v", r.Clearance, want)
	}
	if want := (verify.Proof{CanLeave: 60, AtMost: 60}); r.Proof != want {
		t.Errorf("proof is %v, want %v", r.Proof, want)
	}
	if want := (verify.Checked{Slots: 3, Streams: 7, Links: 3, Places: 2, Certificates: 4}); r.Checked != want {
		t.Errorf("checked %v, want %v", r.Checked, want)
	}
}

func TestDamagedPlan(t *testing.T) {
	tests := []struct {
		damage string
		rule   verify.Rule
		do     func(p *plan.Plan)
	}{
		{"other inputs", verify.OutOfDate, func(p *plan.Plan) { p.SHA256 = "00" }},
		{"no inputs", verify.OutOfDate, func(p *plan.Plan) { p.SHA256 = "" }},
		{"other scenario", verify.OutOfDate, func(p *plan.Plan) { p.Scenario = "Huge" }},
		{"no horizon", verify.Malformed, func(p *plan.Plan) { p.Horizon = 0 }},
		{"horizon before the start", verify.Malformed, func(p *plan.Plan) { p.Horizon = -unit.Hour }},
		{"horizon after the scenario's", verify.Malformed, func(p *plan.Plan) { p.Horizon += 60 }},
		{"horizon before the last is out", verify.TooLate, func(p *plan.Plan) { p.Horizon = 5399 }},
		{"population that does not exist", verify.Malformed, func(p *plan.Plan) { p.Level = 3 }},

		{"no phase", verify.Malformed, func(p *plan.Plan) { p.Phases = nil }},
		{"first phase late", verify.BadPhase, func(p *plan.Plan) { p.Phases[0] = 60 }},
		{"first phase before the start", verify.BadPhase, func(p *plan.Plan) { p.Phases[0] = -60 }},
		{"phase when nothing changes", verify.BadPhase, func(p *plan.Plan) { p.Phases = append(p.Phases, 3600) }},
		{"phase twice", verify.BadPhase, func(p *plan.Plan) { p.Phases = append(p.Phases, 0) }},
		{"phase at the end", verify.BadPhase, func(p *plan.Plan) { p.Phases = append(p.Phases, p.Horizon) }},

		{"slot at half a minute", verify.BadSlot, func(p *plan.Plan) { p.Slots[2].Depart += 30 }},
		{"slot of a minute and a half", verify.BadSlot, func(p *plan.Plan) { p.Slots[2].Length += 30 }},
		{"slot without length", verify.Malformed, func(p *plan.Plan) { p.Slots[2].Length = 0 }},
		{"slot of negative length", verify.Malformed, func(p *plan.Plan) { p.Slots[2].Length = -60 }},
		{"slot as long as time", verify.Malformed, func(p *plan.Plan) { p.Slots[2].Length = 1 << 62 }},
		{"slot before the start", verify.Malformed, func(p *plan.Plan) { p.Slots[0].Depart = -60 }},
		{"slot after all time", verify.Malformed, func(p *plan.Plan) { p.Slots[0].Depart = 1 << 62 }},
		{"slot too late", verify.TooLate, func(p *plan.Plan) { p.Slots[2].Depart = p.Horizon - 59*unit.Minute }},
		{"slot on no route", verify.Malformed, func(p *plan.Plan) { p.Slots[0].Route = 2 }},
		{"slot on a negative route", verify.Malformed, func(p *plan.Plan) { p.Slots[0].Route = -1 }},
		{"slot without vehicles", verify.Malformed, func(p *plan.Plan) { p.Slots[0].Vehicles = 0 }},
		{"slot of too many vehicles", verify.Malformed, func(p *plan.Plan) { p.Slots[0].Vehicles = 51 }},
		{"slot of negative people", verify.Malformed, func(p *plan.Plan) { p.Slots[0].People = -1 }},
		{"slot of too many people", verify.Malformed, func(p *plan.Plan) { p.Slots[0].People = 1 << 60 }},

		{"one person more", verify.WrongPeople, func(p *plan.Plan) { p.Slots[0].People++ }},
		{"one person less", verify.WrongPeople, func(p *plan.Plan) { p.Slots[2].People-- }},
		{"one person moved to another slot", verify.WrongPeople, func(p *plan.Plan) { p.Slots[0].People--; p.Slots[1].People++ }},
		{"one vehicle more", verify.WrongVehicles, func(p *plan.Plan) { p.Slots[0].Vehicles++ }},
		{"one vehicle less", verify.WrongVehicles, func(p *plan.Plan) { p.Slots[2].Vehicles-- }},
		{"slot twice", verify.WrongVehicles, func(p *plan.Plan) { p.Slots = append(p.Slots, p.Slots[2]) }},
		{"slot lost", verify.WrongVehicles, func(p *plan.Plan) { p.Slots = p.Slots[1:] }},
		{"place lost", verify.MissingPlace, func(p *plan.Plan) { p.Slots = p.Slots[:2] }},
		{"everything lost", verify.MissingPlace, func(p *plan.Plan) { p.Slots, p.Routes = nil, nil }},

		{"gate too busy for a minute", verify.OverRate, func(p *plan.Plan) { p.Slots[2].Depart -= 60 }},
		{"slot packed into less time", verify.OverRate, func(p *plan.Plan) { p.Slots[1].Length -= 60 }},
		{"road too busy", verify.OverRate, func(p *plan.Plan) { p.Slots[0].Length = 60 }},

		{"route from nowhere", verify.Malformed, func(p *plan.Plan) { p.Routes[0].Place = 3 }},
		{"route from a negative place", verify.Malformed, func(p *plan.Plan) { p.Routes[0].Place = -1 }},
		{"route to nowhere", verify.Malformed, func(p *plan.Plan) { p.Routes[0].Reception = 1 }},
		{"route over no road", verify.Malformed, func(p *plan.Plan) { p.Routes[0].Legs[0].Road = 2 }},
		{"route with a time missing", verify.Malformed, func(p *plan.Plan) { p.Routes[0].Passes = p.Routes[0].Passes[:1] }},
		{"route with no time", verify.Malformed, func(p *plan.Plan) { p.Routes[0].Passes = nil }},
		{"route back in time", verify.Malformed, func(p *plan.Plan) { p.Routes[0].Passes[1] = -1 }},
		{"route from another place", verify.BrokenRoute, func(p *plan.Plan) { p.Routes[fromVillage].Place = scenariotest.TinyTown }},
		{"route over another road", verify.BrokenRoute, func(p *plan.Plan) { p.Routes[0].Legs[0].Road = scenariotest.TinyValleyRoad }},
		{"route that stops half way", verify.BrokenRoute, func(p *plan.Plan) {
			p.Routes[1].Legs, p.Routes[1].Passes = p.Routes[1].Legs[:1], p.Routes[1].Passes[:2]
		}},
		{"route without roads", verify.BrokenRoute, func(p *plan.Plan) {
			p.Routes[1].Legs, p.Routes[1].Passes = nil, []unit.Second{0}
		}},
		{"leg turned round", verify.BrokenRoute, func(p *plan.Plan) { p.Routes[0].Legs[0].Forward = false }},
		{"faster than the road", verify.WrongTime, func(p *plan.Plan) { p.Routes[0].Passes[1]-- }},
		{"faster on the second road", verify.WrongTime, func(p *plan.Plan) { p.Routes[1].Passes[1] += 30 }},
		{"a minute of waiting", verify.WrongTime, func(p *plan.Plan) { p.Routes[1].Passes[2] += 60 }},
		{"late from home", verify.WrongTime, func(p *plan.Plan) { p.Routes[0].Passes[0] = 1 }},

		{"someone not served for no reason", verify.FalseReason, func(p *plan.Plan) { leaveVillage(p, "tired", nil) }},
		{"a way that is said not to be", verify.FalseReason, func(p *plan.Plan) { leaveVillage(p, plan.NoRoute, nil) }},
		{"a way that is said to be shut", verify.FalseReason, func(p *plan.Plan) { leaveVillage(p, plan.Shut, []string{"R1"}) }},
		{"a danger that nobody reported", verify.FalseReason, func(p *plan.Plan) { leaveVillage(p, plan.Danger, []string{"R1"}) }},
		{"time said to be short", verify.Unproven, func(p *plan.Plan) { leaveVillage(p, plan.Time, nil) }},
		{"receptions said to be full", verify.FalseReason, func(p *plan.Plan) { leaveVillage(p, plan.Full, nil) }},
		{"not served from nowhere", verify.Malformed, func(p *plan.Plan) { leaveVillage(p, plan.Unplaced, nil); p.NotServed[0].Place = 7 }},
		{"not served of another place", verify.WrongVehicles, func(p *plan.Plan) {
			leaveVillage(p, plan.Unplaced, nil)
			p.NotServed[0].Place = scenariotest.TinyTown
		}},
		{"one more not served", verify.WrongPeople, func(p *plan.Plan) { leaveVillage(p, plan.Unplaced, nil); p.NotServed[0].People-- }},
		{"one vehicle less not served", verify.WrongVehicles, func(p *plan.Plan) { leaveVillage(p, plan.Unplaced, nil); p.NotServed[0].Vehicles-- }},
		{"nobody not served", verify.Malformed, func(p *plan.Plan) {
			p.NotServed = []plan.NotServed{{Place: scenariotest.TinyBorder, Reason: plan.Unplaced}}
		}},
	}
	for _, test := range tests {
		t.Run(test.damage, func(t *testing.T) {
			s := scenariotest.Tiny()
			p := tinyPlan(s)
			test.do(p)
			expect(t, verify.Check(s, p, tinyCertificates()), test.rule)
		})
	}
}

// expect reports a judgement that does not name a rule, or names it in an unreadable way.
func expect(t *testing.T, r verify.Report, rule verify.Rule) {
	t.Helper()
	if r.Holds() {
		t.Error("the plan is accepted")
	}
	if got := rules(r); !slices.Contains(got, rule) {
		t.Errorf("rules broken: %v, want %s among them", got, rule)
	}
	for _, v := range r.Violations {
		if !strings.HasSuffix(v.Text, ".") || strings.Contains(v.Text, "%!") {
			t.Errorf("not a sentence: %q", v.Text)
		}
	}
}

// leaveVillage takes the village out of the plan.
func leaveVillage(p *plan.Plan, reason plan.Reason, cut []string) {
	p.Slots = p.Slots[:2]
	p.NotServed = []plan.NotServed{{Place: scenariotest.TinyVillage, People: 40, Vehicles: 10, Reason: reason, Cut: cut}}
}

func TestUnplacedIsAdmitted(t *testing.T) {
	s := scenariotest.Tiny()
	p := tinyPlan(s)
	leaveVillage(p, plan.Unplaced, nil)
	r := verify.Check(s, p, tinyCertificates())
	if !r.Holds() {
		t.Errorf("the plan is refused: %v", r.Violations)
	}
	if want := (verify.Proof{CanLeave: 60, AtMost: 60, NotServed: 10, Gap: 10}); r.Proof != want {
		t.Errorf("proof is %v, want %v", r.Proof, want)
	}
	if r.Clearance.T50 != 3600 || r.Clearance.T99 != unit.Never {
		t.Errorf("clearance is %v, want half after an hour and 99 %% never", r.Clearance)
	}
}

// TestChangedScenario judges the same plan when the world is not as it was planned for.
func TestChangedScenario(t *testing.T) {
	hours := func(text string) roads.Hours {
		h, err := roads.ParseHours(text)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	village, town := scenariotest.TinyVillage, scenariotest.TinyTown
	tests := []struct {
		change string
		rule   verify.Rule
		do     func(s *scenario.Scenario)
	}{
		{"gate slower by a thousandth of a vehicle", verify.OverRate, func(s *scenario.Scenario) { s.Gates[0].Rate-- }},
		{"gate slower from an hour on", verify.OverRate, func(s *scenario.Scenario) {
			s.Gates[0].Changes = []roads.GateChange{{From: unit.Hour, Rate: 59_000}}
		}},
		{"gate shut from an hour on", verify.EntersShut, func(s *scenario.Scenario) {
			s.Gates[0].Changes = []roads.GateChange{{From: unit.Hour, Rate: 0}}
		}},
		{"gate opens a minute late", verify.EntersShut, func(s *scenario.Scenario) { s.Gates[0].Hours = hours("daily 06:31-18:00") }},
		{"gate shuts a minute early", verify.EntersShut, func(s *scenario.Scenario) { s.Gates[0].Hours = hours("daily 06:00-07:29") }},
		{"gate shut on the day", verify.EntersShut, func(s *scenario.Scenario) { s.Gates[0].Hours = hours("daily 06:00-18:00; 2024-05-06 closed") }},
		{"gate with a quota", verify.OverQuota, func(s *scenario.Scenario) { s.Gates[0].Quota = 59 }},
		{"second gate on the way", verify.OverRate, func(s *scenario.Scenario) {
			s.Gates = append(s.Gates, roads.Gate{ID: "toll", Place: town, Rate: 59_000})
		}},
		{"road closed", verify.EntersShut, func(s *scenario.Scenario) { s.Roads[0].Status = roads.Closed }},
		{"road with hours", verify.EntersShut, func(s *scenario.Scenario) { s.Roads[0].Hours = hours("daily 06:00-06:39") }},
		{"road narrowed", verify.OverRate, func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Target: 1, From: 49 * unit.Minute, To: unit.Never, Factor: 99}}
		}},
		{"road shut for one second", verify.EntersShut, func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Target: 1, From: 600, To: 601}}
		}},
		{"gate closed for one second", verify.EntersShut, func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Gate: true, From: 5399, To: 5400}}
		}},
		{"danger on the way", verify.EntersShut, func(s *scenario.Scenario) {
			s.Dangers = []roads.Danger{{Road: 0, From: 0, To: unit.Never, Report: "shots"}}
		}},
		{"road longer by a metre", verify.WrongTime, func(s *scenario.Scenario) { s.Roads[1].Length++ }},
		{"road turned round", verify.BrokenRoute, func(s *scenario.Scenario) {
			s.Roads[0].From, s.Roads[0].To, s.Roads[0].OneWay = town, village, true
		}},
		{"people ready late", verify.NotReady, func(s *scenario.Scenario) { s.Places[village].Ready.From = 30*unit.Minute + 1 }},
		{"people ready along a curve", verify.NotReady, func(s *scenario.Scenario) {
			s.Places[town].Ready = people.Readiness{Half: unit.Hour, Slope: 2000}
		}},
		{"reception small", verify.ReceptionFull, func(s *scenario.Scenario) { s.Receptions[0].Capacity = 239 }},
		{"reception slow", verify.OverRate, func(s *scenario.Scenario) { s.Receptions[0].Rate = 59_999 }},
		{"scenario shorter", verify.TooLate, func(s *scenario.Scenario) { s.Horizon = unit.Hour }},
		{"more people", verify.WrongPeople, func(s *scenario.Scenario) { s.Places[town].People.Used = 201 }},
		{"new place with people", verify.MissingPlace, func(s *scenario.Scenario) {
			s.Places[scenariotest.TinyBorder].People.Used, s.Places[scenariotest.TinyBorder].PerVehicle = 1, 1000
		}},
	}
	for _, test := range tests {
		t.Run(test.change, func(t *testing.T) {
			s := scenariotest.Tiny()
			test.do(s)
			expect(t, verify.Check(s, tinyPlan(s), nil), test.rule)
		})
	}
}

// TestToleratedScenario judges changes that the plan must survive.
func TestToleratedScenario(t *testing.T) {
	tests := []struct {
		change string
		do     func(s *scenario.Scenario)
	}{
		{"quota just enough", func(s *scenario.Scenario) { s.Gates[0].Quota = 60 }},
		{"danger overridden", func(s *scenario.Scenario) {
			s.Dangers = []roads.Danger{{Road: 0, To: unit.Never, Override: "escorted"}}
		}},
		{"danger on the way back", func(s *scenario.Scenario) {
			s.Dangers = []roads.Danger{{Road: 0, Direction: roads.Backward, To: unit.Never}}
		}},
		{"road shut behind the last", func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Target: 0, From: 40 * unit.Minute, To: unit.Never}}
		}},
		{"road of just the width", func(s *scenario.Scenario) { s.Roads[1].Capacity = 60_000 }},
		{"ready just in time", func(s *scenario.Scenario) { s.Places[scenariotest.TinyVillage].Ready.From = 30 * unit.Minute }},
		{"reception just large enough", func(s *scenario.Scenario) { s.Receptions[0].Capacity = 240 }},
		{"road held", func(s *scenario.Scenario) { s.Roads[0].Status = roads.Held }},
	}
	for _, test := range tests {
		t.Run(test.change, func(t *testing.T) {
			s := scenariotest.Tiny()
			test.do(s)
			if r := verify.Check(s, tinyPlan(s), nil); !r.Holds() {
				t.Errorf("the plan is refused: %v", r.Violations)
			}
		})
	}
}

// twoWays is Tiny with a second, longer road to the border and the first one open only for the
// first 20 minutes, and a plan that uses both.
func twoWays(t *testing.T) (*scenario.Scenario, *plan.Plan) {
	t.Helper()
	s := scenariotest.Tiny()
	hours, err := roads.ParseHours("daily 06:00-06:20")
	if err != nil {
		t.Fatal(err)
	}
	s.Roads[1].Hours = hours
	detour := s.Roads[1]
	detour.ID, detour.Length, detour.Hours = "R3", 30_000, roads.Hours{}
	s.Roads = append(s.Roads, detour)
	p := tinyPlan(s)
	p.Phases = []unit.Second{0, 20 * unit.Minute}
	p.Routes[fromVillage].Legs[1].Road = 2
	p.Routes[fromVillage].Passes = []unit.Second{0, 20 * unit.Minute, 65 * unit.Minute}
	p.Routes = append(p.Routes, plan.Route{
		Place: scenariotest.TinyTown, Legs: []plan.Leg{{Road: 2, Forward: true}},
		Passes: []unit.Second{0, 45 * unit.Minute},
	})
	p.Slots = []plan.Slot{
		{Route: fromTown, Depart: 0, Length: 20 * unit.Minute, Vehicles: 20, People: 80},
		{Route: 2, Depart: 20 * unit.Minute, Length: 30 * unit.Minute, Vehicles: 30, People: 120},
		{Route: fromVillage, Depart: 30 * unit.Minute, Length: 10 * unit.Minute, Vehicles: 10, People: 40},
	}
	return s, p
}

func TestForks(t *testing.T) {
	s, p := twoWays(t)
	if r := verify.Check(s, p, nil); !r.Holds() {
		t.Fatalf("the plan is refused: %v", r.Violations)
	}
	t.Run("phases joined", func(t *testing.T) {
		_, p := twoWays(t)
		p.Phases = p.Phases[:1]
		expect(t, verify.Check(s, p, nil), verify.Fork)
	})
	t.Run("one minute too early", func(t *testing.T) {
		_, p := twoWays(t)
		p.Slots[1].Depart -= 60
		expect(t, verify.Check(s, p, nil), verify.Fork)
	})
	t.Run("phase moved", func(t *testing.T) {
		_, p := twoWays(t)
		p.Phases[1] += 60
		expect(t, verify.Check(s, p, nil), verify.BadPhase)
	})
	t.Run("village comes by in the first phase", func(t *testing.T) {
		_, p := twoWays(t)
		s, _ := twoWays(t)
		p.Slots[2].Depart = 0
		s.Roads[0].Length = 9_000 // 18 minutes
		p.Routes[fromVillage].Passes = []unit.Second{0, 18 * unit.Minute, 63 * unit.Minute}
		expect(t, verify.Check(s, p, nil), verify.Fork)
	})
}

// TestViolationsAreCapped judges a plan with very many faults.
func TestViolationsAreCapped(t *testing.T) {
	s := scenariotest.Tiny()
	p := tinyPlan(s)
	for range 10_000 {
		p.Slots = append(p.Slots, plan.Slot{Route: -1})
	}
	r := verify.Check(s, p, nil)
	if len(r.Violations) != verify.MostListed || len(r.Violations)+r.Unlisted < 10_000 {
		t.Errorf("%d listed, %d not", len(r.Violations), r.Unlisted)
	}
}

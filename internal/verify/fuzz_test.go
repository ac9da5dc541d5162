package verify_test

import (
	"encoding/json"
	"testing"

	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// file is a plan with its certificates as JSON.
type file struct {
	Plan         plan.Plan
	Certificates []plan.Certificate
}

// FuzzCheck judges plans that are any JSON at all: the judge must not panic, and must agree with
// the second judge.
func FuzzCheck(f *testing.F) {
	s := scenariotest.Tiny()
	whole := file{*tinyPlan(s), tinyCertificates()}
	add := func(x file) { addFile(f, x) }
	add(whole)
	add(file{Plan: *tinyPlan(s)})
	part := file{Plan: *tinyPlan(s)}
	leaveVillage(&part.Plan, plan.Unplaced, []string{"R1"})
	add(part)
	add(file{})
	fuzzAgainst(f, s)
}

// FuzzRounds does the same with plans of trips, columns and fuel.
func FuzzRounds(f *testing.F) {
	s := rounds()
	s.Horizon = 5 * unit.Hour
	whole := roundsPlan(s)
	certificate := plan.Certificate{Quantile: "t100", Until: 5219, AtMost: 56, Needed: 57, Moments: []unit.Second{0, 0, 1800, 5219}, NoFuel: whole.NoFuel}
	addFile(f, file{*whole, []plan.Certificate{certificate}})
	left := roundsPlan(s)
	leaveHouseholds(left)
	addFile(f, file{Plan: *left})
	fuzzAgainst(f, s)
}

func addFile(f *testing.F, x file) {
	text, err := json.Marshal(x)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
}

func fuzzAgainst(f *testing.F, s *scenario.Scenario) {
	second := newNaive(s, s.Horizon)
	f.Fuzz(func(t *testing.T, text []byte) {
		var x file
		if json.Unmarshal(text, &x) != nil {
			return
		}
		r := verify.Check(s, &x.Plan, x.Certificates)
		if fault := second.judge(&x.Plan, x.Certificates); r.Holds() != (fault == "") {
			t.Errorf("the first judge says %v, the second %q", r.Violations, fault)
		}
	})
}

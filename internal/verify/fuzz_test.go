package verify_test

import (
	"encoding/json"
	"testing"

	"wayout/internal/plan"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/verify"
)

// FuzzCheck judges plans that are any JSON at all: the judge must not panic, and must agree with
// the second judge.
func FuzzCheck(f *testing.F) {
	type file struct {
		Plan         plan.Plan
		Certificates []plan.Certificate
	}
	s := scenariotest.Tiny()
	second := newNaive(s, s.Horizon)
	whole := file{*tinyPlan(s), tinyCertificates()}
	add := func(x file) {
		text, err := json.Marshal(x)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	add(whole)
	add(file{Plan: *tinyPlan(s)})
	part := file{Plan: *tinyPlan(s)}
	leaveVillage(&part.Plan, plan.Unplaced, []string{"R1"})
	add(part)
	add(file{})
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

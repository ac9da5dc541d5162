package verify_test

import (
	"fmt"

	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// A plan in which the village leaves one minute too early meets the town at the gate.
func ExampleCheck() {
	s := scenariotest.Tiny()
	p := tinyPlan(s)
	p.Slots[2].Depart -= unit.Minute
	r := verify.Check(s, p, nil)
	for _, v := range r.Violations {
		fmt.Println(v.Rule+":", v.Text)
	}
	// Output:
	// N3-rate: From Mon 6 May 07:19 to Mon 6 May 07:20 the plan sends 120 vehicles/h into the gate Bridge, which passes 60 vehicles/h.
}

package app

import (
	"testing"
)

// TestExamplesHold plans both examples and all their variants, from files to files, and lets the
// judge read what was written: nothing is violated, and where not everybody is served it is proved
// that nobody could do much better.
func TestExamplesHold(t *testing.T) {
	for _, folder := range []string{departure, eve} {
		f, problems, err := Read(Question{Folder: folder})
		if err != nil || f.Scenario == nil {
			t.Fatal(problems, err)
		}
		variants := []string{""}
		if testing.Short() {
			f.Scenario.Variants = nil // the race detector makes each plan ten times slower
		}
		for _, v := range f.Scenario.Variants {
			variants = append(variants, v.ID)
		}
		for _, variant := range variants {
			deadlines := []string{""}
			if (folder == eve || variant == "") && !testing.Short() {
				deadlines = append(deadlines, "36h")
			}
			for _, deadline := range deadlines {
				t.Run(f.Scenario.Name+" "+variant+" "+deadline, func(t *testing.T) {
					holds(t, Question{Folder: folder, Variant: variant, Deadline: deadline})
				})
			}
		}
	}
}

func holds(t *testing.T, q Question) {
	out := t.TempDir()
	planned := planInto(t, q, out)
	judged, problems := Verify(q.Folder, out)
	if judged == nil {
		t.Fatal(problems)
	}
	for _, v := range judged.Report.Violations {
		t.Errorf("%s: %s", v.Rule, v.Text)
	}
	r := planned.Result
	if r.Fuel.Holds > 0 || planned.Scenario.SafeToStop > 0 {
		return // the bound leaves out what holds people back there
	}
	// Rounds pass the gate too; where they leave anybody, the bound leaves them out.
	if all := r.Vehicles; judged.Report.Proof.Gap > all/100+r.Rounds.GatePasses {
		t.Errorf("for %d of %d vehicles it is not proved that they cannot be served", judged.Report.Proof.Gap, all)
	}
}

package scenario_test

import (
	"strings"
	"testing"

	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
)

// TestAssumptionsUsed: results rest on what a record took and on what every plan takes.
func TestAssumptionsUsed(t *testing.T) {
	s := scenariotest.Tiny()
	for i := range s.Assumptions {
		s.Assumptions[i].Taken = s.Assumptions[i].Name == "speed_gravel" || s.Assumptions[i].Name == "people_per_vehicle"
	}
	names := func(list []scenario.Assumption) string {
		var out []string
		for _, a := range list {
			out = append(out, a.Name)
		}
		return strings.Join(out, " ")
	}
	used, others := s.AssumptionsUsed()
	if want := "people_per_vehicle speed_gravel slot_minutes group_vehicles litres_per_100_km idle_litres_per_hour"; names(used) != want {
		t.Errorf("used %s, want %s", names(used), want)
	}
	if want := "capacity_paved_main capacity_paved_secondary capacity_gravel speed_paved_main speed_paved_secondary ready_slope "; !strings.HasPrefix(names(others), want) {
		t.Errorf("others %s, want first %s", names(others), want)
	}
	if len(used)+len(others) != len(scenario.Defaults()) {
		t.Errorf("%d and %d assumptions of %d", len(used), len(others), len(scenario.Defaults()))
	}
}

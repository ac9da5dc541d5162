package planner

import "wayout/internal/scenario"

// RoadPrices runs the pass over all roads on its own.
func RoadPrices(s *scenario.Scenario, now *Result) int {
	return len(newPricer(s, now, Options{}).roadGrants())
}

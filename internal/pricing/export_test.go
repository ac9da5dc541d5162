package pricing

import (
	"wayout/internal/planner"
	"wayout/internal/scenario"
)

// RoadPrices runs the pass over all roads on its own.
func RoadPrices(s *scenario.Scenario, now *planner.Result) int {
	return len(newPricer(s, now, 0).roadGrants())
}

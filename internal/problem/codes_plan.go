package problem

import "maps"

// Codes of planning a scenario that was read without errors.
const (
	PlanNobody Code = "plan-nobody"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		PlanNobody: {Error, "The scenario has no people who leave.", "Give places people in places.csv."},
	})
}

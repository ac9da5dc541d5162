package traffic

import (
	"context"

	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Drive is one vehicle of a plan with its way, for other simulators.
type Drive struct {
	Depart unit.Millisecond
	Cars   int     // that it counts as
	Links  []int32 // of the scenario's network, in driving order; drives of one route share them
	Fleet  bool
}

// Drives returns the cars of a plan as they leave if everybody keeps it, and the drives of its fleet
// with their planned departures. Columns on foot are on no road. The error is of ctx.
func Drives(ctx context.Context, s *scenario.Scenario, p *plan.Plan) ([]Drive, error) {
	g, err := newGround(ctx, s, p)
	if err != nil {
		return nil, err
	}
	c := newCrowd(g, &behaviour{})
	c.planned(p)
	ways := map[int32][]int32{}
	var out []Drive
	for v := range c.vehicles {
		car := &c.vehicles[v]
		if car.Course < 0 || c.aboard[v].kind == Foot {
			continue
		}
		links, known := ways[car.Course]
		if !known {
			end := car.Course
			for c.courses[end] >= 0 {
				end++
			}
			links = c.courses[car.Course:end:end]
			ways[car.Course] = links
		}
		out = append(out, Drive{car.Depart, int(car.Size), links, c.aboard[v].kind == Fleet})
	}
	return out, nil
}

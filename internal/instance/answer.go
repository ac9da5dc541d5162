package instance

import (
	"context"
	"fmt"

	"wayout/internal/flow"
	"wayout/internal/problem"
)

// Answer is what is asked of an instance, under the names of the format. Clearance and
// TotalArrival are nil where not all units can ever be out.
type Answer struct {
	Supply       int64   `json:"supply"`
	Clearance    *int64  `json:"clearance"`
	TotalArrival *int64  `json:"total_arrival"`
	Last         int64   `json:"last"`
	MaxOutLimit  int64   `json:"max_out_limit"`
	MaxOut       []int64 `json:"max_out"`
}

// mostCells bounds memory: steps times nodes and links.
const mostCells = 1 << 29

// firstSteps is the first horizon tried; it is doubled as long as more may come out.
const firstSteps = 1 << 10

// Solve finds the answer, over as many steps as it takes until everybody who can ever leave is
// out. The list tells where the instance is too long to solve; the error is of ctx.
func (in *Instance) Solve(ctx context.Context, o flow.Options) (Answer, problem.List, error) {
	quiet, changed := quietSteps(in.Problem)
	most := int64(mostCells / (1 + len(in.Links) + len(in.Nodes)))
	for steps := int64(firstSteps); ; steps *= 2 {
		steps = min(steps, most)
		p := in.Problem
		p.Steps = int32(steps)
		solution, err := flow.Solve(ctx, p, o)
		if err != nil {
			return Answer{}, nil, err
		}
		last := int64(len(solution.MaxOut)) - 1
		if _, all := solution.Clearance(); all || steps-1-max(last, changed) >= quiet {
			answer, err := answer(ctx, p, solution)
			return answer, nil, err
		}
		if steps == most {
			var list problem.List
			list.Add(problem.InstanceTooLong, problem.Where{}, "", fmt.Sprint(most))
			return Answer{}, list, nil
		}
	}
}

// answer reads the answer off a solution of p in which everybody who can ever leave is out.
func answer(ctx context.Context, p flow.Problem, s *flow.Solution) (Answer, error) {
	a := Answer{
		Last:        int64(len(s.MaxOut)) - 1,
		MaxOutLimit: s.Limit(),
		MaxOut:      s.MaxOut,
	}
	for _, supply := range p.Supplies {
		a.Supply += supply.Units
	}
	clearance, all := s.Clearance()
	if !all {
		return a, nil
	}
	step := int64(clearance)
	a.Clearance = &step
	total, _, err := flow.LeastTotal(ctx, p)
	a.TotalArrival = &total
	return a, err
}

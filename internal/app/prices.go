package app

import (
	"context"

	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// Priced is a price list with the scenario it is about.
type Priced struct {
	Scenario *scenario.Scenario
	List     *planner.PriceList
}

// Prices says what each concession is worth. The result is nil where the problems have errors.
// The error is of ctx, or a UsageError.
func Prices(ctx context.Context, q Question, progress func(done float64)) (*Priced, problem.List, error) {
	s, deadline, problems, err := ask(q)
	if s == nil {
		return nil, problems, err
	}
	list, err := planner.Prices(ctx, s, planner.Options{Deadline: deadline, Progress: progress})
	if err != nil {
		problems, err = nobody(problems, err)
		return nil, problems, err
	}
	return &Priced{s, list}, problems, nil
}

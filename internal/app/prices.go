package app

import (
	"context"

	"wayout/internal/disk"
	"wayout/internal/export"
	"wayout/internal/pricing"
	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// Priced is a price list with the scenario it is about.
type Priced struct {
	Scenario *scenario.Scenario
	List     *pricing.PriceList
}

// solvedRoads is how many changes of roads are planned again.
const solvedRoads = 20

// Prices says what each concession is worth, and writes what a change of each road is worth at most into
// a file where its name is not empty. The result is nil where the problems have errors.
// The error is of ctx, or a UsageError.
func Prices(ctx context.Context, q Question, roads string, progress func(done float64)) (*Priced, problem.List, error) {
	s, deadline, problems, err := ask(q)
	if s == nil {
		return nil, problems, err
	}
	list, err := pricing.Prices(ctx, s, pricing.Options{Deadline: deadline, SolvedRoads: solvedRoads, Progress: progress})
	if err != nil {
		problems, err = nobody(problems, err)
		return nil, problems, err
	}
	if roads != "" {
		if err := disk.Replace(roads, export.RoadPrices(s, list)); err != nil {
			problems.Add(problem.ResultUnwritten, problem.Where{File: roads}, "", disk.Reason(err))
			return nil, problems, nil
		}
	}
	return &Priced{s, list}, problems, nil
}

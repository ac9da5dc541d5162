package app

import (
	"context"
	"path/filepath"

	"wayout/internal/problem"
	"wayout/internal/report"
)

// Folders and deadline of the demonstration.
const (
	demoEve       = "karabakh-2023-09-21"
	demoDeparture = "karabakh-2023"
	demoDeadline  = "36h" // the ultimatum of that evening, see the scenario's README
)

// Demo is what the demonstration shows: the evening of 21 September 2023 as it stands, its
// variants, each also with the deadline, and the plan of the departure.
type Demo struct {
	Eve       *Planned
	Cases     []report.Case
	Departure *Planned
}

// Demonstrate plans the examples that come with Wayout, from the folder that holds them. The
// result is nil where the problems have errors. The error is of ctx, or a UsageError.
func Demonstrate(ctx context.Context, examples string, progress func(done float64)) (*Demo, problem.List, error) {
	eve := filepath.Join(examples, demoEve)
	d := &Demo{}
	var problems problem.List
	var err error
	if d.Eve, problems, err = Plan(ctx, Question{Folder: eve}, nil); d.Eve == nil {
		return nil, problems, err
	}
	variants := d.Eve.Scenario.Variants
	for i, v := range variants {
		c := report.Case{ID: v.ID, About: v.About}
		for _, deadline := range []string{"", demoDeadline} {
			planned, problems, err := planFor(ctx, Question{Folder: eve, Variant: v.ID, Deadline: deadline}, false, nil)
			if planned == nil {
				return nil, problems, err
			}
			if deadline == "" {
				c.Scenario, c.Result = planned.Scenario, planned.Result
			} else {
				c.Within = planned.Result
			}
		}
		d.Cases = append(d.Cases, c)
		if progress != nil {
			progress(float64(i+1) / float64(len(variants)+1))
		}
	}
	if d.Departure, problems, err = Plan(ctx, Question{Folder: filepath.Join(examples, demoDeparture)}, nil); d.Departure == nil {
		return nil, problems, err
	}
	return d, problems, nil
}

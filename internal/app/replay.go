package app

import (
	"context"

	"wayout/internal/problem"
	"wayout/internal/replay"
	"wayout/internal/simulation"
)

// Replay drives the trips in a folder through the model of queues, and writes the curve of arrivals into
// the folder out, unless that is empty. The outcome is nil where the problems have errors. The error is of
// ctx.
func Replay(ctx context.Context, folder, out string) (*replay.Outcome, problem.List, error) {
	files, closeFiles := Files(folder)
	defer closeFiles()
	trips, problems := replay.Read(files)
	if trips == nil {
		return nil, problems, nil
	}
	if out != "" {
		problems = append(problems, foreign(out, replay.ArrivalsFile)...)
	}
	if problems.HasErrors() {
		return nil, problems, nil
	}
	outcome := trips.Drive(func() bool { return ctx.Err() != nil })
	if ctx.Err() != nil {
		return nil, problems, ctx.Err()
	}
	if out != "" {
		f := outcome.Arrivals()
		problems = append(problems, writeFolder(ctx, out, []simulation.File{{Name: f.Name, Data: f.Data}})...)
	}
	if ctx.Err() != nil || problems.HasErrors() {
		return nil, problems, ctx.Err()
	}
	return outcome, problems, nil
}

package app

import (
	"wayout/internal/problem"
	"wayout/internal/spelling"
)

// Places returns what finds the places of a scenario by their names. It is nil where the problems
// have errors.
func Places(folder string) (*spelling.Places, problem.List, error) {
	f, problems, err := Read(Question{Folder: folder})
	if err != nil || f.Scenario == nil {
		return nil, problems, err
	}
	return spelling.Of(f.Scenario.Places), problems, nil
}

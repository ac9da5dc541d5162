package main_test

import (
	"os"
	"slices"
	"testing"

	"wayout/internal/folder"
	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// warnings are what the program may warn of in an example: on the eve no fleet and no room at the
// airport was known.
var warnings = map[string][]problem.Code{
	"karabakh-2023-09-21": {problem.FleetNone, problem.SiteNoCapacity},
}

// TestFoldersAreReadWithoutProblems reads every example and each of its variants as the program
// does.
func TestFoldersAreReadWithoutProblems(t *testing.T) {
	variants := map[string]int{"karabakh-2023": 10, "karabakh-2023-09-21": 8}
	for name, want := range variants {
		s := readScenario(t, name, nil)
		if s == nil {
			continue
		}
		if len(s.Variants) != want {
			t.Errorf("%s has %d variants, want %d", name, len(s.Variants), want)
		}
		for _, variant := range s.Variants {
			readScenario(t, name, variant.Set)
		}
	}
}

func readScenario(t *testing.T, name string, set []scenario.Override) *scenario.Scenario {
	t.Helper()
	read, problems := folder.Read(os.DirFS("../"+name), set)
	for _, p := range problems {
		if p.Severity != problem.Warning || !slices.Contains(warnings[name], p.Code) {
			t.Errorf("%s with %v: %s: %s", name, set, p.Severity, p)
		}
	}
	return read.Scenario
}

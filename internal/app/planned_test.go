package app

import (
	"context"
	"testing"
)

// planInto plans and writes the result into a folder.
func planInto(t testing.TB, q Question, out string) *Planned {
	t.Helper()
	planned, problems, err := Plan(context.Background(), q, nil)
	if planned == nil {
		t.Fatal(problems, err)
	}
	if problems, err := planned.Write(context.Background(), out); err != nil || problems.HasErrors() {
		t.Fatal(problems, err)
	}
	return planned
}

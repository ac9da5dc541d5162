package app

import (
	"context"
	"testing"

	"wayout/internal/scenario"
)

// benchmarkPriorities plans a folder in which two places leave before all others, one by one.
func benchmarkPriorities(b *testing.B, folder, first, second string) {
	q := Question{Folder: folder, Set: []scenario.Override{
		{Path: "place." + first + ".priority", Value: "1"},
		{Path: "place." + second + ".priority", Value: "2"},
	}}
	for b.Loop() {
		if _, problems, err := Plan(context.Background(), q, nil); err != nil {
			b.Fatal(problems, err)
		}
	}
}

// BenchmarkKarabakhPriorities plans karabakh-2023 with priorities, beside the scenario as it stands.
func BenchmarkKarabakhPriorities(b *testing.B) {
	benchmarkPriorities(b, departure, "martuni", "stepanakert")
}

// BenchmarkSurfCoastPriorities plans surf-coast with priorities, beside the scenario as it stands.
func BenchmarkSurfCoastPriorities(b *testing.B) {
	benchmarkPriorities(b, surfCoast, "torquay_20", "torquay_6")
}

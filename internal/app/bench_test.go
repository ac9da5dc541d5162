package app

import (
	"context"
	"runtime"
	"testing"
)

const (
	departure = "../../examples/karabakh-2023"
	eve       = "../../examples/karabakh-2023-09-21"
)

// megabytes reports how much memory the process has taken from the system so far.
func megabytes(b *testing.B) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB")
}

// BenchmarkKarabakh plans karabakh-2023 from files to files: one-minute steps, ten days, plan,
// bound and certificates at the used and the high population. The bar is 1 s and 500 MB.
func BenchmarkKarabakh(b *testing.B) {
	out := b.TempDir()
	for b.Loop() {
		planned, problems, err := Plan(context.Background(), Question{Folder: departure}, nil)
		if err != nil || problems.HasErrors() {
			b.Fatal(problems, err)
		}
		if problems, err := planned.Write(context.Background(), out); err != nil || problems.HasErrors() {
			b.Fatal(problems, err)
		}
	}
	megabytes(b)
}

// BenchmarkKarabakhEightHours is the variant with windows, over twenty days.
func BenchmarkKarabakhEightHours(b *testing.B) {
	for b.Loop() {
		if _, problems, err := Plan(context.Background(), Question{Folder: departure, Variant: "eight-hours"}, nil); err != nil {
			b.Fatal(problems, err)
		}
	}
	megabytes(b)
}

// BenchmarkKarabakhPrices plans, proves and plans again for the price list.
func BenchmarkKarabakhPrices(b *testing.B) {
	for b.Loop() {
		if _, problems, err := Prices(context.Background(), Question{Folder: departure}, nil); err != nil {
			b.Fatal(problems, err)
		}
	}
}

// BenchmarkKarabakhVerify reads the files of a plan and judges them.
func BenchmarkKarabakhVerify(b *testing.B) {
	out := b.TempDir()
	planned, _, err := Plan(context.Background(), Question{Folder: departure}, nil)
	if err != nil {
		b.Fatal(err)
	}
	if problems, err := planned.Write(context.Background(), out); err != nil || problems.HasErrors() {
		b.Fatal(problems, err)
	}
	for b.Loop() {
		judged, problems := Verify(departure, out)
		if judged == nil || !judged.Report.Holds() {
			b.Fatal(problems)
		}
	}
}

// BenchmarkCheck reads and checks the folder of the evening before.
func BenchmarkCheck(b *testing.B) {
	for b.Loop() {
		if f, problems, err := Read(Question{Folder: eve}); err != nil || f.Scenario == nil {
			b.Fatal(problems, err)
		}
	}
}

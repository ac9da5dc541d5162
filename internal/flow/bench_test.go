package flow_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"wayout/internal/flow"
	"wayout/internal/instance/sample"
)

func BenchmarkCorridor(b *testing.B) {
	s := measure(b, sample.Corridor(3334))
	if _, ok := s.Clearance(); !ok {
		b.Fatal("not everybody is out")
	}
}

func BenchmarkCorridorCut(b *testing.B) {
	solution := solve(b, sample.Corridor(3334), flow.Options{})
	last, _ := solution.Clearance()
	for b.Loop() {
		solution.Cut(last - 1)
	}
}

func BenchmarkCorridorHomeWaiting(b *testing.B) {
	p := sample.Corridor(3333)
	p.Waiting = make([]int64, p.Nodes)
	measure(b, p)
}

// measure solves a problem again and again and reports its size and the most memory the program had
// from the system, over all of its benchmarks so far: run one alone to have its own.
func measure(b *testing.B, p flow.Problem) *flow.Solution {
	b.Helper()
	b.ReportAllocs()
	var last *flow.Solution
	for b.Loop() {
		last = nil
		last = solve(b, p, flow.Options{})
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "MB-peak")
	b.ReportMetric(float64(len(p.Links))*float64(len(last.MaxOut))/1e6, "Mlinks")
	return last
}

func solve(t testing.TB, p flow.Problem, o flow.Options) *flow.Solution {
	t.Helper()
	solution, err := flow.Solve(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return solution
}

// BenchmarkCity has about 5,000 nodes, 14,000 links and a million vehicles over 72 hours: twelve
// million links of the time-expanded network.
func BenchmarkCity(b *testing.B) { measure(b, sample.City(70, 1_000_000, 864, 1)) }

// BenchmarkRings is a city of the same size with ring roads.
func BenchmarkRings(b *testing.B) { measure(b, sample.Rings(5000, 14_000, 1_000_000, 864, 1)) }

// BenchmarkRegion has about 20,000 nodes, 55,000 links and 1.5 million vehicles over 72 hours.
func BenchmarkRegion(b *testing.B) {
	if testing.Short() {
		b.Skip("skipped: large")
	}
	measure(b, sample.City(141, 1_500_000, 864, 1))
}

// BenchmarkRegionRings is a region of the same size with ring roads.
func BenchmarkRegionRings(b *testing.B) {
	if testing.Short() {
		b.Skip("skipped: large")
	}
	measure(b, sample.Rings(20_000, 55_000, 1_500_000, 864, 1))
}

// BenchmarkCityShelters is the city with a total for every exit, a tenth more than everybody needs.
func BenchmarkCityShelters(b *testing.B) {
	measure(b, sample.Sheltered(sample.City(70, 1_000_000, 864, 1), 10))
}

// BenchmarkHouston is a hurricane on the coast of Texas, demand 1 on the roads as they are.
func BenchmarkHouston(b *testing.B) {
	const folder = "houston-hurricane/"
	p, err := sample.Houston(published(b, folder+"houston_ID.csv"), published(b, folder+"houston_input_BaseToll.net"), published(b, folder+"Demand_Scenario_1.txt"))
	if err != nil {
		b.Fatal(err)
	}
	s := measure(b, p)
	if last, ok := s.Clearance(); ok {
		b.ReportMetric(float64(last+1)/12, "hours")
	}
}

// TestPadang compares with the answer of two general solvers: all 32,088 are out within 327 steps, within
// 326 only 32,062.
func TestPadang(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: some seconds")
	}
	s := solve(t, padang(t), flow.Options{})
	if got := len(s.MaxOut); got != 327 || s.MaxOut[325] != 32062 || s.Limit() != 32088 {
		t.Errorf("%d steps, %d out of them by the last but one, %d in all", got, s.MaxOut[len(s.MaxOut)-2], s.Limit())
	}
}

func BenchmarkPadang(b *testing.B) { measure(b, padang(b)) }

func padang(t testing.TB) flow.Problem {
	t.Helper()
	p, err := sample.Padang(published(t, "padang/padang_10p_10s_flow01.dat"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// published opens a file of the data beside the project, or skips where that is absent: it may not be
// copied.
func published(t testing.TB, name string) *os.File {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../shared/data", name))
	if err != nil {
		t.Skipf("skipped: no ../shared/data/%s beside the project", name)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// benchmarkResolve shuts the link that carries most for a twentieth of the horizon.
func benchmarkResolve(b *testing.B, p flow.Problem) {
	before := solve(b, p, flow.Options{})
	changed := p
	changed.Links = slices.Clone(p.Links)
	var most int64
	busiest := 0
	for i := range p.Links {
		var sum int64
		for _, units := range before.LinkFlow(i) {
			sum += units
		}
		if sum > most {
			most, busiest = sum, i
		}
	}
	link := &changed.Links[busiest]
	units := link.Capacity[0].Units
	link.Capacity = []flow.Change{{Units: units}, {Step: p.Steps / 20}, {Step: p.Steps / 10, Units: units}}
	for b.Loop() {
		if _, err := before.Resolve(context.Background(), changed, flow.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCorridorResolve is a closure in a corridor of the size of karabakh-2023.
func BenchmarkCorridorResolve(b *testing.B) { benchmarkResolve(b, sample.Corridor(3334)) }

// BenchmarkCityResolve is a closure in a city.
func BenchmarkCityResolve(b *testing.B) { benchmarkResolve(b, sample.City(70, 1_000_000, 864, 1)) }

// BenchmarkPadangResolve is a closure in Padang.
func BenchmarkPadangResolve(b *testing.B) { benchmarkResolve(b, padang(b)) }

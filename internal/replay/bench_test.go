package replay_test

import (
	"runtime"
	"testing"

	"wayout/internal/replay"
	"wayout/internal/traffic/queue"
)

func bench(b *testing.B, c *replay.Case) {
	b.Helper()
	asked := c.Queues()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var r *queue.Result
	for b.Loop() {
		r = queue.Run(asked, queue.NewDice(1, 0, 0))
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(r.Moves)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mmoves/s")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/float64(len(c.Trips)+len(c.Links)), "B/(vehicle+link)")
	b.ReportMetric(float64(r.Ended)/1000, "cleared_s")
}

// BenchmarkCorridor and BenchmarkGrid are the cases of the bar: 3 million link moves a second on one
// core, memory linear in vehicles and links.
func BenchmarkCorridor(b *testing.B) { bench(b, corridor(25_000)) }

func BenchmarkGrid(b *testing.B) { bench(b, grid(b, 100, 50_000, true)) }

func BenchmarkGridCrossing(b *testing.B) { bench(b, grid(b, 100, 50_000, false)) }

func BenchmarkGridFourfold(b *testing.B) { bench(b, grid(b, 200, 200_000, true)) }

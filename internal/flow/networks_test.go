package flow

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// rings is a seeded city of ring roads and radial roads: nodes lie on rings around a centre, the
// wider the ring the more of them; every third ring is a fast road. The outermost ring has the exits.
// In thousandths of a vehicle and steps of five minutes.
func rings(nodes, links int, vehicles int64, steps int32, seed uint64) Problem {
	r := rand.New(rand.NewPCG(seed, 5))
	p := Problem{Nodes: nodes, Steps: steps}
	count := int(math.Sqrt(float64(nodes) / 3))
	var ring [][]int32 // by ring: its nodes in order around the centre
	for v, k := int32(0), 0; int(v) < nodes; k++ {
		size := min(nodes-int(v), max(4, 2*nodes*(k+1)/(count*count)))
		ring = append(ring, nil)
		for range size {
			ring[k] = append(ring[k], v)
			v++
		}
	}
	road := func(a, b int32, transit int32, units int64) {
		capacity := []Change{{0, units}}
		if r.IntN(50) == 0 { // shut for some hours
			from := int32(1 + r.IntN(int(steps)-1))
			capacity = append(capacity, Change{from, 0}, Change{from + 60, units})
		}
		for _, l := range [2]Link{{From: a, To: b}, {From: b, To: a}} {
			l.Transit, l.Capacity = transit, capacity
			p.Links = append(p.Links, l)
		}
	}
	for k := range ring {
		for i, v := range ring[k] {
			w := ring[k][(i+1)%len(ring[k])]
			if v != w && k%3 == 2 {
				road(v, w, int32(r.IntN(2)), 150_000) // 1,800 vehicles an hour
			} else if v != w && r.IntN(2) > 0 {
				road(v, w, int32(r.IntN(3)), int64(40_000+r.IntN(4)*10_000))
			}
			if k > 0 && r.IntN(5) < 3 {
				inner := ring[k-1][i*len(ring[k-1])/len(ring[k])]
				road(inner, v, int32(r.IntN(3)), int64(40_000+r.IntN(8)*10_000))
			}
		}
	}
	for len(p.Links) < links { // short cuts between neighbouring rings
		k := 1 + r.IntN(len(ring)-1)
		i := r.IntN(len(ring[k]))
		road(ring[k-1][i*len(ring[k-1])/len(ring[k])], ring[k][(i+1)%len(ring[k])], 1+int32(r.IntN(2)), 50_000)
	}
	zones := nodes / 5
	for range zones {
		p.Supplies = append(p.Supplies, Supply{Node: int32(r.IntN(nodes)), Units: vehicles * 1000 / int64(zones), Release: int32(r.IntN(72))})
	}
	last := ring[len(ring)-1]
	for i := range 10 {
		p.Sinks = append(p.Sinks, Sink{Node: last[i*len(last)/10], Total: Unlimited})
	}
	return p
}

// measure solves a problem again and again and reports its size and the most memory the program had
// from the system, over all of its benchmarks so far: run one alone to have its own.
func measure(b *testing.B, p Problem, o Options) *Solution {
	b.Helper()
	var last *Solution
	for b.Loop() {
		last = nil
		solution, err := Solve(context.Background(), p, o)
		if err != nil {
			b.Fatal(err)
		}
		last = solution
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "MB-peak")
	b.ReportMetric(float64(len(p.Links))*float64(len(last.MaxOut))/1e6, "Mlinks")
	return last
}

// BenchmarkCity has about 5,000 nodes, 14,000 links and a million vehicles over 72 hours: twelve
// million links of the time-expanded network.
func BenchmarkCity(b *testing.B) { measure(b, city(70, 1_000_000, 864, 1), Options{}) }

// BenchmarkRings is a city of the same size with ring roads.
func BenchmarkRings(b *testing.B) { measure(b, rings(5000, 14_000, 1_000_000, 864, 1), Options{}) }

// BenchmarkRegion has about 20,000 nodes, 55,000 links and 1.5 million vehicles over 72 hours.
func BenchmarkRegion(b *testing.B) {
	if testing.Short() {
		b.Skip("skipped: large")
	}
	measure(b, city(141, 1_500_000, 864, 1), Options{})
}

// BenchmarkRegionRings is a region of the same size with ring roads.
func BenchmarkRegionRings(b *testing.B) {
	if testing.Short() {
		b.Skip("skipped: large")
	}
	measure(b, rings(20_000, 55_000, 1_500_000, 864, 1), Options{})
}

// BenchmarkHouston is a hurricane on the coast of Texas, demand 1 on the roads as they are.
func BenchmarkHouston(b *testing.B) {
	p := houston(b)
	s := measure(b, p, Options{})
	if last, ok := s.Clearance(); ok {
		b.ReportMetric(float64(last+1)/12, "hours")
	}
}

// sheltered gives every sink of a problem a share of all supply and one unit in part more as its total.
func sheltered(p Problem, part int64) Problem {
	for i := range p.Sinks {
		total := p.supply() / int64(len(p.Sinks))
		p.Sinks[i].Total = total + total/part
	}
	return p
}

// BenchmarkCityShelters is the city with a total for every exit, a tenth more than everybody needs.
func BenchmarkCityShelters(b *testing.B) {
	measure(b, sheltered(city(70, 1_000_000, 864, 1), 10), Options{})
}

// TestNetworksAreOfTheirSize holds that the benchmarks measure what they say.
func TestNetworksAreOfTheirSize(t *testing.T) {
	for _, c := range []struct {
		name               string
		p                  Problem
		nodes, least, most int
	}{
		{"city", city(70, 1_000_000, 864, 1), 4900, 13_000, 15_000},
		{"rings", rings(5000, 14_000, 1_000_000, 864, 1), 5000, 14_000, 16_000},
		{"region", city(141, 1_500_000, 864, 1), 19_881, 54_000, 56_000},
		{"region of rings", rings(20_000, 55_000, 1_500_000, 864, 1), 20_000, 55_000, 60_000},
	} {
		if err := c.p.Check(); err != nil || c.p.Nodes != c.nodes || len(c.p.Links) < c.least || len(c.p.Links) > c.most {
			t.Errorf("%s: %d nodes, %d links, %v", c.name, c.p.Nodes, len(c.p.Links), err)
		}
	}
}

// TestLargerNetworksAgree solves cities in every way and on a horizon that is too short.
func TestLargerNetworksAgree(t *testing.T) {
	for _, p := range []Problem{
		rings(150, 430, 3000, 200, 2), city(12, 3000, 200, 4), rings(150, 430, 30_000, 70, 3), sheltered(city(12, 3000, 100, 5), 5),
	} {
		want, err := Solve(context.Background(), p, Options{WithDetours: true, ByLabels: true, WithoutShift: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, way := range everyWay {
			got, err := Solve(context.Background(), p, way.options)
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(got.MaxOut) != fmt.Sprint(want.MaxOut) {
				t.Errorf("%s: another MaxOut", way.name)
			}
			checkFlow(t, uint64(i), p, got)
			checkCut(t, uint64(i), p, got)
		}
	}
}

// houston reads the hurricane evacuation of the Texas coast at steps of five minutes, in thousandths
// of a vehicle, travel rounded down and capacity up, from the data beside the project.
func houston(t testing.TB) Problem {
	folder := "../../../shared/data/houston-hurricane"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("skipped: no ../shared/data/houston-hurricane beside the project")
	}
	p := Problem{Nodes: 551, Steps: 12 * 168, Sinks: []Sink{{1, Unlimited}}}
	nodes := map[int32]int32{}
	lines(t, filepath.Join(folder, "houston_ID.csv"), func(line string) {
		var row, node, county int32
		if n, _ := fmt.Sscanf(strings.ReplaceAll(line, ",", " "), "%d %d %d", &row, &node, &county); n == 3 {
			nodes[county] = node
		}
	})
	lines(t, filepath.Join(folder, "houston_input_BaseToll.net"), func(line string) {
		var from, to int32
		var capacity, feet, speed float64
		if n, _ := fmt.Sscan(line, &from, &to, &capacity, &feet, &speed); n == 5 {
			transit := int32(feet / 5280 / speed * 12)
			p.Links = append(p.Links, Link{from, to, transit, []Change{{0, int64(math.Ceil(capacity * 1000 / 12))}}})
		}
	})
	lines(t, filepath.Join(folder, "Demand_Scenario_1.txt"), func(line string) {
		var county, sink, period int32
		var vehicles int64
		if n, _ := fmt.Sscan(line, &county, &sink, &period, &vehicles); n == 4 {
			p.Supplies = append(p.Supplies, Supply{nodes[county], vehicles * 1000, (period - 1) * 3})
		}
	})
	return p
}

// lines calls use for every line of a file.
func lines(t testing.TB, path string, use func(line string)) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		use(scanner.Text())
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
}

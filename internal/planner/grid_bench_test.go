package planner_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"wayout/internal/instance/sample"
	"wayout/internal/people"
	"wayout/internal/planner"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// grid is a seeded town of side × side places with some streets left out, people in four of five
// places, five receptions on its rim and no closures.
func grid(side int, vehicles int64, seed uint64) *scenario.Scenario {
	r := rand.New(rand.NewPCG(seed, 5))
	s := scenariotest.Tiny()
	s.Places, s.Roads, s.Gates, s.Receptions = nil, nil, nil, nil
	s.Horizon, s.Step = 3*unit.Day, 5*unit.Minute
	for v := range side * side {
		p := people.Place{ID: fmt.Sprint("p", v), Name: fmt.Sprint("Place ", v), PerVehicle: 4000}
		if r.IntN(5) > 0 {
			n := unit.Person(vehicles * 4 / int64(side*side) / 2 * int64(1+r.IntN(2)))
			p.People = people.Population{Low: n, Used: n, High: n}
		}
		s.Places = append(s.Places, p)
	}
	street := func(a, b int) {
		class, capacity := roads.PavedMain, 600*unit.VehiclePerHour
		if r.IntN(2) == 0 {
			class, capacity = roads.PavedSecondary, 400*unit.VehiclePerHour
		}
		s.Roads = append(s.Roads, roads.Road{
			ID: fmt.Sprint("R", len(s.Roads)), From: a, To: b, Length: unit.Metre(1000 + r.IntN(4000)), Class: class,
			Lanes: 1, Speed: 50_000, Capacity: capacity * unit.Rate(1+r.IntN(3)), Status: roads.Open,
		})
	}
	sample.Grid(r, side, 8, street)
	for i, place := range []int{0, side - 1, side * (side - 1), side*side - 1, side / 2} {
		s.Receptions = append(s.Receptions, people.Reception{ID: fmt.Sprint("reception-", i), Place: place})
	}
	return s
}

// benchmarkGrid reports, beside the time, by how many per cent a free plan, one route per place
// and slots are over the bound, at the median and at worst of some seeds.
func benchmarkGrid(b *testing.B, side int, vehicles int64, seeds uint64) {
	gaps := map[string][]float64{}
	for b.Loop() {
		clear(gaps)
		for seed := range seeds {
			r, err := planner.Make(context.Background(), grid(side, vehicles, seed), planner.Options{UsedOnly: true})
			if err != nil {
				b.Fatal(err)
			}
			for _, rung := range r.Ladder[1:] {
				gaps[rung.Name] = append(gaps[rung.Name], 100*float64(rung.T100-r.Ladder[0].T100)/float64(r.Ladder[0].T100))
			}
		}
	}
	for name, unit := range map[string]string{"free plan": "free", "one route per place": "one-route", "slots": "slots"} {
		slices.Sort(gaps[name])
		b.ReportMetric(gaps[name][len(gaps[name])/2], unit+"-median-%")
		b.ReportMetric(gaps[name][len(gaps[name])-1], unit+"-worst-%")
	}
}

func BenchmarkGrid400(b *testing.B)  { benchmarkGrid(b, 20, 60_000, 10) }
func BenchmarkGrid1600(b *testing.B) { benchmarkGrid(b, 40, 250_000, 3) }

package people

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/unit"
)

func TestBatches(t *testing.T) {
	for _, c := range []struct {
		name     string
		ready    Readiness
		vehicles unit.Vehicle
		want     []Batch
	}{
		{"no vehicles", Readiness{From: unit.Hour}, 0, nil},
		{"no vehicles on a curve", Readiness{Half: unit.Hour, Slope: 800}, 0, nil},
		{"at the start", Readiness{}, 7, []Batch{{0, 7}}},
		{"from a moment", Readiness{From: 90 * unit.Minute}, 7, []Batch{{90 * unit.Minute, 7}}},
		{"the slope without a curve does nothing", Readiness{Slope: 800}, 7, []Batch{{0, 7}}},
		// One vehicle is ready where the curve passes one half.
		{"one vehicle", Readiness{Half: 2 * unit.Hour, Slope: 800}, 1, []Batch{{2 * unit.Hour, 1}}},
		// Two vehicles: one quarter and three quarters stand at half ∓ ln 3 ÷ slope, here
		// 120 ∓ 65.917 minutes, so in the minutes 55 (54.083) and 186 (185.917).
		{
			"two vehicles",
			Readiness{From: unit.Hour, Half: 2 * unit.Hour, Slope: 1000},
			2,
			[]Batch{{unit.Hour + 55*unit.Minute, 1}, {unit.Hour + 186*unit.Minute, 1}},
		},
		// At From the share is 1/(1+e) = 0.2689, so 3 of 10 are ready at once; then 3.5, 4.5, … of
		// ten stand at half + ln(s/(1-s)) ÷ slope: 0.381, 0.799, 1.201, 1.619, 2.099, 2.735, 3.944 h.
		{"ten vehicles", Readiness{Half: unit.Hour, Slope: 1000}, 10, []Batch{
			{0, 3},
			{23 * unit.Minute, 1},
			{48 * unit.Minute, 1},
			{73 * unit.Minute, 1},
			{98 * unit.Minute, 1},
			{126 * unit.Minute, 1},
			{165 * unit.Minute, 1},
			{237 * unit.Minute, 1},
		}},
		// So steep that the minute before the half has none (share e^-16.7) and the next has all.
		{"as good as at once", Readiness{Half: unit.Hour, Slope: 1_000_000}, 4, []Batch{
			{60 * unit.Minute, 2}, {61 * unit.Minute, 2},
		}},
	} {
		if diff := cmp.Diff(c.want, c.ready.Batches(c.vehicles)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestFlatCurveEnds: a curve that would take years makes everybody ready after two months.
func TestFlatCurveEnds(t *testing.T) {
	batches := Readiness{Half: 30 * unit.Day, Slope: 1}.Batches(1000)
	last := batches[len(batches)-1]
	if sum := total(batches); sum != 1000 || last.Ready != 60*unit.Day+unit.Minute {
		t.Errorf("%d vehicles by %d s, want 1000 by %d", sum, last.Ready, 60*unit.Day+unit.Minute)
	}
}

func total(batches []Batch) unit.Vehicle {
	var sum unit.Vehicle
	for _, b := range batches {
		sum += b.Vehicles
	}
	return sum
}

// TestBatchesFollowTheCurve: they ascend from From on, sum to the vehicles, and at every whole
// minute those ready are the share of the logistic curve, to half a vehicle.
func TestBatchesFollowTheCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vehicles := unit.Vehicle(rapid.Int64Range(1, 30_000).Draw(t, "vehicles"))
		r := Readiness{
			From:  unit.Second(rapid.Int64Range(0, 100_000).Draw(t, "from")),
			Half:  unit.Second(rapid.Int64Range(1, 12*3600).Draw(t, "half")),
			Slope: rapid.Int64Range(200, 100_000).Draw(t, "slope"),
		}
		batches := r.Batches(vehicles)
		for i, b := range batches {
			late := i > 0 && b.Ready <= batches[i-1].Ready
			if b.Vehicles <= 0 || b.Ready < r.From || (b.Ready-r.From)%unit.Minute != 0 || late {
				t.Fatalf("batch %d is %+v", i, b)
			}
		}
		if sum := total(batches); sum != vehicles {
			t.Fatalf("%d of %d vehicles become ready", sum, vehicles)
		}
		next, ready := 0, unit.Vehicle(0)
		for at := r.From; next < len(batches); at += unit.Minute {
			if batches[next].Ready == at {
				ready += batches[next].Vehicles
				next++
			}
			hours := float64(at-r.From-r.Half) / 3600
			share := float64(vehicles) / (1 + math.Exp(-float64(r.Slope)/1000*hours))
			if off := math.Abs(float64(ready) - share); off > 0.5+1e-6 {
				t.Fatalf("%d s after From %d are ready, the curve has %.3f", at-r.From, ready, share)
			}
		}
	})
}

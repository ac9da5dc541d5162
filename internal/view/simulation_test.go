package view_test

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"wayout/internal/planner"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/simulation"
	"wayout/internal/traffic"
	"wayout/internal/view"
)

// shown is the form of a simulation as the page reads it.
type shown struct {
	Planned, Unplanned *struct {
		T100, Standing [3]*float64
		Out, Queue     [][4]float64
	}
	Stages []struct {
		Kind, Name string
		Item       int
		Back       bool
		Most       [3]*float64
	}
	Assumptions []struct{ Source string }
}

func show(t *testing.T, n *simulation.Numbers) shown {
	t.Helper()
	data, err := view.SimulationOf(scenariotest.Tiny(), n).JSON()
	if err != nil {
		t.Fatal(err)
	}
	var out shown
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSimulationAgreesWithTheStudy: the ends of the curves and the longest queue are those of the study.
func TestSimulationAgreesWithTheStudy(t *testing.T) {
	s := scenariotest.Tiny()
	for i := range s.Assumptions {
		if s.Assumptions[i].Name == "unplanned_half_hours" {
			s.Assumptions[i].Value = "0" // all at the first moment
		}
	}
	r, err := planner.Make(context.Background(), s, planner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	study, err := traffic.Simulate(context.Background(), s, &r.Plan, traffic.Options{Runs: 3, Cores: 1})
	if err != nil {
		t.Fatal(err)
	}
	n, err := simulation.Read(simulation.NewWriter(s, study, "abc").JSON())
	if err != nil {
		t.Fatal(err)
	}
	got := show(t, n)
	last := got.Unplanned.Out[len(got.Unplanned.Out)-1]
	out := study.Unplanned.Over(func(o *traffic.Outcome) float64 { return float64(o.Arrived) })
	if [3]float64(last[1:]) != [3]float64{out.Low, out.Mid, out.High} {
		t.Errorf("the curve ends at %v, the study at %v", last, out)
	}
	if seconds := *got.Planned.T100[1]; math.Abs(seconds/3600-*n.Planned.T100.P50) > .001 {
		t.Errorf("all are out after %v s, want %v h", seconds, *n.Planned.T100.P50)
	}
	if len(got.Stages) == 0 || got.Stages[0].Kind != "road" || s.Roads[got.Stages[0].Item].ID != "R2" || got.Stages[0].Back {
		t.Errorf("most stand at %+v, want them on R2 before the gate", got.Stages)
	}
	if len(got.Assumptions) == 0 || got.Assumptions[0].Source == "" {
		t.Error("an assumption has no source")
	}
}

// TestSimulationIsThin: of many samples no more are shown than a picture needs, with the ends and the peak.
func TestSimulationIsThin(t *testing.T) {
	same := func(x float64) simulation.Span { return simulation.Span{P10: &x, P50: &x, P90: &x} }
	c := &simulation.Case{Out: same(400)}
	for at := range 600 {
		peak := 0.0
		if at == 123 {
			peak = 77
		}
		c.Arrivals = append(c.Arrivals, simulation.Arrivals{Hours: float64(at) / 4, Out: same(float64(min(at, 400)))})
		c.Queue = append(c.Queue, simulation.Queue{Hours: float64(at) / 4, Standing: same(peak)})
	}
	got := show(t, &simulation.Numbers{Unplanned: c})
	points := got.Unplanned.Out
	if len(points) > 150 || len(got.Unplanned.Queue) > 150 || got.Planned != nil {
		t.Errorf("%d and %d points", len(points), len(got.Unplanned.Queue))
	}
	if points[0] != [4]float64{} || points[len(points)-1] != [4]float64{100 * 3600, 400, 400, 400} {
		t.Errorf("from %v to %v, want from 0 until nobody moves", points[0], points[len(points)-1])
	}
	most := [4]float64{}
	for _, q := range got.Unplanned.Queue {
		if q[2] > most[2] {
			most = q
		}
	}
	if most != [4]float64{123 * 900, 77, 77, 77} {
		t.Errorf("the longest queue is shown as %v", most)
	}
}

// TestStagesOfASimulation: every kind is found again; what the scenario does not know is left out; no
// more than five are named.
func TestStagesOfASimulation(t *testing.T) {
	s := scenariotest.Tiny()
	c := &simulation.Case{Arrivals: make([]simulation.Arrivals, 1), Queue: make([]simulation.Queue, 1)}
	for _, id := range []string{
		"road.R2.backward", "road.R99.forward", "gate." + s.Gates[0].ID, "reception." + s.Receptions[0].ID, "street." + s.Places[1].ID,
		"street.nowhere", "path", "moat.R2", "", "road.R1.forward",
	} {
		c.Stages = append(c.Stages, simulation.Stage{Stage: id})
	}
	got := show(t, &simulation.Numbers{Unplanned: c}).Stages
	var kinds []string
	for _, at := range got {
		kinds = append(kinds, at.Kind)
	}
	if want := []string{"road", "gate", "reception", "street", "path"}; len(got) != 5 || kinds[0] != want[0] || kinds[4] != want[4] || kinds[3] != want[3] {
		t.Fatalf("shown: %q, want %q", kinds, want)
	}
	if !got[0].Back || s.Roads[got[0].Item].ID != "R2" || got[3].Item != 1 || got[0].Name != "" || got[0].Most[1] != nil {
		t.Errorf("shown: %+v", got)
	}
}

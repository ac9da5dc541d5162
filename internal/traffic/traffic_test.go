package traffic_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"wayout/internal/people"
	"wayout/internal/planner"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/traffic"
	"wayout/internal/unit"
)

// quiet are behaviours that nobody has, at gates that always take the same time.
func quiet(s *scenario.Scenario) {
	for _, name := range []string{"share_early", "share_shadow", "share_wrong_turn", "share_detour", "breakdown_share", "gate_spread"} {
		set(s, name, "0")
	}
}

func set(s *scenario.Scenario, name, value string) {
	for i := range s.Assumptions {
		if s.Assumptions[i].Name == name {
			s.Assumptions[i].Value = value
		}
	}
}

func simulate(t *testing.T, s *scenario.Scenario, o traffic.Options) (*traffic.Study, *planner.Result) {
	t.Helper()
	r, err := planner.Make(context.Background(), s, planner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	study, err := traffic.Simulate(context.Background(), s, &r.Plan, o)
	if err != nil {
		t.Fatal(err)
	}
	return study, r
}

// TestPlanHolds: if everybody keeps the plan, traffic brings everybody out when the plan does, with
// hardly any queue; if all leave at once, the gate is the same, and so is the last arrival, but people
// stand.
func TestPlanHolds(t *testing.T) {
	s := scenariotest.Tiny()
	quiet(s)
	set(s, "unplanned_half_hours", "0")
	study, r := simulate(t, s, traffic.Options{Runs: 1})
	planned, unplanned := study.Planned.Outcomes[0], study.Unplanned.Outcomes[0]
	last := unit.Second(0)
	for i := range r.Plan.Slots {
		slot := &r.Plan.Slots[i]
		last = max(last, slot.End()+r.Plan.Routes[slot.Route].Arrive())
	}
	if got := planned.Out[3]; got > last+unit.Minute || got < last-2*unit.Minute {
		t.Errorf("out after %v s, by the plan after %v", got, last)
	}
	// 60 cars at one a minute, the first after 30 minutes on the road.
	if got := unplanned.Out[3]; got < 89*unit.Minute || got > 91*unit.Minute {
		t.Errorf("without a plan out after %v min", got/60)
	}
	for name, o := range map[string]*traffic.Outcome{"planned": planned, "unplanned": unplanned} {
		if o.Arrived != 240 || o.OnWay+o.Home+o.Stuck != 0 {
			t.Errorf("%s: %d of 240 arrived", name, o.Arrived)
		}
	}
	if planned.RoadMean > 50*unit.Minute || unplanned.RoadMean < 58*unit.Minute {
		t.Errorf("on the road %v and %v s", planned.RoadMean, unplanned.RoadMean)
	}
	gate := study.Unplanned.Queues[0]
	if gate.Stage.Link < 0 || s.Network().Links[gate.Stage.Link].Item != scenariotest.TinyBorderRoad {
		t.Errorf("most stand at %+v, want the road before the gate", gate.Stage)
	}
}

// TestSameForAnyCores (N5).
func TestSameForAnyCores(t *testing.T) {
	s := scenariotest.Tiny()
	want, _ := simulate(t, s, traffic.Options{Runs: 7, Seed: 5, Cores: 1})
	for _, cores := range []int{2, 5, 16} {
		got, _ := simulate(t, s, traffic.Options{Runs: 7, Seed: 5, Cores: cores})
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d cores have another result", cores)
		}
	}
	other, _ := simulate(t, s, traffic.Options{Runs: 7, Seed: 6, Cores: 2})
	if reflect.DeepEqual(other.Unplanned, want.Unplanned) {
		t.Error("another seed has the same result")
	}
}

// TestNobodyIsLost (N1): in every run everybody arrived, is on the way, at home or left behind.
func TestNobodyIsLost(t *testing.T) {
	s := scenariotest.Tiny()
	s.Horizon = 75 * unit.Minute
	for name, value := range map[string]string{"share_early": "30", "share_wrong_turn": "30", "breakdown_share": "99", "share_towed": "50", "share_shadow": "40", "litres_in_tank": "1"} {
		set(s, name, value)
	}
	s.Places[scenariotest.TinyTown].HasTanks = true
	s.Places[scenariotest.TinyTown].Tanks = 90 * unit.Litre
	study, _ := simulate(t, s, traffic.Options{Runs: 20, Cores: 2})
	for _, c := range []*traffic.Case{study.Planned, study.Unplanned} {
		for run, o := range c.Outcomes {
			if sum := o.Arrived + o.OnWay + o.Home + o.Stuck; sum != c.People {
				t.Errorf("run %d has %d people of %d", run, sum, c.People)
			}
			if last := o.Curve[len(o.Curve)-1]; last != o.Arrived {
				t.Errorf("run %d: the curve ends with %d of %d", run, last, o.Arrived)
			}
		}
	}
	if study.Unplanned.People != 240 {
		t.Errorf("%d leave, want the 240 of the scenario without shadow cars", study.Unplanned.People)
	}
}

// TestTanks: three litres are enough for 30 km and not for a day in the queue.
func TestTanks(t *testing.T) {
	s := scenariotest.Tiny()
	quiet(s)
	set(s, "unplanned_half_hours", "0")
	set(s, "queue_engine_share", "100")
	s.Gates[0].Rate = 10 * unit.VehiclePerHour
	s.Horizon = 24 * unit.Hour
	for p := range s.Places[:2] {
		s.Places[p].HasTanks = true
		s.Places[p].Tanks = unit.Millilitre(s.Vehicles(p, people.Used)) * 3400
	}
	study, _ := simulate(t, s, traffic.Options{Runs: 1})
	if o := study.Planned.Outcomes[0]; o.Dry != 0 || o.Out[3] > 7*unit.Hour {
		t.Errorf("with slots %d run dry, all out after %v s", o.Dry, o.Out[3])
	}
	// 3 l for 30 km from the village, 2 l for 20 km from the town; the rest lasts 0.4/0.61 h and 1.4/0.61 h.
	if o := study.Unplanned.Outcomes[0]; o.Dry < 35 || o.Dry > 50 || o.Stuck != 0 {
		t.Errorf("without a plan %d run dry, %d people are left behind", o.Dry, o.Stuck)
	}
	set(s, "share_towed", "0")
	study, _ = simulate(t, s, traffic.Options{Runs: 1})
	if o := study.Unplanned.Outcomes[0]; o.Stuck < 4*35 || o.Out[3] != unit.Never {
		t.Errorf("%d people are left behind where nobody is towed, all are out after %v", o.Stuck, o.Out[3])
	}
}

// TestWindow: cars wait before a gate that opens at noon, and nobody turns back for that.
func TestWindow(t *testing.T) {
	s := scenariotest.Tiny()
	quiet(s)
	set(s, "unplanned_half_hours", "0")
	hours, err := roads.ParseHours("daily 12:00-16:00")
	if err != nil {
		t.Fatal(err)
	}
	s.Gates[0].Hours = hours
	study, _ := simulate(t, s, traffic.Options{Runs: 1})
	for _, c := range []*traffic.Case{study.Planned, study.Unplanned} {
		o := c.Outcomes[0]
		if o.Arrived != 240 || o.Out[3] < 7*unit.Hour-unit.Minute || o.Out[3] > 7*unit.Hour+2*unit.Minute {
			t.Errorf("%d are out after %v s, want all after an hour from noon on", o.Arrived, o.Out[3])
		}
	}
}

// TestRandomScenarios: nobody is lost on scenarios with closures, windows, quotas, fleets, fuel and
// columns on foot (N1).
func TestRandomScenarios(t *testing.T) {
	for seed := range uint64(40) {
		s := scenariotest.RandomFleet(rand.New(rand.NewPCG(seed, 1)))
		r, err := planner.Make(context.Background(), s, planner.Options{})
		if err != nil {
			continue // nobody leaves
		}
		study, err := traffic.Simulate(context.Background(), s, &r.Plan, traffic.Options{Runs: 2, Seed: seed, Cores: 2})
		if err != nil {
			t.Fatal(err)
		}
		planned := unit.Person(0)
		for i := range r.Plan.Slots {
			planned += r.Plan.Slots[i].People
		}
		if study.Planned.People < planned {
			t.Errorf("seed %d: %d travel, %d have slots", seed, study.Planned.People, planned)
		}
		for _, c := range []*traffic.Case{study.Planned, study.Unplanned} {
			for _, o := range c.Outcomes {
				if sum := o.Arrived + o.OnWay + o.Home + o.Stuck; sum != c.People {
					t.Errorf("seed %d: %d people of %d", seed, sum, c.People)
				}
			}
		}
	}
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := scenariotest.Tiny()
	r, err := planner.Make(context.Background(), s, planner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if study, err := traffic.Simulate(ctx, s, &r.Plan, traffic.Options{Runs: 3}); err == nil {
		t.Errorf("%+v, want the error of the context", study)
	}
}

package hindsight_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"wayout/internal/hindsight"
	"wayout/internal/people"
	"wayout/internal/planner"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// corridor is a town of 2,000 people in 500 cars behind one gate.
func corridor() *scenario.Scenario {
	s := scenariotest.Tiny()
	s.Horizon = 30 * unit.Hour
	s.Places[scenariotest.TinyTown].People = people.Population{Low: 2000, Used: 2000, High: 2000}
	return s
}

// counted is a record of a gate that passes 30 vehicles an hour for eight hours, then at a rate: four
// people a car, the first car after 40 minutes.
func counted(rate float64) []people.Counted {
	var out []people.Counted
	for hour := unit.Second(2); hour <= 24; hour += 2 {
		h := float64(hour) - 2.0/3
		cars := 30 * min(h, 8)
		if h > 8 {
			cars += rate * (h - 8)
		}
		out = append(out, people.Counted{At: hour * unit.Hour, People: unit.Person(min(math.Floor(cars)*4, 2040))})
	}
	return out
}

func run(t *testing.T, s *scenario.Scenario, q hindsight.Question) (*hindsight.Result, error) {
	t.Helper()
	r, err := planner.Make(context.Background(), s, planner.Options{UsedOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	return hindsight.Run(context.Background(), s, &r.Plan, q)
}

// TestRateIsFound: a record made by arithmetic, of a gate that first passes 30 vehicles an hour and then
// another rate, gives that rate back, whatever the gate of the scenario passes, and the rest is foretold.
func TestRateIsFound(t *testing.T) {
	for _, rate := range []float64{20, 36, 48} {
		s := corridor()
		r, err := run(t, s, hindsight.Question{Record: counted(rate), From: 10 * unit.Hour, Until: 16 * unit.Hour, Runs: 3, Seed: 7, Cores: 2})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Rate.VehiclesPerHour(); math.Abs(got/rate-1) > 0.06 {
			t.Errorf("fitted %.1f vehicles/h to a record of %g", got, rate)
		}
		if !r.Binds {
			t.Errorf("%g/h: the gate holds people back", rate)
		}
		if r.Predicted.Counts != 4 || r.Predicted.Worst > 0.05 {
			t.Errorf("%g/h: predicted %+v", rate, r.Predicted)
		}
		for _, p := range r.Points {
			if part := p.Part; (part == hindsight.Before) != (p.At < 10*unit.Hour) || (part == hindsight.Predict) != (p.At > 16*unit.Hour) {
				t.Errorf("count at %v is %v", p.At, part)
			}
		}
	}
}

// TestGateThatHoldsNobody: where everybody is out long before the gate could have held them, no rate can
// be told, and the result says so.
func TestGateThatHoldsNobody(t *testing.T) {
	s := corridor()
	for i := range s.Assumptions {
		if s.Assumptions[i].Name == "unplanned_half_hours" {
			s.Assumptions[i].Value = "8"
		}
	}
	s.Gates[0].Rate = 4000 * unit.VehiclePerHour
	s.Roads[scenariotest.TinyBorderRoad].Capacity = 30 * unit.VehiclePerHour
	var record []people.Counted
	for hour := unit.Second(2); hour <= 20; hour += 2 {
		record = append(record, people.Counted{At: hour * unit.Hour, People: unit.Person(4 * 28 * hour)})
	}
	// The gate passes what was counted until the last fitted count, so the queue behind it is the road's.
	r, err := run(t, s, hindsight.Question{Record: record, From: 2 * unit.Hour, Until: 14 * unit.Hour, Runs: 1, Seed: 1, Cores: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Binds {
		t.Errorf("a road of 30 vehicles/h held people back, not a gate of %.1f", r.Rate.VehiclesPerHour())
	}
}

// TestRepeatable: the same seed gives the same result on any number of cores.
func TestRepeatable(t *testing.T) {
	var rates []unit.Rate
	for cores := 1; cores <= 3; cores++ {
		r, err := run(t, corridor(), hindsight.Question{Record: counted(36), From: 10 * unit.Hour, Until: 16 * unit.Hour, Runs: 4, Seed: 3, Cores: cores})
		if err != nil {
			t.Fatal(err)
		}
		rates = append(rates, r.Rate)
	}
	if rates[0] != rates[1] || rates[1] != rates[2] {
		t.Errorf("rates on 1, 2, 3 cores: %v", rates)
	}
}

func TestRecordsThatCannotBeUsed(t *testing.T) {
	record := counted(36)
	for name, q := range map[string]hindsight.Question{
		"too few":         {Record: record, From: 10 * unit.Hour, Until: 13 * unit.Hour},
		"nothing is left": {Record: record, From: 10 * unit.Hour, Until: 24 * unit.Hour},
		"nobody came":     {Record: []people.Counted{{At: 3600}, {At: 7200}, {At: 10800}, {At: 14400, People: 9}}, Until: 10800},
	} {
		q.Runs, q.Cores = 1, 1
		if _, err := run(t, corridor(), q); err == nil {
			t.Errorf("%s: no error", name)
		} else if _, ok := errors.AsType[hindsight.ErrRecord](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestScenarioStays: a back-test changes nothing of the scenario that it is given.
func TestScenarioStays(t *testing.T) {
	s := corridor()
	s.Gates[0].Changes = []roads.GateChange{{From: 5, Rate: 7}}
	if _, err := run(t, s, hindsight.Question{Record: counted(36), From: 10 * unit.Hour, Until: 16 * unit.Hour, Runs: 1, Cores: 1}); err != nil {
		t.Fatal(err)
	}
	if c := s.Gates[0].Changes; len(c) != 1 || c[0].From != 5 || c[0].Rate != 7 {
		t.Errorf("changes of the gate: %v", c)
	}
}

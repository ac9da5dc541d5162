package pricing_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

func mustMake(t *testing.T, s *scenario.Scenario, o planner.Options) *planner.Result {
	t.Helper()
	r, err := planner.Make(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// seeds returns how many random scenarios to try, a tenth of them in short runs.
func seeds(n uint64) uint64 {
	if testing.Short() {
		return n / 10
	}
	return n
}

func random(seed uint64) *scenario.Scenario {
	return scenariotest.Random(rand.New(rand.NewPCG(seed, 7)))
}

// TestCeilingsAreNeverViolated plans again with every concession of random scenarios: none may
// save more than the cut of today allows.
func TestCeilingsAreNeverViolated(t *testing.T) {
	checked := 0
	for seed := range seeds(60) {
		s := random(seed)
		list, err := pricing.Prices(context.Background(), s, pricing.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range list.Prices {
			if !p.Solved || p.HoursAtMost == unit.Never || p.Saved == unit.Never || p.PeopleMore != 0 {
				continue
			}
			checked++
			if p.Saved > p.HoursAtMost {
				t.Errorf("seed %d: %s, %s: saved %d s, proved at most %d s", seed, p.Name, p.Change, p.Saved, p.HoursAtMost)
			}
		}
	}
	if checked < 20 && !testing.Short() {
		t.Errorf("only %d prices were compared", checked)
	}
}

// TestNoRoadSavesMoreThanItsCeiling plans random scenarios again for every change of every road: none
// may save more than the pass over today's cut allows, through windows, quotas and closures.
func TestNoRoadSavesMoreThanItsCeiling(t *testing.T) {
	checked, tight := 0, 0
	for seed := range seeds(30) {
		s := random(seed)
		if seed%2 == 0 {
			narrow(s)
		}
		list, err := pricing.Prices(context.Background(), s, pricing.Options{})
		if err != nil {
			t.Fatal(err)
		}
		now := list.Now
		if now.Clearance.T100 == unit.Never {
			continue
		}
		for _, p := range list.Roads {
			r := mustMake(t, granted(s, p), planner.Options{UsedOnly: true})
			if r.Clearance.T100 == unit.Never || r.PeopleServed < now.PeopleServed {
				continue
			}
			checked++
			saved := now.Clearance.T100 - r.Clearance.T100
			if saved > p.HoursAtMost {
				t.Errorf("seed %d: %s, %s: saved %d s, proved at most %d s", seed, s.RoadName(p.Road), p.Change, saved, p.HoursAtMost)
			}
			if saved > 0 && 2*saved > p.HoursAtMost {
				tight++
			}
		}
	}
	t.Logf("%d changes compared, %d saved more than half of their ceiling", checked, tight)
	if (checked < 80 || tight < 8) && !testing.Short() {
		t.Errorf("only %d changes of roads were compared, and %d saved more than half of their ceiling", checked, tight)
	}
}

// narrow makes the roads of a scenario what holds people back.
func narrow(s *scenario.Scenario) {
	for g := range s.Gates {
		s.Gates[g].Rate *= 20
	}
	for r := range s.Receptions {
		s.Receptions[r].Rate = 0
	}
	for p := range s.Places {
		s.Places[p].Ready = people.Readiness{}
	}
	for r := range s.Roads {
		s.Roads[r].Capacity /= 4
	}
}

// granted returns a scenario with a change of one road.
func granted(s *scenario.Scenario, p pricing.RoadPrice) *scenario.Scenario {
	out := *s
	out.Roads = slices.Clone(s.Roads)
	road := &out.Roads[p.Road]
	if p.Change.Kind == outcome.MoreLanes {
		road.Capacity += road.Capacity / unit.Rate(road.Lanes)
		return &out
	}
	road.Hours, road.Status = roads.Hours{}, roads.Open
	out.Closures = nil
	for _, c := range s.Closures {
		if c.Gate || c.Target != p.Road {
			out.Closures = append(out.Closures, c)
		}
	}
	return &out
}

// TestSecondBooth has an answer by hand: 60 cars at 60 an hour take an hour after the first 30
// minutes of driving, at 120 an hour half of that.
func TestSecondBooth(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates[0].Booths, s.Gates[0].Service = 1, 60_000
	list, err := pricing.Prices(context.Background(), s, pricing.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Prices) == 0 {
		t.Fatal("no prices")
	}
	p := list.Prices[0]
	if p.Saved != 30*unit.Minute || p.HoursAtMost != 30*unit.Minute+1 {
		t.Errorf("a booth saves %d s, at most %d s; by hand 1800 and 1801", p.Saved, p.HoursAtMost)
	}
	// What binds next is not the town's road but the village: its last car arrives after 50
	// minutes and 90 seconds however fast the gate is, because its road passes 400 an hour. The
	// gate has 50 + 1.5 − 30 minutes for 60 cars, so it stops binding at about 168 an hour.
	if len(list.Gates) != 1 || list.Gates[0].Stops < 160*unit.VehiclePerHour || list.Gates[0].Stops > 175*unit.VehiclePerHour {
		t.Errorf("gate limits %+v, want about 168 vehicles/h", list.Gates)
	}
}

// TestClosedFormWouldBeWrong is the case of METHODS.md §1.5: with opening hours the saving of a
// second booth is not its share of the time, because nights are saved as well.
func TestClosedFormWouldBeWrong(t *testing.T) {
	s := scenariotest.Tiny()
	s.Horizon = 10 * unit.Day
	s.Places[scenariotest.TinyTown].People.Used = 1760
	s.Places[scenariotest.TinyTown].People.Low, s.Places[scenariotest.TinyTown].People.High = 1760, 1760
	hours, err := roads.ParseHours("daily 08:00-10:00")
	if err != nil {
		t.Fatal(err)
	}
	s.Gates[0].Hours = hours
	s.Gates[0].Booths, s.Gates[0].Service = 1, 60_000
	list, err := pricing.Prices(context.Background(), s, pricing.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// 450 cars at 120 a day: 3.75 days; at 240 a day: 1.875 days. Two nights are saved.
	p := list.Prices[0]
	if p.Saved < 40*unit.Hour || p.Saved > p.HoursAtMost {
		t.Errorf("a booth saves %.1f h, at most %.1f h", p.Saved.Hours(), p.HoursAtMost.Hours())
	}
}

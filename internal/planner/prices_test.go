package planner_test

import (
	"context"
	"testing"

	"wayout/internal/planner"
	"wayout/internal/roads"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// TestCeilingsAreNeverViolated plans again with every concession of random scenarios: none may
// save more than the cut of today allows.
func TestCeilingsAreNeverViolated(t *testing.T) {
	checked := 0
	for seed := range seeds(60) {
		s := random(seed)
		list, err := planner.Prices(context.Background(), s, planner.Options{})
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

// TestSecondBooth has an answer by hand: 60 cars at 60 an hour take an hour after the first 30
// minutes of driving, at 120 an hour half of that.
func TestSecondBooth(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates[0].Booths, s.Gates[0].Service = 1, 60_000
	list, err := planner.Prices(context.Background(), s, planner.Options{})
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
	list, err := planner.Prices(context.Background(), s, planner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// 450 cars at 120 a day: 3.75 days; at 240 a day: 1.875 days. Two nights are saved.
	p := list.Prices[0]
	if p.Saved < 40*unit.Hour || p.Saved > p.HoursAtMost {
		t.Errorf("a booth saves %.1f h, at most %.1f h", p.Saved.Hours(), p.HoursAtMost.Hours())
	}
}

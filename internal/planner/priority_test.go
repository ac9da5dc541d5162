package planner_test

import (
	"testing"

	"wayout/internal/people"
	"wayout/internal/planner"
	"wayout/internal/roads"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// TestPriorityByHand lets the village leave first: its first car is at the gate after 50 minutes, its
// tenth through after 60. The town passes before and after it, one car a minute from minute 30 on, so that
// everybody is out as soon as if all were equal.
func TestPriorityByHand(t *testing.T) {
	s := scenariotest.Tiny()
	s.Places[scenariotest.TinyVillage].Priority = 7
	r := mustMake(t, s, planner.Options{})
	if r.Priorities == nil || len(r.Priorities.List) != 2 {
		t.Fatalf("priorities %+v, want two", r.Priorities)
	}
	first, rest := r.Priorities.List[0], r.Priorities.List[1]
	if first.Number != 7 || first.Places != 1 || first.People != 40 || first.Served != 40 || rest.Number != 0 || rest.People != 200 {
		t.Errorf("first %+v, then %+v", first, rest)
	}
	if first.Out.T100 != unit.Hour || first.Bound.T100 != unit.Hour-1 {
		t.Errorf("the village is out after %d s, bound %d s; by hand 3600 and 3599", first.Out.T100, first.Bound.T100)
	}
	if want := 90 * unit.Minute; rest.Out.T100 != want || rest.Together.T100 != want || rest.Bound.T100 != want-1 {
		t.Errorf("the town is out after %d s, with the village %d s, bound %d s; by hand 5400 and 5399", rest.Out.T100, rest.Together.T100, rest.Bound.T100)
	}
	if !r.Priorities.AtOnce {
		t.Error("one road, but not all bounds at once")
	}
	if first.Equal.T100 < first.Out.T100 {
		t.Errorf("the village would be out after %d s among equals", first.Equal.T100)
	}
}

// TestTheSamePriorityIsNone leaves out what is no order.
func TestTheSamePriorityIsNone(t *testing.T) {
	s := scenariotest.Tiny()
	want := mustMake(t, s, planner.Options{})
	for p := range s.Places {
		s.Places[p].Priority = 3
	}
	r := mustMake(t, s, planner.Options{})
	if r.Priorities != nil {
		t.Errorf("priorities %+v", r.Priorities)
	}
	if r.Clearance != want.Clearance || len(r.Plan.Slots) != len(want.Plan.Slots) {
		t.Errorf("%+v, without priority %+v", r.Clearance, want.Clearance)
	}
}

// TestALowerNumberLeavesFirst sends two towns through one gate that both reach as soon: whichever has
// the lower number is out before the other.
func TestALowerNumberLeavesFirst(t *testing.T) {
	for first := range 2 {
		s := scenariotest.Tiny()
		s.Places[scenariotest.TinyVillage].People = s.Places[scenariotest.TinyTown].People
		s.Roads[scenariotest.TinyValleyRoad].From, s.Roads[scenariotest.TinyValleyRoad].To = scenariotest.TinyVillage, scenariotest.TinyBorder
		s.Roads[scenariotest.TinyValleyRoad].Length, s.Roads[scenariotest.TinyValleyRoad].Speed = 20_000, 40_000
		s.Places[first].Priority, s.Places[1-first].Priority = 1, 2
		r := mustMake(t, s, planner.Options{})
		for i := range r.Plan.Slots {
			slot := &r.Plan.Slots[i]
			route := &r.Plan.Routes[slot.Route]
			out := slot.End() + route.Arrive()
			if route.Place == first && out > 80*unit.Minute || route.Place != first && out <= 80*unit.Minute {
				t.Errorf("%s is out after %v", s.Places[route.Place].Name, out)
			}
		}
	}
}

// TestPlacesRaiseThePeopleHours has a near reception with room for one of two places. The village could
// be there first, and the town has no other: so the village has to go to the far one. The most that can be out
// by every step counts the village out at the near one before, and the town there after.
func TestPlacesRaiseThePeopleHours(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates = nil
	s.Places = append(s.Places, people.Place{ID: "far", Name: "Far"})
	s.Places[scenariotest.TinyTown].People = s.Places[scenariotest.TinyVillage].People
	road := func(id string, from, to int, minutes unit.Metre) roads.Road {
		return roads.Road{
			ID: id, From: from, To: to, Length: 1000 * minutes, Speed: 60_000, OneWay: true,
			Class: roads.PavedMain, Lanes: 1, Capacity: 600 * unit.VehiclePerHour, Status: roads.Open,
		}
	}
	s.Roads = []roads.Road{
		road("R1", scenariotest.TinyVillage, scenariotest.TinyBorder, 10),
		road("R2", scenariotest.TinyVillage, 3, 20),
		road("R3", scenariotest.TinyTown, scenariotest.TinyBorder, 30),
	}
	s.Receptions[0].Capacity = 40
	s.Receptions = append(s.Receptions, people.Reception{ID: "far", Place: 3})
	r := mustMake(t, s, planner.Options{})
	if least := float64(40*20+40*30) / 60; r.BoundHours < least || r.BoundHours > least+2 {
		t.Errorf("bound %.1f people-hours, driving alone %.1f", r.BoundHours, least)
	}
}

package planner

import (
	"context"
	"math/rand/v2"
	"testing"

	"wayout/internal/flow"
	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// The tests of this file are the pitfalls of METHODS.md §1.10, letter by letter, where they concern
// the way from a scenario to a bound. (d), places in receptions that fill up, and (f), links that
// take no step, are in the random networks of the flow package.

func workOf(s *scenario.Scenario) *work { return newWork(s, s.Network(), people.Used, s.Horizon) }

func solve(t *testing.T, w *work, side rounding) *flow.Solution {
	t.Helper()
	solution, err := flow.Solve(context.Background(), w.flowProblem(w.newTiming(side, w.rates)), flow.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return solution
}

// (a) The bound lets people wait anywhere. Here two windows on one road never meet without a wait
// in between: no plan exists, but whoever waits at the town gets through, and the bound may not
// rule that out.
func TestPitfallWaitingInTheBound(t *testing.T) {
	s := scenariotest.Tiny()
	early, err := roads.ParseHours("daily 06:00-06:10")
	if err != nil {
		t.Fatal(err)
	}
	late, err := roads.ParseHours("daily 10:00-10:10")
	if err != nil {
		t.Fatal(err)
	}
	s.Roads[scenariotest.TinyValleyRoad].Hours = early
	s.Roads[scenariotest.TinyBorderRoad].Hours = late
	w := workOf(s)
	if w.servable[scenariotest.TinyVillage] {
		t.Fatal("the village can leave without waiting on the way")
	}
	w.servable[scenariotest.TinyVillage] = true
	w.supplies = append(w.supplies, batch{scenariotest.TinyVillage, 0, w.vehicles[scenariotest.TinyVillage]})
	forVillage := func(side rounding) int64 {
		p := w.flowProblem(w.newTiming(side, w.rates))
		p.Supplies = p.Supplies[len(p.Supplies)-1:]
		solution, err := flow.Solve(context.Background(), p, flow.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return solution.Limit()
	}
	if forVillage(forBound) == 0 || forVillage(forPlan) != 0 {
		t.Errorf("bound lets %d out, plan %d; by hand all and none", forVillage(forBound), forVillage(forPlan))
	}
}

// (b) A capacity of 10 vehicles in three minutes is neither 3 nor 4 a minute.
func TestPitfallTruncatedCapacity(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates[0].Rate = 200 * unit.VehiclePerHour
	w := workOf(s)
	gate := 0
	for i := range w.net.Links {
		if w.net.Links[i].Kind == roads.Passage {
			gate = i
		}
	}
	down, up := w.capacity(w.rates[gate], forPlan, 0)[0].Units, w.capacity(w.rates[gate], forBound, 0)[0].Units
	if down != 3333 || up != 3334 {
		t.Errorf("200 vehicles/h are %d to %d thousandths a minute, want 3333 to 3334", down, up)
	}
}

// (c) Cuts come from the bound's side: on random scenarios a certificate from the plan's side
// never proves more, and the planner does not use one.
func TestPitfallCutsFromTheWrongSide(t *testing.T) {
	for seed := range uint64(60) {
		w := workOf(scenariotest.Random(rand.New(rand.NewPCG(seed, 11))))
		if len(w.supplies) == 0 || w.hasQuota() {
			continue
		}
		b, err := w.bound(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		solution := solve(t, w, forPlan)
		clearance, ok := solution.Clearance()
		if !ok {
			continue
		}
		// Nothing can be out before the bound says so, whatever the plan's side needs.
		if last := b.cuts[len(b.cuts)-1].Until; unit.Second(clearance+1)*w.s.Step < last {
			t.Errorf("seed %d: the plan's side clears at %d s, the certificate says not before %d s", seed, unit.Second(clearance+1)*w.s.Step, last)
		}
	}
}

// (e) People who are cut off are not counted among those who have to get out.
func TestPitfallStrandedPeople(t *testing.T) {
	s := scenariotest.Tiny()
	s.Closures = []roads.Closure{{Target: scenariotest.TinyValleyRoad, To: unit.Never}}
	w := workOf(s)
	vehicles, persons := w.servableVehicles()
	if vehicles != 50 || persons != 200 || w.needed(1000) != 50 {
		t.Errorf("%d vehicles and %d people can leave, %d needed; only the town can: 50, 200, 50", vehicles, persons, w.needed(1000))
	}
}

// (g) A window that opens in the middle of a step lets half of the step through in a bound, and
// nothing in a plan.
func TestPitfallWindowOpensMidStep(t *testing.T) {
	s := scenariotest.Tiny()
	w := workOf(s)
	rate := roads.Constant(60 * unit.VehiclePerHour).Only([]roads.Interval{{From: 90, To: 150}})
	got := w.capacity(rate, forBound, 0)
	want := []flow.Change{{Step: 0, Units: 0}, {Step: 1, Units: 500}, {Step: 3, Units: 0}}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("capacity %v, want %v: half a vehicle in the second and the third minute", got, want)
	}
	// A plan cannot tell in which half of the minute a vehicle comes.
	if got := w.capacity(rate, forPlan, 0); len(got) != 1 || got[0] != want[0] {
		t.Errorf("capacity of a plan %v, want none: no minute is open from end to end", got)
	}
}

// (h) A vehicle that can be out at a moment is out by that moment, not a step later: the bound of
// one car over a road of an hour is an hour, to the second.
func TestPitfallOffByOneStep(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates = nil
	s.Places[scenariotest.TinyTown].People = people.Population{}
	s.Places[scenariotest.TinyVillage].People = people.Population{Low: 1, Used: 1, High: 1}
	s.Roads[scenariotest.TinyValleyRoad].Length = 15_000 // 30 minutes
	for _, step := range []unit.Second{unit.Minute, 7 * unit.Minute, 15 * unit.Minute} {
		s.Step = step
		r, err := Make(context.Background(), s, Options{UsedOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		// The last part of the car is through after an hour and the time a car takes at 400 an hour.
		if r.Bound.T100 < unit.Hour || r.Bound.T100 > unit.Hour+9 {
			t.Errorf("with steps of %d s the bound is %d s, want an hour and less than nine seconds", step, r.Bound.T100)
		}
	}
}

// (i) People and vehicles do not meet in one sum: doubling the people in every vehicle changes no
// vehicle and no clearance time.
func TestPitfallPeopleAndVehicles(t *testing.T) {
	s := scenariotest.Tiny()
	before, err := Make(context.Background(), s, Options{UsedOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Places {
		p := &s.Places[i]
		p.PerVehicle *= 2
		p.People = people.Population{Low: 2 * p.People.Low, Used: 2 * p.People.Used, High: 2 * p.People.High}
	}
	after, err := Make(context.Background(), s, Options{UsedOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if before.Vehicles != after.Vehicles || before.Clearance != after.Clearance || 2*before.PeopleServed != after.PeopleServed {
		t.Errorf("before %d vehicles, %v, %d people; after %d, %v, %d",
			before.Vehicles, before.Clearance, before.PeopleServed, after.Vehicles, after.Clearance, after.PeopleServed)
	}
}

// (j) Slots are whole vehicles although the flow counts thousandths: at 3.33 vehicles a minute the
// plan neither rounds up over the rate nor loses more than a slot.
func TestPitfallWholeVehicles(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates[0].Rate = 199 * unit.VehiclePerHour
	r, err := Make(context.Background(), s, Options{UsedOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, slot := range r.Plan.Slots {
		if perHour := int64(slot.Vehicles) * 3600 / int64(slot.Length); perHour > 199 {
			t.Errorf("a slot of %d vehicles in %d s is over the gate's rate", slot.Vehicles, slot.Length)
		}
	}
	if r.VehiclesServed != 60 {
		t.Errorf("%d vehicles served of 60", r.VehiclesServed)
	}
}

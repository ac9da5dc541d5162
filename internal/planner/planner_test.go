package planner_test

import (
	"context"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/planner"
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

// TestTiny has an answer by hand: the first car of the town is at the gate after 30 minutes, and
// the gate passes one a minute, 60 in all. Nobody can be through after 89 minutes and 59 seconds.
func TestTiny(t *testing.T) {
	r := mustMake(t, scenariotest.Tiny(), planner.Options{})
	if want := 90 * unit.Minute; r.Clearance.T100 != want {
		t.Errorf("the last is out after %v, by hand %v", r.Clearance.T100, want)
	}
	if want := 90*unit.Minute - 1; r.Bound.T100 != want {
		t.Errorf("bound %v, by hand %v", r.Bound.T100, want)
	}
	if len(r.Binding) != 1 || r.Binding[0].Stage != roads.Passage || r.Binding[0].From != 30*unit.Minute {
		t.Errorf("binding stages %+v, want the gate from minute 30", r.Binding)
	}
	// Waiting at home: the k-th of 60 cars leaves so that it passes in minute 30+k; driving takes
	// 30 minutes from the town, 50 from the village; four people ride in a car.
	if driving := 4 * (50*0.5 + 10*50.0/60); r.RoadHours < driving-1e-6 || r.RoadHours > driving+4 {
		t.Errorf("%.1f people-hours on the road, by hand %.1f", r.RoadHours, driving)
	}
}

// TestReceptionInTheirOwnPlace serves people who are where they are received, and have no road to take.
func TestReceptionInTheirOwnPlace(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates, s.Receptions = nil, []people.Reception{{ID: "hall", Place: scenariotest.TinyTown}}
	r := mustMake(t, s, planner.Options{UsedOnly: true})
	if len(r.Plan.NotServed) > 0 || r.PeopleServed != r.People {
		t.Errorf("%d of %d people served: %+v", r.PeopleServed, r.People, r.Plan.NotServed)
	}
}

// TestBoundIsNeverBeaten compares plan and bound on random scenarios, at every quantile.
func TestBoundIsNeverBeaten(t *testing.T) {
	for seed := range seeds(250) {
		r := mustMake(t, random(seed), planner.Options{UsedOnly: true})
		for _, q := range []struct {
			name        string
			plan, bound unit.Second
		}{
			{"t50", r.Clearance.T50, r.Bound.T50},
			{"t90", r.Clearance.T90, r.Bound.T90},
			{"t99", r.Clearance.T99, r.Bound.T99},
			{"t100", r.Clearance.T100, r.Bound.T100},
		} {
			if q.plan < q.bound {
				t.Errorf("seed %d: %s of the plan is %d s, the bound says %d s", seed, q.name, q.plan, q.bound)
			}
		}
		if r.VehiclesServed > r.MostOut || r.PeopleServed > r.MostPeopleOut {
			t.Errorf("seed %d: %d vehicles and %d people served, at most %d and %d",
				seed, r.VehiclesServed, r.PeopleServed, r.MostOut, r.MostPeopleOut)
		}
		if hours := r.WaitingHours + r.RoadHours; len(r.Plan.NotServed) == 0 && hours < r.BoundHours-0.01 {
			t.Errorf("seed %d: %.2f people-hours, bound %.2f", seed, hours, r.BoundHours)
		}
		for i := 1; i < len(r.Ladder); i++ {
			if r.Ladder[i].T100 < r.Ladder[i-1].T100 {
				t.Errorf("seed %d: the ladder falls: %+v", seed, r.Ladder)
			}
		}
	}
}

// TestMoreNeverHurtsTheBound gives every gate and road more capacity: the bound may not rise.
func TestMoreNeverHurtsTheBound(t *testing.T) {
	for seed := range seeds(80) {
		s := random(seed)
		before := mustMake(t, s, planner.Options{UsedOnly: true})
		for i := range s.Gates {
			s.Gates[i].Rate *= 2
			for j := range s.Gates[i].Changes {
				s.Gates[i].Changes[j].Rate *= 2
			}
		}
		for i := range s.Roads {
			s.Roads[i].Capacity *= 2
		}
		after := mustMake(t, s, planner.Options{UsedOnly: true})
		// Two cuts polished apart may differ by the step they were found at.
		if after.Bound.T100 > before.Bound.T100+s.Step {
			t.Errorf("seed %d: bound %d s, with twice the capacity %d s", seed, before.Bound.T100, after.Bound.T100)
		}
	}
}

// TestSameInputSameBytes plans twice, on one core and on all (N5).
func TestSameInputSameBytes(t *testing.T) {
	for seed := range seeds(40) {
		first := mustMake(t, random(seed), planner.Options{})
		cores := runtime.GOMAXPROCS(1)
		second := mustMake(t, random(seed), planner.Options{})
		runtime.GOMAXPROCS(cores)
		if diff := cmp.Diff(first.Plan, second.Plan); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
		if diff := cmp.Diff(first.Certificates, second.Certificates); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

// TestCutNamesTheFewestStages cuts the village off by one closed road; another way, longer closed
// and over two roads, is not what the planner should be told.
func TestCutNamesTheFewestStages(t *testing.T) {
	s := scenariotest.Tiny()
	s.Places = append(s.Places, people.Place{ID: "pass", Name: "Pass"})
	detour := s.Roads[0]
	detour.ID, detour.To, detour.Status, detour.Length = "R3", 3, roads.Closed, 1000
	onward := detour
	onward.ID, onward.From, onward.To = "R4", 3, scenariotest.TinyTown
	s.Roads = append(s.Roads, detour, onward)
	s.Closures = []roads.Closure{{Target: scenariotest.TinyValleyRoad, To: unit.Never, Reason: "the bridge is down"}}
	r := mustMake(t, s, planner.Options{})
	if len(r.Plan.NotServed) != 1 {
		t.Fatalf("not served: %+v, want the village alone", r.Plan.NotServed)
	}
	n := r.Plan.NotServed[0]
	if n.Reason != plan.Shut || cmp.Diff(n.Cut, []string{"R1"}) != "" || !strings.Contains(n.Text, "the bridge is down") {
		t.Errorf("reason %q, cut %v, text %q", n.Reason, n.Cut, n.Text)
	}
	if r.PeopleServed != 200 {
		t.Errorf("%d people served, want the 200 of the town", r.PeopleServed)
	}
}

// TestFleetFillsReceptions: a bus brings 48 of the 60 people without a car of the town, in households
// of four, to a reception for 50; the others are told that it is full, not that seats are missing.
func TestFleetFillsReceptions(t *testing.T) {
	s := scenariotest.Tiny()
	s.Places[scenariotest.TinyTown].Counts.NoCar = 60
	s.Receptions[0].Capacity = 50
	s.Fleet = []people.Fleet{{
		ID: "bus", Kind: people.Bus, Count: 1, Places: people.Need{Seats: 40},
		Depot: scenariotest.TinyBorder, To: unit.Never, Weight: 2,
	}}
	r := mustMake(t, s, planner.Options{})
	if r.Rounds.Carried != 48 {
		t.Errorf("%d people carried, want 48", r.Rounds.Carried)
	}
	for _, n := range r.Plan.NotServed {
		if n.Reason != plan.Full {
			t.Errorf("not served: %+v, want the reception full", n)
		}
		if n.Load != nil && !strings.Contains(n.Text, "places for 2 people") {
			t.Errorf("text %q", n.Text)
		}
	}
}

// TestDangerNeedsAnOverride: a road in danger is not used until a planner overrides it.
func TestDangerNeedsAnOverride(t *testing.T) {
	s := scenariotest.Tiny()
	s.Dangers = []roads.Danger{{Road: scenariotest.TinyValleyRoad, To: unit.Never, Report: "shots were heard", Source: "a witness"}}
	r := mustMake(t, s, planner.Options{})
	if len(r.Plan.NotServed) != 1 || r.Plan.NotServed[0].Reason != plan.Danger {
		t.Fatalf("not served: %+v, want the village, for danger", r.Plan.NotServed)
	}
	s.Dangers[0].Override = "the mayor drove it this morning"
	if r := mustMake(t, s, planner.Options{}); len(r.Plan.NotServed) != 0 {
		t.Errorf("with the override %+v are not served", r.Plan.NotServed)
	}
}

// TestDeadline asks for the most people out after an hour: the gate has then been reached for
// half an hour, so 30 cars of 60.
func TestDeadline(t *testing.T) {
	r := mustMake(t, scenariotest.Tiny(), planner.Options{Deadline: unit.Hour})
	if r.MostOut != 30 || r.VehiclesServed != 30 {
		t.Errorf("at most %d vehicles, plan %d; by hand 30 and 30", r.MostOut, r.VehiclesServed)
	}
	if r.Plan.Horizon != unit.Hour || r.Clearance.T100 != unit.Never {
		t.Errorf("horizon %v, t100 %v", r.Plan.Horizon, r.Clearance.T100)
	}
	for _, n := range r.Plan.NotServed {
		if n.Reason != plan.Time {
			t.Errorf("%+v: want a proof that time does not suffice", n)
		}
	}
	if !strings.Contains(r.Change, "Bridge") {
		t.Errorf("first change %q does not name the gate", r.Change)
	}
}

// TestQuota lets 40 vehicles a day through a gate that would pass 60 an hour: 60 vehicles need a
// second day.
func TestQuota(t *testing.T) {
	s := scenariotest.Tiny()
	s.Horizon = 3 * unit.Day
	s.Gates[0].Quota = 40
	r := mustMake(t, s, planner.Options{})
	midnight := 18 * unit.Hour
	if r.Clearance.T100 != midnight+20*unit.Minute || r.Bound.T100 != midnight+20*unit.Minute-1 {
		t.Errorf("plan %v, bound %v; by hand 20 minutes after midnight", r.Clearance.T100, r.Bound.T100)
	}
	if r.BoundHours > r.WaitingHours+r.RoadHours {
		t.Errorf("bound %.2f people-hours, plan %.2f", r.BoundHours, r.WaitingHours+r.RoadHours)
	}
}

// TestNobodyCanLeave plans a scenario whose only gate is shut: no times, everybody explained.
func TestNobodyCanLeave(t *testing.T) {
	s := scenariotest.Tiny()
	s.Closures = []roads.Closure{{Gate: true, To: unit.Never, Reason: "shut since December"}}
	r := mustMake(t, s, planner.Options{})
	if r.Clearance.T50 != unit.Never || r.Bound.T100 != unit.Never || len(r.Plan.Slots) != 0 {
		t.Errorf("clearance %+v, bound %+v, %d slots", r.Clearance, r.Bound, len(r.Plan.Slots))
	}
	if len(r.Plan.NotServed) != 2 || !strings.Contains(r.Plan.NotServed[0].Text, "shut since December") {
		t.Errorf("not served: %+v", r.Plan.NotServed)
	}
}

// TestNobodyAtAll: without people there is no question.
func TestNobodyAtAll(t *testing.T) {
	s := scenariotest.Tiny()
	for i := range s.Places {
		s.Places[i].People = people.Population{}
	}
	if _, err := planner.Make(context.Background(), s, planner.Options{}); err != planner.ErrNobody {
		t.Errorf("error %v, want ErrNobody", err)
	}
}

// TestInterrupted: a cancelled context ends the work with its error.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := planner.Make(ctx, scenariotest.Tiny(), planner.Options{}); err == nil {
		t.Error("no error from a cancelled context")
	}
}

// TestRenumberingChangesNothing reverses the order of roads: bound and numbers stay.
func TestRenumberingChangesNothing(t *testing.T) {
	for seed := range seeds(40) {
		s := random(seed)
		if len(s.Dangers)+len(s.Closures) > 0 {
			continue
		}
		before := mustMake(t, s, planner.Options{UsedOnly: true})
		for i, j := 0, len(s.Roads)-1; i < j; i, j = i+1, j-1 {
			s.Roads[i], s.Roads[j] = s.Roads[j], s.Roads[i]
		}
		after := mustMake(t, s, planner.Options{UsedOnly: true})
		if before.MostOut != after.MostOut || before.People != after.People {
			t.Errorf("seed %d: most out %d, roads reversed %d", seed, before.MostOut, after.MostOut)
		}
		if d := before.Bound.T100 - after.Bound.T100; d > s.Step || d < -s.Step {
			t.Errorf("seed %d: bound %d s, roads reversed %d s", seed, before.Bound.T100, after.Bound.T100)
		}
	}
}

// TestManyVehicles plans at the highest rates a scenario may have: nothing overflows.
func TestManyVehicles(t *testing.T) {
	s := scenariotest.Tiny()
	s.Gates = nil
	s.Horizon = 30 * unit.Day
	for i := range s.Roads {
		s.Roads[i].Capacity = 100_000 * unit.VehiclePerHour
	}
	s.Places[scenariotest.TinyTown].People = people.Population{Low: 40_000_000, Used: 40_000_000, High: 40_000_000}
	r := mustMake(t, s, planner.Options{UsedOnly: true})
	if r.VehiclesServed != 10_000_010 {
		t.Errorf("%d vehicles served, want all 10,000,010", r.VehiclesServed)
	}
	if gap := float64(r.Clearance.T100-r.Bound.T100) / float64(r.Bound.T100); gap > 0.01 {
		t.Errorf("clearance %.2f h, bound %.2f h", r.Clearance.T100.Hours(), r.Bound.T100.Hours())
	}
}

// TestReadyTooLate says so of a place whose people are ready only after the end.
func TestReadyTooLate(t *testing.T) {
	s := scenariotest.Tiny()
	s.Places[scenariotest.TinyVillage].Ready.From = s.Horizon + unit.Hour
	r := mustMake(t, s, planner.Options{})
	if len(r.Plan.NotServed) != 1 || !strings.Contains(r.Plan.NotServed[0].Text, "ready only on Mon 6 May 19:00") {
		t.Errorf("not served: %+v", r.Plan.NotServed)
	}
}

package fleet_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/fleet"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// fails is the part of a test that says what is wrong.
type fails interface {
	Helper()
	Errorf(format string, arguments ...any)
}

// doing is what a vehicle does in [from, to): it loads, drives or unloads.
type doing struct {
	from, to unit.Second
	aboard   []plan.Load
	metres   unit.Metre
	fills    bool // its tank is full at the end
}

// simulate follows every vehicle of some rounds minute by minute and counts every party, without the
// code that plans or judges rounds.
func simulate(t fails, task fleet.Task, rounds *fleet.Rounds) {
	t.Helper()
	count := newCount(task)
	byVehicle := map[plan.Vehicle][]plan.Trip{}
	for i := range rounds.Trips {
		trip := &rounds.Trips[i]
		if before := byVehicle[trip.Vehicle]; len(before) > 0 && rounds.Trips[i-1].Vehicle != trip.Vehicle {
			t.Errorf("the trips of vehicle %+v do not stand together", trip.Vehicle)
		}
		byVehicle[trip.Vehicle] = append(byVehicle[trip.Vehicle], *trip)
		if trip.End() > task.Horizon || trip.Depart < 0 || trip.Depart%unit.Minute != 0 {
			t.Errorf("a trip leaves at %d and ends at %d", trip.Depart, trip.End())
		}
	}
	for vehicle, trips := range byVehicle {
		if vehicle.Relief {
			if row := &task.Scenario.Relief[vehicle.Row]; vehicle.Number > row.Lorries || trips[0].From != row.Depot || trips[0].To != row.Place {
				t.Errorf("lorry %+v of %d drives from %d to %d", vehicle, row.Lorries, trips[0].From, trips[0].To)
			}
			continue
		}
		row := &task.Scenario.Fleet[vehicle.Row]
		if vehicle.Number < 1 || vehicle.Number > row.Count {
			t.Errorf("vehicle %+v of %d", vehicle, row.Count)
		}
		does := count.follow(t, row, trips)
		inOnePlace(t, task, row, does)
		keepsHours(t, row, does)
		keepsRange(t, row, does)
	}
	count.close(t, rounds)
}

// count counts the parties of all groups.
type count struct {
	task     fleet.Task
	taken    map[[2]int][]int // by place and group: how often each party is taken
	received []unit.Person
}

func newCount(task fleet.Task) *count {
	c := &count{task: task, taken: map[[2]int][]int{}, received: make([]unit.Person, len(task.Scenario.Receptions))}
	copy(c.received, task.Received)
	for p := range task.Travel {
		for g := range task.Travel[p].Groups {
			c.taken[[2]int{p, g}] = make([]int, task.Travel[p].Groups[g].Parties)
		}
	}
	for _, column := range task.Columns {
		if column.Reception >= 0 {
			c.take(column.Load)
		}
	}
	return c
}

func (c *count) take(l plan.Load) {
	for i := range l.Parties {
		c.taken[[2]int{l.Place, l.Group}][l.First+i]++
	}
}

// ready returns from when on a load may board at a place, unit.Never if it never comes there.
func (c *count) ready(l plan.Load, at int) unit.Second {
	ready := unit.Never
	if l.Place == at {
		ready = c.task.Travel[l.Place].Groups[l.Group].Ready
	}
	for _, column := range c.task.Columns {
		path := &c.task.Scenario.Paths[column.Path]
		to := path.To
		if column.Back {
			to = path.From
		}
		of := column.Load
		if of.Place == l.Place && of.Group == l.Group && of.First <= l.First && l.First < of.First+of.Parties {
			if to != at || l.First+l.Parties > of.First+of.Parties {
				return unit.Never // it has walked elsewhere
			}
			ready = column.End()
		}
	}
	return ready
}

// follow drives one vehicle and returns what it does in order.
func (c *count) follow(t fails, row *people.Fleet, trips []plan.Trip) []doing {
	t.Helper()
	var out []doing
	var aboard []plan.Load
	var departed []unit.Second
	at, free := row.Depot, row.From
	for i := range trips {
		trip := &trips[i]
		if trip.From != at {
			t.Errorf("a vehicle that stands at %d leaves from %d", at, trip.From)
		}
		var loading unit.Second
		begin := free
		for _, l := range trip.Boards {
			c.take(l)
			loading += unit.Second(l.Parties) * c.group(l).Loading
			begin = max(begin, c.ready(l, trip.From))
			aboard, departed = append(aboard, l), append(departed, trip.Depart)
		}
		if begin+loading > trip.Depart {
			t.Errorf("a trip leaves at %d, boarding from %d takes %d", trip.Depart, begin, loading)
		}
		if loading > 0 {
			out = append(out, doing{from: trip.Depart - loading, to: trip.Depart, aboard: slices.Clone(aboard)})
		}
		drive := doing{from: trip.Depart, to: trip.End(), aboard: slices.Clone(aboard), fills: trip.Reception >= 0}
		for _, leg := range trip.Legs {
			road := &c.task.Scenario.Roads[leg.Road]
			from, to := road.From, road.To
			if !leg.Forward {
				from, to = to, from
			}
			if from != at || road.OneWay && !leg.Forward {
				t.Errorf("a leg from %d for a vehicle at %d", from, at)
			}
			at = to
			drive.metres += road.Length
		}
		out = append(out, drive)
		if at != trip.To {
			t.Errorf("the legs lead to %d, the trip to %d", at, trip.To)
		}
		free = trip.End()
		if trip.Reception < 0 {
			continue
		}
		if c.task.Scenario.Receptions[trip.Reception].Place != at {
			t.Errorf("people get off at %d, which is not reception %d", at, trip.Reception)
		}
		var unloading unit.Second
		for k, l := range aboard {
			g := c.group(l)
			unloading += unit.Second(l.Parties) * g.Loading
			c.received[trip.Reception] += g.PeopleIn(l.First, l.Parties)
			if g.Longest > 0 && trip.End()-departed[k] > g.Longest {
				t.Errorf("people who stand %d s ride for %d s", g.Longest, trip.End()-departed[k])
			}
		}
		free += (unloading + 1) / 2
		out = append(out, doing{from: trip.End(), to: free})
		aboard, departed = nil, nil
	}
	if len(aboard) > 0 {
		t.Errorf("%v are still aboard", aboard)
	}
	if free > row.To {
		t.Errorf("a vehicle is free until %d and unloads until %d", row.To, free)
	}
	return out
}

func (c *count) group(l plan.Load) *people.Group { return &c.task.Travel[l.Place].Groups[l.Group] }

// inOnePlace checks every minute that the vehicle does one thing at a time and has a place for
// everybody aboard.
func inOnePlace(t fails, task fleet.Task, row *people.Fleet, does []doing) {
	t.Helper()
	busy := make([]int, task.Horizon/unit.Minute+1)
	for i, d := range does {
		if i > 0 && d.from < does[i-1].to {
			t.Errorf("a vehicle is busy until %d, and again from %d on", does[i-1].to, d.from)
		}
		for at := (d.from + unit.Minute - 1) / unit.Minute; at*unit.Minute < min(d.to, task.Horizon); at++ {
			busy[at]++
		}
		seats, chairs, stretchers := 0, 0, 0
		for _, l := range d.aboard {
			g := &task.Travel[l.Place].Groups[l.Group]
			chairs += l.Parties * g.Wheelchairs
			stretchers += l.Parties * g.Stretchers
			for k := range l.Parties {
				seats += int(g.PeopleIn(l.First+k, 1)) - g.Wheelchairs - g.Stretchers
			}
		}
		for ; chairs > row.Places.Wheelchairs; chairs-- {
			seats += 2
		}
		if seats > row.Places.Seats || stretchers > row.Places.Stretchers {
			t.Errorf("%d seats and %d stretchers are taken in a vehicle with %+v", seats, stretchers, row.Places)
		}
	}
	for at, n := range busy {
		if n > 1 {
			t.Errorf("a vehicle does %d things in minute %d", n, at)
		}
	}
}

// keepsHours checks that no crew works longer than its duty without a whole rest, for which nobody is aboard; where
// a rest takes no time, others take over.
func keepsHours(t fails, row *people.Fleet, does []doing) {
	t.Helper()
	if row.Duty == 0 || len(does) == 0 {
		return
	}
	began := does[0].from
	for i, d := range does {
		if i > 0 && d.from-does[i-1].to >= row.Rest && (does[i-1].aboard == nil || row.Rest == 0) {
			began = d.from
		}
		if d.to-began > row.Duty {
			t.Errorf("a crew with a duty of %d works from %d to %d", row.Duty, began, d.to)
		}
	}
}

// keepsRange checks that no tank runs dry.
func keepsRange(t fails, row *people.Fleet, does []doing) {
	t.Helper()
	var driven unit.Metre
	for _, d := range does {
		if driven += d.metres; row.Range > 0 && driven > row.Range {
			t.Errorf("a vehicle drives %d m on a tank for %d", driven, row.Range)
		}
		if d.fills {
			driven = 0
		}
	}
}

// close checks that everybody is either delivered once or left, and that no reception is too full.
func (c *count) close(t fails, rounds *fleet.Rounds) {
	t.Helper()
	for r, n := range c.received {
		if most := c.task.Scenario.Receptions[r].Capacity; most > 0 && n > most || n != rounds.Received[r] {
			t.Errorf("reception %d with room for %d takes %d people, by the rounds %d", r, most, n, rounds.Received[r])
		}
	}
	for _, l := range rounds.Left {
		c.take(l)
	}
	for key, parties := range c.taken {
		for i, n := range parties {
			if n != 1 {
				t.Errorf("party %d of group %v is delivered or left %d times", i, key, n)
			}
		}
	}
	for i, stage := range rounds.Stages {
		for _, piece := range stage.Left() {
			if piece.Rate < 0 {
				t.Errorf("link %d takes more than its rate at %d", i, piece.From)
			}
		}
	}
}

// columns walks the households that may, where a path leads from their place to one without a
// reception.
func columns(task *fleet.Task) {
	s := task.Scenario
	w := supply.NewWalkers(s, task.Network, task.Horizon)
	for p := range task.Travel {
		for g := range task.Travel[p].Groups {
			group := &task.Travel[p].Groups[g]
			if !group.OnFoot() {
				continue
			}
			load := plan.Load{Place: p, Group: g, Parties: group.Parties}
			for _, walk := range w.From(p) {
				r := slices.IndexFunc(s.Receptions, func(r people.Reception) bool { return r.Place == walk.To })
				if load.Parties > 0 {
					load = w.March(load, &task.Travel[p], walk.Path, walk.Back, r)
				}
			}
		}
	}
	task.Columns, task.Received = w.Columns, w.Received
}

// seeded says with every fault which scenario shows it.
type seeded struct {
	*testing.T
	seed uint64
}

// Errorf fails the test.
func (s seeded) Errorf(format string, arguments ...any) {
	s.Helper()
	s.T.Errorf("seed %d: %s", s.seed, fmt.Sprintf(format, arguments...))
}

// TestRounds simulates the rounds of random scenarios, of every other one with columns on foot, and
// compares them with the bounds.
func TestRounds(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(1500) {
		if seed == 0 {
			seed = 8599 // a round passes one place twice
		}
		s := scenariotest.RandomFleet(rand.New(rand.NewPCG(seed, 7)))
		task := taskOf(s)
		if seed%2 == 1 {
			columns(&task)
		}
		before := task.Stages.Clone()
		rounds := fleet.Plan(task)
		simulate(seeded{t, seed}, task, rounds)
		compareBounds(seeded{t, seed}, task, rounds)
		seen["institutions"] += together(seeded{t, seed}, task, rounds)
		for i := range before {
			if !slices.Equal(before[i].Left(), task.Stages[i].Left()) {
				t.Errorf("seed %d: the plan has changed what it was given: link %d", seed, i)
			}
		}
		seen["trips"] += len(rounds.Trips)
		seen["left"] += len(rounds.Left)
		seen["columns"] += len(task.Columns)
	}
	for _, what := range []string{"trips", "left", "columns", "institutions"} {
		if seen[what] < 100 {
			t.Errorf("only %d %s in all scenarios", seen[what], what)
		}
	}
}

// TestCrewsDoNotRestWithPeopleAboard plans rounds that wait for a gate for longer than a rest after they have
// taken people on: that is no rest.
func TestCrewsDoNotRestWithPeopleAboard(t *testing.T) {
	for _, seed := range []uint64{4302, 4932, 5230} {
		task := taskOf(scenariotest.RandomFleet(rand.New(rand.NewPCG(seed, 8))))
		if seed%2 == 1 {
			columns(&task)
		}
		simulate(seeded{t, seed}, task, fleet.Plan(task))
	}
}

// TestOrdersGivenUpAreNotTheBest plans the rounds of random scenarios with every order to its end: they are
// those that Plan finds.
func TestOrdersGivenUpAreNotTheBest(t *testing.T) {
	stopped := 0
	for seed := range uint64(300) {
		task := taskOf(scenariotest.RandomFleet(rand.New(rand.NewPCG(seed, 7))))
		if seed%2 == 1 {
			columns(&task)
		}
		want, givenUp := fleet.PlanInFull(task)
		got := fleet.Plan(task)
		if diff := cmp.Diff(want.Trips, got.Trips) + cmp.Diff(want.Left, got.Left); diff != "" {
			t.Fatalf("seed %d: rounds (-in full +got):\n%s", seed, diff)
		}
		stopped += givenUp
	}
	if stopped < 20 {
		t.Errorf("only %d orders are given up", stopped)
	}
}

// received yields every trip that ends at a reception, with everybody aboard.
func received(rounds *fleet.Rounds) iter.Seq2[*plan.Trip, []plan.Load] {
	return func(yield func(*plan.Trip, []plan.Load) bool) {
		var aboard []plan.Load
		for i := range rounds.Trips {
			trip := &rounds.Trips[i]
			aboard = append(aboard, trip.Boards...)
			if trip.Reception < 0 {
				continue
			}
			if !yield(trip, aboard) {
				return
			}
			aboard = nil
		}
	}
}

// together checks that the people of an institution are all brought to one reception where one takes
// any number, and returns how many institutions need several rounds.
func together(t fails, task fleet.Task, rounds *fleet.Rounds) int {
	t.Helper()
	receptions, journeys := map[int]map[int]bool{}, map[int]int{}
	for trip, aboard := range received(rounds) {
		for _, l := range aboard {
			if in := task.Travel[l.Place].Groups[l.Group].Institution; in >= 0 {
				if receptions[in] == nil {
					receptions[in] = map[int]bool{}
				}
				receptions[in][trip.Reception] = true
				journeys[in]++
			}
		}
	}
	unlimited := slices.ContainsFunc(task.Scenario.Receptions, func(r people.Reception) bool { return r.Capacity == 0 })
	several := 0
	for in, to := range receptions {
		if len(to) > 1 && unlimited {
			t.Errorf("institution %d is brought to receptions %v", in, to)
		}
		if journeys[in] > 1 {
			several++
		}
	}
	return several
}

// compareBounds checks that whoever must be out by a bound is not out before it.
func compareBounds(t fails, task fleet.Task, rounds *fleet.Rounds) {
	t.Helper()
	patients, everybody := fleet.Bound(task)
	left := map[bool]bool{}
	for _, l := range rounds.Left {
		left[task.Travel[l.Place].Groups[l.Group].Tier() == 0] = true
	}
	var lastPatient, last unit.Second
	for trip, aboard := range received(rounds) {
		last = max(last, trip.End())
		for _, l := range aboard {
			if task.Travel[l.Place].Groups[l.Group].Tier() == 0 {
				lastPatient = max(lastPatient, trip.End())
			}
		}
	}
	for _, column := range task.Columns {
		if column.Reception >= 0 {
			last = max(last, column.End())
		}
	}
	if !left[true] && lastPatient < patients {
		t.Errorf("the last patient is out at %d, before the bound %d", lastPatient, patients)
	}
	if !left[true] && !left[false] && last < everybody {
		t.Errorf("everybody is out at %d, before the bound %d", last, everybody)
	}
}

// TestMoreBusesAreNotSlower: a second bus beside the first lets the rounds of TestTwoRounds end after
// one round, and no later than the bound allows.
func TestMoreBusesAreNotSlower(t *testing.T) {
	s := oneBus()
	s.Gates = nil
	s.Fleet[0].Count = 2
	task := taskOf(s)
	rounds := fleet.Plan(task)
	simulate(t, task, rounds)
	compareBounds(t, task, rounds)
	if len(rounds.Trips) != 4 || len(rounds.Left) > 0 {
		t.Fatalf("trips %+v, left %v", rounds.Trips, rounds.Left)
	}
	if end := rounds.Trips[3].End(); end > 80*unit.Minute {
		t.Errorf("two buses need until %d", end)
	}
}

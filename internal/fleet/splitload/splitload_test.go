package splitload

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// street is a small invented problem: two shelters S, two homes A and B on one street, a van that
// starts beside A and a bus that starts beside B. Times are in minutes.
//
//	S0 ──5── A ──4── B ──6── S1
func street() Problem {
	const m = minute
	at := []unit.Millisecond{0, 15 * m, 5 * m, 9 * m} // S0, S1, A, B
	p := Problem{
		People: []unit.Person{5, 4}, Shelters: []unit.Person{6, 4},
		Vehicles: []Vehicle{
			{Seats: 2, Approach: []unit.Millisecond{1 * m, 4 * m}},
			{Seats: 4, Approach: []unit.Millisecond{4 * m, 1 * m}},
		},
		Service: Service{Fixed: 3 * m, Each: m / 3},
	}
	for _, from := range at {
		row := make([]unit.Millisecond, len(at))
		for to := range at {
			row[to] = max(from-at[to], at[to]-from)
		}
		p.Drive = append(p.Drive, row)
	}
	return p
}

func TestEvaluateByHand(t *testing.T) {
	s := Solution{Trips: [][]Trip{
		{{Stops: []Stop{{0, 1}}, Shelter: 0}},
		{{Stops: []Stop{{1, 4}}, Shelter: 1}, {Stops: []Stop{{0, 4}}, Shelter: 0}},
	}}
	got, err := Evaluate(street(), s)
	// The van is at A after 1 min. The bus is at B after 1 min, at S1 after 1 + 4⅓ + 6, leaves it
	// 4⅓ min later, is at A 10 min after that, and at S0 after 4⅓ + 5 more.
	atA := 26*minute - minute/3
	want := Measures{Makespan: atA + 9*minute + minute/3, Waiting: int64(minute + 4*minute + 4*atA), People: 9}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v, measures (-want +got):\n%s", err, diff)
	}
	if cost := got.CostMinutes(); cost < 46.9629 || cost > 46.9630 { // 35 + 107⅔ ÷ 9
		t.Errorf("cost %v", cost)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	stop := func(facility int, people unit.Person) []Stop { return []Stop{{facility, people}} }
	tests := []struct {
		name, want string
		bus        []Trip
	}{
		{"too many on board", "5 people for 4 seats", []Trip{{Stops: stop(0, 5), Shelter: 0}}},
		{"more than are there", "5 people at facility 1", []Trip{{Stops: stop(1, 5), Shelter: 0}}},
		{"nobody fetched", "0 people at facility 1", []Trip{{Stops: stop(1, 0), Shelter: 0}}},
		{"no such facility", "facility 2", []Trip{{Stops: stop(2, 1), Shelter: 0}}},
		{"no such shelter", "shelter -1", []Trip{{Stops: stop(1, 1), Shelter: -1}}},
		{"no stop", "0 stops", []Trip{{Shelter: 0}}},
		{"left behind", "facility 0: 5 people are not fetched", []Trip{{Stops: stop(1, 4), Shelter: 0}}},
	}
	for _, test := range tests {
		_, err := Evaluate(street(), Solution{Trips: [][]Trip{nil, test.bus}})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	over := Solution{Trips: [][]Trip{
		{{stop(0, 1), 1}},
		{{stop(0, 4), 1}, {stop(1, 4), 1}},
	}}
	if got, err := Evaluate(street(), over); err != nil || got.Overfill != 5 {
		t.Errorf("overfill %d and %v, want 5", got.Overfill, err)
	}
}

func TestWhatCannotBeSolved(t *testing.T) {
	ctx := context.Background()
	full := street()
	full.Shelters = []unit.Person{4, 4}
	seatless := street()
	for v := range seatless.Vehicles {
		seatless.Vehicles[v].Seats = 0
	}
	short := street()
	short.Drive = short.Drive[1:]
	short.People[0] = -1
	for _, test := range []struct {
		p    Problem
		want error
	}{{full, ErrNoRoom}, {seatless, ErrNoSeat}} {
		_, err := Solve(ctx, test.p, Options{})
		_, again := Bound(ctx, test.p)
		if !errors.Is(err, test.want) || !errors.Is(again, test.want) {
			t.Errorf("%v and %v, want %v", err, again, test.want)
		}
	}
	_, err := Solve(ctx, short, Options{})
	if err == nil || !strings.Contains(err.Error(), "drive has 3 rows") || !strings.Contains(err.Error(), "facility 0") {
		t.Errorf("malformed: %v", err)
	}
	if s, err := Solve(ctx, Problem{Vehicles: make([]Vehicle, 2)}, Options{}); err != nil || len(s.Trips) != 2 {
		t.Errorf("nobody to fetch: %v %v", s, err)
	}
}

func TestInterruptedSolveIsASolution(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, err := Solve(ctx, street(), Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := Evaluate(street(), s); err != nil {
		t.Error(err)
	}
	if b, err := Bound(ctx, street()); !errors.Is(err, context.Canceled) || b != (Bounds{}) {
		t.Errorf("bound %v and %v", b, err)
	}
}

func TestSameSeedSameSolution(t *testing.T) {
	o := Options{Objective: Cost, Moves: 20_000, Seed: 7}
	first, _ := Solve(context.Background(), street(), o)
	second, _ := Solve(context.Background(), street(), o)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
}

// TestLargestNumbers holds that nothing overflows where everything is as large as a problem may be.
func TestLargestNumbers(t *testing.T) {
	p := street()
	p.People = []unit.Person{MostPeople / 2, MostPeople / 2}
	p.Shelters = []unit.Person{Unlimited, 1}
	p.Service = Service{Fixed: MostTime, Each: MostEach}
	p.Vehicles = p.Vehicles[:1]
	p.Vehicles[0].Seats = 20
	for from, row := range p.Drive {
		for to := range row {
			p.Drive[from][to] = MostTime
		}
	}
	bound, unproved := Bound(context.Background(), p)
	for _, objective := range []Objective{Makespan, Cost} {
		s, err := Solve(context.Background(), p, Options{Objective: objective, Moves: 3_000})
		if err != nil {
			t.Fatal(err)
		}
		got, err := Evaluate(p, s)
		if err != nil || unproved != nil || bound.Makespan <= 0 || got.Makespan < bound.Makespan || bound.Score <= 0 || got.Score() < bound.Score {
			t.Errorf("%v, %v, measures %v, bounds %v", err, unproved, got, bound)
		}
	}
}

// drawProblem draws a well-formed problem that has a solution, with driving times that need not
// be those of shortest paths.
func drawProblem(t *rapid.T, facilities, shelters, vehicles, people int) Problem {
	time := rapid.Custom(func(t *rapid.T) unit.Millisecond {
		return unit.Millisecond(rapid.IntRange(0, 900).Draw(t, "seconds")) * 1000
	})
	number := func(least, most int, label string) int { return rapid.IntRange(least, most).Draw(t, label) }
	p := Problem{Service: Service{
		Fixed: unit.Millisecond(number(0, 3, "fixed")) * minute, Each: unit.Millisecond(number(0, 40, "each")) * 1000,
	}}
	var sum unit.Person
	for range number(1, facilities, "facilities") {
		p.People = append(p.People, unit.Person(number(0, people, "people")))
		sum += p.People[len(p.People)-1]
	}
	for range number(1, shelters, "shelters") {
		p.Shelters = append(p.Shelters, unit.Person(number(-1, int(sum), "places")))
	}
	if p.feasible() != nil && sum > 0 {
		p.Shelters[0] = sum
	}
	for range number(1, vehicles, "vehicles") {
		approach := rapid.SliceOfN(time, len(p.People), len(p.People)).Draw(t, "approach")
		p.Vehicles = append(p.Vehicles, Vehicle{unit.Person(number(0, 4, "seats")), approach})
	}
	p.Vehicles[0].Seats = max(p.Vehicles[0].Seats, 1)
	nodes := len(p.Shelters) + len(p.People)
	for range nodes {
		p.Drive = append(p.Drive, rapid.SliceOfN(time, nodes, nodes).Draw(t, "drive"))
	}
	return p
}

// TestSolutionsKeepTheRules holds that everybody is fetched once, within seats and places, never
// worse than by the dispatcher, never better than the bound, and that the search counts what
// Evaluate counts.
func TestSolutionsKeepTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 4, 3, 4, 20)
		ctx := context.Background()
		bound, err := Bound(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		m := newModel(p)
		for _, objective := range []Objective{Makespan, Cost} {
			s, err := Solve(ctx, p, Options{Objective: objective, Moves: 6_000, Seed: rapid.Uint64().Draw(t, "seed")})
			if err != nil {
				t.Fatal(err)
			}
			got, err := Evaluate(p, s)
			if err != nil {
				t.Fatal(err)
			}
			if got.Overfill != 0 || got.People != p.people() {
				t.Fatalf("%d people carried, %d too many in shelters", got.People, got.Overfill)
			}
			if got.Makespan < bound.Makespan || got.Score() < bound.Score {
				t.Fatalf("measures %v below the bounds %v", got, bound)
			}
			if m.people == 0 {
				continue
			}
			plain := newState(m, objective, greedy(m, noLikings(m)))
			value := int64(got.Makespan)
			if objective == Cost {
				value = got.Score()
			}
			if value > plain.score() {
				t.Fatalf("%d is worse than %d of the dispatcher", value, plain.score())
			}
		}
	})
}

// TestUndoTakesEverythingBack holds that a move that is undone leaves no trace, and that one that
// stays leaves what a state built afresh would have.
func TestUndoTakesEverythingBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newModel(drawProblem(t, 4, 3, 4, 20))
		if m.people == 0 {
			t.Skip()
		}
		s := search{mover: mover{newState(m, Cost, greedy(m, noLikings(m))), random(rapid.Uint64().Draw(t, "seed"))}}
		s.aim()
		for range 100 {
			before := solution(s.routes)
			room, energy := append([]int32(nil), s.room...), s.energy
			if s.change() && s.settle() && s.random.IntN(2) == 0 {
				s.commit()
				again := newState(m, Cost, s.routes)
				if diff := cmp.Diff(again.room, s.room) + cmp.Diff(again.finish, s.finish) + cmp.Diff(again.waiting, s.waiting); diff != "" {
					t.Fatal(diff)
				}
				continue
			}
			s.undo()
			if diff := cmp.Diff(before, solution(s.routes)) + cmp.Diff(room, s.room); diff != "" || energy != s.energy {
				t.Fatalf("energy %d, then %d\n%s", energy, s.energy, diff)
			}
		}
	})
}

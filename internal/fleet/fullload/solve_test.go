package fullload

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// small is little effort, enough for tiny problems.
var small = Options{Moves: 2_000, Runs: 4, Rounds: 50, Tails: 100_000, Duties: 20_000, Choices: 1_000}

// TestTinyOptimum: with equal loads, the optimum is found and proved.
func TestTinyOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 5, false)
		s, err := Solve(context.Background(), p, small)
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(p, s); err != nil {
			t.Fatal(err)
		}
		if want := plainOptimum(p); s.Makespan != want || s.Bound != want {
			t.Errorf("%d, bound %d (%v), want %d", s.Makespan, s.Bound, s.Method, want)
		}
		checkPrices(t, p, s)
	})
}

// TestTinyMixed: with rests, ways back of their own and closed ways, the bound holds and the plan
// is good.
func TestTinyMixed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 5, true)
		want := plainOptimum(p)
		s, err := Solve(context.Background(), p, small)
		if errors.Is(err, ErrNoPlan) {
			if want < unit.Never && !anyClosed(p) { // the search is no proof where ways are closed
				t.Fatalf("no plan, but there is one of %d", want)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(p, s); err != nil {
			t.Fatal(err)
		}
		if s.Bound > want || s.Makespan < want {
			t.Errorf("%d, bound %d (%v), want %d", s.Makespan, s.Bound, s.Method, want)
		}
		checkPrices(t, p, s)
	})
}

// anyClosed reports whether a way cannot be driven.
func anyClosed(p Problem) bool {
	closed := false
	for _, d := range p.Depots {
		closed = closed || slices.Contains(d.ToPoint, unit.Never)
	}
	for _, point := range p.Points {
		closed = closed || slices.Contains(point.ToShelter, unit.Never)
	}
	for _, s := range p.Shelters {
		closed = closed || slices.Contains(s.ToPoint, unit.Never)
	}
	return closed
}

// checkPrices checks a certificate against every tour there is within its limit.
func checkPrices(t *rapid.T, p Problem, s Solution) {
	if s.Prices == nil {
		return
	}
	v := s.Prices
	var people, divisor unit.Person
	left := make([]unit.Person, len(p.Points))
	var worth int64
	for i, point := range p.Points {
		left[i] = point.People
		people += point.People
		for _, load := range []unit.Person{point.People / p.Capacity * p.Capacity, point.People % p.Capacity} {
			load = min(load, p.Capacity)
			for load > 0 {
				divisor, load = load, divisor%load
			}
		}
		worth += v.Load[i] * int64(point.People/p.Capacity)
		if point.People%p.Capacity > 0 {
			worth += v.Rest[i]
		}
	}
	for i, shelter := range p.Shelters {
		room := min(shelter.Room, people)
		worth -= v.Room[i] * int64(room-room%divisor)
	}
	for i, depot := range p.Depots {
		if earned := mostEarned(p, v, i, -1, 0, left); earned > v.Tour[i] {
			t.Errorf("a tour from depot %d earns %d, not %d", i, earned, v.Tour[i])
		}
		worth -= v.Tour[i] * int64(depot.Buses)
	}
	if worth <= 0 || v.Limit != s.Bound-1 {
		t.Errorf("the prices prove nothing: %d left over at limit %d", worth, v.Limit)
	}
}

// mostEarned returns what a tour within the limit can still earn.
func mostEarned(p Problem, v *Prices, depot, at int, length unit.Second, left []unit.Person) int64 {
	var best int64
	for c, point := range p.Points {
		for _, load := range []unit.Person{p.Capacity, point.People % p.Capacity} {
			rest := load < p.Capacity
			if load == 0 || left[c] < load || rest && left[c]%p.Capacity != load || !rest && left[c] < p.Capacity {
				continue
			}
			way := p.Depots[depot].ToPoint[c]
			if at >= 0 {
				way = checkerWay(p, at, c)
			}
			for s := range p.Shelters {
				after := length + way + point.ToShelter[s]
				if after > v.Limit || p.Shelters[s].Room < load {
					continue
				}
				earned := v.Load[c] - v.Room[s]*int64(load)
				if rest {
					earned = v.Rest[c] - v.Room[s]*int64(load)
				}
				left[c] -= load
				best = max(best, earned+mostEarned(p, v, depot, s, after, left))
				left[c] += load
			}
		}
	}
	return best
}

func checkerWay(p Problem, shelter, point int) unit.Second {
	return (&checker{problem: p}).wayBack(shelter, point)
}

// TestSolveTwice: the same input gives the same plan.
func TestSolveTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 6, true)
		first, err := Solve(context.Background(), p, small)
		second, again := Solve(context.Background(), p, small)
		if (err == nil) != (again == nil) {
			t.Fatalf("%v, then %v", err, again)
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Error(diff)
		}
	})
}

// village is an invented problem of seven loads with rests, for two buses at two depots.
func village() Problem {
	return Problem{
		Capacity: 30,
		Depots: []Depot{
			{Buses: 1, ToPoint: []unit.Second{300, 900, 1500}},
			{Buses: 1, ToPoint: []unit.Second{1200, 600, 200}},
		},
		Points: []Point{
			{People: 95, ToShelter: []unit.Second{1200, 2400}},
			{People: 40, ToShelter: []unit.Second{1800, 1500}},
			{People: 25, ToShelter: []unit.Second{2100, 600}},
		},
		Shelters: []Shelter{{Room: 100}, {Room: 70}},
	}
}

func TestVillage(t *testing.T) {
	p := village()
	s, err := Solve(context.Background(), p, Options{Moves: 50_000})
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(p, s); err != nil {
		t.Fatal(err)
	}
	if want := plainOptimum(p); s.Makespan != want {
		t.Errorf("%d, want %d", s.Makespan, want)
	}
}

func TestNothingToDo(t *testing.T) {
	for name, p := range map[string]Problem{
		"no places":  {Capacity: 1},
		"no people":  {Capacity: 1, Depots: []Depot{{Buses: 2, ToPoint: make([]unit.Second, 1)}}, Points: []Point{{}}},
		"no buses":   {Capacity: 1, Points: []Point{{}}},
		"no shelter": {Capacity: 5, Depots: []Depot{{Buses: 1}}},
	} {
		s, err := Solve(context.Background(), p, Options{})
		if err != nil || Check(p, s) != nil || s.Makespan != 0 || s.Method != NothingToDo {
			t.Errorf("%s: %+v %v", name, s, err)
		}
	}
}

func TestNoPlan(t *testing.T) {
	apart := Problem{
		Capacity: 2, Depots: []Depot{{Buses: 1, ToPoint: []unit.Second{1}}},
		Points:   []Point{{People: 2, ToShelter: []unit.Second{1, 1}}},
		Shelters: []Shelter{{Room: 1}, {Room: 1}},
	}
	closed := village()
	closed.Points[2].ToShelter = []unit.Second{unit.Never, unit.Never}
	for name, p := range map[string]Problem{"a load fits no shelter": apart, "a point is cut off": closed} {
		if _, err := Solve(context.Background(), p, small); !errors.Is(err, ErrNoPlan) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Solve(ctx, village(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestValidate changes one thing of a good problem at a time.
func TestValidate(t *testing.T) {
	for name, change := range map[string]func(*Problem){
		"no seats":          func(p *Problem) { p.Capacity = 0 },
		"many seats":        func(p *Problem) { p.Capacity = math.MaxInt64 },
		"negative time":     func(p *Problem) { p.Points[1].ToShelter[0] = -1 },
		"long time":         func(p *Problem) { p.Depots[0].ToPoint[2] = MostTime + 1 },
		"times missing":     func(p *Problem) { p.Depots[1].ToPoint = nil },
		"times to spare":    func(p *Problem) { p.Shelters[0].ToPoint = make([]unit.Second, 4) },
		"negative people":   func(p *Problem) { p.Points[0].People = -1 },
		"too many people":   func(p *Problem) { p.Points[0].People = 106 },
		"too many loads":    func(p *Problem) { p.Points[0].People, p.Shelters[0].Room = 1_000_000, 2_000_000 },
		"negative room":     func(p *Problem) { p.Shelters[1].Room = -1 },
		"negative buses":    func(p *Problem) { p.Depots[0].Buses = -1 },
		"no buses":          func(p *Problem) { p.Depots[0].Buses, p.Depots[1].Buses = 0, 0 },
		"buses of the army": func(p *Problem) { p.Depots[0].Buses = math.MaxInt64 },
	} {
		p := village()
		change(&p)
		if p.Validate() == nil {
			t.Errorf("%s: no fault found", name)
		}
		if _, err := Solve(context.Background(), p, small); err == nil {
			t.Errorf("%s: solved", name)
		}
	}
	if err := village().Validate(); err != nil {
		t.Error(err)
	}
}

// TestCheckFinds damages a good plan in one way at a time.
func TestCheckFinds(t *testing.T) {
	for name, damage := range map[string]func(*Solution){
		"makespan":      func(s *Solution) { s.Makespan-- },
		"bound":         func(s *Solution) { s.Bound = s.Makespan + 1 },
		"length":        func(s *Solution) { s.Tours[0].Length++ },
		"depot":         func(s *Solution) { s.Tours[0].Depot = 2 },
		"bus missing":   func(s *Solution) { s.Tours = s.Tours[:1] },
		"trip missing":  func(s *Solution) { s.Tours[0].Trips = s.Tours[0].Trips[1:] },
		"no such point": func(s *Solution) { s.Tours[0].Trips[0].Point = 3 },
		"people":        func(s *Solution) { s.Tours[1].Trips[0].People-- },
		"shelter full": func(s *Solution) {
			for _, tour := range s.Tours {
				for k := range tour.Trips {
					tour.Trips[k].Shelter = 1
				}
			}
		},
	} {
		s, err := Solve(context.Background(), village(), small)
		if err != nil {
			t.Fatal(err)
		}
		damage(&s)
		if Check(village(), s) == nil {
			t.Errorf("%s: nothing found", name)
		}
	}
}

package splitload

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// brute is the referee for tiny problems: it tries every order of every trip of every vehicle.
type brute struct {
	p        Problem
	left     []unit.Person
	room     []unit.Person
	makespan unit.Millisecond // best of all
	score    int64            // best of all
}

func optimum(p Problem) (unit.Millisecond, int64) {
	b := brute{p: p, left: slices.Clone(p.People), makespan: 1 << 50, score: 1 << 62}
	for _, places := range p.Shelters {
		if places == Unlimited {
			places = p.people()
		}
		b.room = append(b.room, places)
	}
	b.drive(0, -1, 0, 0, 0, 0)
	return b.makespan, b.score
}

// drive goes on with one vehicle that is at a node with people on board, or with the next one.
func (b *brute) drive(vehicle, at int, load unit.Person, now, makespan unit.Millisecond, waiting int64) {
	if vehicle == len(b.p.Vehicles) {
		if !slices.ContainsFunc(b.left, func(n unit.Person) bool { return n > 0 }) {
			b.makespan = min(b.makespan, makespan)
			b.score = min(b.score, waiting+int64(b.p.people())*int64(makespan))
		}
		return
	}
	if load == 0 {
		b.drive(vehicle+1, -1, 0, 0, makespan, waiting)
	}
	shelters := len(b.p.Shelters)
	for f := range b.left {
		arrive := b.p.Vehicles[vehicle].Approach[f]
		if at >= 0 {
			arrive = now + b.p.Drive[at][shelters+f]
		}
		for people := min(b.left[f], b.p.Vehicles[vehicle].Seats-load); people > 0; people-- {
			b.left[f] -= people
			b.drive(vehicle, shelters+f, load+people, arrive+b.p.Service.of(people), makespan, waiting+int64(people)*int64(arrive))
			b.left[f] += people
		}
	}
	for s := range shelters {
		if load > 0 && b.room[s] >= load {
			arrive := now + b.p.Drive[at][s]
			b.room[s] -= load
			b.drive(vehicle, s, 0, arrive+b.p.Service.of(load), max(makespan, arrive), waiting)
			b.room[s] += load
		}
	}
}

// TestBoundsAgainstEveryOrder holds that no bound is above the optimum of tiny problems.
func TestBoundsAgainstEveryOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 2, 2, 2, 2)
		makespan, score := optimum(p)
		bound, err := Bound(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		if bound.Makespan > makespan || bound.Score > score {
			t.Fatalf("bounds %v above the optimum %d, %d", bound, makespan, score)
		}
	})
}

// TestTinyProblemsAreSolved holds that Solve finds the optimum of fixed tiny problems.
func TestTinyProblemsAreSolved(t *testing.T) {
	draw := rapid.Custom(func(t *rapid.T) Problem { return drawProblem(t, 2, 2, 2, 2) })
	for seed := range 60 {
		p := draw.Example(seed)
		makespan, score := optimum(p)
		for _, objective := range []Objective{Makespan, Cost} {
			s, err := Solve(context.Background(), p, Options{Objective: objective, Moves: 60_000})
			if err != nil {
				t.Fatal(err)
			}
			got, err := Evaluate(p, s)
			if err != nil {
				t.Fatal(err)
			}
			if objective == Makespan && got.Makespan != makespan || objective == Cost && got.Score() != score {
				t.Errorf("problem %d, objective %d: %d and %d, optimum %d and %d", seed, objective, got.Makespan, got.Score(), makespan, score)
			}
		}
	}
}

package fullload_test

import (
	"context"
	"fmt"

	"wayout/internal/fleet/fullload"
	"wayout/internal/unit"
)

// Two buses carry 70 people of two villages, 30 at a time. Times are seconds.
func ExampleSolve() {
	p := fullload.Problem{
		Capacity: 30,
		Depots:   []fullload.Depot{{Buses: 2, ToPoint: []unit.Second{600, 900}}},
		Points: []fullload.Point{
			{People: 40, ToShelter: []unit.Second{1200, 1800}},
			{People: 30, ToShelter: []unit.Second{1500, 900}},
		},
		Shelters: []fullload.Shelter{{Room: 50}, {Room: 40}},
	}
	s, err := fullload.Solve(context.Background(), p, fullload.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("last arrival after %d s, proved: %v\n", s.Makespan, s.Proved())
	for i, tour := range s.Tours {
		fmt.Printf("bus %d: %d trips, %d s\n", i+1, len(tour.Trips), tour.Length)
	}
	// Output:
	// last arrival after 4200 s, proved: true
	// bus 1: 2 trips, 4200 s
	// bus 2: 1 trips, 1800 s
}

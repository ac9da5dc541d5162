package splitload

import (
	"fmt"

	"wayout/internal/unit"
)

// Solution is the trips of every vehicle, in the order in which it makes them without a break.
type Solution struct {
	Trips [][]Trip // by vehicle
}

// Trip is one round: the stops in their order, then a shelter where everybody on board gets off.
type Trip struct {
	Stops   []Stop
	Shelter int
}

// Stop is a facility where people get on.
type Stop struct {
	Facility int
	People   unit.Person
}

// Measures is what a solution is worth.
type Measures struct {
	// Makespan is the moment at which the last person reaches a shelter. Getting off there does
	// not count.
	Makespan unit.Millisecond
	// Waiting is the sum over all people of the moment at which the vehicle that fetches them
	// stops at their facility, in person-milliseconds.
	Waiting int64
	// Overfill is the people above the places of shelters, summed over shelters. Solve gives
	// solutions without any.
	Overfill unit.Person
	// People is how many are carried.
	People unit.Person
}

// Score is the published cost times people, exactly, in person-milliseconds: Waiting + People ×
// (Makespan + one minute × Overfill).
func (m Measures) Score() int64 {
	return m.Waiting + int64(m.People)*int64(m.Makespan+minute*unit.Millisecond(m.Overfill))
}

// CostMinutes returns the published cost for printing: average waiting and makespan in minutes
// plus overfill in people.
func (m Measures) CostMinutes() float64 {
	return float64(m.Score()) / float64(max(m.People, 1)) / float64(minute)
}

// MakespanMinutes returns the makespan for printing.
func (m Measures) MakespanMinutes() float64 { return float64(m.Makespan) / float64(minute) }

// WaitingMinutes returns the average waiting for printing.
func (m Measures) WaitingMinutes() float64 {
	return float64(m.Waiting) / float64(max(m.People, 1)) / float64(minute)
}

// Evaluate follows every vehicle of a solution and measures it. The error tells what is wrong
// with the solution: an index out of range, a trip or stop of nobody, more people than seats, or
// a facility that is not served exactly. An overfilled shelter is measured, not refused.
func Evaluate(p Problem, s Solution) (Measures, error) {
	if err := p.Check(); err != nil {
		return Measures{}, err
	}
	if len(s.Trips) != len(p.Vehicles) {
		return Measures{}, fmt.Errorf("trips of %d vehicles, not %d", len(s.Trips), len(p.Vehicles))
	}
	f := follower{p: p, left: append([]unit.Person(nil), p.People...), used: make([]unit.Person, len(p.Shelters))}
	for v, trips := range s.Trips {
		if err := f.vehicle(v, trips); err != nil {
			return Measures{}, fmt.Errorf("vehicle %d: %w", v, err)
		}
	}
	for i, left := range f.left {
		if left != 0 {
			return Measures{}, fmt.Errorf("facility %d: %d people are not fetched", i, left)
		}
	}
	for i, used := range f.used {
		if p.Shelters[i] != Unlimited {
			f.measures.Overfill += max(0, used-p.Shelters[i])
		}
	}
	return f.measures, nil
}

// follower carries one call of Evaluate. It shares nothing with the search.
type follower struct {
	p        Problem
	left     []unit.Person // by facility
	used     []unit.Person // by shelter
	measures Measures
}

func (f *follower) vehicle(v int, trips []Trip) error {
	var now unit.Millisecond
	at := -1 // node; -1 is where the vehicle starts
	for k, trip := range trips {
		if trip.Shelter < 0 || trip.Shelter >= len(f.p.Shelters) || len(trip.Stops) == 0 {
			return fmt.Errorf("trip %d: shelter %d and %d stops", k, trip.Shelter, len(trip.Stops))
		}
		var load unit.Person
		for _, stop := range trip.Stops {
			facility, people := stop.Facility, stop.People
			if facility < 0 || facility >= len(f.left) || people < 1 || people > f.left[facility] {
				return fmt.Errorf("trip %d: %d people at facility %d", k, people, facility)
			}
			node := len(f.p.Shelters) + facility
			if at < 0 {
				now += f.p.Vehicles[v].Approach[facility]
			} else {
				now += f.p.Drive[at][node]
			}
			f.measures.Waiting += int64(people) * int64(now)
			f.measures.People += people
			f.left[facility] -= people
			now += f.p.Service.of(people)
			load += people
			at = node
		}
		if load > f.p.Vehicles[v].Seats {
			return fmt.Errorf("trip %d: %d people for %d seats", k, load, f.p.Vehicles[v].Seats)
		}
		now += f.p.Drive[at][trip.Shelter]
		f.measures.Makespan = max(f.measures.Makespan, now)
		f.used[trip.Shelter] += load
		now += f.p.Service.of(load)
		at = trip.Shelter
	}
	return nil
}

// of returns how long a vehicle stands for so many people.
func (s Service) of(people unit.Person) unit.Millisecond {
	return s.Fixed + s.Each*unit.Millisecond(people)
}

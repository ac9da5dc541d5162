package splitload

import (
	"errors"
	"fmt"

	"wayout/internal/unit"
)

// Unlimited marks a shelter that takes everybody.
const Unlimited unit.Person = -1

// Limits of a problem. They keep every sum of waiting times below 2^63.
const (
	MostPeople                  = 100_000     // in all facilities together
	MostPlaces                  = 1_000       // facilities, shelters or vehicles, each
	MostTime   unit.Millisecond = 24 * hour   // of one drive, and fixed by stop
	MostEach   unit.Millisecond = 60 * minute // of loading one person
	minute     unit.Millisecond = 60_000
	hour       unit.Millisecond = 60 * minute
)

// Problem is one question. The nodes of Drive are the shelters first, then the facilities.
type Problem struct {
	People   []unit.Person // who must leave, by facility
	Shelters []unit.Person // places by shelter, or Unlimited
	Vehicles []Vehicle
	Drive    [][]unit.Millisecond // by node from and node to
	Service  Service
}

// Vehicle is one vehicle that is ready at time 0. It serves nobody where Seats is 0.
type Vehicle struct {
	Seats    unit.Person
	Approach []unit.Millisecond // from where it starts, by facility
}

// Service is how long a vehicle stands: Fixed + Each × people at every facility where it loads and
// at the shelter where it unloads.
type Service struct {
	Fixed, Each unit.Millisecond
}

// ErrNoRoom tells that the shelters have fewer places than there are people.
var ErrNoRoom = errors.New("splitload: fewer places than people")

// ErrNoSeat tells that people must be fetched and no vehicle has a seat.
var ErrNoSeat = errors.New("splitload: no vehicle has a seat")

// Check reports what is malformed in a problem. It tells nothing about whether a solution exists.
func (p Problem) Check() error {
	nodes := len(p.Shelters) + len(p.People)
	var errs []error
	if max(len(p.People), len(p.Shelters), len(p.Vehicles)) > MostPlaces {
		return fmt.Errorf("more than %d facilities, shelters or vehicles", MostPlaces)
	}
	if len(p.Drive) != nodes {
		errs = append(errs, fmt.Errorf("drive has %d rows for %d nodes", len(p.Drive), nodes))
	}
	for i, row := range p.Drive {
		errs = append(errs, checkTimes(fmt.Sprintf("drive from node %d", i), row, nodes))
	}
	var sum unit.Person
	for i, people := range p.People {
		if people < 0 || people > MostPeople-sum {
			errs = append(errs, fmt.Errorf("facility %d: %d people out of range", i, people))
			continue
		}
		sum += people
	}
	for i, places := range p.Shelters {
		if places < Unlimited {
			errs = append(errs, fmt.Errorf("shelter %d: %d places", i, places))
		}
	}
	for i, v := range p.Vehicles {
		if v.Seats < 0 {
			errs = append(errs, fmt.Errorf("vehicle %d: %d seats", i, v.Seats))
		}
		errs = append(errs, checkTimes(fmt.Sprintf("approach of vehicle %d", i), v.Approach, len(p.People)))
	}
	s := p.Service
	if s.Fixed < 0 || s.Fixed > MostTime || s.Each < 0 || s.Each > MostEach {
		errs = append(errs, fmt.Errorf("service of %d + %d a person out of range", s.Fixed, s.Each))
	}
	return errors.Join(errs...)
}

func checkTimes(what string, times []unit.Millisecond, want int) error {
	if len(times) != want {
		return fmt.Errorf("%s: %d times, not %d", what, len(times), want)
	}
	for i, t := range times {
		if t < 0 || t > MostTime {
			return fmt.Errorf("%s: time %d is %d, out of range", what, i, t)
		}
	}
	return nil
}

// people returns all people.
func (p Problem) people() unit.Person {
	var sum unit.Person
	for _, people := range p.People {
		sum += people
	}
	return sum
}

// feasible reports why a well-formed problem has no solution.
func (p Problem) feasible() error {
	people := p.people()
	var seats, places unit.Person
	for _, v := range p.Vehicles {
		seats = max(seats, v.Seats)
	}
	for _, room := range p.Shelters {
		if room == Unlimited {
			room = people
		}
		places += min(room, people-places)
	}
	switch {
	case places < people:
		return fmt.Errorf("%w: %d for %d", ErrNoRoom, places, people)
	case people > 0 && seats == 0:
		return ErrNoSeat
	}
	return nil
}

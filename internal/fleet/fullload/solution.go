package fullload

import (
	"errors"
	"fmt"

	"wayout/internal/unit"
)

// Trip is one ride of a bus with people: it enters the point, loads, and drives to the shelter.
type Trip struct {
	Point, Shelter int
	People         unit.Person
}

// Tour is what one bus does.
type Tour struct {
	Depot  int
	Trips  []Trip
	Length unit.Second // from the depot until the last people have reached their shelter
}

// Method tells what proved the bound of a Solution.
type Method uint8

// From the plainest to the most laborious.
const (
	NothingToDo      Method = iota // nobody waits
	SingleTrip                     // somebody's shortest way from a depot to a shelter takes that long
	DutyPrices                     // prices of loads that the fleet cannot earn in less time
	ExhaustiveSearch               // no choice of duties shorter than the bound carries everybody
)

// String returns the method in lower-case words.
func (m Method) String() string {
	switch m {
	case NothingToDo:
		return "nothing to do"
	case SingleTrip:
		return "single trip"
	case DutyPrices:
		return "prices of loads"
	default:
		return "exhaustive search"
	}
}

// Solution is a plan and its bound. Every bus has a tour, in the order of the depots; one without
// trips stays.
type Solution struct {
	Tours    []Tour
	Makespan unit.Second // length of the longest tour
	Bound    unit.Second // no plan has a smaller makespan
	Method   Method      // what proved the bound
	Prices   *Prices     // the certificate, where Method is DutyPrices
}

// Proved reports whether no plan can be better.
func (s Solution) Proved() bool { return s.Bound == s.Makespan }

// Prices prove that no plan ends before Limit + 1. A tour from a depot that takes Limit at most
// earns at most Tour of the depot, if it earns Load for every full load and Rest for a load
// below it, and pays Room for every person it brings to a shelter. All loads together, less all
// room, are worth more than the whole fleet can earn. As room counts what loads can fill: no more
// than all people, and a multiple of the greatest common divisor of all loads.
type Prices struct {
	Limit unit.Second
	Load  []int64 // by point
	Rest  []int64 // by point
	Room  []int64 // by shelter, for one person
	Tour  []int64 // by depot
}

// Check returns everything that is wrong with the plan, joined, or nil. It evaluates the tours
// from the problem alone and shares nothing with the solver. It does not check that the bound is
// proved, only that it is not above the plan.
func Check(p Problem, s Solution) error {
	if err := p.Validate(); err != nil {
		return err
	}
	c := checker{problem: p}
	c.checkTours(s)
	c.checkLoads()
	if s.Makespan != c.longest {
		c.fault("the makespan is %d, the longest tour takes %d", s.Makespan, c.longest)
	}
	if s.Bound < 0 || s.Bound > s.Makespan {
		c.fault("the bound is %d, the makespan %d", s.Bound, s.Makespan)
	}
	return errors.Join(c.faults...)
}

// checker carries one call of Check.
type checker struct {
	problem Problem
	loads   [][]unit.Person // by point: the people of each trip
	brought []unit.Person   // by shelter
	longest unit.Second
	faults  []error
}

func (c *checker) fault(format string, arguments ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, arguments...))
}

// checkTours drives every tour and counts buses and room.
func (c *checker) checkTours(s Solution) {
	c.loads = make([][]unit.Person, len(c.problem.Points))
	c.brought = make([]unit.Person, len(c.problem.Shelters))
	buses := make([]unit.Vehicle, len(c.problem.Depots))
	for i, tour := range s.Tours {
		if tour.Depot < 0 || tour.Depot >= len(buses) {
			c.fault("tour %d starts at depot %d", i, tour.Depot)
			continue
		}
		buses[tour.Depot]++
		length := c.drive(i, tour)
		if length != tour.Length {
			c.fault("tour %d takes %d, not %d", i, length, tour.Length)
		}
		c.longest = max(c.longest, length)
	}
	for i, d := range c.problem.Depots {
		if buses[i] != d.Buses {
			c.fault("%d tours start at depot %d, which has %d buses", buses[i], i, d.Buses)
		}
	}
	for i, shelter := range c.problem.Shelters {
		if c.brought[i] > shelter.Room {
			c.fault("shelter %d gets %d people, it has room for %d", i, c.brought[i], shelter.Room)
		}
	}
}

// drive returns how long one tour takes.
func (c *checker) drive(number int, tour Tour) unit.Second {
	var length unit.Second
	for k, trip := range tour.Trips {
		if trip.Point < 0 || trip.Point >= len(c.loads) || trip.Shelter < 0 || trip.Shelter >= len(c.brought) {
			c.fault("tour %d: trip %d goes from point %d to shelter %d", number, k, trip.Point, trip.Shelter)
			return length
		}
		c.loads[trip.Point] = append(c.loads[trip.Point], trip.People)
		c.brought[trip.Shelter] += trip.People
		way := c.problem.Depots[tour.Depot].ToPoint[trip.Point]
		if k > 0 {
			way = c.wayBack(tour.Trips[k-1].Shelter, trip.Point)
		}
		loaded := c.problem.Points[trip.Point].ToShelter[trip.Shelter]
		if way == unit.Never || loaded == unit.Never {
			c.fault("tour %d: trip %d drives where there is no way", number, k)
		}
		length += way + loaded
	}
	return length
}

func (c *checker) wayBack(shelter, point int) unit.Second {
	if times := c.problem.Shelters[shelter].ToPoint; times != nil {
		return times[point]
	}
	return c.problem.Points[point].ToShelter[shelter]
}

// checkLoads checks that every point is emptied by full loads and one rest.
func (c *checker) checkLoads() {
	for i, point := range c.problem.Points {
		var people unit.Person
		rests := 0
		for _, load := range c.loads[i] {
			people += load
			if load < 1 || load > c.problem.Capacity {
				c.fault("point %d: a load of %d people", i, load)
			}
			if load != c.problem.Capacity {
				rests++
			}
		}
		if people != point.People || rests > 1 {
			c.fault("point %d: %d of %d people are carried, in %d loads that are not full", i, people, point.People, rests)
		}
	}
}

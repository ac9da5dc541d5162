package fullload

import (
	"errors"
	"fmt"

	"wayout/internal/unit"
)

// Problem asks how a fleet of equal buses carries everybody from the points to the shelters.
// Times may be in any unit as long as it is the same throughout; the plan is in it too.
// unit.Never stands for a way that cannot be driven.
type Problem struct {
	Capacity unit.Person // people a bus takes
	Depots   []Depot
	Points   []Point
	Shelters []Shelter
}

// Depot is where buses stand at the start. Buses need not come back to it.
type Depot struct {
	Buses   unit.Vehicle
	ToPoint []unit.Second // by point
}

// Point is where people wait for a bus. Time spent boarding belongs into the ways that leave it.
type Point struct {
	People    unit.Person
	ToShelter []unit.Second // by shelter
}

// Shelter is where people are brought.
type Shelter struct {
	Room    unit.Person
	ToPoint []unit.Second // by point; nil: the way back takes as long as the way there
}

// Limits of a problem. Below them no sum overflows.
const (
	MostBuses  = 20_000        // in all
	MostLoads  = 20_000        // in all
	MostPlaces = 10_000        // depots, points, shelters, each
	MostPeople = 1_000_000_000 // at one point, in one shelter, in one bus
	MostTime   = 10_000_000    // of one way
)

// ErrNoPlan tells that the search found no plan: loads that fit no shelter together, or points
// that no bus reaches. It is no proof that there is none.
var ErrNoPlan = errors.New("no plan found")

// Validate returns everything that is wrong with the problem, joined, or nil.
func (p Problem) Validate() error {
	var faults []error
	fault := func(format string, arguments ...any) {
		faults = append(faults, fmt.Errorf(format, arguments...))
	}
	if p.Capacity < 1 || p.Capacity > MostPeople {
		fault("a bus takes %d people, not 1 to %d", p.Capacity, MostPeople)
	}
	for _, list := range []struct {
		what   string
		length int
	}{{"depots", len(p.Depots)}, {"points", len(p.Points)}, {"shelters", len(p.Shelters)}} {
		if list.length > MostPlaces {
			fault("%d %s, more than %d", list.length, list.what, MostPlaces)
		}
	}
	faults = append(faults, p.validateTimes()...)
	faults = append(faults, p.validateAmounts()...)
	return errors.Join(faults...)
}

// validateTimes checks that every row of times has one good time for each place.
func (p Problem) validateTimes() []error {
	var faults []error
	row := func(times []unit.Second, want int, format string, arguments ...any) {
		where := fmt.Sprintf(format, arguments...)
		if len(times) != want {
			faults = append(faults, fmt.Errorf("%s has %d times, not %d", where, len(times), want))
			return
		}
		for i, t := range times {
			if (t < 0 || t > MostTime) && t != unit.Never {
				faults = append(faults, fmt.Errorf("%s: time %d is %d, not 0 to %d or never", where, i, t, MostTime))
				return
			}
		}
	}
	for i, d := range p.Depots {
		row(d.ToPoint, len(p.Points), "depot %d", i)
	}
	for i, point := range p.Points {
		row(point.ToShelter, len(p.Shelters), "point %d", i)
	}
	for i, s := range p.Shelters {
		if s.ToPoint != nil {
			row(s.ToPoint, len(p.Points), "shelter %d", i)
		}
	}
	return faults
}

// validateAmounts checks buses, people and room.
func (p Problem) validateAmounts() []error {
	var faults []error
	var buses unit.Vehicle
	var people, room, loads unit.Person
	for i, d := range p.Depots {
		if d.Buses < 0 || d.Buses > MostBuses {
			faults = append(faults, fmt.Errorf("depot %d has %d buses, not 0 to %d", i, d.Buses, MostBuses))
			continue
		}
		buses += d.Buses
	}
	for i, point := range p.Points {
		if point.People < 0 || point.People > MostPeople {
			faults = append(faults, fmt.Errorf("point %d has %d people, not 0 to %d", i, point.People, MostPeople))
			continue
		}
		people += point.People
		if p.Capacity > 0 {
			loads += (point.People + p.Capacity - 1) / p.Capacity
		}
	}
	for i, s := range p.Shelters {
		if s.Room < 0 || s.Room > MostPeople {
			faults = append(faults, fmt.Errorf("shelter %d has room for %d people, not 0 to %d", i, s.Room, MostPeople))
			continue
		}
		room += s.Room
	}
	switch {
	case buses > MostBuses:
		faults = append(faults, fmt.Errorf("%d buses, more than %d", buses, MostBuses))
	case loads > MostLoads:
		faults = append(faults, fmt.Errorf("%d loads, more than %d", loads, MostLoads))
	case loads > 0 && buses == 0:
		faults = append(faults, errors.New("there is no bus"))
	case room < people:
		faults = append(faults, fmt.Errorf("the shelters have room for %d of %d people", room, people))
	}
	return faults
}

package queue

import (
	"math"

	"wayout/internal/unit"
)

// Vehicle is one vehicle with its way and its driver.
type Vehicle struct {
	// Depart is when it wants to enter its first link. A vehicle with a predecessor leaves no sooner
	// than Rest after that has arrived, and not at all if it never does.
	Depart unit.Millisecond
	Rest   unit.Millisecond
	After  int32 // index of the predecessor, -1: none
	Size   int32 // cars that it counts as
	From   int32 // node
	Goal   int32 // of the signs
	// Course is where its links begin in the courses, -1: it follows the signs.
	Course int32

	Burn Burn
	// Fuel is what it has; NoLimit: it is not counted.
	Fuel Fuel
	// Stands is how long it can stand on its way before it breaks down.
	Stands unit.Millisecond
	// Towed tells that others take it along if it breaks down or runs dry; else it stays behind.
	Towed bool
	// Wrong is after how many links it takes a wrong turn, if there is one to take; -1: never.
	Wrong int32
	// Detours is how often its driver looks for another way where the next road is full.
	Detours int32
}

// Fuel is in millionths of a litre.
type Fuel int64

// NoLimit is the fuel of a vehicle that is never short of it.
const NoLimit Fuel = math.MaxInt64

// Burn is what a vehicle burns, engine off part of the time where that is meant.
type Burn struct {
	PerKilometre Fuel
	PerMetreUp   Fuel
	PerHour      Fuel // standing on the way
}

// Used returns what a way burns, driving and standing.
func (b *Burn) Used(length, climb unit.Metre, stood unit.Millisecond) (driving, standing Fuel) {
	return b.PerKilometre*Fuel(length)/1000 + b.PerMetreUp*Fuel(climb), b.PerHour * Fuel(stood) / 3_600_000
}

// Fate is what became of a vehicle.
type Fate uint8

// Waiting: it has not left. Street: it wants to enter its first link. Driving: it is on a link.
// Arrived, or left behind on the way: broken down, or dry.
const (
	Waiting Fate = iota
	Street
	Driving
	Arrived
	Broken
	Dry
)

// String returns the word used in results.
func (f Fate) String() string {
	return [...]string{"waiting", "in the street", "on the way", "arrived", "broken down", "out of fuel"}[f]
}

// End is what became of one vehicle.
type End struct {
	Fate Fate
	// GaveUp is Broken or Dry where it could not go on by itself, and At the link where that was, even if
	// it was towed; else Waiting, which is 0, and -1.
	GaveUp   Fate
	InStreet bool // before that link
	At       int32
	Left     unit.Millisecond // home, Never where it has not
	Entered  unit.Millisecond // its first link
	Ended    unit.Millisecond // arrived, or gave up
	Stood    unit.Millisecond // on the way and in the street
	Driven   unit.Metre
	Climbed  unit.Metre
}

// rider is what changes of a vehicle while it is under way.
type rider struct {
	exit unit.Millisecond // from which it could leave its link
	next int32            // behind it on its link
	at   int32            // its link in the courses, or following
	link int32
	size uint16
	whim bool // it has a wrong turn before it
	tow  bool // it is towed
}

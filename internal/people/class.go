package people

import "wayout/internal/unit"

// Class is what a group of people can do and needs on the way (FIELD.md B7). Every person is
// counted once, in the class that needs most.
type Class uint8

// The classes, in the order in which rounds serve them last to first: those below NoOwnWay ride with
// their households, in a car where there is one; the others always need a vehicle of the fleet.
const (
	Walks Class = iota // five kilometres and more; everybody who is in no other class
	WalksLittle
	Infants
	Pregnant
	Elderly
	Unaccompanied
	Dialysis
	Wheelchair
	Stretcher
	Oxygen
	ClassCount = int(Oxygen) + 1
)

// Classes lists every class.
var Classes = [ClassCount]Class{
	Walks, WalksLittle, Infants, Pregnant, Elderly, Unaccompanied, Dialysis, Wheelchair, Stretcher, Oxygen,
}

// GroupClasses lists the classes that groups of parties for the fleet may have, those who need most
// last.
var GroupClasses = []Class{Walks, WalksLittle, Unaccompanied, Dialysis, Wheelchair, Stretcher, Oxygen}

// String returns the word used in files and results.
func (c Class) String() string {
	return [...]string{
		"walks", "walks little", "infants", "pregnant", "elderly", "unaccompanied children",
		"dialysis", "wheelchair", "stretcher", "oxygen",
	}[c]
}

// NeedsFleet reports whether people of the class need a vehicle of the fleet whether or not there is
// a car in their household.
func (c Class) NeedsFleet() bool { return c >= Unaccompanied }

// CannotWalk reports whether nothing may be called complete while somebody of the class is
// unassigned (N4): those who would be left where they lie.
func (c Class) CannotWalk() bool { return c >= Wheelchair }

// Frail reports whether people of the class are never sent on foot.
func (c Class) Frail() bool { return c != Walks && c != Elderly }

// ClassNeeds is what one person of a class needs.
type ClassNeeds struct {
	Class       Class
	Together    int         // people of the class who make up one party
	Attendants  int         // who ride along with each party
	Wheelchairs int         // wheelchair places of a person; without one, two seats
	Stretchers  int         // stretcher places of a person
	Loading     unit.Second // to board one person; half of it to get off
	// Latest is the moment by which all of the class should be out; unit.Never: no deadline.
	Latest unit.Second
	// Longest is the longest drive the class stands, for instance the hours of an oxygen bottle;
	// 0: no limit.
	Longest unit.Second
	Source  string // of the share, where the scenario gives one
}

// Counts are the people of a place by class, and who of them has no car, stays by choice or keeps
// animals. Counts.Class[Walks] is not used: it is the rest.
type Counts struct {
	Class   [ClassCount]unit.Person
	NoCar   unit.Person // of the classes that do not need the fleet: without car, fuel or driver
	Stays   unit.Person // by choice; of the classes that do not need the fleet
	Animals int64       // pets; they travel with their owners
}

// scaled returns a count at another population: its share of the population, rounded to the
// nearest, halves up.
func scaled(n, from, to unit.Person) unit.Person {
	if from == to || from == 0 {
		return n
	}
	return (2*n*to + from) / (2 * from)
}

// At returns the counts of a place at a population level. They are given for the used one, and the
// others have the same shares.
func (p *Place) At(level Level) Counts {
	out := p.Counts
	from, to := p.People.Used, p.People.At(level)
	for c := range out.Class {
		out.Class[c] = scaled(out.Class[c], from, to)
	}
	out.NoCar = scaled(out.NoCar, from, to)
	out.Stays = scaled(out.Stays, from, to)
	out.Animals = int64(scaled(unit.Person(out.Animals), from, to))
	return out
}

// Institution is a hospital, care home, orphanage or prison: its residents travel together, to one
// reception, with staff in every vehicle. Its people are part of those of its place, and are not in
// the place's classes.
type Institution struct {
	ID        string
	Place     int
	Name      string
	Names     []Name // in other languages
	Residents [ClassCount]unit.Person
	Staff     unit.Person
	Ready     unit.Second
	Note      string
}

// People returns residents and staff.
func (i *Institution) People() unit.Person {
	sum := i.Staff
	for _, n := range i.Residents {
		sum += n
	}
	return sum
}

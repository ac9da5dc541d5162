package scenario

import (
	"wayout/internal/people"
	"wayout/internal/unit"
)

// Travel is how the people of a place travel: by their own cars, in parties that need the fleet, or
// not at all because they stay by choice. Its three parts make up all people of the place.
type Travel struct {
	Stays  unit.Person
	ByCar  unit.Person
	Cars   unit.Vehicle
	Class  [people.ClassCount]unit.Person // of those by car
	Groups []people.Group                 // in the order in which plans refer to them
}

// People returns everybody who leaves.
func (t *Travel) People() unit.Person { return t.ByCar + t.InGroups() }

// InGroups returns everybody who needs the fleet.
func (t *Travel) InGroups() unit.Person {
	var sum unit.Person
	for i := range t.Groups {
		sum += t.Groups[i].People
	}
	return sum
}

// Travel says how the people of a place travel at a population level when so many of its cars have
// no fuel. Counts that do not fit into the population are cut down, those who can least do without
// last. The result depends on nothing else.
func (s *Scenario) Travel(place int, level people.Level, noFuel unit.Vehicle) Travel {
	p := &s.Places[place]
	h := household{s: s, place: place}
	left := p.People.At(level)
	for i := range s.Institutions {
		if s.Institutions[i].Place == place {
			left -= h.institution(i, left)
		}
	}
	counts := p.At(level)
	h.classes(&counts, left)
	out := Travel{Stays: h.stay(counts.Stays)}
	h.patients()
	h.withoutCar(counts.NoCar, false)
	out.ByCar = h.atHome()
	out.Cars = p.VehiclesFor(out.ByCar)
	if noFuel = min(noFuel, out.Cars); noFuel > 0 {
		stranded := out.ByCar - people.Riders(out.ByCar, out.Cars, out.Cars-noFuel)
		h.withoutCar(stranded, true)
		out.ByCar -= stranded
		out.Cars -= noFuel
	}
	out.Class, out.Groups = h.left, h.groups
	return out
}

// readyAll returns when everybody of a place is ready.
func (s *Scenario) readyAll(place int) unit.Second {
	ready := s.Places[place].Ready
	batches := ready.Batches(1000)
	return max(0, batches[len(batches)-1].Ready)
}

// household divides the people of one place into those by car and groups.
type household struct {
	s      *Scenario
	place  int
	left   [people.ClassCount]unit.Person // not yet in a group
	groups []people.Group
}

// classes takes the counts of the place over, those who need most first; the rest walks.
func (h *household) classes(counts *people.Counts, left unit.Person) {
	for c := people.Oxygen; c > people.Walks; c-- {
		h.left[c] = min(counts.Class[c], left)
		left -= h.left[c]
	}
	h.left[people.Walks] = left
}

// atHome returns the people of classes that do not need the fleet and are in no group.
func (h *household) atHome() unit.Person {
	var sum unit.Person
	for c := people.Walks; !c.NeedsFleet(); c++ {
		sum += h.left[c]
	}
	return sum
}

// take takes a number of people of the classes that do not need the fleet, of each class its share,
// and returns how many of them are frail. The number is at most atHome.
func (h *household) take(n unit.Person) (frail unit.Person) {
	all := h.atHome()
	var taken, before unit.Person
	for c := people.Elderly; n > 0; c-- {
		before += h.left[c]
		share := unit.Person(int64(n)*int64(before)/int64(all)) - taken
		taken += share
		h.left[c] -= share
		if c.Frail() {
			frail += share
		}
		if c == people.Walks {
			break
		}
	}
	return frail
}

// stay takes out those who stay by choice.
func (h *household) stay(n unit.Person) unit.Person {
	n = min(n, h.atHome())
	h.take(n)
	return n
}

// patients makes a group of each class that needs the fleet, with attendants as long as there is
// anybody to attend.
func (h *household) patients() {
	for c := people.Oxygen; c.NeedsFleet(); c-- {
		n := h.left[c]
		if n == 0 {
			continue
		}
		needs := h.s.ClassNeeds(c)
		parties := (n + unit.Person(needs.Together) - 1) / unit.Person(needs.Together)
		attended := parties
		if needs.Attendants > 0 {
			attended = min(parties, h.left[people.Walks]/unit.Person(needs.Attendants))
		}
		with := people.Riders(n, unit.Vehicle(parties), unit.Vehicle(attended))
		h.add(c, attended, with+attended*unit.Person(needs.Attendants), -1)
		h.add(c, parties-attended, n-with, -1)
		h.left[people.Walks] -= attended * unit.Person(needs.Attendants)
		h.left[c] = 0
	}
}

// withoutCar makes groups of households without a car, or without fuel for it: those with somebody
// frail, who always ride, and the others. Nobody knows who lives with whom, so as many households
// have somebody frail as there can be.
func (h *household) withoutCar(n unit.Person, shifted bool) {
	n = min(n, h.atHome())
	if n == 0 {
		return
	}
	frail := h.take(n)
	size := unit.Person(h.s.Assumption("household_people"))
	parties := (n + size - 1) / size
	riding := min(parties, frail)
	ridingPeople := people.Riders(n, unit.Vehicle(parties), unit.Vehicle(riding))
	first := len(h.groups)
	h.add(people.WalksLittle, riding, ridingPeople, -1)
	h.add(people.Walks, parties-riding, n-ridingPeople, -1)
	for i := first; i < len(h.groups); i++ {
		h.groups[i].Shifted = shifted
	}
}

// institution makes the groups of an institution and returns its people: patients with a member of
// the staff each as far as the staff goes, all others in parties with at least one.
func (h *household) institution(i int, room unit.Person) unit.Person {
	in := &h.s.Institutions[i]
	if in.People() > room {
		return 0
	}
	var seated unit.Person
	for c, n := range in.Residents {
		if class := people.Class(c); !class.CannotWalk() {
			seated += n
		}
	}
	each := unit.Person(h.s.Assumption("children_per_escort"))
	parties := (seated + each - 1) / each
	if in.Staff > 0 {
		parties = min(parties, in.Staff)
	}
	staff := max(0, in.Staff-parties)
	for c := people.Oxygen; c.CannotWalk(); c-- {
		attended := min(in.Residents[c], staff)
		h.add(c, attended, 2*attended, i)
		h.add(c, in.Residents[c]-attended, in.Residents[c]-attended, i)
		staff -= attended
	}
	switch {
	case parties > 0:
		h.add(people.WalksLittle, parties, seated+min(in.Staff, parties)+staff, i)
	case staff > 0:
		h.add(people.WalksLittle, (staff+each-1)/each, staff, i)
	}
	return in.People()
}

// add appends a group of n parties, if there are any.
func (h *household) add(class people.Class, parties, persons unit.Person, institution int) {
	if parties == 0 {
		return
	}
	needs := h.s.ClassNeeds(class)
	most := (persons + parties - 1) / parties // people of the largest party
	loading := needs.Loading
	if others := unit.Second(most) - 1; others > 0 {
		each := needs.Loading
		if class.NeedsFleet() {
			each = h.s.ClassNeeds(people.Walks).Loading
		}
		loading += others * each
	}
	ready := h.s.readyAll(h.place)
	if institution >= 0 {
		ready = max(ready, h.s.Institutions[institution].Ready)
	}
	h.groups = append(h.groups, people.Group{
		Place: h.place, Class: class, Institution: institution,
		People: persons, Parties: int(parties), Wheelchairs: needs.Wheelchairs, Stretchers: needs.Stretchers,
		Ready: ready, Loading: loading, Latest: needs.Latest, Longest: needs.Longest,
	})
}

// ClassNeeds returns what a class needs in this scenario.
func (s *Scenario) ClassNeeds(c people.Class) people.ClassNeeds {
	if len(s.Classes) > int(c) {
		return s.Classes[c]
	}
	needs := people.ClassNeeds{Class: c, Together: 1, Latest: unit.Never, Loading: s.loading("loading_seconds")}
	switch c {
	case people.WalksLittle:
		needs.Loading = s.loading("loading_seconds_walks_little")
	case people.Unaccompanied:
		needs.Together, needs.Attendants = int(s.Assumption("children_per_escort")), 1
	case people.Wheelchair:
		needs.Wheelchairs, needs.Attendants = 1, int(s.Assumption("attendants_wheelchair"))
		needs.Loading = s.loading("loading_seconds_wheelchair")
	case people.Stretcher, people.Oxygen:
		needs.Stretchers, needs.Attendants = 1, int(s.Assumption("attendants_patient"))
		needs.Loading = s.loading("loading_seconds_stretcher")
		if c == people.Oxygen {
			needs.Longest = unit.Second(s.Assumption("oxygen_hours") * float64(unit.Hour))
		}
	}
	return needs
}

func (s *Scenario) loading(name string) unit.Second { return unit.Second(s.Assumption(name)) }

package splitload

import "slices"

// mover draws random changes of a state. Each of its moves touches the vehicles it changes and
// reports whether it changed anything; seats and places are checked afterwards.
type mover struct {
	*state
	random *source
}

// change makes one random move. The more useful ones are drawn more often.
func (s *mover) change() bool {
	switch s.random.IntN(17) {
	case 0, 1, 2, 3:
		return s.shift()
	case 4, 5, 6:
		return s.relocate()
	case 7, 8:
		return s.exchange()
	case 9, 10:
		return s.moveTrip()
	case 11, 12:
		return s.swapTrips()
	case 13:
		return s.redirect()
	case 14:
		return s.swapShelters()
	case 15:
		return s.swapTails()
	default:
		return s.turn()
	}
}

// pick draws a visit, and false where the vehicle drawn has none.
func (s *mover) pick() (vehicle, at int, ok bool) {
	vehicle = s.random.IntN(len(s.routes))
	n := len(s.routes[vehicle])
	if n == 0 {
		return vehicle, 0, false
	}
	return vehicle, s.random.IntN(n), true
}

// amount draws how many of some people to move: mostly all of them.
func (s *mover) amount(people int32) int32 {
	switch s.random.IntN(8) {
	case 0, 1:
		return 1
	case 2, 3:
		return 1 + s.random.Int32N(people)
	default:
		return people
	}
}

// shift moves people of one facility from one visit to another.
func (s *mover) shift() bool {
	a, i, ok := s.pick()
	if !ok {
		return false
	}
	const tries = 12
	for range tries {
		b, j, ok := s.pick()
		if !ok || a == b && i == j || s.routes[a][i].facility != s.routes[b][j].facility {
			continue
		}
		first, after := tripBounds(s.routes[b], j)
		spare := s.m.seats[b] - load(s.routes[b][first:after])
		if a == b && i >= first && i < after {
			spare = s.routes[a][i].people
		}
		if spare <= 0 {
			continue
		}
		people := s.amount(min(spare, s.routes[a][i].people))
		s.touch(a)
		s.touch(b)
		s.routes[b][j].people += people
		s.take(a, i, people)
		return true
	}
	return false
}

// take takes people from a visit, and the visit away where nobody is left.
func (s *mover) take(vehicle, at int, people int32) {
	stop := &s.routes[vehicle][at]
	if stop.people -= people; stop.people == 0 {
		s.routes[vehicle] = remove(s.routes[vehicle], at)
	}
}

// relocate moves people of one visit to a stop of their own, in another trip or a new one.
func (s *mover) relocate() bool {
	a, i, ok := s.pick()
	if !ok {
		return false
	}
	stop := s.routes[a][i]
	b := s.random.IntN(len(s.routes))
	people := s.amount(stop.people)
	s.touch(a)
	s.touch(b)
	s.take(a, i, people)
	at := s.random.IntN(len(s.routes[b]) + 1)
	if at < len(s.routes[b]) && s.random.IntN(3) > 0 {
		s.join(b, at, visit{stop.facility, people, onward})
		return true
	}
	if at < len(s.routes[b]) {
		at, _ = tripBounds(s.routes[b], at)
	}
	shelter := stop.shelter
	if shelter == onward || s.random.IntN(3) == 0 {
		shelter = s.random.Int32N(int32(s.m.shelters))
	}
	s.routes[b] = slices.Insert(s.routes[b], at, visit{stop.facility, people, shelter})
	return true
}

// join puts a stop before or behind a visit, into its trip.
func (s *mover) join(vehicle, at int, stop visit) {
	if s.random.IntN(2) == 0 {
		other := &s.routes[vehicle][at]
		stop.shelter, other.shelter = other.shelter, onward
		at++
	}
	s.routes[vehicle] = slices.Insert(s.routes[vehicle], at, stop)
}

// exchange swaps the people of two visits, or as many of them as both have.
func (s *mover) exchange() bool {
	a, i, ok := s.pick()
	b, j, found := s.pick()
	if !ok || !found || s.routes[a][i].facility == s.routes[b][j].facility {
		return false
	}
	s.touch(a)
	s.touch(b)
	x, y := &s.routes[a][i], &s.routes[b][j]
	if s.random.IntN(2) == 0 || x.people == y.people {
		x.facility, y.facility = y.facility, x.facility
		x.people, y.people = y.people, x.people
		return true
	}
	if x.people < y.people {
		a, i, b, j = b, j, a, i
		x, y = y, x
	}
	rest := visit{x.facility, x.people - y.people, onward}
	x.people = y.people
	x.facility, y.facility = y.facility, x.facility
	s.routes[a] = slices.Insert(s.routes[a], i, rest)
	return true
}

// moveTrip moves a whole trip before another one, or to the end of a route.
func (s *mover) moveTrip() bool {
	a, i, ok := s.pick()
	if !ok {
		return false
	}
	b := s.random.IntN(len(s.routes))
	first, after := tripBounds(s.routes[a], i)
	if b != a && load(s.routes[a][first:after]) > s.m.seats[b] {
		return false
	}
	s.touch(a)
	s.touch(b)
	trip := slices.Clone(s.routes[a][first:after])
	s.routes[a] = slices.Delete(s.routes[a], first, after)
	at := s.random.IntN(len(s.routes[b]) + 1)
	if at < len(s.routes[b]) {
		at, _ = tripBounds(s.routes[b], at)
	}
	s.routes[b] = slices.Insert(s.routes[b], at, trip...)
	return true
}

// swapTrips swaps two trips.
func (s *mover) swapTrips() bool {
	a, i, ok := s.pick()
	b, j, found := s.pick()
	if !ok || !found {
		return false
	}
	firstA, afterA := tripBounds(s.routes[a], i)
	firstB, afterB := tripBounds(s.routes[b], j)
	if a == b && firstA == firstB {
		return false
	}
	if a == b && firstA > firstB {
		firstA, afterA, firstB, afterB = firstB, afterB, firstA, afterA
	}
	s.touch(a)
	s.touch(b)
	tripA, tripB := slices.Clone(s.routes[a][firstA:afterA]), slices.Clone(s.routes[b][firstB:afterB])
	s.routes[b] = slices.Replace(s.routes[b], firstB, afterB, tripA...)
	s.routes[a] = slices.Replace(s.routes[a], firstA, afterA, tripB...)
	return true
}

// redirect sends a trip to another shelter.
func (s *mover) redirect() bool {
	a, i, ok := s.pick()
	if !ok || s.m.shelters < 2 {
		return false
	}
	s.touch(a)
	_, after := tripBounds(s.routes[a], i)
	s.routes[a][after-1].shelter = s.random.Int32N(int32(s.m.shelters))
	return true
}

// swapShelters swaps the shelters of two trips.
func (s *mover) swapShelters() bool {
	a, i, ok := s.pick()
	b, j, found := s.pick()
	if !ok || !found {
		return false
	}
	_, afterA := tripBounds(s.routes[a], i)
	_, afterB := tripBounds(s.routes[b], j)
	x, y := &s.routes[a][afterA-1].shelter, &s.routes[b][afterB-1].shelter
	if *x == *y {
		return false
	}
	s.touch(a)
	s.touch(b)
	*x, *y = *y, *x
	return true
}

// swapTails swaps what two vehicles do from some trip on.
func (s *mover) swapTails() bool {
	a, i, ok := s.pick()
	b, j, found := s.pick()
	if !ok || !found || a == b {
		return false
	}
	i, _ = tripBounds(s.routes[a], i)
	j, _ = tripBounds(s.routes[b], j)
	s.touch(a)
	s.touch(b)
	tail := slices.Clone(s.routes[a][i:])
	s.routes[a] = append(s.routes[a][:i], s.routes[b][j:]...)
	s.routes[b] = append(s.routes[b][:j], tail...)
	return true
}

// turn lets a visit fetch as many people of another facility, and lets those who did fetch them
// fetch the ones it leaves. It is how a large vehicle and several small ones swap facilities.
func (s *mover) turn() bool {
	a, i, ok := s.pick()
	if !ok || s.m.facilities < 2 {
		return false
	}
	stop := s.routes[a][i]
	other := s.random.Int32N(int32(s.m.facilities))
	if other == stop.facility {
		return false
	}
	s.touch(a)
	rest := stop.people
	for tries := 0; rest > 0; tries++ {
		b, j, found := s.pick()
		if tries == 100 {
			return false
		}
		if !found || b == a || s.routes[b][j].facility != other {
			continue
		}
		s.touch(b)
		y := &s.routes[b][j]
		people := min(rest, y.people)
		rest -= people
		if y.people == people {
			y.facility = stop.facility
			continue
		}
		y.people -= people
		s.routes[b] = slices.Insert(s.routes[b], j, visit{stop.facility, people, onward})
	}
	s.routes[a][i].facility = other
	return true
}

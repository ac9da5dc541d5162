package splitload

import "slices"

// visit is one stop of a route. The trip goes on to the next visit where shelter is onward, and
// else ends at the shelter.
type visit struct {
	facility, people, shelter int32
}

// onward marks a visit after which the vehicle fetches more people before it goes to a shelter.
const onward int32 = -1

// model is a problem in the form the search reads: milliseconds in flat slices.
type model struct {
	facilities, shelters, vehicles int
	demand                         []int32 // by facility
	places                         []int32 // by shelter; unlimited ones hold everybody
	seats                          []int32 // by vehicle, at most everybody
	approach                       []int64 // [vehicle × facilities + facility]
	drive                          []int64 // [node × nodes + node]
	fixed, each                    int64
	people                         int64
}

func newModel(p Problem) *model {
	m := &model{
		facilities: len(p.People), shelters: len(p.Shelters), vehicles: len(p.Vehicles),
		fixed: int64(p.Service.Fixed), each: int64(p.Service.Each), people: int64(p.people()),
	}
	for _, people := range p.People {
		m.demand = append(m.demand, int32(people))
	}
	for _, places := range p.Shelters {
		if places == Unlimited {
			places = MostPeople
		}
		m.places = append(m.places, int32(min(int64(places), m.people)))
	}
	for _, v := range p.Vehicles {
		m.seats = append(m.seats, int32(min(int64(v.Seats), m.people)))
		for _, t := range v.Approach {
			m.approach = append(m.approach, int64(t))
		}
	}
	for _, row := range p.Drive {
		for _, t := range row {
			m.drive = append(m.drive, int64(t))
		}
	}
	return m
}

// toFacility, between and toShelter are driving times.
func (m *model) toFacility(shelter, facility int32) int64 {
	return m.drive[int(shelter)*(m.shelters+m.facilities)+m.shelters+int(facility)]
}

func (m *model) between(from, to int32) int64 {
	return m.drive[(m.shelters+int(from))*(m.shelters+m.facilities)+m.shelters+int(to)]
}

func (m *model) toShelter(facility, shelter int32) int64 {
	return m.drive[(m.shelters+int(facility))*(m.shelters+m.facilities)+int(shelter)]
}

// service returns how long a vehicle stands for so many people.
func (m *model) service(people int32) int64 { return m.fixed + m.each*int64(people) }

// follow drives one route: the moment it reaches its last shelter and the waiting of the people it
// fetches. It takes their places from room. ok is false where a trip has more people than seats.
func (m *model) follow(vehicle int, route []visit, room []int32) (finish, waiting int64, ok bool) {
	var now int64
	var load int32
	ok = true
	for i, stop := range route {
		switch {
		case i == 0:
			now += m.approach[vehicle*m.facilities+int(stop.facility)]
		case route[i-1].shelter == onward:
			now += m.between(route[i-1].facility, stop.facility)
		default:
			now += m.toFacility(route[i-1].shelter, stop.facility)
		}
		waiting += int64(stop.people) * now
		now += m.service(stop.people)
		load += stop.people
		if stop.shelter == onward {
			continue
		}
		now += m.toShelter(stop.facility, stop.shelter)
		finish = now
		now += m.service(load)
		ok = ok && load <= m.seats[vehicle]
		room[stop.shelter] -= load
		load = 0
	}
	return finish, waiting, ok
}

// tripBounds returns the first visit of the trip that visit i belongs to, and the one after its
// last.
func tripBounds(route []visit, i int) (first, after int) {
	first, after = i, i+1
	for first > 0 && route[first-1].shelter == onward {
		first--
	}
	for route[after-1].shelter == onward {
		after++
	}
	return first, after
}

// load returns the people of some visits.
func load(visits []visit) int32 {
	var sum int32
	for _, stop := range visits {
		sum += stop.people
	}
	return sum
}

// remove takes visit i out of a route. The visit before it inherits its shelter where that would
// otherwise end nowhere.
func remove(route []visit, i int) []visit {
	if route[i].shelter != onward && i > 0 && route[i-1].shelter == onward {
		route[i-1].shelter = route[i].shelter
	}
	return slices.Delete(route, i, i+1)
}

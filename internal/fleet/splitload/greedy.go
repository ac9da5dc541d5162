package splitload

import "slices"

// likings say how much a vehicle dislikes each facility, in thousandths of the true time of a
// trip. Vehicles with as many seats share them.
type likings []int64 // [vehicle × facilities + facility]

// noLikings lets every vehicle see the true times.
func noLikings(m *model) likings {
	return slices.Repeat([]int64{1000}, m.vehicles*m.facilities)
}

// drawLikings draws between half and twice the true time.
func drawLikings(m *model, random *source) likings {
	like := noLikings(m)
	for v := range m.vehicles {
		row := like[v*m.facilities : (v+1)*m.facilities]
		if u := slices.Index(m.seats[:v], m.seats[v]); u >= 0 {
			copy(row, like[u*m.facilities:])
			continue
		}
		for f := range row {
			row[f] = 500 + random.Int64N(1500)
		}
	}
	return like
}

// greedy builds routes as a dispatcher would: the vehicle that is free first takes as many people
// as it can where one trip costs least time a person.
func greedy(m *model, like likings) [][]visit {
	routes := make([][]visit, m.vehicles)
	free := make([]int64, m.vehicles)
	left, room := slices.Clone(m.demand), slices.Clone(m.places)
	for remaining := m.people; remaining > 0; {
		vehicle := -1
		for v, t := range free {
			if m.seats[v] > 0 && (vehicle < 0 || t < free[vehicle]) {
				vehicle = v
			}
		}
		best, length := m.bestTrip(vehicle, routes[vehicle], left, room, like)
		routes[vehicle] = append(routes[vehicle], best)
		free[vehicle] += length
		left[best.facility] -= best.people
		room[best.shelter] -= best.people
		remaining -= int64(best.people)
	}
	return routes
}

// bestTrip returns the trip with one stop that takes least time a person, and its true time.
func (m *model) bestTrip(vehicle int, route []visit, left, room []int32, like likings) (best visit, length int64) {
	var felt int64
	for f := range int32(m.facilities) {
		for s := range int32(m.shelters) {
			people := min(m.seats[vehicle], left[f], room[s])
			if people <= 0 {
				continue
			}
			t := m.approach[vehicle*m.facilities+int(f)]
			if len(route) > 0 {
				t = m.toFacility(route[len(route)-1].shelter, f)
			}
			t += m.toShelter(f, s) + 2*m.service(people)
			feel := t * like[vehicle*m.facilities+int(f)]
			if best.people == 0 || feel*int64(best.people) < felt*int64(people) {
				best, length, felt = visit{f, people, s}, t, feel
			}
		}
	}
	return best, length
}

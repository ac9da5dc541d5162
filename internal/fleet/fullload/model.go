package fullload

import "wayout/internal/unit"

// far is a time longer than every tour that can be driven. Sums of it do not overflow.
const far int64 = 1 << 40

// class is a kind of load: all loads of it are alike.
type class struct {
	point int
	load  int64 // people
	count int   // how many of them there are
}

// model is a Problem as the solver sees it: classes of loads instead of points.
type model struct {
	classes []class
	buses   []int     // by depot
	room    []int64   // by shelter, people
	start   [][]int64 // by depot and class
	out     [][]int64 // by class and shelter
	back    [][]int64 // by shelter and class
	items   []int32   // class of every load
	fleet   int       // buses in all
}

func newModel(p Problem) *model {
	m := &model{}
	for i, point := range p.Points {
		full, rest := point.People/p.Capacity, point.People%p.Capacity
		if full > 0 {
			m.classes = append(m.classes, class{i, int64(p.Capacity), int(full)})
		}
		if rest > 0 {
			m.classes = append(m.classes, class{i, int64(rest), 1})
		}
	}
	for _, s := range p.Shelters {
		m.room = append(m.room, int64(s.Room))
	}
	for _, d := range p.Depots {
		m.buses = append(m.buses, int(d.Buses))
		m.fleet += int(d.Buses)
		row := make([]int64, len(m.classes))
		for c, class := range m.classes {
			row[c] = timeOf(d.ToPoint[class.point])
		}
		m.start = append(m.start, row)
	}
	for c, class := range m.classes {
		row := make([]int64, len(m.room))
		for s := range row {
			row[s] = timeOf(p.Points[class.point].ToShelter[s])
		}
		m.out = append(m.out, row)
		for range class.count {
			m.items = append(m.items, int32(c))
		}
	}
	m.fillBack(p)
	m.shrinkRoom()
	return m
}

func (m *model) fillBack(p Problem) {
	for s, shelter := range p.Shelters {
		row := make([]int64, len(m.classes))
		for c, class := range m.classes {
			row[c] = m.out[c][s]
			if shelter.ToPoint != nil {
				row[c] = timeOf(shelter.ToPoint[class.point])
			}
		}
		m.back = append(m.back, row)
	}
}

// shrinkRoom takes away room that no set of loads can fill: what is over when all loads are
// multiples of one number, and what is beyond all loads together.
func (m *model) shrinkRoom() {
	var divisor, total int64
	for _, class := range m.classes {
		for a := class.load; a != 0; {
			divisor, a = a, divisor%a
		}
		total += class.load * int64(class.count)
	}
	for s := range m.room {
		m.room[s] = min(m.room[s], total)
		if divisor > 0 {
			m.room[s] -= m.room[s] % divisor
		}
	}
}

// timeOf reads a time of the problem.
func timeOf(t unit.Second) int64 {
	if t == unit.Never {
		return far
	}
	return int64(t)
}

// ride is a trip as the solver sees it.
type ride struct{ class, shelter int16 }

// length returns how long a bus from the depot takes for the rides.
func (m *model) length(depot int, rides []ride) int64 {
	var sum int64
	for k, r := range rides {
		if k == 0 {
			sum += m.start[depot][r.class]
		} else {
			sum += m.back[rides[k-1].shelter][r.class]
		}
		sum += m.out[r.class][r.shelter]
	}
	return sum
}

// singleTrip returns the longest time that some load needs at least until it is in a shelter, by
// any way through points and shelters: other trips before it can be a short cut.
func (m *model) singleTrip() int64 {
	toClass := filled(len(m.classes), far)
	toShelter := filled(len(m.room), far)
	for g, buses := range m.buses {
		for c := range toClass {
			if buses > 0 {
				toClass[c] = min(toClass[c], m.start[g][c])
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for c, out := range m.out {
			for s, time := range out {
				if m.room[s] < m.classes[c].load || toClass[c]+time >= toShelter[s] {
					continue
				}
				toShelter[s] = toClass[c] + time
				changed = true
				for other, back := range m.back[s] {
					toClass[other] = min(toClass[other], toShelter[s]+back)
				}
			}
		}
	}
	var longest int64
	for c, out := range m.out {
		shortest := far
		for s, time := range out {
			if m.room[s] >= m.classes[c].load {
				shortest = min(shortest, toClass[c]+time)
			}
		}
		longest = max(longest, shortest)
	}
	return longest
}

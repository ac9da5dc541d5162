package fullload

import (
	"slices"

	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// plain solves tiny problems by trying everything: bus after bus, trip after trip.
type plain struct {
	p     Problem
	loads [][]unit.Person // by point, the loads that are left
	room  []unit.Person
	buses []int // depots of the buses
	best  unit.Second
}

// plainOptimum returns the smallest makespan, or Never where there is no plan.
func plainOptimum(p Problem) unit.Second {
	x := &plain{p: p, best: unit.Never}
	for _, point := range p.Points {
		var loads []unit.Person
		for left := point.People; left > 0; left -= p.Capacity {
			loads = append(loads, min(left, p.Capacity))
		}
		x.loads = append(x.loads, loads)
	}
	for _, s := range p.Shelters {
		x.room = append(x.room, s.Room)
	}
	for g, d := range p.Depots {
		for range d.Buses {
			x.buses = append(x.buses, g)
		}
	}
	x.drive(0, -1, 0, 0)
	return x.best
}

// drive goes on from a shelter, or from the depot where that is -1.
func (x *plain) drive(bus, at int, length, longest unit.Second) {
	if max(length, longest) >= x.best {
		return
	}
	if !slices.ContainsFunc(x.loads, func(loads []unit.Person) bool { return len(loads) > 0 }) {
		x.best = max(length, longest)
		return
	}
	if bus == len(x.buses) {
		return
	}
	x.drive(bus+1, -1, 0, max(length, longest))
	for c := range x.loads {
		for _, k := range []int{0, len(x.loads[c]) - 1} { // a full load, or the rest
			if len(x.loads[c]) == 0 || k == 0 && len(x.loads[c]) > 1 && x.loads[c][0] == x.loads[c][len(x.loads[c])-1] {
				continue
			}
			x.take(bus, at, c, k, length, longest)
		}
	}
}

func (x *plain) take(bus, at, point, k int, length, longest unit.Second) {
	old := x.loads[point]
	load := old[k]
	way := x.p.Depots[x.buses[bus]].ToPoint[point]
	if at >= 0 {
		way = x.p.Points[point].ToShelter[at]
		if back := x.p.Shelters[at].ToPoint; back != nil {
			way = back[point]
		}
	}
	x.loads[point] = slices.Delete(slices.Clone(old), k, k+1)
	for s := range x.room {
		if x.room[s] >= load {
			x.room[s] -= load
			x.drive(bus, s, length+way+x.p.Points[point].ToShelter[s], longest)
			x.room[s] += load
		}
	}
	x.loads[point] = old
}

// drawTimes draws a row of times; one in twenty is a way that is closed if closed is set.
func drawTimes(t *rapid.T, n int, closed bool, name string) []unit.Second {
	times := make([]unit.Second, n)
	for i := range times {
		times[i] = unit.Second(rapid.IntRange(0, 9).Draw(t, name))
		if closed && rapid.IntRange(0, 19).Draw(t, "closed") == 0 {
			times[i] = unit.Never
		}
	}
	return times
}

// drawProblem draws a tiny problem of at most most loads; mixed allows loads that are not full,
// ways back of their own and closed ways.
func drawProblem(t *rapid.T, most int, mixed bool) Problem {
	p := Problem{Capacity: 1}
	if mixed {
		p.Capacity = unit.Person(rapid.IntRange(1, 4).Draw(t, "capacity"))
	}
	closed := mixed && rapid.Bool().Draw(t, "closed ways")
	points, shelters := rapid.IntRange(1, 3).Draw(t, "points"), rapid.IntRange(1, 3).Draw(t, "shelters")
	var people unit.Person
	left := most
	for range points {
		loads := rapid.IntRange(0, min(3, left)).Draw(t, "loads")
		left -= loads
		point := Point{People: unit.Person(loads) * p.Capacity, ToShelter: drawTimes(t, shelters, closed, "out")}
		if loads > 0 && mixed {
			point.People -= unit.Person(rapid.Int64Range(0, int64(p.Capacity)-1).Draw(t, "empty seats"))
		}
		people += point.People
		p.Points = append(p.Points, point)
	}
	missing := people
	for i := range shelters {
		room := unit.Person(rapid.Int64Range(0, int64(people)).Draw(t, "room"))
		if i == shelters-1 {
			room = max(room, missing)
		}
		missing -= room
		s := Shelter{Room: room}
		if mixed && rapid.Bool().Draw(t, "own way back") {
			s.ToPoint = drawTimes(t, points, closed, "back")
		}
		p.Shelters = append(p.Shelters, s)
	}
	for range rapid.IntRange(1, 2).Draw(t, "depots") {
		p.Depots = append(p.Depots, Depot{
			Buses:   unit.Vehicle(rapid.IntRange(1, 2).Draw(t, "buses")),
			ToPoint: drawTimes(t, points, closed, "start"),
		})
	}
	return p
}

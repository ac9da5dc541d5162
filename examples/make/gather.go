package main

import (
	"cmp"
	"fmt"
	"slices"
)

// airport is where the people counted by E20 were.
const airport = "airport"

// atAirport is the count of E20: about 5,000 people from the districts of Martakert, Martuni and
// Askeran at the peacekeeper base by the airport on 21 September.
const atAirport = 5000

// withoutCar is how many of them are taken to have no car: all but those of classes that need the
// fleet anyway, about 1 %.
const withoutCar = 4940

var gatheredDistricts = []string{"Martakert", "Martuni", "Askeran"}

// evacuated are the communities that E12 names, without Sarnaghbyur, which the source does not
// list as a place.
var evacuated = []string{"khramort", "khnapat", "nakhichevanik", "machkalashen", "chankatagh"}

// move is a number of people taken from one place to the airport: out of the used population,
// which is the high one as well, and out of the low one.
type move struct {
	name, why string
	used, low int
}

// gather moves the people counted at the airport there, at each level of population: everybody
// from the evacuated communities, the rest of atAirport in proportion from all other places of
// the three districts. Nobody is added or lost. It changes people, whose used and high numbers
// must be the same, and returns the moves in the order of the source.
func gather(places []row, people map[string]population) ([]move, error) {
	var moves []move
	var from []row
	for _, p := range places {
		if p[claimed] != "" && slices.Contains(gatheredDistricts, p["district_2023"]) {
			from = append(from, p)
		}
	}
	level := func(of func(population) int) ([]int, error) {
		counts := make([]int, len(from))
		for i, p := range from {
			counts[i] = of(people[p["id"]])
		}
		return leaving(from, counts)
	}
	used, err := level(func(n population) int { return n.used })
	if err != nil {
		return nil, err
	}
	low, err := level(func(n population) int { return n.low })
	if err != nil {
		return nil, err
	}
	base := people[airport]
	for i, p := range from {
		m := move{p["name_en"], "share of the district's people (E20)", used[i], low[i]}
		if slices.Contains(evacuated, p["id"]) {
			m.why = "evacuated on 19 September (E12)"
		}
		n := people[p["id"]]
		people[p["id"]] = population{
			low: n.low - m.low, used: n.used - m.used, high: n.high - m.used,
			moved: fmt.Sprintf("%d of %d are counted at the airport: %s", m.used, n.used, m.why),
		}
		base.low, base.used, base.high = base.low+m.low, base.used+m.used, base.high+m.used
		moves = append(moves, m)
	}
	base.moved = "people: about 5,000 from three districts at the peacekeeper base on 21 September (events.csv E20)"
	base.noCar = counted{withoutCar, "no_car: ASSUMPTION, everybody but about 1 % who need the fleet anyway; " +
		"a gathering without transport (events.csv E17)"}
	people[airport] = base
	return moves, nil
}

// leaving returns how many of each place's people are at the airport: all of an evacuated place,
// and of the others equal shares rounded down, the people then missing one each from the places
// with the largest remainders, the first of equal ones.
func leaving(places []row, counts []int) ([]int, error) {
	out := make([]int, len(places))
	rest, pool := atAirport, 0
	var others []int
	for i, p := range places {
		if slices.Contains(evacuated, p["id"]) {
			out[i] = counts[i]
			rest -= counts[i]
			continue
		}
		pool += counts[i]
		others = append(others, i)
	}
	if rest < 0 || rest > pool {
		return nil, fmt.Errorf("cannot take %d people from %d", rest, pool)
	}
	missing := rest
	for _, i := range others {
		out[i] = counts[i] * rest / pool
		missing -= out[i]
	}
	slices.SortStableFunc(others, func(a, b int) int {
		return cmp.Compare(counts[b]*rest%pool, counts[a]*rest%pool)
	})
	for _, i := range others[:missing] {
		out[i]++
	}
	return out, nil
}

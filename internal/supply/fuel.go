package supply

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Way is the way on which the cars of a place are expected to leave.
type Way struct {
	Known  bool
	Length unit.Metre
	Climb  unit.Metre
	Passes []int // places in order, the own one first, without that of the reception
}

// Fuel says how the fuel of a scenario is shared out among the cars.
type Fuel struct {
	Planned bool
	Need    []unit.Millilitre // of one car, by place
	Tank    []unit.Millilitre // that each car which goes has from the tanks of its place
	NoFuel  []plan.NoFuel
	// Stock is what points and deliveries have, Tanks what places have.
	Stock, Tanks unit.Millilitre
	Points       int
	// Going is how many cars have fuel.
	Going unit.Vehicle
	// Wanting is how many cars have no fuel although they have a way.
	Wanting unit.Vehicle
	// Given is what points hand out.
	Given unit.Millilitre
	// BeyondRation is how many of the cars wanting would go if rations had no limit.
	BeyondRation unit.Vehicle
}

// Share shares out the fuel among the cars of all places: first to those that move most people with
// each litre that points have to give, so that what there is moves the most people. Cars of a place
// pool their tanks. A car takes at most a ration from one point that it passes. ways are by place;
// more is what every car needs beside its trip.
func Share(s *scenario.Scenario, level people.Level, horizon unit.Second, ways []Way, more unit.Millilitre) Fuel {
	f := Fuel{
		Planned: s.HasFuel(), Points: len(s.FuelPoints),
		Need: make([]unit.Millilitre, len(s.Places)), Tank: make([]unit.Millilitre, len(s.Places)),
	}
	if !f.Planned {
		return f
	}
	limited := newSharer(s, horizon, true)
	f.Stock = limited.total()
	burn := s.Burn()
	travel := make([]scenario.Travel, len(s.Places))
	var order []int
	for p := range s.Places {
		travel[p] = s.Travel(p, level, 0)
		f.Tanks += s.Tanks(p)
		if travel[p].Cars > 0 && ways[p].Known {
			f.Need[p] = burn.Trip(ways[p].Length, ways[p].Climb) + more
			order = append(order, p)
		}
	}
	missing := func(p int) float64 { // litres that points have to give for each person
		want := f.Need[p]*unit.Millilitre(travel[p].Cars) - s.Tanks(p)
		return max(0, float64(want)) / float64(max(1, travel[p].ByCar))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(missing(a), missing(b)) })
	free := newSharer(s, horizon, false)
	for _, p := range order {
		cars, given := limited.cars(p, travel[p].Cars, f.Need[p], ways[p].Passes)
		unlimited, _ := free.cars(p, travel[p].Cars, f.Need[p], ways[p].Passes)
		f.Given += given
		f.Going += cars
		f.BeyondRation += max(0, unlimited-cars)
		if cars > 0 {
			f.Tank[p] = min(f.Need[p], s.Tanks(p)/unit.Millilitre(cars))
		}
		if cars < travel[p].Cars {
			f.NoFuel = append(f.NoFuel, plan.NoFuel{Place: p, Cars: travel[p].Cars - cars})
			f.Wanting += travel[p].Cars - cars
		}
	}
	slices.SortFunc(f.NoFuel, func(a, b plan.NoFuel) int { return cmp.Compare(a.Place, b.Place) })
	return f
}

// sharer keeps what points have left.
type sharer struct {
	s      *scenario.Scenario
	left   []unit.Millilitre // by point
	ration bool              // rations limit what a car takes
}

func newSharer(s *scenario.Scenario, horizon unit.Second, ration bool) *sharer {
	h := &sharer{s: s, ration: ration}
	for i := range s.FuelPoints {
		h.left = append(h.left, Handed(&s.FuelPoints[i], horizon))
	}
	return h
}

// Handed returns what a point can hand out at the most by a moment.
func Handed(point *people.FuelPoint, by unit.Second) unit.Millilitre {
	sum := point.Stock
	for _, d := range point.Deliveries {
		if d.At < by && d.At < point.To {
			sum += d.Amount
		}
	}
	return sum
}

func (h *sharer) total() unit.Millilitre {
	var sum unit.Millilitre
	for _, left := range h.left {
		sum += left
	}
	return sum
}

// cars takes the fuel for as many of the cars of a place as can go, and returns how many those are
// and what the points give them.
func (h *sharer) cars(p int, cars unit.Vehicle, need unit.Millilitre, passes []int) (unit.Vehicle, unit.Millilitre) {
	tanks := h.s.Tanks(p)
	var points []int
	var stock, ration unit.Millilitre
	for i := range h.s.FuelPoints {
		point := &h.s.FuelPoints[i]
		if !slices.Contains(passes, point.Place) {
			continue
		}
		points = append(points, i)
		stock += h.left[i]
		if h.left[i] == 0 {
			continue
		}
		each := need
		if h.ration && point.Ration > 0 {
			each = min(need, point.Ration)
		}
		ration = max(ration, each)
	}
	if need == 0 {
		return cars, 0
	}
	going := min(cars, unit.Vehicle((tanks+stock)/need))
	for going > 0 && need-min(need, tanks/unit.Millilitre(going)) > ration {
		short := need - ration // each car has to have this from the tanks
		going = min(going-1, unit.Vehicle(tanks/short))
	}
	for ; going > 0; going-- {
		// Shares of the tanks are rounded down, so the last car may lack a few millilitres.
		if all := (need - min(need, tanks/unit.Millilitre(going))) * unit.Millilitre(going); all <= stock {
			return going, h.take(points, all)
		}
	}
	return 0, 0
}

// take takes fuel from points, from the fullest first.
func (h *sharer) take(points []int, amount unit.Millilitre) unit.Millilitre {
	slices.SortStableFunc(points, func(a, b int) int { return cmp.Compare(h.left[b], h.left[a]) })
	var taken unit.Millilitre
	for _, i := range points {
		n := min(h.left[i], amount-taken)
		h.left[i] -= n
		taken += n
	}
	return taken
}

package verify

import (
	"cmp"
	"math"
	"slices"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// fuel judges that every car has the fuel that its way takes, from the tanks of its place or from a
// fuel point that it passes, and that no point gives more than it has.
func (j *judge) fuel() {
	if !j.prover.fuel {
		return // and no point from which anybody could fill up
	}
	needs := j.needs()
	used := make([]unit.Millilitre, len(j.s.Places))
	points := make([][]passage, len(j.s.FuelPoints))
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		place := j.p.Routes[s.Route].Place
		if each := max(0, needs[s.Route]-s.Fill); each > 0 {
			used[place] = plus(used[place], times(each, int64(s.Vehicles)))
		}
		if s.Fill == 0 {
			continue
		}
		if at, passes := j.fills(s); passes {
			points[s.Fuel] = append(points[s.Fuel], passage{int32(i), s.Depart + at})
		}
	}
	for place, takes := range used {
		if takes == 0 {
			continue
		}
		if has := j.s.Tanks(place); takes > has {
			j.r.add(FuelTank, litres(takes), litres(has), "The cars of %s take %s from their tanks; these hold %s.",
				j.s.Places[place].Name, litres(takes), litres(has))
		}
	}
	for i, here := range points {
		j.fuelPoint(i, here)
	}
}

// needs returns what a car needs on every route.
func (j *judge) needs() []unit.Millilitre {
	burn := j.s.Burn()
	out := make([]unit.Millilitre, len(j.p.Routes))
	for i := range j.p.Routes {
		var length, climb unit.Metre
		for _, leg := range j.p.Routes[i].Legs {
			length += j.s.Roads[leg.Road].Length
			climb += j.s.Climb(leg.Road, leg.Forward)
		}
		out[i] = burn.Trip(length, climb)
	}
	return out
}

// plus and times stop at a number above all the fuel there is.
func plus(a, b unit.Millilitre) unit.Millilitre { return min(a+b, mostFuel) }

func times(a unit.Millilitre, n int64) unit.Millilitre {
	if product, ok := multiply(int64(a), n); ok {
		return min(unit.Millilitre(product), mostFuel)
	}
	return mostFuel
}

const mostFuel unit.Millilitre = math.MaxInt64 / 4

func litres(n unit.Millilitre) string { return inThousandths(int64(n)) + " litres" }

func (j *judge) pointName(point int) string {
	p := &j.s.FuelPoints[point]
	return "the fuel point " + cmp.Or(p.Name, p.ID)
}

// fills judges what the cars of a slot fill up, and returns when, from departure, they pass the
// point.
func (j *judge) fills(s *plan.Slot) (at unit.Second, passes bool) {
	point := &j.s.FuelPoints[s.Fuel]
	if point.Ration > 0 && s.Fill > point.Ration {
		j.r.add(FuelFill, litres(s.Fill), litres(point.Ration), "%s fills %s into each car; the ration at %s is %s.",
			j.slotName(s), litres(s.Fill), j.pointName(s.Fuel), litres(point.Ration))
	}
	r := &j.p.Routes[s.Route]
	node := r.Place
	for k := range r.Passes {
		if node == point.Place {
			return r.Passes[k], true
		}
		if k+1 >= len(r.Legs) {
			break // the next node is the last: cars have arrived there
		}
		_, node = j.ends(r.Legs[k])
	}
	j.r.add(FuelFill, "", "", "%s fills up at %s, which it does not pass.", j.slotName(s), j.pointName(s.Fuel))
	return 0, false
}

// fuelPoint judges one point: how many cars it serves, and that it has what it gives.
func (j *judge) fuelPoint(i int, here []passage) {
	if len(here) == 0 {
		return
	}
	point := &j.s.FuelPoints[i]
	rate := roads.Constant(cmp.Or(point.Rate, math.MaxInt64)).Only([]roads.Interval{{From: point.From, To: point.To}})
	j.stage(&stage{
		name: func() string { return j.pointName(i) },
		rate: rate, quota: int64(math.Round(j.s.Assumption("fuel_point_cars_a_day"))), what: "vehicles",
		tooMany: FuelRate, shut: FuelShut, quotaBroke: FuelCrowd,
	}, here)
	slices.SortFunc(here, func(a, b passage) int { return cmp.Compare(a.from, b.from) })
	stock := point.Stock
	given := &pumped{j: j, left: here}
	for _, d := range point.Deliveries {
		if !j.inStock(i, given, d.At, stock) {
			return
		}
		stock = plus(stock, d.Amount)
	}
	j.inStock(i, given, unit.Never, stock)
}

// inStock judges that by a moment a point has given no more than it got before.
func (j *judge) inStock(point int, given *pumped, by unit.Second, stock unit.Millilitre) bool {
	sum := given.by(by)
	if sum.compare(int64(stock)) <= 0 {
		return true
	}
	when := "By the end"
	if by < unit.Never {
		when = "By " + j.s.Clock(by)
	}
	j.r.add(FuelStock, sum.thousandths()+" litres", litres(stock), "%s cars fill up %s litres at %s, which got %s until then.",
		when, sum.thousandths(), j.pointName(point), litres(stock))
	return false
}

// pumped adds up what streams have filled up, at moments that ascend.
type pumped struct {
	j      *judge
	left   []passage // that have not begun, in order
	going  []passage
	before unit.Millilitre // filled by streams that have ended
}

// by returns what has been filled by a moment.
func (p *pumped) by(t unit.Second) total {
	for len(p.left) > 0 && p.left[0].from < t {
		p.going = append(p.going, p.left[0])
		p.left = p.left[1:]
	}
	var sum total
	p.going = slices.DeleteFunc(p.going, func(on passage) bool {
		s := &p.j.p.Slots[on.stream]
		all := times(s.Fill, int64(s.Vehicles))
		if on.from+s.Length <= t {
			p.before = plus(p.before, all)
			return true
		}
		sum.addProduct(int64(all), ratio(int64(t-on.from), int64(s.Length)))
		return false
	})
	sum.add(fraction{int64(p.before), 1})
	return sum
}

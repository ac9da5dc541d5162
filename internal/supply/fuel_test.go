package supply_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// fuelled draws a scenario in which fuel is planned, and a way for most of its places.
func fuelled(t *rapid.T) (*scenario.Scenario, []supply.Way) {
	s := scenariotest.RandomFleet(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
	litres := func(what string, most int) unit.Millilitre {
		return unit.Millilitre(rapid.IntRange(0, most).Draw(t, what)) * unit.Litre
	}
	s.FuelPoints = nil
	for range rapid.IntRange(1, 3).Draw(t, "points") {
		s.FuelPoints = append(s.FuelPoints, people.FuelPoint{
			Place: rapid.IntRange(0, len(s.Places)-1).Draw(t, "place"), Stock: litres("stock", 3000), Ration: litres("ration", 12),
			Rate: 60 * unit.VehiclePerHour, To: unit.Never,
			Deliveries: []people.Delivery{{At: s.Horizon / 2, Amount: litres("delivery", 500)}},
		})
	}
	ways := make([]supply.Way, len(s.Places))
	for p := range ways {
		if rapid.IntRange(0, 5).Draw(t, "no way") == 0 {
			continue
		}
		ways[p] = supply.Way{
			Known: true, Passes: []int{p},
			Length: unit.Metre(rapid.IntRange(0, 200_000).Draw(t, "length")), Climb: unit.Metre(rapid.IntRange(0, 2000).Draw(t, "climb")),
		}
		for range rapid.IntRange(0, 3).Draw(t, "passes") {
			if q := rapid.IntRange(0, len(s.Places)-1).Draw(t, "passed"); !slices.Contains(ways[p].Passes, q) {
				ways[p].Passes = append(ways[p].Passes, q)
			}
		}
	}
	return s, ways
}

// going returns how many cars of a place have fuel.
func going(s *scenario.Scenario, f supply.Fuel, place int) unit.Vehicle {
	lists := plan.Plan{NoFuel: f.NoFuel}
	return s.Vehicles(place, people.Used) - lists.WithoutFuel(place)
}

// TestShareGivesNothingTwice: every car goes or has no fuel; what those that go lack in their tanks is
// handed out by points on their way, by no point more than it has and to no car more than a ration. The
// shares of tanks are rounded down to a millilitre a car.
func TestShareGivesNothingTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, ways := fuelled(t)
		f := supply.Share(s, people.Used, s.Horizon, ways, 0)
		var wanting unit.Vehicle
		var given unit.Millilitre
		lacks := make([]unit.Millilitre, len(s.Places))    // from points, by place
		rounding := make([]unit.Millilitre, len(s.Places)) // of these, at the most
		for p := range s.Places {
			cars := going(s, f, p)
			if !ways[p].Known {
				if cars != s.Vehicles(p, people.Used) {
					t.Errorf("place %d has no way, and %d cars without fuel", p, s.Vehicles(p, people.Used)-cars)
				}
				continue
			}
			if cars < 0 {
				t.Errorf("place %d has %d cars that go", p, cars)
			}
			wanting += s.Vehicles(p, people.Used) - cars
			each := f.Need[p] - f.Tank[p]
			if each < 0 || f.Tank[p]*unit.Millilitre(cars) > s.Tanks(p) {
				t.Errorf("each of %d cars of place %d needs %d and takes %d of %d", cars, p, f.Need[p], f.Tank[p], s.Tanks(p))
			}
			lacks[p] = each * unit.Millilitre(cars)
			given += lacks[p]
			if lacks[p] > 0 {
				rounding[p] = unit.Millilitre(cars)
			}
			if most := largest(s, ways[p], f.Need[p]); cars > 0 && each > most {
				t.Errorf("a car of place %d takes %d from points that give %d", p, each, most)
			}
		}
		if wanting != f.Wanting || given < f.Given || given > f.Given+sum(rounding) {
			t.Errorf("%d cars want and %d is given, by the result %d and %d", wanting, given, f.Wanting, f.Given)
		}
		// Whatever points are looked at, the places that pass only these take no more than they have.
		for set := range 1 << len(s.FuelPoints) {
			var have, take unit.Millilitre
			for i := range s.FuelPoints {
				if set>>i&1 == 1 {
					have += supply.Handed(&s.FuelPoints[i], s.Horizon)
				}
			}
			for p := range s.Places {
				only := ways[p].Known
				for i := range s.FuelPoints {
					only = only && (set>>i&1 == 1 || !slices.Contains(ways[p].Passes, s.FuelPoints[i].Place))
				}
				if only {
					take += lacks[p] - rounding[p]
				}
			}
			if take > have {
				t.Errorf("points %b hand out %d and have %d", set, take, have)
			}
		}
	})
}

func sum(amounts []unit.Millilitre) unit.Millilitre {
	var all unit.Millilitre
	for _, n := range amounts {
		all += n
	}
	return all
}

// largest returns the most that one car on a way may take from one point.
func largest(s *scenario.Scenario, way supply.Way, need unit.Millilitre) unit.Millilitre {
	var most unit.Millilitre
	for i := range s.FuelPoints {
		if point := &s.FuelPoints[i]; slices.Contains(way.Passes, point.Place) {
			if point.Ration == 0 {
				return need
			}
			most = max(most, point.Ration)
		}
	}
	return most
}

// TestMoreFuelMovesMoreCars: where one place has a way, more in a point, in the tanks or in a ration
// never means fewer cars.
func TestMoreFuelMovesMoreCars(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, ways := fuelled(t)
		place := rapid.IntRange(0, len(s.Places)-1).Draw(t, "the place")
		for p := range ways {
			ways[p].Known = ways[p].Known && p == place
		}
		before := going(s, supply.Share(s, people.Used, s.Horizon, ways, 0), place)
		more := unit.Millilitre(rapid.IntRange(1, 900).Draw(t, "more")) * unit.Litre
		point := &s.FuelPoints[rapid.IntRange(0, len(s.FuelPoints)-1).Draw(t, "where")]
		switch rapid.IntRange(0, 2).Draw(t, "what") {
		case 0:
			point.Stock += more
		case 1:
			s.Places[place].Tanks, s.Places[place].HasTanks = s.Tanks(place)+more, true
		default:
			if point.Ration > 0 {
				point.Ration += more
			}
		}
		if after := going(s, supply.Share(s, people.Used, s.Horizon, ways, 0), place); after < before {
			t.Errorf("with more fuel %d cars go instead of %d", after, before)
		}
	})
}

// TestShareByHand: a village of 10 cars has 40 litres in its tanks, each car needs 10, and the pump on
// its way gives 5 a car. 8 cars can have 5 from the tanks, which are 40, and 5 from the pump.
func TestShareByHand(t *testing.T) {
	s := scenariotest.Tiny()
	for i := range s.Assumptions {
		switch s.Assumptions[i].Name {
		case "litres_per_100_km":
			s.Assumptions[i].Value = "10"
		case "litres_per_100_m_climb", "standing_hours":
			s.Assumptions[i].Value = "0"
		}
	}
	village, town := &s.Places[scenariotest.TinyVillage], &s.Places[scenariotest.TinyTown]
	village.Tanks, village.HasTanks = 40*unit.Litre, true
	town.Tanks, town.HasTanks = 0, true
	s.FuelPoints = []people.FuelPoint{{
		Place: scenariotest.TinyTown, Stock: 60 * unit.Litre, Ration: 5 * unit.Litre, Rate: 60 * unit.VehiclePerHour, To: unit.Never,
	}}
	ways := []supply.Way{
		{Known: true, Length: 100_000, Passes: []int{scenariotest.TinyVillage, scenariotest.TinyTown}},
		{Known: true, Length: 50_000, Passes: []int{scenariotest.TinyTown}},
		{},
	}
	f := supply.Share(s, people.Used, s.Horizon, ways, 0)
	// The village needs 60 litres of the pump for 40 people, the town 250 for 200: it comes first
	// where it takes less for a person, and that is the town with 1.25 litres: 12 cars. Nothing is left
	// for the village, whose tanks move 4 cars.
	if got := []unit.Vehicle{going(s, f, 0), going(s, f, 1)}; got[0] != 4 || got[1] != 12 || f.Given != 60*unit.Litre {
		t.Errorf("%v cars go on %+v", got, f)
	}
	ways[scenariotest.TinyTown].Known = false
	f = supply.Share(s, people.Used, s.Horizon, ways, 0)
	if got := going(s, f, 0); got != 8 || f.Tank[0] != 5*unit.Litre || f.Given != 40*unit.Litre || f.Wanting != 2 || f.BeyondRation != 2 {
		t.Errorf("%d cars go on %+v", got, f)
	}
}

// TestPumpAgainstSeconds books streams at a pump and asks at every moment what is left, of a pump that
// follows the fuel second by second.
func TestPumpAgainstSeconds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const horizon = 300 * unit.Second(1)
		moment := rapid.IntRange(0, int(horizon)-1)
		s := scenariotest.Tiny()
		point := people.FuelPoint{
			Stock: unit.Millilitre(rapid.IntRange(0, 40).Draw(t, "stock")), Rate: 100_000 * unit.VehiclePerHour,
			To: unit.Never,
		}
		if rapid.Bool().Draw(t, "closes") {
			point.To = unit.Second(moment.Draw(t, "to"))
		}
		for range rapid.IntRange(0, 3).Draw(t, "deliveries") {
			point.Deliveries = append(point.Deliveries, people.Delivery{
				At: unit.Second(moment.Draw(t, "at")), Amount: unit.Millilitre(rapid.IntRange(1, 30).Draw(t, "amount")),
			})
		}
		slices.SortFunc(point.Deliveries, func(a, b people.Delivery) int { return int(a.At - b.At) })
		s.FuelPoints = []people.FuelPoint{point}
		pumps := supply.NewPumps(s, &roads.Network{}, horizon, false)
		taken := map[unit.Second]unit.Millilitre{}
		// stock is the most that may be taken at a moment so that the fuel is never below nothing.
		stock := func(at unit.Second) unit.Millilitre {
			left, least := point.Stock, unit.Millilitre(1<<40)
			for now := range horizon {
				for _, d := range point.Deliveries {
					if d.At == now && now < point.To {
						left += d.Amount
					}
				}
				left -= taken[now]
				if now >= at {
					least = min(least, left)
				}
			}
			return max(0, least)
		}
		for range rapid.IntRange(1, 8).Draw(t, "streams") {
			at := unit.Second(moment.Draw(t, "comes"))
			want := stock(at)
			if got := pumps[0].Stock(at); got != want {
				t.Fatalf("at %d there are %d, want %d, taken %v of %+v", at, got, want, taken, point)
			}
			cars := min(unit.Vehicle(want), unit.Vehicle(rapid.IntRange(1, 5).Draw(t, "cars")))
			if cars > 0 {
				each := want / unit.Millilitre(cars)
				if most := pumps[0].Most(at, each); most < cars {
					t.Fatalf("at %d only %d cars may take %d of %d", at, most, each, want)
				}
				pumps[0].Take(at, unit.Minute, cars, each)
				taken[at] += each * unit.Millilitre(cars)
			}
			next := unit.Never
			for _, d := range point.Deliveries {
				if d.At > at {
					next = min(next, d.At)
				}
			}
			if got := pumps[0].Delivery(at); got != next {
				t.Fatalf("after %d the next delivery is at %d, want %d", at, got, next)
			}
		}
	})
}

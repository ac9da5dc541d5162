package outcome_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// ask returns the question of a scenario in which all cars have fuel.
func ask(s *scenario.Scenario) *outcome.Asked {
	a := &outcome.Asked{Scenario: s, Network: s.Network()}
	for p := range s.Places {
		a.Travel = append(a.Travel, s.Travel(p, people.Used, 0))
	}
	return a
}

// TestKindsAddUp: the kinds of travellers are all who leave, and those served are those in slots,
// rounds and columns, whichever parties are in them.
func TestKindsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenariotest.RandomFleet(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
		a := ask(s)
		for place := range a.Travel {
			noFuel := unit.Vehicle(rapid.IntRange(0, 3).Draw(t, "without fuel"))
			a.Travel[place] = s.Travel(place, people.Used, noFuel)
		}
		p := &plan.Plan{Horizon: s.Horizon}
		var leave, served, onFoot, inGroups unit.Person
		for place := range a.Travel {
			travel := &a.Travel[place]
			leave += travel.People()
			if travel.Cars > 0 && rapid.Bool().Draw(t, "slot") {
				p.Routes = append(p.Routes, plan.Route{Place: place, Passes: []unit.Second{0, 600}})
				p.Slots = append(p.Slots, plan.Slot{Route: len(p.Routes) - 1, Length: unit.Hour, Vehicles: travel.Cars, People: travel.ByCar})
				served += travel.ByCar
			}
			for g := range travel.Groups {
				group := &travel.Groups[g]
				inGroups += group.People
				n := rapid.IntRange(0, group.Parties).Draw(t, "parties")
				if n == 0 {
					continue
				}
				load := plan.Load{Place: place, Group: g, Parties: n}
				served += group.PeopleIn(0, n)
				if rapid.Bool().Draw(t, "on foot") {
					p.Columns = append(p.Columns, plan.Column{Load: load, Depart: unit.Hour, Length: unit.Minute})
					onFoot += group.PeopleIn(0, n)
					continue
				}
				p.Trips = append(p.Trips, plan.Trip{
					Passes: []unit.Second{0}, Depart: unit.Hour * unit.Second(rapid.IntRange(0, 9).Draw(t, "hour")), Boards: []plan.Load{load},
					Reception: rapid.SampledFrom([]int{-1, 0}).Draw(t, "gets off"),
				})
			}
		}
		p.Trips = append(p.Trips, plan.Trip{Passes: []unit.Second{0}, Depart: 10 * unit.Hour}) // all others get off
		delivered := a.Deliveries(p)
		var all, out, walked unit.Person
		for i, k := range a.Kinds(p, delivered) {
			all += k.People
			out += k.Served
			walked += k.OnFoot
			if k.People <= 0 || k.Served > k.People || k.OnFoot > k.Served || k.ByLatest > k.Served {
				t.Errorf("kind %d: %+v", i, k)
			}
			if k.Served > 0 && (k.Times.T50 > k.Times.T90 || k.Times.T90 > k.Times.T99 || k.Times.T99 > k.Times.T100 || k.Times.T100 == unit.Never) {
				t.Errorf("kind %d: %+v", i, k.Times)
			}
		}
		if all != leave || out != served || walked != onFoot || a.InGroups() != inGroups {
			t.Errorf("kinds have %d of %d people, %d of %d served, %d of %d on foot", all, leave, out, served, walked, onFoot)
		}
	})
}

// withRounds returns Tiny with a bus of weight 2 that fetches 40 people from town behind the gate, and a
// lorry of weight 4 that drives to the village, and back empty.
func withRounds() (*outcome.Asked, *plan.Plan) {
	s := scenariotest.Tiny()
	const village, town, border = scenariotest.TinyVillage, scenariotest.TinyTown, scenariotest.TinyBorder
	s.Places[town].Counts.NoCar = 60
	s.Places[village].Counts.Class[people.Stretcher] = 2
	s.Fleet = []people.Fleet{
		{Kind: people.Bus, Count: 2, Places: people.Need{Seats: 40}, Depot: border, Weight: 2, PerKilometre: 300},
		{Kind: people.Ambulance, Count: 3, Places: people.Need{Seats: 2, Stretchers: 1}, Depot: border, Weight: 1, PerKilometre: 100},
	}
	s.Relief = []people.Relief{{Item: people.Food, Lorries: 1, Depot: border, Place: village, Weight: 4}}
	inTown := []plan.Leg{{Road: scenariotest.TinyBorderRoad}}
	toVillage := []plan.Leg{{Road: scenariotest.TinyBorderRoad}, {Road: scenariotest.TinyValleyRoad}}
	fromVillage := []plan.Leg{{Road: scenariotest.TinyValleyRoad, Forward: true}, {Road: scenariotest.TinyBorderRoad, Forward: true}}
	bus, lorry := plan.Vehicle{Number: 1}, plan.Vehicle{Relief: true, Number: 1}
	half, whole := []unit.Second{0, 1800}, []unit.Second{0, 1800, 3000}
	load := plan.Load{Place: town, Parties: 10}
	left := plan.Load{Place: village, Parties: 2}
	return ask(s), &plan.Plan{
		Horizon: s.Horizon,
		Trips: []plan.Trip{
			{Vehicle: bus, From: border, To: town, Legs: inTown, Passes: half, Length: unit.Minute, Reception: -1},
			{Vehicle: bus, From: town, To: border, Legs: fromVillage[1:], Passes: half, Depart: unit.Hour, Length: unit.Minute, Boards: []plan.Load{load}},
			{Vehicle: lorry, From: border, To: village, Legs: toVillage, Passes: whole, Length: unit.Minute, Reception: -1},
			{Vehicle: lorry, From: village, To: border, Legs: fromVillage, Passes: whole, Depart: 2 * unit.Hour, Length: unit.Minute, Reception: -1},
		},
		NotServed: []plan.NotServed{{Place: village, Load: &left, People: 4}, {Place: town, Load: &plan.Load{Place: town, First: 10, Parties: 5}, People: 20}},
	}
}

// TestRoundsByHand counts what a small fleet does. The bus passes the gate on its way in, and with its
// people when they are received; the lorry on its way in, but not where it only returns to its depot.
func TestRoundsByHand(t *testing.T) {
	a, p := withRounds()
	got := a.Rounds(p, a.Deliveries(p))
	litres := 2*20*0.3 + 2*30*a.Scenario.Assumption("truck_litres_per_100_km")/100
	if math.Abs(got.Litres-litres) > 1e-9 {
		t.Errorf("%.3f litres, want %.3f", got.Litres, litres)
	}
	got.Litres = 0
	want := outcome.RoundsResult{
		Vehicles: 5, Used: 1, Trips: 2, Loaded: 1, Seats: 86, Stretchers: 3,
		People: 64, Carried: 40, AllAfter: unit.Hour + 31*unit.Minute,
		GatePasses: 2 + 2 + 4, InboundPasses: 2 + 4, LorryPasses: 4, CannotWalk: 4,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	waiting, road := a.GroupHours(p)
	if waiting != 40 || math.Abs(road-40*31.0/60) > 1e-9 {
		t.Errorf("%.2f people-hours waiting and %.2f on the road", waiting, road)
	}
}

// TestInstitutionsDivided: people of two homes are brought to two receptions, those of the second home
// all to one.
func TestInstitutionsDivided(t *testing.T) {
	a := &outcome.Asked{Scenario: &scenario.Scenario{Institutions: make([]people.Institution, 2)}}
	var delivered []outcome.Delivery
	for _, to := range []struct {
		home, reception int
		want            []int
	}{{0, 1, nil}, {1, 0, nil}, {1, 0, nil}, {-1, 1, nil}, {0, 0, []int{0}}, {0, 1, []int{0}}} {
		delivered = append(delivered, outcome.Delivery{People: 1, Institution: to.home, Reception: to.reception})
		if got := a.Rounds(&plan.Plan{}, delivered).Divided; !slices.Equal(got, to.want) {
			t.Errorf("after %+v: %v are divided", to, got)
		}
	}
}

// set gives an assumption another value.
func set(s *scenario.Scenario, name, value string) {
	for i := range s.Assumptions {
		if s.Assumptions[i].Name == name {
			s.Assumptions[i].Value = value
		}
	}
}

// TestFuelMovesByHand: each car of a town of 100,000 people, 4 in a car, needs 10 litres for 100 km.
// 60,000 litres move 6,000 cars, and so 24,000 people; a bus with 50 seats that burns 60 litres there
// and back moves 50 with them, so 50,000 people. A car that stands five hours, half of them with its
// engine on, needs 1.525 litres more: 5,206 cars.
func TestFuelMovesByHand(t *testing.T) {
	s := scenariotest.Tiny()
	set(s, "litres_per_100_km", "10")
	set(s, "standing_hours", "0")
	set(s, "idle_litres_per_hour", "0.61")
	set(s, "queue_engine_share", "50")
	set(s, "bus_litres_per_100_km", "30")
	set(s, "bus_seats", "50")
	s.Places[scenariotest.TinyVillage].People = people.Population{}
	town := &s.Places[scenariotest.TinyTown]
	town.People = people.Population{Low: 100_000, Used: 100_000, High: 100_000}
	town.HasTanks = true
	s.FuelPoints = []people.FuelPoint{{
		Place: scenariotest.TinyTown, Stock: 60_000 * unit.Litre, Rate: 60 * unit.VehiclePerHour, To: unit.Never,
	}}
	a := ask(s)
	a.Ways = []supply.Way{{}, {Known: true, Length: 100_000, Passes: []int{scenariotest.TinyTown}}, {}}
	a.Fuel = supply.Share(s, people.Used, s.Horizon, a.Ways, 0)
	for _, n := range a.Fuel.NoFuel {
		a.Travel[n.Place] = s.Travel(n.Place, people.Used, n.Cars)
	}
	p := &plan.Plan{
		Horizon: s.Horizon, Routes: []plan.Route{{Place: scenariotest.TinyTown, Passes: []unit.Second{0, 9000}}},
		Slots: []plan.Slot{
			{Length: unit.Hour, Vehicles: 50, People: 200, Fill: 10 * unit.Litre},
			{Depart: unit.Hour, Length: unit.Hour, Vehicles: 7, People: 28},
		},
	}
	got := a.FuelMoves(p, 5)
	if got.CarsSlots != 6000 || got.PeopleByCar != 24_000 || got.PeopleByBus != 50_000 || got.CarsQueue != 5206 {
		t.Errorf("60,000 litres move %d cars, %d people by car, %d by bus, and %d cars that stand",
			got.CarsSlots, got.PeopleByCar, got.PeopleByBus, got.CarsQueue)
	}
	if got.NoFuel != 19_000 || got.NoFuelPeople != 76_000 || got.BeyondRation != 0 || got.NeedSlots != 10 || math.Abs(got.NeedQueue-11.525) > 1e-9 {
		t.Errorf("%+v", got)
	}
	if got.Stock != 60_000*unit.Litre || got.Tanks != 0 || got.Given != 500*unit.Litre || got.Points != 1 || got.Served[0] != 50 {
		t.Errorf("%+v", got)
	}
	a.Fuel = supply.Fuel{}
	if got := a.FuelMoves(p, 5); got.Planned || got.PeopleByCar != 0 {
		t.Errorf("without fuel %+v", got)
	}
}

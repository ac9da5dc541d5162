package outcome

import (
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// FuelResult is what the fuel of a scenario moves.
type FuelResult struct {
	Planned       bool
	Stock, Tanks  unit.Millilitre // at points with deliveries, and in tanks
	Given         unit.Millilitre // handed out by the plan
	Points        int
	Served        []unit.Vehicle // cars that fill up, by point
	NoFuel        unit.Vehicle   // cars that have no fuel
	NoFuelPeople  unit.Person
	BeyondRation  unit.Vehicle // of these, those that would go if rations had no limit
	NeedSlots     float64      // litres of a car on average, by slots
	NeedQueue     float64      // litres of a car on average, standing in the queue
	CarsSlots     unit.Vehicle // that all the fuel moves by slots
	CarsQueue     unit.Vehicle // that it moves if they stand
	PeopleByCar   unit.Person  // whom the fuel moves by car, by slots
	PeopleByBus   unit.Person  // whom it moves by bus
	QueueHours    float64      // that a car stands on average without slots
	LargestRation unit.Millilitre
	// Holds is by how much the last would be out earlier if fuel points took as many as come; 0
	// where they hold nobody back.
	Holds unit.Second
}

// FuelMoves says who can go on what there is, by slots and if every car stands so many hours on
// average.
func (a *Asked) FuelMoves(p *plan.Plan, queue float64) FuelResult {
	f := FuelResult{}
	if f.Planned = a.Fuel.Planned; !f.Planned {
		return f
	}
	f.Stock, f.Tanks, f.Points = a.Fuel.Stock, a.Fuel.Tanks, a.Fuel.Points
	f.NoFuel, f.BeyondRation = a.Fuel.Wanting, a.Fuel.BeyondRation
	f.Served = make([]unit.Vehicle, len(a.Scenario.FuelPoints))
	for i := range p.Slots {
		slot := &p.Slots[i]
		if slot.Fill > 0 {
			f.Given += slot.Fill * unit.Millilitre(slot.Vehicles)
			f.Served[slot.Fuel] += slot.Vehicles
		}
	}
	var need float64
	var cars unit.Vehicle
	var byCar unit.Person
	for place := range a.Travel {
		before := a.Scenario.Travel(place, a.Level, 0)
		if a.Fuel.Need[place] == 0 {
			continue
		}
		need += a.Fuel.Need[place].Litres() * float64(before.Cars)
		cars += before.Cars
		byCar += before.ByCar
		f.NoFuelPeople += before.ByCar - a.Travel[place].ByCar
		f.LargestRation = max(f.LargestRation, a.Fuel.Need[place])
	}
	if cars == 0 {
		return f
	}
	f.NeedSlots = need / float64(cars)
	f.QueueHours = queue
	f.NeedQueue = f.NeedSlots + f.QueueHours*a.Scenario.Assumption("queue_engine_share")/100*a.Scenario.Assumption("idle_litres_per_hour")
	all := (f.Stock + f.Tanks).Litres()
	standing := unit.Millilitre((f.NeedQueue - f.NeedSlots) * float64(unit.Litre))
	f.CarsSlots = a.Fuel.Going
	f.CarsQueue = supply.Share(a.Scenario, a.Level, p.Horizon, a.Ways, standing).Going
	f.PeopleByCar = unit.Person(all / f.NeedSlots * float64(byCar) / float64(cars))
	f.PeopleByBus = a.movedByBus(all)
	return f
}

// movedByBus returns how many people buses could move with so much fuel, there and back, from the
// places where they live, full.
func (a *Asked) movedByBus(litres float64) unit.Person {
	var metres, all float64
	for p, way := range a.Ways {
		if way.Known {
			n := float64(a.Travel[p].People())
			metres += n * float64(way.Length)
			all += n
		}
	}
	if metres == 0 {
		return 0
	}
	burn := a.Scenario.Assumption("bus_litres_per_100_km") / 100
	seats := a.Scenario.Assumption("bus_seats")
	for f := range a.Scenario.Fleet {
		if row := &a.Scenario.Fleet[f]; row.Kind == people.Bus && row.Count > 0 {
			burn, seats = float64(row.PerKilometre)/float64(unit.Litre), float64(row.Places.Seats)
			break
		}
	}
	each := 2 * metres / all / 1000 * burn / seats
	return unit.Person(litres / each)
}

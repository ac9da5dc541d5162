package planner

import (
	"wayout/internal/fleet"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// KindResult is what a plan means for one kind of travellers. Patients are counted with whoever
// attends them.
type KindResult struct {
	Kind           Kind
	People, Served unit.Person
	OnFoot         unit.Person // of those served
	Times          Times       // over those served
	Latest         unit.Second // deadline of the kind, unit.Never where it has none
	ByLatest       unit.Person // out by then
}

// measureKinds computes what the plan means for every kind of travellers that there is.
func (w *work) measureKinds(r *Result) {
	kinds := make([]KindResult, KindCount)
	for k := range kinds {
		kinds[k].Kind, kinds[k].Latest = Kind(k), unit.Never
	}
	for p := range w.travel {
		kinds[ByCar].People += w.travel[p].ByCar
		for g := range w.travel[p].Groups {
			group := &w.travel[p].Groups[g]
			k := &kinds[KindOf(group)]
			k.People += group.People
			k.Latest = min(k.Latest, group.Latest)
		}
	}
	for k := range kinds {
		if kinds[k].People == 0 {
			continue
		}
		w.measureKind(r, &kinds[k])
		r.Kinds = append(r.Kinds, kinds[k])
	}
}

func (w *work) measureKind(r *Result, k *KindResult) {
	slots := plan.Plan{}
	if k.Kind == ByCar {
		slots.Slots, slots.Routes = r.Plan.Slots, r.Plan.Routes
		for i := range slots.Slots {
			k.Served += slots.Slots[i].People
		}
	}
	var of []Delivery
	for _, d := range r.Delivered {
		if d.Kind != k.Kind {
			continue
		}
		of = append(of, d)
		k.Served += d.People
		if d.OnFoot {
			k.OnFoot += d.People
		}
		if d.At <= k.Latest {
			k.ByLatest += d.People
		}
	}
	at := func(perMille int64) unit.Second { return quantile(&slots, of, k.Served, perMille) }
	k.Times = Times{at(500), at(900), at(990), at(1000)}
}

// RoundsResult is what the fleet does.
type RoundsResult struct {
	Vehicles, Used int // of the fleet, and those that carry anybody
	Trips          int
	Loaded         int // trips that end at a reception
	// Seats and Stretchers are the places of the whole fleet at once.
	Seats, Stretchers int
	People            unit.Person // who need the fleet
	Carried           unit.Person // by rounds
	OnFoot            unit.Person
	// PatientsAfter and AllAfter are when everybody carried of the first tier, and of all, is out;
	// the bounds no rounds can beat. unit.Never: not within the horizon.
	PatientsAfter, AllAfter unit.Second
	PatientsBound, AllBound unit.Second
	Litres                  float64
	// GatePasses are the cars that trips count as at gates, and InboundPasses those of them driving
	// in: the share that is kept free for them.
	GatePasses, InboundPasses unit.Vehicle
	LorryPasses               unit.Vehicle
	// CannotWalk are those who cannot walk and are in no vehicle: nothing is complete before that
	// is nobody (N4).
	CannotWalk unit.Person
}

// measureRounds computes what the rounds do and what no rounds can beat.
func (w *work) measureRounds(r *Result) {
	out := &r.Rounds
	for f := range w.s.Fleet {
		row := &w.s.Fleet[f]
		out.Vehicles += row.Count
		out.Seats += row.Count * row.Places.Seats
		out.Stretchers += row.Count * row.Places.Stretchers
	}
	out.People = w.inGroups()
	for _, d := range r.Delivered {
		if d.OnFoot {
			out.OnFoot += d.People
			continue
		}
		out.Carried += d.People
		out.AllAfter = max(out.AllAfter, d.At)
		if d.Kind < WithoutCar {
			out.PatientsAfter = max(out.PatientsAfter, d.At)
		}
	}
	w.countTrips(r)
	for _, n := range r.Plan.NotServed {
		if n.Load == nil {
			continue
		}
		if g := &w.travel[n.Place].Groups[n.Load.Group]; g.Class.CannotWalk() {
			out.CannotWalk += n.People
		}
	}
	if out.People > 0 {
		task := w.fleetTask()
		task.Columns = w.walkers.Columns
		out.PatientsBound, out.AllBound = fleet.Bound(task)
	}
}

func (w *work) countTrips(r *Result) {
	out := &r.Rounds
	used := map[plan.Vehicle]bool{}
	aboard := false
	for i := range r.Plan.Trips {
		t := &r.Plan.Trips[i]
		weight, burn := w.weightOf(t.Vehicle)
		passes := weight * unit.Vehicle(w.gatesOn(t))
		aboard = aboard || len(t.Boards) > 0
		out.GatePasses += passes
		switch {
		case t.Vehicle.Relief:
			out.LorryPasses += passes
		default:
			out.Trips++
		}
		if !aboard && !t.Vehicle.Relief || t.Vehicle.Relief && t.To == w.s.Relief[t.Vehicle.Row].Place {
			out.InboundPasses += passes
		}
		if aboard {
			used[t.Vehicle] = true
		}
		if t.Reception >= 0 {
			out.Loaded++
			aboard = false
		}
		for _, leg := range t.Legs {
			out.Litres += float64(burn) * float64(w.s.Roads[leg.Road].Length) / 1000 / float64(unit.Litre)
		}
	}
	out.Used = len(used)
}

// weightOf returns the cars a vehicle counts as, and the millilitres it burns in a kilometre.
func (w *work) weightOf(v plan.Vehicle) (unit.Vehicle, int64) {
	if v.Relief {
		return w.s.Relief[v.Row].Weight, int64(w.s.Assumption("truck_litres_per_100_km") * 10)
	}
	return w.s.Fleet[v.Row].Weight, w.s.Fleet[v.Row].PerKilometre
}

// gatesOn counts the gates that a trip passes.
func (w *work) gatesOn(t *plan.Trip) int {
	gateAt := func(place int) bool { return w.net.Entry[place] != w.net.Exit[place] }
	n := 0
	at := t.From
	for _, leg := range t.Legs {
		if gateAt(at) {
			n++
		}
		road := &w.s.Roads[leg.Road]
		if at = road.To; !leg.Forward {
			at = road.From
		}
	}
	if t.Reception >= 0 && gateAt(at) {
		n++
	}
	return n
}

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
}

// measureFuel says who can go on what there is.
func (w *work) measureFuel(r *Result) {
	f := &r.Fuel
	if f.Planned = w.fuel.Planned; !f.Planned {
		return
	}
	f.Stock, f.Tanks, f.Points = w.fuel.Stock, w.fuel.Tanks, w.fuel.Points
	f.NoFuel, f.BeyondRation = w.fuel.Wanting, w.fuel.BeyondRation
	f.Served = make([]unit.Vehicle, len(w.s.FuelPoints))
	for i := range r.Plan.Slots {
		slot := &r.Plan.Slots[i]
		if slot.Fill > 0 {
			f.Given += slot.Fill * unit.Millilitre(slot.Vehicles)
			f.Served[slot.Fuel] += slot.Vehicles
		}
	}
	var need float64
	var cars unit.Vehicle
	var byCar unit.Person
	for p := range w.travel {
		before := w.s.Travel(p, w.level, 0)
		if w.fuel.Need[p] == 0 {
			continue
		}
		need += w.fuel.Need[p].Litres() * float64(before.Cars)
		cars += before.Cars
		byCar += before.ByCar
		f.NoFuelPeople += before.ByCar - w.travel[p].ByCar
		f.LargestRation = max(f.LargestRation, w.fuel.Need[p])
	}
	if cars == 0 {
		return
	}
	f.NeedSlots = need / float64(cars)
	f.QueueHours = w.queueHours(r)
	f.NeedQueue = f.NeedSlots + f.QueueHours*w.s.Assumption("queue_engine_share")/100*w.s.Assumption("idle_litres_per_hour")
	all := (f.Stock + f.Tanks).Litres()
	f.CarsSlots = min(cars, unit.Vehicle(all/f.NeedSlots))
	f.CarsQueue = min(cars, unit.Vehicle(all/f.NeedQueue))
	f.PeopleByCar = unit.Person(all / f.NeedSlots * float64(byCar) / float64(cars))
	f.PeopleByBus = w.movedByBus(all)
}

// queueHours returns how long a car would stand on average if all left when they are ready.
func (w *work) queueHours(r *Result) float64 {
	if n := r.PeopleServed - w.delivered(r); n > 0 {
		return r.WaitingHours / float64(n)
	}
	return 0
}

// movedByBus returns how many people buses could move with so much fuel, there and back, from the
// places where they live, full.
func (w *work) movedByBus(litres float64) unit.Person {
	var metres, all float64
	for p, way := range w.expectedWays() {
		if way.Known {
			n := float64(w.travel[p].People())
			metres += n * float64(way.Length)
			all += n
		}
	}
	if metres == 0 {
		return 0
	}
	burn := w.s.Assumption("bus_litres_per_100_km") / 100
	seats := w.s.Assumption("bus_seats")
	for f := range w.s.Fleet {
		if row := &w.s.Fleet[f]; row.Kind == people.Bus && row.Count > 0 {
			burn, seats = float64(row.PerKilometre)/float64(unit.Litre), float64(row.Places.Seats)
			break
		}
	}
	each := 2 * metres / all / 1000 * burn / seats
	return unit.Person(litres / each)
}

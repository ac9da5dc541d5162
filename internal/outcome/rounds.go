package outcome

import (
	"slices"

	"wayout/internal/plan"
	"wayout/internal/unit"
)

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
	// Divided are the institutions whose people do not all come to one reception.
	Divided []int
}

// Rounds returns what the fleet does by a plan; its bounds are left for the planner.
func (a *Asked) Rounds(p *plan.Plan, delivered []Delivery) RoundsResult {
	places := a.Scenario.PlacesAtOnce()
	out := RoundsResult{Seats: places.Seats, Stretchers: places.Stretchers}
	for f := range a.Scenario.Fleet {
		out.Vehicles += a.Scenario.Fleet[f].Count
	}
	out.People = a.InGroups()
	receptions := make([]int, len(a.Scenario.Institutions)) // one more than the index of the first
	for _, d := range delivered {
		if i := d.Institution; i >= 0 {
			if receptions[i] > 0 && receptions[i] != d.Reception+1 && !slices.Contains(out.Divided, i) {
				out.Divided = append(out.Divided, i)
			}
			receptions[i] = d.Reception + 1
		}
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
	a.countTrips(&out, p)
	for _, n := range p.NotServed {
		if n.Load == nil {
			continue
		}
		if g := &a.Travel[n.Place].Groups[n.Load.Group]; g.Class.CannotWalk() {
			out.CannotWalk += n.People
		}
	}
	return out
}

func (a *Asked) countTrips(out *RoundsResult, p *plan.Plan) {
	used := map[plan.Vehicle]bool{}
	aboard := false
	for i := range p.Trips {
		t := &p.Trips[i]
		weight, burn := a.weightOf(t.Vehicle)
		passes := weight * unit.Vehicle(a.gatesOn(t))
		aboard = aboard || len(t.Boards) > 0
		out.GatePasses += passes
		switch {
		case t.Vehicle.Relief:
			out.LorryPasses += passes
		default:
			out.Trips++
		}
		if !aboard && !t.Vehicle.Relief || t.Vehicle.Relief && t.To == a.Scenario.Relief[t.Vehicle.Row].Place {
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
			out.Litres += float64(burn) * float64(a.Scenario.Roads[leg.Road].Length) / 1000 / float64(unit.Litre)
		}
	}
	out.Used = len(used)
}

// weightOf returns the cars a vehicle counts as, and the millilitres it burns in a kilometre.
func (a *Asked) weightOf(v plan.Vehicle) (unit.Vehicle, int64) {
	if v.Relief {
		return a.Scenario.Relief[v.Row].Weight, int64(a.Scenario.Assumption("truck_litres_per_100_km") * 10)
	}
	return a.Scenario.Fleet[v.Row].Weight, a.Scenario.Fleet[v.Row].PerKilometre
}

// gatesOn counts the gates that a trip passes.
func (a *Asked) gatesOn(t *plan.Trip) int {
	gateAt := func(place int) bool { return a.Network.Entry[place] != a.Network.Exit[place] }
	n := 0
	at := t.From
	for _, leg := range t.Legs {
		if gateAt(at) {
			n++
		}
		road := &a.Scenario.Roads[leg.Road]
		if at = road.To; !leg.Forward {
			at = road.From
		}
	}
	if t.Reception >= 0 && gateAt(at) {
		n++
	}
	return n
}

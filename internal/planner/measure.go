package planner

import (
	"cmp"
	"slices"

	"wayout/internal/fleet"
	"wayout/internal/outcome"
	"wayout/internal/plan"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// measure computes what a timetable means for people.
func (w *work) measure(r *Result, t *timetable) {
	sortSlots(&r.Plan)
	_, servable := w.servableVehicles()
	r.Delivered = w.asked.Deliveries(&r.Plan)
	for _, d := range r.Delivered {
		servable += d.People
		r.PeopleServed += d.People
	}
	for _, slot := range r.Plan.Slots {
		r.PeopleServed += slot.People
		r.VehiclesServed += slot.Vehicles
		route := &r.Plan.Routes[slot.Route]
		n := float64(slot.People)
		r.WaitingHours += n * (slot.Depart + slot.Length/2).Hours()
		r.RoadHours += n * route.Arrive().Hours()
		r.Litres += float64(slot.Vehicles) * w.kilometres(route) * w.s.Assumption("litres_per_100_km") / 100
	}
	r.WaitingHours = max(0, r.WaitingHours-w.readyHours(t))
	byCar := r.PeopleServed - w.delivered(r)
	if byCar > 0 {
		vehicleHours := r.WaitingHours * float64(r.VehiclesServed) / float64(byCar)
		r.QueueLitres = vehicleHours * w.s.Assumption("idle_litres_per_hour")
	}
	r.Clearance = Times{T50: r.Quantile(servable, 500), T90: r.Quantile(servable, 900), T99: r.Quantile(servable, 990), T100: r.Quantile(servable, 1000)}
	waiting, road := w.asked.GroupHours(&r.Plan)
	r.Kinds = w.asked.Kinds(&r.Plan, r.Delivered)
	r.Rounds = w.asked.Rounds(&r.Plan, r.Delivered)
	r.Rounds.PatientsBound, r.Rounds.AllBound = w.boundRounds()
	holds := r.Fuel.Holds
	r.Fuel = w.asked.FuelMoves(&r.Plan, w.queueHours(r))
	r.Fuel.Holds = holds
	r.WaitingHours, r.RoadHours = r.WaitingHours+waiting, r.RoadHours+road
	r.Shortages = supply.Shortages(w.s, w.level, &r.Plan)
	r.SiteHours = supply.SiteHours(w.s, w.level, &r.Plan)
}

// boundRounds returns what no rounds can beat.
func (w *work) boundRounds() (patients, everybody unit.Second) {
	if w.asked.InGroups() == 0 {
		return 0, 0
	}
	task := w.fleetTask()
	task.Columns = w.walkers.Columns
	return fleet.Bound(task)
}

// queueHours returns how long a car would stand on average if all left when they are ready.
func (w *work) queueHours(r *Result) float64 {
	if n := r.PeopleServed - w.delivered(r); n > 0 {
		return r.WaitingHours / float64(n)
	}
	return 0
}

// delivered returns everybody whom rounds and columns bring out.
func (w *work) delivered(r *Result) unit.Person {
	var sum unit.Person
	for _, d := range r.Delivered {
		sum += d.People
	}
	return sum
}

// sortSlots orders slots by departure, then place.
func sortSlots(p *plan.Plan) {
	slices.SortStableFunc(p.Slots, func(a, b plan.Slot) int {
		return cmp.Or(
			cmp.Compare(a.Depart, b.Depart),
			cmp.Compare(p.Routes[a.Route].Place, p.Routes[b.Route].Place),
		)
	})
}

func (w *work) kilometres(route *plan.Route) float64 {
	var metres unit.Metre
	for _, leg := range route.Legs {
		metres += w.s.Roads[leg.Road].Length
	}
	return float64(metres) / 1000
}

// readyHours returns the people-hours from the start until the people in the timetable are ready.
func (w *work) readyHours(t *timetable) float64 {
	var sum float64
	for p, left := range t.placed {
		share := 0.0
		if w.vehicles[p] > 0 {
			share = float64(w.people[p]) / float64(w.vehicles[p])
		}
		for _, b := range w.s.Places[p].Ready.Batches(w.vehicles[p]) {
			n := min(b.Vehicles, left)
			sum += float64(n) * share * b.Ready.Hours()
			left -= n
		}
	}
	return sum
}

// Quantile returns when a share of the people, in thousandths, has arrived by the plan;
// unit.Never if it does not bring so many.
func (r *Result) Quantile(of unit.Person, perMille int64) unit.Second {
	return outcome.Quantile(&r.Plan, r.Delivered, of, perMille)
}

// never are the clearance times where nobody can be served.
var never = Times{T50: unit.Never, T90: unit.Never, T99: unit.Never, T100: unit.Never}

// boundTimes reads the clearance times that no plan can beat off the certificates.
func (w *work) boundTimes(b *bound) Times {
	if len(w.supplies) == 0 {
		return never
	}
	var t Times // a share that may be out at once has no certificate
	for _, c := range b.certificates {
		until := c.Until
		if until >= w.horizon {
			until = unit.Never
		}
		switch c.Quantile {
		case "t50":
			t.T50 = until
		case "t90":
			t.T90 = until
		case "t99":
			t.T99 = until
		case "t100":
			t.T100 = until
		}
	}
	return t
}

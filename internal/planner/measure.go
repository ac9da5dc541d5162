package planner

import (
	"cmp"
	"math"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// measure computes what a timetable means for people.
func (w *work) measure(r *Result, t *timetable) {
	sortSlots(&r.Plan)
	_, servable := w.servableVehicles()
	r.Delivered = w.deliveries(&r.Plan)
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
	w.addGroupHours(r)
	w.measureKinds(r)
	w.measureRounds(r)
	w.measureFuel(r)
	r.Shortages = supply.Shortages(w.s, w.level, &r.Plan)
	r.SiteHours = supply.SiteHours(w.s, w.level, &r.Plan)
}

// addGroupHours adds the people-hours of those whom rounds and columns bring out.
func (w *work) addGroupHours(r *Result) {
	add := func(l plan.Load, depart, arrive unit.Second) {
		g := &w.travel[l.Place].Groups[l.Group]
		n := float64(g.PeopleIn(l.First, l.Parties))
		r.WaitingHours += n * (depart - g.Ready).Hours()
		r.RoadHours += n * (arrive - depart).Hours()
	}
	type boarded struct {
		load plan.Load
		at   unit.Second
	}
	var aboard []boarded
	for i := range r.Plan.Trips {
		t := &r.Plan.Trips[i]
		for _, l := range t.Boards {
			aboard = append(aboard, boarded{l, t.Depart})
		}
		if t.Reception < 0 {
			continue
		}
		for _, b := range aboard {
			add(b.load, b.at, t.End())
		}
		aboard = aboard[:0]
	}
	for i := range r.Plan.Columns {
		if c := &r.Plan.Columns[i]; c.Reception >= 0 {
			add(c.Load, c.Depart, c.End())
		}
	}
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
// unit.Never if it does not bring so many. A vehicle has arrived when the stream has passed
// the whole of it, and brings its part of the slot's people, cumulative and rounded down.
func (r *Result) Quantile(of unit.Person, perMille int64) unit.Second {
	return quantile(&r.Plan, r.Delivered, of, perMille)
}

func quantile(p *plan.Plan, delivered []Delivery, of unit.Person, perMille int64) unit.Second {
	var carried unit.Person
	var last unit.Second
	for i := range p.Slots {
		slot := &p.Slots[i]
		carried += slot.People
		last = max(last, slot.End()+p.Routes[slot.Route].Arrive())
	}
	for _, d := range delivered {
		carried += d.People
		last = max(last, d.At)
	}
	if int64(carried)*1000 < int64(of)*perMille || carried == 0 {
		return unit.Never
	}
	low, high := unit.Second(-1), last
	for low+1 < high {
		mid := (low + high) / 2
		if int64(arrived(p, delivered, mid))*1000 < int64(of)*perMille {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// arrived returns the people who have arrived by a moment.
func arrived(p *plan.Plan, delivered []Delivery, t unit.Second) unit.Person {
	var sum unit.Person
	for i := range p.Slots {
		slot := &p.Slots[i]
		since := min(t-slot.Depart-p.Routes[slot.Route].Arrive(), slot.Length)
		if since > 0 {
			n := unit.Vehicle(int64(slot.Vehicles) * int64(since) / int64(slot.Length))
			sum += people.Riders(slot.People, slot.Vehicles, n)
		}
	}
	for _, d := range delivered {
		if d.At > t {
			break
		}
		sum += d.People
	}
	return sum
}

// never are the clearance times where nobody can be served.
var never = Times{unit.Never, unit.Never, unit.Never, unit.Never}

// boundTimes reads the clearance times that no plan can beat off the certificates.
func (w *work) boundTimes(b *bound) Times {
	t := never
	for _, c := range b.certificates {
		if c.Until >= w.horizon {
			continue
		}
		switch c.Quantile {
		case "t50":
			t.T50 = c.Until
		case "t90":
			t.T90 = c.Until
		case "t99":
			t.T99 = c.Until
		case "t100":
			t.T100 = c.Until
		}
	}
	return t
}

// mostPeople returns the most people a number of vehicles can bring to the receptions: the fullest
// vehicles first, and no more than there are places.
func (w *work) mostPeople(vehicles unit.Vehicle) unit.Person {
	sum := unit.Person(math.Ceil(mostIn(w.loads(), vehicles.Amount())))
	if room, limited := w.places(); limited {
		sum = min(sum, room)
	}
	return sum
}

// places returns the places of all receptions, and false if one has no limit.
func (w *work) places() (room unit.Person, limited bool) {
	for _, sink := range w.net.Sinks {
		if sink.Capacity == 0 {
			return 0, false
		}
		room += sink.Capacity
	}
	return room, true
}

package verify

import (
	"fmt"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// rounds is what the judge finds out about the trips and columns of a plan.
type rounds struct {
	courses    []course // of the trips
	runs       []run
	boardings  []boarding
	first      []int         // by trip: its first boarding; one more at the end
	aboard     []unit.Person // by trip
	journeys   []run         // trips one after the other with the same people aboard
	deliveries []delivery
	spoken     []bool // by place: some of its parties are in the plan or not served
}

// run is trips of one vehicle that stand together, from the first to the last.
type run struct{ first, last int }

// boarding is a load that boards a trip.
type boarding struct {
	load *plan.Load
	trip int
	off  bool // it gets off at a reception
	// ready is when all of it is where it boards; there tells that it can be there at all.
	ready unit.Second
	there bool
}

// delivery is people who have arrived at a reception.
type delivery struct {
	at        unit.Second
	reception int
	people    unit.Person
}

// asset is what the scenario says of one vehicle of the fleet, or of one lorry.
type asset struct {
	count      int
	depot      int
	from, to   unit.Second
	places     people.Need
	duty, rest unit.Second
	reach      unit.Metre
	weight     unit.Vehicle
	kind, row  string
}

// asset returns the row of a vehicle. It must exist.
func (j *judge) asset(v plan.Vehicle) asset {
	if v.Relief {
		r := &j.s.Relief[v.Row]
		return asset{
			count: r.Lorries, depot: r.Depot, from: r.From, to: unit.Never, weight: r.Weight, kind: "lorry", row: r.ID,
		}
	}
	f := &j.s.Fleet[v.Row]
	return asset{
		count: f.Count, depot: f.Depot, from: f.From, to: f.To, places: f.Places, duty: f.Duty, rest: f.Rest,
		reach: f.Range, weight: f.Weight, kind: string(f.Kind), row: f.ID,
	}
}

func (j *judge) vehicleName(v plan.Vehicle) string {
	a := j.asset(v)
	return fmt.Sprintf("the %s %s/%d", a.kind, a.row, v.Number)
}

func (j *judge) tripName(t *plan.Trip) string {
	if j.r.full() {
		return ""
	}
	return fmt.Sprintf("The trip of %s from %s to %s at %s", j.vehicleName(t.Vehicle),
		j.s.Places[t.From].Name, j.s.Places[t.To].Name, j.s.Clock(t.Depart))
}

// trips judges every trip alone, as a stream: its way, whole minutes, and the end of the plan.
func (j *judge) trips() {
	r := &j.rounds
	r.spoken = make([]bool, len(j.s.Places))
	r.courses = make([]course, len(j.p.Trips))
	r.aboard = make([]unit.Person, len(j.p.Trips))
	for i := range j.p.Trips {
		t := &j.p.Trips[i]
		j.r.Checked.Trips++
		j.tripTimes(t)
		if t.Reception >= 0 && j.s.Receptions[t.Reception].Place != t.To {
			j.r.add(BrokenRoute, j.s.Places[t.To].Name, j.s.Places[j.s.Receptions[t.Reception].Place].Name,
				"%s ends at a reception that is elsewhere.", j.tripName(t))
		}
		r.courses[i] = j.judgeWay(&way{
			name: func() string { return j.tripName(t) },
			from: t.From, to: t.To, legs: t.Legs, passes: t.Passes, reception: t.Reception,
		})
	}
	j.findRuns()
}

func (j *judge) tripTimes(t *plan.Trip) {
	if t.Depart%unit.Minute != 0 || t.Length%unit.Minute != 0 {
		j.r.add(BadSlot, seconds(t.Depart)+", "+seconds(t.Length), "whole minutes",
			"%s does not depart and last whole minutes from the start.", j.tripName(t))
	}
	if t.End() > j.horizon {
		j.r.add(TooLate, j.s.Instant(t.End()), j.s.Instant(j.horizon), "%s has arrived at %s; the plan ends at %s.",
			j.tripName(t), j.s.Clock(t.End()), j.s.Clock(j.horizon))
	}
}

// findRuns splits the trips by vehicle, and lists who boards and where they get off.
func (j *judge) findRuns() {
	r := &j.rounds
	seen := map[plan.Vehicle]bool{}
	trips := j.p.Trips
	for i := range trips {
		if v := trips[i].Vehicle; i == 0 || v != trips[i-1].Vehicle {
			if seen[v] {
				j.r.add(VehiclePlace, "", "", "The trips of %s do not stand together in the plan.", j.vehicleName(v))
			}
			seen[v] = true
			r.runs = append(r.runs, run{first: i})
		}
		r.runs[len(r.runs)-1].last = i
		r.first = append(r.first, len(r.boardings))
		for b := range trips[i].Boards {
			r.boardings = append(r.boardings, boarding{load: &trips[i].Boards[b], trip: i})
		}
	}
	r.first = append(r.first, len(r.boardings))
	j.r.Checked.Vehicles = len(seen)
	for _, run := range r.runs {
		off := false
		for i := run.last; i >= run.first; i-- {
			off = off || trips[i].Reception >= 0
			for b := r.first[i]; b < r.first[i+1]; b++ {
				r.boardings[b].off = off
			}
		}
	}
}

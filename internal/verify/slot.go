package verify

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// slots judges every slot alone: whole minutes, and out by the horizon of the plan.
func (j *judge) slots() {
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		j.r.Checked.Slots++
		if s.Depart%unit.Minute != 0 || s.Length%unit.Minute != 0 {
			j.r.add(BadSlot, seconds(s.Depart)+", "+seconds(s.Length), "whole minutes",
				"%s does not depart and last whole minutes from the start.", j.slotName(s))
		}
		if out := s.End() + j.p.Routes[s.Route].Arrive(); out > j.horizon {
			j.r.add(TooLate, j.s.Instant(out), j.s.Instant(j.horizon), "%s is out at %s; the plan ends at %s.",
				j.slotName(s), j.s.Clock(out), j.s.Clock(j.horizon))
		}
	}
}

func (j *judge) slotName(s *plan.Slot) string {
	return fmt.Sprintf("The slot of %d vehicles from %s at %s",
		s.Vehicles, j.s.Places[j.p.Routes[s.Route].Place].Name, j.s.Clock(s.Depart))
}

// byPlace returns the slots of every place in order of departure; those of one moment in the
// order of the plan.
func (j *judge) byPlace() [][]*plan.Slot {
	out := make([][]*plan.Slot, len(j.s.Places))
	for i := range j.p.Slots {
		place := j.p.Routes[j.p.Slots[i].Route].Place
		out[place] = append(out[place], &j.p.Slots[i])
	}
	for _, slots := range out {
		slices.SortStableFunc(slots, func(a, b *plan.Slot) int { return cmp.Compare(a.Depart, b.Depart) })
	}
	return out
}

// accounts judges that every place is in the plan whole: its cars and the people in them are in
// slots or not served, and every slot carries the people who ride in its vehicles. Those who need
// the fleet are judged with their parties.
func (j *judge) accounts(byPlace [][]*plan.Slot) {
	left := make([]plan.NotServed, len(j.s.Places))
	for i := range j.p.NotServed {
		if n := &j.p.NotServed[i]; n.Load == nil {
			left[n.Place].Vehicles += n.Vehicles
			left[n.Place].People += n.People
		}
	}
	for place, slots := range byPlace {
		all := j.level.travel[place].People()
		if all > 0 {
			j.r.Checked.Places++
		}
		if all > 0 && len(slots) == 0 && left[place].Vehicles == 0 && !j.rounds.spoken[place] {
			j.r.add(MissingPlace, "", persons(all), "%s with %d people is neither in the plan nor among those not served.",
				j.s.Places[place].Name, all)
			continue
		}
		j.account(place, slots, left[place])
	}
}

func (j *judge) account(place int, slots []*plan.Slot, left plan.NotServed) {
	all, cars := j.level.people[place], j.level.vehicles[place]
	name := j.s.Places[place].Name
	var done unit.Vehicle
	var carried unit.Person
	for _, s := range slots {
		done += s.Vehicles
		carried += s.People
		if done > cars {
			continue
		}
		ride := people.Riders(all, cars, done) - people.Riders(all, cars, done-s.Vehicles)
		if s.People != ride {
			j.r.add(WrongPeople, persons(s.People), persons(ride), "%s carries %d people; %d ride in its vehicles.",
				j.slotName(s), s.People, ride)
		}
	}
	if sum := done + left.Vehicles; sum != cars {
		j.r.add(WrongVehicles, vehicles(sum), vehicles(cars), "Of the %d vehicles of %s, %d are in slots and %d not served: %d in all.",
			cars, name, done, left.Vehicles, sum)
	}
	if sum := carried + left.People; sum != all {
		j.r.add(WrongPeople, persons(sum), persons(all), "Of the %d people by car of %s, %d are in slots and %d not served: %d in all.",
			all, name, carried, left.People, sum)
	}
}

// receptions judges that no reception gets more people than it takes.
func (j *judge) receptions() {
	received := make([]unit.Person, len(j.s.Receptions))
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		received[j.p.Routes[s.Route].Reception] += s.People
	}
	for _, d := range j.rounds.deliveries {
		received[d.reception] += d.people
	}
	for i, n := range received {
		r := &j.s.Receptions[i]
		if r.Capacity > 0 && n > r.Capacity {
			j.r.add(ReceptionFull, persons(n), persons(r.Capacity), "The reception at %s gets %d people; it takes %d.",
				j.s.Places[r.Place].Name, n, r.Capacity)
		}
	}
}

// readiness judges that at no instant more vehicles have left a place than are ready there.
// Departures rise steadily and readiness in jumps, so it is enough to look just before each jump.
func (j *judge) readiness(byPlace [][]*plan.Slot) {
	for place, slots := range byPlace {
		var ready, gone unit.Vehicle // gone: in slots that have ended; they stand first
		for _, b := range j.level.batches[place] {
			for len(slots) > 0 && slots[0].End() <= b.Ready {
				gone += slots[0].Vehicles
				slots = slots[1:]
			}
			left := departed(slots, gone, b.Ready)
			if left.compare(int64(ready)) > 0 {
				j.r.add(NotReady, left.decimal()+" vehicles", vehicles(ready),
					"By %s more vehicles leave %s than the %d that are ready until then.",
					j.s.Clock(b.Ready), j.s.Places[place].Name, ready)
				break
			}
			ready += b.Vehicles
		}
	}
}

// departed returns the vehicles that have left by t, of slots in order of departure.
func departed(slots []*plan.Slot, gone unit.Vehicle, t unit.Second) total {
	var sum total
	sum.add(fraction{int64(gone), 1})
	for _, s := range slots {
		if s.Depart >= t {
			break
		}
		sum.add(ratio(int64(s.Vehicles)*int64(min(t, s.End())-s.Depart), int64(s.Length)))
	}
	return sum
}

package fleet

import (
	"wayout/internal/people"
	"wayout/internal/unit"
)

// Bound returns moments before which no rounds can have everybody at a reception who cannot do
// without the fleet, and everybody who needs it; 0 where nobody does, unit.Never where no vehicle
// takes somebody. They hold whatever cars do, and with windows and turns at gates left out, so for
// every plan.
//
// They are the later of two bounds. One party: the quickest any vehicle that takes it can fetch it.
// Work: a vehicle of q places that has made some rounds by T has spent q × (T − free) place-hours,
// and every party takes at least its places for the way out to it and back; only the first way of
// each vehicle may be shorter, from its depot. Getting on and off takes its time as well, but whoever
// rides last is out before getting off. See METHODS.md §1.6, bounds 1 and 2.
func Bound(task Task) (patients, everybody unit.Second) {
	b := &bounds{task: task, ways: newWays(task.Network, task.Horizon), back: map[int]unit.Second{}}
	b.ways.floor = true
	patients = b.of(func(g *people.Group) bool { return g.Tier() == 0 })
	everybody = max(patients, b.of(func(*people.Group) bool { return true }))
	return patients, everybody
}

type bounds struct {
	task Task
	ways *ways
	back map[int]unit.Second
}

// of returns the bound for the groups that a test picks.
func (b *bounds) of(picks func(*people.Group) bool) unit.Second {
	var groups []*people.Group
	for p := range b.task.Travel {
		for g := range b.task.Travel[p].Groups {
			if group := &b.task.Travel[p].Groups[g]; picks(group) && b.tail(p) < unit.Never {
				groups = append(groups, group)
			}
		}
	}
	if len(groups) == 0 {
		return 0
	}
	latest := b.work(groups, func(n people.Need) int { return n.Stretchers })
	latest = max(latest, b.work(groups, func(n people.Need) int { return n.Seats + 2*n.Wheelchairs }))
	for _, g := range groups {
		latest = max(latest, b.alone(g))
	}
	return latest
}

// reach returns the quickest way between two places over every road that is ever open.
func (b *bounds) reach(from, to int) unit.Second {
	least := unit.Never
	for phase := range b.ways.phases {
		least = min(least, b.ways.from(b.task.Network.Entry[from], phase).time[b.task.Network.Entry[to]])
	}
	return least
}

// tail returns the quickest way from a place to a reception.
func (b *bounds) tail(place int) unit.Second {
	least := unit.Never
	for phase := range b.ways.phases {
		reach := b.ways.from(b.task.Network.Entry[place], phase)
		for _, sink := range b.task.Network.Sinks {
			least = min(least, reach.time[sink.Node])
		}
	}
	return least
}

// backTo returns the quickest way from a reception to a place.
func (b *bounds) backTo(place int) unit.Second {
	if known, ok := b.back[place]; ok {
		return known
	}
	least := unit.Never
	for r := range b.task.Scenario.Receptions {
		least = min(least, b.reach(b.task.Scenario.Receptions[r].Place, place))
	}
	b.back[place] = least
	return least
}

// alone returns when one party of a group can be at a reception at the earliest. A column may bring
// it to its vehicle, so only its own place without paths is bound.
func (b *bounds) alone(g *people.Group) unit.Second {
	if len(b.task.Columns) > 0 && g.OnFoot() {
		return 0
	}
	least := unit.Never
	for f := range b.task.Scenario.Fleet {
		row := &b.task.Scenario.Fleet[f]
		if row.Count == 0 || !g.Need(0, 1).FitsIn(row.Places) {
			continue
		}
		if way := b.reach(row.Depot, g.Place); way < unit.Never {
			least = min(least, max(row.From+way, g.Ready)+g.Loading+b.tail(g.Place))
		}
	}
	return least
}

// work returns the first moment by which the vehicles have the place-hours that the groups take,
// for one kind of places.
func (b *bounds) work(groups []*people.Group, kind func(people.Need) int) unit.Second {
	var demand, last float64 // place-seconds; last is what getting off takes for each place of a vehicle
	least := 0               // places of the smallest vehicle that has any
	s := b.task.Scenario
	for f := range s.Fleet {
		if n := kind(s.Fleet[f].Places); n > 0 && s.Fleet[f].Count > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	for _, g := range groups {
		if len(b.task.Columns) > 0 && g.OnFoot() {
			continue
		}
		way := b.tail(g.Place)
		if back := b.backTo(g.Place); back < unit.Never {
			way += back
		}
		// Wheelchairs may have places of their own; then they take no seats.
		need := g.Need(0, g.Parties)
		need.Wheelchairs = 0
		n := kind(need)
		if n == 0 {
			continue
		}
		demand += float64(n) * float64(way)
		demand += float64(least) * float64(g.Parties) * float64(g.Loading+g.Loading/2)
		last = max(last, float64(least)*float64(g.Loading/2)/float64(max(1, n/g.Parties)))
	}
	if demand == 0 {
		return 0
	}
	low, high := unit.Second(0), b.task.Horizon+1
	for low+1 < high {
		mid := (low + high) / 2
		if b.supply(groups, kind, mid, last) < demand {
			low = mid
		} else {
			high = mid
		}
	}
	if high > b.task.Horizon {
		return unit.Never
	}
	return high
}

// supply returns the place-seconds that all vehicles have by a moment. Of its last round nobody has to
// get off by then: a vehicle gains what that takes for every place.
func (b *bounds) supply(groups []*people.Group, kind func(people.Need) int, at unit.Second, last float64) float64 {
	var sum float64
	for f := range b.task.Scenario.Fleet {
		row := &b.task.Scenario.Fleet[f]
		if n := kind(row.Places); n > 0 {
			head := b.headStart(row, groups)
			if free := onDuty(row, min(at, row.To)-row.From) + head; free > 0 && at > row.From {
				sum += float64(n) * float64(row.Count) * (float64(free) + last)
			}
		}
	}
	return sum
}

// onDuty returns the longest time within a span that the crew of a vehicle may be on duty.
func onDuty(row *people.Fleet, span unit.Second) unit.Second {
	if row.Duty == 0 || span <= 0 {
		return span
	}
	cycle := row.Duty + row.Rest
	return span/cycle*row.Duty + min(row.Duty, span%cycle)
}

// headStart returns by how much the first way of a vehicle may be shorter than from a reception.
func (b *bounds) headStart(row *people.Fleet, groups []*people.Group) unit.Second {
	var most unit.Second
	for _, g := range groups {
		back := b.backTo(g.Place)
		if back == unit.Never {
			continue
		}
		if way := b.reach(row.Depot, g.Place); way < unit.Never {
			most = max(most, back-way)
		}
	}
	return most
}

package fullload

import "slices"

// move tries one random change of the plan.
func (a *annealer) move(temperature int64) {
	switch kind := a.random.below(16); {
	case kind < 4:
		a.relocate(temperature)
	case kind < 7:
		a.swapLoads(temperature)
	case kind < 10:
		a.swapTrips(temperature)
	case kind < 14:
		a.changeShelter(temperature)
	default:
		a.swapTails(temperature)
	}
}

// item draws a load.
func (a *annealer) item() int32 { return int32(a.random.below(len(a.now.shelter))) }

// lateItem draws a load: every second time one of a tour that takes longer than the goal.
func (a *annealer) lateItem() int32 {
	t := a.now
	if a.random.below(2) == 0 {
		return a.item()
	}
	buses := len(t.order)
	shift := a.random.below(buses)
	for i := range buses {
		bus := i + shift
		if bus >= buses {
			bus -= buses
		}
		if t.length[bus] > a.goal {
			return t.order[bus][a.random.below(len(t.order[bus]))]
		}
	}
	return a.item()
}

func (a *annealer) position(item int32) (bus, k int) {
	bus = int(a.where[item])
	return bus, slices.Index(a.now.order[bus], item)
}

// relocate takes a trip out of its tour and puts it somewhere else, into any tour.
func (a *annealer) relocate(temperature int64) {
	t := a.now
	item := a.lateItem()
	from, k := a.position(item)
	to := a.random.below(len(t.order))
	places := len(t.order[to]) + 1
	if from == to {
		places--
	}
	at := a.random.below(places)
	shift := func(from, k, to, at int) {
		t.order[from] = slices.Delete(t.order[from], k, k+1)
		t.order[to] = slices.Insert(t.order[to], at, item)
		a.where[item] = int32(to)
	}
	shift(from, k, to, at)
	if !a.settle(from, to, temperature) {
		shift(to, at, from, k)
	}
}

// swapTrips exchanges two trips, each with its shelter.
func (a *annealer) swapTrips(temperature int64) {
	first, second := a.lateItem(), a.item()
	if first == second {
		return
	}
	a.exchange(first, second, temperature, func() {})
}

// exchange lets two trips change places in their tours, with what has to change along, and back where
// that is not kept.
func (a *annealer) exchange(first, second int32, temperature int64, along func()) {
	t := a.now
	b, k := a.position(first)
	c, l := a.position(second)
	swap := func() {
		t.order[b][k], t.order[c][l] = t.order[c][l], t.order[b][k]
		a.where[first], a.where[second] = a.where[second], a.where[first]
		along()
	}
	swap()
	if !a.settle(b, c, temperature) {
		swap()
	}
}

// swapLoads exchanges the points of two trips: each shelter stays in its tour.
func (a *annealer) swapLoads(temperature int64) {
	t := a.now
	first, second := a.lateItem(), a.item()
	if t.m.items[first] == t.m.items[second] || !a.roomToSwap(first, second) {
		return
	}
	a.exchange(first, second, temperature, func() { a.swapRoom(first, second) })
}

// changeShelter brings a load to another shelter, and where that is full, another load of it
// back to the first.
func (a *annealer) changeShelter(temperature int64) {
	t := a.now
	item := a.lateItem()
	old, to := t.shelter[item], int16(a.random.below(len(t.free)))
	if old == to {
		return
	}
	bus := int(a.where[item])
	if t.free[to] >= t.load(item) {
		shift := func(from, to int16) {
			t.free[from] += t.load(item)
			t.free[to] -= t.load(item)
			t.shelter[item] = to
		}
		shift(old, to)
		if !a.settle(bus, bus, temperature) {
			shift(to, old)
		}
		return
	}
	other := a.item()
	if t.shelter[other] == old || !a.roomToSwap(item, other) {
		return
	}
	a.swapRoom(item, other)
	if !a.settle(bus, int(a.where[other]), temperature) {
		a.swapRoom(item, other)
	}
}

// roomToSwap tells whether two loads can exchange their shelters.
func (a *annealer) roomToSwap(first, second int32) bool {
	t := a.now
	more := t.load(first) - t.load(second)
	return t.shelter[first] == t.shelter[second] || t.free[t.shelter[second]] >= more && t.free[t.shelter[first]] >= -more
}

// swapRoom exchanges the shelters of two loads.
func (a *annealer) swapRoom(first, second int32) {
	t := a.now
	more := t.load(first) - t.load(second)
	t.free[t.shelter[first]] += more
	t.free[t.shelter[second]] -= more
	t.shelter[first], t.shelter[second] = t.shelter[second], t.shelter[first]
}

// swapTails exchanges what two buses do from some trip on.
func (a *annealer) swapTails(temperature int64) {
	t := a.now
	b, c := a.random.below(len(t.order)), a.random.below(len(t.order))
	if b == c {
		return
	}
	k, l := a.random.below(len(t.order[b])+1), a.random.below(len(t.order[c])+1)
	swap := func(k, l int) {
		tail := slices.Clone(t.order[b][k:])
		t.order[b] = append(t.order[b][:k], t.order[c][l:]...)
		t.order[c] = append(t.order[c][:l], tail...)
	}
	swap(k, l)
	if !a.settle(b, c, temperature) {
		swap(k, l)
		return
	}
	for _, bus := range []int{b, c} {
		for _, item := range t.order[bus] {
			a.where[item] = int32(bus)
		}
	}
}

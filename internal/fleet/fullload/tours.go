package fullload

import (
	"cmp"
	"slices"
)

// tours is a plan under change. Items are loads, numbered as in model.items.
type tours struct {
	m       *model
	depot   []int     // by bus
	order   [][]int32 // by bus: items in the order of their trips
	shelter []int16   // by item
	length  []int64   // by bus
	free    []int64   // by shelter: room left
}

func newTours(m *model) *tours {
	t := &tours{m: m, shelter: make([]int16, len(m.items)), free: slices.Clone(m.room)}
	for g, buses := range m.buses {
		for range buses {
			t.depot = append(t.depot, g)
		}
	}
	t.order = make([][]int32, len(t.depot))
	t.length = make([]int64, len(t.depot))
	return t
}

// copyFrom makes t equal to another plan of the same model.
func (t *tours) copyFrom(other *tours) {
	for b := range t.order {
		t.order[b] = append(t.order[b][:0], other.order[b]...)
	}
	copy(t.shelter, other.shelter)
	copy(t.length, other.length)
	copy(t.free, other.free)
}

// lengthOf drives the tour of a bus.
func (t *tours) lengthOf(bus int) int64 {
	order := t.order[bus]
	if len(order) == 0 {
		return 0
	}
	class := t.m.items[order[0]]
	at := t.shelter[order[0]]
	sum := t.m.start[t.depot[bus]][class] + t.m.out[class][at]
	for _, item := range order[1:] {
		class = t.m.items[item]
		sum += t.m.back[at][class]
		at = t.shelter[item]
		sum += t.m.out[class][at]
	}
	return sum
}

// makespan returns the length of the longest tour.
func (t *tours) makespan() int64 {
	var longest int64
	for _, length := range t.length {
		longest = max(longest, length)
	}
	return longest
}

// meanWay returns how long a bus is on one way between two places on average, at least 1. Ways
// that cannot be driven do not count.
func (t *tours) meanWay() int64 {
	var sum int64
	for b := range t.order {
		for k, r := range t.ridesOf(b) {
			way := t.m.start[t.depot[b]][r.class]
			if k > 0 {
				way = t.m.back[t.shelter[t.order[b][k-1]]][r.class]
			}
			for _, part := range []int64{way, t.m.out[r.class][r.shelter]} {
				if part < far {
					sum += part
				}
			}
		}
	}
	return max(1, sum/int64(2*len(t.shelter)))
}

// load returns how many people an item is.
func (t *tours) load(item int32) int64 { return t.m.classes[t.m.items[item]].load }

// ridesOf returns what a bus does.
func (t *tours) ridesOf(bus int) []ride {
	rides := make([]ride, 0, len(t.order[bus]))
	for _, item := range t.order[bus] {
		rides = append(rides, ride{int16(t.m.items[item]), t.shelter[item]})
	}
	return rides
}

// assign replaces the plan by duties that carry every load exactly once.
func (t *tours) assign(duties []duty) {
	items := make([][]int32, len(t.m.classes))
	for item, class := range t.m.items {
		items[class] = append(items[class], int32(item))
	}
	copy(t.free, t.m.room)
	for b := range t.order {
		t.order[b] = t.order[b][:0]
		for i := range duties {
			if duties[i].depot == t.depot[b] {
				t.drive(b, duties[i].rides, items)
				duties = slices.Delete(slices.Clone(duties), i, i+1)
				break
			}
		}
		t.length[b] = t.lengthOf(b)
	}
}

// drive gives a bus rides, with loads from the lists by class.
func (t *tours) drive(bus int, rides []ride, items [][]int32) {
	for _, r := range rides {
		list := &items[r.class]
		item := (*list)[len(*list)-1]
		*list = (*list)[:len(*list)-1]
		t.order[bus] = append(t.order[bus], item)
		t.shelter[item] = r.shelter
		t.free[r.shelter] -= t.load(item)
	}
}

// startTours builds a first plan: every load goes to the nearest shelter that has room, then the
// longest trips choose their buses first, each the one that would be done earliest. ok is false
// where loads were not brought under.
func startTours(m *model) (t *tours, ok bool) {
	t = newTours(m)
	items := make([]int32, len(m.items))
	for i := range items {
		items[i] = int32(i)
	}
	slices.SortStableFunc(items, func(a, b int32) int { return cmp.Compare(t.load(b), t.load(a)) })
	if budget := fitBudget + len(items); !t.fit(items, &budget) {
		return nil, false
	}
	trip := func(item int32) int64 { return m.out[m.items[item]][t.shelter[item]] }
	slices.SortStableFunc(items, func(a, b int32) int { return cmp.Compare(trip(b), trip(a)) })
	for _, item := range items {
		best, earliest := 0, int64(0)
		for b := range t.order {
			way := m.start[t.depot[b]][m.items[item]]
			if n := len(t.order[b]); n > 0 {
				way = t.length[b] + m.back[t.shelter[t.order[b][n-1]]][m.items[item]]
			}
			if b == 0 || way < earliest {
				best, earliest = b, way
			}
		}
		t.order[best] = append(t.order[best], item)
		t.length[best] = earliest + trip(item)
	}
	return t, true
}

// fitBudget is how many loads beyond the first try fit may put somewhere.
const fitBudget = 200_000

// fit finds shelters for the items, the first of them first, by depth-first search: the first
// choice is the nearest with room. It gives up when the budget is spent.
func (t *tours) fit(items []int32, budget *int) bool {
	if len(items) == 0 {
		return true
	}
	item := items[0]
	out := t.m.out[t.m.items[item]]
	shelters := make([]int, len(t.free))
	for s := range shelters {
		shelters[s] = s
	}
	slices.SortStableFunc(shelters, func(a, b int) int { return cmp.Compare(out[a], out[b]) })
	for _, s := range shelters {
		if t.free[s] < t.load(item) || out[s] >= far {
			continue
		}
		if *budget--; *budget < 0 {
			return false
		}
		t.free[s] -= t.load(item)
		t.shelter[item] = int16(s)
		if t.fit(items[1:], budget) {
			return true
		}
		t.free[s] += t.load(item)
	}
	return false
}

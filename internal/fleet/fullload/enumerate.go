package fullload

// stop is where the end of a duty begins and what it takes: among ends alike in this, only the
// shortest is of use.
type stop struct {
	taken memory // loads, by bits of class
	rooms memory // places for loads, by bits of shelter
	place int16  // shelter, class or depot
}

// ending is the shortest end of a duty from a stop on.
type ending struct {
	value, time int64
	next        int32 // the ending after the first ride, -1: none
	ride        ride  // where the stop is a point: the ride from it
}

// enumerator lists every duty within a limit that a plan may contain, if prices leave only so
// much to waste. It is exact, and for instances of which the loads are all alike.
type enumerator struct {
	m       *model
	v       prices
	slack   int64 // what all duties and unused room of a plan waste together at most
	limit   int64
	most    int // most endings
	classes *recall
	rooms   *recall
	prefix  *prefix
	gains   [][]int64
	endings []ending
	found   []duty
	index   map[stop]int // into found
}

// enumerate returns the duties; ok is false where there are too many or the instance does not
// fit.
func enumerate(m *model, v prices, limit int64, most int) (duties []duty, ok bool) {
	x := &enumerator{
		m: m, v: v, slack: v.earnings(m) - v.worth(m), limit: limit, most: most,
		classes: newRecall(len(m.classes)), rooms: newRecall(len(m.room)), index: map[stop]int{},
	}
	for c, class := range m.classes {
		if class.load != m.classes[0].load || !x.classes.rememberEverywhere(c, class.count) {
			return nil, false
		}
	}
	for s, room := range m.room {
		places := int(room / m.classes[0].load)
		if places < len(m.items) && places > 0 && !x.rooms.rememberEverywhere(s, places) {
			return nil, false
		}
	}
	x.prefix = newPrefix(m, v, limit, stepFor(m, limit))
	x.gains = gainsOf(m, v)
	shelters := map[stop]int32{}
	order := []stop{}
	for s := range m.room {
		order = append(order, stop{place: int16(s)})
		shelters[order[s]] = int32(s)
		x.endings = append(x.endings, ending{next: -1})
	}
	for len(order) > 0 {
		points, pointOrder := x.toPoints(shelters, order)
		x.complete(points, pointOrder)
		shelters, order = x.toShelters(points, pointOrder)
		if len(x.endings) > x.most {
			return nil, false
		}
	}
	return x.found, true
}

// keep puts an ending at a stop, if none that is as short is there and it may still become a
// duty worth having.
func (x *enumerator) keep(at map[stop]int32, order []stop, key stop, e ending, before []int64) []stop {
	if e.time > x.limit || e.value+before[(x.limit-e.time)/x.prefix.step]+x.slack < 0 {
		return order
	}
	number, there := at[key]
	if !there {
		at[key] = int32(len(x.endings))
		x.endings = append(x.endings, e)
		return append(order, key)
	}
	if e.time < x.endings[number].time {
		x.endings[number] = e
	}
	return order
}

// toPoints puts one loaded ride before every ending at a shelter.
func (x *enumerator) toPoints(shelters map[stop]int32, order []stop) (map[stop]int32, []stop) {
	points, pointOrder := map[stop]int32{}, []stop{}
	for _, key := range order {
		number := shelters[key]
		rooms, ok := x.rooms.take(key.rooms, int(key.place))
		if !ok || x.m.room[key.place] < x.m.classes[0].load {
			continue
		}
		from := x.endings[number]
		for c, out := range x.m.out {
			if taken, ok := x.classes.take(key.taken, c); ok && len(x.endings) <= x.most {
				pointOrder = x.keep(points, pointOrder, stop{taken, rooms, int16(c)}, ending{
					value: from.value + x.gains[key.place][c], time: from.time + out[key.place],
					next: number, ride: ride{int16(c), key.place},
				}, x.prefix.atPoint[c])
			}
		}
	}
	return points, pointOrder
}

// toShelters puts one way from a shelter before every ending at a point.
func (x *enumerator) toShelters(points map[stop]int32, order []stop) (map[stop]int32, []stop) {
	shelters, shelterOrder := map[stop]int32{}, []stop{}
	for _, key := range order {
		number := points[key]
		from := x.endings[number]
		for s, back := range x.m.back {
			if len(x.endings) <= x.most {
				shelterOrder = x.keep(shelters, shelterOrder, stop{key.taken, key.rooms, int16(s)}, ending{
					value: from.value, time: from.time + back[key.place], next: number,
				}, x.prefix.atShelter[s])
			}
		}
	}
	return shelters, shelterOrder
}

// complete puts a depot before every ending at a point.
func (x *enumerator) complete(points map[stop]int32, order []stop) {
	for _, key := range order {
		number := points[key]
		from := x.endings[number]
		for g, start := range x.m.start {
			length := from.time + start[key.place]
			if x.m.buses[g] == 0 || length > x.limit || from.value-x.v.tour[g]+x.slack < 0 {
				continue
			}
			d := duty{depot: g, length: length}
			at, there := x.index[stop{key.taken, key.rooms, int16(g)}]
			if there && x.found[at].length <= length {
				continue
			}
			for at := number; at >= 0; {
				d.rides = append(d.rides, x.endings[at].ride)
				at = x.endings[x.endings[at].next].next
			}
			if there {
				x.found[at] = d
				continue
			}
			x.index[stop{key.taken, key.rooms, int16(g)}] = len(x.found)
			x.found = append(x.found, d)
		}
	}
}

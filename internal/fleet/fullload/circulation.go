package fullload

import "math"

// mostRows limits the size of linear programmes.
const mostRows = 450

// circulationScale is the price of one unit of time.
const circulationScale = 1 << 20

// potentials are prices of places, in 1/circulationScale of time.
type potentials struct {
	enter, loaded []int64 // by class: for a bus that comes, for a load
	leave         []int64 // by shelter: for the bus that leaves it
	room          []int64 // by shelter: for one person
}

// circulationPrices bounds the makespan by the least time that all buses together must drive:
// the cheapest way to carry all loads if tours may fall apart into circles, divided by the fleet
// (Goerigk, Grün and Heßler 2013). It returns the bound and prices for the limit below it; ok is
// false where nothing is proved.
//
// A linear programme gives potentials; where it would be too large, every load takes its
// shortest ways. In whole numbers the potentials are lowered until no way is longer in price than
// in time: then every tour earns its length at most, whatever they were before.
func circulationPrices(m *model) (bound int64, v prices, ok bool) {
	at := startPotentials(m)
	v = prices{load: make([]int64, len(m.classes)), room: at.room, tour: make([]int64, len(m.buses))}
	for c := range v.load {
		enter, loaded := at.enter[c], at.loaded[c]
		for s := range at.leave {
			enter = min(enter, circulationScale*m.back[s][c]+at.leave[s])
			loaded = min(loaded, circulationScale*m.out[c][s]-at.leave[s]+v.room[s]*m.classes[c].load)
		}
		v.load[c] = enter + loaded
		for g := range v.tour {
			v.tour[g] = max(v.tour[g], enter-circulationScale*m.start[g][c])
		}
	}
	left, fleet := v.worth(m)-v.earnings(m), circulationScale*int64(m.fleet)
	if left <= 0 {
		return 0, v, false
	}
	bound = (left + fleet - 1) / fleet
	for g := range v.tour {
		v.tour[g] += circulationScale * (bound - 1)
	}
	return bound, v, true
}

// startPotentials returns potentials that need not hold yet.
func startPotentials(m *model) potentials {
	classes, shelters := len(m.classes), len(m.room)
	at := potentials{
		enter: filled(classes, circulationScale*MostTime), loaded: filled(classes, circulationScale*MostTime),
		leave: make([]int64, shelters), room: make([]int64, shelters),
	}
	if 2*classes+2*shelters+len(m.buses) > mostRows {
		return at
	}
	lp, largest := circulation(m)
	lp.solve()
	whole := func(x float64) int64 { // far below what could overflow, whatever the duals are
		return int64(math.Round(min(max(x, -2*MostTime), 2*MostTime) * circulationScale))
	}
	for c := range at.enter {
		at.enter[c], at.loaded[c] = whole(lp.dual[c]), whole(lp.dual[classes+c])
	}
	for s := range at.leave {
		at.leave[s] = max(0, whole(-lp.dual[2*classes+s]))
		at.room[s] = max(0, int64(float64(whole(-lp.dual[2*classes+shelters+s]))/largest))
	}
	return at
}

// circulation builds the linear programme. Rows: how often each class is entered and left, buses
// that leave each shelter against those that come, room of shelters, buses of depots. It also
// returns the largest load, the unit of room.
func circulation(m *model) (lp *simplex, largest float64) {
	classes, shelters := len(m.classes), len(m.room)
	longest := int64(1)
	var right, cost []float64
	for _, times := range [][][]int64{m.start, m.out, m.back} {
		for _, row := range times {
			for _, time := range row {
				if time < far {
					longest = max(longest, time)
				}
			}
		}
	}
	for _, class := range m.classes {
		largest = max(largest, float64(class.load))
	}
	for c := range 2 * classes {
		right = append(right, float64(m.classes[c%classes].count))
		cost = append(cost, 100*float64(longest))
	}
	right = append(right, make([]float64, shelters)...)
	for _, room := range m.room {
		right = append(right, float64(room)/largest)
	}
	for _, buses := range m.buses {
		right = append(right, float64(buses))
	}
	cost = append(cost, make([]float64, len(right)-len(cost))...)
	lp = newSimplex(right, cost)
	arc := func(time int64, rows []int32, size []float64) {
		if time < far {
			lp.add(column{float64(time), rows, size})
		}
	}
	for c := range classes {
		for g := range m.buses {
			arc(m.start[g][c], []int32{int32(c), int32(2*classes + 2*shelters + g)}, []float64{1, 1})
		}
		for s := range shelters {
			arc(m.back[s][c], []int32{int32(c), int32(2*classes + s)}, []float64{1, 1})
			load := float64(m.classes[c].load) / largest
			arc(m.out[c][s], []int32{int32(classes + c), int32(2*classes + s), int32(2*classes + shelters + s)}, []float64{1, -1, load})
		}
	}
	return lp, largest
}

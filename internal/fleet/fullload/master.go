package fullload

import "math"

// master is the linear programme over the duties known so far: the smallest factor by which the
// fleet of every depot must grow so that duties, also parts of them, carry all loads. Above 1,
// the fleet is too small or the limit on the length of duties too short.
//
// Rows are the classes, then the shelters, then the depots.
type master struct {
	m       *model
	lp      *simplex
	largest float64 // load, in people: the unit of room
	seen    map[string]bool
	first   int    // column of the first duty
	duties  []duty // by column, from first on
}

const (
	missingCost = 100 // for a load that no duty carries; one duty costs 1 at most
	priceScale  = 1 << 24
)

func newMaster(m *model) *master {
	a := &master{m: m, seen: map[string]bool{}}
	for _, class := range m.classes {
		a.largest = max(a.largest, float64(class.load))
	}
	var right, cost []float64
	for _, class := range m.classes {
		right = append(right, float64(class.count))
		cost = append(cost, missingCost)
	}
	for _, room := range m.room {
		right = append(right, float64(room)/a.largest)
		cost = append(cost, 0)
	}
	fleet := column{cost: 1}
	for g, buses := range m.buses {
		fleet.rows = append(fleet.rows, int32(len(m.classes)+len(m.room)+g))
		fleet.size = append(fleet.size, -float64(buses))
		right = append(right, 0)
		cost = append(cost, 0)
	}
	a.lp = newSimplex(right, cost)
	a.lp.add(fleet)
	for c := range m.classes {
		a.lp.add(column{rows: []int32{int32(c)}, size: []float64{-1}})
	}
	a.first = len(a.lp.columns)
	return a
}

// used returns the duties that are in use, also in part.
func (a *master) used() []duty {
	var duties []duty
	for _, i := range a.inUse() {
		duties = append(duties, a.duties[i])
	}
	return duties
}

// inUse returns which of the duties that were added are in use, also in part.
func (a *master) inUse() []int {
	var numbers []int
	for i, number := range a.lp.basis {
		if number >= a.first && a.lp.level[i] > coverMargin {
			numbers = append(numbers, number-a.first)
		}
	}
	return numbers
}

// add takes a duty in and returns whether it is new.
func (a *master) add(d duty) bool {
	amounts := map[int32]float64{}
	c := column{}
	put := func(row int, size float64) {
		if _, there := amounts[int32(row)]; !there {
			c.rows = append(c.rows, int32(row))
		}
		amounts[int32(row)] += size
	}
	for _, r := range d.rides {
		put(int(r.class), 1)
		put(len(a.m.classes)+int(r.shelter), float64(a.m.classes[r.class].load)/a.largest)
	}
	put(len(a.m.classes)+len(a.m.room)+d.depot, 1)
	for _, row := range c.rows {
		c.size = append(c.size, amounts[row])
	}
	key := signature(d)
	if a.seen[key] {
		return false
	}
	a.seen[key] = true
	a.lp.add(c)
	a.duties = append(a.duties, d)
	return true
}

// signature is equal for duties of one depot with the same loads for the same shelters in the
// same order.
func signature(d duty) string {
	key := make([]byte, 0, 4*len(d.rides)+2)
	key = append(key, byte(d.depot), byte(d.depot>>8))
	for _, r := range d.rides {
		key = append(key, byte(r.class), byte(r.class>>8), byte(r.shelter), byte(r.shelter>>8))
	}
	return string(key)
}

// prices rounds the duals to whole numbers: where one bus is worth about priceScale.
func (a *master) prices() prices {
	scale := priceScale * float64(a.m.fleet)
	whole := func(x float64) int64 { return int64(math.Round(math.Max(0, x) * scale)) }
	dual := a.lp.dual
	v := prices{
		load: make([]int64, len(a.m.classes)),
		room: make([]int64, len(a.m.room)),
		tour: make([]int64, len(a.m.buses)),
	}
	for c := range v.load {
		v.load[c] = whole(dual[c])
	}
	for s := range v.room {
		v.room[s] = whole(-dual[len(v.load)+s] / a.largest)
	}
	for g := range v.tour {
		v.tour[g] = whole(-dual[len(v.load)+len(v.room)+g])
	}
	return v
}

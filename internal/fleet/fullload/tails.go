package fullload

import (
	"cmp"
	"slices"
)

// tail is the end of a duty, from a place on. At a shelter the bus has just brought somebody; at
// a point it is about to load.
type tail struct {
	value int64 // what the rides of the tail earn
	time  int64 // from the place until the end
	taken memory
	next  int32 // the tail that follows, -1: the end
	place int16 // shelter or class
	point bool
	dead  bool // a better tail was found
}

// pricer looks for duties that earn more than the fleet can pay: label setting over the ends of
// duties, from the last ride to the depot, with the loads taken as memory (Feillet et al. 2004)
// and the tables of prefix to give up early.
type pricer struct {
	m       *model
	limit   int64
	step    int64
	loads   *recall
	tails   []tail
	queue   [][]int32 // by step of time
	front   [][]int32 // by place and step: tails that no other of the list dominates
	width   int       // longest front; 0: no limit
	most    int       // most tails
	partial bool      // whether tails were left out
	prefix  *prefix
	gains   [][]int64
	v       prices
	best    []int64 // by depot: the highest value found
	entry   []int32 // by depot and class: the best tail found there, -1: none
}

func newPricer(m *model, limit int64, loads *recall) *pricer {
	x := &pricer{m: m, limit: limit, step: stepFor(m, limit), loads: loads}
	steps := int(limit/x.step) + 1
	x.queue = make([][]int32, steps)
	x.front = make([][]int32, steps*(len(m.room)+len(m.classes)))
	return x
}

// search returns duties that earn more than v.tour of their depot, the best first. With width 0
// it finds all there is to know unless partial is set: best then holds, by depot, the highest
// value of a duty, where that is above v.tour.
func (x *pricer) search(v prices, width, most int) []duty {
	x.v, x.width, x.most, x.partial = v, width, most, false
	x.prefix = newPrefix(x.m, v, x.limit, x.step)
	x.gains = gainsOf(x.m, v)
	x.tails = x.tails[:0]
	for i := range x.queue {
		x.queue[i] = x.queue[i][:0]
	}
	for i := range x.front {
		x.front[i] = x.front[i][:0]
	}
	x.best = slices.Clone(v.tour)
	x.entry = make([]int32, len(x.m.buses)*len(x.m.classes))
	for i := range x.entry {
		x.entry[i] = -1
	}
	for s := range x.m.room {
		x.push(tail{next: -1, place: int16(s)})
	}
	for step := range x.queue {
		for i := 0; i < len(x.queue[step]); i++ {
			number := x.queue[step][i]
			if x.tails[number].dead {
				continue
			}
			if x.tails[number].point {
				x.leavePoint(number)
			} else {
				x.leaveShelter(number)
			}
		}
	}
	return x.collect()
}

// leaveShelter puts a loaded ride to the shelter before the tail.
func (x *pricer) leaveShelter(number int32) {
	from := x.tails[number]
	for c, out := range x.m.out {
		time := from.time + out[from.place]
		if time > x.limit {
			continue
		}
		taken, ok := x.loads.take(from.taken, c)
		if !ok {
			continue
		}
		x.push(tail{
			value: from.value + x.gains[from.place][c], time: time, taken: taken,
			next: number, place: int16(c), point: true,
		})
	}
}

// leavePoint puts the way to the point before the tail: from a depot, which completes a duty, or
// from a shelter.
func (x *pricer) leavePoint(number int32) {
	from := x.tails[number]
	for g := range x.m.buses {
		if x.m.buses[g] == 0 || from.time+x.m.start[g][from.place] > x.limit || from.value <= x.v.tour[g] {
			continue
		}
		x.best[g] = max(x.best[g], from.value)
		entry := &x.entry[g*len(x.m.classes)+int(from.place)]
		if *entry < 0 || x.tails[*entry].value < from.value {
			*entry = number
		}
	}
	for s := range x.m.room {
		if time := from.time + x.m.back[s][from.place]; time <= x.limit {
			x.push(tail{value: from.value, time: time, taken: from.taken, next: number, place: int16(s)})
		}
	}
}

// push takes a tail in unless it cannot become a duty worth having or another is better.
func (x *pricer) push(t tail) {
	before := x.prefix.atShelter
	place := int(t.place)
	if t.point {
		before = x.prefix.atPoint
		place += len(x.m.room)
	}
	if t.value+before[t.place][(x.limit-t.time)/x.step] <= 0 {
		return
	}
	step := int(t.time / x.step)
	front := &x.front[place*len(x.queue)+step]
	kept := (*front)[:0]
	for i, other := range *front {
		o := &x.tails[other]
		if o.value >= t.value && o.time <= t.time && o.taken.within(t.taken) {
			copy((*front)[len(kept):], (*front)[i:])
			*front = (*front)[:len(kept)+len(*front)-i]
			return
		}
		if t.value >= o.value && t.time <= o.time && t.taken.within(o.taken) {
			o.dead = true
			continue
		}
		kept = append(kept, other)
	}
	*front = kept
	if len(x.tails) >= x.most {
		x.partial = true
		return
	}
	if x.width > 0 && len(kept) >= x.width {
		x.partial = true
		if !x.dropWorst(front, t.value) {
			return
		}
	}
	number := int32(len(x.tails))
	x.tails = append(x.tails, t)
	*front = append(*front, number)
	x.queue[step] = append(x.queue[step], number)
}

// dropWorst takes the tail of lowest value out of a front, if that is below the value.
func (x *pricer) dropWorst(front *[]int32, value int64) bool {
	list := *front
	worst := 0
	for i, number := range list {
		if x.tails[number].value < x.tails[list[worst]].value {
			worst = i
		}
	}
	if x.tails[list[worst]].value >= value {
		return false
	}
	x.tails[list[worst]].dead = true
	list[worst] = list[len(list)-1]
	*front = list[:len(list)-1]
	return true
}

// mostDuties is how many duties one search returns.
const mostDuties = 60

func (x *pricer) collect() []duty {
	var duties []duty
	var excess []int64
	for g := range x.m.buses {
		for c := range x.m.classes {
			number := x.entry[g*len(x.m.classes)+c]
			if number < 0 {
				continue
			}
			d := duty{depot: g}
			for at := number; at >= 0; {
				shelter := x.tails[x.tails[at].next]
				d.rides = append(d.rides, ride{x.tails[at].place, shelter.place})
				at = shelter.next
			}
			d.length = x.m.length(g, d.rides)
			duties = append(duties, d)
			excess = append(excess, x.tails[number].value-x.v.tour[g])
		}
	}
	order := make([]int, len(duties))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(excess[b], excess[a]) })
	var out []duty
	for _, i := range order[:min(len(order), mostDuties)] {
		out = append(out, duties[i])
	}
	return out
}

package fullload

import (
	"cmp"
	"context"
	"slices"
)

// packer searches a choice of duties that carries all loads exactly: depth first, one duty after
// the other, with prices to give up early. The loads of a class that few duties carry are
// covered first. A duty that was tried in vain is left out of what follows.
type packer struct {
	m        *model
	duties   []duty
	amounts  []uint8 // by duty and field: loads of each class, then loads for each shelter
	fields   int
	choices  int // how many more nodes may be looked at
	chosen   []int32
	warm     []int32 // duties in use at the node last priced
	exceeded bool
}

// demand is what is left to do at a node.
type demand struct {
	left  []int // by field: loads to carry, places free
	buses []int // by depot
}

func newPacker(m *model, duties []duty, choices int) *packer {
	x := &packer{m: m, duties: duties, fields: len(m.classes) + len(m.room), choices: choices}
	x.amounts = make([]uint8, x.fields*len(duties))
	for i, d := range duties {
		row := x.row(int32(i))
		for _, r := range d.rides {
			row[r.class]++
			row[len(m.classes)+int(r.shelter)]++
		}
	}
	return x
}

func (x *packer) row(number int32) []uint8 {
	return x.amounts[int(number)*x.fields : int(number+1)*x.fields]
}

// pack returns the duties of a plan. decided is false where the effort did not suffice.
func (x *packer) pack(ctx context.Context) (plan []duty, decided bool) {
	d := demand{left: make([]int, x.fields), buses: slices.Clone(x.m.buses)}
	for c, class := range x.m.classes {
		d.left[c] = class.count
	}
	for s, room := range x.m.room {
		d.left[len(x.m.classes)+s] = int(room / x.m.classes[0].load)
	}
	list := make([]int32, len(x.duties))
	for i := range list {
		list[i] = int32(i)
	}
	if !x.search(ctx, d, list) {
		return nil, !x.exceeded
	}
	for _, number := range x.chosen {
		plan = append(plan, x.duties[number])
	}
	return plan, true
}

// search looks at one node. The chosen duties are left in place where it succeeds.
func (x *packer) search(ctx context.Context, d demand, list []int32) bool {
	if d.done(len(x.m.classes)) {
		return true
	}
	if x.choices--; x.choices < 0 || ctx.Err() != nil {
		x.exceeded = true
		return false
	}
	list = x.fitting(d, list)
	buses := 0
	for _, n := range d.buses {
		buses += n
	}
	if buses > 2 {
		var ok bool
		if list, ok = x.narrow(d, list); !ok {
			return false
		}
	}
	class, count := x.rarest(d, list)
	if count == 0 {
		return false
	}
	if buses <= 2 {
		return x.finish(d, list, class)
	}
	return x.branch(ctx, d, list, class)
}

// branch tries the duties that carry a load of the class, one after the other.
func (x *packer) branch(ctx context.Context, d demand, list []int32, class int) bool {
	rest := slices.Clone(list)
	warm := x.warm
	for _, number := range list {
		if x.row(number)[class] == 0 {
			continue
		}
		x.chosen = append(x.chosen, number)
		x.warm = warm
		if x.search(ctx, d.minus(x.row(number), x.duties[number].depot), rest) {
			return true
		}
		if x.exceeded {
			return false
		}
		x.chosen = x.chosen[:len(x.chosen)-1]
		at := slices.Index(rest, number)
		rest = slices.Delete(rest, at, at+1)
	}
	return false
}

// done reports whether all loads are carried.
func (d demand) done(classes int) bool {
	for _, left := range d.left[:classes] {
		if left > 0 {
			return false
		}
	}
	return true
}

func (d demand) minus(row []uint8, depot int) demand {
	after := demand{left: slices.Clone(d.left), buses: slices.Clone(d.buses)}
	for f, n := range row {
		after.left[f] -= int(n)
	}
	after.buses[depot]--
	return after
}

// fits reports whether a duty takes no more than there is.
func (d demand) fits(row []uint8, depot int) bool {
	if d.buses[depot] == 0 {
		return false
	}
	for f, n := range row {
		if int(n) > d.left[f] {
			return false
		}
	}
	return true
}

func (x *packer) fitting(d demand, list []int32) []int32 {
	var out []int32
	for _, number := range list {
		if d.fits(x.row(number), x.duties[number].depot) {
			out = append(out, number)
		}
	}
	return out
}

// rarest returns the class with loads left that the fewest duties carry, and how many do.
func (x *packer) rarest(d demand, list []int32) (class, count int) {
	counts := make([]int, len(x.m.classes))
	for _, number := range list {
		for c, n := range x.row(number)[:len(counts)] {
			if n > 0 {
				counts[c]++
			}
		}
	}
	class = -1
	for c, n := range counts {
		if d.left[c] > 0 && (class < 0 || n < counts[class]) {
			class = c
		}
	}
	return class, counts[class]
}

// finish decides a node with one or two buses: it looks for one duty that does all, or for two
// that complement each other. One of them carries the class.
func (x *packer) finish(d demand, list []int32, class int) bool {
	classes := len(x.m.classes)
	byLoads := map[string][]int32{}
	for _, number := range list {
		key := string(x.row(number)[:classes])
		byLoads[key] = append(byLoads[key], number)
	}
	for _, first := range list {
		if x.row(first)[class] == 0 {
			continue
		}
		after := d.minus(x.row(first), x.duties[first].depot)
		if after.done(classes) {
			x.chosen = append(x.chosen, first)
			return true
		}
		missing := make([]byte, classes)
		for c := range missing {
			missing[c] = byte(after.left[c])
		}
		for _, second := range byLoads[string(missing)] {
			if after.fits(x.row(second), x.duties[second].depot) {
				x.chosen = append(x.chosen, first, second)
				return true
			}
		}
	}
	return false
}

// narrow finds prices for what is left and drops the duties that waste more than they allow. ok
// is false where the prices prove that the duties do not do.
func (x *packer) narrow(d demand, list []int32) (kept []int32, ok bool) {
	v := x.dualPrices(d, list)
	slack := int64(0)
	for g, buses := range d.buses {
		slack += int64(buses) * v.tour[g]
	}
	for c := range v.load {
		slack -= v.load[c] * int64(d.left[c])
	}
	for s := range v.room {
		slack += v.room[s] * int64(d.left[len(v.load)+s])
	}
	if slack < 0 {
		return nil, false
	}
	type wasteful struct {
		number int32
		waste  int64
	}
	var order []wasteful
	for _, number := range list {
		if waste := v.tour[x.duties[number].depot] - x.earns(v, number); waste <= slack {
			order = append(order, wasteful{number, waste})
		}
	}
	slices.SortStableFunc(order, func(a, b wasteful) int { return cmp.Compare(a.waste, b.waste) })
	for _, w := range order {
		kept = append(kept, w.number)
	}
	return kept, true
}

// earns returns what a duty earns. Room is priced by the load here.
func (x *packer) earns(v prices, number int32) int64 {
	var sum int64
	for _, r := range x.duties[number].rides {
		sum += v.load[r.class] - v.room[r.shelter]
	}
	return sum
}

// dualPrices solves the covering problem of a node in parts, over the list only. It starts from
// duties that were in use at the node above, and leaves in warm those that are in use here.
func (x *packer) dualPrices(d demand, list []int32) prices {
	const rounds = 100
	a := newMaster(x.m.withDemand(d))
	var numbers []int32
	add := func(number int32) bool {
		fresh := a.add(x.duties[number])
		if fresh {
			numbers = append(numbers, number)
		}
		return fresh
	}
	for _, number := range x.warm {
		if d.fits(x.row(number), x.duties[number].depot) {
			add(number)
		}
	}
	for range rounds {
		a.lp.solve()
		fresh := false
		for _, number := range x.bestByClass(a.prices(), list) {
			fresh = number >= 0 && add(number) || fresh
		}
		if !fresh {
			break
		}
	}
	x.warm = nil
	for _, i := range a.inUse() {
		x.warm = append(x.warm, numbers[i])
	}
	v := a.prices()
	for _, number := range list {
		depot := x.duties[number].depot
		v.tour[depot] = max(v.tour[depot], x.earns(v, number))
	}
	return v
}

// bestByClass returns the duties that earn most beyond what their depot pays, one for each class
// of the first load, or -1.
func (x *packer) bestByClass(v prices, list []int32) []int32 {
	best := make([]int32, len(v.load))
	excess := make([]int64, len(v.load))
	for c := range best {
		best[c] = -1
	}
	for _, number := range list {
		duty := &x.duties[number]
		class := duty.rides[0].class
		if more := x.earns(v, number) - v.tour[duty.depot]; more > excess[class] {
			best[class], excess[class] = number, more
		}
	}
	return best
}

// withDemand returns the model with only the loads, room and buses that are left, all counted in
// loads of one person.
func (m *model) withDemand(d demand) *model {
	sub := &model{buses: d.buses}
	for c, class := range m.classes {
		sub.classes = append(sub.classes, class)
		sub.classes[c].count = d.left[c]
		sub.classes[c].load = 1
	}
	for s := range m.room {
		sub.room = append(sub.room, int64(d.left[len(m.classes)+s]))
	}
	for _, buses := range d.buses {
		sub.fleet += buses
	}
	return sub
}

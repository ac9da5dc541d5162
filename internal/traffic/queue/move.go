package queue

import (
	"wayout/internal/unit"
)

// ready lets the first vehicle of a line leave it, if the next one has room for it, or wait for that.
func (r *run) ready(at int32) {
	l := &r.lines[at]
	v := l.head
	if fate := r.tired(v, l); fate != Driving && !r.towed(at, v, fate) {
		r.leaveBehind(at, v, fate)
		return
	}
	goal := r.next(v, l.to)
	if goal == here || goal == EndOfCourse {
		r.arrive(at, v)
		return
	}
	if goal >= 0 && r.shut(goal) {
		goal = r.around(v, l, goal, true)
	}
	if goal < 0 {
		r.halted = append(r.halted, at)
		return
	}
	into := &r.lines[goal]
	size := int32(r.riders[v].size)
	if into.waiting < 0 && r.opens(into, size) <= r.now {
		r.charge(l, into, goal, size)
		r.move(at, goal)
		return
	}
	if r.goes[v].left > 0 {
		if other := r.around(v, l, goal, false); other != goal {
			goal, into = other, &r.lines[other]
			if into.waiting < 0 && r.opens(into, size) <= r.now {
				r.charge(l, into, goal, size)
				r.move(at, goal)
				return
			}
		}
	}
	r.wait(at, goal)
}

// wait enters a line among those that wait for a goal.
func (r *run) wait(at, goal int32) {
	l, into := &r.lines[at], &r.lines[goal]
	l.queueFor(goal, into)
	l.goal, l.behind = goal, into.waiting
	into.waiting = at
	if !into.serving {
		r.expectServe(goal, into, int32(r.riders[l.head].size))
	}
}

// queueFor gives a line its turn among those that want to enter another: no earlier than theirs.
func (l *line) queueFor(goal int32, into *line) {
	if l.turnFor != goal {
		l.turnFor, l.pass = goal, into.clock
	}
	l.pass = max(l.pass, into.clock)
}

// charge takes a turn of a line for a vehicle that did not have to wait.
func (r *run) charge(l, into *line, goal, size int32) {
	l.queueFor(goal, into)
	r.taken(l, into, size)
}

// taken moves the turns on by one that a vehicle of a line has had: a road's costs its time a car, a
// street's that of the road it leads to.
func (r *run) taken(l, into *line, size int32) {
	into.clock = l.pass
	each := l.each
	if l.street {
		each = into.each
	}
	l.pass += int64(size) * each
}

// expectServe enters when a line may let in a vehicle of a size; it enters nothing where that
// depends on others leaving it, unless these wait for each other in a ring.
func (r *run) expectServe(goal int32, into *line, size int32) {
	if at := r.opens(into, size); at <= Latest {
		into.serving = true
		r.agenda.push(newEvent(at, serve, goal))
		return
	}
	r.seekRing(goal)
}

// turn returns which of the lines that wait for a line is next, and the one before it in the list:
// the one with the least pass, the least index among equals.
func (r *run) turn(into *line) (next, before int32) {
	next, before = into.waiting, -1
	last := next
	for at := r.lines[next].behind; at >= 0; at = r.lines[at].behind {
		a, b := r.lines[at].pass, r.lines[next].pass
		if a < b || a == b && at < next {
			next, before = at, last
		}
		last = at
	}
	return next, before
}

// serve lets in whoever waits for a line, as long as it can.
func (r *run) serve(goal int32) {
	into := &r.lines[goal]
	for into.waiting >= 0 && !into.serving {
		at, before := r.turn(into)
		l := &r.lines[at]
		v := l.head
		if fate := r.tired(v, l); fate != Driving && !r.towed(at, v, fate) {
			r.unlink(into, at, before)
			r.leaveBehind(at, v, fate)
			continue
		}
		size := int32(r.riders[v].size)
		if r.opens(into, size) > r.now {
			r.expectServe(goal, into, size)
			return
		}
		r.unlink(into, at, before)
		r.taken(l, into, size)
		r.move(at, goal)
	}
}

// unlink takes a line out of those that wait for another.
func (r *run) unlink(into *line, at, before int32) {
	l := &r.lines[at]
	if before < 0 {
		into.waiting = l.behind
	} else {
		r.lines[before].behind = l.behind
	}
	l.goal, l.behind = -1, -1
}

// move takes the first vehicle of a line to the end of another, which has room for it.
func (r *run) move(at, goal int32) {
	l, into := &r.lines[at], &r.lines[goal]
	v := l.head
	r.depart(at, l, v)
	if l.street {
		end := &r.ends[v]
		if end.Entered == Never {
			end.Entered = r.now
		}
		end.Fate = Driving
	}
	r.put(goal, into, v)
}

// put puts a vehicle at the end of a line that has room for it.
func (r *run) put(goal int32, into *line, v int32) {
	rider := &r.riders[v]
	if rider.at != following {
		rider.at++
	}
	rider.link = goal
	rider.exit = r.now + into.free
	into.room -= min(int32(rider.size), into.most)
	r.enter(into, int32(rider.size))
	r.moves++
	r.enqueue(goal, v)
}

// following is the place in the courses of a vehicle that follows the signs.
const following int32 = -5

// enter accounts one that enters for the rate of a line.
func (r *run) enter(l *line, size int32) {
	head := l.headIn
	if l.spread > 0 {
		head += head * (r.dice.Below(2*int64(l.spread)+1) - int64(l.spread)) / 1000
	}
	l.nextIn = max(l.nextIn, int64(r.now)*1000-999) + int64(size)*head
	if l.rates >= 0 {
		r.rates[l.rates].used += int64(size)
	}
}

// depart takes the first vehicle from a line, and lets those behind it know.
func (r *run) depart(at int32, l *line, v int32) {
	r.take(at, l, v)
	if !l.street {
		r.openGap(l, min(int32(r.riders[v].size), l.most))
		if l.waiting >= 0 && !l.serving {
			next, _ := r.turn(l)
			r.expectServe(at, l, int32(r.riders[r.lines[next].head].size))
		}
	}
	if l.head >= 0 {
		r.expect(at, l)
	}
}

// take takes the first vehicle from a line.
func (r *run) take(at int32, l *line, v int32) {
	rider, end := &r.riders[v], &r.ends[v]
	stood := r.now - rider.exit
	end.Stood += stood
	if l.head = rider.next; l.head < 0 {
		l.tail = -1
	}
	if l.street {
		r.passed[r.streets[int(at)-len(r.passed)]].Stood += stood
		return
	}
	end.Driven += unit.Metre(l.length)
	end.Climbed += unit.Metre(l.climb)
	p := &r.passed[at]
	p.Vehicles++
	p.Stood += stood
	head := int64(rider.size) * l.headOut
	if r.now < l.slow {
		head = r.slowed(l, head)
	}
	l.nextOut = max(l.nextOut, int64(r.now)*1000-999) + head
}

// slowed returns the time that one takes to leave while somebody stands in the way.
func (r *run) slowed(l *line, head int64) int64 {
	share := r.Passing
	if l.lanes > 1 {
		share = 1000 * int64(l.lanes-1) / int64(l.lanes)
	}
	if share <= 0 {
		return max(head, int64(l.slow-r.now)*1000)
	}
	return min(head*1000/share, int64(l.slow-r.now)*1000+head)
}

// arrive takes the first vehicle of a line out of the network.
func (r *run) arrive(at, v int32) {
	r.depart(at, &r.lines[at], v)
	end := &r.ends[v]
	end.Fate, end.Ended = Arrived, r.now
	r.follow(v)
}

// tired returns Broken or Dry for a vehicle that cannot go on from where it is, else Driving.
func (r *run) tired(v int32, l *line) Fate {
	if !r.cares || r.riders[v].tow {
		return Driving
	}
	of, end := &r.Vehicles[v], &r.ends[v]
	stood := end.Stood + r.now - r.riders[v].exit
	if stood > of.Stands {
		return Broken
	}
	if of.Fuel == NoLimit {
		return Driving
	}
	length, climb := end.Driven, end.Climbed
	if !l.street {
		length, climb = length+unit.Metre(l.length), climb+unit.Metre(l.climb)
	}
	if driving, standing := of.Burn.Used(length, climb, stood); driving+standing > of.Fuel {
		return Dry
	}
	return Driving
}

// towed notes that the first vehicle of a line cannot go on by itself, which is in the way for a while,
// and reports whether others take it along.
func (r *run) towed(at, v int32, fate Fate) bool {
	l, end := &r.lines[at], &r.ends[v]
	end.GaveUp, end.At = fate, at
	if l.street {
		end.At, end.InStreet = r.streets[int(at)-len(r.passed)], true
	} else {
		l.slow = max(l.slow, r.now+r.Removal)
	}
	r.riders[v].tow = r.Vehicles[v].Towed
	return r.riders[v].tow
}

// leaveBehind takes the first vehicle of a line, which waits for no other line, out of traffic.
func (r *run) leaveBehind(at, v int32, fate Fate) {
	r.depart(at, &r.lines[at], v)
	end := &r.ends[v]
	end.Fate, end.Ended = fate, r.now
}

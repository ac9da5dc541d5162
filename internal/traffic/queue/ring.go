package queue

import "wayout/internal/unit"

// Full roads whose first vehicles wait for each other in a ring would wait for ever, although nobody
// in the ring wants a place that its next does not leave. There these vehicles move on together, no
// sooner than one gap would have gone round. Nobody is moved who is not in such a ring, and no road
// holds more than it has room for: other gridlocks stay.

// seekRing looks for a ring through a line that is full, and enters when it moves on.
func (r *run) seekRing(at int32) {
	r.marks++
	first := at
	round := unit.Millisecond(0)
	for x := at; ; {
		l := &r.lines[x]
		if l.mark == r.marks && x != at || l.street || l.head < 0 || l.goal < 0 || l.serving {
			return
		}
		l.mark = r.marks
		first = min(first, x)
		round += l.back
		if x = l.goal; x == at {
			break
		}
	}
	l := &r.lines[first]
	if l.ringing {
		return
	}
	if when := r.now + max(round, 1000); when <= Latest {
		l.ringing = true
		r.agenda.push(newEvent(when, ring, first))
	}
}

// turnRing moves the first vehicles of a ring on, each into the place that its next leaves, if there
// still is the ring and every road lets them in.
func (r *run) turnRing(first int32) {
	r.lines[first].ringing = false
	var members []int32
	when := r.now
	r.marks++
	for x := first; ; {
		l := &r.lines[x]
		if l.mark == r.marks || l.head < 0 || l.goal < 0 || l.serving {
			return // it has dissolved
		}
		l.mark = r.marks
		into := &r.lines[l.goal]
		if into.head < 0 || into.street {
			return
		}
		if into.rates >= 0 {
			from, _ := r.admits(into)
			when = max(when, from)
		}
		when = max(when, whole(into.nextIn))
		comes, goes := min(int32(r.riders[l.head].size), into.most), min(int32(r.riders[into.head].size), into.most)
		if comes > into.room+goes {
			return
		}
		members = append(members, x)
		if x = l.goal; x == first {
			break
		}
	}
	if when > r.now {
		if when <= Latest {
			r.lines[first].ringing = true
			r.agenda.push(newEvent(when, ring, first))
		}
		return
	}
	r.moveRing(members)
}

// moveRing moves the first vehicles of all members at once.
func (r *run) moveRing(members []int32) {
	heads, goals := make([]int32, len(members)), make([]int32, len(members))
	for i, at := range members {
		l := &r.lines[at]
		heads[i], goals[i] = l.head, l.goal
		into := &r.lines[l.goal]
		before := int32(-1)
		for w := into.waiting; w != at; w = r.lines[w].behind {
			before = w
		}
		r.unlink(into, at, before)
		r.taken(l, into, int32(r.riders[l.head].size))
		r.take(at, l, l.head)
		l.room += min(int32(r.riders[heads[i]].size), l.most)
	}
	for _, at := range members {
		if l := &r.lines[at]; l.head >= 0 {
			r.expect(at, l)
		}
	}
	for i, v := range heads {
		r.put(goals[i], &r.lines[goals[i]], v)
	}
}

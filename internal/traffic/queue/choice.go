package queue

// next returns the link that a vehicle takes at a node, or what the signs say; EndOfCourse where its
// course ends.
func (r *run) next(v, node int32) int32 {
	rider := &r.riders[v]
	var link int32
	if rider.at != following {
		link = r.Courses[rider.at+1]
	} else {
		link = r.Signs.next[r.epoch][r.Vehicles[v].Goal][node]
	}
	if !rider.whim || link < 0 {
		return link
	}
	if left := &r.goes[v].wrong; *left > 0 {
		*left--
		return link
	}
	rider.whim = false
	return r.wrong(v, node, link)
}

// wrong returns a link other than the right one from which a way leads back, if there is any.
func (r *run) wrong(v, node, right int32) int32 {
	var others []int32
	for _, l := range r.Network.Out(node) {
		if l != right && !r.shut(l) && r.leads(v, r.lines[l].to) && r.lines[l].free > 0 {
			others = append(others, l)
		}
	}
	if len(others) == 0 {
		return right
	}
	r.riders[v].at = following
	return others[r.dice.Below(int64(len(others)))]
}

// leads reports whether the signs know a way from a node.
func (r *run) leads(v, node int32) bool {
	return r.Signs != nil && r.Signs.next[r.epoch][r.Vehicles[v].Goal][node] != noWay
}

// shut reports whether a link is shut for longer than anybody waits.
func (r *run) shut(link int32) bool {
	return r.Signs != nil && r.Signs.shut[r.epoch] != nil && r.Signs.shut[r.epoch][link]
}

// around returns the link by which a driver who sees that the next one is full, or shut, hopes to be
// there first: the free time, the vehicles that are seen on it, and the way from its end on empty
// roads. It is noWay where the next one is shut and there is no other.
func (r *run) around(v int32, l *line, planned int32, shut bool) int32 {
	if r.Signs == nil {
		return planned
	}
	after := r.Signs.after[r.epoch][r.Vehicles[v].Goal]
	best, least := noWay, int64(Never)
	for _, link := range r.Network.Out(l.to) {
		o := &r.lines[link]
		if r.shut(link) || after[o.to] == tooFar || !l.street && o.to == r.Network.Links[r.riders[v].link].From && link != planned && !shut {
			continue
		}
		seen := int64(o.free)*1000 + int64(o.most-o.room)*o.each + int64(after[o.to])*1_000_000
		if seen < least || seen == least && link == planned {
			best, least = link, seen
		}
	}
	if best == planned || best < 0 {
		if shut {
			return noWay
		}
		return planned
	}
	r.riders[v].at = following
	if !shut {
		r.goes[v].left--
	}
	return best
}

// turnSigns begins the next epoch: whoever found no way, or waits for a link that is shut now, looks
// again.
func (r *run) turnSigns() {
	for r.epoch+1 < len(r.Signs.From) && r.Signs.From[r.epoch+1] <= r.now {
		r.epoch++
	}
	lost, halted := r.lost, r.halted
	r.lost, r.halted = nil, nil
	for i := range r.Network.Links {
		if !r.shut(int32(i)) {
			continue
		}
		into := &r.lines[i]
		for into.waiting >= 0 {
			at := into.waiting
			r.unlink(into, at, -1)
			halted = append(halted, at)
		}
	}
	for _, at := range halted {
		r.ready(at)
	}
	for _, v := range lost {
		r.leave(v)
	}
}

package flow

// hop is one link of a path: entered at a step, or undone. What lies between two hops is waiting, or
// waiting undone, at the node between them.
type hop struct {
	link, enter int32
	back        bool
}

// swapAt returns what stands for a link where an arrival at a sink is undone by another: at the step it
// was, in the place of entering.
func swapAt(sink int32) int32 { return -2 - sink }

// start returns the node and step a hop leads from.
func (f *forest) start(h hop) (node, step int32) {
	if h.back {
		return f.to[h.link], h.enter + f.transit[h.link]
	}
	return f.from[h.link], h.enter
}

// end returns the node and step a hop leads to.
func (f *forest) end(h hop) (node, step int32) {
	if h.back {
		return f.from[h.link], h.enter
	}
	return f.to[h.link], h.enter + f.transit[h.link]
}

// hopRoom returns how much more a hop can take.
func (f *forest) hopRoom(h hop) int64 {
	if h.back {
		return f.flow.at(h.link, h.enter)
	}
	return f.capacity(h.link, h.enter) - f.flow.at(h.link, h.enter)
}

// stayRoom returns how many more can move from one step to another at a node, by waiting or by waiting
// less.
func (f *forest) stayRoom(v, from, to int32) int64 {
	if from > to {
		return f.stay.least(v, to, from)
	}
	return unlimitedRoom
}

// pathRoom returns how much a path can take, at most units, from the node v at a step to its end at step t.
func (f *forest) pathRoom(path []hop, v, step, t int32, units int64) int64 {
	for _, h := range path {
		if units == 0 {
			return 0
		}
		if h.link < 0 {
			units = min(units, f.arrives[swapAt(h.link)].at(h.enter))
			step = h.enter
			continue
		}
		_, leave := f.start(h)
		units = min(units, f.hopRoom(h), f.stayRoom(v, step, leave))
		v, step = f.end(h)
	}
	return min(units, f.stayRoom(v, step, t))
}

// pushPath sends units along a path.
func (f *forest) pushPath(path []hop, v, step, t int32, units int64) {
	for _, h := range path {
		if h.link < 0 {
			f.arrives[swapAt(h.link)].add(step, units)
			f.arrives[swapAt(h.link)].add(h.enter, -units)
			step = h.enter
			continue
		}
		_, leave := f.start(h)
		f.move(v, step, leave, units)
		if h.back {
			f.flow.add(h.link, h.enter, -units)
			f.open.set(h.link, h.enter)
		} else if f.flow.add(h.link, h.enter, units) == f.capacity(h.link, h.enter) {
			f.open.unset(h.link, h.enter)
		}
		v, step = f.end(h)
	}
	f.move(v, step, t, units)
}

// move lets units wait at a node from one step to another, or undoes that.
func (f *forest) move(v, from, to int32, units int64) {
	if from > to {
		f.stay.addAll(v, to, from, -units)
		return
	}
	f.stay.addAll(v, from, to, units)
}

// take takes units from a supply.
func (f *forest) take(i int32, units int64) {
	if f.left[i] -= units; f.left[i] == 0 {
		f.findFirst(f.supplies[i].Node)
		f.drained = true
	}
}

// trail is a path that was pushed along: from a node with supply to a sink.
type trail struct {
	node, sink int32
	end        int   // of its hops; they begin where those of the trail before end
	most       int64 // units to push along it again
}

// trails are the paths of one step.
type trails struct {
	all  []trail
	hops []hop
}

func (s *trails) add(node, sink int32, path []hop, most int64) {
	if len(path) == 0 {
		return
	}
	s.hops = append(s.hops, path...)
	s.all = append(s.all, trail{node, sink, len(s.hops), most})
}

// shiftPaths pushes along the paths of the step before, every hop a step later: in a queue they
// repeat. It returns how much comes out at step t that way.
func (f *forest) shiftPaths(before trails, t int32) int64 {
	var sum int64
	begin := 0
	for _, trail := range before.all {
		path := before.hops[begin:trail.end]
		begin = trail.end
		for i := range path {
			path[i].enter++
		}
		if units := f.repeat(trail, path, t); units > 0 {
			f.sent.add(trail.node, trail.sink, path, unlimitedRoom)
			sum += units
		}
	}
	return sum
}

// repeat pushes along a path from what is left at its first node, up to the most it is for.
func (f *forest) repeat(trail trail, path []hop, t int32) int64 {
	var sum int64
	_, leave := f.start(path[0])
	for sum < trail.most && f.first[trail.node] <= leave {
		i := f.ready(trail.node, leave)
		release := f.supplies[i].Release
		units := f.pathRoom(path, trail.node, release, t, min(f.left[i], trail.most-sum, f.sinkRoom(trail.sink)))
		if units == 0 {
			break
		}
		f.pushPath(path, trail.node, release, t, units)
		f.take(i, units)
		f.arrive(trail.sink, t, units)
		sum += units
	}
	return sum
}

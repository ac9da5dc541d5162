package replay

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

// What every link is built with: a standing vehicle takes so much of a lane, and a gap needs so long to
// travel back past it. SUMO has the same numbers.
const (
	standing  unit.Metre       = 75 // tenths
	gapBehind unit.Millisecond = 1400
)

// patience is how long after the last departure a replay ends, whoever still stands.
const patience = 10 * 24 * 3600 * 1000 * unit.Millisecond(1)

// Outcome is what became of the trips of a case.
type Outcome struct {
	*queue.Result // Ends by trip, Links by link; Stopped where stop said so
	of            *Case
	arrivals      []unit.Millisecond // of those who arrived, in order
	worst         []jam              // links by the most that stood, most first
}

// jam is a link with those who stand on it or in the street before it, waiting to enter.
type jam struct {
	link  int32
	stand int32
	at    unit.Millisecond // when most stood there
}

// Queues returns the case as Wayout's own model of queues sees it.
func (c *Case) Queues() *queue.Case {
	n := &queue.Network{Nodes: len(c.Nodes), Links: make([]queue.Link, len(c.Links))}
	for i := range c.Links {
		l := &c.Links[i]
		n.Links[i] = queue.Road(l.From, l.To, l.Length, l.Lanes, l.free(), roads.Constant(l.Rate), queue.Jam{Vehicle: standing, Wave: gapBehind})
	}
	n.Freeze()
	out := &queue.Case{Network: n, Vehicles: make([]queue.Vehicle, len(c.Trips))}
	begins := make([]int32, len(c.Ways))
	for w, way := range c.Ways {
		begins[w] = int32(len(out.Courses))
		out.Courses = append(append(out.Courses, way...), queue.EndOfCourse)
	}
	last := unit.Millisecond(0)
	for i := range c.Trips {
		t := &c.Trips[i]
		last = max(last, t.Depart)
		out.Vehicles[i] = queue.Vehicle{
			Depart: t.Depart, After: -1, Size: 1, From: c.Links[c.Ways[t.Way][0]].From, Course: begins[t.Way],
			Fuel: queue.NoLimit, Stands: queue.Never, Wrong: -1,
		}
	}
	out.End = min(last+patience, queue.Latest)
	return out
}

// Drive drives the trips until all have arrived, ten days after the last departure, or until stop, which
// may be nil, reports true. It takes time in proportion to the links that are passed.
func (c *Case) Drive(stop func() bool) *Outcome {
	asked := c.Queues()
	asked.Stop = stop
	asked.Sample = sampleOf(asked)
	o := &Outcome{Result: queue.Run(asked, queue.NewDice(1, 0, 0)), of: c}
	for i := range o.Ends {
		if o.Ends[i].Fate == queue.Arrived {
			o.arrivals = append(o.arrivals, o.Ends[i].Ended)
		}
	}
	slices.Sort(o.arrivals)
	o.worst = jams(len(c.Links), o.Queues)
	return o
}

// sampleOf returns how often queues are counted: every ten minutes, or so seldom that even if everybody
// stands on a road of their own to the end no more than mostCounted are noted.
func sampleOf(asked *queue.Case) unit.Millisecond {
	const every, mostCounted = 600_000, 20_000_000
	standing := min(len(asked.Network.Links), len(asked.Vehicles))
	return max(every, asked.End*unit.Millisecond(standing)/mostCounted)
}

// jams returns the links on which anybody stood, those first on which most stood at once.
func jams(links int, queues []queue.Queue) []jam {
	all := make([]jam, links)
	for i := 0; i < len(queues); { // one moment after the other
		at, sums := queues[i].At, map[int32]int32{}
		for ; i < len(queues) && queues[i].At == at; i++ {
			sums[queues[i].Link] += queues[i].Stand
		}
		for link, stand := range sums {
			if stand > all[link].stand {
				all[link] = jam{link, stand, at}
			}
		}
	}
	all = slices.DeleteFunc(all, func(j jam) bool { return j.stand == 0 })
	slices.SortStableFunc(all, func(a, b jam) int { return int(b.stand) - int(a.stand) })
	return all
}

// After returns when a share of all trips, in thousandths, has arrived, rounded up to whole trips; false
// where that many never do.
func (o *Outcome) After(share int) (unit.Millisecond, bool) {
	n := (len(o.Ends)*share + 999) / 1000
	switch {
	case n > len(o.arrivals):
		return 0, false
	case n == 0:
		return 0, true
	}
	return o.arrivals[n-1], true
}

// Missing returns how many have not arrived by the end.
func (o *Outcome) Missing() int { return len(o.Ends) - len(o.arrivals) }

// onTheRoad returns the time that all spend between when they want to leave and when they arrive, or the
// end, and what of that they stand.
func (o *Outcome) onTheRoad() (all, stood unit.Millisecond) {
	for i := range o.Ends {
		e := &o.Ends[i]
		if e.Left == queue.Never {
			continue
		}
		until := e.Ended
		if e.Fate != queue.Arrived {
			until = o.Ended
		}
		all += until - e.Left
		stood += e.Stood
	}
	return all, stood
}

package queue

import (
	"wayout/internal/unit"
)

// Case is everything that a run needs. Nothing in it is changed, so that runs may share it.
type Case struct {
	Network *Network
	Signs   *Signs // may be nil where every vehicle has a course and nobody turns away from it
	// Courses are the links of ways, one after the other, each way ended by EndOfCourse.
	Courses  []int32
	Vehicles []Vehicle
	End      unit.Millisecond // the simulation stops there, at Latest at the latest
	// Sample is how often queues are counted; 0: never.
	Sample unit.Millisecond
	// Removal is how long a vehicle that gave up is in the way, and Passing the share of the rate, in
	// thousandths, at which others pass it on a road with one lane; on others its lane is lost.
	Removal unit.Millisecond
	Passing int64
	// Stop ends the run early where it reports true; may be nil.
	Stop func() bool
}

// EndOfCourse ends a way in the courses.
const EndOfCourse int32 = -3

// Result is what a run did.
type Result struct {
	Ends    []End // by vehicle
	Links   []Passed
	Queues  []Queue // in order of time, then link; only links on which somebody stands
	Moves   int64   // vehicles that entered a link
	Ended   unit.Millisecond
	Stopped bool // by Case.Stop
}

// Passed is what one link did.
type Passed struct {
	Vehicles int64            // that left it
	Stood    unit.Millisecond // by all of them, also of those who stood in the street before it
	Most     int32            // vehicles that stood at once, at a sample
}

// Queue are the vehicles that stand on a link, or in the street before it, at a moment.
type Queue struct {
	At     unit.Millisecond
	Link   int32
	Street bool
	Stand  int32
}

// line is what changes of a link, or of the street before one, which has no room to fill and no rate.
type line struct {
	nextIn, nextOut int64 // microseconds: nobody enters or leaves before
	headIn, headOut int64 // microseconds a car
	each            int64 // what a turn of a car costs this line where it meets others
	free, back      unit.Millisecond
	head, tail      int32 // vehicles, first and last
	room            int32 // left at its beginning
	most            int32 // room when empty
	gap, lastGap    int32 // on their way to its beginning, first and last
	to              int32
	rates           int32 // index of the rates that change, -1: one rate for ever
	waiting         int32 // first of the lines whose first vehicle waits to enter, -1
	behind          int32 // next of the lines that wait for the same one
	goal            int32 // the line that this one waits for, -1
	serving         bool
	ringing         bool  // it is the first of a ring that moves on soon
	mark            int32 // the search for a ring that has seen it last
	street          bool
	spread          int32
	lanes           int32
	slow            unit.Millisecond // somebody is in the way until then
	pass, clock     int64            // of stride scheduling: this line's turn; the turn of this line's goal
	turnFor         int32            // the goal for which pass holds
	length, climb   int32
}

// gapNode is a gap that a vehicle left behind it.
type gapNode struct {
	at   unit.Millisecond // at the beginning of the link
	room int32
	next int32
}

type run struct {
	*Case
	now     unit.Millisecond
	lines   []line // of the links, then streets
	streets []int32
	riders  []rider
	goes    []detour
	ends    []End
	passed  []Passed
	gaps    []gapNode
	spare   int32 // first unused gap
	agenda  agenda
	rates   []rates
	epoch   int
	lost    []int32 // vehicles that no sign leads on, at home
	halted  []int32 // lines whose first vehicle no sign leads on
	dice    Dice
	sampled unit.Millisecond
	queues  []Queue
	moves   int64
	marks   int32     // searches for rings so far
	cares   bool      // somebody may break down or run dry
	order   []int32   // vehicles without a predecessor that have not left, by departure
	chained [][]int32 // by vehicle, those that wait for it to arrive; nil where there are none
}

// detour is what is left of a driver's wrong turn and detours.
type detour struct{ wrong, left int32 }

// Run simulates a case. dice are for what differs from vehicle to vehicle at one link.
func Run(c *Case, dice Dice) *Result {
	r := newRun(c, dice)
	stopped := false
	for steps := 1; r.step(); steps++ {
		if steps&0xffff == 0 && c.Stop != nil && c.Stop() {
			stopped = true
			break
		}
	}
	return r.result(stopped)
}

// step lets the next thing happen, and reports whether there was one before the end.
func (r *run) step() bool {
	at, leaves := Never, false
	if len(r.agenda) > 0 {
		at = r.agenda[0].at()
	}
	if len(r.order) > 0 && r.Vehicles[r.order[0]].Depart <= at {
		at, leaves = r.Vehicles[r.order[0]].Depart, true
	}
	if at > min(r.End, Latest) {
		return false
	}
	r.sampleUntil(at)
	r.now = at
	if leaves {
		v := r.order[0]
		r.order = r.order[1:]
		r.leave(v)
		return true
	}
	r.happen(r.agenda.pop())
	return true
}

func (r *run) happen(e event) {
	switch e.what() {
	case sign:
		r.turnSigns()
	case ready:
		r.ready(e.id())
	case serve:
		r.lines[e.id()].serving = false
		r.serve(e.id())
	case leaving:
		r.leave(e.id())
	case ring:
		r.turnRing(e.id())
	}
}

func (r *run) result(stopped bool) *Result {
	for v := range r.riders {
		if f := r.ends[v].Fate; f == Street || f == Driving {
			r.ends[v].Stood += max(0, r.now-r.riders[v].exit)
		}
	}
	return &Result{Ends: r.ends, Links: r.passed, Queues: r.queues, Moves: r.moves, Ended: r.now, Stopped: stopped}
}

// sampleUntil counts the queues at every sample up to a moment.
func (r *run) sampleUntil(at unit.Millisecond) {
	if r.Sample == 0 {
		return
	}
	for r.sampled <= at {
		for i := range r.lines {
			l := &r.lines[i]
			if l.head < 0 {
				continue
			}
			stand := int32(0)
			for v := l.head; v >= 0 && r.riders[v].exit < r.sampled; v = r.riders[v].next {
				stand++
			}
			if stand == 0 {
				continue
			}
			link := int32(i)
			if l.street {
				link = r.streets[i-len(r.passed)]
			} else {
				r.passed[link].Most = max(r.passed[link].Most, stand)
			}
			r.queues = append(r.queues, Queue{r.sampled, link, l.street, stand})
		}
		r.sampled += r.Sample
	}
}

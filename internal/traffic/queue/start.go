package queue

import (
	"cmp"
	"slices"

	"wayout/internal/unit"
)

// newRun prepares a run: all links empty, everybody at home.
func newRun(c *Case, dice Dice) *run {
	n := c.Network
	if len(n.Links)*2 > mostID || len(c.Vehicles) > mostID {
		panic("queue: too many links or vehicles")
	}
	r := &run{
		Case: c, dice: dice, spare: -1,
		lines:  make([]line, len(n.Links), 2*len(n.Links)),
		passed: make([]Passed, len(n.Links)),
		riders: make([]rider, len(c.Vehicles)),
		ends:   make([]End, len(c.Vehicles)),
		goes:   make([]detour, len(c.Vehicles)),
	}
	for i := range n.Links {
		r.lines[i] = r.newLine(&n.Links[i], int32(i))
	}
	r.openStreets()
	for v := range c.Vehicles {
		of := &c.Vehicles[v]
		r.riders[v] = rider{next: -1, at: of.Course - 1, size: uint16(of.Size), link: -1, whim: of.Wrong >= 0}
		if of.Course < 0 {
			r.riders[v].at = following
		}
		r.goes[v] = detour{of.Wrong, of.Detours}
		r.ends[v] = End{At: -1, Left: Never, Entered: Never, Ended: Never}
		r.cares = r.cares || of.Fuel != NoLimit || of.Stands < Never
		if of.After >= 0 {
			if r.chained == nil {
				r.chained = make([][]int32, len(c.Vehicles))
			}
			r.chained[of.After] = append(r.chained[of.After], int32(v))
		}
	}
	r.order = r.departures()
	if c.Signs != nil {
		for _, at := range c.Signs.From[1:] {
			r.agenda.push(newEvent(min(at, Latest), sign, 0))
		}
	}
	return r
}

// slowest is the most time of a vehicle that counts where roads meet and drivers choose, a thousand
// hours as at the least rate there is, so that a road without any does not upset sums.
const slowest = 1000 * 3_600_000_000

func (r *run) newLine(l *Link, link int32) line {
	room := l.Room
	if room == 0 {
		room = mostID
	}
	each := headway(l.Rate.Most())
	made := line{
		headIn: each, headOut: each, each: min(each, slowest), free: l.Free, back: l.Back, head: -1, tail: -1, room: room, most: room,
		gap: -1, lastGap: -1, to: l.To, rates: -1, waiting: -1, behind: -1, goal: -1, turnFor: -1,
		spread: l.Spread, lanes: l.Lanes, length: int32(l.Length), climb: int32(l.Climb),
	}
	if l.Free == 0 {
		made.headOut = 0 // who has been served goes
	}
	if len(l.Rate) != 1 || l.Quota > 0 {
		made.rates = int32(len(r.rates))
		r.rates = append(r.rates, rates{profile: l.Rate, quota: int64(l.Quota)})
		r.rates[made.rates].begin(&made)
	}
	return made
}

// openStreets gives every link that leads away from where somebody starts a street before it.
func (r *run) openStreets() {
	n := r.Network
	starts := make([]bool, n.Nodes)
	for v := range r.Vehicles {
		starts[r.Vehicles[v].From] = true
	}
	for i := range n.Links {
		if !starts[n.Links[i].From] {
			continue
		}
		r.streets = append(r.streets, int32(i))
		r.lines = append(r.lines, line{
			head: -1, tail: -1, gap: -1, lastGap: -1, to: n.Links[i].From, rates: -1, waiting: -1, behind: -1, goal: -1,
			turnFor: -1, street: true, room: mostID, most: mostID,
		})
	}
}

// streetOf returns the street before a link.
func (r *run) streetOf(link int32) int32 {
	at, _ := slices.BinarySearch(r.streets, link)
	return int32(len(r.passed) + at)
}

// departures returns the vehicles without a predecessor by departure.
func (r *run) departures() []int32 {
	order := make([]int32, 0, len(r.Vehicles))
	for v := range r.Vehicles {
		if r.Vehicles[v].After < 0 {
			order = append(order, int32(v))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Compare(r.Vehicles[a].Depart, r.Vehicles[b].Depart)
	})
	return order
}

// leave lets a vehicle want to enter its first link.
func (r *run) leave(v int32) {
	end, rider := &r.ends[v], &r.riders[v]
	if end.Left == Never {
		end.Left = r.now
	}
	first := r.next(v, r.Vehicles[v].From)
	switch first {
	case here:
		end.Fate, end.Entered, end.Ended = Arrived, r.now, r.now
		r.follow(v)
		return
	case noWay:
		r.lost = append(r.lost, v) // still waiting: no sign leads anywhere
		end.Left = Never
		return
	}
	end.Fate = Street
	rider.exit = r.now
	street := r.streetOf(first)
	rider.link = street
	r.enqueue(street, v)
}

// enqueue puts a vehicle at the end of a line.
func (r *run) enqueue(at, v int32) {
	l := &r.lines[at]
	r.riders[v].next = -1
	if l.head >= 0 {
		r.riders[l.tail].next = v
		l.tail = v
		return
	}
	l.head, l.tail = v, v
	r.expect(at, l)
}

// expect enters when the first vehicle of a line may leave, if that is before every end.
func (r *run) expect(at int32, l *line) {
	if when := max(r.now, r.riders[l.head].exit, whole(l.nextOut)); when <= Latest {
		r.agenda.push(newEvent(when, ready, at))
	}
}

// whole returns microseconds as milliseconds, rounded up.
func whole(micro int64) unit.Millisecond { return unit.Millisecond((micro + 999) / 1000) }

// follow lets vehicles leave that waited for one that has arrived.
func (r *run) follow(v int32) {
	if r.chained == nil {
		return
	}
	for _, next := range r.chained[v] {
		of := &r.Vehicles[next]
		if at := max(of.Depart, r.now+of.Rest); at <= Latest {
			r.agenda.push(newEvent(at, leaving, next))
		}
	}
}

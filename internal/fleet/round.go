package fleet

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// vehicle is one vehicle with what it has done so far.
type vehicle struct {
	id     plan.Vehicle
	row    *people.Fleet
	place  int
	free   unit.Second // from when on it may load or drive
	onDuty bool
	began  unit.Second // of the duty
	driven unit.Metre  // since it was last filled up
	trips  []plan.Trip
	// unfillable is when it was last found that no round fits in what is left of its duty.
	unfillable unit.Second
}

// round is one way of a vehicle out to people and with them to a reception, in the making.
type round struct {
	v      *vehicle
	drives []drive
	taken  []boarding
	people unit.Person
	begin  unit.Second // of loading or driving
	end    unit.Second // everybody has got off
	driven unit.Metre  // since the last filling, at the end
	stints []stint     // by drive: when the crew is busy with it
	fresh  bool        // it begins a new duty
	began  unit.Second // of the duty in which it ends
	to     int         // reception
	wanted int         // reception to which those aboard have to go, -1: any
	others unit.Person // those aboard for whom no reception keeps room
}

// stint is the time of a crew for one drive: from loading to the arrival, or to the last getting off.
type stint struct{ begin, end unit.Second }

// boarding are parties of a pool that board at a drive.
type boarding struct {
	pool    *pool
	parties int
	at      int // index of the drive they board before
}

// mostStops is how often a round stops to take on more.
const mostStops = 6

// mostWaits is how often the start of a round is put off until crew and gates fit together.
const mostWaits = 4

// start is one way to begin a round.
type start struct {
	from  unit.Second // the vehicle does not set off before
	night bool        // the crew rests where it takes people on
	stops int         // how often the round may stop to take on more
}

// try plans one round of a vehicle to a pool, with a rest before it where the crew needs one, and
// without further stops where those would take too long. Where the duty is too long all the same, it
// puts the start off: who sets off before a gate shuts for the night spends the duty waiting there.
// Who sets off later is not back earlier, so the duty begins no earlier than lets it hold the end of
// the round that was too long.
func (d *dispatcher) try(v *vehicle, p *pool) (*round, bool) {
	var starts []start
	for _, stops := range []int{mostStops, 0} {
		starts = append(starts, start{v.free, false, stops})
		if v.row.Duty > 0 && v.onDuty {
			starts = append(starts, start{v.free + v.row.Rest, false, stops})
		}
		if v.row.Duty > 0 && v.place != p.at {
			starts = append(starts, start{v.free, true, stops}, start{v.free + v.row.Rest, true, stops})
		}
	}
	for range 1 + mostWaits {
		var later []start
		for _, s := range starts {
			r, ok := d.begun(v, p, s)
			if ok {
				return r, true
			}
			if r.fresh && v.row.Duty > 0 && r.end-r.begin > v.row.Duty {
				s.from = r.end - v.row.Duty
				later = append(later, s)
			}
		}
		starts = later
	}
	return nil, false
}

// begun plans the round that begins in one way, and reports whether there is one that keeps all.
func (d *dispatcher) begun(v *vehicle, p *pool, s start) (*round, bool) {
	r := &round{v: v, driven: v.driven, begin: -1, wanted: -1}
	good := d.out(r, p, s.from)
	if s.night {
		r.end += v.row.Rest
	}
	good = good && d.back(r, p, s.stops) && d.keeps(r)
	for i := range r.drives {
		d.release(&r.drives[i])
	}
	return r, good
}

// out drives the empty vehicle to the pool, not before a moment.
func (d *dispatcher) out(r *round, p *pool, from unit.Second) bool {
	v := r.v
	r.end = from
	if v.place == p.at {
		return true
	}
	here, there := d.task.Network.Entry[v.place], d.task.Network.Entry[p.at]
	way := d.ways.from(here, d.ways.phase(r.end)).time[there]
	if way < unit.Never {
		r.end = max(r.end, p.ready-way-grid)
	}
	out, ok := d.drive(here, there, r.end, v.row.Weight)
	if !ok {
		return false
	}
	d.join(r, out, v.place, p.at, 0)
	return true
}

// join adds a drive to a round, before which people board for a time.
func (d *dispatcher) join(r *round, out drive, from, to int, loading unit.Second) {
	out.trip.Vehicle, out.trip.From, out.trip.To = r.v.id, from, to
	d.reserve(&out) // until the round is planned out: its drives may meet
	r.drives = append(r.drives, out)
	r.end = out.trip.End()
	r.driven += out.metres
	begin := out.trip.Depart - loading
	r.stints = append(r.stints, stint{begin, r.end})
	if r.begin < 0 {
		r.begin = begin
	}
}

// back loads the vehicle at the pool and brings everybody to the nearest reception that has room,
// stopping on the way where there is room and somebody waits.
func (d *dispatcher) back(r *round, p *pool, stops int) bool {
	at := p.at
	var aboard people.Need
	loading := d.board(r, &aboard, at, p)
	if loading == 0 {
		return false
	}
	for {
		reception := d.receptionFor(r, at)
		if reception < 0 {
			return false
		}
		r.to = reception
		stop := -1
		if stops > 0 {
			stop = d.nextStop(r, aboard, at, reception)
			stops--
		}
		if stop < 0 {
			return d.deliver(r, at, reception, loading)
		}
		if !d.leave(r, at, d.task.Network.Entry[stop], stop, loading) {
			return false
		}
		at = stop
		if loading = d.board(r, &aboard, at, nil); loading == 0 {
			return d.deliver(r, at, reception, 0)
		}
	}
}

// leave drives on to the next stop once everybody has boarded.
func (d *dispatcher) leave(r *round, at int, to int32, place int, loading unit.Second) bool {
	start := r.end
	out, ok := d.drive(d.task.Network.Entry[at], to, start+loading, r.v.row.Weight)
	if !ok {
		return false
	}
	d.join(r, out, at, place, loading)
	return true
}

// deliver drives to a reception, where everybody gets off.
func (d *dispatcher) deliver(r *round, at, reception int, loading unit.Second) bool {
	place := d.task.Scenario.Receptions[reception].Place
	if !d.leave(r, at, d.sink(reception), place, loading) {
		return false
	}
	r.drives[len(r.drives)-1].trip.Reception = reception
	r.end += r.unloading()
	r.stints[len(r.stints)-1].end = r.end
	return true
}

// unloading returns how long everybody aboard needs to get off: half of boarding.
func (r *round) unloading() unit.Second {
	var sum unit.Second
	for _, b := range r.taken {
		sum += unit.Second(b.parties) * b.pool.g.Loading
	}
	return (sum + 1) / 2
}

// sink returns the node of a reception.
func (d *dispatcher) sink(reception int) int32 {
	for _, sink := range d.task.Network.Sinks {
		if sink.Reception == reception {
			return sink.Node
		}
	}
	panic("fleet: a reception without a node")
}

// board takes on as many parties waiting at a place as fit, those of the first pool before others
// and of the others those that need most first, and returns how long that takes. The round's end
// becomes the moment at which boarding can begin.
func (d *dispatcher) board(r *round, aboard *people.Need, at int, first *pool) unit.Second {
	var loading unit.Second
	latest := r.end
	for _, p := range d.waiting(at, first) {
		if p != first && p.ready > latest {
			continue
		}
		n := r.fits(p, *aboard)
		if n == 0 || r.has(p) || !d.mayJoin(r, p) {
			continue
		}
		kept := d.keptRoom(p)
		for !kept && n > 0 && r.others+p.g.PeopleIn(p.next, n) > d.mostRoom(r) {
			n--
		}
		if n == 0 {
			continue
		}
		*aboard = aboard.Add(p.g.Need(p.next, n))
		r.taken = append(r.taken, boarding{p, n, len(r.drives)})
		persons := p.g.PeopleIn(p.next, n)
		r.people += persons
		if !kept {
			r.others += persons
		}
		loading += unit.Second(n) * p.g.Loading
		latest = max(latest, p.ready)
	}
	r.end = latest
	return loading
}

// fits returns how many parties of a pool fit beside who is aboard.
func (r *round) fits(p *pool, aboard people.Need) int {
	n := 0
	for n < p.left && aboard.Add(p.g.Need(p.next, n+1)).FitsIn(r.v.row.Places) {
		n++
	}
	return n
}

// has reports whether parties of a pool are aboard; it may pass their place once more, and they are
// counted as waiting there until the round is booked.
func (r *round) has(p *pool) bool {
	return slices.ContainsFunc(r.taken, func(b boarding) bool { return b.pool == p })
}

// keptRoom reports whether a reception keeps room for the parties of a pool.
func (d *dispatcher) keptRoom(p *pool) bool {
	_, known := d.wanted[p.g.Institution]
	return known
}

// mostRoom returns the people without room kept whom a round may bring: as many as the reception takes
// that it has to lead to, or any.
func (d *dispatcher) mostRoom(r *round) unit.Person {
	if r.wanted >= 0 {
		return d.room[r.wanted]
	}
	return slices.Max(d.room)
}

// mayJoin reports whether parties of a pool may ride with those aboard: residents of an institution
// go to one reception, so where some have gone already the round must lead there, and where others
// have to go somewhere that reception must have room for the whole institution.
func (d *dispatcher) mayJoin(r *round, p *pool) bool {
	if p.g.Institution < 0 {
		return true
	}
	wanted, known := d.wanted[p.g.Institution]
	if !known {
		return r.wanted < 0 || d.room[r.wanted] >= r.others+d.remaining(p.g.Institution)
	}
	if r.wanted >= 0 && r.wanted != wanted || d.room[wanted] < r.others {
		return false
	}
	r.wanted = wanted
	return true
}

// remaining returns the people of an institution who still wait.
func (d *dispatcher) remaining(institution int) unit.Person {
	var sum unit.Person
	for _, p := range d.pools {
		if p.g.Institution == institution {
			sum += p.g.PeopleIn(p.next, p.left)
		}
	}
	return sum
}

// receptionFor returns where a round goes from a place: where those aboard have to go, or the nearest
// reception with room for them and for what is left of their institutions; where none has that, for
// them alone. It is -1 if there is none.
func (d *dispatcher) receptionFor(r *round, at int) int {
	if r.wanted >= 0 {
		return r.wanted
	}
	whole := r.people
	var seen []int
	for _, b := range r.taken {
		if i := b.pool.g.Institution; i >= 0 {
			whole -= b.pool.g.PeopleIn(b.pool.next, b.parties)
			if !slices.Contains(seen, i) {
				seen = append(seen, i)
				whole += d.remaining(i)
			}
		}
	}
	phase := d.ways.phase(r.end)
	reception, _ := d.nearestReception(at, whole, phase)
	if reception < 0 {
		reception, _ = d.nearestReception(at, r.people, phase)
	}
	return reception
}

// waiting returns the pools with parties left at a place, the first before all others.
func (d *dispatcher) waiting(at int, first *pool) []*pool {
	var out []*pool
	for _, p := range d.pools {
		if p.at == at && p.left > 0 && p != first {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b *pool) int {
		return cmp.Or(cmp.Compare(a.g.Tier(), b.g.Tier()), cmp.Compare(b.g.Class, a.g.Class))
	})
	if first != nil {
		out = append([]*pool{first}, out...)
	}
	return out
}

// nextStop returns the first place on the way to a reception where a party waits that fits, -1 if
// there is none.
func (d *dispatcher) nextStop(r *round, aboard people.Need, at, reception int) int {
	net := d.task.Network
	reach := d.ways.from(net.Entry[at], d.ways.phase(r.end))
	for _, i := range d.ways.links(reach, d.sink(reception)) {
		node := net.Links[i].To
		place := net.Nodes[node].Place
		if node != net.Entry[place] || place == at {
			continue
		}
		for _, p := range d.pools {
			if p.at == place && p.left > 0 && p.ready <= r.end+reach.time[node] && !r.has(p) && r.fits(p, aboard) > 0 {
				return place
			}
		}
	}
	return -1
}

// nearestReception returns the reception with room for so many that is reached first, -1 if there
// is none, and how long the way is.
func (d *dispatcher) nearestReception(place int, persons unit.Person, phase int) (int, unit.Second) {
	best, least := -1, unit.Never
	reach := d.ways.from(d.task.Network.Entry[place], phase)
	for _, sink := range d.task.Network.Sinks {
		if t := reach.time[sink.Node]; t < least && d.room[sink.Reception] >= persons {
			best, least = sink.Reception, t
		}
	}
	return best, least
}

// keeps reports whether a round keeps the hours of crew and vehicle, the range of its tank, and
// what the people aboard can stand. It sets whether the round begins a new duty.
func (d *dispatcher) keeps(r *round) bool {
	v := r.v
	if r.end > v.row.To || r.end > d.task.Horizon || v.row.Range > 0 && r.driven > v.row.Range {
		return false
	}
	if !r.keepsDuties() {
		return false
	}
	arrived := r.drives[len(r.drives)-1].trip.End()
	for _, b := range r.taken {
		if most := b.pool.g.Longest; most > 0 && arrived-r.drives[b.at].trip.Depart > most {
			return false
		}
	}
	return d.stops(r)
}

// stops finds where the people aboard turn when the gates shut, if anybody asks, and reports whether
// there is room for them all the time.
func (d *dispatcher) stops(r *round) bool {
	stops := d.task.Stops
	if stops == nil {
		return true
	}
	first := r.taken[0].at
	var courses []supply.Course
	for i := first; i < len(r.drives); i++ {
		t := &r.drives[i].trip
		courses = append(courses, stops.CourseOf(t.From, t.Legs, t.Passes, t.Reception >= 0))
	}
	left := r.drives[first].trip.Depart
	for k := range courses {
		t := &r.drives[first+k].trip
		refuges, ok := stops.Refuges(courses, k, t.Depart-left)
		if !ok || stops.Room(refuges, t.Depart, t.Length) < r.people {
			return false
		}
		t.Refuges = refuges
	}
	return true
}

// commit books a round.
func (d *dispatcher) commit(r *round) {
	v := r.v
	for _, b := range r.taken {
		p := b.pool
		trip := &r.drives[b.at].trip
		trip.Boards = append(trip.Boards, plan.Load{Place: p.place, Group: p.group, First: p.next, Parties: b.parties})
		persons := p.g.PeopleIn(p.next, b.parties)
		arrived := r.drives[len(r.drives)-1].trip.End()
		d.hours += float64(persons) * arrived.Hours()
		d.received[r.to] += persons
		d.done[p.g.Tier()] = max(d.done[p.g.Tier()], arrived)
		p.next += b.parties
		p.left -= b.parties
	}
	d.keepRoom(r)
	for i := range r.drives {
		d.reserve(&r.drives[i])
		if t := &r.drives[i].trip; d.task.Stops != nil {
			d.task.Stops.Take(t.Refuges, t.Depart, t.Length, r.people)
		}
		v.trips = append(v.trips, r.drives[i].trip)
	}
	v.began, v.onDuty = r.began, true
	v.place, v.free = d.task.Scenario.Receptions[r.to].Place, r.end
	v.driven = 0 // a reception fills tanks up
}

// keepRoom takes the room of a reception for those aboard, and keeps it for the rest of their
// institutions as long as it has so much.
func (d *dispatcher) keepRoom(r *round) {
	d.room[r.to] -= r.others
	for _, b := range r.taken {
		i := b.pool.g.Institution
		if i < 0 || d.keptRoom(b.pool) {
			continue
		}
		if rest := d.remaining(i); d.room[r.to] >= rest {
			d.room[r.to] -= rest
			d.wanted[i] = r.to
		}
	}
}

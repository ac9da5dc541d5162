package verify_test

import (
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// driving is a vehicle of a shuttle.
type driving struct {
	b      *shuttle
	row    int
	at     int
	free   unit.Second
	began  unit.Second // of the duty; -1: none has begun
	driven unit.Metre
	trips  []plan.Trip
}

// drive lets one vehicle of a row fetch whoever is left, place by place.
func (b *shuttle) drive(row int) {
	f := &b.s.Fleet[row]
	d := &driving{b: b, row: row, at: f.Depot, free: f.From, began: -1}
	for place := range b.next {
		for g := range b.next[place] {
			for d.round(place, g) {
			}
		}
	}
	b.p.Trips = append(b.p.Trips, d.trips...)
}

// round fetches parties of one group, stops for others on the way now and then, and brings all to
// the reception. It changes nothing and returns false where that breaks a limit.
func (d *driving) round(place, group int) bool {
	b, was := d.b, *d
	t := b.s.Travel(place, people.Used, b.p.WithoutFuel(place))
	g := &t.Groups[group]
	first := b.next[place][group]
	var need people.Need
	n := 0
	for first+n < g.Parties && need.Add(g.Need(first, n+1)).FitsIn(b.s.Fleet[d.row].Places) {
		n++
	}
	if n == 0 || first >= g.Parties {
		return false
	}
	from := b.at[place][group]
	if d.at != from {
		d.trip(from, nil, 0, 0, -1)
	}
	load := plan.Load{Place: place, Group: group, First: first, Parties: n}
	loading := unit.Second(n) * g.Loading
	stop := from
	aboard, ready, wait := []plan.Load{load}, b.ready[place][group], loading
	for b.chance(40) && stop+1 < b.last() {
		stop++
		d.trip(stop, aboard, ready, wait, -1)
		aboard, ready, wait = nil, 0, 0
	}
	d.trip(b.last(), aboard, ready, wait, 0)
	board := d.trips[len(was.trips)]
	for _, trip := range d.trips[len(was.trips):] {
		if len(trip.Boards) > 0 {
			board = trip
		}
	}
	f := &b.s.Fleet[d.row]
	arrived := d.trips[len(d.trips)-1].End()
	d.free = arrived + (loading+1)/2
	late := d.free > f.To || arrived > b.s.Horizon || g.Longest > 0 && arrived-board.Depart > g.Longest
	if late || f.Duty > 0 && d.free-d.began > f.Duty || f.Range > 0 && d.driven > f.Range {
		trips := was.trips
		if !late && was.began >= 0 && d.began == was.began { // another crew might
			*d = was
			d.free, d.began = d.free+f.Rest, -1
			return d.round(place, group)
		}
		*d = was
		d.trips = trips
		return false
	}
	b.next[place][group] += n
	return true
}

// trip drives to a place as soon as it can.
func (d *driving) trip(to int, boards []plan.Load, ready, loading unit.Second, reception int) {
	f := &d.b.s.Fleet[d.row]
	if d.at == f.Depot || d.at == d.b.last() {
		d.driven = 0
	}
	t := plan.Trip{
		Vehicle: plan.Vehicle{Row: d.row, Number: 1}, From: d.at, To: to, Boards: boards, Length: minute, Reception: reception,
		Depart: up(max(d.free, ready)+loading) + unit.Second(d.b.IntN(2))*minute,
	}
	t.Legs, t.Passes = d.b.way(d.at, to)
	if begin := t.Depart - loading; d.began < 0 || begin-d.free >= f.Rest {
		d.began = begin
	}
	for _, leg := range t.Legs {
		d.driven += d.b.s.Roads[leg.Road].Length
	}
	d.at, d.free = to, t.End()
	d.trips = append(d.trips[:len(d.trips):len(d.trips)], t)
}

// turn finds sites to turn to, second by second, for everybody who needs one.
func (b *shuttle) turn() {
	if b.s.SafeToStop == 0 {
		return
	}
	n := newNaive(b.s, b.s.Horizon)
	n.noFuel = b.p.NoFuel
	for i := range b.p.Routes {
		r := &b.p.Routes[i]
		t := n.traveller(r.Place, r.Reception, r.Legs, r.Passes)
		r.Refuges = t.refuges()
	}
	for i := range b.p.Trips {
		first := n.boardedFirst(b.p, i)
		if first < 0 {
			continue
		}
		trip := &b.p.Trips[i]
		t := n.tripTraveller(b.p, i)
		t.before = trip.Depart - b.p.Trips[first].Depart
		t.stuck = i > first && n.tripsHold(b.p, first, i)
		t.further = trip.Reception < 0
		trip.Refuges = t.refuges()
	}
}

// tripsHold reports whether a gate or a one-way road was passed in earlier trips.
func (n *naive) tripsHold(p *plan.Plan, first, i int) bool {
	for k := first; k < i; k++ {
		t := n.tripTraveller(p, k)
		for _, oneWay := range t.oneWay {
			if oneWay {
				return true
			}
		}
		if t.passesGate() {
			return true
		}
	}
	return false
}

// refuges returns a site for every second that needs one, where there is any.
func (t *traveller) refuges() []plan.Refuge {
	var out []plan.Refuge
	for at := unit.Second(0); at < t.passes[len(t.passes)-1]; at++ {
		half := 2*at + 1
		if t.through(half) || t.canTurn(half) {
			continue
		}
		if last := len(out) - 1; last >= 0 && out[last].To == at && t.canReach(out[last].Site, half) {
			out[last].To++
			continue
		}
		for site := range t.n.s.Sites {
			if t.canReach(site, half) {
				out = append(out, plan.Refuge{Site: site, From: at, To: at + 1})
				break
			}
		}
	}
	return out
}

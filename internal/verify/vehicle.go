package verify

import (
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// vehicles judges every vehicle from its first trip to its last.
func (j *judge) vehicles() {
	for _, run := range j.rounds.runs {
		v := j.p.Trips[run.first].Vehicle
		d := &driver{j: j, v: v, of: j.asset(v), first: run.first, since: -1}
		d.at, d.free, d.rested = d.of.depot, d.of.from, true
		for i := run.first; i <= run.last; i++ {
			d.drive(i)
		}
		d.end(run.last)
	}
}

// driver is one vehicle under way.
type driver struct {
	j      *judge
	v      plan.Vehicle
	of     asset
	first  int         // trip
	at     int         // place
	free   unit.Second // to be loaded, or driven on
	aboard []int       // boardings
	need   people.Need
	people unit.Person
	since  int // the trip from which on somebody has been aboard; -1: nobody is

	driven    unit.Metre // since it was filled up
	dutyBegan unit.Second
	rested    bool // no duty has begun yet
	tired     bool // told that this duty is too long
}

func (d *driver) name() string { return d.j.vehicleName(d.v) }

// drive judges one trip.
func (d *driver) drive(i int) {
	t := &d.j.p.Trips[i]
	d.stands(t)
	empty := len(d.aboard) == 0
	loading := d.board(i, t)
	began := t.Depart - loading
	if began < d.free {
		d.j.r.add(VehicleTime, d.j.s.Instant(t.Depart), d.j.s.Instant(d.free+loading),
			"%s departs before the vehicle is free, at %s, and loaded, which takes %d seconds.",
			d.j.tripName(t), d.j.s.Clock(d.free), loading)
	}
	if len(d.aboard) > 0 && d.since < 0 {
		d.since = i
	}
	d.j.rounds.aboard[i] = d.people
	d.drivenBy(t)
	last := d.free
	d.free = t.End() + d.getOff(i, t)
	d.work(began, last, empty)
	d.at = t.To
}

// stands judges that a trip starts where the vehicle stands, and that lorries drive where they are
// to drive.
func (d *driver) stands(t *plan.Trip) {
	places := d.j.s.Places
	if t.From != d.at {
		d.j.r.add(VehiclePlace, places[t.From].Name, places[d.at].Name, "%s starts where the vehicle is not: it stands at %s.",
			d.j.tripName(t), places[d.at].Name)
	}
	if d.v.Relief {
		row := &d.j.s.Relief[d.v.Row]
		if first := t == &d.j.p.Trips[d.first]; first && t.To != row.Place || !first && (t.To != row.Depot || t.From != row.Place) {
			d.j.r.add(VehiclePlace, places[t.To].Name, "", "%s is none that brings supplies from %s to %s, or the lorry back.",
				d.j.tripName(t), places[row.Depot].Name, places[row.Place].Name)
		}
	}
}

// board lets everybody board who does, and returns how long that takes.
func (d *driver) board(i int, t *plan.Trip) unit.Second {
	var loading, ready unit.Second
	r := &d.j.rounds
	for b := r.first[i]; b < r.first[i+1]; b++ {
		load := r.boardings[b].load
		group := d.j.group(load)
		loading += unit.Second(load.Parties) * group.Loading
		if r.boardings[b].there {
			ready = max(ready, r.boardings[b].ready)
		}
		d.aboard = append(d.aboard, b)
		d.need = d.need.Add(group.Need(load.First, load.Parties))
		d.people += d.j.peopleIn(load)
	}
	if r.first[i] == r.first[i+1] {
		return 0
	}
	if t.Depart < ready+loading {
		d.j.r.add(NotReady, d.j.s.Instant(t.Depart), d.j.s.Instant(ready+loading),
			"%s departs before everybody who boards is there, at %s, and has boarded, which takes %d seconds.",
			d.j.tripName(t), d.j.s.Clock(ready), loading)
	}
	if !d.need.FitsIn(d.of.places) {
		d.j.r.add(VehicleFull, needText(d.need), needText(d.of.places), "%s has more people aboard than places: %s; %s has %s.",
			d.j.tripName(t), needText(d.need), d.name(), needText(d.of.places))
	}
	return loading
}

// getOff lets everybody get off where they do, and returns how long the vehicle stands after it
// has arrived.
func (d *driver) getOff(i int, t *plan.Trip) unit.Second {
	if d.v.Relief && t == &d.j.p.Trips[d.first] {
		return people.ReliefUnloading
	}
	if t.Reception < 0 || len(d.aboard) == 0 {
		return 0
	}
	var loading unit.Second
	for _, b := range d.aboard {
		on := &d.j.rounds.boardings[b]
		group := d.j.group(on.load)
		loading += unit.Second(on.load.Parties) * group.Loading
		if took := t.End() - d.j.p.Trips[on.trip].Depart; group.Longest > 0 && took > group.Longest {
			d.j.r.add(DriveTooLong, seconds(took), seconds(group.Longest), "%s brings %s after %d seconds; they stand no more than %d.",
				d.j.tripName(t), d.j.partiesName(on.load), took, group.Longest)
		}
	}
	r := &d.j.rounds
	r.deliveries = append(r.deliveries, delivery{t.End(), t.Reception, d.people})
	r.journeys = append(r.journeys, run{d.since, i})
	d.aboard, d.need, d.people, d.since = d.aboard[:0], people.Need{}, 0, -1
	return (loading + 1) / 2
}

// drivenBy judges how far the vehicle has come since it was filled up, at its depot or at a
// reception.
func (d *driver) drivenBy(t *plan.Trip) {
	if d.filledUp(t.From) {
		d.driven = 0
	}
	before := d.driven
	for _, leg := range t.Legs {
		d.driven += d.j.s.Roads[leg.Road].Length
	}
	if most := d.of.reach; most > 0 && d.driven > most && before <= most {
		d.j.r.add(BeyondRange, metres(d.driven), metres(most), "%s is %d metres long since the vehicle was filled up; it drives %d.",
			d.j.tripName(t), d.driven, most)
	}
}

func (d *driver) filledUp(place int) bool {
	if place == d.of.depot {
		return true
	}
	for i := range d.j.s.Receptions {
		if d.j.s.Receptions[i].Place == place {
			return true
		}
	}
	return false
}

// work judges the duties of the crews: one lasts from the first loading to the last arrival, and a
// gap as long as the rest ends it if the vehicle stands empty, or if crews take over without one. before is when the vehicle was free before this
// trip.
func (d *driver) work(began, before unit.Second, empty bool) {
	if d.of.duty == 0 {
		return
	}
	if d.rested || (empty || d.of.rest == 0) && began-before >= d.of.rest {
		d.dutyBegan, d.rested, d.tired = began, false, false
	}
	if took := d.free - d.dutyBegan; took > d.of.duty && !d.tired {
		d.tired = true
		d.j.r.add(CrewHours, seconds(took), seconds(d.of.duty), "The crew of %s that begins at %s works until %s at least without a rest.",
			d.name(), d.j.s.Clock(d.dutyBegan), d.j.s.Clock(d.free))
	}
}

// end judges how the vehicle ends its last trip.
func (d *driver) end(last int) {
	if d.free > d.of.to {
		d.j.r.add(VehicleTime, d.j.s.Instant(d.free), d.j.s.Instant(d.of.to), "The last trip of %s ends at %s; it can be had until %s.",
			d.name(), d.j.s.Clock(d.free), d.j.s.Clock(d.of.to))
	}
	if d.since < 0 {
		return
	}
	d.j.rounds.journeys = append(d.j.rounds.journeys, run{d.since, last})
	d.j.r.add(WrongParties, persons(d.people), persons(0), "At the end %d people are still aboard %s, among them %s.",
		d.people, d.name(), d.j.partiesName(d.j.rounds.boardings[d.aboard[0]].load))
}

package verify

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// stream is a steady flow of cars or people: a slot, a trip or a column on foot. It keeps its rate
// on the whole way.
type stream struct {
	course *course // nil for a column
	depart unit.Second
	length unit.Second
	amount int64 // cars, or people on foot
}

// layStreams lists the slots, then the trips, then the columns as streams.
func (j *judge) layStreams() {
	p := j.p
	j.streams = make([]stream, 0, len(p.Slots)+len(p.Trips)+len(p.Columns))
	for i := range p.Slots {
		s := &p.Slots[i]
		j.streams = append(j.streams, stream{&j.courses[s.Route], s.Depart, s.Length, int64(s.Vehicles)})
	}
	for i := range p.Trips {
		t := &p.Trips[i]
		j.streams = append(j.streams, stream{&j.rounds.courses[i], t.Depart, t.Length, int64(j.asset(t.Vehicle).weight)})
	}
	for i := range p.Columns {
		c := &p.Columns[i]
		j.streams = append(j.streams, stream{nil, c.Depart, c.Length, int64(j.peopleIn(&c.Load))})
	}
}

// stage is whatever streams enter at a rate: a link of the network, a fuel point, a path.
type stage struct {
	name             func() string
	rate             roads.Profile
	quota            int64 // most in a calendar day; 0: no quota
	what             string
	tooMany          Rule // more than the rate
	shut, quotaBroke Rule
}

// passage is a stream on a stage.
type passage struct {
	stream int32
	from   unit.Second // when its head enters
}

// stages judges every link of the network at every instant, and the routes where they part.
func (j *judge) stages() {
	start, passages := j.passages()
	phases := j.phases()
	used := make([][]int32, len(j.s.Places)) // by place: links that lead on from there
	busy := make([][]int, len(j.net.Links))
	for i := range j.net.Links {
		here := passages[start[i]:start[i+1]]
		if len(here) == 0 {
			continue
		}
		j.r.Checked.Links++
		j.r.Checked.Streams += len(here)
		l := &j.net.Links[i]
		j.stage(&stage{
			name: func() string { return j.stageName(i) },
			rate: l.Rate, quota: int64(l.Quota), what: "vehicles",
			tooMany: OverRate, shut: EntersShut, quotaBroke: OverQuota,
		}, here)
		if phases && l.Kind == roads.Carriageway {
			place := j.net.Nodes[l.From].Place
			used[place] = append(used[place], int32(i))
			busy[i] = j.busy(here)
		}
	}
	for place, links := range used {
		j.forks(place, links, busy)
	}
}

// passages lists the streams on every link: those of link i stand from start[i] to start[i+1].
func (j *judge) passages() (start []int, out []passage) {
	start = make([]int, len(j.net.Links)+1)
	j.eachPassage(func(link int32, _ passage) { start[link+1]++ })
	for i := range j.net.Links {
		start[i+1] += start[i]
	}
	out = make([]passage, start[len(j.net.Links)])
	next := slices.Clone(start)
	j.eachPassage(func(link int32, p passage) {
		out[next[link]] = p
		next[link]++
	})
	return start, out
}

func (j *judge) eachPassage(visit func(link int32, p passage)) {
	for i := range j.streams {
		s := &j.streams[i]
		if s.course == nil {
			continue
		}
		for k, link := range s.course.links {
			visit(link, passage{int32(i), s.depart + s.course.at[k]})
		}
	}
}

// stage judges one stage: its rate at every instant, and its quota.
func (j *judge) stage(at *stage, passages []passage) {
	if len(passages) == 0 {
		return
	}
	j.rate(at, passages)
	if at.quota > 0 {
		j.quota(at, passages)
	}
}

// change is a moment at which the streams on a stage or its rate change.
type change struct {
	at     unit.Second
	stream int32
	ends   bool
	rate   bool // the stage's own rate changes; no stream
}

// excess is a time in which more is sent on a stage than it passes, with the numbers as it begins.
type excess struct {
	from, to unit.Second
	rate     unit.Rate
	sent     string
}

// rate judges that at every instant the streams on a stage do not exceed its rate.
func (j *judge) rate(at *stage, passages []passage) {
	var sent total // thousandths of a vehicle or person per hour, like unit.Rate
	var over *excess
	list := j.changes(at.rate, passages)
	for k := 0; k < len(list); {
		now := list[k].at
		for ; k < len(list) && list[k].at == now; k++ {
			sent.addChange(&list[k], j.streams)
		}
		if sent.lost {
			j.r.add(Malformed, "", "", "From %s streams of so many different lengths meet in %s that nobody could keep count of them.",
				j.s.Clock(now), at.name())
			break
		}
		rate := at.rate.At(now)
		if sent.compare(int64(rate)) <= 0 {
			j.tell(at, over)
			over = nil
			continue
		}
		to := list[k].at // there is one: the streams that are too many end later
		if over != nil && (over.rate == 0) == (rate == 0) {
			over.to = to
			continue
		}
		j.tell(at, over)
		over = &excess{now, to, rate, sent.thousandths()}
	}
	j.tell(at, over)
}

// changes returns the changes on a stage in order of time.
func (j *judge) changes(rate roads.Profile, passages []passage) []change {
	list := make([]change, 0, 2*len(passages)+len(rate))
	for _, p := range passages {
		end := p.from + j.streams[p.stream].length
		list = append(list, change{at: p.from, stream: p.stream}, change{at: end, stream: p.stream, ends: true})
	}
	for _, piece := range rate {
		list = append(list, change{at: piece.From, rate: true})
	}
	slices.SortFunc(list, func(a, b change) int { return cmp.Compare(a.at, b.at) })
	return list
}

// addChange adds a stream that begins, or takes away one that ends.
func (t *total) addChange(c *change, streams []stream) {
	if c.rate {
		return
	}
	s := &streams[c.stream]
	flow := ratio(s.amount*int64(unit.OneVehicle), int64(s.length))
	if c.ends {
		flow = flow.negative()
	}
	t.add(flow)
}

func (j *judge) tell(at *stage, e *excess) {
	if e == nil {
		return
	}
	found, allowed := e.sent+" "+at.what+"/h", inThousandths(int64(e.rate))+" "+at.what+"/h"
	span := j.s.Clock(e.from) + " to " + j.s.Clock(e.to)
	if e.rate == 0 {
		j.r.add(at.shut, found, allowed, "From %s the plan sends %s into %s, which is shut then.", span, at.what, at.name())
		return
	}
	j.r.add(at.tooMany, found, allowed, "From %s the plan sends %s into %s, which passes %s.", span, found, at.name(), allowed)
}

// stageName names a link with its direction.
func (j *judge) stageName(link int) string {
	l := &j.net.Links[link]
	switch l.Kind {
	case roads.Passage:
		return "the gate " + cmp.Or(j.s.Gates[l.Item].Name, j.s.Gates[l.Item].ID)
	case roads.Intake:
		return "the reception at " + j.s.Places[j.s.Receptions[l.Item].Place].Name
	}
	return fmt.Sprintf("the road %s towards %s", j.s.RoadName(l.Item), j.s.Places[j.net.Nodes[l.To].Place].Name)
}

// quota judges that no calendar day passes more than the quota of a stage.
func (j *judge) quota(at *stage, passages []passage) {
	midnights := j.net.Midnights
	days := make([]total, len(midnights)+1)
	for _, p := range passages {
		s := &j.streams[p.stream]
		end := p.from + s.length
		day, _ := slices.BinarySearch(midnights, p.from+1)
		for now := p.from; now < end; day++ {
			until := end
			if day < len(midnights) {
				until = min(end, midnights[day])
			}
			days[day].add(ratio(s.amount*int64(until-now), int64(s.length)))
			now = until
		}
	}
	for day := range days {
		if days[day].compare(at.quota) <= 0 {
			continue
		}
		var from unit.Second
		if day > 0 {
			from = midnights[day-1]
		}
		found := days[day].decimal()
		j.r.add(at.quotaBroke, found+" "+at.what, fmt.Sprintf("%d %s", at.quota, at.what), "On %s the plan sends %s %s through %s; its quota is %d a day.",
			j.s.At(from).Format("Mon 2 Jan"), found, at.what, at.name(), at.quota)
	}
}

package verify

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// passage is a slot on a stage.
type passage struct {
	slot int32
	from unit.Second // when its first vehicle enters
}

// stages judges every stage at every instant, and the routes where they part.
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
		j.rate(i, here)
		j.quota(i, here)
		if l := &j.net.Links[i]; phases && l.Kind == roads.Carriageway {
			place := j.net.Nodes[l.From].Place
			used[place] = append(used[place], int32(i))
			busy[i] = j.busy(here)
		}
	}
	for place, links := range used {
		j.forks(place, links, busy)
	}
}

// passages lists the slots on every link: those of link i stand from start[i] to start[i+1].
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
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		c := &j.courses[s.Route]
		for k, link := range c.links {
			visit(link, passage{int32(i), s.Depart + c.at[k]})
		}
	}
}

// change is a moment at which the streams on a link or its rate change.
type change struct {
	at   unit.Second
	slot int32
	ends bool
	rate bool // the link's own rate changes; no slot
}

// excess is a time in which more is sent on a link than it passes, with the numbers as it begins.
type excess struct {
	from, to unit.Second
	rate     unit.Rate
	sent     string
}

// rate judges that at every instant the streams on a link do not exceed its rate.
func (j *judge) rate(link int, passages []passage) {
	l := &j.net.Links[link]
	var sent total // thousandths of a vehicle per hour, like unit.Rate
	var over *excess
	list := j.changes(l, passages)
	for k := 0; k < len(list); {
		at := list[k].at
		for ; k < len(list) && list[k].at == at; k++ {
			sent.addChange(&list[k], j.p.Slots)
		}
		if sent.lost {
			j.r.add(Malformed, "", "", "From %s streams of so many different lengths meet in %s that nobody could keep count of them.",
				j.s.Clock(at), j.stageName(link))
			break
		}
		rate := l.Rate.At(at)
		if sent.compare(int64(rate)) <= 0 {
			j.tell(link, over)
			over = nil
			continue
		}
		to := list[k].at // there is one: the streams that are too many end later
		if over != nil && (over.rate == 0) == (rate == 0) {
			over.to = to
			continue
		}
		j.tell(link, over)
		over = &excess{at, to, rate, sent.thousandths()}
	}
	j.tell(link, over)
}

// changes returns the changes on a link in order of time.
func (j *judge) changes(l *roads.Link, passages []passage) []change {
	list := make([]change, 0, 2*len(passages)+len(l.Rate))
	for _, p := range passages {
		end := p.from + j.p.Slots[p.slot].Length
		list = append(list, change{at: p.from, slot: p.slot}, change{at: end, slot: p.slot, ends: true})
	}
	for _, piece := range l.Rate {
		list = append(list, change{at: piece.From, rate: true})
	}
	slices.SortFunc(list, func(a, b change) int { return cmp.Compare(a.at, b.at) })
	return list
}

// addChange adds a stream that begins, or takes away one that ends.
func (t *total) addChange(c *change, slots []plan.Slot) {
	if c.rate {
		return
	}
	s := &slots[c.slot]
	stream := ratio(int64(s.Vehicles)*int64(unit.OneVehicle), int64(s.Length))
	if c.ends {
		stream = stream.negative()
	}
	t.add(stream)
}

func (j *judge) tell(link int, e *excess) {
	if e == nil {
		return
	}
	found, allowed := e.sent+" vehicles/h", inThousandths(int64(e.rate))+" vehicles/h"
	span := j.s.Clock(e.from) + " to " + j.s.Clock(e.to)
	if e.rate == 0 {
		j.r.add(EntersShut, found, allowed, "From %s the plan sends vehicles into %s, which is shut then.", span, j.stageName(link))
		return
	}
	j.r.add(OverRate, found, allowed, "From %s the plan sends %s into %s, which passes %s.", span, found, j.stageName(link), allowed)
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

// quota judges that no calendar day passes more than the quota of a gate.
func (j *judge) quota(link int, passages []passage) {
	l := &j.net.Links[link]
	if l.Quota == 0 {
		return
	}
	midnights := j.net.Midnights
	days := make([]total, len(midnights)+1)
	for _, p := range passages {
		s := &j.p.Slots[p.slot]
		end := p.from + s.Length
		day, _ := slices.BinarySearch(midnights, p.from+1)
		for at := p.from; at < end; day++ {
			until := end
			if day < len(midnights) {
				until = min(end, midnights[day])
			}
			days[day].add(ratio(int64(s.Vehicles)*int64(until-at), int64(s.Length)))
			at = until
		}
	}
	for day := range days {
		if days[day].compare(int64(l.Quota)) <= 0 {
			continue
		}
		var from unit.Second
		if day > 0 {
			from = midnights[day-1]
		}
		found := days[day].decimal()
		j.r.add(OverQuota, found+" vehicles", vehicles(l.Quota), "On %s the plan sends %s vehicles through %s; its quota is %d a day.",
			j.s.At(from).Format("Mon 2 Jan"), found, j.stageName(link), l.Quota)
	}
}

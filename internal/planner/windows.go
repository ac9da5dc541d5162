package planner

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/routing"
	"wayout/internal/unit"
)

// queue is a place whose people leave window by window.
type queue struct {
	place   int
	batches []people.Batch // not yet placed, in order
	left    unit.Vehicle   // in all of them
	at      unit.Second    // next departure to try
	slack   []unit.Second  // of the stages on its way, the least first
}

// placeByWindow places all vehicles, one window after the other. The streams of a window come to every
// stage together, because ways that have met stay together, and so a window is a small question of its
// own: how many vehicles of each place, in sums that each stage on a tree takes. Whoever has least time
// left goes first: those whose way closes before them, and those whose narrowest stage has most to pass,
// so that no stage stands idle that is needed to the end. (Sums over the branches of a tree are a
// polymatroid: windows that fill the most pressing stages first need no more than the fullest stage.)
func (t *timetable) placeByWindow(places []int) {
	queues := make([]*queue, 0, len(places))
	for _, p := range places {
		q := &queue{place: p, batches: t.w.releases(p, t.length)}
		for _, b := range q.batches {
			q.left += b.Vehicles
		}
		if q.left > 0 {
			q.wait()
			queues = append(queues, q)
		}
	}
	for start := unit.Second(0); len(queues) > 0 && start < t.w.horizon; start += t.length {
		t.sortBySlack(queues)
		for _, q := range queues {
			t.fill(q, start+t.length)
		}
		queues = slices.DeleteFunc(queues, func(q *queue) bool { return q.left == 0 || q.at >= t.w.horizon })
	}
}

// wait moves the next departure to when anybody is ready.
func (q *queue) wait() {
	for len(q.batches) > 0 && q.batches[0].Vehicles == 0 {
		q.batches = q.batches[1:]
	}
	if len(q.batches) > 0 {
		q.at = max(q.at, wholeMinute(q.batches[0].Ready))
	}
}

// fill places the vehicles of a place that arrive before the end of a window.
func (t *timetable) fill(q *queue, end unit.Second) {
	for q.left > 0 && q.at < t.w.horizon {
		way, ok := t.follow(q.place, q.at)
		last := end
		if ok {
			last = end + t.beat[way.sink] - way.arrive
		}
		if q.at >= last {
			return
		}
		slot, next := t.fit(q.place, q.at, q.batches[0].Vehicles, last)
		if slot.Vehicles > 0 {
			t.reserve(q.place, slot)
			q.left -= slot.Vehicles
			q.batches[0].Vehicles -= slot.Vehicles
		}
		q.at = max(next, q.at)
		q.wait()
	}
}

// press is what a stage still has to pass.
type press struct {
	vehicles unit.Vehicle
	first    unit.Second // when they begin to come
	rest     unit.Second // from there to the reception
	passed   unit.Second // when the last is through
}

// sortBySlack orders places by how much time the stages on their ways have left, the least first.
func (t *timetable) sortBySlack(queues []*queue) {
	ways := make([]way, len(queues))
	at := map[int32]*press{}
	for k, q := range queues {
		ways[k], _ = t.follow(q.place, q.at)
		for j, i := range ways[k].links {
			p := at[i]
			if p == nil {
				p = &press{first: unit.Never}
				at[i] = p
			}
			p.vehicles += q.left
			p.first = min(p.first, q.at+ways[k].passes[j])
			p.rest = ways[k].arrive - ways[k].passes[j]
		}
	}
	var end unit.Second
	for i, p := range at {
		p.passed = routing.WhenPassed(t.w.net, int(i), t.w.rates[i], p.first, p.vehicles, t.w.horizon)
		if p.passed < t.w.horizon {
			end = max(end, p.passed+p.rest)
		}
	}
	for k, q := range queues {
		q.slack = q.slack[:0]
		for _, i := range ways[k].links {
			p := at[i]
			q.slack = append(q.slack, min(end-p.rest, closes(t.w.rates[i], p.first))-p.passed)
		}
		slices.Sort(q.slack)
		q.slack = slices.Compact(q.slack)
	}
	slices.SortStableFunc(queues, func(a, b *queue) int {
		return cmp.Or(slices.Compare(a.slack, b.slack), cmp.Compare(a.place, b.place))
	})
}

// closes returns when a profile that is open at a moment closes.
func closes(p roads.Profile, t unit.Second) unit.Second {
	for _, piece := range p {
		if piece.From > t && piece.Rate == 0 {
			return piece.From
		}
	}
	return unit.Never
}

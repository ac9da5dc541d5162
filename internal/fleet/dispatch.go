package fleet

import (
	"cmp"
	"slices"

	"wayout/internal/unit"
)

// mostTried is how many vehicles are planned out for a round; the others are only estimated.
const mostTried = 2

// serve sends the vehicle that is done first to a pool, and reports whether any can go.
func (d *dispatcher) serve(p *pool) bool {
	candidates := d.candidates(p)
	for len(candidates) > 0 {
		var best *round
		n := min(mostTried, len(candidates))
		for _, v := range candidates[:n] {
			if r, ok := d.try(v, p); ok && (best == nil || d.earlier(r, best)) {
				best = r
			}
		}
		if best != nil {
			if best.fresh && best.v.onDuty {
				best = cmp.Or(d.filling(best.v, p), best)
			}
			d.commit(best)
			return true
		}
		candidates = candidates[n:]
	}
	return false
}

// filling returns a round of a vehicle that ends in its present duty, for people at the farthest
// place for which there is one; nil if what is left of the duty is too short for any. They are of the
// tier and class of a pool, so that nobody waits for those who need less.
func (d *dispatcher) filling(v *vehicle, p *pool) *round {
	if v.unfillable == v.free || p.g.Latest < unit.Never {
		return nil
	}
	reach := d.ways.from(d.task.Network.Entry[v.place], d.ways.phase(v.free))
	var short []*pool
	for _, q := range d.pools {
		if q.left > 0 && q.g.Tier() == p.g.Tier() && q.g.Class == p.g.Class && q.g.Need(q.next, 1).FitsIn(v.row.Places) {
			at := max(v.free+reach.time[d.task.Network.Entry[q.at]], q.ready)
			if at+q.g.Loading+d.tail[q.at]-v.began <= v.row.Duty {
				short = append(short, q)
			}
		}
	}
	slices.SortStableFunc(short, func(a, b *pool) int { return cmp.Compare(d.tail[b.at], d.tail[a.at]) })
	for _, q := range short {
		if r, ok := d.begun(v, q, start{from: v.free}); ok && !r.fresh && r.began == v.began {
			return r
		}
	}
	v.unfillable = v.free
	return nil
}

// earlier prefers the round that ends first for each person it carries.
func (d *dispatcher) earlier(r, q *round) bool {
	if r.end != q.end {
		return r.end < q.end
	}
	return r.people > q.people
}

// candidates returns the vehicles that take a party of the pool, those that would be there first
// first; of equal vehicles at one place with equal histories only one is tried.
func (d *dispatcher) candidates(p *pool) []*vehicle {
	type estimate struct {
		v    *vehicle
		at   unit.Second
		room int
	}
	var out []estimate
	need := p.g.Need(p.next, 1)
	seen := map[[3]int64]bool{}
	for _, v := range d.vehicles {
		if !need.FitsIn(v.row.Places) {
			continue
		}
		began := int64(-1)
		if v.onDuty {
			began = int64(v.began)
		}
		key := [3]int64{int64(v.id.Row)<<32 | int64(v.place), int64(v.free), began}
		if seen[key] {
			continue
		}
		seen[key] = true
		way := d.ways.from(d.task.Network.Entry[v.place], d.ways.phase(v.free)).time[d.task.Network.Entry[p.at]]
		at := max(v.free+way, p.ready)
		if v.row.Duty > 0 && v.onDuty && at+d.tail[p.at]+p.g.Loading-v.began > v.row.Duty {
			at = max(v.free+v.row.Rest+way, p.ready)
		}
		out = append(out, estimate{v, at, v.row.Places.Seats})
	}
	slices.SortStableFunc(out, func(a, b estimate) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(b.room, a.room))
	})
	vehicles := make([]*vehicle, len(out))
	for i := range out {
		vehicles[i] = out[i].v
	}
	return vehicles
}

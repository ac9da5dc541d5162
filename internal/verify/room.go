package verify

import (
	"cmp"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// tide is a moment from which on so many people more turn to a site, or wait at it, every length.
type tide struct {
	site    int32
	turning int8 // a stream begins (1) or ends (-1) to turn to the site
	at      unit.Second
	people  unit.Person // more, below 0 fewer
	length  unit.Second
}

// room judges that at no moment more people would turn to a site than there is room beside those
// who wait at it anyway.
func (j *judge) room() {
	tides := j.tides()
	slices.SortFunc(tides, func(a, b tide) int { return cmp.Or(cmp.Compare(a.site, b.site), cmp.Compare(a.at, b.at)) })
	for len(tides) > 0 {
		n := 1
		for n < len(tides) && tides[n].site == tides[0].site {
			n++
		}
		j.roomAt(int(tides[0].site), tides[:n])
		tides = tides[n:]
	}
}

// tides lists who turns to which site, and who leaves holding sites that somebody turns to.
func (j *judge) tides() []tide {
	var out []tide
	needed := make([]bool, len(j.s.Sites))
	turn := func(refuges []plan.Refuge, n unit.Person, depart, length unit.Second) {
		for _, r := range refuges {
			needed[r.Site] = true
			site := int32(r.Site)
			out = append(out,
				tide{site, 1, depart + r.From, n, length}, tide{site, 0, depart + r.From + length, -n, length},
				tide{site, 0, depart + r.To, -n, length}, tide{site, -1, depart + r.To + length, n, length})
		}
	}
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		turn(j.p.Routes[s.Route].Refuges, s.People, s.Depart, s.Length)
	}
	for i := range j.p.Trips {
		if t := &j.p.Trips[i]; j.rounds.aboard[i] > 0 {
			turn(t.Refuges, j.rounds.aboard[i], t.Depart, t.Length)
		}
	}
	holding := map[int][]int32{} // by place
	for i := range j.s.Sites {
		if s := &j.s.Sites[i]; needed[i] && s.Kind == people.Holding {
			holding[s.Place] = append(holding[s.Place], int32(i))
		}
	}
	j.eachDeparture(func(place int, n unit.Person, depart, length unit.Second) {
		for _, site := range holding[place] {
			out = append(out, tide{site, 0, depart, -n, length}, tide{site, 0, depart + length, n, length})
		}
	})
	return out
}

// eachDeparture visits every stream that takes people away from their place.
func (j *judge) eachDeparture(visit func(place int, n unit.Person, depart, length unit.Second)) {
	for i := range j.p.Slots {
		s := &j.p.Slots[i]
		visit(j.p.Routes[s.Route].Place, s.People, s.Depart, s.Length)
	}
	for i := range j.rounds.boardings {
		b := &j.rounds.boardings[i]
		if t := &j.p.Trips[b.trip]; t.From == b.load.Place {
			visit(t.From, j.peopleIn(b.load), t.Depart, t.Length)
		}
	}
	for i := range j.p.Columns {
		c := &j.p.Columns[i]
		visit(c.Load.Place, j.peopleIn(&c.Load), c.Depart, c.Length)
	}
}

// roomAt judges one site. The people there are a + b·t between two tides, with sums that are exact.
func (j *judge) roomAt(i int, tides []tide) {
	site := &j.s.Sites[i]
	var a, b total
	if site.Kind == people.Holding {
		a.add(fraction{int64(j.level.travel[site.Place].People()), 1})
	}
	turning := 0
	for k := 0; k < len(tides); {
		now, before := tides[k].at, turning
		for ; k < len(tides) && tides[k].at == now; k++ {
			f := ratio(int64(tides[k].people), int64(tides[k].length))
			b.add(f)
			a.addProduct(int64(now), f.negative())
			turning += int(tides[k].turning)
		}
		if before == 0 && turning == 0 {
			continue
		}
		var there total
		there.addTotal(1, &a)
		there.addTotal(int64(now), &b)
		if there.lost {
			j.r.add(Malformed, "", "", "At %s streams of so many different lengths would turn to the site %s that nobody could keep count of them.",
				j.s.Clock(now), siteName(site))
			return
		}
		if there.compare(int64(site.Capacity)) > 0 {
			j.r.add(NoRoom, there.decimal()+" people", persons(site.Capacity), "If the gates shut at %s, %s people would be at the site %s; it has room for %d.",
				j.s.Clock(now), there.decimal(), siteName(site), site.Capacity)
			return
		}
	}
}

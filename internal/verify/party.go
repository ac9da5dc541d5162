package verify

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// claim is what a plan says of some parties of a group: they board a trip, walk in a column, or are
// not served.
type claim struct {
	load  *plan.Load
	kind  claimKind
	index int // of the boarding, column or entry
}

type claimKind uint8

const (
	boards claimKind = iota
	walks
	stays
)

func (c *claim) end() int { return c.load.First + c.load.Parties }

// partiesName names parties as a sentence says them.
func (j *judge) partiesName(l *plan.Load) string {
	if j.r.full() {
		return ""
	}
	g := j.group(l)
	kind := "households (" + g.Class.String() + ")"
	switch {
	case g.Institution >= 0:
		kind = "parties of " + cmp.Or(j.s.Institutions[g.Institution].Name, j.s.Institutions[g.Institution].ID) + " (" + g.Class.String() + ")"
	case g.Class.NeedsFleet():
		kind = "parties (" + g.Class.String() + ")"
	case g.Shifted:
		kind = "households without fuel (" + g.Class.String() + ")"
	}
	return fmt.Sprintf("the %s %d to %d of %s", kind, l.First+1, l.First+l.Parties, j.s.Places[l.Place].Name)
}

func needText(n people.Need) string {
	return fmt.Sprintf("%d seats, %d wheelchair and %d stretcher places", n.Seats, n.Wheelchairs, n.Stretchers)
}

func metres(m unit.Metre) string { return fmt.Sprintf("%d metres", m) }

// parties judges that every party is exactly once delivered or not served, and finds out when each
// is where it boards.
func (j *judge) parties() {
	outcomes, columns := j.claims()
	j.r.Complete = true
	for place := range j.level.travel {
		groups := j.level.travel[place].Groups
		for g := range groups {
			all := plan.Load{Place: place, Group: g, Parties: groups[g].Parties}
			own, walking := takeGroup(&outcomes, &all), takeGroup(&columns, &all)
			j.r.Checked.Parties += groups[g].Parties
			j.rounds.spoken[place] = j.rounds.spoken[place] || len(own)+len(walking) > 0
			once, alone := j.partition(&all, own), j.disjoint(walking, "walk twice")
			if once && alone {
				j.meet(own, walking)
			}
			j.assigned(&groups[g], own)
		}
	}
}

// claims lists what the plan says of parties, group by group in order of their numbers: outcomes
// are what becomes of them; columns are all walks.
func (j *judge) claims() (outcomes, columns []claim) {
	for i := range j.rounds.boardings {
		outcomes = append(outcomes, claim{j.rounds.boardings[i].load, boards, i})
	}
	for i := range j.p.Columns {
		c := &j.p.Columns[i]
		columns = append(columns, claim{&c.Load, walks, i})
		if c.Reception >= 0 {
			outcomes = append(outcomes, claim{&c.Load, walks, i})
		}
	}
	for i := range j.p.NotServed {
		n := &j.p.NotServed[i]
		if n.Load == nil {
			continue
		}
		outcomes = append(outcomes, claim{n.Load, stays, i})
		if want := j.peopleIn(n.Load); n.People != want {
			j.r.add(WrongPeople, persons(n.People), persons(want), "Not served are %s with %d people; they are %d.",
				j.partiesName(n.Load), n.People, want)
		}
	}
	sortClaims(outcomes)
	sortClaims(columns)
	return outcomes, columns
}

func sortClaims(list []claim) {
	slices.SortStableFunc(list, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.load.Place, b.load.Place), cmp.Compare(a.load.Group, b.load.Group), cmp.Compare(a.load.First, b.load.First))
	})
}

// takeGroup takes the claims of one group off the front of a list.
func takeGroup(list *[]claim, of *plan.Load) []claim {
	n := 0
	for n < len(*list) && (*list)[n].load.Place == of.Place && (*list)[n].load.Group == of.Group {
		n++
	}
	own := (*list)[:n]
	*list = (*list)[n:]
	return own
}

// partition judges that the outcomes of a group name every party once, and reports whether none is
// named twice.
func (j *judge) partition(all *plan.Load, own []claim) bool {
	next := 0
	for i := range own {
		j.missing(all, next, own[i].load.First)
		next = max(next, own[i].end())
	}
	j.missing(all, next, all.Parties)
	return j.disjoint(own, "are delivered or not served twice")
}

func (j *judge) missing(all *plan.Load, from, to int) {
	if from >= to {
		return
	}
	lost := plan.Load{Place: all.Place, Group: all.Group, First: from, Parties: to - from}
	j.r.add(WrongParties, count(0), count(to-from), "Of %s nothing is said: they are neither in the plan nor among those not served.",
		j.partiesName(&lost))
}

// disjoint judges that claims in order do not overlap.
func (j *judge) disjoint(list []claim, fault string) bool {
	next := 0
	for i := range list {
		if l := list[i].load; l.First < next {
			twice := plan.Load{Place: l.Place, Group: l.Group, First: l.First, Parties: min(next, list[i].end()) - l.First}
			j.r.add(WrongParties, "", "", "By the plan %s %s.", j.partiesName(&twice), fault)
			return false
		}
		next = list[i].end()
	}
	return true
}

// meet judges that the parties of a group are where they board: at home, unless a column took them
// away, or where it took them. Neither the outcomes nor the columns overlap among themselves.
func (j *judge) meet(own, walking []claim) {
	w := 0
	for i := range own {
		o := &own[i]
		for w < len(walking) && walking[w].end() <= o.load.First {
			w++
		}
		met := j.columnsOf(o, walking[w:])
		switch o.kind {
		case boards:
			j.meetTrip(o, met)
		case stays:
			if met.parties > 0 {
				j.r.add(WrongParties, "", "", "Not served are %s, of whom some walk to where no vehicle meets them.", j.partiesName(o.load))
			}
		}
	}
}

// walked is what columns that end without a reception do with the parties of a claim.
type walked struct {
	parties int // that walk
	here    int // of these to the place where the claim boards
	end     unit.Second
}

func (j *judge) columnsOf(o *claim, walking []claim) walked {
	var out walked
	for k := range walking {
		w := &walking[k]
		if w.load.First >= o.end() {
			break
		}
		c := &j.p.Columns[w.index]
		if c.Reception >= 0 {
			continue
		}
		both := min(w.end(), o.end()) - max(w.load.First, o.load.First)
		out.parties += both
		if o.kind == boards && j.footEnd(c) == j.p.Trips[j.rounds.boardings[o.index].trip].From {
			out.here += both
		}
		out.end = max(out.end, c.End())
	}
	return out
}

// meetTrip judges that the parties of a boarding are where the trip starts.
func (j *judge) meetTrip(o *claim, met walked) {
	b := &j.rounds.boardings[o.index]
	t := &j.p.Trips[b.trip]
	b.there = true
	switch from := j.s.Places[t.From].Name; {
	case met.parties == 0 && t.From == o.load.Place:
		b.ready = j.group(o.load).Ready
	case met.here == o.load.Parties:
		b.ready = met.end
	case met.parties > 0:
		b.there = false
		j.r.add(WrongParties, j.s.Places[t.From].Name, "", "%s takes %s, of whom not all walk to %s.", j.tripName(t), j.partiesName(o.load), from)
	default:
		b.there = false
		j.r.add(WrongParties, j.s.Places[t.From].Name, j.s.Places[o.load.Place].Name, "%s takes %s, who are not at %s.", j.tripName(t), j.partiesName(o.load), from)
	}
}

// assigned counts who cannot walk and is not brought out.
func (j *judge) assigned(g *people.Group, own []claim) {
	if !g.Class.CannotWalk() {
		return
	}
	left, next := g.Parties, 0
	for i := range own {
		o := &own[i]
		if o.kind == walks || o.kind == boards && j.rounds.boardings[o.index].off {
			left -= max(0, o.end()-max(next, o.load.First))
			next = max(next, o.end())
		}
	}
	if left > 0 {
		j.r.Complete = false
		j.r.Unassigned += unit.Person(left)
	}
}

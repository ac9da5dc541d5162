package planner

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// english writes numbers with separators between their thousands.
func english() *message.Printer { return message.NewPrinter(language.English) }

// unserved explains every place whose people are not all in the timetable.
func (w *work) unserved(placed []unit.Vehicle, p plan.Plan, b *bound) []plan.NotServed {
	carried := make([]unit.Person, len(w.s.Places))
	var served unit.Vehicle
	for _, slot := range p.Slots {
		carried[p.Routes[slot.Route].Place] += slot.People
		served += slot.Vehicles
	}
	cuts := cutOffs{w: w, known: map[int]plan.NotServed{}}
	var out []plan.NotServed
	for place := range w.s.Places {
		left := w.vehicles[place] - placed[place]
		if left == 0 {
			continue
		}
		entry := plan.NotServed{Place: place, People: w.people[place] - carried[place], Vehicles: left}
		if !w.servable[place] {
			cuts.explain(&entry)
		} else {
			w.explainShort(&entry, served, b)
		}
		out = append(out, entry)
	}
	for _, load := range w.rounds.Left {
		g := &w.asked.Travel[load.Place].Groups[load.Group]
		entry := plan.NotServed{Place: load.Place, Load: &load, People: g.PeopleIn(load.First, load.Parties)}
		if !w.canLeaveByRoad(load.Place) {
			cuts.explain(&entry)
		} else {
			w.explainParties(&entry, g)
		}
		out = append(out, entry)
	}
	return out
}

// cutOffs remembers why places are cut off: it is the same for everybody there.
type cutOffs struct {
	w      *work
	lifted *lifted // what would be without closures or dangers, once somebody asks
	known  map[int]plan.NotServed
}

// explain says which closures or dangers cut a place off.
func (c *cutOffs) explain(entry *plan.NotServed) {
	known, ok := c.known[entry.Place]
	if !ok {
		if c.lifted == nil {
			c.lifted = c.w.lift()
		}
		known.Place = entry.Place
		c.w.explainCut(&known, c.lifted)
		c.known[entry.Place] = known
	}
	entry.Reason, entry.Cut, entry.Text = known.Reason, known.Cut, known.Text
}

// explainParties says why no round takes parties who have a way.
func (w *work) explainParties(entry *plan.NotServed, g *people.Group) {
	name, kind := w.s.Places[entry.Place].Name, outcome.KindOf(g)
	if !w.s.Takes(g, entry.Load.First, entry.Load.Parties) {
		entry.Reason = plan.NoVehicle
		entry.Text = english().Sprintf("No vehicle of the fleet has the places for one party of %s (%s): %s.", name, kind, g.Need(entry.Load.First, 1).String())
		return
	}
	if room, limited := w.walkers.RoomLeft(); limited && room < entry.People {
		entry.Reason = plan.Full
		entry.Text = english().Sprintf("Rounds and columns leave places for %d people in the receptions; %d people of %s (%s) find none.", room, entry.People, name, kind)
		return
	}
	entry.Reason = plan.NoSeats
	if w.s.SafeToStop > 0 {
		entry.Reason = plan.Caution
		entry.Text = english().Sprintf("%d people of %s (%s) are in no round from which they could get back or to a site with room within %.1f h if the gates shut.",
			entry.People, name, kind, w.s.SafeToStop.Hours())
		return
	}
	entry.Text = english().Sprintf("The fleet has %d seats at once for %d people; no round of it that keeps hours of gates and crews until %s takes %d people of %s (%s).",
		w.s.PlacesAtOnce().Seats, w.asked.InGroups(), w.s.Clock(w.horizon), entry.People, name, kind)
}

// lifted are the rates of all links if everything were open, and if no danger were reported, with
// the moments from which every node has a way out then.
type lifted struct {
	everything, undangered   []roads.Profile
	outIfOpen, outUndangered []reach.Spans
}

func (w *work) lift() *lifted {
	l := &lifted{everything: slices.Clone(w.rates), undangered: slices.Clone(w.rates)}
	for i := range w.net.Links {
		link := &w.net.Links[i]
		l.everything[i] = roads.Constant(max(link.Rate.Most(), unit.VehiclePerHour))
		if w.inDanger(link) {
			l.undangered[i] = w.s.WithoutDangers(link)
		}
	}
	l.outIfOpen = reach.WayOut(w.net, l.everything, w.horizon)
	l.outUndangered = reach.WayOut(w.net, l.undangered, w.horizon)
	return l
}

// explainCut says which closures or dangers cut a place off.
func (w *work) explainCut(entry *plan.NotServed, l *lifted) {
	place := &w.s.Places[entry.Place]
	node := w.net.Entry[entry.Place]
	switch {
	case place.Ready.From >= w.horizon:
		entry.Reason = plan.NoRoute
		entry.Text = english().Sprintf("The people of %s are ready only on %s, after the end of what is planned.",
			place.Name, w.s.Clock(place.Ready.From))
	case !w.canLeave(entry.Place, l.outIfOpen[node]):
		entry.Reason = plan.NoRoute
		entry.Text = english().Sprintf("No road of this scenario leads from %s to a reception in time.", place.Name)
	case w.canLeave(entry.Place, l.outUndangered[node]):
		entry.Reason = plan.Danger
		entry.Cut = w.smallestCut(entry.Place, w.rates, l.undangered)
		entry.Text = english().Sprintf("The only way from %s is reported dangerous: %s. A planner may override this with a recorded reason.",
			place.Name, w.describe(entry.Cut))
	default:
		entry.Reason = plan.Shut
		entry.Cut = w.smallestCut(entry.Place, w.rates, l.everything)
		entry.Text = english().Sprintf("Every way from %s is cut by %s.", place.Name, w.describe(entry.Cut))
	}
}

func (w *work) inDanger(l *roads.Link) bool {
	return l.Kind == roads.Carriageway && slices.ContainsFunc(w.s.Dangers, func(d roads.Danger) bool {
		return d.Override == "" && d.Road == l.Item && d.Direction.Covers(l.Forward)
	})
}

// leavesWith reports whether the people of a place could leave if the links had these rates.
func (w *work) leavesWith(p int, rates []roads.Profile) bool {
	return w.canLeave(p, reach.WayOut(w.net, rates, w.horizon)[w.net.Entry[p]])
}

// smallestCut returns the ids of stages that, given the second rates, let a place out, and of
// which none can be left out: first all that stand on one way are opened, then closed again one
// by one.
func (w *work) smallestCut(p int, shut, opened []roads.Profile) []string {
	rates := slices.Clone(opened)
	var differ []int
	for i := range rates {
		if !slices.Equal(shut[i], opened[i]) {
			differ = append(differ, i)
		}
	}
	// Close again first what does not lie on the way with the fewest stages to open, so that the
	// cut that remains is the one on it.
	onWay := w.leastShutWay(p, shut, opened)
	slices.SortStableFunc(differ, func(a, b int) int { return onWay[a] - onWay[b] })
	var ids []string
	for _, i := range differ {
		rates[i] = shut[i]
		if !w.leavesWith(p, rates) {
			rates[i] = opened[i]
			if id := w.s.StageID(&w.net.Links[i]); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Reverse(ids)
	return ids
}

// leastShutWay marks with 1 the links on the way out of a place on which the fewest stages that
// never open would have to, the quickest of those.
func (w *work) leastShutWay(p int, shut, opened []roads.Profile) map[int]int {
	const perStage = 1000 * unit.Day
	next, _ := reach.Cheapest(w.net, func(i int32) unit.Second {
		switch {
		case opened[i].Most() == 0:
			return unit.Never
		case shut[i].Most() == 0:
			return perStage + w.net.Links[i].Ceil
		}
		return w.net.Links[i].Ceil
	})
	marked := map[int]int{}
	for v := w.net.Entry[p]; next[v] != noLink; v = w.net.Links[next[v]].To {
		marked[int(next[v])] = 1
	}
	return marked
}

// describe names stages with what is known about why they are shut.
func (w *work) describe(ids []string) string {
	var parts []string
	for _, id := range ids {
		parts = append(parts, w.s.DescribeStage(id))
	}
	if len(parts) == 0 {
		return "closures that only together leave no way"
	}
	return strings.Join(parts, "; ")
}

// explainShort says why people who have a way are still not all in the plan.
func (w *work) explainShort(entry *plan.NotServed, served unit.Vehicle, b *bound) {
	name := w.s.Places[entry.Place].Name
	all, _ := w.servableVehicles()
	switch {
	case w.s.SafeToStop > 0:
		entry.Reason = plan.Caution
		entry.Text = english().Sprintf("On the way from %s nobody could get back or to a site with room within %.1f h if the gates shut; %d vehicles are left. Without that caution they could leave.",
			name, w.s.SafeToStop.Hours(), entry.Vehicles)
	case w.capacityShort():
		entry.Reason = plan.Full
		entry.Text = english().Sprintf("The receptions take no more people; %d vehicles of %s find no place.", entry.Vehicles, name)
	case b.limit < all:
		entry.Reason = plan.Time
		entry.Text = english().Sprintf("By %s at most %d of %d vehicles can be out, under these inputs; this plan brings out %d. %d vehicles of %s come after.",
			w.s.Clock(w.horizon), b.limit, all, served, entry.Vehicles, name)
	default:
		entry.Reason = plan.Unplaced
		entry.Text = english().Sprintf("This plan found no slot for %d vehicles of %s by %s, though the bound does not rule it out. A longer horizon may help.",
			entry.Vehicles, name, w.s.Clock(w.horizon))
	}
}

// capacityShort reports whether the receptions together take fewer people than could leave.
func (w *work) capacityShort() bool {
	_, all := w.servableVehicles()
	room, limited := w.s.ReceptionRoom()
	return limited && room < all
}

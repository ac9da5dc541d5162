package planner

import (
	"cmp"
	"slices"

	"wayout/internal/calendar"
	"wayout/internal/fleet"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// shareFuel divides the people of every place among cars, fleet and those who stay, and finds which
// cars have fuel.
func (w *work) shareFuel() {
	for p := range w.s.Places {
		w.travel[p] = w.s.Travel(p, w.level, 0)
	}
	if !w.s.HasFuel() {
		return
	}
	w.fuel = supply.Share(w.s, w.level, w.horizon, w.expectedWays())
	for _, n := range w.fuel.NoFuel {
		w.travel[n.Place] = w.s.Travel(n.Place, w.level, n.Cars)
	}
}

// expectedWays returns the quickest way of every place over roads that are ever open.
func (w *work) expectedWays() []supply.Way {
	usable := make([]bool, len(w.net.Links))
	for i := range usable {
		usable[i] = w.rates[i].Most() > 0
	}
	next := w.quickestTree(usable)
	out := make([]supply.Way, len(w.s.Places))
	for p := range out {
		way := &out[p]
		way.Passes = []int{p}
		v := w.net.Entry[p]
		for ; next[v] != noLink; v = w.net.Links[next[v]].To {
			l := &w.net.Links[next[v]]
			way.Length += l.Length
			if l.Length > 0 {
				way.Climb += w.s.Climb(l.Item, l.Forward)
				way.Passes = append(way.Passes, w.net.Nodes[l.To].Place)
			}
		}
		way.Known = w.isSink(v)
		if n := len(way.Passes); n > 1 {
			way.Passes = way.Passes[:n-1]
		}
	}
	return out
}

// inGroups returns everybody who needs the fleet.
func (w *work) inGroups() unit.Person {
	var sum unit.Person
	for p := range w.travel {
		sum += w.travel[p].InGroups()
	}
	return sum
}

// fleetTask is what the rounds of this population are planned for.
func (w *work) fleetTask() fleet.Task {
	task := fleet.Task{
		Scenario: w.s, Network: w.net, Stages: calendar.NewSet(w.net, w.horizon), Horizon: w.horizon, Travel: w.travel,
	}
	if w.s.SafeToStop > 0 {
		task.Stops = supply.NewStops(w.s, w.level)
	}
	return task
}

// planRounds plans the rounds of the fleet and, where there is no other way, columns on foot.
func (w *work) planRounds() {
	task := w.fleetTask()
	w.walkers = supply.NewWalkers(w.s, w.net, w.horizon)
	w.walkToRoads()
	task.Columns = w.walkers.Columns
	w.rounds = fleet.Plan(task)
	w.walkOut()
}

// walkToRoads sends those who may walk, from places that no vehicle reaches, to the nearest place
// that one does or to a reception.
func (w *work) walkToRoads() {
	for p := range w.travel {
		if w.canLeaveByRoad(p) {
			continue
		}
		for g := range w.travel[p].Groups {
			group := &w.travel[p].Groups[g]
			if !group.OnFoot() {
				continue
			}
			load := plan.Load{Place: p, Group: g, Parties: group.Parties}
			for _, walk := range w.walkers.From(p) {
				if load.Parties == 0 {
					break
				}
				if r := w.receptionAt(walk.To); r >= 0 || w.canLeaveByRoad(walk.To) {
					load = w.walkers.March(load, &w.travel[p], walk.Path, walk.Back, r)
				}
			}
		}
	}
}

// canLeaveByRoad reports whether some way leads from a place to a reception at some time.
func (w *work) canLeaveByRoad(p int) bool {
	return len(w.feasible[w.net.Entry[p]]) > 0
}

func (w *work) receptionAt(place int) int {
	return slices.IndexFunc(w.s.Receptions, func(r people.Reception) bool { return r.Place == place })
}

// walkOut sends those whom no round takes, and who may walk, to a reception on foot.
func (w *work) walkOut() {
	var left []plan.Load
	for _, load := range w.rounds.Left {
		if w.travel[load.Place].Groups[load.Group].OnFoot() {
			for _, walk := range w.walkers.From(load.Place) {
				if r := w.receptionAt(walk.To); r >= 0 && load.Parties > 0 {
					load = w.walkers.March(load, &w.travel[load.Place], walk.Path, walk.Back, r)
				}
			}
		}
		if load.Parties > 0 {
			left = append(left, load)
		}
	}
	w.rounds.Left = left
}

// Delivery are people who are at a reception at a moment by a round or on foot.
type Delivery struct {
	At     unit.Second
	People unit.Person
	Kind   Kind
	Place  int // they come from
	OnFoot bool
}

// deliveries returns whom rounds and columns bring to receptions, in order of time.
func (w *work) deliveries(p *plan.Plan) []Delivery {
	var out []Delivery
	add := func(l plan.Load, at unit.Second, onFoot bool) {
		g := &w.travel[l.Place].Groups[l.Group]
		out = append(out, Delivery{at, g.PeopleIn(l.First, l.Parties), KindOf(g), l.Place, onFoot})
	}
	var aboard []plan.Load
	for i := range p.Trips {
		t := &p.Trips[i]
		aboard = append(aboard, t.Boards...)
		if t.Reception < 0 {
			continue
		}
		for _, l := range aboard {
			add(l, t.End(), false)
		}
		aboard = aboard[:0]
	}
	for i := range p.Columns {
		if c := &p.Columns[i]; c.Reception >= 0 {
			add(c.Load, c.End(), true)
		}
	}
	slices.SortStableFunc(out, func(a, b Delivery) int { return cmp.Compare(a.At, b.At) })
	return out
}

// Kind is a kind of travellers as results list them.
type Kind uint8

// The kinds of travellers: by their own car, and what makes the others need the fleet.
const (
	ByCar Kind = iota
	OnOxygen
	OnStretchers
	InWheelchairs
	OnDialysis
	ChildrenAlone
	InInstitutions
	WithoutCar
	WithoutFuel
	KindCount = int(WithoutFuel) + 1
)

// String returns the words for the kind, those who attend them included.
func (k Kind) String() string {
	return [...]string{
		"by car", "on oxygen", "on stretchers", "in wheelchairs", "on dialysis", "children without a grown-up",
		"in institutions", "households without a car", "households without fuel",
	}[k]
}

// KindOf returns the kind of a group.
func KindOf(g *people.Group) Kind {
	if g.Institution >= 0 {
		return InInstitutions
	}
	switch g.Class {
	case people.Oxygen:
		return OnOxygen
	case people.Stretcher:
		return OnStretchers
	case people.Wheelchair:
		return InWheelchairs
	case people.Dialysis:
		return OnDialysis
	case people.Unaccompanied:
		return ChildrenAlone
	}
	if g.Shifted {
		return WithoutFuel
	}
	return WithoutCar
}

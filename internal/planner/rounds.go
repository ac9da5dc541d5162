package planner

import (
	"wayout/internal/calendar"
	"wayout/internal/fleet"
	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/supply"
)

// shareFuel divides the people of every place among cars, fleet and those who stay, and finds which
// cars have fuel.
func (w *work) shareFuel() {
	for p := range w.s.Places {
		w.asked.Travel[p] = w.s.Travel(p, w.level, 0)
	}
	if !w.s.HasFuel() {
		return
	}
	w.asked.Ways = w.expectedWays()
	w.asked.Fuel = supply.Share(w.s, w.level, w.horizon, w.asked.Ways, 0)
	for _, n := range w.asked.Fuel.NoFuel {
		w.asked.Travel[n.Place] = w.s.Travel(n.Place, w.level, n.Cars)
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

// fleetTask is what the rounds of this population are planned for.
func (w *work) fleetTask() fleet.Task {
	task := fleet.Task{
		Scenario: w.s, Network: w.net, Stages: calendar.NewSet(w.net, w.horizon), Horizon: w.horizon, Travel: w.asked.Travel,
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
	w.walkers.ToRoads(w.asked.Travel, w.canLeaveByRoad)
	task.Columns, task.Received = w.walkers.Columns, w.walkers.Received
	w.rounds = fleet.Plan(task)
	w.walkers.Fetched(w.rounds.Trips)
	w.walkers.Received = w.rounds.Received
	w.rounds.Left = w.walkers.Out(w.asked.Travel, w.rounds.Left)
}

// canLeaveByRoad reports whether some way leads from a place to a reception once it is ready.
func (w *work) canLeaveByRoad(p int) bool { return w.canLeave(p, w.feasible[w.net.Entry[p]]) }

// missing finds, for every kind of travellers of whom not all are out, or not by their deadline, how
// many vehicles more it takes.
func (w *work) missing(r *Result) {
	task := w.fleetTask()
	task.Columns = r.Plan.Columns
	for i := range r.Kinds {
		if k := &r.Kinds[i]; k.Kind != outcome.ByCar && k.Misses() {
			k.Row, k.More = fleet.Missing(task, k.Latest, func(g *people.Group) bool {
				return outcome.KindOf(g) == k.Kind && w.canLeaveByRoad(g.Place)
			})
		}
	}
}

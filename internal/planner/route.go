package planner

import (
	"slices"

	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/routing"
	"wayout/internal/unit"
)

const noLink = reach.NoLink

// routeTask asks for one route for every place that can leave.
func (w *work) routeTask(bound unit.Second) *routing.Task {
	t := &routing.Task{
		Network: w.net, Rates: w.rates, Horizon: w.horizon, Bound: bound,
		Vehicles: make([]unit.Vehicle, len(w.net.Nodes)), Ready: make([]unit.Second, len(w.net.Nodes)),
	}
	for p, vehicles := range w.vehicles {
		if vehicles > 0 && w.servable[p] {
			v := w.net.Entry[p]
			t.Vehicles[v] = vehicles
			t.Ready[v] = w.s.Places[p].Ready.From
		}
	}
	return t
}

// chooseRoutes returns routes that everybody has the fuel for.
func (w *work) chooseRoutes(bound unit.Second) *routing.Routing {
	r := routing.Choose(w.routeTask(bound))
	for k, next := range r.Next {
		if !w.affordable(next) {
			r.Next[k] = w.quickestTree(w.openAt(r.Phases[k]))
		}
	}
	return r
}

// openAt returns the links that are open at a moment, gates whenever they are.
func (w *work) openAt(t unit.Second) []bool {
	open := make([]bool, len(w.net.Links))
	for i := range open {
		open[i] = w.net.Links[i].Kind != roads.Carriageway || w.rates[i].At(t) > 0
	}
	return open
}

// quickestTree returns the next link of every node on its quickest way to a reception over open
// links, waiting nowhere. Receptions have none.
func (w *work) quickestTree(open []bool) []int32 {
	next, _ := reach.Cheapest(w.net, func(i int32) unit.Second {
		if !open[i] {
			return unit.Never
		}
		return w.net.Links[i].Ceil
	})
	return next
}

func (w *work) isSink(v int32) bool {
	return slices.ContainsFunc(w.net.Sinks, func(s roads.Sink) bool { return s.Node == v })
}

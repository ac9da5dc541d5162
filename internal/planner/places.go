package planner

import (
	"context"
	"slices"

	"wayout/internal/flow"
	"wayout/internal/roads"
)

// countPlaces raises the least people-hours where receptions have a limit. The curve of the most people out by
// every step knows the limits, but no one plan need attain all of it; prices of places do better
// (flow.PricePlaces): whoever comes to a reception counts as out its price later, and the people it
// takes pay no more than its places times its price.
func (w *work) countPlaces(ctx context.Context, b *bound, timing *timing) error {
	if !slices.ContainsFunc(w.net.Sinks, func(s roads.Sink) bool { return s.Capacity > 0 }) {
		return nil
	}
	priced, err := flow.PricePlaces(ctx, w.flowProblem(timing), flow.Options{})
	if err != nil || priced == nil {
		return err
	}
	hours := w.leastPeopleHours(priced.MaxOut)
	for i, sink := range timing.core.Network.Sinks {
		hours -= float64(priced.Prices[i]) * w.step.Hours() * float64(sink.Capacity)
	}
	b.peopleHours = max(b.peopleHours, hours)
	return nil
}

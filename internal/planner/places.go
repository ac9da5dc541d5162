package planner

import (
	"context"

	"wayout/internal/flow"
)

// countPlaces raises the least people-hours where receptions have a limit. The curve of the most people out by
// every step knows the limits, but no one plan need attain all of it; prices of places do better
// (flow.PlacePrices): whoever comes to a reception counts as out its price later, and the people it
// takes pay no more than its places times its price.
func (w *work) countPlaces(ctx context.Context, b *bound, timing *timing) error {
	problem := w.flowProblem(timing)
	limited := false
	for _, sink := range problem.Sinks {
		limited = limited || sink.Total != flow.Unlimited
	}
	if !limited {
		return nil
	}
	priced, err := flow.PricePlaces(ctx, problem, flow.Options{})
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

package routing

import (
	"slices"

	"wayout/internal/reach"
	"wayout/internal/unit"
)

// alone returns a moment before which no tree receives everybody: when the last of the place that takes
// longest is received if it has every road to itself, but one route. For each rate that a link has,
// that is the quickest way over links that let in as much.
func (s *search) alone() unit.Second {
	most := make([]unit.Rate, len(s.rates))
	for i, r := range s.rates {
		most[i] = r.Most()
	}
	rates := slices.Clone(most)
	slices.Sort(rates)
	last := make([]unit.Second, len(s.next))
	for v := range last {
		last[v] = unit.Never
	}
	for _, rate := range slices.Compact(rates) {
		if rate == 0 {
			continue
		}
		_, least := reach.Cheapest(s.net, func(i int32) unit.Second {
			if most[i] < rate {
				return unit.Never
			}
			return s.net.Links[i].Ceil
		})
		for _, v := range s.places {
			if least[v] < unit.Never {
				last[v] = min(last[v], s.first[v]+unit.Second(int64(s.demand[v].Amount())/int64(rate))+least[v])
			}
		}
	}
	var out unit.Second
	for _, v := range s.places {
		if last[v] < unit.Never && !s.sink[v] {
			out = max(out, last[v])
		}
	}
	return out
}

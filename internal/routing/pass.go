package routing

import (
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// WhenPassed returns when a link with a rate, and its quota, has passed n vehicles that come from a
// moment on. Past the horizon it goes on at the highest rate, so that too much is still more than a
// little too much.
func WhenPassed(net *roads.Network, link int, rate roads.Profile, from unit.Second, n unit.Vehicle, horizon unit.Second) unit.Second {
	quota := net.Links[link].Quota
	after := func(start unit.Second, amount unit.Throughput) unit.Second {
		most := max(1, rate.Most())
		return start + unit.Second((int64(amount)+int64(most)-1)/int64(most))
	}
	if quota == 0 && (len(rate) == 1 || rate[1].From >= horizon) {
		return after(from, n.Amount())
	}
	if quota == 0 && rate[0].Rate > 0 && from >= 0 && from < rate[1].From {
		if t := from + unit.Second((int64(n.Amount())+int64(rate[0].Rate)-1)/int64(rate[0].Rate)); t <= rate[1].From {
			return t // before anything changes
		}
	}
	passes := func(to unit.Second) unit.Throughput {
		if quota == 0 {
			return rate.Over(from, to)
		}
		return net.Passes(link, from, to)
	}
	if all := passes(horizon); all < n.Amount() {
		return after(max(from, horizon), n.Amount()-all)
	}
	low, high := from, horizon
	for low+1 < high {
		mid := (low + high) / 2
		if passes(mid) < n.Amount() {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

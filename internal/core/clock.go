package core

import (
	"slices"

	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Milliseconds are those of a second.
const Milliseconds = 1000

// Clocked returns a network in which Ceil does not add up link by link: on two hundred links whole
// seconds come to more than a minute over what the way takes. It is for water that flows on the plan
// side, where links let in what profiles say. road is how many milliseconds a road takes, rounded up.
//
// Clocks at every node are slow by less than a second, so that the way from there to a reception takes
// whole seconds by them. A link then takes by the clocks at its ends what it does, and the part of a
// second that is missing where it is on no quickest way. Whoever keeps to these times by the clocks is
// nowhere faster than the roads allow. Where a link begins whose rate changes before the horizon, the
// clock is right.
func Clocked(net *roads.Network, profiles []roads.Profile, horizon unit.Second, road func(l *roads.Link) unit.Second) *roads.Network {
	travel := func(l *roads.Link) unit.Second {
		if l.Kind != roads.Carriageway {
			return Milliseconds * l.Ceil
		}
		return road(l)
	}
	_, rest := reach.Cheapest(net, func(i int32) unit.Second {
		if profiles[i].Most() == 0 {
			return unit.Never
		}
		return travel(&net.Links[i])
	})
	up := func(t unit.Second) unit.Second { return (t + Milliseconds - 1) / Milliseconds }
	out := *net
	out.Links = slices.Clone(net.Links)
	for i := range out.Links {
		changes := len(profiles[i]) > 1 && profiles[i][1].From < horizon
		if from := out.Links[i].From; changes && rest[from] < unit.Never {
			rest[from] = Milliseconds * up(rest[from])
		}
	}
	for i := range out.Links {
		l := &out.Links[i]
		from, to := rest[l.From], rest[l.To]
		if profiles[i].Most() > 0 && to < unit.Never {
			l.Ceil = up(from) - up(to) + up(travel(l)+to-from)
		}
	}
	return &out
}

package verify

import (
	"slices"
	"strings"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// notServed judges that the reason given for everybody left out is true.
func (j *judge) notServed() {
	o := &obstacles{j: j, ways: map[string][]moments{}}
	for i := range j.p.NotServed {
		n := &j.p.NotServed[i]
		switch n.Reason {
		case plan.NoRoute, plan.Shut, plan.Danger:
			j.cutOff(n, o)
		case plan.Time, plan.Full, plan.Unplaced:
			j.leftOver(n, o)
		default:
			j.r.add(FalseReason, "", "", "The reason given for %s is none that Wayout knows: %.80q.",
				j.s.Places[n.Place].Name, n.Reason)
		}
	}
}

// cutOff judges that a place has no way out, for the reason given, and that the obstacles named
// are those that matter.
func (j *judge) cutOff(n *plan.NotServed, o *obstacles) {
	name := j.s.Places[n.Place].Name
	if j.level.can[n.Place] {
		j.r.add(FalseReason, string(n.Reason), "", "%s is said to have no way out (%s), but a vehicle that drives off at the right moment is received.",
			name, n.Reason)
		return
	}
	if why := o.reason(n.Place); why != n.Reason {
		j.r.add(FalseReason, string(n.Reason), string(why), "%s has no way out, but not because: %s; the reason is: %s.", name, n.Reason, why)
		return
	}
	if len(n.Cut) > 0 && n.Reason != plan.NoRoute && !o.leavesWithout(n) {
		j.r.add(FalseCut, strings.Join(n.Cut[:min(len(n.Cut), 10)], ", "), "", "%s would have no way out either if the obstacles named for it were lifted.", name)
	}
}

// leftOver judges the reasons for people who have a way out and still are not in the plan.
func (j *judge) leftOver(n *plan.NotServed, o *obstacles) {
	name := j.s.Places[n.Place].Name
	if !j.level.can[n.Place] {
		j.r.add(FalseReason, string(n.Reason), string(o.reason(n.Place)), "%s has no way out at all; the reason given is only: %s.", name, n.Reason)
		return
	}
	if p := &j.r.Proof; n.Reason == plan.Time && p.AtMost >= p.CanLeave {
		j.r.add(Unproven, "", "", "For %s the time is said to be short, but no certificate proves that not everybody can be out by %s.",
			name, j.s.Clock(j.horizon))
	}
	if room, known := j.room(); n.Reason == plan.Full && (!known || room >= j.level.canPeople) {
		j.r.add(FalseReason, "", "", "For %s the receptions are said to be full, but they have room for everybody who can leave.", name)
	}
}

// room returns the people that the receptions take in all, and whether every one has a limit.
func (j *judge) room() (room unit.Person, known bool) {
	for i := range j.s.Receptions {
		if j.s.Receptions[i].Capacity == 0 {
			return 0, false
		}
		room += j.s.Receptions[i].Capacity
	}
	return room, true
}

// prove says how much of what the plan leaves undone is shown to be unavoidable, by the
// certificates and by the room in the receptions.
func (j *judge) prove(certificates []plan.Certificate, proved []bool) {
	p := &j.r.Proof
	p.CanLeave, p.AtMost = j.level.canVehicles, j.level.canVehicles
	for i := range certificates {
		c := &certificates[i]
		if proved[i] && c.Level == j.p.Level && c.Until >= j.horizon {
			p.AtMost = min(p.AtMost, c.AtMost)
		}
	}
	for i := range j.p.NotServed {
		if n := &j.p.NotServed[i]; j.level.can[n.Place] {
			p.NotServed += n.Vehicles
		}
	}
	unavoidable := p.CanLeave - p.AtMost
	if room, known := j.room(); known && room < j.level.canPeople {
		unavoidable = max(unavoidable, j.level.carry(j.level.canPeople-room))
	}
	p.Gap = max(0, p.NotServed-unavoidable)
}

// obstacles answers who could leave if something were lifted. Answers are kept, because many
// places share them.
type obstacles struct {
	j    *judge
	ways map[string][]moments
}

// leaves reports whether a place could leave with other rates; key names them.
func (o *obstacles) leaves(place int, key string, rate func(l *roads.Link) roads.Profile) bool {
	ways, known := o.ways[key]
	if !known {
		net := o.j.net
		ways = waysOut(net, o.j.horizon, func(i int) roads.Profile { return rate(&net.Links[i]) })
		o.ways[key] = ways
	}
	return o.j.prover.canLeave(o.j.level, place, ways)
}

// reason returns why a place that cannot leave cannot.
func (o *obstacles) reason(place int) plan.Reason {
	if !o.leaves(place, "open", open) {
		return plan.NoRoute
	}
	if o.leaves(place, "calm", o.calm) {
		return plan.Danger
	}
	return plan.Shut
}

// leavesWithout reports whether a place could leave if the stages in its cut were open, or, for a
// danger, not reported dangerous.
func (o *obstacles) leavesWithout(n *plan.NotServed) bool {
	lift := open
	if n.Reason == plan.Danger {
		lift = o.calm
	}
	key := string(n.Reason) + "\x00" + strings.Join(n.Cut, "\x00")
	return o.leaves(n.Place, key, func(l *roads.Link) roads.Profile {
		if slices.Contains(n.Cut, o.j.s.StageID(l)) {
			return lift(l)
		}
		return l.Rate
	})
}

// open is a link that is never shut.
func open(*roads.Link) roads.Profile { return roads.Constant(unit.VehiclePerHour) }

// calm is a link as it would be without dangers.
func (o *obstacles) calm(l *roads.Link) roads.Profile {
	if l.Kind != roads.Carriageway || len(o.j.s.Dangers) == 0 {
		return l.Rate
	}
	return o.j.s.WithoutDangers(l)
}

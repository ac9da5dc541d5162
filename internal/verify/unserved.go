package verify

import (
	"slices"
	"strings"

	"wayout/internal/people"
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
		case plan.Time, plan.Full, plan.Unplaced, plan.NoSeats, plan.Caution:
			j.leftOver(n, o)
		case plan.NoVehicle:
			j.noVehicle(n)
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
	if j.canLeave(n) {
		j.r.add(FalseReason, string(n.Reason), "", "%s is said to have no way out (%s), but a vehicle that drives off at the right moment is received.",
			name, n.Reason)
		return
	}
	if why := o.reason(n); why != n.Reason {
		j.r.add(FalseReason, string(n.Reason), string(why), "%s has no way out, but not because: %s; the reason is: %s.", name, n.Reason, why)
		return
	}
	if len(n.Cut) > 0 && n.Reason != plan.NoRoute && !o.leavesWithout(n) {
		j.r.add(FalseCut, strings.Join(n.Cut[:min(len(n.Cut), 10)], ", "), "", "%s would have no way out either if the obstacles named for it were lifted.", name)
	}
}

// ready returns when the first people of a place could leave.
func (j *judge) ready(n *plan.NotServed) unit.Second { return j.s.Places[n.Place].Ready.From }

// canLeave reports whether a vehicle from the place of people who are not served finds a moment to
// drive off and be received.
func (j *judge) canLeave(n *plan.NotServed) bool {
	return j.prover.finds(n.Place, j.ready(n), j.prover.ways)
}

// noVehicle judges that no vehicle of the fleet takes any of the parties.
func (j *judge) noVehicle(n *plan.NotServed) {
	name := j.s.Places[n.Place].Name
	if n.Load == nil {
		j.r.add(FalseReason, string(n.Reason), "", "For people of %s who go by car the reason given is: %s.", name, n.Reason)
		return
	}
	need := j.smallest(n.Load)
	for i := range j.s.Fleet {
		if f := &j.s.Fleet[i]; f.Count > 0 && need.FitsIn(f.Places) {
			j.r.add(FalseReason, string(n.Reason), f.ID, "It is said of %s that no vehicle takes them, but the %s %s takes %s.",
				j.partiesName(n.Load), f.Kind, f.ID, needText(f.Places))
			return
		}
	}
}

// smallest returns what the smallest party of a load takes up: the sizes differ by one at most.
func (j *judge) smallest(l *plan.Load) people.Need {
	g := j.group(l)
	size := g.People / unit.Person(g.Parties)
	if g.PeopleIn(l.First, l.Parties) == (size+1)*unit.Person(l.Parties) {
		size++
	}
	return people.Need{
		Seats: int(size) - g.Wheelchairs - g.Stretchers, Wheelchairs: g.Wheelchairs, Stretchers: g.Stretchers,
	}
}

// leftOver judges the reasons for people who have a way out and still are not in the plan.
func (j *judge) leftOver(n *plan.NotServed, o *obstacles) {
	name := j.s.Places[n.Place].Name
	walking := n.Load != nil && n.Reason == plan.NoSeats && j.group(n.Load).OnFoot() && len(j.s.Paths) > 0
	if !walking && !j.canLeave(n) {
		j.r.add(FalseReason, string(n.Reason), string(o.reason(n)), "%s has no way out at all; the reason given is only: %s.", name, n.Reason)
		return
	}
	if n.Reason == plan.NoSeats && n.Load == nil {
		j.r.add(FalseReason, string(n.Reason), "", "For people of %s who go by car the reason given is: %s.", name, n.Reason)
	}
	if n.Reason == plan.Caution && j.s.SafeToStop <= 0 {
		j.r.add(FalseReason, string(n.Reason), "", "For %s caution is the reason, but nobody asked that it be safe to stop.", name)
	}
	if p := &j.r.Proof; n.Reason == plan.Time && p.AtMost >= p.CanLeave {
		j.r.add(Unproven, "", "", "For %s the time is said to be short, but no certificate proves that not everybody can be out by %s.",
			name, j.s.Clock(j.horizon))
	}
	if room, known := j.s.ReceptionRoom(); n.Reason == plan.Full && (!known || room >= j.level.canPeople+j.level.inGroups) {
		j.r.add(FalseReason, "", "", "For %s the receptions are said to be full, but they have room for everybody who can leave.", name)
	}
}

// prove says how much of what the plan leaves undone is shown to be unavoidable, by the
// certificates and by the room in the receptions.
func (j *judge) prove(certificates []plan.Certificate, proved []bool) {
	p := &j.r.Proof
	p.CanLeave, p.AtMost = j.level.canVehicles, j.level.canVehicles
	for i := range certificates {
		c := &certificates[i]
		if proved[i] && c.Level == j.p.Level && c.Until >= j.horizon {
			p.AtMost = max(0, min(p.AtMost, j.carsOf(c)))
		}
	}
	for i := range j.p.NotServed {
		if n := &j.p.NotServed[i]; j.level.can[n.Place] {
			p.NotServed += n.Vehicles
		}
	}
	unavoidable := p.CanLeave - p.AtMost
	if room, known := j.s.ReceptionRoom(); known && room < j.level.canPeople {
		unavoidable = max(unavoidable, j.level.carry(j.level.canPeople-room))
	}
	p.Gap = max(0, p.NotServed-unavoidable)
}

// carsOf returns the most cars out by a certificate: where it counts the fleet, and the plan brings
// everybody out who needs it, what that counts as has passed as well.
func (j *judge) carsOf(c *plan.Certificate) unit.Vehicle {
	if !c.Fleet || j.leavesParties() {
		return c.AtMost
	}
	most := j.prover.value(c)
	for _, b := range j.level.fleet {
		most -= b.weight
	}
	return most.Vehicles()
}

// leavesParties reports whether the plan leaves anybody who needs the fleet.
func (j *judge) leavesParties() bool {
	return slices.ContainsFunc(j.p.NotServed, func(n plan.NotServed) bool { return n.Load != nil })
}

// obstacles answers who could leave if something were lifted. Answers are kept, because many
// places share them.
type obstacles struct {
	j    *judge
	ways map[string][]moments
}

// leaves reports whether people could leave with other rates; key names them.
func (o *obstacles) leaves(n *plan.NotServed, key string, rate func(l *roads.Link) roads.Profile) bool {
	ways, known := o.ways[key]
	if !known {
		net := o.j.net
		ways = waysOut(net, o.j.horizon, func(i int) roads.Profile { return rate(&net.Links[i]) })
		o.ways[key] = ways
	}
	return o.j.prover.finds(n.Place, o.j.ready(n), ways)
}

// reason returns why people who cannot leave cannot.
func (o *obstacles) reason(n *plan.NotServed) plan.Reason {
	if !o.leaves(n, "open", open) {
		return plan.NoRoute
	}
	if o.leaves(n, "calm", o.calm) {
		return plan.Danger
	}
	return plan.Shut
}

// leavesWithout reports whether people could leave if the stages in their cut were open, or, for a
// danger, not reported dangerous.
func (o *obstacles) leavesWithout(n *plan.NotServed) bool {
	lift := open
	if n.Reason == plan.Danger {
		lift = o.calm
	}
	key := string(n.Reason) + "\x00" + strings.Join(n.Cut, "\x00")
	return o.leaves(n, key, func(l *roads.Link) roads.Profile {
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

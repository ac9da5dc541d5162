package count

import (
	"cmp"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/unit"
)

// chain are the counts of one sheet in the order of the checks.
type chain struct {
	sheet  Sheet
	convoy *convoy.Convoy // nil where the plan here does not have it
	points []convoy.Point // of the convoy, each check and gate once
	at     []int          // point of each count; empty without a convoy
	counts []Count
}

// chains returns the counts by sheet, in order of the sheets.
func (c *comparison) chains(counts []Count) []chain {
	by := map[Sheet][]Count{}
	for _, one := range counts {
		by[one.Sheet()] = append(by[one.Sheet()], one)
		if one.At > c.report.Now {
			c.report.AfterNow++
		}
	}
	var out []chain
	for sheet, own := range by {
		ch := chain{sheet: sheet, counts: own}
		if known := c.convoys[sheet.Number]; known != nil && sheet.Version == c.report.Version {
			ch.convoy, ch.points = known, passes(known)
		}
		ch.order()
		out = append(out, ch)
	}
	slices.SortFunc(out, func(a, b chain) int { return bySheet(a.sheet, b.sheet) })
	return out
}

// order puts the counts in the order in which the convoy passes the checks.
func (ch *chain) order() {
	position := map[pass]int{}
	for i, p := range ch.points {
		position[pass{p.Check, p.Gate}] = i
	}
	planned := ch.convoy != nil && !slices.ContainsFunc(ch.counts, func(one Count) bool {
		_, ok := position[pass{one.Check, one.Gate}]
		return !ok
	})
	if !planned {
		ch.convoy, ch.points = nil, nil
		position = ch.byTime()
	}
	slices.SortFunc(ch.counts, func(a, b Count) int {
		return cmp.Or(
			cmp.Compare(position[pass{a.Check, a.Gate}], position[pass{b.Check, b.Gate}]),
			cmp.Compare(a.At, b.At), cmp.Compare(a.Line, b.Line), cmp.Compare(a.People, b.People),
		)
	})
	if !planned {
		return
	}
	for _, one := range ch.counts {
		ch.at = append(ch.at, position[pass{one.Check, one.Gate}])
	}
}

// byTime returns the order of the checks where no plan tells it: gates by the first time at each.
func (ch *chain) byTime() map[pass]int {
	first := map[int]unit.Second{}
	var gates []int
	for _, one := range ch.counts {
		if one.Check != convoy.GateIn && one.Check != convoy.GateOut {
			continue
		}
		if at, ok := first[one.Gate]; !ok || one.At < at {
			first[one.Gate] = one.At
		}
		if !slices.Contains(gates, one.Gate) {
			gates = append(gates, one.Gate)
		}
	}
	slices.SortFunc(gates, func(a, b int) int { return cmp.Or(cmp.Compare(first[a], first[b]), cmp.Compare(a, b)) })
	out := map[pass]int{{convoy.Departure, -1}: 0, {convoy.Arrival, -1}: 2*len(gates) + 1}
	for i, g := range gates {
		out[pass{convoy.GateIn, g}], out[pass{convoy.GateOut, g}] = 2*i+1, 2*i+2
	}
	return out
}

// seen returns a count with its place.
func (c *comparison) seen(ch *chain, i int) Seen {
	one := &ch.counts[i]
	out := Seen{
		Check: one.Check, Gate: one.Gate, Place: -1, At: one.At, People: one.People,
		Vehicles: one.Vehicles, HasVehicles: one.HasVehicles, Line: one.Line,
	}
	switch {
	case ch.convoy != nil:
		out.Place = ch.points[ch.at[i]].Place
	case one.Gate >= 0:
		out.Place = c.s.Gates[one.Gate].Place
	}
	return out
}

// chain compares the counts of one sheet.
func (c *comparison) chain(ch *chain) {
	c.planned(ch)
	vehicles := -1 // the last count that has them
	for i := range ch.counts {
		if i > 0 {
			c.report.Compared++
			c.pair(ch, i, vehicles)
		}
		if ch.counts[i].HasVehicles {
			vehicles = i
		}
	}
	c.moving(ch)
	c.balance(ch)
}

// planned compares the first count of a sheet with the plan.
func (c *comparison) planned(ch *chain) {
	if ch.convoy == nil {
		return
	}
	kind, more := MoreThanPlanned, ch.counts[0].People-ch.convoy.People
	if more == 0 {
		return
	}
	if more < 0 {
		kind, more = FewerThanPlanned, -more
	}
	first := c.seen(ch, 0)
	c.note(ch, Note{Kind: kind, People: more, From: first, To: first})
}

// note adds a note about a sheet.
func (c *comparison) note(ch *chain, n Note) {
	n.Sheet, n.Label = ch.sheet, label(c.s, ch.convoy)
	c.report.Notes = append(c.report.Notes, n)
}

// pair compares a count with the one before, and its vehicles with those of the last count that has
// them.
func (c *comparison) pair(ch *chain, i, vehicles int) {
	from, to := c.seen(ch, i-1), c.seen(ch, i)
	if to.At < from.At {
		c.note(ch, Note{Kind: OutOfOrder, From: from, To: to})
	}
	var missing unit.Vehicle
	if vehicles >= 0 && to.HasVehicles {
		missing = max(0, ch.counts[vehicles].Vehicles-to.Vehicles)
	}
	if lost := from.People - to.People; lost > 0 {
		changed(ch.sheet, &from, &to, lost).note(c.lost, ch.sheet)
		c.report.Alarms = append(c.report.Alarms, Alarm{
			Kind: FewerPeople, Sheet: ch.sheet, Label: label(c.s, ch.convoy), People: lost, Vehicles: missing,
			From: from, To: to, Regained: ch.gainedSince(i),
		})
		return
	}
	if missing > 0 {
		c.note(ch, Note{Kind: FewerVehicles, Vehicles: missing, From: c.seen(ch, vehicles), To: to})
	}
	if more := to.People - from.People; more > 0 {
		changed(ch.sheet, &from, &to, more).note(c.gained, ch.sheet)
		c.note(ch, Note{Kind: MorePeople, People: more, From: from, To: to})
	}
}

// gainedSince returns by how many people counts after one are above the one before each.
func (ch *chain) gainedSince(i int) unit.Person {
	var sum unit.Person
	for k := i + 1; k < len(ch.counts); k++ {
		sum += max(0, ch.counts[k].People-ch.counts[k-1].People)
	}
	return sum
}

// moving notes a convoy that is not yet at its last check, and raises the alarm where it should
// long have been at the next. An empty convoy has nobody to look for.
func (c *comparison) moving(ch *chain) {
	last := len(ch.counts) - 1
	if ch.counts[last].Check == convoy.Arrival || ch.counts[last].People == 0 {
		return
	}
	out := OnTheWay{
		Sheet: ch.sheet, Label: label(c.s, ch.convoy), Last: c.seen(ch, last),
		Next: Seen{Gate: -1, Place: -1, At: unit.Never},
	}
	if ch.convoy != nil && ch.at[last]+1 < len(ch.points) {
		here, next := &ch.points[ch.at[last]], &ch.points[ch.at[last]+1]
		delay := max(0, out.Last.At-here.Last)
		out.Known, out.Next = true, Seen{Check: next.Check, Gate: next.Gate, Place: next.Place, At: next.Last + delay}
		out.Missed = c.report.Now > out.Next.At+c.late
	}
	c.report.Moving = append(c.report.Moving, out)
	if out.Missed {
		c.report.Balance.NotSeen += out.Last.People
		c.report.Alarms = append(c.report.Alarms, Alarm{
			Kind: NotSeen, Sheet: ch.sheet, Label: out.Label, People: out.Last.People, Vehicles: out.Last.Vehicles,
			From: out.Last, To: out.Next,
		})
	}
}

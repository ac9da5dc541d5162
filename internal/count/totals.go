package count

import (
	"cmp"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/unit"
)

// Total is everybody counted at one check, at a gate check of one gate.
type Total struct {
	Check    convoy.Check
	Gate     int // -1 at departure and arrival, and where it is not known
	Convoys  int
	People   unit.Person
	Vehicles unit.Vehicle // of the sheets whose vehicles were counted
	// Planned and PlannedVehicles are what the plan has for the sheets counted here, but those of
	// Older: the second for sheets whose vehicles were counted.
	Planned         unit.Person
	PlannedVehicles unit.Vehicle
	// Older are sheets that the plan does not have, and what was counted on them.
	Older         int
	OlderPeople   unit.Person
	OlderVehicles unit.Vehicle
	// Again are those of People who walk to a vehicle, on whose sheet they are counted once more.
	Again unit.Person
}

// Balance follows all people from the first count of their sheet to the last:
// First + Joined − Lost = Arrived + OnTheWay, always.
type Balance struct {
	Sheets   int
	First    unit.Person
	Lost     unit.Person // sum of all differences downwards
	Joined   unit.Person // and upwards
	Arrived  unit.Person // of sheets counted at arrival
	OnTheWay unit.Person // of all others
	NotSeen  unit.Person // those of OnTheWay about whom there is an alarm
	// Again are those of Arrived who walked to a vehicle, on whose sheet they are counted once more.
	Again unit.Person
}

// NotStarted are convoys that should have left before the moment of comparison and were counted
// nowhere.
type NotStarted struct {
	Numbers []int
	People  unit.Person // planned
}

// balance adds a sheet to the balance.
func (c *comparison) balance(ch *chain) {
	b := &c.report.Balance
	b.Sheets++
	b.First += ch.counts[0].People
	for i := 1; i < len(ch.counts); i++ {
		change := ch.counts[i].People - ch.counts[i-1].People
		b.Joined += max(0, change)
		b.Lost += max(0, -change)
	}
	last := &ch.counts[len(ch.counts)-1]
	if last.Check != convoy.Arrival {
		b.OnTheWay += last.People
		return
	}
	b.Arrived += last.People
	if walksOn(ch.convoy) {
		b.Again += last.People
	}
}

// walksOn reports whether a convoy walks to a vehicle, on whose sheet its people are counted again.
func walksOn(c *convoy.Convoy) bool {
	return c != nil && c.Kind == convoy.OnFoot && c.Reception < 0
}

// totals adds up the counts of every check that a convoy passes or at which somebody was counted.
func (c *comparison) totals(convoys []convoy.Convoy, chains []chain) {
	by := map[pass]*Total{}
	at := func(check convoy.Check, gate int) *Total {
		key := pass{check, gate}
		if by[key] == nil {
			by[key] = &Total{Check: check, Gate: gate}
		}
		return by[key]
	}
	for i := range convoys {
		for _, p := range convoys[i].Points {
			at(p.Check, p.Gate)
		}
	}
	for i := range chains {
		for k := range chains[i].counts {
			one := &chains[i].counts[k]
			at(one.Check, one.Gate).add(one, chains[i].convoy)
		}
	}
	for _, total := range by {
		c.report.Totals = append(c.report.Totals, *total)
	}
	slices.SortFunc(c.report.Totals, func(a, b Total) int {
		middle := func(t Total) int { return [...]int{0, 1, 1, 2}[t.Check] }
		return cmp.Or(cmp.Compare(middle(a), middle(b)), cmp.Compare(a.Gate, b.Gate), cmp.Compare(a.Check, b.Check))
	})
}

// add adds a count; the convoy is nil where the plan does not have it.
func (t *Total) add(one *Count, of *convoy.Convoy) {
	t.Convoys++
	t.People += one.People
	if one.HasVehicles {
		t.Vehicles += one.Vehicles
	}
	if of == nil {
		t.Older++
		t.OlderPeople += one.People
		if one.HasVehicles {
			t.OlderVehicles += one.Vehicles
		}
		return
	}
	t.Planned += of.People
	if one.HasVehicles {
		t.PlannedVehicles += of.Vehicles
	}
	if walksOn(of) {
		t.Again += one.People
	}
}

// notStarted lists convoys that should have left and were counted nowhere.
func (c *comparison) notStarted(convoys []convoy.Convoy, chains []chain) {
	started := map[int]bool{}
	for i := range chains {
		if chains[i].sheet.Version == c.report.Version {
			started[chains[i].sheet.Number] = true
		}
	}
	for i := range convoys {
		one := &convoys[i]
		if len(one.Points) == 0 || one.Points[0].Last >= c.report.Now || started[one.Number] {
			continue
		}
		c.report.NotStarted.Numbers = append(c.report.NotStarted.Numbers, one.Number)
		c.report.NotStarted.People += one.People
	}
	slices.Sort(c.report.NotStarted.Numbers)
}

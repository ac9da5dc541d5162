package count

import (
	"fmt"

	"wayout/internal/convoy"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Count is one row of counts.csv: how many people of a sheet were counted at a check.
type Count struct {
	// Version is that of the plan for which the sheet was printed, Number that of the convoy.
	Version, Number int
	Check           convoy.Check
	Gate            int // index of scenario.Gates; -1 at departure and arrival, and where it is not known
	At              unit.Second
	People          unit.Person
	Vehicles        unit.Vehicle
	HasVehicles     bool // vehicles were counted
	Line            int
}

// Sheet returns the sheet on which the people were counted.
func (c *Count) Sheet() Sheet { return Sheet{Version: c.Version, Number: c.Number} }

// Sheet is the number that is printed on a number sheet.
type Sheet = convoy.Sheet

// label names a convoy beside its number: the label of a group as in slots.csv, a vehicle with its
// round, or where people on foot are from.
func label(s *scenario.Scenario, c *convoy.Convoy) string {
	switch {
	case c == nil:
		return ""
	case c.Kind == convoy.Round:
		return fmt.Sprintf("%s, round %d", convoy.VehicleLabel(s, c.Vehicle), c.Round)
	case c.Kind == convoy.OnFoot:
		return "on foot from " + s.Places[c.Place].ID
	}
	return fmt.Sprintf("%s-%d", s.Places[c.Place].ID, c.Group)
}

// pass is a check that a convoy passes: gates have two, and there may be several gates.
type pass struct {
	check convoy.Check
	gate  int
}

// passes returns the points of a convoy, each check and gate once.
func passes(c *convoy.Convoy) []convoy.Point {
	var out []convoy.Point
	seen := map[pass]bool{}
	for _, p := range c.Points {
		if key := (pass{p.Check, p.Gate}); !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	return out
}

// numbered returns the convoys by their numbers.
func numbered(convoys []convoy.Convoy) map[int]*convoy.Convoy {
	out := map[int]*convoy.Convoy{}
	for i := range convoys {
		out[convoys[i].Number] = &convoys[i]
	}
	return out
}

package verify_test

import (
	"testing"

	"wayout/internal/plan"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// TestCountlessLengths judges a plan made to keep the judge busy: thousands of slots on one road
// at once, no two of which last equally long.
func TestCountlessLengths(t *testing.T) {
	s, p := chain(30)
	p.Slots = nil
	for i := range p.Routes {
		for k := range 400 {
			length := unit.Second((i*400+k)*7919%13_000+1000) * unit.Minute
			p.Slots = append(p.Slots, plan.Slot{Route: i, Depart: unit.Second(k) * unit.Minute, Length: length, Vehicles: 1, People: 4})
		}
	}
	expect(t, verify.Check(s, p, nil), verify.Malformed)
}

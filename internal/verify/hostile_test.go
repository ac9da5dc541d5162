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

// TestCountlessTrips judges trips and columns without end that all claim the same parties: the work
// must stay close to linear.
func TestCountlessTrips(t *testing.T) {
	s := rounds()
	p := roundsPlan(s)
	trip, column := p.Trips[busVillage], p.Columns[0]
	for range 300_000 {
		p.Trips = append(p.Trips, trip)
		p.Columns = append(p.Columns, column)
	}
	r := verify.Check(s, p, nil)
	expect(t, r, verify.WrongParties)
	if r.Unlisted < 300_000 {
		t.Errorf("only %d violations", r.Unlisted)
	}
}

// TestCountlessRefuges judges a route whose people change from site to site every second, with
// slots of many lengths.
func TestCountlessRefuges(t *testing.T) {
	s := rounds()
	p := roundsPlan(s)
	p.Routes[0].Refuges = nil
	for i := range unit.Second(1800) {
		p.Routes[0].Refuges = append(p.Routes[0].Refuges, plan.Refuge{Site: int(i % 2), From: i, To: i + 1})
	}
	for range 2300 {
		p.Slots = append(p.Slots, p.Slots[0])
	}
	expect(t, verify.Check(s, p, nil), verify.Malformed)
	p.Slots = p.Slots[:3]
	expect(t, verify.Check(s, p, nil), verify.BadRefuge)
}

package scenario

import (
	"wayout/internal/people"
	"wayout/internal/unit"
)

// LeastWeight returns what the vehicles that carry all parties of a group count as at the least, in
// cars on roads and at gates: its seats and stretcher places at prices of which no vehicle holds more
// than it weighs. So no rounds weigh less, however groups share vehicles, as any feasible dual prices
// of packing people into vehicles show. It is 0 where they may walk, or no vehicle takes them. Bounds
// add it to the cars, because whoever rides passes the same stages.
func (s *Scenario) LeastWeight(g *people.Group) unit.Throughput {
	if g.OnFoot() && len(s.Paths) > 0 || !s.Takes(g, 0, g.Parties) {
		return 0
	}
	seat, stretcher := s.placePrices()
	need := g.Need(0, g.Parties)
	return unit.Throughput(need.Seats)*seat + unit.Throughput(need.Stretchers)*stretcher
}

// placePrices returns what a seat and a stretcher place weigh: a seat as in the vehicles that are
// lightest for a seat, a stretcher place what the lightest vehicle weighs beside its seats.
func (s *Scenario) placePrices() (seat, stretcher unit.Throughput) {
	seat, stretcher = -1, -1
	for f := range s.Fleet {
		if row := &s.Fleet[f]; row.Count > 0 && row.Places.Seats > 0 {
			seat = lighter(seat, row.Weight.Amount()/unit.Throughput(row.Places.Seats))
		}
	}
	for f := range s.Fleet {
		if row := &s.Fleet[f]; row.Count > 0 && row.Places.Stretchers > 0 {
			left := row.Weight.Amount() - max(0, seat)*unit.Throughput(row.Places.Seats)
			stretcher = lighter(stretcher, left/unit.Throughput(row.Places.Stretchers))
		}
	}
	return max(0, seat), max(0, stretcher)
}

// lighter returns the less of two weights; the first counts as none where it is below 0.
func lighter(least, weight unit.Throughput) unit.Throughput {
	if least < 0 {
		return weight
	}
	return min(least, weight)
}

// Takes reports whether a vehicle of the fleet takes any of so many parties of a group from the
// first-th on.
func (s *Scenario) Takes(g *people.Group, first, parties int) bool {
	for f := range s.Fleet {
		row := &s.Fleet[f]
		for i := range parties {
			if row.Count > 0 && g.Need(first+i, 1).FitsIn(row.Places) {
				return true
			}
		}
	}
	return false
}

// PlacesAtOnce returns the places of all vehicles of the fleet together.
func (s *Scenario) PlacesAtOnce() people.Need {
	var sum people.Need
	for f := range s.Fleet {
		n, each := s.Fleet[f].Count, s.Fleet[f].Places
		sum = sum.Add(people.Need{Seats: n * each.Seats, Wheelchairs: n * each.Wheelchairs, Stretchers: n * each.Stretchers})
	}
	return sum
}

// ReceptionRoom returns the people whom all receptions take together, and whether every one has a
// limit.
func (s *Scenario) ReceptionRoom() (room unit.Person, limited bool) {
	for r := range s.Receptions {
		if s.Receptions[r].Capacity == 0 {
			return 0, false
		}
		room += s.Receptions[r].Capacity
	}
	return room, true
}

package scenario

import (
	"wayout/internal/people"
	"wayout/internal/unit"
)

// LeastWeight returns what the vehicles that carry all parties of a group count as at the least,
// in cars on roads and at gates: each party takes its share of the places of the vehicle that is
// lightest for it, as if every vehicle were full. It is 0 where they may walk, or no vehicle takes
// them. Bounds add it to the cars, because whoever rides passes the same stages.
func (s *Scenario) LeastWeight(g *people.Group) unit.Throughput {
	if g.OnFoot() && len(s.Paths) > 0 || g.Parties == 0 {
		return 0
	}
	need := g.Need(0, g.Parties)
	least := unit.Throughput(-1)
	for f := range s.Fleet {
		row := &s.Fleet[f]
		if row.Count == 0 || !g.Need(g.Parties-1, 1).FitsIn(row.Places) {
			continue
		}
		weight := int64(row.Weight.Amount())
		share := unit.Throughput(0)
		if row.Places.Seats > 0 {
			share = unit.Throughput(int64(need.Seats) * weight / int64(row.Places.Seats))
		}
		if row.Places.Stretchers > 0 {
			share = max(share, unit.Throughput(int64(need.Stretchers)*weight/int64(row.Places.Stretchers)))
		}
		if least < 0 || share < least {
			least = share
		}
	}
	return max(0, least)
}

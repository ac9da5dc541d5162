package groundwork

import (
	"math"

	"wayout/internal/draft"
	"wayout/internal/folder/schema"
)

// leftOut says why a road is in no table, in the plural; empty where it is in one.
func leftOut(r *draft.Road) string {
	switch {
	case r.From == r.To:
		return "roads from a junction to itself were left out"
	case !r.Forward.Open() && !r.Backward.Open():
		return "roads that nobody may drive were left out"
	case !(r.Metres <= schema.MostKilometres*1000): // NaN too
		return "roads longer than a scenario holds were left out"
	}
	return ""
}

// leastPerHour is the least capacity that a road of a scenario may have, in vehicles an hour.
const leastPerHour = 0.001

// carried is what a direction carries, within the limits of a scenario: its speed in km/h, the vehicles an
// hour that it passes, and its lanes.
func carried(d draft.Direction) (kmh, perHour float64, lanes int) {
	return limited(d.KMH, schema.LeastSpeed, schema.MostSpeed), limited(d.PerHour, leastPerHour, schema.MostRate),
		int(limited(math.Round(d.Lanes), 1, schema.MostLanes))
}

// limited returns the nearest number within limits; no number is the least.
func limited(x, least, most float64) float64 {
	if !(x >= least) {
		return least
	}
	return min(x, most)
}

// digitsOf is how many decimals a capacity is written with: small ones need more, so that none becomes 0.
func digitsOf(perHour float64) int {
	if perHour < 1 {
		return 3
	}
	return 1
}

// limitNotes count the roads that a scenario cannot hold, or not as they are.
func limitNotes(n *draft.Network) []draft.Note {
	var out draft.Network
	for i := range n.Roads {
		r := &n.Roads[i]
		if why := leftOut(r); why != "" {
			out.Note(why, r.ID)
			continue
		}
		for _, d := range []draft.Direction{r.Forward, r.Backward} {
			kmh, perHour, lanes := carried(d)
			if d.Open() && (kmh != d.KMH || perHour != d.PerHour || float64(lanes) < math.Floor(d.Lanes)) {
				out.Note("speeds, capacities and numbers of lanes were cut to what a scenario holds", r.ID)
			}
		}
	}
	return out.Notes
}

package people

import (
	"math"

	"wayout/internal/unit"
)

// Readiness tells when the vehicles of a place are ready to leave: all at From, or along an
// S-curve that starts at From.
type Readiness struct {
	From unit.Second
	// Half is the time after From at which half are ready; 0: all at From.
	Half unit.Second
	// Slope is the steepness of the curve in thousandths per hour.
	Slope int64
}

// Curved reports whether vehicles become ready along an S-curve.
func (r Readiness) Curved() bool { return r.Half > 0 }

// Batch is a number of vehicles that become ready together.
type Batch struct {
	Ready    unit.Second
	Vehicles unit.Vehicle
}

// Batches returns the vehicles of a place by the moment they are ready, in order of time. On a
// curve the share ready t hours after From is 1/(1+exp(-slope*(t-half))), the logistic response
// of Radwan, Hobeika and Sivasailam (1985); it is read off once a minute and rounded to whole
// vehicles, so the last vehicle is ready when less than half a vehicle is missing. Vehicles that
// the curve makes ready at or before From are ready at From.
func (r Readiness) Batches(vehicles unit.Vehicle) []Batch {
	if vehicles == 0 {
		return nil
	}
	if !r.Curved() {
		return []Batch{{r.From, vehicles}}
	}
	var out []Batch
	done := unit.Vehicle(0)
	for t := unit.Second(0); done < vehicles; t += unit.Minute {
		x := float64(r.Slope) / 1000 * (t - r.Half).Hours()
		ready := unit.Vehicle(math.Round(float64(vehicles) / (1 + math.Exp(-x))))
		if t > curveLimit {
			ready = vehicles
		}
		if ready > done {
			out = append(out, Batch{r.From + t, ready - done})
			done = ready
		}
	}
	return out
}

// curveLimit ends a curve that a planner made absurdly flat.
const curveLimit = 60 * unit.Day

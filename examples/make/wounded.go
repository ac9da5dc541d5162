package main

import (
	"fmt"
	"math"
)

// capital is where the wounded are taken to be.
const capital = "stepanakert"

// shareStretcher is the assumption share_stretcher of Wayout in per cent; a test compares them. A
// count of its own takes the share of a place out of force, so it is added here again.
const shareStretcher = 0.3

// addWounded counts the wounded who have to lie at Stepanakert: half of those of S16, beside the
// people who had to lie before.
func addWounded(from *source, people map[string]population) error {
	wounded, err := from.facts["S16"].number("value")
	if err != nil {
		return err
	}
	n := people[capital]
	before := int(math.Round(shareStretcher / 100 * float64(n.used)))
	n.stretcher = counted{wounded/2 + before, fmt.Sprintf(
		"stretcher: %d wounded and %d others; ASSUMPTION: half of the over %d wounded (resources.csv S16) have to lie, "+
			"all of them in Stepanakert, and %v %% of the people had to before", wounded/2, before, wounded, shareStretcher,
	)}
	people[capital] = n
	return nil
}

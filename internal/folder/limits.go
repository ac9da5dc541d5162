package folder

import "wayout/internal/unit"

// Limits of what is believed. They are far above every case we know, so that only slips of the
// pen meet them, and low enough that all sums below are exact:
//
//   - a stage passes at most mostRate × mostHorizon = 10^8 thousandths/h × 5,184,000 s < 2^49 as
//     unit.Throughput, and all stages together at most mostThroughput, which is checked;
//   - all people, and so all vehicles, are at most mostPeople: 10^8 × 3,600,000 < 2^49, and
//     people × vehicles (people.Riders) is at most 10^16 < 2^54;
//   - a road takes at most mostKilometres / leastSpeed = 5,000 h.
const (
	mostSettings   = 1 << 20 // bytes of scenario.yaml
	mostPeople     = 100_000_000
	mostRate       = 100_000 // vehicles per hour of one stage
	mostKilometres = 5_000
	leastSpeed     = 1 // km/h
	mostSpeed      = 200
	mostLanes      = 20
	mostBooths     = 1_000
	leastSeconds   = 0.1 // that a booth needs for a vehicle
	mostSeconds    = 86_400
	mostHorizon    = 60 * unit.Day
	mostStep       = unit.Hour
	mostText       = 2_000 // characters of one text
	mostVariants   = 30
	mostOverrides  = 1_000
	mostLines      = 200 // sentences under not_planned

	// mostThroughput keeps the sum of a certificate over all stages below half of an int64.
	mostThroughput = 1 << 62
)

// crowded is how many people in a vehicle on average make a count of vehicles doubtful.
const crowded = 9

package folder

import "wayout/internal/unit"

// Limits of what is believed. They are far above every case we know, so that only slips of the
// pen meet them, and low enough that all sums below are exact:
//
//   - a stage passes at most mostRate × mostHorizon = 10^8 thousandths/h × 5,184,000 s < 2^49 as
//     unit.Throughput, and all stages together at most mostThroughput, which is checked;
//   - all people, and so all vehicles, are at most mostPeople: 10^8 × 3,600,000 < 2^49, and
//     people × vehicles (people.Riders) is at most 10^16 < 2^54;
//   - a road takes at most mostKilometres / leastSpeed = 5,000 h;
//   - a place, a fuel point or a delivery has at most mostLitres = 10^11 millilitres, and a table
//     of 64 MB fewer than 2^23 such rows, so that all fuel together is below 2^62 millilitres;
//   - a share of the people is at most mostPeople × 10^8 millionths of a per cent = 10^16, and so
//     are the products of two numbers of people of one place that are compared.
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
	mostClimb      = 50_000 // metres of one road
	mostLitres     = 100_000_000
	mostFleet      = 1_000 // vehicles or lorries of one row
	mostPlaces     = 500   // of a kind in one vehicle
	mostHours      = 720   // of a duty, a rest or a drive
	mostDays       = 3_650 // that a stock lasts
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

package schema

import "wayout/internal/unit"

// Limits of what is believed. They are far above every case we know, so that only slips of the
// pen meet them, and low enough that all sums below are exact:
//
//   - a stage passes at most MostRate × MostHorizon = 10^8 thousandths/h × 5,184,000 s < 2^49 as
//     unit.Throughput, and all stages together at most MostThroughput, which is checked;
//   - all people, and so all vehicles, are at most MostPeople: 10^8 × 3,600,000 < 2^49, and
//     people × vehicles (people.Riders) is at most 10^16 < 2^54;
//   - a road takes at most MostKilometres / LeastSpeed = 5,000 h;
//   - a place, a fuel point or a delivery has at most MostLitres = 10^11 millilitres, and a table
//     of 64 MB fewer than 2^23 such rows, so that all fuel together is below 2^62 millilitres;
//   - a share of the people is at most MostPeople × 10^8 millionths of a per cent = 10^16, and so
//     are the products of two numbers of people of one place that are compared.
const (
	MostSettings   = 1 << 20 // bytes of scenario.yaml
	MostPeople     = 100_000_000
	MostRate       = 100_000 // vehicles per hour of one stage
	MostKilometres = 5_000
	LeastSpeed     = 1 // km/h
	MostSpeed      = 200
	MostLanes      = 20
	MostBooths     = 1_000
	LeastSeconds   = 0.1 // that a booth needs for a vehicle
	MostSeconds    = 86_400
	MostClimb      = 50_000 // metres of one road
	MostLitres     = 100_000_000
	MostPriority   = 1_000
	MostFleet      = 1_000 // vehicles or lorries of one row
	MostPlaces     = 500   // of a kind in one vehicle
	MostHours      = 720   // of a duty, a rest or a drive
	MostDays       = 3_650 // that a stock lasts
	MostHorizon    = 60 * unit.Day
	MostStep       = unit.Hour
	MostText       = 2_000 // characters of one text
	MostVariants   = 30
	MostOverrides  = 1_000
	MostLines      = 200 // sentences under not_planned

	// MostThroughput keeps the sum of a certificate over all stages below half of an int64.
	MostThroughput = 1 << 62
)

// Crowded is how many people in a vehicle on average make a count of vehicles doubtful.
const Crowded = 9

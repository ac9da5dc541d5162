// Package splitload plans how vehicles of different sizes carry the people of facilities to
// shelters in several rounds, where the people of one facility may be shared among vehicles and
// one trip may stop at several facilities. It proves beside it what no plan can beat.
//
// It knows facilities, shelters, vehicles and driving times only: no roads, no clock of the day,
// no names. All times are whole milliseconds and all people whole, so that the same problem,
// options and seed give the same answer on every machine.
//
//	Problem ──► Solve    ──► Solution: trips by vehicle
//	        ──► Evaluate ──► Measures: makespan, waiting, overfill
//	        ──► Bound    ──► Bounds: what no solution can beat
package splitload

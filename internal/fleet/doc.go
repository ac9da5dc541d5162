// Package fleet plans rounds: which bus, minibus, truck or ambulance fetches whom, where and when,
// and when relief lorries drive in, on the same roads, gates and windows as everybody else.
//
// It gives cars no slots, and does not judge its rounds: verify does. Its two rooms beside,
// fullload and splitload, solve the problems of this kind that are known from the literature.
//
//	scenario.Travel, calendars ──► Plan ──► trips, parties left over ──► planner
//
// The method is list scheduling: who cannot walk first, then households without a car; of these
// the farthest first, by the vehicle that is done first (longest processing time first, Graham
// 1969); what is left of a duty is filled up with rounds that are short enough. Several orders are
// tried and the best kept. Bound says what no rounds can beat.
package fleet

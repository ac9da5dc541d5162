// Package replay holds vehicles with their ways on a network in the neutral form that simulators can
// exchange, reads and writes it, lays it out for SUMO, and drives it through Wayout's own model of
// queues, so that the plan of any tool can be judged by either.
//
// It knows no people, hours and plans: every vehicle leaves when its trip says so and takes the way that
// stands there, every link has one rate for ever. It starts no other program and puts no files into
// folders.
//
//	nodes.csv, links.csv, trips.csv ──► Read ──► Case ──► Drive (traffic/queue) ──► Text, JSON, arrivals.csv
//	                                              └────► Tables, SUMO ──► the same for other simulators
package replay

// Package planner turns a scenario into a plan that people can follow, and into the bounds that
// say how much better any other plan could be.
//
// It simulates no traffic, plans no buses, and does not judge itself: verify does, from the
// scenario and the plan alone. It reads no files.
//
//	scenario ─► who can be served ─► bound and certificates ─► free plan ─► one route per place
//	         ─► slots ─► clearance, binding stages, prices
//
// Every number called a bound here is the value of a certificate in continuous time, never the
// bare result of the solver on steps.
package planner

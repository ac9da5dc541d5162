// Package scenariotest builds scenarios for tests: small random ones with every feature that a
// scenario can have, and a tiny one made by hand for examples.
//
// It is for tests only and reads no files. Everything it builds is what a scenario folder without
// errors could hold.
//
//	rand.Rand ──► Random ──► tests of planner, verify, export
package scenariotest

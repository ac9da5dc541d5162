// Package rank solves flow over time for supplies in order of rank: some leave before others.
//
// It knows what flow knows, and ranks. It asks flow again and again: for the supplies of the first ranks
// together, which bounds what they can do, and for each rank beside those before it.
//
//	flow.Problem, ranks ──► Solve ──► Solution: Most by rank and step, and flows that have Out
package rank

// Package expanded builds the time-expanded network of a flow problem, which Wayout's own solver never
// does, and writes it as general solvers read it: minimum-cost flow and maximum flow in the form of DIMACS,
// linear programs as free MPS.
//
// It is made for comparison. Solvers are told the horizon, and node copies that nobody can reach, or from
// which no way leads out in time, are left out, so that they have no more to do than they must.
//
//	flow.Problem, last step ──► New ──► Network ──► WriteMinCost, WriteMaxFlow, WriteMPS ──► other solvers
package expanded

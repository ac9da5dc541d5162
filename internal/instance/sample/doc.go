// Package sample has the networks on which the solver is measured: drawn from a seed, or read from files
// that others published.
//
// The same arguments give the same network for ever, so that figures of different versions and of other
// solvers are about the same problem. Units are thousandths of a vehicle unless a function says
// otherwise. No network here is a place: cities are grids or rings.
//
//	size, seed ──► City, Rings, Corridor ──► flow.Problem ──► benchmarks, other solvers
package sample

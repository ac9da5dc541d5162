// Package roads is the network a population leaves by: road classes, roads, gates, opening hours,
// closures and dangers as records, and the frozen arrays of stages that solvers and judges share.
//
// It reads no files and plans nothing. Coordinates are not needed: a road has a length.
//
//	record (Road, Gate, Closure …) ──► Profile (rate over time) ──► Network (nodes, links, sinks)
//
// The scenario package checks the records against each other and builds the Network.
package roads

// Package core finds the part of a network on which people have a choice: without dead ends, and with
// roads in a row as one link each, that takes the sum of their times and passes what the narrowest of
// them passes.
//
// It decides nothing and rounds nothing: whatever can be done on the core can be done on the network,
// and the other way round, with the same vehicles at the same moments at the nodes that both have.
//
//	roads.Network ──► New ──► Core ──► planner
package core

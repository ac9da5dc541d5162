// Package proof makes certificates: one moment for every node, such that whoever is behind it has
// to pass the links that cross it. Any moments prove something; it looks for those that prove most.
//
// It does not judge certificates: verify does, with its own code. The argument is METHODS.md §1.3.
//
//	minimum cut of flow ──► Cut ── Polish, Latest, Sharpest ──► plan.Certificate
package proof

// Package instance reads raw flow-over-time problems, folders of CSV files with nodes, links,
// sources and sinks in whole units and steps, and answers them with the exact solver.
//
// It is not a scenario: it has no people, clock, names or plans. It exists so that anybody can
// compare the solver with others on the same files; docs/formats.md describes them.
//
//	folder of CSV ──► sheet ──► Instance (flow.Problem) ──► flow ──► Answer
package instance

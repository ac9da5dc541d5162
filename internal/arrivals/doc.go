// Package arrivals reads a record of how many people were out by which moments, as somebody counted them,
// and of what a gate let pass from which moments on.
//
// It judges nothing and joins no two records: where sources differ, each has a table of its own. It reads
// no files; the bytes are given.
//
//	arrivals.csv ──► Read ──► Record, problem.List
package arrivals

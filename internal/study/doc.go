// Package study asks one question in many variants: which values the inputs of each run have, and what
// all runs together say.
//
// It plans nothing, and it reads and writes no files; it does not know who makes a run, where, or in
// which order. What a run draws depends on the seed and its number alone.
//
//	Study, number of a run ──► Draw ──► overrides of the scenario
//	Records of all runs ──► Find ──► Findings: quantiles, and which input drives them
package study

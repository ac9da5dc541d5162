// Package report puts results into words for the people who asked: a plan, a check, a verdict, a
// price list, what counts tell and lists of problems, as plain text of at most 100 columns.
//
// It computes no results and writes no files, and it never calls anything safe: what it says, it
// says under the inputs given. English is the only language so far.
//
//	planner.Result, verify.Report, count.Report, problem.List ──► text ──► cli
package report

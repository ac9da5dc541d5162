// Package plan is the answer: who leaves where, when, by which road, to where; who is not served
// and why; and the certificates that say how good any plan could be.
//
// It neither computes nor judges plans and reads no files. Moments are seconds from the start of
// the scenario; files show instants.
//
//	planner ──► Plan, Certificate ──► verify, export
package plan

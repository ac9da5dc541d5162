// Package scenario is the question: who has to leave, by which roads and gates, in which hours,
// to where, and on which assumptions. It checks the records against each other and builds the
// network of stages that engines and judges work on.
//
// It does not read files: the folder package does, and hands over a Scenario with the list of
// problems it met. A Scenario that was checked without errors is never changed.
//
//	folder ──► Scenario ──► Network ──► flow, planner, verify
package scenario

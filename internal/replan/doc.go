// Package replan answers a changed question inside a page, with the same planner as the command line.
//
// It has no files but those in the archive that the page carries, no clock and no network.
//
//	files of the scenario ──► Planner
//	Request ──► Planner.Answer ──► view.View, summary.json, problems
package replan

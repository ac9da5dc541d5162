// Package page makes report.html: one file that shows a plan without a network, on any device with a
// browser, and answers changed questions with the planner inside it.
//
// The page itself is built from web/ and committed; the planner is compiled by make. Without it the
// page shows plans and answers nothing.
//
//	view.View, view.Simulation, files of the scenario ──► Report ──► report.html
package page

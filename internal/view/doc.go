// Package view gathers what a page shows of a plan: the network with its load by the hour, who leaves
// when on which way, what moves, the curves of arrival and bound, prices and the summary; and of a
// simulation of it, what traffic would do.
//
// It plans nothing and draws nothing. A view holds routes and hours, so it is as restricted as the
// plan. The same result gives the same bytes.
//
//	planner.Result, planner.PriceList ──► Of ──► View ──► JSON in the page
//	simulation.Numbers ──► SimulationOf ──► Simulation ──► JSON beside it
package view

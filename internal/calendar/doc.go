// Package calendar keeps what is left of the rate of every stage over time, while streams of
// vehicles are placed on it one after the other.
//
// It places nothing itself: planner does for cars, fleet for rounds. Sums of streams are exact.
//
//	roads.Network ──► Set ── Free, Next, Take ──► what is left
package calendar

// Package flow solves flow over time exactly: the most units that can be out by every step at
// once, from origins with releases, over links with transit times and capacities that change.
//
// It knows nodes, links and steps only: no people, no roads, no clock. Rounding a real question
// to steps, and turning a cut into a proof in continuous time, is the planner's work.
//
//	Problem ──► Solve ──► Solution: MaxOut by step, flow by link and step, minimum cuts
package flow

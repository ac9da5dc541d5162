// Package reach says from which moments on somebody who drives on without waiting is still received,
// if nobody else is on the road.
//
// It knows no vehicles and no rates beyond open and shut, and it places nobody.
//
//	roads.Network, rates ──► WayOut ──► Spans ──► planner
package reach

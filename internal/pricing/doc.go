// Package pricing says what concessions are worth: a booth, an hour, a lane, a road re-opened, a bus. What one
// saves at most is read off the certificate of the plan as it is; what it does save is found by planning
// again.
//
// It makes no plan itself and bargains with nobody.
//
//	scenario, planner.Result ──► cut, re-evaluated with each concession ──► PriceList
package pricing

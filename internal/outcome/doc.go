// Package outcome says what a plan means for people: when a share of them is out, kind by kind of
// travellers, what the fleet does, and what the fuel moves.
//
// It plans nothing, and judges nothing: verify does.
//
//	scenario.Travel, plan.Plan ──► Asked ──► Delivery, KindResult, RoundsResult, FuelResult
package outcome

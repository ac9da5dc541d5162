// Package verify judges a plan: from the scenario and the plan alone it says whether every rule is
// kept, how far the certificates prove what the plan leaves undone, and when people are out.
//
// It does not make, mend or improve plans, and it shares no code with the planner or the solver
// that made them: only the model. A plan and its certificates are hostile input; nothing in them
// may make it panic. Judgements are exact: rates are fractions, never floating point numbers.
//
//	scenario, plan, certificates ──► Check ──► Report: violations, proof, clearance
//
// Slots, trips and columns on foot are streams, which stage.go judges on every stage they pass. Who is
// aboard which vehicle, and when, is followed in vehicle.go; that nobody is lost, in party.go and
// slot.go; fuel in fuel.go; where everybody turns when the gates shut, in stop.go and room.go.
//
// The certificates are judged by certificate.go and leave.go, which stand on their own; the
// argument is METHODS.md §1.3.
package verify

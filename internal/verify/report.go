package verify

import (
	"fmt"

	"wayout/internal/unit"
)

// Rule names a rule that a plan breaks. Programs may rely on it.
type Rule string

// The rules of a plan. Those with an N are the invariants of the design.
const (
	Malformed     Rule = "malformed"      // an index or size that no plan of the scenario has
	OutOfDate     Rule = "N6-out-of-date" // made from other inputs
	BadSlot       Rule = "slot"           // not in whole minutes, or empty
	BrokenRoute   Rule = "route"          // its roads do not lead from its place to its reception
	WrongWay      Rule = "route-direction"
	WrongTime     Rule = "route-time" // too fast, or waiting on the way
	TooLate       Rule = "late"       // not out by the horizon of the plan
	NotReady      Rule = "not-ready"  // more have left than were ready
	BadPhase      Rule = "phase"
	Fork          Rule = "fork"
	WrongPeople   Rule = "N1-people"
	WrongVehicles Rule = "N1-vehicles"
	MissingPlace  Rule = "N2-missing"
	FalseReason   Rule = "N2-reason"   // the reason given for people not served is not true
	Unproven      Rule = "N2-unproven" // no certificate shows that time is short
	FalseCut      Rule = "N2-cut"      // the obstacles named are not those that cut the place off
	OverRate      Rule = "N3-rate"
	EntersShut    Rule = "N3-shut"
	OverQuota     Rule = "N3-quota"
	ReceptionFull Rule = "reception-full"

	WrongParties Rule = "N1-parties"    // not exactly once delivered or not served
	VehiclePlace Rule = "vehicle-place" // a vehicle in two places
	VehicleTime  Rule = "vehicle-time"  // it is not there yet, or no longer to be had
	VehicleFull  Rule = "vehicle-full"
	CrewHours    Rule = "crew-hours"
	BeyondRange  Rule = "range"
	DriveTooLong Rule = "longest" // longer than people of the class stand

	FuelFill  Rule = "fuel-fill" // not where or as much as cars may fill
	FuelTank  Rule = "fuel-tank" // more than the place has
	FuelStock Rule = "fuel-stock"
	FuelRate  Rule = "fuel-rate"
	FuelShut  Rule = "fuel-shut"
	FuelCrowd Rule = "fuel-crowd" // more cars in a day than may come together at one point

	FootClass Rule = "foot-class" // people who are never sent on foot
	FootPath  Rule = "foot-path"  // does not lead from their place to where they are received
	FootTime  Rule = "foot-time"  // too fast
	FootFar   Rule = "foot-far"
	FootCrowd Rule = "foot-crowd" // too many people in one column
	FootRate  Rule = "foot-rate"
	FootShut  Rule = "foot-shut"

	Unsafe    Rule = "N11-stop"   // nowhere to turn to if the gates shut
	BadRefuge Rule = "N11-refuge" // a site out of reach, or none to stay at
	NoRoom    Rule = "N11-room"

	BadCertificate Rule = "certificate-malformed"
	FalseBound     Rule = "certificate-at-most"      // not the value of the moments
	FalseNeed      Rule = "certificate-needed"       // not what the quantile takes
	NoProof        Rule = "certificate-no-proof"     // lets as many out as are needed
	Contradicted   Rule = "certificate-contradicted" // the plan is better than the bound
)

// Violation is one broken rule, told in one sentence with names and times on the clock.
type Violation struct {
	Rule    Rule   `json:"rule"`
	Text    string `json:"text"`
	Found   string `json:"found,omitempty"`   // the number in the plan
	Allowed string `json:"allowed,omitempty"` // the number it should be or keep to
}

// Checked counts what was judged.
type Checked struct {
	Slots        int `json:"slots"`
	Streams      int `json:"streams"` // passages of a slot through a stage
	Links        int `json:"links"`   // stages that streams pass
	Places       int `json:"places"`  // with people
	Certificates int `json:"certificates"`
	Trips        int `json:"trips"`
	Vehicles     int `json:"vehicles"` // that drive trips
	Parties      int `json:"parties"`
	Columns      int `json:"columns"`
	Refuges      int `json:"refuges"` // of streams with people: a site for some of their time on the way
}

// Proof says how much of what the plan leaves undone is shown to be unavoidable. It counts only
// vehicles that have a way out within the horizon of the plan.
type Proof struct {
	CanLeave  unit.Vehicle `json:"can_leave"`
	AtMost    unit.Vehicle `json:"at_most"`    // of these out by the horizon, by certificate
	NotServed unit.Vehicle `json:"not_served"` // of these, by the plan
	// Gap is how many of NotServed are not proven unavoidable; 0 is a plan that nobody can beat.
	Gap unit.Vehicle `json:"gap"`
}

// Times are the clearance times of the plan over the people who can be served, from the start:
// the first second at which the share has arrived in whole vehicles; unit.Never where it never has.
type Times struct{ T50, T90, T99, T100 unit.Second }

// MostListed is how many violations a report lists; the others are only counted.
const MostListed = 500

// Report is the judgement on a plan.
type Report struct {
	Violations []Violation
	Unlisted   int // violations beyond MostListed
	// Judged tells that the plan is well formed, so that every rule was judged. Where it is
	// false, mend what is malformed and check again.
	Judged    bool
	Checked   Checked
	Proof     Proof
	Clearance Times
	// Complete tells that everybody who cannot walk is brought out (N4); Unassigned is how many are
	// not. No plan may be called complete before. A plan that was not judged is never complete.
	Complete   bool
	Unassigned unit.Person
}

// Holds reports whether every rule is kept.
func (r *Report) Holds() bool { return r.Judged && len(r.Violations) == 0 }

// full reports whether further violations are only counted, so that nobody reads their texts.
func (r *Report) full() bool { return len(r.Violations) >= MostListed }

// add appends a violation.
func (r *Report) add(rule Rule, found, allowed, format string, args ...any) {
	if r.full() {
		r.Unlisted++
		return
	}
	r.Violations = append(r.Violations, Violation{
		Rule: rule, Text: fmt.Sprintf(format, args...), Found: found, Allowed: allowed,
	})
}

package study

import "wayout/internal/unit"

// Record is what one run has come to. Every run has one, also where there is no plan.
type Record struct {
	Run     int     `json:"run"`
	Outcome Outcome `json:"outcome"`
	// Reason says why there is no plan; empty where there is one.
	Reason string   `json:"reason,omitempty"`
	Drawn  []string `json:"drawn"`
	Result
}

// Result is what a plan has come to. The zero value is that of a run without a plan.
type Result struct {
	People unit.Person `json:"people"` // who leave
	Served unit.Person `json:"served"`
	// Plan has the moments at which shares of all who leave are out, in seconds from the start; nil where
	// so many are not served.
	Plan Moments `json:"plan"`
	// Bound has the moments that no plan can beat for shares of the people who can be served.
	Bound   Moments `json:"bound"`
	OnRoad  float64 `json:"people_hours_on_road"`
	Waiting float64 `json:"people_hours_waiting"`
	Litres  float64 `json:"litres"`
}

// Moments are the clearance times of one run.
type Moments struct {
	T50  *unit.Second `json:"t50"`
	T90  *unit.Second `json:"t90"`
	T99  *unit.Second `json:"t99"`
	T100 *unit.Second `json:"t100"`
}

// Outcome tells how a run has ended.
type Outcome string

// The outcomes of a run.
const (
	Planned Outcome = "planned" // there is a plan, which may leave people out
	Refused Outcome = "refused" // what was drawn is no scenario, or nobody leaves in it
	Failed  Outcome = "failed"  // the planner broke off: a fault of the program
	Lost    Outcome = "lost"    // workers took the run several times and none came back; made again when the study goes on
)

// Outcomes lists every outcome.
var Outcomes = []Outcome{Planned, Refused, Failed, Lost}

// AllServed reports whether everybody who leaves is served.
func (r *Record) AllServed() bool { return r.Outcome == Planned && r.Served == r.People }

// Moment returns a moment of a record: nil where it is never reached.
func Moment(t unit.Second) *unit.Second {
	if t >= unit.Never {
		return nil
	}
	return &t
}

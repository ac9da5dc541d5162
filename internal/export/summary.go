package export

import (
	"math"
	"strconv"

	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/report"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Summary is summary.json: the result in numbers. Instants are RFC 3339 in the scenario's time
// zone; a null stands where a share of the people is not reached within the horizon. Clearance
// times are over the people who can be served.
type Summary struct {
	head
	Scenario string `json:"scenario"`
	Start    string `json:"start"`
	Until    string `json:"until"`
	Variant  string `json:"variant,omitempty"`

	People          unit.Person `json:"people"`
	PeopleServed    unit.Person `json:"people_served"`
	PeopleNotServed unit.Person `json:"people_not_served"`
	Stays           unit.Person `json:"people_stay_by_choice"`
	// Complete is false while anybody who cannot walk is in no vehicle (N4).
	Complete       bool         `json:"complete"`
	CannotWalk     unit.Person  `json:"people_who_cannot_walk_not_served"`
	Vehicles       unit.Vehicle `json:"vehicles"`
	VehiclesServed unit.Vehicle `json:"vehicles_served"`

	Clearance   clearanceLevels `json:"clearance"`
	Bound       boundJSON       `json:"bound"`
	Gap         gapJSON         `json:"gap"`
	Ladder      []rungJSON      `json:"ladder"`
	PeopleHours peopleHoursJSON `json:"people_hours"`
	// Litres are burned driving and standing. Nobody stands in a queue on the way by this plan;
	// LitresQueue is what waiting there instead of at home would burn beside.
	Litres      float64 `json:"litres"`
	LitresQueue float64 `json:"litres_saved_by_waiting_at_home"`

	Binding  []bindingJSON     `json:"binding"`
	Deadline *deadlineJSON     `json:"deadline,omitempty"`
	Unserved []summaryUnserved `json:"not_served"`
	Unproven unit.Person       `json:"people_not_served_unproven"`

	Travellers []travellerJSON `json:"travellers"`
	Rounds     *roundsJSON     `json:"rounds,omitempty"`
	Fuel       *fuelJSON       `json:"fuel,omitempty"`
	Stocks     []stockJSON     `json:"stocks"`
	Sites      []siteJSON      `json:"sites"`
	Caution    *dangerCostJSON `json:"caution_cost,omitempty"`
	Priorities *prioritiesJSON `json:"priorities,omitempty"`

	Flagged []flaggedJSON       `json:"flagged_roads_used"`
	Dangers []dangerJSON        `json:"dangers"`
	Danger  *dangerCostJSON     `json:"danger_cost,omitempty"`
	AsItIs  *asItStandsJSON     `json:"as_it_stands,omitempty"`
	Missing []string            `json:"not_planned"`
	Assumed []assumptionJSON    `json:"assumptions"`
	Set     []scenario.Override `json:"overrides"`
	SHA256  string              `json:"inputs_sha256"`
}

type clearanceJSON struct {
	T50       *string  `json:"t50"`
	T90       *string  `json:"t90"`
	T99       *string  `json:"t99"`
	T100      *string  `json:"t100"`
	T50Hours  *float64 `json:"t50_hours"`
	T90Hours  *float64 `json:"t90_hours"`
	T99Hours  *float64 `json:"t99_hours"`
	T100Hours *float64 `json:"t100_hours"`
}

type clearanceLevels struct {
	clearanceJSON
	Low  clearanceJSON `json:"low"`
	High clearanceJSON `json:"high"`
}

type hoursJSON struct {
	T50Hours  *float64 `json:"t50_hours"`
	T90Hours  *float64 `json:"t90_hours"`
	T99Hours  *float64 `json:"t99_hours"`
	T100Hours *float64 `json:"t100_hours"`
}

type boundJSON struct {
	hoursJSON
	PeopleHoursTotal float64   `json:"people_hours_total"`
	Low              hoursJSON `json:"low"`
	High             hoursJSON `json:"high"`
}

type gapJSON struct {
	T100Percent        *float64 `json:"t100_percent"`
	PeopleHoursPercent *float64 `json:"people_hours_percent"`
}

type rungJSON struct {
	Name      string   `json:"name"`
	T100Hours *float64 `json:"t100_hours"`
}

type peopleHoursJSON struct {
	Waiting float64 `json:"waiting"`
	OnRoad  float64 `json:"on_road"`
}

type bindingJSON struct {
	Stage     string   `json:"stage"`
	Name      string   `json:"name"`
	ID        string   `json:"id"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	Rate      *float64 `json:"rate"` // vehicles per hour, the highest while it binds
	ShutHours float64  `json:"shut_hours"`
}

type deadlineJSON struct {
	At                string       `json:"at"`
	PeopleOut         unit.Person  `json:"people_out"`
	MostPeopleOut     unit.Person  `json:"most_people_out"`
	MostVehiclesOut   unit.Vehicle `json:"most_vehicles_out"`
	WhatWouldChangeIt string       `json:"what_would_change_it"`
}

type summaryUnserved struct {
	Place    string       `json:"place"`
	People   unit.Person  `json:"people"`
	Reason   string       `json:"reason"` // in a sentence, with what cuts the place off
	Kind     string       `json:"kind"`   // the same in a few words, as in plan.json
	Name     string       `json:"name"`
	Vehicles unit.Vehicle `json:"vehicles"`
	Cut      []string     `json:"cut"`
}

type flaggedJSON struct {
	Road   string `json:"road"`
	Name   string `json:"name"`
	Status string `json:"status"`
	Note   string `json:"note,omitempty"`
}

// dangerJSON is a reported danger. Nobody is sent there unless a planner gave a reason to.
type dangerJSON struct {
	Road      string `json:"road"`
	Name      string `json:"name"`
	Confirmed bool   `json:"confirmed"`
	Report    string `json:"report"`
	Source    string `json:"source"`
	InForce   bool   `json:"in_force"`
	Override  string `json:"override,omitempty"`
}

// dangerCostJSON is what a plan without the dangers in force would serve more, and when its last
// one would be out.
type dangerCostJSON struct {
	PeopleMore unit.Person `json:"people_more_served"`
	T100Hours  *float64    `json:"t100_hours"`
}

type assumptionJSON struct {
	Name          string `json:"name"`
	Value         any    `json:"value"`
	Unit          string `json:"unit,omitempty"`
	Source        string `json:"source"`
	Default       bool   `json:"default"`
	Retrospective bool   `json:"retrospective,omitempty"`
}

// Summarise returns the summary of a result; variant is the id of the variant that was planned,
// or empty.
func Summarise(s *scenario.Scenario, r *planner.Result, variant string) Summary {
	out := Summary{
		head:     headOf(summaryFormat),
		Scenario: s.Name, Start: s.Instant(0), Until: s.Instant(r.Horizon), Variant: variant,
		People: r.People, PeopleServed: r.PeopleServed, PeopleNotServed: r.People - r.PeopleServed,
		Vehicles: r.Vehicles, VehiclesServed: r.VehiclesServed,
		Clearance: clearanceLevels{
			clearanceJSON: clearanceOf(s, r.Clearance),
			Low:           clearanceOf(s, r.Low), High: clearanceOf(s, r.High),
		},
		Bound: boundJSON{
			hoursJSON: hoursOf(r.Bound), PeopleHoursTotal: tidy(r.BoundHours),
			Low: hoursOf(r.BoundLow), High: hoursOf(r.BoundHigh),
		},
		Gap: gapJSON{
			T100Percent:        percentOver(hours(r.Clearance.T100), hours(r.Bound.T100)),
			PeopleHoursPercent: percentOver(new(r.WaitingHours+r.RoadHours), new(r.BoundHours)),
		},
		Ladder:      []rungJSON{},
		PeopleHours: peopleHoursJSON{Waiting: tidy(r.WaitingHours), OnRoad: tidy(r.RoadHours)},
		Litres:      tidy(r.Litres), LitresQueue: tidy(r.QueueLitres),
		Missing: emptyNotNull(s.NotPlanned), Set: emptyNotNull(s.Overrides), SHA256: s.SHA256,
	}
	for _, rung := range r.Ladder {
		out.Ladder = append(out.Ladder, rungJSON{rung.Name, hours(rung.T100)})
	}
	out.addStages(s, r)
	out.addUnserved(s, r)
	out.addNeeds(s, r)
	out.addDangers(s, r.DangerCost)
	out.Priorities = prioritiesOf(r.Priorities)
	out.Assumed = assumptionsOf(s)
	return out
}

// JSON returns the bytes of summary.json.
func (out Summary) JSON() []byte { return Marshal(out) }

func (out *Summary) addStages(s *scenario.Scenario, r *planner.Result) {
	out.Binding = []bindingJSON{}
	for _, b := range r.Binding {
		out.Binding = append(out.Binding, bindingJSON{
			Stage: b.Kind(), Name: b.Name, ID: b.ID,
			From: s.Instant(b.From), To: s.Instant(b.To),
			Rate: bindingRate(&b), ShutHours: tidy(b.Shut.Hours()),
		})
	}
	out.Flagged = []flaggedJSON{}
	for _, road := range report.FlaggedRoads(s, &r.Plan) {
		out.Flagged = append(out.Flagged, flaggedJSON{
			Road: s.Roads[road].ID, Name: s.RoadName(road),
			Status: string(s.Roads[road].Status), Note: s.Roads[road].Note,
		})
	}
}

// bindingRate returns the rate of a stage, nil for leaving home, which has none.
func bindingRate(b *planner.Binding) *float64 {
	if b.Home {
		return nil
	}
	rate := b.Rate.VehiclesPerHour()
	return &rate
}

func (out *Summary) addDangers(s *scenario.Scenario, cost *planner.DangerCost) {
	if cost != nil {
		out.Danger = &dangerCostJSON{cost.People, hours(cost.Clearance)}
	}
	out.Dangers = []dangerJSON{}
	for i := range s.Dangers {
		d := &s.Dangers[i]
		out.Dangers = append(out.Dangers, dangerJSON{
			Road: s.Roads[d.Road].ID, Name: s.RoadName(d.Road),
			Confirmed: d.Confirmed, Report: d.Report, Source: d.Source,
			InForce: d.Override == "", Override: d.Override,
		})
	}
}

func (out *Summary) addUnserved(s *scenario.Scenario, r *planner.Result) {
	out.Unserved = []summaryUnserved{}
	for _, n := range r.Plan.NotServed {
		out.Unserved = append(out.Unserved, summaryUnserved{
			Place: s.Places[n.Place].ID, Name: s.Places[n.Place].Name,
			People: n.People, Vehicles: n.Vehicles,
			Reason: n.Text, Kind: string(n.Reason), Cut: emptyNotNull(n.Cut),
		})
		if n.Reason == plan.Unplaced {
			out.Unproven += n.People
		}
	}
	if r.Deadline > 0 {
		out.Deadline = &deadlineJSON{
			At: s.Instant(r.Deadline), PeopleOut: r.PeopleServed, MostPeopleOut: r.MostPeopleOut,
			MostVehiclesOut: r.MostOut, WhatWouldChangeIt: r.Change,
		}
	}
}

func clearanceOf(s *scenario.Scenario, t planner.Times) clearanceJSON {
	instant := func(t unit.Second) *string { return instantOf(s, t) }
	return clearanceJSON{
		T50: instant(t.T50), T90: instant(t.T90), T99: instant(t.T99), T100: instant(t.T100),
		T50Hours: hours(t.T50), T90Hours: hours(t.T90), T99Hours: hours(t.T99), T100Hours: hours(t.T100),
	}
}

func hoursOf(t planner.Times) hoursJSON {
	return hoursJSON{
		T50Hours: hours(t.T50), T90Hours: hours(t.T90), T99Hours: hours(t.T99), T100Hours: hours(t.T100),
	}
}

// hours returns a moment in hours from the start, nil for one that is never reached.
func hours(t unit.Second) *float64 {
	if t >= unit.Never {
		return nil
	}
	return new(tidy(t.Hours()))
}

// percentOver returns by how much the first number is above the second, nil where one of them is
// not known or nothing.
func percentOver(number, base *float64) *float64 {
	if number == nil || base == nil || *base <= 0 {
		return nil
	}
	return new(tidy((*number - *base) / *base * 100))
}

// tidy rounds to a millionth, far below what any input is worth, so that sums print as people
// would write them.
func tidy(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// assumptionsOf lists the assumptions that the result rests on.
func assumptionsOf(s *scenario.Scenario) []assumptionJSON {
	out := []assumptionJSON{}
	used, _ := s.AssumptionsUsed()
	for _, a := range used {
		entry := assumptionJSON{
			Name: a.Name, Value: a.Value, Unit: a.Unit, Source: a.Source,
			Default: a.Default, Retrospective: a.Retrospective,
		}
		if number, err := strconv.ParseFloat(a.Value, 64); err == nil && !math.IsNaN(number) && !math.IsInf(number, 0) {
			entry.Value = number
		}
		out = append(out, entry)
	}
	return out
}

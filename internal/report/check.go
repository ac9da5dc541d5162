package report

import (
	"wayout/internal/folder"
	"wayout/internal/scenario"
)

// Summary is what was understood of a scenario folder, for people and programs. Times are RFC
// 3339 in the scenario's time zone; an empty time is the start or no end. Rates are vehicles an
// hour, and places stand by name. Of a folder with errors it knows the files only.
type Summary struct {
	Name         string               `json:"name,omitzero"`
	About        string               `json:"about,omitzero"`
	TimeZone     string               `json:"time_zone,omitzero"`
	Start        string               `json:"start,omitzero"`
	Until        string               `json:"until,omitzero"`
	HorizonHours float64              `json:"horizon_hours,omitzero"`
	StepMinutes  int                  `json:"step_minutes,omitzero"`
	SafeToStop   float64              `json:"safe_to_stop_hours,omitzero"` // 0: not asked
	SHA256       string               `json:"inputs_sha256,omitzero"`
	Files        []folder.File        `json:"files"`
	Warnings     int                  `json:"warnings"`
	Edits        []scenario.Edit      `json:"edits,omitzero"` // of the table of overrides
	Overrides    []scenario.Override  `json:"overrides,omitzero"`
	Places       PlacesSummary        `json:"places,omitzero"`
	Roads        RoadsSummary         `json:"roads,omitzero"`
	Gates        []GateSummary        `json:"gates,omitzero"`
	Closures     []WindowSummary      `json:"closures,omitzero"`
	Dangers      []WindowSummary      `json:"dangers,omitzero"`
	Receptions   []ReceptionSummary   `json:"receptions,omitzero"`
	Travel       TravelSummary        `json:"travel,omitzero"`
	Classes      []ClassCount         `json:"classes,omitzero"`
	NotCounted   []ClassCount         `json:"not_counted,omitzero"` // who there would be by the default shares
	Institutions []InstitutionSummary `json:"institutions,omitzero"`
	Fleet        []FleetSummary       `json:"fleet,omitzero"`
	Relief       []ReliefSummary      `json:"relief,omitzero"`
	Stocks       []StockSummary       `json:"stocks,omitzero"`
	Sites        []SiteSummary        `json:"sites,omitzero"`
	Fuel         FuelSummary          `json:"fuel,omitzero"`
	Paths        []PathSummary        `json:"paths,omitzero"`
	Assumptions  []AssumptionSummary  `json:"assumptions,omitzero"`
	Variants     []VariantSummary     `json:"variants,omitzero"`
	NotPlanned   []string             `json:"not_planned,omitzero"`
}

// Range is a number at the three levels of the population.
type Range struct {
	Low  int64 `json:"low"`
	Used int64 `json:"used"`
	High int64 `json:"high"`
}

// PlacesSummary tells about all places together and each of them.
type PlacesSummary struct {
	Count      int           `json:"count"`
	Junctions  int           `json:"junctions,omitzero"` // of an imported map; not among the places
	WithPeople int           `json:"with_people"`
	Located    int           `json:"located"`
	Languages  []string      `json:"languages"`
	People     Range         `json:"people"`
	Vehicles   Range         `json:"vehicles"`
	Counted    int           `json:"vehicles_counted"` // places whose vehicles were counted
	Later      int           `json:"ready_later"`      // places that are not ready at the start, all at once
	All        []PlaceDetail `json:"all"`
}

// PlaceDetail is one place. The position is empty where it is not known.
type PlaceDetail struct {
	ID        string            `json:"id"`
	Name      string            `json:"name"`
	Names     map[string]string `json:"names,omitempty"` // by language
	Aliases   []string          `json:"aliases,omitempty"`
	Lat       *float64          `json:"lat,omitempty"`
	Lon       *float64          `json:"lon,omitempty"`
	People    Range             `json:"people"`
	Vehicles  Range             `json:"vehicles"`
	Counted   bool              `json:"vehicles_counted"`
	ReadyFrom string            `json:"ready_from,omitempty"`
	HalfHours float64           `json:"ready_half_hours,omitempty"` // 0: all at once
	Slope     float64           `json:"ready_slope,omitempty"`      // per hour
	Counts    map[string]int64  `json:"counts,omitempty"`           // people by class, without a car, staying; animals
	Litres    *float64          `json:"fuel_litres,omitempty"`      // where known
	Note      string            `json:"note,omitempty"`
}

// RoadsSummary tells about all roads together, by class, and each of them.
type RoadsSummary struct {
	Count      int            `json:"count"`
	Kilometres float64        `json:"km"`
	OneWay     int            `json:"one_way"`
	Classes    []ClassSummary `json:"classes"`
	All        []RoadDetail   `json:"all"`
}

// ClassSummary tells about the roads of one class.
type ClassSummary struct {
	Class      string  `json:"class"`
	Count      int     `json:"count"`
	Kilometres float64 `json:"km"`
	Lanes      Span    `json:"lanes"`
	Speed      Span    `json:"speed_kmh"`
	Capacity   Span    `json:"capacity"` // vehicles/h in each direction
	Given      int     `json:"capacity_given"`
}

// Span is the least and the most of something.
type Span struct {
	Least float64 `json:"least"`
	Most  float64 `json:"most"`
}

// RoadDetail is one road.
type RoadDetail struct {
	ID         string  `json:"id"`
	From       string  `json:"from"`
	To         string  `json:"to"`
	Kilometres float64 `json:"km"`
	Class      string  `json:"class"`
	Lanes      int     `json:"lanes"`
	Speed      float64 `json:"speed_kmh"`
	Capacity   float64 `json:"capacity"` // vehicles/h in each direction
	Given      bool    `json:"capacity_given"`
	OneWay     bool    `json:"one_way"`
	Climb      int64   `json:"climb_m,omitempty"`
	Descent    int64   `json:"descent_m,omitempty"`
	Hours      string  `json:"hours,omitempty"`
	Status     string  `json:"status"`
	Flagged    bool    `json:"flagged"` // held or uncertain: open, but marked in results
	Note       string  `json:"note,omitempty"`
	Confidence string  `json:"confidence,omitempty"`
}

// GateSummary is one gate.
type GateSummary struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Place       string       `json:"place"`
	Rate        float64      `json:"rate"`
	Booths      int          `json:"booths,omitempty"`
	Seconds     float64      `json:"seconds_per_vehicle,omitempty"`
	Hours       string       `json:"hours,omitempty"`
	QuotaPerDay int64        `json:"quota_per_day,omitempty"` // vehicles
	Changes     []RateChange `json:"changes,omitempty"`
	OnFoot      float64      `json:"people_per_hour,omitempty"` // people on foot
	Note        string       `json:"note,omitempty"`
}

// RateChange is one change of a gate's rate.
type RateChange struct {
	From string  `json:"from"`
	Rate float64 `json:"rate"`
}

// WindowSummary is one closure or danger.
type WindowSummary struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind"`  // "road" or "gate"
	Stage     string  `json:"stage"` // id of the road or gate
	Name      string  `json:"name"`
	Direction string  `json:"direction"`
	From      string  `json:"from,omitempty"`
	To        string  `json:"to,omitempty"`
	Factor    float64 `json:"factor"` // of the capacity that is left; a danger in force leaves none
	Confirmed bool    `json:"confirmed,omitempty"`
	Text      string  `json:"text,omitempty"` // reason or report
	Source    string  `json:"source"`
	Override  string  `json:"override,omitempty"` // why a danger is not in force
}

// ReceptionSummary is one reception. A rate of 0 takes in as many as come, a capacity of 0 is not
// known and no limit.
type ReceptionSummary struct {
	ID       string  `json:"id"`
	Place    string  `json:"place"`
	Rate     float64 `json:"rate,omitempty"`
	Capacity int64   `json:"capacity,omitempty"` // people
	Note     string  `json:"note,omitempty"`
}

// AssumptionSummary is an assumption in force, and whether results rest on it.
type AssumptionSummary struct {
	scenario.Assumption
	Used bool `json:"used"`
}

// VariantSummary is one prepared set of overrides.
type VariantSummary struct {
	ID    string              `json:"id"`
	About string              `json:"about"`
	Set   []scenario.Override `json:"set"`
}

package folder

import (
	"cmp"
	"slices"
	"time"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Summary is what was understood of a scenario folder, for people and programs. Times are RFC
// 3339 in the scenario's time zone; an empty time is the start or no end.
type Summary struct {
	Name         string                `json:"name"`
	About        string                `json:"about,omitempty"`
	TimeZone     string                `json:"time_zone"`
	Start        string                `json:"start"`
	HorizonHours float64               `json:"horizon_hours"`
	StepMinutes  int                   `json:"step_minutes"`
	Files        []File                `json:"files"`
	Warnings     int                   `json:"warnings"`
	Places       PlacesSummary         `json:"places"`
	Roads        RoadsSummary          `json:"roads"`
	Gates        []GateSummary         `json:"gates"`
	Closures     []WindowSummary       `json:"closures"`
	Dangers      []WindowSummary       `json:"dangers"`
	Receptions   []ReceptionSummary    `json:"receptions"`
	Assumptions  []scenario.Assumption `json:"assumptions"`
	NotPlanned   []string              `json:"not_planned,omitempty"`
	Variants     []VariantSummary      `json:"variants,omitempty"`
	Overrides    []scenario.Override   `json:"overrides,omitempty"`
	SHA256       string                `json:"inputs_sha256"`
}

// Range is a number at the three levels of the population.
type Range struct {
	Low  int64 `json:"low"`
	Used int64 `json:"used"`
	High int64 `json:"high"`
}

// PlacesSummary tells about all places together.
type PlacesSummary struct {
	Count      int         `json:"count"`
	WithPeople int         `json:"with_people"`
	Located    int         `json:"located"`
	Languages  []string    `json:"languages,omitempty"`
	People     Range       `json:"people"`
	Vehicles   Range       `json:"vehicles"`
	Counted    int         `json:"vehicles_counted"` // places whose vehicles were counted
	Later      int         `json:"ready_later"`      // places that are not ready at the start, all at once
	Largest    []PlaceLine `json:"largest"`
}

// PlaceLine is one of the largest places.
type PlaceLine struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	People Range  `json:"people"`
}

// RoadsSummary tells about all roads together, and about those that need care.
type RoadsSummary struct {
	Count      int            `json:"count"`
	Kilometres float64        `json:"km"`
	OneWay     int            `json:"one_way"`
	Classes    []ClassSummary `json:"classes"`
	Closed     []RoadLine     `json:"closed"`
	Flagged    []RoadLine     `json:"flagged"` // held or uncertain: open, but marked in results
	Windows    []RoadLine     `json:"windows"` // roads with opening hours
}

// ClassSummary tells about the roads of one class.
type ClassSummary struct {
	Class         string  `json:"class"`
	Count         int     `json:"count"`
	Kilometres    float64 `json:"km"`
	LanesLeast    int     `json:"lanes_least"`
	LanesMost     int     `json:"lanes_most"`
	CapacityLeast float64 `json:"capacity_least"` // vehicles/h per direction
	CapacityMost  float64 `json:"capacity_most"`
}

// RoadLine is one road that needs care.
type RoadLine struct {
	ID     string `json:"id"`
	From   string `json:"from"`
	To     string `json:"to"`
	Status string `json:"status"`
	Hours  string `json:"hours,omitempty"`
	Note   string `json:"note,omitempty"`
}

// GateSummary is one gate.
type GateSummary struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	Place       string          `json:"place"`
	Rate        float64         `json:"rate"` // vehicles/h
	Booths      int             `json:"booths,omitempty"`
	Seconds     float64         `json:"seconds_per_vehicle,omitempty"`
	Hours       string          `json:"hours,omitempty"`
	QuotaPerDay int64           `json:"quota_per_day,omitempty"`
	Changes     []ChangeSummary `json:"changes,omitempty"`
	Note        string          `json:"note,omitempty"`
}

// ChangeSummary is one change of a gate's rate.
type ChangeSummary struct {
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
	Factor    float64 `json:"factor"`
	Confirmed bool    `json:"confirmed,omitempty"` // of a danger
	Text      string  `json:"text,omitempty"`      // reason or report
	Source    string  `json:"source"`
	Override  string  `json:"override,omitempty"` // of a danger: why it is not in force
}

// ReceptionSummary is one reception; a rate or capacity of 0 is not known.
type ReceptionSummary struct {
	ID       string  `json:"id"`
	Place    string  `json:"place"`
	Rate     float64 `json:"rate,omitempty"`
	Capacity int64   `json:"capacity,omitempty"`
	Note     string  `json:"note,omitempty"`
}

// VariantSummary is one prepared set of overrides.
type VariantSummary struct {
	ID    string `json:"id"`
	About string `json:"about"`
}

// mostLargest is how many of the largest places a summary names.
const mostLargest = 5

// Describe tells what was understood of a folder. Of one whose scenario has errors it knows the
// files only.
func Describe(f *Folder) Summary {
	out := Summary{Files: f.Files, Warnings: f.Warnings}
	s := f.Scenario
	if s == nil {
		return out
	}
	out.Name, out.About = s.Name, s.About
	out.TimeZone, out.Start = s.Start.Location().String(), s.Start.Format(time.RFC3339)
	out.HorizonHours, out.StepMinutes = s.Horizon.Hours(), int(s.Step/unit.Minute)
	out.Places = describePlaces(s)
	out.Roads = describeRoads(s)
	out.Gates, out.Receptions = []GateSummary{}, []ReceptionSummary{}
	out.Closures, out.Dangers = []WindowSummary{}, []WindowSummary{}
	for i := range s.Gates {
		out.Gates = append(out.Gates, describeGate(s, &s.Gates[i]))
	}
	for i := range s.Closures {
		out.Closures = append(out.Closures, describeClosure(s, &s.Closures[i]))
	}
	for i := range s.Dangers {
		out.Dangers = append(out.Dangers, describeDanger(s, &s.Dangers[i]))
	}
	for _, r := range s.Receptions {
		out.Receptions = append(out.Receptions, ReceptionSummary{
			r.ID, s.Places[r.Place].Name, r.Rate.VehiclesPerHour(), int64(r.Capacity), r.Note,
		})
	}
	for _, v := range s.Variants {
		out.Variants = append(out.Variants, VariantSummary{v.ID, v.About})
	}
	out.Assumptions, out.NotPlanned = s.Assumptions, s.NotPlanned
	out.Overrides, out.SHA256 = s.Overrides, s.SHA256
	return out
}

func describePlaces(s *scenario.Scenario) PlacesSummary {
	out := PlacesSummary{Count: len(s.Places)}
	for i, p := range s.Places {
		for _, name := range p.Names {
			if !slices.Contains(out.Languages, name.Language) {
				out.Languages = append(out.Languages, name.Language)
			}
		}
		if p.Located {
			out.Located++
		}
		if p.People.High == 0 {
			continue
		}
		out.WithPeople++
		if p.Vehicles > 0 {
			out.Counted++
		}
		if p.Ready.From > 0 || p.Ready.Curved() {
			out.Later++
		}
		count := rangeOf(p.People)
		out.People.add(count)
		out.Vehicles.add(Range{
			int64(s.Vehicles(i, people.Low)), int64(s.Vehicles(i, people.Used)), int64(s.Vehicles(i, people.High)),
		})
		out.Largest = append(out.Largest, PlaceLine{p.ID, p.Name, count})
	}
	slices.Sort(out.Languages)
	slices.SortStableFunc(out.Largest, func(a, b PlaceLine) int { return cmp.Compare(b.People.Used, a.People.Used) })
	out.Largest = out.Largest[:min(mostLargest, len(out.Largest))]
	return out
}

func rangeOf(p people.Population) Range { return Range{int64(p.Low), int64(p.Used), int64(p.High)} }

func (r *Range) add(more Range) {
	r.Low += more.Low
	r.Used += more.Used
	r.High += more.High
}

func describeRoads(s *scenario.Scenario) RoadsSummary {
	out := RoadsSummary{Count: len(s.Roads), Closed: []RoadLine{}, Flagged: []RoadLine{}, Windows: []RoadLine{}}
	for i := range s.Roads {
		r := &s.Roads[i]
		out.Kilometres += kilometres(r)
		if r.OneWay {
			out.OneWay++
		}
		line := RoadLine{r.ID, s.Places[r.From].Name, s.Places[r.To].Name, string(r.Status), r.Hours.String(), r.Note}
		switch {
		case r.Status == roads.Closed:
			out.Closed = append(out.Closed, line)
		case r.Status.Flagged():
			out.Flagged = append(out.Flagged, line)
		}
		if !r.Hours.Always() {
			out.Windows = append(out.Windows, line)
		}
	}
	for _, class := range roads.Classes {
		if c := describeClass(s, class); c.Count > 0 {
			out.Classes = append(out.Classes, c)
		}
	}
	return out
}

func describeClass(s *scenario.Scenario, class roads.Class) ClassSummary {
	out := ClassSummary{Class: string(class)}
	for i := range s.Roads {
		r := &s.Roads[i]
		if r.Class != class {
			continue
		}
		capacity := r.Capacity.VehiclesPerHour()
		if out.Count == 0 {
			out.LanesLeast, out.CapacityLeast = r.Lanes, capacity
		}
		out.Count++
		out.Kilometres += kilometres(r)
		out.LanesLeast, out.LanesMost = min(out.LanesLeast, r.Lanes), max(out.LanesMost, r.Lanes)
		out.CapacityLeast, out.CapacityMost = min(out.CapacityLeast, capacity), max(out.CapacityMost, capacity)
	}
	return out
}

func kilometres(r *roads.Road) float64 { return float64(r.Length) / 1000 }

func describeGate(s *scenario.Scenario, g *roads.Gate) GateSummary {
	out := GateSummary{
		ID: g.ID, Name: g.Name, Place: s.Places[g.Place].Name, Rate: g.Rate.VehiclesPerHour(),
		Booths: g.Booths, Seconds: float64(g.Service) / 1000, Hours: g.Hours.String(),
		QuotaPerDay: int64(g.Quota), Note: g.Note,
	}
	for _, c := range g.Changes {
		out.Changes = append(out.Changes, ChangeSummary{s.Instant(c.From), c.Rate.VehiclesPerHour()})
	}
	return out
}

func describeClosure(s *scenario.Scenario, c *roads.Closure) WindowSummary {
	out := WindowSummary{
		ID: c.ID, Kind: "road", Direction: c.Direction.String(), Factor: float64(c.Factor) / 1000,
		Text: c.Reason, Source: c.Source,
	}
	out.From, out.To = bounds(s, c.From, c.To)
	if c.Gate {
		out.Kind, out.Stage, out.Name = "gate", s.Gates[c.Target].ID, s.Gates[c.Target].Name
		return out
	}
	out.Stage, out.Name = s.Roads[c.Target].ID, s.RoadName(c.Target)
	return out
}

func describeDanger(s *scenario.Scenario, d *roads.Danger) WindowSummary {
	out := WindowSummary{
		ID: d.ID, Kind: "road", Stage: s.Roads[d.Road].ID, Name: s.RoadName(d.Road),
		Direction: d.Direction.String(), Confirmed: d.Confirmed,
		Text: d.Report, Source: d.Source, Override: d.Override,
	}
	out.From, out.To = bounds(s, d.From, d.To)
	return out
}

// bounds writes a window; empty texts are the start and no end.
func bounds(s *scenario.Scenario, from, to unit.Second) (string, string) {
	first, last := "", ""
	if from != 0 {
		first = s.Instant(from)
	}
	if to < unit.Never {
		last = s.Instant(to)
	}
	return first, last
}

package simulation

import (
	"math"
	"strconv"

	"wayout/internal/export"
	"wayout/internal/scenario"
	"wayout/internal/traffic"
	"wayout/internal/unit"
)

// File is one file of a simulation.
type File struct {
	Name string // with slashes
	Data []byte
}

// The files of a simulation.
const (
	NumbersFile  = "simulation.json"
	ArrivalsFile = "arrivals.csv"
	QueuesFile   = "queues.csv"
	PlacesFile   = "places.csv"
	TripsFolder  = "trips"
)

// Names are what stands in the folder of a simulation.
var Names = []string{NumbersFile, ArrivalsFile, QueuesFile, PlacesFile, TripsFolder}

const caution = "Under these inputs and assumptions; nothing here says that a way is safe."

// Numbers is simulation.json.
type Numbers struct {
	Format      string       `json:"format"`
	Version     int          `json:"version"`
	Level       string       `json:"level"`
	Caution     string       `json:"caution"`
	Scenario    string       `json:"scenario"`
	SHA256      string       `json:"inputs_sha256"`
	Plan        string       `json:"plan_sha256"`
	Start       string       `json:"start"`
	Until       string       `json:"until"`
	Runs        int          `json:"runs"`
	Seed        uint64       `json:"seed"`
	Minutes     int          `json:"sample_minutes"`
	Planned     *Case        `json:"planned"` // null where only the other was asked for
	Unplanned   *Case        `json:"unplanned"`
	Assumptions []Assumption `json:"assumptions"`
}

// Assumption is one that the numbers rest on.
type Assumption struct {
	Name    string `json:"name"`
	Value   string `json:"value"`
	Unit    string `json:"unit"`
	Source  string `json:"source"`
	Default bool   `json:"default"`
}

// Span is a number over the runs: a tenth of them is below p10, half below p50, a tenth above p90. A
// time that is not reached is null.
type Span struct {
	P10 *float64 `json:"p10"`
	P50 *float64 `json:"p50"`
	P90 *float64 `json:"p90"`
}

// Case is one way to leave: with the plan, or all at once.
type Case struct {
	People     unit.Person    `json:"people"`
	Vehicles   unit.Vehicle   `json:"vehicles"`
	T50        Span           `json:"t50_hours"`
	T90        Span           `json:"t90_hours"`
	T99        Span           `json:"t99_hours"`
	T100       Span           `json:"t100_hours"`
	Out        Span           `json:"people_out"`
	OnWay      Span           `json:"people_on_the_way_at_the_end"`
	Home       Span           `json:"people_not_left"`
	LeftBehind Span           `json:"people_left_behind"`
	NotOut     Span           `json:"people_not_out_at_the_end"` // on the way, not left, or left behind
	RoadMean   Span           `json:"road_hours_mean"`
	RoadMost   Span           `json:"road_hours_of_9_in_10_at_most"`
	Hours      Span           `json:"people_hours_on_the_road"`
	Standing   Span           `json:"vehicles_standing_at_most"`
	Driving    Span           `json:"litres_driving"`
	Idling     Span           `json:"litres_standing"`
	Dry        Span           `json:"vehicles_run_dry"`
	Broken     Span           `json:"vehicles_broken_down"`
	Stages     []Stage        `json:"stages"`
	DryAt      []dryNumbers   `json:"stages_run_dry"`
	Places     []placeNumbers `json:"places"`
	Arrivals   []Arrivals     `json:"arrivals"`
	Queue      []Queue        `json:"queue"`
}

// Stage is where vehicles stand.
type Stage struct {
	Stage string  `json:"stage"` // as in queues.csv
	Most  Span    `json:"vehicles_standing_at_most"`
	Hours float64 `json:"vehicle_hours_standing"` // mean of the runs
}

type dryNumbers struct {
	Stage    string `json:"stage"`
	Vehicles Span   `json:"vehicles_run_dry"`
}

type placeNumbers struct {
	index  int
	Place  string      `json:"place"`
	People unit.Person `json:"people"`
	Out    Span        `json:"people_out"`
	Road   Span        `json:"road_hours_mean"`
	Last   Span        `json:"last_arrival_hours"`
	Dry    Span        `json:"vehicles_run_dry"`
}

// Arrivals are the people who are out by a moment, in hours from the start.
type Arrivals struct {
	Hours float64 `json:"hours"`
	Out   Span    `json:"people_out"`
}

// Queue is how many vehicles stand at a moment, wherever they do, in hours from the start.
type Queue struct {
	Hours    float64 `json:"hours"`
	Standing Span    `json:"vehicles_standing"`
}

// JSON returns simulation.json.
func (w *Writer) JSON() []byte {
	s, study := w.s, w.study
	n := Numbers{
		Format: format, Version: version, Level: "restricted", Caution: caution, Scenario: s.Name, SHA256: s.SHA256, Plan: w.plan,
		Start: s.Instant(0), Until: s.Instant(s.Horizon), Runs: study.Runs, Seed: study.Seed, Minutes: int(study.Sample / unit.Minute),
		Planned: w.numbersOf(study.Planned), Unplanned: w.numbersOf(study.Unplanned), Assumptions: assumed(s),
	}
	return export.Marshal(n)
}

func assumed(s *scenario.Scenario) []Assumption {
	var out []Assumption
	for _, a := range traffic.Assumptions(s) {
		out = append(out, Assumption{a.Name, a.Value, a.Unit, a.Source, a.Default})
	}
	return out
}

func (w *Writer) numbersOf(c *traffic.Case) *Case {
	if c == nil {
		return nil
	}
	s, study := w.s, w.study
	over := func(number func(o *traffic.Outcome) float64) Span { return spanOf(c.Over(number)) }
	out := &Case{
		People: c.People, Vehicles: c.Vehicles,
		T50: spanOf(outBy(c, 0)), T90: spanOf(outBy(c, 1)), T99: spanOf(outBy(c, 2)), T100: spanOf(outBy(c, 3)),
		Out:        over(func(o *traffic.Outcome) float64 { return float64(o.Arrived) }),
		OnWay:      over(func(o *traffic.Outcome) float64 { return float64(o.OnWay) }),
		Home:       over(func(o *traffic.Outcome) float64 { return float64(o.Home) }),
		LeftBehind: over(func(o *traffic.Outcome) float64 { return float64(o.Stuck) }),
		NotOut:     over(func(o *traffic.Outcome) float64 { return float64(o.OnWay + o.Home + o.Stuck) }),
		RoadMean:   over(roadMean), RoadMost: over(roadMost), Hours: over(peopleHours), Standing: over(mostStanding),
		Driving: over(func(o *traffic.Outcome) float64 { return o.Driven.Litres() }),
		Idling:  over(idling), Dry: over(dry), Broken: over(broken),
		Stages: []Stage{}, DryAt: []dryNumbers{}, Places: []placeNumbers{},
	}
	for i := range c.Queues {
		q := &c.Queues[i]
		out.Stages = append(out.Stages, Stage{w.stageID(q.Stage), spanOf(most(q.Stand)), tidy(q.Hours)})
	}
	for _, at := range c.Dry {
		out.DryAt = append(out.DryAt, dryNumbers{w.stageID(at.Stage), spanOf(at.Vehicles)})
	}
	for place := range s.Places {
		people := c.Outcomes[0].Places[place].People
		if people == 0 {
			continue
		}
		out.Places = append(out.Places, placeNumbers{
			index: place, Place: s.Places[place].ID, People: people,
			Out:  over(func(o *traffic.Outcome) float64 { return float64(o.Places[place].Arrived) }),
			Road: over(func(o *traffic.Outcome) float64 { return o.Places[place].Road.Hours() }),
			Last: over(func(o *traffic.Outcome) float64 { return o.Places[place].Last.Hours() }),
			Dry:  over(func(o *traffic.Outcome) float64 { return float64(o.Places[place].Dry) }),
		})
	}
	for at := range c.Outcomes[0].Curve {
		hours := tidy((study.Sample * unit.Second(at)).Hours())
		out.Arrivals = append(out.Arrivals, Arrivals{hours, over(func(o *traffic.Outcome) float64 { return float64(o.Curve[at]) })})
		out.Queue = append(out.Queue, Queue{hours, over(func(o *traffic.Outcome) float64 { return float64(o.Standing[at]) })})
	}
	return out
}

// outBy returns when a share of the people are out, in hours; infinite where they are not.
func outBy(c *traffic.Case, share int) traffic.Range {
	return c.Over(func(o *traffic.Outcome) float64 {
		if o.Out[share] >= unit.Never {
			return math.Inf(1)
		}
		return o.Out[share].Hours()
	})
}

func roadMean(o *traffic.Outcome) float64    { return o.RoadMean.Hours() }
func roadMost(o *traffic.Outcome) float64    { return o.RoadMost.Hours() }
func peopleHours(o *traffic.Outcome) float64 { return o.PeopleHours.Hours() }
func idling(o *traffic.Outcome) float64      { return o.Stood.Litres() }
func dry(o *traffic.Outcome) float64         { return float64(o.Dry) }
func broken(o *traffic.Outcome) float64      { return float64(o.Broken) }

func mostStanding(o *traffic.Outcome) float64 {
	most := unit.Vehicle(0)
	for _, n := range o.Standing {
		most = max(most, n)
	}
	return float64(most)
}

// most returns the highest of each quantile over time.
func most(over []traffic.Range) traffic.Range {
	var out traffic.Range
	for _, r := range over {
		out = traffic.Range{Low: max(out.Low, r.Low), Mid: max(out.Mid, r.Mid), High: max(out.High, r.High)}
	}
	return out
}

func spanOf(r traffic.Range) Span {
	known := func(x float64) *float64 {
		if math.IsInf(x, 1) {
			return nil
		}
		return new(tidy(x))
	}
	return Span{known(r.Low), known(r.Mid), known(r.High)}
}

// tidy rounds to a thousandth, below what any input is worth.
func tidy(x float64) float64 { return math.Round(x*1000) / 1000 }

// cell is a number of a table.
func cell(x float64) string {
	if math.IsInf(x, 1) {
		return ""
	}
	return strconv.FormatFloat(tidy(x), 'f', -1, 64)
}

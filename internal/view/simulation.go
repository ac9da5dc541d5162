package view

import (
	"encoding/json"
	"math"
	"strings"

	"wayout/internal/scenario"
	"wayout/internal/simulation"
	"wayout/internal/unit"
)

// Simulation is what the page shows of a simulation of the plan. Every range is what a tenth, half and
// nine tenths of the runs do not exceed. It says where queues stand, so it is restricted.
type Simulation struct {
	Runs        int                     `json:"runs"`
	Seed        uint64                  `json:"seed"`
	Planned     *simulated              `json:"planned"` // nil where only the other was asked for
	Unplanned   *simulated              `json:"unplanned"`
	Stages      []standing              `json:"stages"` // where most stand if all leave at once, those first
	Assumptions []simulation.Assumption `json:"assumptions"`
}

// three is a range: p10, p50, p90; nil where a moment is not reached.
type three [3]*float64

// simulated is one way to leave.
type simulated struct {
	T50        three        `json:"t50"` // seconds from the start
	T90        three        `json:"t90"`
	T100       three        `json:"t100"`
	Road       three        `json:"road"` // seconds on the road, mean of the people
	Driving    three        `json:"litres_driving"`
	Idling     three        `json:"litres_standing"`
	Dry        three        `json:"dry"`
	Most       three        `json:"standing"` // vehicles at once
	NotOut     three        `json:"not_out"`
	LeftBehind three        `json:"left_behind"`
	Out        [][4]float64 `json:"out"`   // moment and people out by then
	Queue      [][4]float64 `json:"queue"` // moment and vehicles that stand
}

// standing is a stage with its queue.
type standing struct {
	Kind  string  `json:"kind"`           // road, gate, reception, street or path
	Item  int     `json:"item"`           // road, gate, reception or place; -1 for a path
	Back  bool    `json:"back"`           // the road against its direction
	Name  string  `json:"name,omitempty"` // of a road or place that names of places do not tell
	Most  three   `json:"most"`           // vehicles at once
	Hours float64 `json:"hours"`          // of all vehicles together
}

// mostStages is how many stages a page names.
const mostStages = 5

// mostPoints is how many points a curve of a page has at most: as many as can be told apart in print.
const mostPoints = 150

// SimulationOf gathers what a page shows of the simulation of a scenario. Curves end when nobody moves
// any more in any case.
func SimulationOf(s *scenario.Scenario, n *simulation.Numbers) *Simulation {
	samples := max(moving(n.Planned), moving(n.Unplanned))
	out := &Simulation{
		Runs: n.Runs, Seed: n.Seed, Planned: simulatedOf(n.Planned, samples), Unplanned: simulatedOf(n.Unplanned, samples),
		Stages: []standing{}, Assumptions: orEmpty(n.Assumptions),
	}
	for i := range n.Unplanned.Stages {
		of := &n.Unplanned.Stages[i]
		if at, known := stageOf(s, of.Stage); known && len(out.Stages) < mostStages {
			at.Most, at.Hours = threeOf(of.Most, 1), math.Round(of.Hours)
			out.Stages = append(out.Stages, at)
		}
	}
	return out
}

// JSON returns the simulation as bytes. What could end an element of a page is escaped.
func (s *Simulation) JSON() ([]byte, error) { return json.Marshal(s) }

// moving returns how many samples of a case there are until everything stays as it is.
func moving(c *simulation.Case) int {
	if c == nil {
		return 0
	}
	last := len(c.Arrivals) - 1
	end := fourOf(0, c.Arrivals[last].Out)
	for last > 0 && fourOf(0, c.Arrivals[last-1].Out) == end && fourOf(0, c.Queue[last].Standing) == [4]float64{} {
		last--
	}
	return last + 1
}

func simulatedOf(c *simulation.Case, samples int) *simulated {
	if c == nil {
		return nil
	}
	const hour = float64(unit.Hour)
	out := &simulated{
		T50: threeOf(c.T50, hour), T90: threeOf(c.T90, hour), T100: threeOf(c.T100, hour), Road: threeOf(c.RoadMean, hour),
		Driving: threeOf(c.Driving, 1), Idling: threeOf(c.Idling, 1), Dry: threeOf(c.Dry, 1), Most: threeOf(c.Standing, 1),
		NotOut: threeOf(c.NotOut, 1), LeftBehind: threeOf(c.LeftBehind, 1), Out: [][4]float64{}, Queue: [][4]float64{},
	}
	samples = min(samples, len(c.Arrivals))
	every := (samples + mostPoints - 1) / mostPoints
	for from := 0; from < samples; from += every {
		// People out are counted at the last sample of each step, queues where they are longest, so that
		// no end and no peak is lost.
		last, longest := min(from+every, samples)-1, from
		for at := from; at <= last; at++ {
			if fourOf(0, c.Queue[at].Standing)[2] > fourOf(0, c.Queue[longest].Standing)[2] {
				longest = at
			}
		}
		if from == 0 {
			last = 0
		}
		out.Out = append(out.Out, fourOf(c.Arrivals[last].Hours, c.Arrivals[last].Out))
		out.Queue = append(out.Queue, fourOf(c.Queue[longest].Hours, c.Queue[longest].Standing))
	}
	return out
}

// threeOf returns a range in whole numbers of a smaller unit.
func threeOf(r simulation.Span, times float64) three {
	var out three
	for i, x := range []*float64{r.P10, r.P50, r.P90} {
		if x != nil {
			out[i] = new(math.Round(*x * times))
		}
	}
	return out
}

// fourOf returns a point of a curve: seconds from the start and the range there, 0 where there is none.
func fourOf(hours float64, r simulation.Span) [4]float64 {
	out := [4]float64{math.Round(hours * float64(unit.Hour))}
	for i, x := range threeOf(r, 1) {
		if x != nil {
			out[i+1] = *x
		}
	}
	return out
}

// stageOf finds a stage of simulation.json in a scenario.
func stageOf(s *scenario.Scenario, stage string) (at standing, known bool) {
	if stage == "path" {
		return standing{Kind: stage, Item: -1}, true
	}
	kind, id, _ := strings.Cut(stage, ".")
	at = standing{Kind: kind, Item: -1}
	switch kind {
	case "road":
		id, at.Back = strings.CutSuffix(id, ".backward")
		id = strings.TrimSuffix(id, ".forward")
		at.Item = indexOf(len(s.Roads), func(i int) bool { return s.Roads[i].ID == id })
	case "gate":
		at.Item = indexOf(len(s.Gates), func(i int) bool { return s.Gates[i].ID == id })
	case "reception":
		at.Item = indexOf(len(s.Receptions), func(i int) bool { return s.Receptions[i].ID == id })
	case "street":
		at.Item = indexOf(len(s.Places), func(i int) bool { return s.Places[i].ID == id })
	}
	if at.Item < 0 {
		return at, false
	}
	at.Name = stageName(s, at)
	return at, true
}

// stageName names a road or the streets of a place where names of places alone do not; else it is empty.
func stageName(s *scenario.Scenario, at standing) string {
	switch {
	case at.Kind == "street" && s.Places[at.Item].Junction:
		return s.PlaceTitle(at.Item)
	case at.Kind == "road":
		r := &s.Roads[at.Item]
		if r.Name == "" && !s.Places[r.From].Junction && !s.Places[r.To].Junction {
			return ""
		}
		from, to := r.From, r.To
		if at.Back {
			from, to = to, from
		}
		return scenario.Title(r.Name, s.PlaceTitle(from), s.PlaceTitle(to))
	}
	return ""
}

// indexOf returns the first of n for which found is true, or -1.
func indexOf(n int, found func(i int) bool) int {
	for i := range n {
		if found(i) {
			return i
		}
	}
	return -1
}

package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"wayout/internal/fleet/fullload"
	"wayout/internal/fleet/splitload"
	"wayout/internal/instance"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// RoundsQuestion names the files of a raw problem of rounds: a text file of the bus evacuation
// problem alone, or a JSON file of homes with one of vehicles. FirstLeg may be empty.
type RoundsQuestion struct {
	Problem, Vehicles, FirstLeg string
	// Cost asks for the published cost of homes instead of the makespan.
	Cost bool
}

// Rounds is the answer to a raw problem of rounds.
type Rounds struct {
	Problem   string `json:"problem"`   // "bus evacuation" or "homes"
	Objective string `json:"objective"` // "makespan" or "cost"
	Unit      string `json:"unit"`      // of value and bound: "seconds", or "minutes" of the published cost
	// Value is what the tours reach, Bound what no tours can beat, GapPercent how far the value is
	// above the bound, in per cent of it; nil where the bound is 0 and the value is not.
	Value      float64     `json:"value"`
	Bound      float64     `json:"bound"`
	GapPercent *float64    `json:"gap_percent"`
	Proved     bool        `json:"proved"` // value and bound are equal
	Proof      string      `json:"proof"`  // what proved the bound
	People     unit.Person `json:"people"`
	// Makespan is when the last of the people are in a shelter, Waiting how long they wait on
	// average until they are fetched; only homes have it.
	Makespan float64  `json:"makespan_seconds"`
	Waiting  *float64 `json:"waiting_seconds,omitempty"`
	Tours    []Tour   `json:"tours"`
}

// Tour is what one vehicle does. Numbers of places and vehicles are those of the file: from 1 in the
// text format, from 0 in JSON.
type Tour struct {
	Vehicle int     `json:"vehicle"`
	Depot   *int    `json:"depot,omitempty"` // of a bus
	Ends    float64 `json:"ends_seconds"`    // its last people are in a shelter; 0 where it stays
	Trips   []Trip  `json:"trips"`
}

// Trip is one round of a vehicle.
type Trip struct {
	Stops       []Stop      `json:"stops"`
	Shelter     int         `json:"shelter"`
	ShelterName string      `json:"shelter_name,omitempty"`
	People      unit.Person `json:"people"`
}

// Stop is where people get on.
type Stop struct {
	Place  int         `json:"place"`
	Name   string      `json:"name,omitempty"`
	People unit.Person `json:"people"`
}

// SolveRounds solves a raw problem of rounds. The result is nil where the problems have errors. The
// error is of ctx or a UsageError.
func SolveRounds(ctx context.Context, q RoundsQuestion, progress func(done float64)) (*Rounds, problem.List, error) {
	data, problems := load(q.Problem)
	if problems.HasErrors() {
		return nil, problems, nil
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF")))
	isJSON := len(text) > 0 && (text[0] == '{' || text[0] == '[')
	switch {
	case isJSON && q.Vehicles == "":
		return nil, nil, UsageError{Text: fmt.Sprintf("%s is JSON, a problem of homes; it needs --vehicles FILE", q.Problem)}
	case isJSON:
		return solveHomes(ctx, q, progress)
	case q.Vehicles != "" || q.FirstLeg != "":
		return nil, nil, UsageError{Text: fmt.Sprintf("%s is text, a bus evacuation problem, and names its buses itself; leave out --vehicles and --first-leg", q.Problem)}
	case q.Cost:
		return nil, nil, UsageError{Text: "the objective cost is for problems of homes; a bus evacuation problem has the makespan only"}
	}
	return solveBuses(ctx, q.Problem, data)
}

// load reads one file, no more of it than may be.
func load(name string) ([]byte, problem.List) {
	var problems problem.List
	file, err := os.Open(name)
	if err == nil {
		defer file.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(file, sheet.MostBytes+1)); err == nil {
			return data, nil
		}
	}
	reason := err.Error()
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		reason = path.Err.Error()
	}
	problems.Add(problem.FileMissing, problem.Where{File: name}, "", reason)
	return nil, problems
}

// cannotBePlanned adds the reason why a problem that is well formed has no plan.
func cannotBePlanned(problems problem.List, file string, err error) problem.List {
	problems.Add(problem.BusInvalid, problem.Where{File: file}, "", err.Error())
	return problems
}

func solveBuses(ctx context.Context, name string, data []byte) (*Rounds, problem.List, error) {
	p, problems := instance.ReadBuses(name, data)
	if p == nil {
		return nil, problems, nil
	}
	s, err := fullload.Solve(ctx, *p, fullload.Options{})
	switch {
	case ctx.Err() != nil:
		return nil, problems, ctx.Err()
	case err != nil:
		return nil, cannotBePlanned(problems, name, err), nil
	}
	if err := fullload.Check(*p, s); err != nil {
		panic("app: a plan of buses that does not hold: " + err.Error())
	}
	out := &Rounds{
		Problem: "bus evacuation", Objective: "makespan", Unit: "seconds",
		Value: float64(s.Makespan), Bound: float64(s.Bound), Proved: s.Proved(), Proof: s.Method.String(),
		Makespan: float64(s.Makespan), Tours: []Tour{},
	}
	out.setGap()
	for v, tour := range s.Tours {
		depot := tour.Depot + 1
		t := Tour{Vehicle: v + 1, Depot: &depot, Ends: float64(tour.Length), Trips: []Trip{}}
		for _, trip := range tour.Trips {
			out.People += trip.People
			t.Trips = append(t.Trips, Trip{
				Stops: []Stop{{Place: trip.Point + 1, People: trip.People}}, Shelter: trip.Shelter + 1, People: trip.People,
			})
		}
		out.Tours = append(out.Tours, t)
	}
	return out, problems, nil
}

// setGap says how far the value is above the bound.
func (r *Rounds) setGap() {
	if r.Value == r.Bound {
		r.GapPercent = new(float64)
	} else if r.Bound > 0 {
		gap := (r.Value - r.Bound) / r.Bound * 100
		r.GapPercent = &gap
	}
}

// anywhere opens files by the names a person has written.
type anywhere struct{}

func (anywhere) Open(name string) (fs.File, error) { return os.Open(name) }

func solveHomes(ctx context.Context, q RoundsQuestion, progress func(done float64)) (*Rounds, problem.List, error) {
	homes, problems := instance.ReadHomes(anywhere{}, instance.HomesFiles{Problem: q.Problem, Vehicles: q.Vehicles, FirstLeg: q.FirstLeg})
	if homes == nil {
		return nil, problems, nil
	}
	options := splitload.Options{Objective: splitload.Makespan}
	if q.Cost {
		options.Objective = splitload.Cost
	}
	bounds, err := splitload.Bound(ctx, homes.Problem)
	var s splitload.Solution
	if err == nil {
		s, err = searchHomes(ctx, homes.Problem, options, bounds, progress)
	}
	switch {
	case ctx.Err() != nil:
		return nil, problems, ctx.Err()
	case err != nil:
		return nil, cannotBePlanned(problems, q.Problem, err), nil
	}
	measures, err := splitload.Evaluate(homes.Problem, s)
	if err != nil {
		panic("app: tours of homes that do not hold: " + err.Error())
	}
	return homesAnswer(homes, s, measures, bounds, options.Objective), problems, nil
}

// searchHomes looks for tours, first with little effort: where the bound is met, that is all. The
// search asks whether it is to stop so many times, whatever its effort, so the first try tells how
// often the second will ask, and how its time is divided among the times.
func searchHomes(ctx context.Context, p splitload.Problem, o splitload.Options, b splitload.Bounds, progress func(done float64)) (splitload.Solution, error) {
	little := o
	little.Moves = splitload.DefaultMoves / 100
	var asked []time.Duration
	began := time.Now()
	s, err := splitload.Solve(asking{ctx, func() { asked = append(asked, time.Since(began)) }}, p, little)
	if err != nil {
		return s, err
	}
	if m, err := splitload.Evaluate(p, s); err != nil || reached(m, b, o.Objective) {
		return s, err
	}
	whole, at := time.Since(began), 0
	return splitload.Solve(asking{ctx, func() {
		if progress != nil && at < len(asked) {
			progress(float64(asked[at]) / float64(whole))
			at++
		}
	}}, p, o)
}

// reached reports whether no tours are better.
func reached(m splitload.Measures, b splitload.Bounds, o splitload.Objective) bool {
	if o == splitload.Cost {
		return m.Score() == b.Score
	}
	return m.Makespan == b.Makespan
}

// asking is a context that tells whenever somebody asks whether it has ended.
type asking struct {
	context.Context
	tell func()
}

// Err tells, and returns what the context says.
func (a asking) Err() error {
	a.tell()
	return a.Context.Err()
}

func homesAnswer(homes *instance.Homes, s splitload.Solution, m splitload.Measures, b splitload.Bounds, o splitload.Objective) *Rounds {
	waiting := m.WaitingMinutes() * 60
	out := &Rounds{
		Problem: "homes", Objective: "makespan", Unit: "seconds", Value: seconds(m.Makespan), Bound: seconds(b.Makespan),
		Proved: reached(m, b, o), Proof: "prices of people", People: m.People,
		Makespan: seconds(m.Makespan), Waiting: &waiting, Tours: []Tour{},
	}
	if o == splitload.Cost {
		out.Objective, out.Unit = "cost", "minutes"
		out.Value, out.Bound = m.CostMinutes(), b.CostMinutes(m.People)
	}
	out.setGap()
	for v, trips := range s.Trips {
		t := Tour{Vehicle: v, Ends: seconds(ends(&homes.Problem, v, trips)), Trips: []Trip{}}
		for _, trip := range trips {
			round := Trip{Shelter: trip.Shelter, ShelterName: homes.Shelters[trip.Shelter]}
			for _, stop := range trip.Stops {
				round.People += stop.People
				round.Stops = append(round.Stops, Stop{stop.Facility, homes.Facilities[stop.Facility], stop.People})
			}
			t.Trips = append(t.Trips, round)
		}
		out.Tours = append(out.Tours, t)
	}
	return out
}

func seconds(t unit.Millisecond) float64 { return float64(t) / 1000 }

// ends returns when the last people of one vehicle are in a shelter.
func ends(p *splitload.Problem, vehicle int, trips []splitload.Trip) unit.Millisecond {
	var now, last unit.Millisecond
	at := -1 // node; -1 is where the vehicle starts
	stand := func(n unit.Person) unit.Millisecond { return p.Service.Fixed + p.Service.Each*unit.Millisecond(n) }
	for _, trip := range trips {
		var load unit.Person
		for _, stop := range trip.Stops {
			node := len(p.Shelters) + stop.Facility
			if at < 0 {
				now += p.Vehicles[vehicle].Approach[stop.Facility]
			} else {
				now += p.Drive[at][node]
			}
			now += stand(stop.People)
			load += stop.People
			at = node
		}
		now += p.Drive[at][trip.Shelter]
		at, last = trip.Shelter, now
		now += stand(load)
	}
	return last
}

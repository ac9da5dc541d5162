package planner

import (
	"cmp"
	"context"
	"slices"

	"wayout/internal/flow"
	"wayout/internal/flow/rank"
	"wayout/internal/outcome"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Priorities is what it means that some places leave before others, in order. Times are of people by car,
// of those whose place has a way out: rounds keep an order of their own.
type Priorities struct {
	List []Priority
	// AtOnce tells that one flow keeps all the bounds at once, with daily quotas left out, so that no
	// priority has to wait longer because of how those before it drive.
	AtOnce bool
	// Rounds tells that the fleet drives as well, which the bounds leave out.
	Rounds bool
}

// Priority is what the places of one priority get.
type Priority struct {
	Number         int // of the places; 0 where they have none, which leave last
	Places         int
	People, Served unit.Person
	Out            Times // of these people
	// Equal is when they would be out on the same routes with nobody before others.
	Equal Times
	// Together is when they and all before them are out, and Bound what no plan beats for these.
	Together, Bound Times
}

// ranks are the priorities of places in order.
type ranks struct {
	numbers []int // by rank, 0 last
	of      []int // by place
}

// newRanks reads the priorities of the places from which somebody goes by car.
func newRanks(s *scenario.Scenario, servable []bool) ranks {
	r := ranks{of: make([]int, len(s.Places))}
	for p := range s.Places {
		if servable[p] && !slices.Contains(r.numbers, s.Places[p].Priority) {
			r.numbers = append(r.numbers, s.Places[p].Priority)
		}
	}
	slices.SortFunc(r.numbers, func(a, b int) int { return cmp.Compare(uint(a-1), uint(b-1)) }) // 0 is the last
	for p := range s.Places {
		r.of[p] = max(0, slices.Index(r.numbers, s.Places[p].Priority))
	}
	return r
}

// several reports whether anybody leaves before others.
func (r *ranks) several() bool { return len(r.numbers) > 1 }

// divide returns places, which are in order of rank, rank by rank.
func (r *ranks) divide(places []int) [][]int {
	var out [][]int
	for i, p := range places {
		if i == 0 || r.of[p] != r.of[places[i-1]] {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return out
}

// byRank compares timetables rank by rank: more vehicles placed, then an earlier end.
func (t *timetable) byRank(u *timetable) int {
	for rank := range len(t.w.ranks.numbers) - 1 {
		vehicles, end := t.ofRank(rank)
		others, later := u.ofRank(rank)
		if c := cmp.Or(cmp.Compare(vehicles, others), cmp.Compare(later, end)); c != 0 {
			return c
		}
	}
	return 0
}

// ofRank returns how many vehicles of a rank are placed, and when the last of them has arrived.
func (t *timetable) ofRank(rank int) (vehicles unit.Vehicle, end unit.Second) {
	for _, slot := range t.slots {
		if route := &t.routes[slot.Route]; t.w.ranks.of[route.Place] == rank {
			vehicles += slot.Vehicles
			end = max(end, slot.End()+route.Arrive())
		}
	}
	return vehicles, end
}

// unranked returns the same work with nobody before others.
func (w *work) unranked() *work {
	equal := *w
	equal.ranks = ranks{numbers: []int{0}, of: make([]int, len(w.ranks.of))}
	return &equal
}

// priorities tells what a plan means for each priority, and proves what none can beat.
func (w *work) priorities(ctx context.Context, r *Result) (*Priorities, error) {
	if !w.ranks.several() {
		return nil, nil
	}
	out, p, t := &Priorities{Rounds: len(r.Plan.Trips) > 0}, &r.Plan, w.equally()
	equal := &plan.Plan{Routes: t.routes, Slots: t.slots}
	for rank, number := range w.ranks.numbers {
		x := Priority{Number: number, Out: w.timesOf(p, rank, rank), Together: w.timesOf(p, 0, rank), Equal: w.timesOf(equal, rank, rank)}
		for place, of := range w.ranks.of {
			if of == rank && w.servable[place] {
				x.Places++
				x.People += w.people[place]
			}
		}
		for _, slot := range p.Slots {
			if w.ranks.of[p.Routes[slot.Route].Place] == rank {
				x.Served += slot.People
			}
		}
		only := w.upTo(rank)
		b, err := only.bound(ctx)
		if err != nil {
			return nil, err
		}
		x.Bound = only.boundTimes(b)
		out.List = append(out.List, x)
	}
	var err error
	out.AtOnce, err = w.boundsAtOnce(ctx)
	return out, err
}

// upTo returns the work of the cars of the ranks up to one, with nobody else on the roads. Whatever a
// plan does for these, it can do without the others.
func (w *work) upTo(rank int) *work {
	only := *w
	only.freight, only.uncounted = nil, nil
	only.servable = slices.Clone(w.servable)
	only.asked.Travel = slices.Clone(w.asked.Travel)
	for p := range only.servable {
		only.servable[p] = only.servable[p] && w.ranks.of[p] <= rank
		only.asked.Travel[p].Groups = nil
	}
	only.supplies = slices.DeleteFunc(slices.Clone(w.supplies), func(b batch) bool { return w.ranks.of[b.place] > rank })
	only.progress = func(float64) {}
	return &only
}

// boundsAtOnce reports whether a flow is found that has as many cars of every rank and those before it
// out at every step as there can be.
func (w *work) boundsAtOnce(ctx context.Context) (bool, error) {
	all := w.upTo(len(w.ranks.numbers) - 1)
	of := make([]int32, len(all.supplies))
	for i, b := range all.supplies {
		of[i] = int32(w.ranks.of[b.place])
	}
	flows, err := rank.Solve(ctx, all.flowProblem(all.newTiming(forBound, all.rates)), of, flow.Options{})
	if err != nil {
		return false, err
	}
	return flows.AtOnce(), nil
}

// timesOf returns when the people by car of some ranks are out by a plan.
func (w *work) timesOf(p *plan.Plan, first, last int) Times {
	of := func(place int) bool { return w.ranks.of[place] >= first && w.ranks.of[place] <= last }
	var all unit.Person
	for place, people := range w.people {
		if w.servable[place] && of(place) {
			all += people
		}
	}
	only := plan.Plan{Routes: p.Routes}
	for _, slot := range p.Slots {
		if of(p.Routes[slot.Route].Place) {
			only.Slots = append(only.Slots, slot)
		}
	}
	at := func(perMille int64) unit.Second { return outcome.Quantile(&only, nil, all, perMille) }
	return Times{T50: at(500), T90: at(900), T99: at(990), T100: at(1000)}
}

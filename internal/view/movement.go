package view

import (
	"cmp"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/unit"
)

type route struct {
	Place     int           `json:"place"`
	Reception int           `json:"reception"`
	Nodes     []int         `json:"nodes"` // places
	Passes    []unit.Second `json:"passes"`
}

func (b *builder) routes() []route {
	out := []route{}
	for _, r := range b.r.Plan.Routes {
		out = append(out, route{r.Place, r.Reception, convoy.Along(b.s, r.Place, r.Legs), orEmpty(r.Passes)})
	}
	return out
}

func (b *builder) slots() [][5]int64 {
	out := [][5]int64{}
	for _, s := range b.r.Plan.Slots {
		out = append(out, [5]int64{int64(s.Route), int64(s.Depart), int64(s.Length), int64(s.Vehicles), int64(s.People)})
	}
	return out
}

type trip struct {
	Vehicle string        `json:"vehicle"`
	Kind    string        `json:"kind"`
	Nodes   []int         `json:"nodes"`
	Passes  []unit.Second `json:"passes"`
	Depart  unit.Second   `json:"depart"`
	Length  unit.Second   `json:"length"`
	Aboard  unit.Person   `json:"aboard"`
}

func (b *builder) trips() []trip {
	out := []trip{}
	for _, trips := range convoy.ByVehicle(b.r.Plan.Trips) {
		var aboard unit.Person
		for i := range trips {
			t := &trips[i]
			for k := range t.Boards {
				aboard += b.parties.People(&t.Boards[k])
			}
			kind := "relief"
			if !t.Vehicle.Relief {
				kind = string(b.s.Fleet[t.Vehicle.Row].Kind)
			}
			out = append(out, trip{
				convoy.VehicleLabel(b.s, t.Vehicle), kind, convoy.Along(b.s, t.From, t.Legs), orEmpty(t.Passes), t.Depart, t.Length, aboard,
			})
			if t.Reception >= 0 {
				aboard = 0
			}
		}
	}
	return out
}

// column is people on foot on a path.
type column struct {
	Path   int         `json:"path"`
	Back   bool        `json:"back"`
	Depart unit.Second `json:"depart"`
	Length unit.Second `json:"length"` // in which they enter the path
	Walks  unit.Second `json:"walks"`
	People unit.Person `json:"people"`
	// Reception is null where they wait for a vehicle at the end of the path.
	Reception *int `json:"reception"`
}

func (b *builder) columns() []column {
	out := []column{}
	for i := range b.r.Plan.Columns {
		c := &b.r.Plan.Columns[i]
		x := column{Path: c.Path, Back: c.Back, Depart: c.Depart, Length: c.Length, Walks: c.Walks, People: b.parties.People(&c.Load)}
		if c.Reception >= 0 {
			x.Reception = &c.Reception
		}
		out = append(out, x)
	}
	return out
}

// curve returns how many people have arrived: at the end of every slot and of every other arrival.
func (b *builder) curve() [][2]int64 {
	type arrival struct {
		at     unit.Second
		people unit.Person
	}
	var all []arrival
	for _, s := range b.r.Plan.Slots {
		all = append(all, arrival{s.End() + b.r.Plan.Routes[s.Route].Arrive(), s.People})
	}
	for _, d := range b.r.Delivered {
		all = append(all, arrival{d.At, d.People})
	}
	slices.SortStableFunc(all, func(x, y arrival) int { return cmp.Compare(x.at, y.at) })
	out := [][2]int64{{0, 0}}
	for _, a := range all {
		last := &out[len(out)-1]
		if last[0] == int64(a.at) {
			last[1] += int64(a.people)
			continue
		}
		out = append(out, [2]int64{int64(a.at), last[1] + int64(a.people)})
	}
	return out
}

// bound returns the moments before which nobody can have so many people out, by the certificates.
func (b *builder) bound() [][2]int64 {
	out := [][2]int64{}
	for _, q := range []struct {
		at       unit.Second
		perMille int64
	}{{b.r.Bound.T50, 500}, {b.r.Bound.T90, 900}, {b.r.Bound.T99, 990}, {b.r.Bound.T100, 1000}} {
		if q.at < unit.Never {
			out = append(out, [2]int64{int64(q.at), (int64(b.r.PeopleServed)*q.perMille + 999) / 1000})
		}
	}
	return out
}

type quantiles struct {
	T50  *unit.Second `json:"t50"`
	T90  *unit.Second `json:"t90"`
	T99  *unit.Second `json:"t99"`
	T100 *unit.Second `json:"t100"`
}

type times struct {
	Used  quantiles `json:"used"`
	Low   quantiles `json:"low"`
	High  quantiles `json:"high"`
	Bound quantiles `json:"bound"`
}

func (b *builder) times() times {
	of := func(t planner.Times) quantiles {
		return quantiles{known(t.T50), known(t.T90), known(t.T99), known(t.T100)}
	}
	return times{of(b.r.Clearance), of(b.r.Low), of(b.r.High), of(b.r.Bound)}
}

type binding struct {
	Kind string      `json:"kind"` // home, road, gate or reception
	Name string      `json:"name"`
	ID   string      `json:"id"`
	From unit.Second `json:"from"`
	To   unit.Second `json:"to"`
	Rate float64     `json:"rate"`
}

func (b *builder) binding() []binding {
	out := []binding{}
	for i := range b.r.Binding {
		x := &b.r.Binding[i]
		out = append(out, binding{x.Kind(), x.Name, x.ID, x.From, x.To, x.Rate.VehiclesPerHour()})
	}
	return out
}

type certificate struct {
	Until  unit.Second  `json:"until"`
	AtMost unit.Vehicle `json:"at_most"`
	Needed unit.Vehicle `json:"needed"`
	// CarsOnly tells that people are left for want of vehicles, who do not count in the proof.
	CarsOnly bool `json:"cars_only"`
}

// certificate returns the proof for everybody at the used population.
func (b *builder) certificate() *certificate {
	for _, c := range b.r.Certificates {
		if c.Quantile == "t100" && c.Level == people.Used {
			left := slices.ContainsFunc(b.r.Plan.NotServed, func(n plan.NotServed) bool { return n.Load != nil })
			return &certificate{c.Until, c.AtMost, c.Needed, left && !c.Fleet}
		}
	}
	return nil
}

type rung struct {
	Name string       `json:"name"`
	T100 *unit.Second `json:"t100"`
}

func (b *builder) ladder() []rung {
	out := []rung{}
	for _, r := range b.r.Ladder {
		out = append(out, rung{r.Name, known(r.T100)})
	}
	return out
}

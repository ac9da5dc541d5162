package view

import (
	"slices"

	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/pricing"
	"wayout/internal/unit"
)

type price struct {
	Kind         string       `json:"kind"`
	Stage        string       `json:"stage"`
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	From         float64      `json:"from"` // vehicles an hour of a gate before and after
	To           float64      `json:"to"`
	Amount       float64      `json:"amount"`        // vehicles or litres more
	Vehicle      string       `json:"vehicle"`       // kind of the row of the fleet it is about, or empty
	AtMost       *float64     `json:"at_most_hours"` // proved
	Saved        *float64     `json:"saved_hours"`   // by a plan
	PeopleMore   *unit.Person `json:"people_more"`
	PeoplePerDay *unit.Person `json:"people_per_day"`
	Next         string       `json:"next"`
	NextIsHome   bool         `json:"next_is_home"` // leaving home there holds back then
}

func (b *builder) prices(list *pricing.PriceList) []price {
	out := []price{}
	if list == nil {
		return out
	}
	for i := range list.Prices {
		p := &list.Prices[i]
		x := price{
			Kind: string(p.Change.Kind), Stage: p.Stage, ID: p.ID, Name: p.Name,
			From: p.Change.From.VehiclesPerHour(), To: p.Change.To.VehiclesPerHour(), Amount: p.Change.Amount,
			AtMost: hours(p.HoursAtMost),
		}
		if p.Change.Kind == outcome.MoreVehicles {
			row := slices.IndexFunc(b.s.Fleet, func(f people.Fleet) bool { return f.ID == p.ID })
			x.Vehicle = string(b.s.Fleet[row].Kind)
		}
		if p.Next != nil {
			x.Next, x.NextIsHome = p.Next.Name, p.Next.Home
		}
		if p.Solved {
			x.Saved, x.PeopleMore, x.PeoplePerDay = hours(p.Saved), &p.PeopleMore, &p.PeoplePerDay
		}
		out = append(out, x)
	}
	return out
}

// hours returns a span in hours, nil where there is none.
func hours(t unit.Second) *float64 {
	if t >= unit.Never || t <= -unit.Never {
		return nil
	}
	h := t.Hours()
	return &h
}

type notServed struct {
	Place  int         `json:"place"`
	People unit.Person `json:"people"`
	Kind   string      `json:"kind"`
	Text   string      `json:"text"`
}

func (b *builder) notServed() []notServed {
	out := []notServed{}
	for _, n := range b.r.Plan.NotServed {
		out = append(out, notServed{n.Place, n.People, string(n.Reason), n.Text})
	}
	return out
}

type assumption struct {
	Name          string `json:"name"`
	Value         string `json:"value"`
	Unit          string `json:"unit"`
	Source        string `json:"source"`
	Default       bool   `json:"default"`
	Retrospective bool   `json:"retrospective"`
}

// assumptions lists those that the result rests on.
func (b *builder) assumptions() []assumption {
	out := []assumption{}
	used, _ := b.s.AssumptionsUsed()
	for _, a := range used {
		out = append(out, assumption{a.Name, a.Value, a.Unit, a.Source, a.Default, a.Retrospective})
	}
	return out
}

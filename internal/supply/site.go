package supply

import (
	"fmt"
	"math"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// SiteHour is what is at a site during one hour and what it needs for that (Sphere).
type SiteHour struct {
	Site    int
	From    unit.Second
	People  unit.Person // at the fullest moment of the hour that was looked at
	Water   float64     // litres a day
	Toilets int64
	Covered float64 // square metres
	Food    float64 // kilocalories a day
	Short   []string
}

// atOnce is how long the smaller number of toilets is enough.
const atOnce = 2 * unit.Day

// SiteHours returns for every site the hours with people at it, in order of site and time. At a
// holding site are all people of its place who have not left, at an assembly site those who leave
// within the assembly time, at both and at overnight sites those who came on foot and wait.
func SiteHours(s *scenario.Scenario, level people.Level, p *plan.Plan) []SiteHour {
	if len(s.Sites) == 0 {
		return nil
	}
	leaving := Departures(s, p)
	waiting := waitingAfterWalk(s, p)
	var out []SiteHour
	for i := range s.Sites {
		site := &s.Sites[i]
		for from := unit.Second(0); from < p.Horizon; from += unit.Hour {
			n := atSite(s, site, level, p, leaving[site.Place], from) + waiting(site.Place, from)
			if n > 0 {
				out = append(out, needs(s, i, from, n))
			}
		}
	}
	return out
}

// atSite returns the people of the place who are at its site at the beginning of an hour.
func atSite(s *scenario.Scenario, site *people.Site, level people.Level, p *plan.Plan, leaving []Departure, at unit.Second) unit.Person {
	var gone, soon unit.Person
	lead := unit.Second(s.Assumption("assembly_minutes")) * unit.Minute
	for _, d := range leaving {
		switch {
		case d.At <= at:
			gone += d.People
		case d.At <= at+lead+unit.Hour:
			soon += d.People
		}
	}
	switch site.Kind {
	case people.Holding:
		t := s.Travel(site.Place, level, p.WithoutFuel(site.Place))
		return t.People() - gone
	case people.Assembly:
		return soon
	}
	return 0
}

// waitingAfterWalk returns who came to a place on foot and has not been fetched yet.
func waitingAfterWalk(s *scenario.Scenario, p *plan.Plan) func(place int, at unit.Second) unit.Person {
	t := travels{s: s, p: p, known: map[int]scenario.Travel{}}
	return func(place int, at unit.Second) unit.Person {
		var n unit.Person
		for i := range p.Columns {
			c := &p.Columns[i]
			path := &s.Paths[c.Path]
			to := path.To
			if c.Back {
				to = path.From
			}
			if to == place && c.Reception < 0 && c.End() <= at {
				n += t.people(c.Load)
			}
		}
		for i := range p.Trips {
			for _, l := range p.Trips[i].Boards {
				if p.Trips[i].From == place && l.Place != place && p.Trips[i].Depart <= at {
					n -= t.people(l)
				}
			}
		}
		return n
	}
}

// needs returns what people at a site need, and what of it is short.
func needs(s *scenario.Scenario, i int, from unit.Second, n unit.Person) SiteHour {
	site := &s.Sites[i]
	each := "people_per_toilet_at_once"
	if from >= atOnce {
		each = "people_per_toilet"
	}
	h := SiteHour{
		Site: i, From: from, People: n,
		Water:   float64(n) * s.Assumption("water_litres"),
		Toilets: int64(math.Ceil(float64(n) / s.Assumption(each))),
		Covered: float64(n) * s.Assumption("covered_square_metres"),
		Food:    float64(n) * s.Assumption("kilocalories"),
	}
	short := func(what string, have, need float64) {
		if have > 0 && need > have {
			h.Short = append(h.Short, fmt.Sprintf("%s: %.0f of %.0f", what, have, math.Ceil(need)))
		}
	}
	short("places", float64(site.Capacity), float64(n))
	short("litres of water a day", float64(site.Water), h.Water)
	short("toilets", float64(site.Toilets), float64(h.Toilets))
	short("m² covered", float64(site.Covered), h.Covered)
	short("hot meals a day", float64(site.Meals), float64(n))
	return h
}

package supply

import (
	"math"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// SiteHour is what a site holds in one hour, and what so many people need (Sphere).
type SiteHour struct {
	Site         int         // of the scenario's Sites
	From         unit.Second // when the hour begins
	People       unit.Person // at its beginning; at assembly sites all who come in it
	Water        int64       // litres a day
	Toilets      int64
	Kilocalories int64 // a day
	Meals        int64 // a day
	Covered      int64 // square metres
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

// needs returns what people at a site need.
func needs(s *scenario.Scenario, i int, from unit.Second, n unit.Person) SiteHour {
	each := "people_per_toilet_at_once"
	if from >= atOnce {
		each = "people_per_toilet"
	}
	up := func(x float64) int64 { return int64(math.Ceil(x)) }
	return SiteHour{
		Site: i, From: from, People: n,
		Water:        up(float64(n) * s.Assumption("water_litres")),
		Toilets:      up(float64(n) / s.Assumption(each)),
		Kilocalories: up(float64(n) * s.Assumption("kilocalories")),
		Meals:        int64(n),
		Covered:      up(float64(n) * s.Assumption("covered_square_metres")),
	}
}

// Flags says in words where a site is overfull or short in an hour, and what is not known of it
// though it is needed.
func (h *SiteHour) Flags(s *scenario.Scenario) (flags, unknown []string) {
	site := &s.Sites[h.Site]
	english := message.NewPrinter(language.English)
	for _, x := range []struct {
		needed, there int64
		flag, what    string
	}{
		{int64(h.People), int64(site.Capacity), "over capacity by %d people", "capacity"},
		{h.Water, site.Water, "water short by %d litres a day", "water"},
		{h.Toilets, site.Toilets, "toilets short by %d", "toilets"},
		{h.Meals, site.Meals, "meals short by %d a day", "meals"},
		{h.Covered, site.Covered, "covered space short by %d m²", "covered space"},
	} {
		switch {
		case x.needed <= x.there:
		case x.there == 0:
			unknown = append(unknown, x.what)
		default:
			flags = append(flags, english.Sprintf(x.flag, x.needed-max(0, x.there)))
		}
	}
	return flags, unknown
}

// Fullest returns the hour of every site at which it holds most people, the first of equals, in
// order of site.
func Fullest(hours []SiteHour) []SiteHour {
	var out []SiteHour
	for _, h := range hours {
		n := len(out)
		switch {
		case n == 0 || out[n-1].Site != h.Site:
			out = append(out, h)
		case h.People > out[n-1].People:
			out[n-1] = h
		}
	}
	return out
}

package orders

import (
	"fmt"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// leaderSheets returns what the leaders of a town's convoys need: for each way a strip map, the
// order of vehicles and what to do if something happens; and a number sheet for each convoy.
func (b *brief) leaderSheets(c *i18n.Catalogue, t *town) ([]byte, error) {
	p := b.page(c)
	for _, r := range b.routes(t) {
		p.add(paper.Break{}, paper.Title{Text: p.w.Text("leader.title", "place", p.place(t.place))})
		p.heading("leader.strip")
		p.add(paper.Strip{Stops: p.strip(&b.Plan.Routes[r])})
	}
	p.heading("leader.order")
	p.add(paper.Numbered{Items: p.texts("order", 4)})
	p.heading("leader.if")
	p.add(paper.Bullets{Items: p.texts("if", 4)})
	p.add(paper.Fields{Rows: []paper.Field{{Label: p.w.Text("leader.contact")}}})
	var slips []paper.Slip
	for _, list := range [][]int{t.cars, t.foot} {
		for _, i := range list {
			slips = append(slips, p.slip(&b.convoys[i]))
		}
	}
	p.add(paper.Break{}, paper.Slips{Slips: slips})
	return p.pdf(p.w.Text("leader.title", "place", p.place(t.place)), b.valid(t))
}

// strip is the way of a route, stop by stop.
func (p *page) strip(r *plan.Route) []paper.Stop {
	var out []paper.Stop
	var length unit.Metre
	back := true // as far as here the way back is open
	at := r.Place
	for k := 0; ; k++ {
		stop := paper.Stop{Distance: p.kilometres(length), Name: p.place(at)}
		last := k == len(r.Legs)
		if k > 0 {
			note := p.w.Text("strip.after", "time", span(r.Passes[k])) + "."
			if !last && back {
				note += " " + p.w.Text("strip.turn", "distance", p.kilometres(length))
			}
			stop.Notes = append(stop.Notes, note)
		}
		p.note(&stop, at, k == 0, last)
		if litres := p.toNextFuel(r, k); litres > 0 {
			stop.Notes = append(stop.Notes, p.w.Text("strip.need", "litres", p.litres(litres)))
		}
		if p.Scenario.Places[at].Junction && !last {
			stop.Name = p.turn(r, k)
		}
		if stop.Name != "" || stop.Mark != paper.Pass {
			out = append(out, stop)
		}
		if last {
			return out
		}
		road := &p.Scenario.Roads[r.Legs[k].Road]
		length += road.Length
		back = back && !road.OneWay
		at = convoy.LegEnd(p.Scenario, r.Legs[k])
	}
}

// turn returns the name of the road that begins at a junction of the way; empty where the road goes on
// or has no name.
func (p *page) turn(r *plan.Route, k int) string {
	name := p.Scenario.Roads[r.Legs[k].Road].Name
	if k > 0 && name == p.Scenario.Roads[r.Legs[k-1].Road].Name {
		return ""
	}
	return p.w.Apart(name)
}

// note says what stands at a place of the way: a gate, fuel points and sites.
func (p *page) note(stop *paper.Stop, at int, first, last bool) {
	s := p.Scenario
	add := func(mark paper.Mark, text string) {
		if stop.Mark == paper.Pass {
			stop.Mark = mark
		}
		stop.Notes = append(stop.Notes, text)
	}
	switch {
	case first:
		stop.Mark = paper.Start
	case last:
		add(paper.End, p.w.Text("strip.end"))
	}
	if p.gates[at] >= 0 {
		add(paper.Gate, p.w.Text("strip.gate"))
	}
	var points []string
	for f := range s.FuelPoints {
		if s.FuelPoints[f].Place == at {
			points = append(points, p.fuelPoint(f))
		}
	}
	if len(points) > 0 {
		add(paper.Fuel, p.w.Text("strip.fuel", "point", strings.Join(points, ", ")))
	}
	for i := range s.Sites {
		if site := &s.Sites[i]; site.Place == at && site.Kind != people.Assembly {
			room := p.w.Text("strip.room_unknown")
			if site.Capacity > 0 {
				room = p.people(site.Capacity)
			}
			add(paper.Halt, p.w.Text("strip.site", "site", p.site(i), "people", room))
		}
	}
}

// toNextFuel returns what a car needs from stop k to the next fuel point, or to the end; 0 where
// stop k is neither the start nor a fuel point.
func (p *page) toNextFuel(r *plan.Route, k int) unit.Millilitre {
	point := func(at int) bool {
		for f := range p.Scenario.FuelPoints {
			if p.Scenario.FuelPoints[f].Place == at {
				return true
			}
		}
		return false
	}
	at := r.Place
	if k > 0 {
		at = convoy.LegEnd(p.Scenario, r.Legs[k-1])
	}
	if k == len(r.Legs) || k > 0 && !point(at) {
		return 0
	}
	var length, climb unit.Metre
	for _, leg := range r.Legs[k:] {
		length += p.Scenario.Roads[leg.Road].Length
		climb += p.Scenario.Climb(leg.Road, leg.Forward)
		if point(convoy.LegEnd(p.Scenario, leg)) {
			break
		}
	}
	return p.Scenario.Burn().Trip(length, climb)
}

// kilometres and litres write amounts to a tenth, with their unit.
func (p *page) kilometres(m unit.Metre) string {
	return p.w.Text("unit.kilometres", "number", i18n.Tenths(float64(m)/1000))
}

func (p *page) litres(m unit.Millilitre) string {
	return p.w.Text("unit.litres", "number", i18n.Tenths(m.Litres()))
}

// span writes hours and minutes, such as 1:26.
func span(t unit.Second) string {
	minutes := int64(late(t) / unit.Minute)
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

// slip is the number sheet of a convoy.
func (p *page) slip(c *convoy.Convoy) paper.Slip {
	slip := paper.Slip{
		Title: p.w.Text("number.title", "number", p.sheetNumber(c)),
		Lines: append([]string{
			p.convoyName(c) + ", " + p.day(c.Points[0].First),
			p.w.Text("number.planned", "people", p.people(c.People), "vehicles", p.number(int64(c.Vehicles))),
		}, p.boards(c)...),
		Columns: []paper.Column{
			words(p.w.Text("column.check"), 3.6), words(p.w.Text("column.hour"), 2.2), blank(p.w.Text("column.vehicles"), 1),
			blank(p.w.Text("column.people"), 1), blank(p.w.Text("column.difference"), 1), blank(p.w.Text("column.hour"), 1), blank(p.w.Text("column.signature"), 1),
		},
	}
	for _, at := range c.Points {
		slip.Rows = append(slip.Rows, paper.Row{Cells: []string{p.checkName(c, at), p.span(at), "", "", "", "", ""}})
	}
	return slip
}

// convoyName says which convoy it is.
func (p *page) convoyName(c *convoy.Convoy) string {
	switch c.Kind {
	case convoy.Round:
		return p.w.Text("number.round", "vehicle", p.vehicle(c), "round", fmt.Sprint(c.Round))
	case convoy.OnFoot:
		return p.w.Text("number.foot", "place", p.place(c.Place))
	}
	return p.w.Text("number.cars", "place", p.place(c.Place), "group", fmt.Sprint(c.Group))
}

// checkName says which check it is, and where, if there are several gates or receptions.
func (p *page) checkName(c *convoy.Convoy, at convoy.Point) string {
	name := p.w.Text("check." + at.Check.String())
	switch {
	case at.Gate >= 0 && len(p.Scenario.Gates) > 1:
		name += ": " + p.gate(at.Gate)
	case at.Check == convoy.Arrival && len(p.Scenario.Receptions) > 1:
		name += ": " + p.place(at.Place)
	}
	return name
}

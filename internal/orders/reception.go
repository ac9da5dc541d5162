package orders

import (
	"math"
	"slices"
	"strconv"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/people"
	"wayout/internal/unit"
)

// coming is a convoy that is received.
type coming struct {
	convoy int
	at     unit.Second // when the last of it is there
}

// comings returns whom a reception receives, in order of time.
func (b *brief) comings(reception int) []coming {
	var out []coming
	for i := range b.convoys {
		c := &b.convoys[i]
		if c.Reception == reception {
			out = append(out, coming{i, c.End().Last})
		}
	}
	slices.SortStableFunc(out, func(x, y coming) int { return int(x.at - y.at) })
	return out
}

// receptionSheet returns the sheet of a reception: arrivals and needs by the hour, and what is
// needed day by day.
func (b *brief) receptionSheet(c *i18n.Catalogue, reception int) ([]byte, error) {
	p := b.page(c)
	title := p.w.Text("reception.title", "reception", p.reception(reception))
	list := b.comings(reception)
	p.add(paper.Title{Text: title}, paper.Fields{Rows: p.expected(reception, list)})
	p.add(paper.Bullets{Items: []string{p.w.Text("reception.count"), p.w.Text("reception.promise")}})
	p.add(paper.Fields{Rows: []paper.Field{{Label: p.w.Text("reception.families")}}})
	p.heading("reception.days")
	p.add(paper.Text{Text: p.w.Text("reception.basis") + "\n" + p.assumed(), Size: paper.Small}, p.receptionDays(list))
	p.heading("reception.hours")
	var soFar unit.Person
	p.byDay(len(list), func(i int) unit.Second { return list[i].at }, func(first, end int) paper.Table {
		return p.receptionHours(list[first:end], &soFar)
	})
	return p.pdf(title, b.end())
}

// expected says how many people come, with the range of the population, and how many there is room
// for.
func (p *page) expected(reception int, list []coming) []paper.Field {
	s := p.Scenario
	var sum unit.Person
	for _, x := range list {
		sum += p.convoys[x.convoy].People
	}
	used := s.TotalPeople(p.Plan.Level)
	share := func(level people.Level) unit.Person {
		return unit.Person(math.Round(float64(sum) * float64(s.TotalPeople(level)) / float64(max(1, used))))
	}
	room := p.w.Text("reception.unknown")
	if capacity := s.Receptions[reception].Capacity; capacity > 0 {
		room = p.people(capacity)
	}
	return []paper.Field{
		{Label: p.w.Text("reception.expected"), Value: p.w.Text("reception.range",
			"used", p.people(sum), "low", p.people(share(people.Low)), "high", p.people(share(people.High)))},
		{Label: p.w.Text("reception.room"), Value: room},
	}
}

// receptionHours is a row for each hour in which somebody arrives, after so many others.
func (p *page) receptionHours(list []coming, soFar *unit.Person) paper.Table {
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.hour"), 0.9), numbers(p.w.Text("column.by_car"), 1.2), numbers(p.w.Text("column.by_fleet"), 1.4),
		numbers(p.w.Text("column.on_foot"), 1.1), numbers(p.w.Text("column.people"), 1.1), numbers(p.w.Text("column.people_so_far"), 1.3), words(p.w.Text("column.needs"), 3.2),
	}}
	for hour, s := range stretches(len(list), func(i int) unit.Second { return p.Scenario.ClockHour(list[i].at) }) {
		var by [3]unit.Person
		var sum tally
		for _, x := range list[s.first:s.end] {
			c := &p.convoys[x.convoy]
			by[c.Kind] += c.People
			if c.Kind == convoy.Round {
				for class, n := range p.aboard(c) {
					sum[class] += n
				}
			}
		}
		sum[people.Walks] = 0 // what needs nothing but a seat is in the columns before
		all := by[convoy.Cars] + by[convoy.Round] + by[convoy.OnFoot]
		*soFar += all
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.clock(hour), p.people(by[convoy.Cars]), p.people(by[convoy.Round]), p.people(by[convoy.OnFoot]),
			p.people(all), p.people(*soFar), p.needs(sum),
		}})
	}
	return table
}

// assumed says what a person needs, by the assumptions of the scenario.
func (p *page) assumed() string {
	value := func(name string) string { return strconv.FormatFloat(p.Scenario.Assumption(name), 'f', -1, 64) }
	return p.w.Text("reception.assumed",
		"water", value("water_litres"), "food", value("kilocalories"), "meal", value("meal_kilocalories"),
		"space", value("covered_square_metres"), "first", value("people_per_toilet_at_once"), "later", value("people_per_toilet"))
}

// receptionDays is a row for each day: what is needed if everybody who has come stays the night.
func (p *page) receptionDays(list []coming) paper.Table {
	s := p.Scenario
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.day"), 2.2), numbers(p.w.Text("column.people"), 1.2), numbers(p.w.Text("reception.beds"), 1.2), numbers(p.w.Text("reception.covered"), 1.3),
		numbers(p.w.Text("reception.water"), 1.3), numbers(p.w.Text("reception.meals"), 1.3), numbers(p.w.Text("reception.toilets"), 1.3),
	}}
	var soFar unit.Person
	days := 0
	for day, of := range stretches(len(list), func(i int) string { return p.day(list[i].at) }) {
		days++
		var arrive unit.Person
		for _, x := range list[of.first:of.end] {
			arrive += p.convoys[x.convoy].People
		}
		soFar += arrive
		toilets := "people_per_toilet_at_once"
		if days > 2 {
			toilets = "people_per_toilet"
		}
		each := func(name string) int64 { return int64(math.Ceil(float64(soFar) * s.Assumption(name))) }
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			day, p.people(arrive), p.people(soFar), i18n.Number(each("covered_square_metres")), i18n.Number(each("water_litres")),
			i18n.Number(int64(math.Ceil(float64(soFar) * s.Assumption("kilocalories") / s.Assumption("meal_kilocalories")))),
			i18n.Number(int64(math.Ceil(float64(soFar) / s.Assumption(toilets)))),
		}})
	}
	return table
}

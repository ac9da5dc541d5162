package orders

import (
	"fmt"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/people"
	"wayout/internal/unit"
)

// notification returns the humanitarian notification of the whole movement (FIELD.md B9): who, how
// many, in what, by which way, when, day by day. Names stand in every form, for both sides.
func (b *brief) notification(c *i18n.Catalogue) ([]byte, error) {
	p := b.page(c)
	title := p.w.Text("notify.title")
	p.add(paper.Title{Text: title}, paper.Boxed{Text: p.w.Text("notify.law")}, paper.Fields{Rows: p.notified()})
	for day, s := range stretches(len(b.convoys), func(i int) string { return p.day(b.convoys[i].Points[0].First) }) {
		p.heading("notify.day", "date", day)
		p.add(p.movements(b.convoys[s.first:s.end]))
	}
	return p.pdf(title, b.end())
}

// notified are the fields of the form.
func (p *page) notified() []paper.Field {
	begin, all := unit.Never, tally{}
	var sum unit.Person
	var every []int
	for i := range p.convoys {
		c := &p.convoys[i]
		begin = min(begin, c.Points[0].First)
		sum += c.People
		every = append(every, i)
		if c.Kind == convoy.Round {
			for class, n := range p.aboard(c) {
				all[class] += n
			}
		} else {
			all[people.Walks] += c.People
		}
	}
	rows := []paper.Field{
		{Label: p.w.Text("notify.sender")},
		{Label: p.w.Text("notify.contact")},
		{Label: p.w.Text("notify.kind"), Value: p.w.Text("notify.kind.text")},
		{Label: p.w.Text("notify.people"), Value: p.people(sum) + "\n" + p.needs(all)},
		{Label: p.w.Text("notify.vehicles"), Value: p.vehicleKinds(every)},
		{Label: p.w.Text("notify.marking")},
		{Label: p.w.Text("notify.signs")},
		{Label: p.w.Text("notify.escort")},
	}
	if begin < unit.Never {
		rows = append(rows,
			paper.Field{Label: p.w.Text("notify.begin"), Value: p.at(early(begin))},
			paper.Field{Label: p.w.Text("notify.send"), Value: p.at(early(begin - 48*unit.Hour))},
			paper.Field{Label: p.w.Text("notify.emergency"), Value: p.at(early(begin - 24*unit.Hour))},
			paper.Field{Label: p.w.Text("notify.end"), Value: p.at(late(p.end()))},
		)
	}
	var gates, receptions []string
	for g := range p.Scenario.Gates {
		if len(p.passings(g)) > 0 {
			gates = append(gates, p.located(p.Scenario.Gates[g].Place))
		}
	}
	for r := range p.Scenario.Receptions {
		if len(p.comings(r)) > 0 {
			receptions = append(receptions, p.located(p.Scenario.Receptions[r].Place))
		}
	}
	return append(rows,
		paper.Field{Label: p.w.Text("column.via"), Value: strings.Join(gates, "\n")},
		paper.Field{Label: p.w.Text("column.to"), Value: strings.Join(receptions, "\n")},
		paper.Field{Label: p.w.Text("notify.latest"), Value: p.at(p.Plan.Horizon)},
		paper.Field{Label: p.w.Text("notify.halts"), Value: p.halts()},
		paper.Field{Label: p.w.Text("notify.meeting"), Value: p.w.Text("notify.meeting.text")},
		paper.Field{Label: p.w.Text("notify.repeat"), Value: p.w.Text("notify.repeat.text")},
	)
}

// halts names the sites at which people on the way may stop.
func (p *page) halts() string {
	var names []string
	for i := range p.Scenario.Sites {
		if p.Scenario.Sites[i].Kind != people.Assembly {
			names = append(names, p.site(i))
		}
	}
	return strings.Join(names, ", ")
}

// movement are convoys of one day from one place to one reception.
type movement struct {
	from, reception int
	first, last     unit.Second
	vehicles        unit.Vehicle
	people          unit.Person
}

// movements is a row for each place from which somebody leaves among convoys of one day.
func (p *page) movements(convoys []convoy.Convoy) paper.Table {
	var list []movement
	find := func(from, reception int) *movement {
		for i := range list {
			if list[i].from == from && list[i].reception == reception {
				return &list[i]
			}
		}
		list = append(list, movement{from: from, reception: reception, first: unit.Never})
		return &list[len(list)-1]
	}
	for i := range convoys {
		c := &convoys[i]
		m := find(c.Place, c.Reception)
		m.first, m.last = min(m.first, c.Points[0].First), max(m.last, c.End().Last)
		m.vehicles += c.Vehicles
		m.people += c.People
	}
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.place"), 5), words(p.w.Text("column.position"), 2.4), words(p.w.Text("column.to"), 2),
		words(p.w.Text("column.from"), 1.1), words(p.w.Text("column.until"), 2), numbers(p.w.Text("column.vehicles"), 1.4), numbers(p.w.Text("column.people"), 1.4),
	}}
	for i := range list {
		m := &list[i]
		to := "" // on foot, to a vehicle
		if m.reception >= 0 {
			to = p.reception(m.reception)
		}
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.everyForm(m.from), p.position(m.from), to, p.clock(early(m.first)), p.tabled(late(m.last)),
			p.number(int64(m.vehicles)), p.people(m.people),
		}})
	}
	return table
}

// located names a place in every form, with its position where that is known.
func (p *page) located(i int) string {
	if at := p.position(i); at != "" {
		return p.everyForm(i) + " (" + at + ")"
	}
	return p.everyForm(i)
}

// position writes where a place is, to about ten metres.
func (p *page) position(i int) string {
	place := &p.Scenario.Places[i]
	if !place.Located {
		return ""
	}
	return fmt.Sprintf("%.4f, %.4f", place.Lat, place.Lon)
}

package orders

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

// townPage returns the page for the wall of a town, the text to read aloud, and the tally sheet for
// whoever counts those who leave.
func (b *brief) townPage(c *i18n.Catalogue, t *town) ([]byte, error) {
	p := b.page(c)
	switch {
	case b.Cancel:
		p.add(paper.Title{Text: p.w.Text("cancel.title", "place", p.place(t.place))}, p.protected())
		p.add(paper.Numbered{Items: p.cancelled(), Size: paper.Large})
	case t.served():
		p.notice(t)
	default:
		p.without(t)
	}
	p.aloud(t)
	if b.Level.Inside() && !b.Cancel {
		p.tally(t)
	}
	return p.pdf(p.place(t.place), b.valid(t))
}

// valid returns until when what a town was told holds: its last departure, or the end of the plan.
func (b *brief) valid(t *town) unit.Second {
	if _, last := b.hours(t); last >= 0 {
		return late(last)
	}
	return b.Plan.Horizon
}

func (p *page) protected() paper.Block {
	return paper.Boxed{Text: p.w.Text("head.protected"), Size: paper.Large}
}

func (p *page) cancelled() []string {
	return []string{
		p.w.Text("cancel.1", "old", fmt.Sprint(p.Replaces)), p.w.Text("cancel.2"), p.w.Text("cancel.3"), p.w.Text("cancel.4"),
	}
}

// notice is the page of a town whose people have an hour: when and where on one sheet, what to bring
// and to know on a second.
func (p *page) notice(t *town) {
	p.add(paper.Title{Text: p.w.Text("notice.title", "place", p.place(t.place))}, p.protected(), medium(p.w.Text("notice.voluntary")))
	if p.Level.Hours() {
		p.when(t)
	} else {
		p.heading("notice.when")
		p.add(medium(p.w.Text("notice.public")))
	}
	p.whereTo(t)
	p.partly(t)
	p.add(paper.Break{}, paper.Title{Text: p.w.Text("notice.know", "place", p.place(t.place))})
	p.wayThere(t)
	p.heading("notice.bring")
	p.add(paper.Bullets{Items: p.texts("bring", 6)})
	p.gateRules(t)
	p.heading("notice.else")
	p.add(paper.Fields{Rows: []paper.Field{
		{Label: p.w.Text("notice.fetched"), Value: p.w.Text("notice.fetched.text")},
		{Label: p.w.Text("notice.animals"), Value: p.w.Text("notice.animals.text")},
		{Label: p.w.Text("notice.late"), Value: p.w.Text("notice.late.text")},
	}})
}

func medium(text string) paper.Text { return paper.Text{Text: text, Size: paper.Medium} }

// when says the hours by car, by bus and on foot, a row for each day.
func (p *page) when(t *town) {
	if len(t.cars) > 0 {
		p.heading("notice.cars")
		p.add(paper.Table{Columns: []paper.Column{
			words(p.w.Text("column.day"), 4), words(p.w.Text("column.from"), 1.1), words(p.w.Text("column.until"), 1.1),
			words(p.w.Text("column.groups"), 1.4), numbers(p.w.Text("column.cars"), 1.2), numbers(p.w.Text("column.people"), 1.4),
		}, Rows: p.carDays(t), Size: paper.Medium}, medium(p.w.Text("notice.ticket")))
	}
	if len(t.buses) > 0 {
		p.heading("notice.bus")
		p.add(paper.Table{Columns: []paper.Column{
			words(p.w.Text("column.day"), 4), words(p.w.Text("column.from"), 1.1), words(p.w.Text("column.until"), 1.1),
			numbers(p.w.Text("column.people"), 1.4),
		}, Rows: p.busDays(t), Size: paper.Medium}, medium(p.w.Text("notice.bus.text")))
	}
	if len(t.foot) > 0 {
		p.heading("notice.foot")
		p.add(paper.Table{Columns: []paper.Column{
			words(p.w.Text("column.day"), 3), words(p.w.Text("column.from"), 1.2), words(p.w.Text("column.to"), 3),
			numbers(p.w.Text("column.people"), 1.4),
		}, Rows: p.footRows(t), Size: paper.Medium}, medium(p.w.Text("notice.foot.text")))
	}
}

// daySum adds up what leaves a place on one day.
type daySum struct {
	day                   string
	first, last           unit.Second
	firstGroup, lastGroup int
	vehicles              int64
	people                unit.Person
}

// sums adds up departures, which are in order of time, by local day.
func (p *page) sums(n int, at func(i int) (from, to unit.Second, group int, vehicles int64, people unit.Person)) []daySum {
	var out []daySum
	for i := range n {
		from, to, group, vehicles, people := at(i)
		if day := p.day(from); len(out) == 0 || out[len(out)-1].day != day {
			out = append(out, daySum{day: day, first: from, firstGroup: group})
		}
		sum := &out[len(out)-1]
		sum.first, sum.last = min(sum.first, from), max(sum.last, to)
		sum.firstGroup, sum.lastGroup = min(sum.firstGroup, group), max(sum.lastGroup, group)
		sum.vehicles += vehicles
		sum.people += people
	}
	return out
}

func (p *page) carDays(t *town) []paper.Row {
	sums := p.sums(len(t.cars), func(i int) (from, to unit.Second, group int, vehicles int64, people unit.Person) {
		c := &p.convoys[t.cars[i]]
		return c.Points[0].First, c.Points[0].Last, c.Group, int64(c.Vehicles), c.People
	})
	var out []paper.Row
	for _, d := range sums {
		groups := fmt.Sprintf("%d–%d", d.firstGroup, d.lastGroup)
		if d.firstGroup == d.lastGroup {
			groups = fmt.Sprint(d.firstGroup)
		}
		out = append(out, paper.Row{Bold: true, Cells: []string{
			d.day, p.clock(early(d.first)), p.clock(late(d.last)), groups, p.number(d.vehicles), p.people(d.people),
		}})
	}
	return out
}

func (p *page) busDays(t *town) []paper.Row {
	sums := p.sums(len(t.buses), func(i int) (from, to unit.Second, group int, vehicles int64, people unit.Person) {
		r := &t.buses[i]
		return r.board, r.depart, 0, 1, r.people
	})
	var out []paper.Row
	for _, d := range sums {
		out = append(out, paper.Row{Bold: true, Cells: []string{
			d.day, p.clock(early(d.first)), p.clock(late(d.last)), p.people(d.people),
		}})
	}
	return out
}

func (p *page) footRows(t *town) []paper.Row {
	var out []paper.Row
	for _, i := range t.foot {
		c := &p.convoys[i]
		end := c.End().Place
		out = append(out, paper.Row{Bold: true, Cells: []string{
			p.day(c.Points[0].First), p.clock(early(c.Points[0].First)), p.place(end), p.people(c.People),
		}})
	}
	return out
}

// whereTo says where people meet, where they are received, and what is new.
func (p *page) whereTo(t *town) {
	p.add(paper.Fields{Size: paper.Medium, Rows: []paper.Field{
		{Label: p.w.Text("notice.where"), Value: p.landmark(t.place)},
		{Label: p.w.Text("notice.to"), Value: p.receptionNames(p.receptions(t))},
		{Label: p.w.Text("notice.changed"), Value: strings.Join(p.news(t), "\n")},
	}})
}

// wayThere says by which way cars go, and where they are given fuel.
func (p *page) wayThere(t *town) {
	if !p.Level.Hours() || len(t.cars) == 0 {
		return
	}
	var rows []paper.Field
	for _, r := range p.routes(t) {
		rows = append(rows, paper.Field{Label: p.w.Text("notice.way"), Value: p.way(&p.Plan.Routes[r])})
	}
	if points := p.fills(t); points != "" {
		rows = append(rows, paper.Field{Label: p.w.Text("notice.fuel"), Value: points})
	}
	p.add(paper.Fields{Rows: rows}, paper.Text{Text: p.w.Text("notice.way.text")})
}

// way names the places along a route, and the roads where it passes none.
func (p *page) way(r *plan.Route) string {
	var names []string
	for _, mark := range convoy.Waymarks(p.Scenario, r.Place, r.Legs) {
		if mark.Place < 0 {
			names = append(names, p.w.Apart(p.Scenario.Roads[mark.Road].Name))
			continue
		}
		names = append(names, p.place(mark.Place))
	}
	return strings.Join(names, " – ")
}

// fills names the fuel points at which cars of a town are given fuel, in order of the scenario.
func (p *page) fills(t *town) string {
	used := make([]bool, len(p.Scenario.FuelPoints))
	for _, i := range t.cars {
		if slot := &p.Plan.Slots[p.convoys[i].Slot]; slot.Fill > 0 {
			used[slot.Fuel] = true
		}
	}
	var names []string
	for f := range used {
		if used[f] {
			names = append(names, p.fuelPoint(f))
		}
	}
	return strings.Join(names, ", ")
}

// gateRules says what happens at gates; which ones is not told to the public.
func (p *page) gateRules(t *town) {
	if names := p.gatesOf(t); names == "" || !p.Level.Hours() {
		p.heading("notice.gates")
	} else {
		p.heading("notice.gate", "gate", names)
	}
	p.add(paper.Bullets{Items: p.texts("gate", 3)})
}

// gatesOf names the gates that people of a town pass, each once.
func (p *page) gatesOf(t *town) string {
	convoys := slices.Concat(t.cars, t.foot)
	for _, r := range slices.Concat(t.buses, t.fetched) {
		convoys = append(convoys, r.convoy)
	}
	var names []string
	for _, i := range convoys {
		for _, at := range p.convoys[i].Points {
			if at.Check == convoy.GateIn && !slices.Contains(names, p.gate(at.Gate)) {
				names = append(names, p.gate(at.Gate))
			}
		}
	}
	return strings.Join(names, ", ")
}

// partly tells a town that some of its people have no hour, and why.
func (p *page) partly(t *town) {
	if len(t.unserved) == 0 {
		return
	}
	p.heading("notice.without")
	var people unit.Person
	for _, n := range t.unserved {
		people += n.People
	}
	if p.Level.Hours() {
		p.add(medium(p.w.Text("notice.without.text", "people", p.people(people))))
	}
	p.add(paper.Bullets{Items: p.reasons(t), Size: paper.Medium})
}

// without is the page of a town that the plan has no hour for: why, and what to do.
func (p *page) without(t *town) {
	p.add(paper.Title{Text: p.w.Text("none.title", "place", p.place(t.place))}, p.protected())
	p.heading("none.why")
	p.add(paper.Bullets{Items: p.reasons(t), Size: paper.Large})
	p.heading("none.do")
	p.add(paper.Numbered{Items: p.texts("do", 4), Size: paper.Large})
	p.changed(t)
}

// whys are the messages for reasons.
var whys = map[plan.Reason]string{
	plan.NoRoute: "why.no_road", plan.Shut: "why.closed", plan.Danger: "why.danger", plan.Time: "why.time",
	plan.Full: "why.full", plan.Unplaced: "why.no_slot", plan.NoSeats: "why.no_seats", plan.NoVehicle: "why.no_vehicle",
	plan.Caution: "why.caution",
}

// reasons says why people of a town have no hour, each reason once. What would have to change is
// for those inside: it is the cut.
func (p *page) reasons(t *town) []string {
	var out []string
	said := map[string]bool{}
	add := func(text string) {
		if !said[text] {
			said[text] = true
			out = append(out, text)
		}
	}
	for _, n := range t.unserved {
		text := p.w.Text(whys[n.Reason])
		if stages := p.stages(n.Cut); p.Level.Inside() && stages != "" {
			text += " " + p.w.Text("why.stages", "stages", stages)
		}
		add(text)
	}
	if len(t.unserved) == 0 && t.people == 0 {
		add(p.w.Text("why.stays"))
	}
	return out
}

// stages names roads, gates and receptions by their ids.
func (p *page) stages(ids []string) string {
	const most = 6
	var names []string
	for _, id := range ids[:min(most, len(ids))] {
		names = append(names, p.stage(id))
	}
	if len(ids) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// road names a road by the places at its ends; where one is only a junction, as results do.
func (p *page) road(i int) string {
	r := &p.Scenario.Roads[i]
	if p.Scenario.Places[r.From].Junction || p.Scenario.Places[r.To].Junction {
		return p.w.Apart(p.Scenario.RoadName(i))
	}
	return fmt.Sprintf("%s – %s (%s)", p.place(r.From), p.place(r.To), r.ID)
}

func (p *page) stage(id string) string {
	s := p.Scenario
	for i := range s.Roads {
		if s.Roads[i].ID == id {
			return p.road(i)
		}
	}
	for g := range s.Gates {
		if s.Gates[g].ID == id {
			return p.gate(g)
		}
	}
	for r := range s.Receptions {
		if s.Receptions[r].ID == id {
			return p.reception(r)
		}
	}
	return id
}
